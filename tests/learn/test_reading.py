"""Tokens that a prompt cache did not hold: counted, explained, and estimated at what reading them costs."""

from __future__ import annotations

from greenlint.learn import budget
from greenlint.learn.diagnose import explain
from greenlint.learn.meter.ledger import Row, Sums


def prompts(cached: int) -> list[Row]:
    return [
        Row(number=number, test="t", kind="chat", route="POST /v1/chat/completions", model="gpt-5-mini",
            tokens_in=1300, tokens_cached=cached if number > 1 else 0, tokens_out=20)
        for number in range(1, 6)
    ]  # fmt: skip


def test_read_tokens_are_those_that_no_cache_held() -> None:
    assert Sums(tokens_in=1300, tokens_cached=1200).of("tokens-read") == 100


def test_prompts_that_never_begin_alike_are_named() -> None:
    assert "4 long prompts" in explain(prompts(0), "tokens-read", 0).seen[0]
    found = explain(prompts(1200), "tokens-read", 0)
    assert not found.seen or "long prompts" not in found.seen[0]


def test_a_cached_prompt_is_estimated_lighter() -> None:
    assumptions = budget.assumptions()
    before = budget.cost(budget.lots(prompts(0)), assumptions)
    after = budget.cost(budget.lots(prompts(1200)), assumptions)
    assert before is not None
    assert after is not None
    assert 0.3 < budget.share_saved(before, after) < 0.9
