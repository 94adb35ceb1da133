"""Packs and exercises: what authors write is read strictly, and what is wrong is named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenlint.learn import prose
from greenlint.learn.author import texts
from greenlint.learn.errors import LearnError, PackError
from greenlint.learn.exercise import load_exercise
from greenlint.learn.packs import Pack, find_pack, own_pack


def spoil(pack: Pack, name: str, before: str, after: str) -> Path:
    path = pack.folder / "105-ask-once" / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    return path


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("level: 1", "levle: 1", ":5: unknown key `levle`, did you mean `level`?"),
        ("level: 1", "level: 9", ":5: Expected `int` <= 4"),
        ("minutes: 15", "minutes: soon", ":6: Expected `int`, got `str`"),
        ("module: avoid", "module: measure\nmodule: avoid", "`module` is given twice"),
        ("{calls: 1}", "{cals: 1}", "Invalid enum value 'cals'"),
        ("test_the_main_case: {calls", "test_other: {calls", "no test is named `test_other`"),
        ("hardcoded.py: behaviour", "absent.py: behaviour", "wrong/absent.py:1: is missing"),
        ("id: ask-once", "id: ask-twice", "the folder must be named '105-ask-twice'"),
        ("format: 1", "format: 7", ":1: Expected `int` <= 1"),
        ("title: {en: A title, fr: Un titre}", "title: {en: A title}", "`fr` is missing"),
    ],
)
def test_a_mistake_is_named_with_its_line(pack: Pack, before: str, after: str, said: str) -> None:
    yaml = pack.folder / "105-ask-once" / "exercise.yaml"
    yaml.write_text(yaml.read_text("utf-8").replace("module: measure", "module: avoid"), "utf-8")
    spoil(pack, "exercise.yaml", before, after)
    with pytest.raises(PackError) as error:
        load_exercise(pack.folder / "105-ask-once")
    assert said in str(error.value)
    assert str(pack.folder) in str(error.value)


def test_a_pack_verifies_its_exercises_together(pack: Pack) -> None:
    spoil(pack, "exercise.yaml", "needs: []", "needs: [nowhere]")
    with pytest.raises(PackError, match="`nowhere` is not an earlier exercise"):
        _ = Pack(pack.folder).exercises


def test_an_exercise_is_found_by_name_number_and_folder(pack: Pack) -> None:
    assert {pack.find(name).id for name in ("ask-once", "105", "105-ask-once", "105-ask-once/")} == {"ask-once"}
    with pytest.raises(LearnError, match="did you mean `ask-once`"):
        pack.find("ask-one")
    with pytest.raises(LearnError, match="no pack `nowhere`"):
        find_pack("nowhere")


def test_languages_are_compared_by_structure(pack: Pack) -> None:
    exercise = pack.find("ask-once")
    assert [str(error) for error in texts.prove(exercise)] == []
    spoil(pack, "README.fr.md", "3. Vérifier.\n", "")
    assert "headings, lists or code differ" in str(next(texts.prove(exercise)))


def test_a_translation_knows_its_source() -> None:
    french = prose.with_source("# Un\n", "# One\n")
    assert prose.source_of(french) == prose.digest("# One\n")
    assert prose.body(french) == "# Un\n"
    assert prose.source_of(prose.with_source(french, "# Two\n")) == prose.digest("# Two\n")


def test_a_hint_may_not_hold_the_solution(pack: Pack) -> None:
    spoil(pack, "hints.en.md", "Half of a line", "Write known: dict[str, str] = {} first. Half of a line")
    assert any("gives a line of the solution away" in str(error) for error in texts.prove(pack.find("ask-once")))


def test_an_assertion_speaks_both_languages(pack: Pack) -> None:
    path = spoil(pack, "tests/test_program.py", "    served =", "    assert found\n    served =")
    (error,) = texts.prove(pack.find("ask-once"))
    assert f"{path}:" in str(error)
    assert "needs `lab.say" in str(error)


@pytest.mark.parametrize("name", [exercise.name for exercise in own_pack().exercises])
def test_the_texts_of_the_course_hold(name: str) -> None:
    exercise = own_pack().find(name)
    assert [str(error) for error in texts.prove(exercise)] == []
    assert list(texts.stale(exercise)) == []


def test_the_course_and_its_quiz_can_be_read() -> None:
    course = own_pack()
    assert course.exercises[0].facts.title.fr == "Une simple ligne de code peut tout changer"
    assert course.quiz
