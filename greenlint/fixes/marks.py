"""What a report says of repairs: which findings can be repaired, and how many. LibCST is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from greenlint.report import Report
from greenlint.texts import _, ngettext

Level = Literal["safe", "unsafe"]


class Marks(msgspec.Struct, frozen=True):
    """The level of the repair of each finding, by its place in the report; `unsafe`: those are asked for too."""

    levels: dict[int, Level]
    unsafe: bool

    def marked(self, index: int) -> bool:
        """Whether the repairs that are asked for include the finding's."""
        level = self.levels.get(index)
        return level == "safe" or (level == "unsafe" and self.unsafe)

    def line(self) -> str:
        """`3 can be fixed with --fix (2 more with --unsafe-fixes).`; "" where there is nothing to say."""
        now = sum(self.marked(index) for index in self.levels)
        more = len(self.levels) - now
        if now and more:
            text = _("{fixable} ({more} more with --unsafe-fixes).")
            return text.format(fixable=_fixable(now), more=more)
        if now:
            return _fixable(now) + "."
        text = ngettext(
            "{number} can be fixed with --fix --unsafe-fixes.", "{number} can be fixed with --fix --unsafe-fixes.", more
        )
        return text.format(number=more) if more else ""


def marks_of(report: Report, given: Mapping[str, bytes], *, unsafe: bool) -> Marks:
    """`given`: content that stands for files. Reads a file only where the rule of a finding in it has a repair."""
    if not report.findings:
        return Marks({}, unsafe)
    from greenlint.cards import load_cards

    cards = load_cards()
    names = {finding.name for finding in report.findings if finding.name in cards}
    if all(cards[name].fix.level == "none" for name in names):
        return Marks({}, unsafe)
    from greenlint.fixes.planner import Planner, from_disk

    planner = Planner(report, lambda path: given[path] if path in given else from_disk(path), unsafe=True)
    levels: dict[int, Level] = {}
    for index, finding in enumerate(report.findings):
        if planner.plan(finding) is not None:
            levels[index] = "safe" if cards[finding.name].fix.level == "safe" else "unsafe"
    return Marks(levels, unsafe)


def _fixable(number: int) -> str:
    text = ngettext("{number} can be fixed with --fix", "{number} can be fixed with --fix", number)
    return text.format(number=number)
