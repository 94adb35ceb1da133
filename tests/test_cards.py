"""The rule cards: complete, bilingual, in step with the design, their pages and their schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from greenlint.cards import Card, CardError, UnknownRuleError, find_card, load_cards
from greenlint.cards.book import main, pages, schema
from greenlint.cards.card import marks, placeholders
from greenlint.cards.load import read_card
from greenlint.cards.typography import french, set_in_french
from greenlint.data import data_dir
from greenlint.fixes import repair_of

ROOT = Path(__file__).parents[1]
CARDS = list(load_cards().values())
EXAMPLES = [(card, example) for card in CARDS for example in card.examples]
TEXTS = ("title", "what", "why", "remedy")
DESIGN = {
    "1": "loop-invariant-model-call duplicate-model-call unused-model-result embedding-call-per-item "
    "uncached-deterministic-model-call constant-prompt-model-call model-call-at-import model-call-in-property "
    "model-call-in-dataframe-apply model-call-in-test model-call-on-rerun model-call-per-item "
    "model-call-for-deterministic-task",
    "2": "missing-output-limit unused-candidates unbounded-generation-loop unbounded-agent growing-history "
    "excessive-reasoning oversized-model indented-json-in-prompt excessive-inference-steps oversized-image "
    "media-generation-per-item",
    "3": "volatile-prompt-prefix missing-prompt-cache live-calls-for-offline-job",
    "4": "model-load-in-loop model-load-per-call local-inference-per-item missing-inference-mode kv-cache-disabled "
    "forced-download reembedded-corpus",
    "5": "loop-invariant-request uncached-request n-plus-one-request request-without-session client-per-call "
    "duplicate-request request-at-import",
    "6": "tight-polling unbounded-retry retry-without-backoff nested-retries unbounded-gather",
    "9": "cannot-parse check-crashed unused-suppression",
}  # first digit of the codes -> names, from 01 on


def french_texts(card: Card) -> list[str]:
    texts = [getattr(card, name).fr for name in TEXTS]
    texts += [reason.fr for reason in card.reasons.values()]
    texts += [*card.leaves_alone.fr, card.waste.model.fr, card.waste.source.fr, card.fix.why.fr]
    return texts + [example.title.fr for example in card.examples]


def test_every_rule_of_the_design_has_its_card() -> None:
    wanted = {
        f"GRN{digit}{number:02}": name
        for digit, names in DESIGN.items()
        for number, name in enumerate(names.split(), 1)
    }
    assert {card.code: card.name for card in CARDS} == wanted


def test_codes_come_in_order() -> None:
    assert [card.code for card in CARDS] == sorted(card.code for card in CARDS)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_two_rules_share_a_title(lang: str) -> None:
    titles = [card.title.get(lang) for card in CARDS]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_languages_differ_and_titles_are_short(card: Card) -> None:
    for name in TEXTS:
        text = getattr(card, name)
        assert text.en != text.fr
    assert len(card.title.en) <= 85
    assert len(card.title.fr) <= 85
    assert not card.title.en.endswith(".")
    assert not card.title.fr.endswith(".")


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_french_is_set_as_french(card: Card) -> None:
    for text in french_texts(card):
        assert french(text) == text, "run: python -m greenlint.cards.typography"


def test_typography_leaves_code_and_itself_alone() -> None:
    set_text = french("L'appel `f('a') : g` fait 1 000 tours : 18 % de « trop » !")
    assert set_text == ("L’appel `f('a') : g` fait 1\u202f000 tours\u00a0: 18\u00a0% de «\u00a0trop\u00a0»\u202f!")
    assert french(set_text) == set_text
    assert set_in_french("a:\n  en: it's 5 %\n  fr: l'eau\n") == "a:\n  en: it's 5 %\n  fr: l’eau\n"


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_trade_offs_inform_and_the_tool_has_no_waste(card: Card) -> None:
    if card.kind == "trade-off":
        assert card.level == "info"
    assert (card.kind == "tool") == (card.family == "tool")


def test_safe_fixes_are_the_few_that_change_nothing() -> None:
    safe = {card.name for card in CARDS if card.fix.level == "safe"}
    assert safe == {
        "unused-candidates", "kv-cache-disabled", "forced-download", "unused-suppression",
    }  # fmt: skip


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_a_card_promises_the_repair_that_there_is(card: Card) -> None:
    assert (card.fix.level != "none") == (repair_of(card.name) is not None)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_a_message_needs_its_values_only(card: Card) -> None:
    for reason, text in card.reasons.items():
        values = {name: name.upper() for name in placeholders(text.en)}
        for lang in ("en", "fr"):
            assert "{" not in card.message(reason, values, lang)
    code = {name: "f{call}" for text in card.reasons.values() for name in placeholders(text.en)}
    assert all(
        "f{call}" in card.message(reason, code) for reason in card.reasons if placeholders(card.reasons[reason].en)
    )


@pytest.mark.parametrize("card", [card for card in CARDS if card.kind != "tool"], ids=lambda card: card.code)
def test_each_rule_shows_bad_and_good_code(card: Card) -> None:
    assert any(example.bad for example in card.examples)


@pytest.mark.parametrize(("card", "example"), EXAMPLES, ids=lambda value: getattr(value, "code", ""))
def test_examples_compile_and_mark_what_is_wrong(card: Card, example) -> None:
    bad, good = example.bad_files(), example.good_files()
    for path, code in [*bad.items(), *good.items()]:
        compile(code, path, "exec", dont_inherit=True)
        assert all(len(line) <= 130 for line in code.splitlines())
    assert not any(marks(code) for code in good.values())
    if bad:
        found = [codes for code in bad.values() for codes in marks(code).values()]
        assert found
        assert {code for codes in found for code in codes} == {card.code}


def test_marks_are_trailing_comments() -> None:
    assert marks("a = f(  # GRN101\n)\nb()  # GRN101, GRN502\nc = 'GRN101'\n") == {
        1: ("GRN101",),
        3: ("GRN101", "GRN502"),
    }


def test_cards_are_found_by_code_and_name() -> None:
    assert find_card("grn101") is find_card("loop-invariant-model-call") is find_card("loop_invariant_model_call")
    with pytest.raises(UnknownRuleError, match="did you mean `loop-invariant-model-call`") as caught:
        find_card("loop-invariant-call")
    assert caught.value.nearest == "loop-invariant-model-call"
    with pytest.raises(UnknownRuleError, match="greenlint rule"):
        find_card("zzzz")


def test_the_schema_fits_the_cards() -> None:
    assert (data_dir("rules") / "schema.json").read_text("utf-8") == schema(), "run: python -m greenlint.cards.book"
    validator = jsonschema.Draft202012Validator(json.loads(schema()))
    for path in data_dir("rules").glob("*/*.yaml"):
        assert not list(validator.iter_errors(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))), path


def test_the_pages_are_in_step_with_the_cards() -> None:
    folder = ROOT / "docs" / "rules"
    written = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}
    assert written == pages(), "run: python -m greenlint.cards.book"


def test_the_pages_of_rules_gone_are_removed(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("old")
    assert main([str(tmp_path)]) == 0
    assert not (tmp_path / "gone.md").exists()
    assert (tmp_path / "fr" / "README.md").exists()


GOOD = (data_dir("rules") / "tool" / "check-crashed.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("remedy:", "remdy:", "remdy:", "did you mean `remedy`"),
        ("level: error", "level: fatal", "level: fatal", "Invalid enum value 'fatal'"),
        ("level: error", "level: error\nlevel: info", "level: info", "given twice"),
        ("code: GRN902", "code: GRN102", "code:", "does not belong to the family tool"),
        ("name: check-crashed", "name: check-broke", "name:", "must be the file's name"),
        ("  fr: greenlint a échoué sur ce fichier\n", "", "title:", "missing required field `fr`"),
        ("with `{error}`", "with an error", "default:", "{error} in one language only"),
        ("code: GRN902", "code: [", None, "not valid YAML"),
    ],
)
def test_a_faulty_card_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: str | None, says: str
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    path = tmp_path / "tool" / "check-crashed.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CardError) as caught:
        read_card(path)
    message = str(caught.value)
    assert says in message
    if line is not None:
        numbers = [number for number, found in enumerate(text.splitlines(), 1) if found.strip().startswith(line)]
        assert message.startswith(f"{path}:{numbers[-1]}:")


def test_a_code_is_given_once(tmp_path: Path) -> None:
    folder = tmp_path / "tool"
    folder.mkdir()
    (folder / "check-crashed.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "check-fell.yaml").write_text(GOOD.replace("name: check-crashed", "name: check-fell"), encoding="utf-8")
    with pytest.raises(CardError, match="GRN902 is already the code of"):
        load_cards(tmp_path)


def test_an_empty_card_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("# nothing\n")
    with pytest.raises(CardError, match="empty"):
        read_card(tmp_path / "empty.yaml")
