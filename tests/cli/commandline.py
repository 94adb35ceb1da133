"""What the tests of the command line share: wasteful code, and the type of a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

APP = """from openai import OpenAI

client = OpenAI()


def main(rows):
    for row in rows:
        answer = client.chat.completions.create(
            model="gpt-4o", messages=[{"role": "user", "content": "hello"}], max_tokens=20
        )
        print(row, answer)
"""


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]
