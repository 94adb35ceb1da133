"""Text from the outside made safe for a terminal: what it reads as a command is shown as a code."""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, line and paragraph separators, and the marks that reverse or hide text (CVE-2021-42574)
_CONTROL = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    r"""`text` with control characters written out (`\x1b`), tabs as they are. One line in, one line out."""
    return _CONTROL.sub(_written_out, text)


def encodable(text: str) -> str:
    """`text` without the lone surrogates that stand for the undecodable bytes of a file's name."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _written_out(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
