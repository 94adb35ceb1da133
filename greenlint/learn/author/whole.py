"""Proofs about the course as a whole: every rule taught, every rule known, modules filled, quiz items for each."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.learn import rulecheck
from greenlint.learn.documents import line_of
from greenlint.learn.errors import PackError
from greenlint.learn.packs import OWN, Pack


def prove(pack: Pack) -> Iterator[PackError]:
    known = rulecheck.rule_names()
    taught: set[str] = set()
    for exercise in pack.exercises:
        path = exercise.folder / "exercise.yaml"
        for place, rule in enumerate(exercise.facts.rules):
            taught.add(rule)
            if rule not in known:
                yield PackError(path, line_of(path, f"$.rules[{place}]"), f"no rule `{rule}`")
    if pack.id == OWN:
        for rule in known:
            if rule not in taught:
                yield PackError(pack.folder / "pack.yaml", 1, f"no exercise teaches {rule}")
    asked = {item.module for item in pack.quiz}
    for module in pack.facts.modules:
        mine = [exercise for exercise in pack.exercises if exercise.facts.module == module.id]
        if not mine:
            yield PackError(pack.folder / "pack.yaml", 1, f"the module `{module.id}` has no exercise")
        elif module.id not in asked and pack.id == OWN:
            yield PackError(pack.folder / "quiz.yaml", 1, f"no question about the module `{module.id}`")
