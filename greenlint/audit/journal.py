"""The output as it grows: one line of JSON a project, appended as each is done, so that a stopped audit can go on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

import msgspec

from greenlint.audit.outcome import SCHEMA_VERSION, Head, Outcome
from greenlint.errors import UserError
from greenlint.texts import _

_BEGIN = b'{"schema_version":'
_heads = msgspec.json.Decoder(Head)
_outcomes = msgspec.json.Decoder(Outcome)


class Journal:
    """A file of outcomes. A later line stands for an earlier one of the same project; `close` drops the earlier."""

    def __init__(self, path: Path) -> None:
        """Opens or makes the file; a last line that was cut off is removed. Raises UserError."""
        self.path = path
        self._places: dict[str, tuple[int, int]] = {}  # id -> offset and length of its line
        self._heads: dict[str, Head] = {}
        self._waste = False  # lines that another one stands for, or that cannot be read
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a+b", buffering=0)
            self._file.truncate(self._read())
        except OSError as error:
            raise self._cannot(error) from None

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._places)

    def known(self, name: str, run: str) -> str | None:
        """The digest with which a project is here, done in the same way and without a failure."""
        head = self._heads.get(name)
        return head.digest if head is not None and head.run == run and head.failure is None else None

    def add(self, outcome: Outcome) -> None:
        """Writes one line at once. Raises UserError."""
        line = msgspec.json.encode(outcome) + b"\n"
        rest = memoryview(line)
        try:
            while rest:  # a signal or a full disk may cut a write short
                rest = rest[self._file.write(rest) or 0 :]
            end = self._file.seek(0, os.SEEK_END)
        except OSError as error:
            raise self._cannot(error) from None
        self._waste |= outcome.id in self._places
        self._places[outcome.id] = (end - len(line), len(line))
        self._heads[outcome.id] = Head(outcome.id, outcome.digest, outcome.run, outcome.failure)

    def outcomes(self, names: Iterable[str] | None = None) -> Iterator[Outcome]:
        """Those of the named projects, or all, in the order of their names."""
        wanted = self._places if names is None else [name for name in names if name in self._places]
        for name in sorted(wanted):
            yield _outcomes.decode(self._line(name))

    def close(self) -> None:
        """Leaves one line a project. Raises UserError."""
        if self._file.closed:
            return
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}.tmp")
        try:
            if self._waste:
                with beside.open("wb") as stream:
                    for name in sorted(self._places, key=lambda name: self._places[name]):
                        stream.write(self._line(name))
                beside.replace(self.path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise self._cannot(error) from None
        finally:
            self._file.close()

    def _read(self) -> int:
        """Notes every line; the end of the last whole one."""
        end = self._file.seek(0)
        with self.path.open("rb") as stream:
            for line in stream:
                if end == 0 and not (line.startswith(_BEGIN) or _BEGIN.startswith(line)):
                    raise UserError(_("{path}: is no result of an audit; name another file").format(path=self.path))
                if not line.endswith(b"\n"):
                    break
                self._note(line, end)
                end += len(line)
        return end

    def _note(self, line: bytes, start: int) -> None:
        try:
            head = _heads.decode(line)
            whole = line.startswith(b"%b%d," % (_BEGIN, SCHEMA_VERSION))
        except (msgspec.DecodeError, UnicodeDecodeError):
            whole = False
        if not whole:
            self._waste = True
            return
        self._waste |= head.id in self._places
        self._places[head.id] = (start, len(line))
        self._heads[head.id] = head

    def _line(self, name: str) -> bytes:
        start, length = self._places[name]
        self._file.seek(start)
        data = b""
        while len(data) < length and (piece := self._file.read(length - len(data))):
            data += piece
        return data

    def _cannot(self, error: OSError) -> UserError:
        reason = error.strerror or str(error)
        return UserError(_("{path}: cannot be written: {reason}").format(path=self.path, reason=reason))
