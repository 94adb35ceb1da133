"""Which guards answer a repeated call, and which only look like it."""

from __future__ import annotations

import pytest
from building import call_of, project_of

HEAD = "import requests\n\ndef f(name, done, names):\n"


def cache_of(body: str) -> str:
    code = HEAD + "".join(f"    {line}\n" for line in body.splitlines())
    return call_of(project_of(app=code), "requests.get").cache


@pytest.mark.parametrize(
    "body",
    [
        "for item in names:\n    if item in done:\n        continue\n    requests.get(item)",
        "if name in done:\n    return done[name]\nreturn requests.get(name)",
        "for item in done:\n    if item in names:\n        return item\nreturn requests.get(name)",
    ],
)
def test_a_way_out_before_the_call(body: str) -> None:
    assert cache_of(body)


def test_a_loop_that_skips_says_nothing_of_what_follows_it() -> None:
    assert not cache_of(
        "for item in names:\n    if item in done:\n        continue\n    print(item)\nrequests.get(name)"
    )
