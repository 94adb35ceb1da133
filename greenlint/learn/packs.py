"""A pack is a folder of exercises with its modules and its quiz. greenlint has one; others come as Python packages."""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path

from greenlint.data import data_dir
from greenlint.errors import nearest
from greenlint.learn.documents import line_of, read_document
from greenlint.learn.errors import LearnError, PackError
from greenlint.learn.exercise import Exercise, load_exercise
from greenlint.learn.model import Module, PackFile, QuizFile, QuizItem
from greenlint.texts import _

ENTRY_POINT = "greenlint.learn_packs"  # name = "package:folder", where `folder` is a path or gives one when called
OWN = "greenlint"


class Pack:
    """One course."""

    def __init__(self, folder: Path) -> None:
        """Raises PackError when pack.yaml is wrong."""
        self.folder = folder
        self.facts = read_document(folder / "pack.yaml", PackFile)

    @property
    def id(self) -> str:
        return self.facts.id

    @cached_property
    def exercises(self) -> list[Exercise]:
        """In order. Raises PackError."""
        found = [load_exercise(path.parent) for path in sorted(self.folder.glob("*/exercise.yaml"))]
        found.sort(key=lambda exercise: exercise.facts.order)
        _verify(self, found)
        return found

    @cached_property
    def quiz(self) -> list[QuizItem]:
        """Raises PackError."""
        path = self.folder / "quiz.yaml"
        if not path.is_file():
            return []
        items = list(read_document(path, QuizFile).items)
        modules = {module.id for module in self.facts.modules}
        for place, item in enumerate(items):
            if item.module not in modules:
                raise PackError(path, line_of(path, f"$.items[{place}].module"), f"no module `{item.module}`")
            if sum(option.right for option in item.options) != 1:
                raise PackError(path, line_of(path, f"$.items[{place}].options"), "exactly one option must be right")
        return items

    def module(self, name: str) -> Module:
        return next(module for module in self.facts.modules if module.id == name)

    def find(self, wanted: str) -> Exercise:
        """By id, number or folder name. Raises LearnError naming the nearest."""
        cleaned = Path(wanted).name.lower().strip()
        for exercise in self.exercises:
            if cleaned in (exercise.id, exercise.name, str(exercise.facts.order), f"{exercise.facts.order:03d}"):
                return exercise
        close = nearest(cleaned, [exercise.id for exercise in self.exercises])
        hint = _("did you mean `{name}`?").format(name=close) if close else _("`greenlint learn list` shows them")
        raise LearnError(_("no exercise `{name}`; {hint}").format(name=wanted, hint=hint))


def _verify(pack: Pack, exercises: list[Exercise]) -> None:
    """Modules exist, ids and numbers are unique, `needs` point backwards."""
    modules = {module.id for module in pack.facts.modules}
    ids: dict[str, int] = {}
    numbers: set[int] = set()
    for exercise in exercises:
        facts, path = exercise.facts, exercise.folder / "exercise.yaml"
        if facts.module not in modules:
            raise PackError(path, line_of(path, "$.module"), f"no module `{facts.module}` in pack.yaml")
        if facts.id in ids or facts.order in numbers:
            raise PackError(path, line_of(path, "$.id"), "another exercise has the same id or order")
        for need in facts.needs:
            if need not in ids:
                raise PackError(path, line_of(path, "$.needs"), f"`{need}` is not an earlier exercise")
        ids[facts.id] = facts.order
        numbers.add(facts.order)


def own_pack() -> Pack:
    """The course that comes with greenlint."""
    return Pack(data_dir("exercises"))


def installed_packs() -> dict[str, Pack]:
    """greenlint's course and those of other packages, by id. Raises PackError."""
    packs = {OWN: own_pack()}
    for point in entry_points(group=ENTRY_POINT):
        target = point.load()
        pack = Pack(Path(target() if callable(target) else target))
        packs[pack.id] = pack
    return packs


def find_pack(name: str | None) -> Pack:
    """The pack of that id, or in that folder; greenlint's own for None. Raises LearnError."""
    if name is None or name == OWN:
        return own_pack()
    if Path(name, "pack.yaml").is_file():
        return Pack(Path(name))
    packs = installed_packs()
    if name in packs:
        return packs[name]
    raise LearnError(_("no pack `{name}`; installed: {packs}").format(name=name, packs=", ".join(packs)))
