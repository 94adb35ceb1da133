"""A finding with all that a report says about it: its card, its message in the user's language, its estimate."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from greenlint.cards import Card, load_cards
from greenlint.finding import Finding
from greenlint.footprint import Estimate
from greenlint.texts import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenlint.config import Settings


class Entry(msgspec.Struct, frozen=True):
    """What reports print; `path` is the finding's path as people write it, from the current folder where it can be."""

    finding: Finding
    path: str
    card: Card
    message: str
    estimate: Estimate | None  # None: nothing to estimate, or no figure that could be defended


def entries(findings: Iterable[Finding], settings: Settings) -> list[Entry]:
    """One entry for each finding, in the same order."""
    from greenlint.reports.estimates import estimator

    estimate = estimator(settings)
    return [
        Entry(finding, shown_path(finding.path), card, message(finding), estimate(finding.waste))
        for finding in findings
        for card in (card_of(finding.code),)
    ]


def message(finding: Finding) -> str:
    """What was seen, in the language in force, on one line; the rule's title where a check left a value out."""
    card, lang = card_of(finding.code), language()
    try:
        return card.message(finding.reason, finding.values, lang)
    except KeyError:
        return card.title.get(lang)


@cache
def card_of(code: str) -> Card:
    return next(card for card in load_cards().values() if card.code == code)


def shown_path(path: str) -> str:
    """The path from the current folder when the file is inside it, else the path as it is; with slashes."""
    here = os.getcwd() + os.sep
    absolute = os.path.abspath(path)
    return (absolute[len(here) :] if absolute.startswith(here) else path).replace(os.sep, "/")
