"""The rules' pages, made from the cards: `python -m greenlint.cards.book [FOLDER]` writes `docs/rules` and its schema.

A page has the same headings for every rule, in each language; an index lists the rules by family.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

import msgspec
import yaml

from greenlint.cards.card import MAIN_FILE, Card, Example, Lang
from greenlint.cards.load import load_cards

LANGS: tuple[Lang, ...] = get_args(Lang)
INDEX = "README.md"


def pages() -> dict[str, str]:
    """Path under `docs/rules` -> text, for every language."""
    cards = list(load_cards().values())
    book = {}
    for lang in LANGS:
        folder = "" if lang == "en" else f"{lang}/"
        book[folder + INDEX] = index(cards, lang)
        book |= {f"{folder}{card.name}.md": page(card, lang) for card in cards}
    return book


def schema() -> str:
    """JSON Schema of a card, for editors that check YAML while it is typed."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Card)}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def index(cards: Sequence[Card], lang: Lang) -> str:
    """All the rules, a table for each family."""
    words = _words(lang)
    lines = [f"# {words['index']}", "", words["about"], "", words["other"].format(file=INDEX)]
    head = f"| code | {words['rule']} | {words['title']} | {words['level']} | {words['kind']} | {words['fix']} |"
    for family, members in groupby(cards, key=lambda card: card.family):
        lines += ["", f"## {words['families'][family]}", "", head, "|---|---|---|---|---|---|"]
        lines += [
            f"| {card.code} | [{card.name}]({card.name}.md) | {card.title.get(lang)} | {words['levels'][card.level]} "
            f"| {_kind(card, lang)} | {_fix(card, lang)} |"
            for card in members
        ]
    return "\n".join(lines) + "\n"


def page(card: Card, lang: Lang) -> str:
    """All that a card says, in one language."""
    return "\n".join(_page(card, lang)).rstrip() + "\n"


def _page(card: Card, lang: Lang) -> Iterator[str]:
    words = _words(lang)
    yield f"# {card.name} ({card.code})"
    yield ""
    yield f"**{card.title.get(lang)}**"
    yield ""
    for key, value in (
        ("family", f"[{words['families'][card.family]}]({INDEX})"),
        ("kind", words["kinds"][card.kind]),
        ("level", words["levels"][card.level]),
        ("fix", words["fixes"][card.fix.level]),
        ("since", card.since),
    ):
        yield f"- {words[key]}{words['colon']} {value}"
    yield ""
    yield words["other"].format(file=f"{card.name}.md")
    for key in ("what", "why", "remedy"):
        yield from ("", f"## {words[key]}", "", getattr(card, key).get(lang))
    if card.kind != "tool":
        source = words["source"].format(source=card.waste.source.get(lang))
        yield from ("", f"## {words['waste']}", "", card.waste.model.get(lang), "", source)
    yield from ("", f"## {words['leaves-alone']}", "", *(f"- {line}" for line in card.leaves_alone.get(lang)))
    yield from ("", f"## {words['fix-section']}", "", f"{_fix(card, lang).capitalize()}. {card.fix.why.get(lang)}")
    yield from ("", f"## {words['reasons']}", "", words["reasons-note"], "")
    yield from (f"- {text.get(lang)}" for text in card.reasons.values())
    if card.examples:
        yield from ("", f"## {words['examples']}")
        for example in card.examples:
            yield from _example(example, lang)
    if card.exercises:
        commands = (f"- `greenlint learn start {slug}`" for slug in card.exercises)
        yield from ("", f"## {words['exercises']}", "", *commands)
    if card.kind != "tool":
        comment = f"# greenlint: ignore[{card.name}]"
        yield from ("", f"## {words['silence']}", "", "```python", comment, "```")
    if card.references:
        yield from ("", f"## {words['references']}", "", *(f"- [{ref.title}]({ref.url})" for ref in card.references))
    tags = [(words[key], getattr(card.tags, key)) for key in ("gsf", "rgesn", "creedengo")]
    if any(titles for _, titles in tags):
        yield from ("", f"## {words['tags']}", "")
        yield from (f"- {name}{words['colon']} {', '.join(titles)}" for name, titles in tags if titles)


def _example(example: Example, lang: Lang) -> Iterator[str]:
    words = _words(lang)
    yield from ("", f"### {example.title.get(lang)}")
    for files, word in ((example.bad_files(), "bad"), (example.good_files(), "good" if example.bad else "trap")):
        for path, code in files.items():
            name = "" if path == MAIN_FILE and len(files) == 1 else f" (`{path}`)"
            yield from ("", f"{words[word]}{name}", "", "```python", code.rstrip(), "```")


def _kind(card: Card, lang: Lang) -> str:
    text: str = _words(lang)["kinds"][card.kind]
    return text.partition(" (")[0]


def _fix(card: Card, lang: Lang) -> str:
    text: str = _words(lang)["fixes"][card.fix.level]
    return text.partition(" (")[0]


@lru_cache(maxsize=4)
def _words(lang: Lang) -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("book.yaml").read_text("utf-8"))[lang]
    return words


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the pages into FOLDER (`docs/rules`) and the schema beside the cards; removes the pages of rules gone."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    root = Path(__file__).resolve().parents[2]
    folder = Path(arguments[0]) if arguments else root / "docs" / "rules"
    book = pages()
    for old in folder.rglob("*.md"):
        if old.relative_to(folder).as_posix() not in book:
            old.unlink()
    for name, text in book.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    if not arguments:
        (root / "rules" / "schema.json").write_text(schema(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
