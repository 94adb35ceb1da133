"""The shape of a rule card. `rules/schema.json` is made from these types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from greenlint.finding import FindingKind, Level

Lang = Literal["en", "fr"]
Family = Literal[
    "redundant-calls", "oversized-generation", "prompt-cache-and-batch", "local-models", "web-requests",
    "waiting-and-fan-out", "tool",
]  # fmt: skip
Line = Annotated[str, Meta(pattern=r"^\S[^\n]*\S$")]  # one line, no space around
Name = Annotated[str, Meta(pattern="^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Url = Annotated[str, Meta(pattern=r"^https://\S+$")]

MAIN_FILE = "app.py"  # the name of an example given as one piece of code
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_MARK = re.compile(r"#\s*((?:GRN\d{3}[\s,]*)+)$")


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A part of a card: no key that is not named here."""


class Text(_Part, frozen=True):
    """The same words in each language."""

    en: Line
    fr: Line

    def get(self, lang: str) -> str:
        """The words in `lang`; in English where `lang` is not known."""
        return self.fr if lang == "fr" else self.en


class Lines(_Part, frozen=True):
    """The same list in each language, one line an item."""

    en: tuple[Line, ...]
    fr: tuple[Line, ...]

    def get(self, lang: str) -> tuple[str, ...]:
        return self.fr if lang == "fr" else self.en


class WasteModel(_Part, frozen=True):
    """Calls, tokens, bytes before and after (`N calls -> 1`), and where the figure comes from."""

    model: Text
    source: Text


class Fix(_Part, frozen=True):
    """Whether `greenlint check --fix` repairs it, and why it is (not) safe."""

    level: Literal["none", "safe", "unsafe"]
    why: Text
    value: Annotated[str, Meta(pattern="^[0-9]+$", description="A number that the repair writes")] | None = None


class Reference(_Part, frozen=True):
    title: Line
    url: Url


class Tags(_Part, frozen=True):
    """The same idea elsewhere, by title: Green Software Foundation patterns, RGESN criteria, creedengo rules."""

    gsf: tuple[Line, ...] = ()
    rgesn: tuple[Line, ...] = ()
    creedengo: tuple[Line, ...] = ()


class Example(_Part, frozen=True, kw_only=True):
    """Wasteful code with its lines marked, and the same behaviour without the waste. Without `bad`: a trap."""

    title: Text
    bad: str | dict[str, str] | None = None
    good: str | dict[str, str]

    def bad_files(self) -> dict[str, str]:
        """Path -> code of the wasteful version; empty for a trap."""
        return _files(self.bad or {})

    def good_files(self) -> dict[str, str]:
        return _files(self.good)


class Card(_Part, frozen=True, kw_only=True):
    """One rule, for every place that speaks of it: command line, reports, editor, docs, exercises."""

    code: Annotated[str, Meta(pattern=r"^GRN[0-9]{3}$")]
    name: Name
    family: Family
    kind: FindingKind
    level: Level
    since: Annotated[str, Meta(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    exercises: tuple[Name, ...] = ()
    title: Annotated[Text, Meta(description="The waste, in one line")]
    what: Annotated[Text, Meta(description="What is flagged, in two to four sentences")]
    why: Annotated[Text, Meta(description="Why it is a waste; numbers with their source")]
    remedy: Annotated[Text, Meta(description="What to do, in one or two sentences; shown under a finding")]
    reasons: Annotated[dict[Name, Text], Meta(min_length=1, description="What was seen; {braces} hold code or numbers")]
    leaves_alone: Annotated[Lines, Meta(description="False positives that the rule avoids")]
    waste: WasteModel
    fix: Fix
    references: tuple[Reference, ...] = ()
    tags: Tags = Tags()
    examples: tuple[Example, ...] = ()

    def message(self, reason: str, values: Mapping[str, str], lang: str = "en") -> str:
        """What was seen: `reasons[reason]` with its placeholders filled. KeyError when a value is missing."""
        return _PLACEHOLDER.sub(lambda match: values[match[1]], self.reasons[reason].get(lang))


PARTS: tuple[type[msgspec.Struct], ...] = (Card, Text, Lines, WasteModel, Fix, Reference, Tags, Example)


def placeholders(text: str) -> frozenset[str]:
    """Names in braces: `{call}` -> call."""
    return frozenset(_PLACEHOLDER.findall(text))


def marks(code: str) -> dict[int, tuple[str, ...]]:
    """Line from 1 -> codes of the trailing comment (`# GRN101`) that says what must be found there."""
    found = ((number, _MARK.search(line)) for number, line in enumerate(code.splitlines(), 1))
    return {number: tuple(re.findall(r"GRN\d{3}", match[1])) for number, match in found if match}


def _files(code: str | dict[str, str]) -> dict[str, str]:
    return {MAIN_FILE: code} if isinstance(code, str) else code
