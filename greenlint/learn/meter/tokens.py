"""Lab tokens and lab words: simple, the same everywhere, and secret where they must be."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import Any

CHARACTERS_PER_TOKEN = 4  # a rule of thumb for English; real tokenizers differ, so the course calls them lab tokens
_WORDS = [
    "amber",
    "birch",
    "cedar",
    "delta",
    "ember",
    "flint",
    "grove",
    "hazel",
    "ivory",
    "jolly",
    "kiosk",
    "lemon",
    "maple",
    "north",
    "ocean",
    "pearl",
    "quiet",
    "river",
    "solar",
    "tulip",
    "ultra",
    "vivid",
    "woods",
    "young",
    "zesty",
    "bloom",
    "cloud",
    "dusty",
    "early",
    "fresh",
]  # five letters each: the length of an answer does not depend on the secret
_SLOT = re.compile(r"\{(tag|word|words:(\d+))\}")


def tokens(text: str) -> int:
    """Lab tokens of a text: a quarter of its characters, rounded up."""
    return -(-len(text) // CHARACTERS_PER_TOKEN)


def cut(text: str, limit: int | None) -> tuple[str, bool]:
    """The first `limit` lab tokens of a text, and whether something was cut."""
    if limit is None or tokens(text) <= limit:
        return text, False
    return text[: limit * CHARACTERS_PER_TOKEN], True


def canonical(data: Any) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Secret:
    """Everything that a service invents is derived from a key that only this run's server knows."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def digest(self, *parts: Any) -> bytes:
        return hmac.new(self._key, canonical(parts).encode(), hashlib.sha256).digest()

    def tag(self, *parts: Any) -> str:
        """`amber-3f9a2c`: readable, and not to be guessed."""
        digest = self.digest("tag", *parts)
        return f"{_WORDS[digest[0] % len(_WORDS)]}-{digest[1:4].hex()}"

    def words(self, count: int, *parts: Any) -> str:
        seed = self.digest("words", *parts)
        return " ".join(_WORDS[(seed[i % 32] + 7 * (i // 32)) % len(_WORDS)] for i in range(count))

    def pick(self, count: int, *parts: Any) -> int:
        return int.from_bytes(self.digest("pick", *parts)[:4], "big") % count

    def vector(self, dimensions: int, *parts: Any) -> list[float]:
        """A vector of length 1, one for each text."""
        raw: list[float] = []
        while len(raw) < dimensions:
            raw += [byte / 127.5 - 1 for byte in self.digest("vector", len(raw), *parts)]
        size = sum(value * value for value in raw[:dimensions]) ** 0.5
        return [round(value / size, 6) for value in raw[:dimensions]]

    def fill(self, template: str, *parts: Any) -> str:
        """The template with its `{tag}`, `{word}` and `{words:n}` filled."""
        place = 0

        def one(slot: re.Match[str]) -> str:
            nonlocal place
            place += 1
            if slot[1] == "tag":
                return self.tag(*parts)
            return self.words(int(slot[2] or 1), place, *parts)

        return _SLOT.sub(one, template)
