#!/usr/bin/env python3
"""Judges answers, whoever gave them, in the form that `guichet search --stdin` prints.

    benches/answers/judge.py QUESTIONS.jsonl ANSWERS.jsonl

prints the measures by language and by kind, then the misses. `compare.py` judges
all engines with the same functions.
"""

import json
import sys
from pathlib import Path

# How many hits MRR looks at.
DEPTH = 10


def rank(question: dict, answer: dict) -> int | None:
    """Place of the first hit that answers, from 1."""
    for place, hit in enumerate(answer["hits"][:DEPTH], 1):
        if hit["article"] in question["expected"]:
            return place
    return None


def confidence(answer: dict) -> float:
    """How sure an engine is: what it says, else the score of its first hit."""
    if "confidence" in answer:
        return answer["confidence"]
    return answer["hits"][0]["score"] if answer["hits"] else 0.0


def area(sure: list[float], unsure: list[float]) -> float | None:
    """Area under the ROC curve: how often an answerable question is trusted more than
    an unanswerable one; a tie counts as half (Mann and Whitney's U)."""
    if not sure or not unsure:
        return None
    wins = sum((a > b) + 0.5 * (a == b) for a in sure for b in unsure)
    return wins / (len(sure) * len(unsure))


def share(flags: list[bool]) -> float | None:
    """Part of the flags that are set."""
    return sum(flags) / len(flags) if flags else None


def measures(pairs: list[tuple[dict, dict]]) -> dict[str, float | None]:
    """The measures over pairs of question and answer."""
    known = [(q, a) for q, a in pairs if q["expected"]]
    unknown = [(q, a) for q, a in pairs if not q["expected"]]
    ranks = [rank(q, a) for q, a in known]
    found = {
        "n": len(pairs),
        "R@1": share([place == 1 for place in ranks]),
        "R@3": share([place is not None and place <= 3 for place in ranks]),
        "MRR": sum(1 / place for place in ranks if place) / len(ranks) if ranks else None,
        "AUC": area([confidence(a) for _, a in known], [confidence(a) for _, a in unknown]),
    }
    if pairs and all("answered" in answer for _, answer in pairs):
        right = [a["answered"] and (rank(q, a) or DEPTH) <= 3 for q, a in known]
        found["answered"] = share(right)
        found["handed over"] = share([not a["answered"] for _, a in unknown])
    return found


def pair(questions: list[dict], answers: list[dict]) -> list[tuple[dict, dict]]:
    """Joins questions and answers by id; each question must have its answer."""
    by_id = {answer["id"]: answer for answer in answers}
    missing = [q["id"] for q in questions if q["id"] not in by_id]
    if missing:
        raise SystemExit(f"no answer to {len(missing)} questions, first {missing[0]}")
    return [(q, by_id[q["id"]]) for q in questions]


def figure(value: float | None) -> str:
    """Two decimals without the zero before the point, as `.58`."""
    if value is None:
        return "–"
    return f"{value:.2f}".removeprefix("0") if isinstance(value, float) else str(value)


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def read_lines(path: Path) -> list[dict]:
    """Reads JSON, an object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def in_own_language(pairs: list[tuple[dict, dict]]) -> float | None:
    """Where both editions of an article answer, how often the one found is in the
    language of the question, of the questions answered in the first three."""
    chosen = []
    for question, answer in pairs:
        place = rank(question, answer)
        if len({name.split("/")[0] for name in question["expected"]}) > 1 and place and place <= 3:
            lang = answer["hits"][place - 1]["article"].split("/")[0]
            chosen.append(lang == question["expected"][0].split("/")[0])
    return share(chosen)


def report(pairs: list[tuple[dict, dict]]) -> str:
    """The measures by language and by kind, and the misses."""
    groups = {"all": pairs}
    for lang in sorted({q["lang"] for q, _ in pairs}):
        groups[lang] = [p for p in pairs if p[0]["lang"] == lang]
    for kind in dict.fromkeys(q["kind"] for q, _ in pairs):
        groups[kind] = [p for p in pairs if p[0]["kind"] == kind]
    found = {name: measures(group) for name, group in groups.items()}
    heads = list(found["all"])
    rows = [[name, *(figure(found[name].get(head)) for head in heads)] for name in found]
    misses = [
        f"{q['id']} {q['kind']}: {q['question']} → "
        + (", ".join(hit["article"] for hit in a["hits"][:3]) or "nothing")
        for q, a in pairs
        if q["expected"] and (rank(q, a) or DEPTH) > 3
    ]
    edition = f"asked in the other language, edition of that language: {figure(in_own_language(pairs))}"
    return "\n".join([table(["", *heads], rows), "", edition, "", *misses])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(report(pair(read_lines(Path(sys.argv[1])), read_lines(Path(sys.argv[2])))))
