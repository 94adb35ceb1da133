"""One exercise of a pack: its folder, read and verified."""

from __future__ import annotations

import ast
from functools import cached_property
from pathlib import Path

import msgspec

from greenlint.learn.documents import line_of, read_document
from greenlint.learn.errors import PackError
from greenlint.learn.meter.spec import WorldFile
from greenlint.learn.model import LANGUAGES, ExerciseFile
from greenlint.learn.prose import Section, body, sections

PROSE = ("README", "hints")  # beside the exercise; WHY stands in solution/
LEAST_HINTS = 3  # look, idea, shape


class Exercise:
    """Paths and texts of one exercise folder. Read it with `load_exercise`."""

    def __init__(self, folder: Path, facts: ExerciseFile, world: WorldFile) -> None:
        self.folder = folder
        self.facts = facts
        self.world = world

    def __repr__(self) -> str:
        return f"Exercise({self.folder.name!r})"

    @property
    def id(self) -> str:
        return self.facts.id

    @property
    def name(self) -> str:
        """`101-same-city-again`: the folder in the pack and in the workspace."""
        return f"{self.facts.order:03d}-{self.facts.id}"

    @property
    def starter(self) -> Path:
        return self.folder / "starter"

    @property
    def solution(self) -> Path:
        return self.folder / "solution"

    @cached_property
    def tests(self) -> list[Path]:
        return sorted((self.folder / "tests").glob("test_*.py"))

    @cached_property
    def test_names(self) -> list[str]:
        """Names of the test functions, in the order in which they run."""
        found = []
        for path in self.tests:
            tree = ast.parse(path.read_text("utf-8"), str(path))
            found += [
                node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            ]
        return found

    @cached_property
    def readonly(self) -> list[str]:
        """Files of the starter that the learner reads only: every check takes them from the pack."""
        every = (
            path.relative_to(self.starter).as_posix() for path in sorted(self.starter.rglob("*")) if path.is_file()
        )
        return [name for name in every if name not in self.facts.edit and "__pycache__" not in name]

    def prose(self, kind: str, lang: str) -> str:
        """README, hints or WHY in a language; English where it is missing."""
        folder = self.solution if kind == "WHY" else self.folder
        path = folder / f"{kind}.{lang}.md"
        if not path.is_file():
            path = folder / f"{kind}.en.md"
        return body(path.read_text("utf-8"))

    def hints(self, lang: str) -> list[Section]:
        """The rungs in order: look, idea, shape."""
        return [section for section in sections(self.prose("hints", lang)) if section.level == 2]

    def wrong(self, name: str) -> dict[str, str]:
        """The files of a wrong answer, by the name that they take in the workspace."""
        path = self.folder / "wrong" / name
        if path.is_dir():
            return {file.relative_to(path).as_posix(): file.read_text("utf-8") for file in sorted(path.rglob("*.py"))}
        return {self.facts.edit[0]: path.read_text("utf-8")}

    def files(self, folder: Path) -> dict[str, str]:
        """The edited files as they are in `folder`. Raises FileNotFoundError."""
        return {name: (folder / name).read_text("utf-8") for name in self.facts.edit}


def load_exercise(folder: Path) -> Exercise:
    """Raises PackError: the first thing that is wrong, with file and line."""
    facts = read_document(folder / "exercise.yaml", ExerciseFile)
    world = read_document(folder / "world.yaml", WorldFile)
    exercise = Exercise(folder, facts, world)
    _verify_names(exercise)
    _verify_files(exercise)
    _verify_budget(exercise)
    return exercise


def _fail(exercise: Exercise, where: str, message: str) -> PackError:
    path = exercise.folder / "exercise.yaml"
    return PackError(path, line_of(path, where), message)


def _verify_names(exercise: Exercise) -> None:
    if exercise.folder.name != exercise.name:
        raise _fail(exercise, "$.id", f"the folder must be named {exercise.name!r}, as `order` and `id` say")
    if len(exercise.facts.objectives.en) != len(exercise.facts.objectives.fr):
        raise _fail(exercise, "$.objectives", "one list is longer than the other")
    for place, finding in enumerate(exercise.facts.findings):
        if finding.rule not in exercise.facts.rules:
            raise _fail(exercise, f"$.findings[{place}]", f"`{finding.rule}` is not one of `rules`")


def _verify_files(exercise: Exercise) -> None:
    folder = exercise.folder
    needed = [f"{kind}.{lang}.md" for kind in PROSE for lang in LANGUAGES]
    needed += [f"solution/WHY.{lang}.md" for lang in LANGUAGES]
    needed += [f"{part}/{name}" for part in ("starter", "solution") for name in exercise.facts.edit]
    needed += [f"wrong/{name}" for name in exercise.facts.wrong]
    for name in needed:
        if not (folder / name).exists():
            raise PackError(folder / name, 1, "is missing")
    if not exercise.tests:
        raise PackError(
            folder / "tests" / f"test_{exercise.facts.edit[0]}", 1, "is missing: an exercise has behaviour tests"
        )
    for path in [*exercise.tests, *folder.rglob("starter/*.py"), *folder.rglob("solution/*.py")]:
        try:
            ast.parse(path.read_text("utf-8"), str(path))
        except SyntaxError as error:
            raise PackError(path, error.lineno or 1, f"not valid Python: {error.msg}") from None
    for lang in LANGUAGES:
        if len(exercise.hints(lang)) < LEAST_HINTS:
            raise PackError(
                folder / f"hints.{lang}.md", 1, f"needs at least {LEAST_HINTS} sections (## look, ## idea, ## shape)"
            )


def _verify_budget(exercise: Exercise) -> None:
    known = [*exercise.test_names, "total"]
    for name in exercise.facts.budget:
        if name not in known:
            raise _fail(exercise, f"$.budget.{name}", f"no test is named `{name}`; there are: {', '.join(known)}")
    if exercise.facts.show not in exercise.test_names:
        raise _fail(
            exercise, "$.show", f"no test is named `{exercise.facts.show}`; there are: {', '.join(exercise.test_names)}"
        )
    if exercise.facts.show not in exercise.facts.budget:
        raise _fail(exercise, "$.show", f"`{exercise.facts.show}` has no budget")


class Baseline(msgspec.Struct, kw_only=True):
    """What the starter costs, measured by `greenlint learn dev check --update`; never written by hand."""

    units: dict[str, dict[str, float]] = {}  # test -> unit -> amount
    lots: list[dict[str, object]] = []  # the `show` test's operations, for the footprint


def load_baseline(exercise: Exercise) -> Baseline | None:
    """None until it was measured. Raises PackError when it is no such file."""
    path = exercise.folder / "baseline.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Baseline)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError as error:
        raise PackError(path, 1, f"measure it again with `greenlint learn dev check --update`: {error}") from None
