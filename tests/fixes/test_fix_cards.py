"""The examples of the cards are the first tests of repairs: bad code comes out as the good code beside it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from repairing import repairs

from greenlint.cards import Card, Example, load_cards
from greenlint.finding import Finding
from greenlint.fixes import repair_of
from greenlint.fixes.marks import marks_of
from greenlint.report import Report

CASES = [
    (card, example)
    for card in load_cards().values()
    if repair_of(card.name)
    for example in card.examples
    if example.bad
]
LEFT = {  # title of an example -> how many findings in it a person has to repair
    "Transformers: scores without inference mode": 1,  # torch is not imported
    "A raw request to a model host, and Ollama on this machine": 1,  # the body of the request
    "A Discord bot that runs the synchronous client in a thread": 1,  # the arguments of `to_thread`
}
_MARK = re.compile(r"  # GRN\d+$", re.M)


def title(case: tuple[Card, Example]) -> str:
    return f"{case[0].name}: {case[1].title.en}"


def own(card: Card, report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.code == card.code]


@pytest.mark.parametrize("case", CASES, ids=title)
def test_bad_code_is_repaired_once_and_for_all(case: tuple[Card, Example], tmp_path: Path) -> None:
    card, example = case
    files = {name: code.encode() for name, code in example.bad_files().items()}
    found = repairs(tmp_path, files)
    assert len(own(card, found.report)) == LEFT.get(example.title.en, 0)
    after = files | {Path(change.path).name: change.after for change in found.changes}
    for data in after.values():
        ast.parse(data)
    assert not repairs(tmp_path, after).changes


@pytest.mark.parametrize("case", CASES, ids=title)
def test_what_is_marked_is_what_is_repaired(case: tuple[Card, Example], tmp_path: Path) -> None:
    files = {name: code.encode() for name, code in case[1].bad_files().items()}
    before = repairs(tmp_path, files, unsafe=False)
    for unsafe in (False, True):
        found = repairs(tmp_path, files, unsafe=unsafe)
        marks = marks_of(before.report, {change.path: change.after for change in before.changes}, unsafe=unsafe)
        marked = sum(marks.marked(index) for index in range(len(before.report.findings)))
        assert sum(change.count for change in found.changes) == marked + sum(c.count for c in before.changes)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case[0].code in ("GRN202", "GRN208", "GRN405", "GRN406")], ids=title
)
def test_arguments_go_as_the_author_of_the_good_code_took_them_out(case: tuple[Card, Example], tmp_path: Path) -> None:
    card, example = case
    found = repairs(tmp_path, {name: code.encode() for name, code in example.bad_files().items()})
    for change in found.changes:
        assert _MARK.sub("", change.after.decode()) == example.good_files()[Path(change.path).name]
    assert sum(change.count for change in found.changes) == len(_MARK.findall("\n".join(example.bad_files().values())))
    assert (
        card.fix.level == "unsafe"
        or found.changes
        == repairs(tmp_path, {name: code.encode() for name, code in example.bad_files().items()}, unsafe=False).changes
    )


@pytest.mark.parametrize("case", CASES, ids=title)
def test_nothing_but_the_named_calls_changes(case: tuple[Card, Example], tmp_path: Path) -> None:
    """Every call outside of the marked statements, and all that is no call, is the same tree before and after."""
    files = {name: code.encode() for name, code in case[1].bad_files().items()}
    for change in repairs(tmp_path, files).changes:
        before, after = (ast.parse(data) for data in (change.before, change.after))
        assert _skeleton(before) == _skeleton(after)


def _skeleton(tree: ast.Module) -> list[str]:
    """The tree without keyword arguments and decorators."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            node.keywords = []
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
    return ast.dump(tree).split(", ")
