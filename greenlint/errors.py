"""Problems that a person can mend."""

from __future__ import annotations

from collections.abc import Iterable


class UserError(Exception):
    """One line that names the place and the remedy. The command line prints it and ends with exit code 2."""


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known word that `wanted` was probably meant to be."""
    from difflib import get_close_matches

    by_lower = {word.lower(): word for word in known}
    close = get_close_matches(wanted.lower(), by_lower, n=1, cutoff=0.5)
    return by_lower[close[0]] if close else None
