"""A rule card as Markdown, in the language in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from greenlint.cards import Card, Example
from greenlint.reports.words import KINDS, LEVELS
from greenlint.texts import _, language


def markdown(card: Card, examples: int | None = None) -> str:
    """The card, with its first `examples` (None: all). Headings in a fixed order; what a card lacks is left out."""
    return "\n\n".join(_sections(card, language(), card.examples[:examples]))


def _sections(card: Card, lang: str, examples: Sequence[Example]) -> Iterator[str]:
    yield f"# {card.name} ({card.code})"
    facts = _("family: {family}; level: {level}; kind: {kind}; since {version}")
    yield facts.format(family=card.family, level=LEVELS[card.level](), kind=KINDS[card.kind](), version=card.since)
    yield f"**{card.title.get(lang)}**"
    yield _section(_("What it flags"), card.what.get(lang))
    yield _section(_("Why it wastes"), card.why.get(lang))
    yield _section(_("What to do"), card.remedy.get(lang))
    yield _section(_("What is saved"), f"{card.waste.model.get(lang)}. {card.waste.source.get(lang)}")
    for number, example in enumerate(examples, 1):
        yield _example(number, example, lang)
    yield _section(_("What it leaves alone"), _bullets(card.leaves_alone.get(lang)))
    yield _section(_("Repair"), f"{_fix_words(card)} {card.fix.why.get(lang)}")
    if card.exercises:
        yield _section(_("Exercises"), _bullets([f"`greenlint learn start {slug}`" for slug in card.exercises]))
    if card.references:
        yield _section(_("References"), _bullets([f"[{source.title}]({source.url})" for source in card.references]))


def _fix_words(card: Card) -> str:
    return {
        "none": _("By hand."),
        "safe": _("Safe: `greenlint check --fix` makes it."),
        "unsafe": _("Unsafe: `greenlint check --fix --unsafe-fixes` makes it."),
    }[card.fix.level]


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n{text}"


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _example(number: int, example: Example, lang: str) -> str:
    parts = [f"## {_('Example')} {number}: {example.title.get(lang)}"]
    if example.bad is not None:
        parts += [_("Wasteful:"), *_code(example.bad_files()), _("Better:")]
    parts += _code(example.good_files())
    return "\n\n".join(parts)


def _code(files: dict[str, str]) -> Iterator[str]:
    for name, code in files.items():
        if len(files) > 1:
            yield f"`{name}`"
        yield f"```python\n{code.rstrip()}\n```"
