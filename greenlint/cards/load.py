"""Reads `rules/<family>/<name>.yaml` into cards, and refuses a card that a user would stumble over."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from greenlint.cards.card import PARTS, Card, placeholders
from greenlint.cards.errors import CardError
from greenlint.data import data_dir
from greenlint.errors import UserError, nearest
from greenlint.stored import compiled
from greenlint.texts import _

if TYPE_CHECKING:
    from greenlint.cards.document import Document

FAMILY_OF = {
    "1": "redundant-calls",
    "2": "oversized-generation",
    "3": "prompt-cache-and-batch",
    "4": "local-models",
    "5": "web-requests",
    "6": "waiting-and-fan-out",
    "9": "tool",
}  # first digit of a code -> its family

_KEYS = sorted({field.encode_name for part in PARTS for field in msgspec.structs.fields(part)})


class UnknownRuleError(UserError):
    """No rule has that code or name; `nearest` does, or None."""

    def __init__(self, wanted: str, close: str | None) -> None:
        hint = _("did you mean `{name}`?").format(name=close) if close else _("`greenlint rule` lists the rules")
        super().__init__(_("no rule `{selector}`; {hint}").format(selector=wanted, hint=hint))
        self.nearest = close


def load_cards(folder: Path | None = None) -> dict[str, Card]:
    """Every card by its rule's name, in the order of codes. Raises CardError."""
    return dict(_load(folder or data_dir("rules")))


def find_card(code_or_name: str) -> Card:
    """`GRN101`, `grn101` or `loop-invariant-model-call`. Raises UnknownRuleError, which names the nearest."""
    wanted = code_or_name.strip().lower().replace("_", "-")
    cards = load_cards()
    known = {card.code.lower(): card for card in cards.values()} | cards
    if wanted in known:
        return known[wanted]
    close = nearest(wanted, known)
    raise UnknownRuleError(code_or_name, known[close].name if close else None)


def read_card(path: Path) -> Card:
    """The card of one file. Raises CardError naming file, line and what is wrong."""
    from greenlint.cards.document import Document  # yaml: only where a card has changed

    document = Document(path)
    try:
        card = msgspec.convert(document.data, Card)
    except msgspec.ValidationError as error:
        raise _explained(document, str(error)) from None
    _check_place(card, document)
    for key, text in card.reasons.items():
        if placeholders(text.en) != placeholders(text.fr):
            odd = ", ".join(f"{{{name}}}" for name in sorted(placeholders(text.en) ^ placeholders(text.fr)))
            raise document.error(f"$.reasons.{key}", f"{odd} in one language only")
    if len(card.leaves_alone.en) != len(card.leaves_alone.fr):
        raise document.error("$.leaves-alone", "one list is longer than the other")
    return card


def _explained(document: Document, message: str) -> CardError:
    """msgspec's message with the line it speaks of and, for a wrong key, the nearest right one."""
    message, _, where = message.partition(" - at `")
    where = where.rstrip("`") or "$"
    unknown = re.search("unknown field `(.+)`", message)
    if unknown is None:
        return document.error(where, f"{message} in `{where}`")
    close = nearest(unknown[1], _KEYS)
    hint = f", did you mean `{close}`?" if close else ""
    return document.error(f"{where}.{unknown[1]}", f"unknown key `{unknown[1]}`{hint}")


def _check_place(card: Card, document: Document) -> None:
    if card.name != document.path.stem:
        raise document.error("$.name", f"`{card.name}` must be the file's name, `{document.path.stem}`")
    if card.family != document.path.parent.name:
        raise document.error("$.family", f"`{card.family}` must be the folder's name, `{document.path.parent.name}`")
    if card.family != FAMILY_OF.get(card.code[3]):
        raise document.error("$.code", f"`{card.code}` does not belong to the family {card.family}")


@lru_cache(maxsize=4)
def _load(folder: Path) -> dict[str, Card]:
    if folder != data_dir("rules"):
        return _read(folder)
    return compiled("cards", lambda: _sources(folder), dict[str, Card], lambda: _read(folder))


def _sources(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*/*.yaml"), *Path(__file__).parent.glob("*.py")])


def _read(folder: Path) -> dict[str, Card]:
    cards: dict[str, Card] = {}
    files: dict[str, Path] = {}
    for path in sorted(folder.glob("*/*.yaml")):
        card = read_card(path)
        if card.code in files:
            raise CardError(path, 1, f"{card.code} is already the code of {files[card.code]}")
        files[card.code] = path
        cards[card.name] = card
    return dict(sorted(cards.items(), key=lambda item: item[1].code))
