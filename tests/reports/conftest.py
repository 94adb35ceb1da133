"""A report as text."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from handmade import CODE, Print

from greenlint import reports
from greenlint.config import Settings
from greenlint.engine import Report
from greenlint.reports import Style


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Print:
    """Writes a report of findings in `app.py` (which exists) as text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.py").write_text(CODE, "utf-8")

    def write(report: Report, settings: Settings | None = None, **style: object) -> str:
        stream = io.StringIO()
        reports.write(report, settings or Settings(), Style(**style), stream)  # type: ignore[arg-type]
        return stream.getvalue()

    return write
