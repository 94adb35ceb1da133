"""dev check finds what an author got wrong. CI proves the whole course in a step of its own; here, one exercise."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenlint.learn.author.proof import prove
from greenlint.learn.packs import Pack, own_pack


def test_an_exercise_of_the_course_holds() -> None:
    proof = prove(own_pack().find("same-city-again"), quick=True)
    assert [str(error) for error in proof.errors] == []


def test_a_baseline_is_asked_for_and_written(pack: Pack) -> None:
    exercise = pack.find("ask-once")
    proof = prove(exercise, quick=True)
    assert "is missing: `greenlint learn dev check --update`" in str(proof.errors[0])
    assert prove(exercise, quick=True, update=True).errors == []
    assert prove(exercise, quick=True).errors == []


def write(pack: Pack, name: str, text: str) -> None:
    Path(pack.folder, "105-ask-once", name).write_text(text, "utf-8")


def errors(pack: Pack) -> str:
    return "\n".join(str(error) for error in prove(pack.find("ask-once"), quick=True, update=True).errors)


def test_a_starter_that_does_not_waste_is_no_starter(pack: Pack) -> None:
    folder = pack.folder / "105-ask-once"
    write(pack, "starter/program.py", (folder / "solution/program.py").read_text("utf-8"))
    assert "the starter must break the budget" in errors(pack)


def test_a_solution_that_wastes_is_no_solution(pack: Pack) -> None:
    folder = pack.folder / "105-ask-once"
    write(pack, "solution/program.py", (folder / "starter/program.py").read_text("utf-8"))
    assert "the solution must pass; seed 1: budget" in errors(pack)


def test_a_wrong_answer_must_fail_where_it_says(pack: Pack) -> None:
    folder = pack.folder / "105-ask-once"
    write(pack, "wrong/hardcoded.py", (folder / "solution/program.py").read_text("utf-8"))
    assert "must fail at behaviour, fails at nowhere" in errors(pack)


def test_findings_are_exactly_those_that_are_named(pack: Pack) -> None:
    yaml = pack.folder / "105-ask-once" / "exercise.yaml"
    text = yaml.read_text("utf-8").replace("rules: []", "rules: [unused-candidates]")
    yaml.write_text(text.replace("findings: []", "findings: [{rule: unused-candidates, at: reply = client}]"), "utf-8")
    assert "the starter must raise unused-candidates here" in errors(pack)


@pytest.mark.parametrize("name", [exercise.name for exercise in own_pack().exercises])
def test_every_exercise_has_its_baseline(name: str) -> None:
    assert (own_pack().folder / name / "baseline.json").is_file()
