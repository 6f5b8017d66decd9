"""SQLite FTS5 over the articles of the page's language: fts5.py ARTICLES

Porter stems and folded accents; any word of the question may match, bm25 ranks.
"""

import json
import re
import sqlite3
import sys

FIELDS = {"title": 5.0, "description": 2.0, "questions": 3.0, "headings": 2.0, "body": 1.0}


def database(articles: list[dict]) -> sqlite3.Connection:
    """An index of one language in memory."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        f"create virtual table article using fts5(id unindexed, {', '.join(FIELDS)}, "
        "tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    for article in articles:
        cells = [article[name] for name in FIELDS]
        texts = ["\n".join(cell) if isinstance(cell, list) else cell for cell in cells]
        marks = ", ".join("?" * (1 + len(FIELDS)))
        connection.execute(f"insert into article values ({marks})", [article["id"], *texts])
    return connection


def find(connection: sqlite3.Connection, question: str) -> list[dict]:
    """The ten best articles."""
    words = re.findall(r"\w+", question)
    if not words:
        return []
    weights = ", ".join(["0.0", *(str(weight) for weight in FIELDS.values())])
    rows = connection.execute(
        f"select id, -bm25(article, {weights}) as score from article where article match ? "
        "order by score desc, id limit 10",
        [" OR ".join(f'"{word}"' for word in words)],
    )
    return [{"article": name, "score": score} for name, score in rows]


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        databases = {lang: database(articles) for lang, articles in json.load(file).items()}
    for line in sys.stdin:
        row = json.loads(line)
        hits = find(databases[row["lang"]], row["question"])
        print(json.dumps({"id": row["id"], "lang": row["lang"], "hits": hits}))


if __name__ == "__main__":
    main()
