"""Paths -> facts of every file that can matter: those asked for, and those around them that they link to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from greenlint.catalog import Catalog
from greenlint.config import Settings
from greenlint.facts import ExtractionError, Facts, extract
from greenlint.finding import Finding, Notice, Place, Span
from greenlint.project.modules import ModuleIndex
from greenlint.sources import ParseFailure, Screen, Source, discover, from_bytes, gate, read
from greenlint.sources.discover import shown
from greenlint.sources.imports import imports
from greenlint.texts import _

_FORWARD = 2  # constants and helpers may stand two imports away from a kept file
_MARKERS = ("greenlint:", "noqa")
_ROOT_FILES = ("pyproject.toml", "greenlint.toml", "setup.py", "setup.cfg", ".git")


class Reading(msgspec.Struct):
    """What was read. `commented` holds the text of files with comments that may silence findings."""

    facts: list[Facts]
    reported: set[str]
    failures: list[Finding]
    notices: list[Notice]
    commented: dict[str, str]
    notebooks: dict[str, Source]
    read: int

    def in_cells(self, finding: Finding) -> Finding:
        """The finding with lines of its notebook cell instead of the joined text."""
        related = tuple(self._place(place) for place in finding.related)
        chain = tuple(self._place(place) for place in finding.chain)
        span = self._span(finding.path, finding.span)
        return msgspec.structs.replace(finding, span=span, related=related, chain=chain)

    def _place(self, place: Place) -> Place:
        return Place(place.path, self._span(place.path, place.span), place.text)

    def _span(self, path: str, span: Span) -> Span:
        notebook = self.notebooks.get(path)
        if notebook is None:
            return span
        cell, line = notebook.place(span.line)
        return Span(line, span.column, line + span.end_line - span.line, span.end_column, cell)


def gather(
    paths: Sequence[Path],
    settings: Settings,
    catalog: Catalog,
    *,
    stdin: tuple[Path, bytes] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Reading:
    exclude = (*settings.exclude, *settings.extend_exclude)
    if stdin is not None:
        stdin = Path(shown(stdin[0])), stdin[1]
        paths = [path for path in paths if Path(shown(path)) != stdin[0]]
    asked = discover(paths, exclude=exclude, respect_gitignore=settings.respect_gitignore, root=Path(settings.root))
    files = list(asked.files)
    if stdin is not None:
        files = [*(path for path in files if path != stdin[0]), stdin[0]]
    reported = {str(path) for path in files}
    near = _around([*paths, stdin[0]] if stdin else paths, settings, exclude)
    around = [path for path in near if str(path) not in reported]
    reading = Reading([], reported, [], list(asked.notices), {}, {}, 0)
    screen = Screen(catalog.words)
    sources: list[Source] = []
    dropped: list[Source] = []
    total = len(files) + len(around)
    for done, path in enumerate([*files, *around], 1):
        source = from_bytes(path, stdin[1]) if stdin is not None and path == stdin[0] else read(path)
        if isinstance(source, Notice):
            if str(path) in reported:
                reading.notices.append(source)
            continue
        reading.read += 1
        if str(path) in reported:
            reading.notices += source.notices
        (sources if screen.keeps(source.text.encode(errors="replace")) else dropped).append(source)
        if on_progress is not None:
            on_progress(done, total)
    sources += _linked(sources, dropped)
    for source in sources:
        _extract(source, reading)
    for source in dropped:
        _note_comments(source, reading)
    return reading


def _around(paths: Sequence[Path], settings: Settings, exclude: tuple[str, ...]) -> list[Path]:
    """Files to link with when single files are asked for: the project around them."""
    single = [path for path in paths if not path.is_dir()]
    if not single:
        return []
    roots = {root for path in single if (root := project_root(path)) is not None}
    found = discover(sorted(roots), exclude=exclude, respect_gitignore=settings.respect_gitignore)
    return list(found.files)


def project_root(path: Path) -> Path | None:
    """The folder that holds the project of a file: the nearest with a settings file or a repository."""
    absolute = Path(os.path.abspath(path))
    for folder in absolute.parents:
        if any((folder / name).exists() for name in _ROOT_FILES):
            return Path(shown(folder))  # named as the files in it are
    return None


def _linked(kept: list[Source], dropped: list[Source]) -> list[Source]:
    """Dropped files that can link to a kept one: those that import it, however far, and those that it imports."""
    if not kept or not dropped:
        return []
    by_path = {os.path.normpath(source.path): source for source in (*kept, *dropped)}
    index = ModuleIndex(source.path for source in by_path.values())
    forward: dict[str, set[str]] = {path: set(_imported(source, index)) for path, source in by_path.items()}
    backward: dict[str, set[str]] = {}
    for path, targets in forward.items():
        for target in targets:
            backward.setdefault(target, set()).add(path)
    found = {os.path.normpath(source.path) for source in kept}
    _spread(found, backward)
    for _step in range(_FORWARD):
        found |= {target for path in found for target in forward[path]}
    return [source for source in dropped if os.path.normpath(source.path) in found]


def _imported(source: Source, index: ModuleIndex) -> Iterator[str]:
    for module, name, level in imports(source.text):
        for dotted in (module, f"{module}.{name}" if module and name else name or ""):
            path = index.find(source.path, dotted, level) if dotted or level else None
            if path is not None:
                yield os.path.normpath(path)


def _spread(found: set[str], edges: dict[str, set[str]]) -> None:
    waiting = list(found)
    while waiting:
        for path in edges.get(waiting.pop(), ()):
            if path not in found:
                found.add(path)
                waiting.append(path)


def _extract(source: Source, reading: Reading) -> None:
    tree = gate(source)
    if isinstance(tree, ParseFailure):
        if source.path in reading.reported:
            reading.failures.append(_cannot_parse(source, tree))
        return
    if isinstance(tree, Notice):
        reading.notices.append(tree)
        return
    if source.cells is not None:
        reading.notebooks[source.path] = source
    cells = tuple((cell.line, cell.index, cell.first) for cell in source.cells or ())
    try:
        reading.facts.append(extract(source.path, source.text, tree, cells))
    except ExtractionError as error:
        text = _("{path}: skipped, LibCST cannot read it: {error}").format(path=source.path, error=error)
        reading.notices.append(Notice(path=source.path, code="libcst", text=text))
    _note_comments(source, reading)


def _note_comments(source: Source, reading: Reading) -> None:
    if source.path in reading.reported and any(marker in source.text for marker in _MARKERS):
        reading.commented[source.path] = source.text


def _cannot_parse(source: Source, failure: ParseFailure) -> Finding:
    span = Span(failure.line, failure.column, failure.line, failure.column + 1)
    return Finding(
        path=source.path, span=span, code="GRN901", name="cannot-parse", level="error", kind="tool",
        confidence="high", reason="default", values={"error": failure.message},
    )  # fmt: skip
