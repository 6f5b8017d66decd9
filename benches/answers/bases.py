#!/usr/bin/env python3
"""The knowledge bases that answers are judged on, and their questions.

    benches/answers/bases.py BASE OUT    writes BASE as a site of its own into OUT
    benches/answers/bases.py --check     judges the sets themselves

A base is a folder of tests/answers: `tune.jsonl` and `held-out.jsonl`, and either a
site (`content/`, `guichet.toml`) or `absent.txt`, the articles to leave out of the
repository's own site so that some of them exist in one language only. What staff
reads is in no base.
"""

import json
import re
import shutil
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SETS = REPOSITORY / "tests" / "answers"
BASES = ["library", "town", "campus"]
LANGUAGES = ["fr", "en"]
PARTS = ["tune", "held-out"]
KINDS = [
    "plain",
    "colloquial",
    "synonym",
    "no-accents",
    "typos",
    "sms",
    "short",
    "wrong-language",
    "other-language-only",
    "unanswerable",
]


@dataclass
class Article:
    """One patron article, as plain text."""

    id: str
    title: str
    description: str
    questions: list[str]
    tags: list[str]
    headings: list[str] = field(default_factory=list)
    body: str = ""


def absent(base: str) -> set[str]:
    """The articles that a base leaves out of the site it is made from."""
    path = SETS / base / "absent.txt"
    if not path.exists():
        return set()
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def root(base: str) -> Path:
    """The folder of the site that a base is made from."""
    own = SETS / base
    return own if (own / "content").is_dir() else REPOSITORY


def front_matter(text: str) -> tuple[dict, str]:
    """Splits a text into its front matter and its body."""
    if found := re.match(r"\+\+\+\n(.*?)\n\+\+\+\n?(.*)\Z", text, re.S):
        return tomllib.loads(found[1]), found[2]
    if found := re.match(r"---\n(.*?)\n---\n?(.*)\Z", text, re.S):
        return flat_yaml(found[1]), found[2]
    return {}, text


def flat_yaml(text: str) -> dict:
    """Reads the little YAML that the bases use: quoted strings and lists of them."""
    values: dict = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("  - "):
            values[name].append(json.loads(line[4:]))
        else:
            name, _, value = line.partition(":")
            values[name] = json.loads(value) if value.strip() else []
    return values


def files(base: str, lang: str) -> list[tuple[str, Path]]:
    """Id and file of each patron article of one language, in the order of ids."""
    content = root(base) / "content" / lang
    left_out = absent(base)
    found = []
    for path in content.rglob("*.md"):
        parts = path.relative_to(content).with_suffix("").parts
        if any(part.startswith("_") for part in parts):
            continue
        name = "/".join(parts[:-1] if parts[-1] == "index" else parts)
        meta, _ = front_matter(path.read_text(encoding="utf-8"))
        hidden = meta.get("audience") == "staff" or meta.get("draft") or meta.get("search") is False
        if not hidden and f"{lang}/{name}" not in left_out:
            found.append((f"{lang}/{name}", path))
    return sorted(found)


def variables(base: str, lang: str) -> dict[str, str]:
    """The `{{ variables }}` of one language."""
    settings = tomllib.loads((root(base) / "guichet.toml").read_text(encoding="utf-8"))
    own = settings.get("languages", {}).get(lang, {}).get("variables", {})
    return {**settings.get("variables", {}), **own}


def plain(markdown: str, values: dict[str, str]) -> str:
    """The words of a Markdown text, a block a line."""
    text = re.sub(r"\{\{ *include [^}]*\}\}", "", markdown)
    text = re.sub(r"\{\{ *(\w+) *\}\}", lambda m: values.get(m[1], ""), text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\{#[\w-]+\}|^:::.*$|^```.*$|^> ?(\[![A-Z]+\])?|^\|[-| :]+\|$", "", text, flags=re.M)
    text = re.sub(r"^(#+|==|[-*]|\d+\.|:) +", "", text, flags=re.M)
    text = re.sub(r"\[[ x]\]|[*`|\\]", " ", text)
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def article(article_id: str, path: Path, values: dict[str, str]) -> Article:
    """Reads one article."""
    meta, body = front_matter(path.read_text(encoding="utf-8"))
    if "title" not in meta:
        first = re.match(r"\s*# (.*)\n", body)
        meta["title"], body = first[1], body[first.end() :]
    headings = [plain(line, values) for line in re.findall(r"^#{1,6} .*$", body, re.M)]
    return Article(
        id=article_id,
        title=plain(meta["title"], values),
        description=plain(meta.get("description", ""), values),
        questions=meta.get("questions", []),
        tags=meta.get("tags", []),
        headings=headings,
        body=plain(body, values),
    )


def articles(base: str, lang: str) -> list[Article]:
    """The patron articles of one language, in the order of ids."""
    values = variables(base, lang)
    return [article(name, path, values) for name, path in files(base, lang)]


def questions(base: str, part: str) -> list[dict]:
    """The questions of one part of a base."""
    path = SETS / base / f"{part}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_site(base: str, out: Path) -> None:
    """Writes a base as a site: patron articles, their pictures, sections, settings."""
    shutil.rmtree(out, ignore_errors=True)
    source = root(base)
    for lang in LANGUAGES:
        for _, path in files(base, lang):
            target = out / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = path.parent.iterdir() if path.name == "index.md" else [path]
            for file in beside:
                shutil.copy(file, target.parent / file.name)
        content = source / "content" / lang
        for path in [*content.rglob("_index.md"), *content.glob("_*/*.md")]:
            target = out / path.relative_to(source)
            if target.parent.is_dir() or path.parent.name.startswith("_"):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
    settings = (source / "guichet.toml").read_text(encoding="utf-8")
    if "[links]" not in settings:
        # Links to what is left out lead nowhere.
        settings += '\n[links]\nbroken = "off"\n'
    (out / "guichet.toml").write_text(settings, encoding="utf-8")


def faults(base: str) -> list[str]:
    """What is wrong with the questions of a base."""
    known = {lang: {name for name, _ in files(base, lang)} for lang in LANGUAGES}
    seen: set[str | tuple[str, str]] = set()
    wrong = []
    for part in PARTS:
        for row in questions(base, part):
            where, key = row["id"], (row["lang"], row["question"].casefold())
            lang, other = row["lang"], LANGUAGES[1 - LANGUAGES.index(row["lang"])]
            if key in seen or row["id"] in seen:
                wrong.append(f"{where}: asked twice")
            seen |= {key, row["id"]}
            if row["kind"] not in KINDS:
                wrong.append(f"{where}: no such kind: {row['kind']}")
            if (row["kind"] == "unanswerable") == bool(row["expected"]):
                wrong.append(f"{where}: expected and kind disagree")
            for name in row["expected"]:
                if name not in known[lang] | known[other]:
                    wrong.append(f"{where}: no such article: {name}")
                twin = f"{lang}/{name.split('/', 1)[1]}"
                if row["kind"] == "other-language-only" and twin in known[lang]:
                    wrong.append(f"{where}: {twin} exists")
                if row["kind"] not in ("wrong-language", "other-language-only") and name != twin:
                    wrong.append(f"{where}: {name} is of the other language")
    return wrong


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        wrong = [line for base in BASES for line in faults(base)]
        print("\n".join(wrong) or "the sets are sound")
        return 1 if wrong else 0
    if len(arguments) != 2 or arguments[0] not in BASES:
        print(__doc__, file=sys.stderr)
        return 2
    write_site(arguments[0], Path(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
