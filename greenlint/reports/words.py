"""The tool's own terms in the language in force: a level, a kind, a confidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from greenlint.texts import _

LEVELS: Mapping[str, Callable[[], str]] = {
    "error": lambda: _("error"),
    "warning": lambda: _("warning"),
    "info": lambda: _("info"),
}
KINDS: Mapping[str, Callable[[], str]] = {
    "neutral": lambda: _("neutral: same answers, less work"),
    "trade-off": lambda: _("trade-off: the answers may change, measure first"),
    "risk": lambda: _("risk: bounds a worst case"),
    "tool": lambda: _("about the check itself"),
}
CONFIDENCES: Mapping[str, Callable[[], str]] = {
    "low": lambda: _("low confidence"),
    "medium": lambda: _("medium confidence"),
    "high": lambda: _("high confidence"),
}
UNITS: Mapping[str, Callable[[], str]] = {
    "calls": lambda: _("calls"),
    "tokens": lambda: _("tokens"),
    "images": lambda: _("images"),
    "seconds": lambda: _("seconds"),
    "bytes": lambda: _("bytes"),
    "connections": lambda: _("connections"),
    "loads": lambda: _("loads of a model"),
    "candidates": lambda: _("candidates"),
    "steps": lambda: _("steps"),
    "megapixels": lambda: _("megapixels"),
}
