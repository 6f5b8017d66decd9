#!/usr/bin/env python3
"""Asks guichet and its peers the questions of tests/answers, and prints the tables.

    benches/answers/compare.py [--part tune|held-out] [--guichet PROGRAM] [--only NAME ...]

`held-out` unless said. PROGRAM is target/release/guichet unless said; without one that
can search, its row is left out. Peers come from npm, into target/answers/, at the
versions below; SQLite is Python's. Every engine has the same articles, is asked in the
language of the page and is judged by `judge.py`. A peer searches the articles of the
page's language, as its own documentation sets it up.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import bases
import judge

WORK = bases.REPOSITORY / "target" / "answers"
PEERS = Path(__file__).resolve().parent / "peers"
PACKAGES = {
    "lunr": "2.3.9",
    "lunr-languages": "1.22.0",
    "minisearch": "7.2.0",
    "pagefind": "1.6.0",
    "snowball-stemmers": "0.6.0",
}
HEADS = ["R@1", "R@3", "MRR", "AUC"]


def commands(base: str, program: Path) -> dict[str, list[str]]:
    """The engines and how each is started on a base."""
    articles = str(WORK / f"{base}.json")
    node = ["node", "--no-warnings"]
    return {
        "Pagefind": [*node, PEERS / "pagefind.mjs", WORK, articles, WORK / f"{base}.pagefind"],
        "MiniSearch": [*node, PEERS / "minisearch.mjs", WORK, articles, "plain"],
        "lunr": [*node, PEERS / "lunr.mjs", WORK, articles],
        "MiniSearch tuned": [*node, PEERS / "minisearch.mjs", WORK, articles, "tuned"],
        "SQLite FTS5": [sys.executable, PEERS / "fts5.py", articles],
        "guichet": [program, "search", "--stdin", "--root", WORK / base],
    }


def prepare(only: list[str]) -> None:
    """Writes each base as a site and as plain articles, and installs the peers."""
    WORK.mkdir(parents=True, exist_ok=True)
    for base in bases.BASES:
        bases.write_site(base, WORK / base)
        plain = {lang: [asdict(a) for a in bases.articles(base, lang)] for lang in bases.LANGUAGES}
        text = json.dumps(plain, ensure_ascii=False, indent=1)
        (WORK / f"{base}.json").write_text(text, encoding="utf-8")
    needs_node = any(name not in ("guichet", "SQLite FTS5") for name in only)
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    stamp = WORK / "installed.txt"
    if needs_node and (not stamp.exists() or stamp.read_text(encoding="utf-8") != str(wanted)):
        install = ["npm", "install", "--prefix", WORK, "--no-save", "--no-fund", "--no-audit"]
        subprocess.run([*install, *wanted], check=True, stdout=sys.stderr)
        stamp.write_text(str(wanted), encoding="utf-8")


def ask(command: list, questions: list[dict]) -> list[dict]:
    """Asks an engine all questions at once; it never sees what is expected."""
    asked = [{key: row[key] for key in ("id", "lang", "question")} for row in questions]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in asked)
    done = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def can_search(program: Path) -> bool:
    """Whether there is a guichet that has the command."""
    if not program.exists():
        return False
    asked = subprocess.run([program, "search", "--help"], capture_output=True, check=False)
    return asked.returncode == 0


def by_base(pairs: dict[str, dict[str, list]]) -> str:
    """One table: a row for each engine and base, French and English side by side."""
    rows = []
    for base in bases.BASES:
        for engine, of_base in pairs.items():
            found = {
                lang: judge.measures([p for p in of_base[base] if p[0]["lang"] == lang])
                for lang in bases.LANGUAGES
            }
            cells = [f"{judge.figure(found['fr'][h])} / {judge.figure(found['en'][h])}" for h in HEADS]
            rows.append([base, engine, *cells])
    return judge.table(["base", "engine", *(f"{head} fr / en" for head in HEADS)], rows)


def by_kind(pairs: dict[str, dict[str, list]], langs: list[str], head: str) -> str:
    """One table: a measure of each kind, over all bases, in some languages."""
    kinds = [kind for kind in bases.KINDS if kind != "unanswerable"]
    rows = []
    for engine, of_base in pairs.items():
        of_langs = [p for base in bases.BASES for p in of_base[base] if p[0]["lang"] in langs]
        cells = [judge.measures([p for p in of_langs if p[0]["kind"] == k])[head] for k in kinds]
        rows.append([engine, *map(judge.figure, cells)])
    return judge.table([f"{head}, {' + '.join(langs)}", *kinds], rows)


def decisions(pairs: dict[str, dict[str, list]]) -> str:
    """What engines that decide by themselves answered and handed over, by base."""
    rows = []
    for engine, of_base in pairs.items():
        for base in bases.BASES:
            found = judge.measures(of_base[base])
            if "answered" in found:
                cells = [judge.figure(found[name]) for name in ("answered", "handed over")]
                rows.append([base, engine, *cells])
    heads = ["base", "engine", "answered, right in the first three", "unanswerable handed over"]
    return judge.table(heads, rows) if rows else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=bases.PARTS, default="held-out")
    release = bases.REPOSITORY / "target" / "release" / "guichet"
    parser.add_argument("--guichet", type=Path, default=release, metavar="PROGRAM")
    names = list(commands("library", release))
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    options = parser.parse_args()
    engines = [name for name in names if name in options.only]
    if "guichet" in engines and not can_search(options.guichet):
        print(f"{options.guichet} cannot search: its row is left out", file=sys.stderr)
        engines.remove("guichet")
    prepare(engines)
    pairs: dict[str, dict[str, list]] = {engine: {} for engine in engines}
    for base in bases.BASES:
        asked = bases.questions(base, options.part)
        for engine in engines:
            answers = ask(commands(base, options.guichet)[engine], asked)
            pairs[engine][base] = judge.pair(asked, answers)
    tables = [by_base(pairs), by_kind(pairs, bases.LANGUAGES, "R@3"), decisions(pairs)]
    print("\n\n".join(table for table in tables if table))


if __name__ == "__main__":
    main()
