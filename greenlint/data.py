"""Where the files that are no code are: rules/, exercises/ and other folders at the top of the repository."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """The folder `name` ("rules", "exercises"): inside the package in a wheel, beside it in a checkout.

    Raises FileNotFoundError where neither exists, which means a broken installation.
    """
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"greenlint's folder {name!r} is missing beside {_PACKAGE}: install greenlint again")
