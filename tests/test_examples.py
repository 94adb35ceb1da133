"""Every card's examples are its rule's tests: bad code is flagged on the marked lines, good code is silent."""

from __future__ import annotations

import ast
from functools import lru_cache

import pytest

from greenlint.cards import Card, Example, load_cards
from greenlint.cards.card import marks
from greenlint.catalog import Catalog, load_catalog
from greenlint.checks import load_checks
from greenlint.facts.extract import extract
from greenlint.finding import Finding
from greenlint.linking import check_facts

CASES = [(card, example) for card in load_cards().values() for example in card.examples if card.name in load_checks()]


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    return load_catalog()


def found_in(files: dict[str, str]) -> list[Finding]:
    facts = [extract(path, code, ast.parse(code)) for path, code in files.items()]
    findings, crashed = check_facts(facts, catalog(), aggregate=False)
    assert not crashed, [finding.values for finding in findings if finding.code == "GRN902"]
    return findings


def title(case: tuple[Card, Example]) -> str:
    return f"{case[0].name}: {case[1].title.en}"


@pytest.mark.parametrize("case", CASES, ids=title)
def test_example(case: tuple[Card, Example]) -> None:
    card, example = case
    bad = set(_expected(card, example))
    found = [finding for finding in found_in(example.bad_files()) if finding.code == card.code]
    assert {(finding.path, finding.span.line) for finding in found} == bad
    for finding in found:
        for lang in ("en", "fr"):
            assert card.message(finding.reason, finding.values, lang)
    good = [finding for finding in found_in(example.good_files()) if finding.code == card.code]
    assert not good, [(finding.path, finding.span.line, finding.reason) for finding in good]


def _expected(card: Card, example: Example) -> set[tuple[str, int]]:
    return {
        (path, line)
        for path, code in example.bad_files().items()
        for line, codes in marks(code).items()
        if card.code in codes
    }
