"""The report for reading: the code, what was seen, why it wastes, what to do, what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from greenlint.finding import Place
from greenlint.fixes.marks import Marks
from greenlint.reports.clean import clean
from greenlint.reports.entries import Entry, shown_path
from greenlint.reports.estimates import estimate_line
from greenlint.reports.frame import Frames
from greenlint.reports.place import place
from greenlint.reports.words import CONFIDENCES, KINDS, LEVELS
from greenlint.texts import _, language

_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_MOST_PLACES = 5  # listed under a finding; the rest are counted
_GUTTER = f"{'':>5} | "


def show(entries: Iterable[Entry], console: Console, frames: Frames, marks: Marks) -> None:
    """Prints each finding: a heading, the code, then labelled paragraphs that wrap at the console's width.

    `[*]` in the heading: `--fix` repairs it.
    """
    for index, entry in enumerate(entries):
        for heading in _heading(entry, "[*] " if marks.marked(index) else ""):
            console.print(heading, soft_wrap=True)
        for line in _frame(entry, frames):
            if console.is_terminal:
                line.truncate(console.width, overflow="ellipsis")
            console.print(line, soft_wrap=True)
        _paragraphs(list(_rows(entry)), console)
        console.print()


def _heading(entry: Entry, mark: str) -> Iterator[Text]:
    finding, style = entry.finding, _STYLES[entry.finding.level]
    title = clean(entry.card.title.get(language()))
    about = _("{level}; {kind}; {confidence}").format(
        level=LEVELS[finding.level](), kind=KINDS[finding.kind](), confidence=CONFIDENCES[finding.confidence]()
    )
    yield Text.assemble(
        (f"{finding.code} ", style), (mark, "cyan"), (finding.name, "bold"), _(": {title}").format(title=title)
    )
    yield Text.assemble(("  --> ", "blue"), (place(entry.path, finding.span), "bold"), (f"  [{about}]", "dim"))


def _frame(entry: Entry, frames: Frames) -> Iterator[Text]:
    for number, text, marks in frames.lines(entry.finding.path, entry.finding.span):
        yield Text.assemble((f"{number:>5} | ", "blue"), text)
        if marks:
            yield Text.assemble((_GUTTER, "blue"), (marks, _STYLES[entry.finding.level]))


def _rows(entry: Entry) -> Iterator[tuple[str, Text]]:
    finding, card, lang = entry.finding, entry.card, language()
    yield _("seen"), Text(clean(entry.message))
    yield from _places(finding.chain, _("reached"))
    yield from _places(finding.related, _("also at"))
    yield _("why"), Text(clean(card.why.get(lang)))
    yield _("remedy"), Text(clean(card.remedy.get(lang)), style="bold")
    if finding.waste is not None:
        yield _("footprint"), Text(estimate_line(finding.waste, entry.estimate), style="green")
    if card.exercises:
        yield _("exercise"), Text(f"greenlint learn start {card.exercises[0]}")


def _places(places: tuple[Place, ...], label: str) -> Iterator[tuple[str, Text]]:
    for number, found in enumerate(places[:_MOST_PLACES]):
        text = clean(found.text)
        yield "" if number else label, Text(place(shown_path(found.path), found.span) + (f"  {text}" if text else ""))
    left = len(places) - _MOST_PLACES
    if left > 0:
        yield "", Text(_("and {number} more").format(number=left))


def _paragraphs(rows: list[tuple[str, Text]], console: Console) -> None:
    """`  label  text`, the text in a column of its own."""
    indent = 4 + max(len(label) for label, _text in rows)
    for label, text in rows:
        for number, line in enumerate(text.wrap(console, max(20, console.width - indent))):
            line.rstrip()
            start = f"  {label}" if number == 0 else ""
            console.print(Text.assemble((start.ljust(indent), "blue"), line), soft_wrap=True)
