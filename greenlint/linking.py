"""Facts -> findings: the files of one group linked, and every check run over them."""

from __future__ import annotations

from collections.abc import Iterable

from greenlint.answer import Answer, Cells, Link
from greenlint.cards import Card, load_cards
from greenlint.catalog import Catalog, load_catalog
from greenlint.checks import Match, Subject, load_checks
from greenlint.facts import Facts
from greenlint.finding import Finding, Span
from greenlint.garbage import uncollected
from greenlint.project import Call, Loop, Project
from greenlint.reading.extracting import decode
from greenlint.tell import findings_of


class Linker:
    """Links groups with one catalogue. Called in any process, on bytes, since what they hold is many objects."""

    def __init__(self, catalog: Catalog, aggregate: bool) -> None:
        self._catalog, self._aggregate = catalog, aggregate

    def answer(self, link: Link) -> Answer:
        facts: list[Facts] = []
        failures: list[Finding] = []
        cells: dict[str, Cells] = {}
        reported = set(link.reported)
        with uncollected():
            for path, data in link.files:
                extracted = decode(data, path)
                if extracted.cells is not None:
                    cells[path] = extracted.cells
                if extracted.facts is not None:
                    facts.append(extracted.facts)
                elif extracted.failure is not None and path in reported:
                    failures.append(_cannot_parse(path, *extracted.failure))
            found, crashed = check_facts(facts, self._catalog, reported, aggregate=self._aggregate)
        return Answer(failures + found, crashed, cells)


_linker: Linker | None = None


def keep(linker: Linker) -> None:
    """Makes this process, and those forked from it, ready for `answer`."""
    global _linker
    _linker = linker


def prepare(model_calls: tuple[str, ...], aggregate: bool) -> None:
    """Makes a process ready that was not forked from one that is."""
    if _linker is None:
        keep(Linker(load_catalog(model_calls), aggregate))


def answer(link: Link) -> Answer:
    """`Linker.answer` in a process that was made ready."""
    if _linker is None:
        raise RuntimeError("this process was not prepared")
    return _linker.answer(link)


def check_facts(
    facts: Iterable[Facts], catalog: Catalog, reported: set[str] | None = None, *, aggregate: bool = True
) -> tuple[list[Finding], bool]:
    """Links facts and runs every check; says too whether one of them crashed. `reported` None: all files."""
    project = Project(facts, catalog)
    cards = load_cards()
    subjects = _subjects(project, reported)
    matches: list[tuple[Card, Match]] = []
    crashes: list[Finding] = []
    for name, check in load_checks().items():
        card = cards.get(name)
        if card is None:
            continue
        for subject, path in subjects[check.subject]:
            try:
                matches += [(card, match) for match in check.run(subject)]
            except Exception as error:  # a bug in one check must not end the run
                crashes.append(_crash(name, path, error))
    findings = findings_of(matches, reported, aggregate) + _distinct(crashes)
    project.close()
    return findings, bool(crashes)


def _subjects(project: Project, reported: set[str] | None) -> dict[Subject, list[tuple[object, str]]]:
    """What checks of each kind look at, with its file; listed once, since all checks go over the same."""

    def told(found: Iterable[Call | Loop]) -> list[tuple[object, str]]:
        return [(item, item.file.path) for item in found if reported is None or item.file.path in reported]

    return {
        "Call": told(project.costly_calls),
        "Loop": told(project.costly_loops),
        "Project": [(project, "")],
    }


def _crash(name: str, path: str, error: Exception) -> Finding:
    detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return Finding(
        path=path or ".", span=Span(1, 1, 1, 1), code="GRN902", name="check-crashed", level="error", kind="tool",
        confidence="high", reason="default", values={"check": name, "file": path or ".", "error": detail},
    )  # fmt: skip


def _distinct(crashes: list[Finding]) -> list[Finding]:
    """One crash a check and a file."""
    return list({(crash.path, crash.values["check"]): crash for crash in crashes}.values())


def _cannot_parse(path: str, line: int, column: int, message: str) -> Finding:
    return Finding(
        path=path, span=Span(line, column, line, column + 1), code="GRN901", name="cannot-parse", level="error",
        kind="tool", confidence="high", reason="default", values={"error": message},
    )  # fmt: skip
