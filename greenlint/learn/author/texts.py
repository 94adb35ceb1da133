"""Proofs that need no run: both languages, hints that help without giving away, tests that explain themselves."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from greenlint.learn.errors import PackError
from greenlint.learn.exercise import PROSE, Exercise
from greenlint.learn.prose import digest, shape, source_of, with_source

_LONGEST_LESSON = 60  # lines
_LONGEST_LINE_SHARED = 24  # characters of a solution line that a hint may not contain
_RELATIVE_LINK = re.compile(r"\]\((?!https?://|#)([^)]+)\)")
_ENGLISH = re.compile(r"\b(the|and|with|which|that|this|your|does|from|are)\b", re.IGNORECASE)
_FRENCH = re.compile(r"\b(le|la|les|des|une|est|pour|avec|que|vous|dans|qui)\b", re.IGNORECASE)


def prove(exercise: Exercise) -> Iterator[PackError]:
    """Everything that is wrong with the texts and the tests' form."""
    yield from _pairs(exercise)
    yield from _hints(exercise)
    for path in exercise.tests:
        yield from _messages(path)


def texts(exercise: Exercise) -> Iterator[tuple[Path, Path]]:
    """English and French file of each text."""
    for kind in PROSE:
        yield exercise.folder / f"{kind}.en.md", exercise.folder / f"{kind}.fr.md"
    yield exercise.solution / "WHY.en.md", exercise.solution / "WHY.fr.md"


def _pairs(exercise: Exercise) -> Iterator[PackError]:
    for english, french in texts(exercise):
        source, translation = english.read_text("utf-8"), french.read_text("utf-8")
        if shape(source) != shape(translation):
            yield PackError(
                french,
                1,
                f"headings, lists or code differ from {english.name}: {_first_difference(source, translation)}",
            )
        if len(_ENGLISH.findall(translation)) > len(_FRENCH.findall(translation)):
            yield PackError(french, 1, "this reads like English")
        if len(_FRENCH.findall(source)) > len(_ENGLISH.findall(source)):
            yield PackError(english, 1, "this reads like French")
        for path, text in ((english, source), (french, translation)):
            if path.name.startswith("README") and len(text.splitlines()) > _LONGEST_LESSON:
                yield PackError(path, _LONGEST_LESSON, f"a lesson has at most {_LONGEST_LESSON} lines")
            for link in _RELATIVE_LINK.findall(text):
                if not (path.parent / link).exists():
                    yield PackError(path, 1, f"the link {link} leads nowhere")


def _first_difference(source: str, translation: str) -> str:
    first, second = shape(source), shape(translation)
    for place, (one, other) in enumerate(zip(first, second, strict=False), 1):
        if one != other:
            return f"part {place} is {one} in English, {other} in French"
    return f"{len(first)} parts in English, {len(second)} in French"


def stale(exercise: Exercise) -> Iterator[Path]:
    """Translations that were made from another text than the one that stands there."""
    for english, french in texts(exercise):
        if source_of(french.read_text("utf-8")) != digest(english.read_text("utf-8")):
            yield french


def mark(exercise: Exercise) -> None:
    """Marks every translation as made from today's source."""
    for english, french in texts(exercise):
        french.write_text(with_source(french.read_text("utf-8"), english.read_text("utf-8")), "utf-8")


def _hints(exercise: Exercise) -> Iterator[PackError]:
    told = {
        line.strip()
        for name in exercise.facts.edit
        for line in (exercise.solution / name).read_text("utf-8").splitlines()
        if line not in (exercise.starter / name).read_text("utf-8").splitlines()
        and len(line.strip()) >= _LONGEST_LINE_SHARED
    }
    for lang in ("en", "fr"):
        path = exercise.folder / f"hints.{lang}.md"
        text = path.read_text("utf-8")
        for line in told:
            if line in text:
                yield PackError(path, 1, f"gives a line of the solution away: {line}")
        for section in exercise.hints(lang):
            if not section.text:
                yield PackError(path, section.line, f"`{section.title}` is empty")


def _messages(path: Path) -> Iterator[PackError]:
    """Each assertion explains itself in both languages; tests neither sleep nor talk to anybody."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Assert) and not _says(node.msg):
            yield PackError(path, node.lineno, "an assertion needs `lab.say(en=..., fr=...)` as its message")
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            for name in names:
                if name.split(".")[0] in ("time", "socket", "subprocess", "requests", "httpx", "random"):
                    yield PackError(path, node.lineno, f"a test does not import {name}: `lab` has what it needs")


def _says(node: ast.expr | None) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say"):
        return False
    return {keyword.arg for keyword in node.keywords} >= {"en", "fr"}
