"""What fuzzing found: numbers that cannot be counted with, halves of characters, a thousand calls in one loop."""

from __future__ import annotations

import time
from typing import get_args

import msgspec
import pytest
from building import catalog_once, facts_of

from greenlint.finding import Finding
from greenlint.footprint import Assumptions, estimate
from greenlint.footprint.waste import Amount, Operation, Waste, WasteUnit
from greenlint.linking import check_facts

HEAD = "from openai import OpenAI\nfrom agents import Agent, Runner\nclient = OpenAI()\nwhile True:\n"


def found_in(code: str) -> list[Finding]:
    facts = facts_of(code)
    msgspec.msgpack.encode(facts)
    findings, crashed = check_facts([facts], catalog_once())
    assert not crashed, [finding.values for finding in findings if finding.code == "GRN902"]
    msgspec.json.encode(findings)
    return findings


@pytest.mark.parametrize(
    "number", ["1e400", "-1e400", "10**400", "1" + "0" * 400, "0x" + "f" * 5000, "1e308", "0", "1e-320"]
)
@pytest.mark.parametrize(
    "call",
    ["client.chat.completions.create(model='o3', messages=m, max_tokens={n}, n={n}, temperature={n}, timeout={n})",
     "client.images.generate(prompt=p, n={n}, size={n})", "Runner.run_sync(Agent(name='a'), 'x', max_turns={n})"],
)  # fmt: skip
def test_numbers(number: str, call: str) -> None:
    found_in(HEAD + "    " + call.format(n=number))


@pytest.mark.parametrize("rows", ["[]", "()", "{}", "range(0)", "range(5, 2)", "range(-3)"])
def test_loops_over_nothing(rows: str) -> None:
    """`for row in []`: the list is filled somewhere, or the loop never runs; no division by its size."""
    for call in ("client.embeddings.create(input=row)", "client.chat.completions.create(model='m', messages='hi')"):
        code = HEAD.replace("while True", f"for row in {rows}") + f"    x = {call}\n"
        for finding in found_in(code):
            if finding.waste is not None:
                assert estimate(finding.waste, Assumptions()) is not None


@pytest.mark.parametrize("unit", get_args(WasteUnit))
def test_nothing_is_saved_of_nothing(unit: WasteUnit) -> None:
    waste = Waste(unit=unit, now=Amount(0), after=Amount(1), operation=Operation(kind="chat"), same_work=True)
    assert estimate(waste, Assumptions()).per_run is None


def test_halves_of_characters() -> None:
    found_in(HEAD + "    client.chat.completions.create(model='\\ud83d', messages=['\\udc00', f'\\ud83d{x}'])")
    found_in(
        HEAD + "    client.chat.completions.create(model='gpt' '\\ud83d', prompt={'\\ud83d': 1}, **{'\\ud83d': 2})"
    )


def test_what_is_made_of_itself() -> None:
    found_in(HEAD + "    x.update(x)\n    y.update(z)\n    z.update(y)\n    client.chat.completions.create(x, **y)")


def test_names_that_come_from_each_other() -> None:
    names = "".join(f"    a{n + 1} = (a{n}, a{n}.b(a{n}), client.chat.completions.create(a{n}))\n" for n in range(40))
    start = time.thread_time()
    found_in(
        HEAD + names + "    client.chat.completions.create(model='m', messages=[{'role': 'user', 'content': a40}])"
    )
    assert time.thread_time() - start < 8


@pytest.mark.parametrize(
    "line", ["client.chat.completions.create(model='m', messages=row)", "x = client.embeddings.create(input=row)"]
)
def test_time_grows_with_the_calls_of_a_loop(line: str) -> None:
    def seconds(calls: int) -> float:
        facts = facts_of(HEAD.replace("while True", "for row in rows") + f"    {line}\n" * calls)
        start = time.thread_time()
        check_facts([facts], catalog_once())
        return time.thread_time() - start

    seconds(10)
    assert seconds(600) < 8  # it was 20
