"""The results as a Parquet file: one row a project, its findings a list in that row."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from greenlint.audit.errors import ExtraError
from greenlint.audit.outcome import Outcome
from greenlint.errors import UserError
from greenlint.texts import _

_ROWS = 1000  # in a row group


def check_installed() -> None:
    """Raises ExtraError without pyarrow."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise ExtraError(_('Parquet needs pyarrow; install it with `pip install "greenlint[parquet]"`')) from None


def write(outcomes: Iterable[Outcome], path: Path) -> None:
    """Writes the file beside and renames it. Raises UserError."""
    import pyarrow
    from pyarrow import parquet

    schema = _schema(pyarrow)
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with parquet.ParquetWriter(beside, schema) as writer:
            for rows in _batches(outcomes):
                writer.write_table(pyarrow.Table.from_pylist(rows, schema))
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise UserError(_("{path}: cannot be written: {reason}").format(path=path, reason=reason)) from None


def _batches(outcomes: Iterable[Outcome]) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(outcomes)
    while rows := [msgspec.to_builtins(outcome) for outcome in islice(waiting, _ROWS)]:
        yield rows


def _schema(arrow: Any) -> Any:
    text, number = arrow.string(), arrow.int64()
    spread = arrow.struct([(end, arrow.float64()) for end in ("low", "central", "high")])
    weight = arrow.struct([("energy_wh", spread), ("co2_g", spread), ("water_ml", spread)])
    rule = arrow.struct([("code", text), ("name", text), ("findings", number), ("per_1000_runs", weight)])
    notice = arrow.struct([("path", text), ("code", text), ("text", text)])
    place = arrow.struct(
        [
            *(
                (name, text)
                for name in ("path", "code", "name", "level", "kind", "confidence", "message", "fingerprint")
            ),
            *((name, number) for name in ("cell", "line", "column")),
            ("share_saved", spread),
            ("per_1000_runs", weight),
        ]
    )
    return arrow.schema(
        [
            *((name, text) for name in ("id", "digest", "run", "version", "failure")),
            *((name, number) for name in ("files", "lines", "error", "warning", "info", "not_estimated")),
            ("schema_version", number),
            ("cpu_seconds", arrow.float64()),
            ("per_1000_runs", weight),
            ("rules", arrow.list_(rule)),
            ("findings", arrow.list_(place)),
            ("notices", arrow.list_(notice)),
        ]
    )
