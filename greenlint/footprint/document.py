"""Reading the YAML files of this folder: quickly, and with the line of whatever is wrong in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from greenlint.errors import UserError
from greenlint.stored import compiled

FOLDER = Path(__file__).resolve().parent
Steps = tuple[str | int, ...]
T = TypeVar("T")


class CoefficientError(UserError):
    """A mistake in a data file: "coefficients.yaml:12: what is wrong and what would be right"."""


class Document:
    """One YAML file: its content as plain data, and the line of anything in it."""

    def __init__(self, name: str, data: bytes, content: Any = None) -> None:
        self.name = name
        self._data = data
        self.content: Any = _parsed(name, data) if content is None else content

    @classmethod
    def of(cls, name: str, folder: Path = FOLDER) -> Document:
        """The file `name` of this package."""
        path = folder / name
        data = path.read_bytes()
        if folder != FOLDER:
            return cls(name, data)
        content = compiled(path.stem, lambda: [path], object, lambda: _plain(_parsed(name, data)))
        return cls(name, data, content)

    def convert(self, kind: type[T]) -> T:
        """The content as `kind`. Raises CoefficientError with file, line and what is expected."""
        try:
            return msgspec.convert(self.content, kind)
        except msgspec.ValidationError as error:
            message, _, place = str(error).partition(" - at `$")
            before, entry, after = place.rstrip("`").partition("[...]")
            steps = _steps(before)
            if entry:
                steps += (self._wrong_entry(kind, steps), *_steps(after))
            raise self.error(steps, message) from None

    def _wrong_entry(self, kind: type[T], steps: Steps) -> str:
        """The key that msgspec does not name: of the mapping at `steps`, the entry that alone makes it fail."""

        def only(node: Any, steps: Steps, key: str) -> Any:
            if not steps:
                return {key: node[key]}
            return {**node, steps[0]: only(node[steps[0]], steps[1:], key)}

        mapping = self.content
        for step in steps:
            mapping = mapping[step]
        for key in mapping:
            try:
                msgspec.convert(only(self.content, steps, key), kind)
            except msgspec.ValidationError:
                return str(key)
        return ""

    def error(self, steps: Steps, message: str) -> CoefficientError:
        """An error at the key or item that `steps` lead to."""
        where = ".".join(str(step) for step in steps)
        return CoefficientError(f"{self.name}:{self._line(steps)}: {where + ': ' if where else ''}{message}")

    def _line(self, steps: Steps) -> int:
        import yaml

        node = yaml.compose(self._data, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        line = 1
        for step in steps:
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line + 1, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                break
        return line


def _parsed(name: str, data: bytes) -> Any:
    import yaml  # only where the file has changed

    try:
        return yaml.load(data, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CoefficientError(f"{name}:{line}: {error.problem}") from None


def _plain(value: Any) -> Any:
    """Dates as text, as msgpack holds them, so that the first run sees what the others see."""
    return msgspec.to_builtins(value, str_keys=False)


def _steps(path: str) -> Steps:
    """The steps of a msgspec path: ".models[3].size" is ("models", 3, "size")."""
    steps: list[str | int] = []
    for part in path.replace("[", ".[").split("."):
        if part.startswith("["):
            inside = part[1:-1]
            if inside.isdigit():
                steps.append(int(inside))
        elif part:
            steps.append(part)
    return tuple(steps)
