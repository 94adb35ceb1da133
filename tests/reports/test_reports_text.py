"""Reports for people: full, concise, statistics; nothing in them can steer a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import Print, in_cell, limit, make, report_of, tool

from greenlint import texts
from greenlint.config import Settings
from greenlint.finding import Span
from greenlint.reports.clean import clean


def test_full_says_all_that_a_reader_needs(printed: Print) -> None:
    text = printed(report_of(make()))
    assert "GRN101 loop-invariant-model-call: The same model call is repeated" in text
    assert "  --> app.py:4:11  [warning; neutral: same answers, less work; high confidence]" in text
    assert '    4 |     answer = client.chat.completions.create(model="gpt-4o", messages=prompt)' in text
    assert "\n      |              ^^^^^^^^^^^^^^" in text
    for label, words in {
        "seen": "`client.chat.completions.create` runs on every round of `for row in rows`",
        "reached": "lib/llm.py:7:5  ask(question)",
        "also at": "other.py:2:1",
        "why": "N rounds pay for N generations",
        "remedy": "Make the call once before the loop",
        "footprint": "N → 1 calls: ≈ 99 % saved; per 1,000 runs",
    }.items():
        assert f"\n  {label:11}{words}" in text, text
    assert "N = 100" in text


def test_no_line_ends_in_blanks_and_paragraphs_wrap(printed: Print) -> None:
    lines = printed(report_of(make(), limit())).splitlines()
    code = [line for line in lines if " | " in line]
    assert not [line for line in lines if line != line.rstrip() and line not in code]
    assert max(len(line) for line in lines if line not in code) <= 115


def test_the_summary_ranks_rules_by_energy(printed: Print) -> None:
    text = printed(report_of(limit(), make(), make(span=Span(3, 1, 3, 4)), tool()))
    summary = text[text.index("Found ") :].splitlines()
    assert summary[0] == "Found 4 findings (1 error, 3 warnings) in 3 of 3 files."
    assert [line.split()[:2] for line in summary[3:6]] == [["2", "GRN101"], ["1", "GRN201"], ["1", "GRN901"]]
    assert "no figure" in summary[4]
    assert summary[6].startswith("  together ")
    assert summary[7] == "  2 findings without a figure are not in the sum"


def test_statistics_are_the_table_alone(printed: Print) -> None:
    text = printed(report_of(make()), statistics=True)
    assert text.startswith("Found 1 finding (1 warning) in 1 of 3 files.\n")
    assert "-->" not in text


def test_concise_is_one_line_a_finding(printed: Print) -> None:
    lines = printed(report_of(make(), in_cell()), format="concise").splitlines()
    assert lines[0].startswith("app.py:4:11: GRN101 [warning] `client.chat")
    assert lines[1].startswith("lab.ipynb:cell 3:2:1: GRN101 [warning] ")
    assert len(lines) == 3


def test_nothing_found(printed: Print) -> None:
    assert printed(report_of()) == "No waste found in 3 files.\n"
    assert printed(report_of(), format="concise") == "No waste found in 3 files.\n"


def test_a_yearly_figure_only_at_a_given_rate(printed: Print) -> None:
    assert "per year" not in printed(report_of(make()))
    assert "per year" in " ".join(printed(report_of(make()), Settings(runs_per_day=10)).split())


def test_an_unknown_region_is_named_with_the_nearest(printed: Print) -> None:
    with pytest.raises(Exception, match=r"frnace.*france"):
        printed(report_of(make()), Settings(region="frnace"))


def test_a_file_that_is_gone_has_no_frame(printed: Print) -> None:
    text = printed(report_of(make("gone.py")))
    assert " | " not in text
    assert "gone.py:4:11" in text


def test_stdin_is_framed_from_what_was_read(printed: Print) -> None:
    text = printed(report_of(make("new.py")), stdin=(Path("new.py"), b"a\nb\nc\n\td = ask(1, 2, 3)\n"))
    assert "    4 |     d = ask(1, 2, 3)" in text


def test_a_wide_character_before_the_mark_shifts_it(printed: Print, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("日本 = ask()\n", "utf-8")
    lines = printed(report_of(make(span=Span(1, 6, 1, 11)))).splitlines()
    at = next(index for index, line in enumerate(lines) if "日本" in line)
    assert lines[at + 1] == "      |        ^^^^^"


EVIL = "\x1b[31mred\x07\u202e\x9b2J\r\n"


@pytest.mark.parametrize("style", ["full", "concise", "github"])
def test_source_text_and_paths_cannot_steer_the_terminal(printed: Print, tmp_path: Path, style: str) -> None:
    (tmp_path / "app.py").write_text("x = 1\ny = 2\nz = 3\nw = '\x1b[2J\u202e'\n", "utf-8")
    found = make("app.py", values={"call": EVIL, "loop": EVIL})
    text = printed(report_of(found, make(f"{EVIL}.py", span=Span(1, 1, 1, 2))), format=style)
    assert not set(text) & set("\x1b\x07\x9b\r\u202e")
    assert "\\x1b[31mred\\x07\\u202e" in text


def test_clean_keeps_ordinary_text() -> None:
    assert clean("é — 日本\t\u202f ok 👍") == "é — 日本\t\u202f ok 👍"
    assert clean("a\udcffb\nc") == "a\\udcffb\\x0ac"


def test_french(printed: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_chosen", "fr")
    text = printed(report_of(make()))
    assert "Le même appel au modèle est répété" in text
    assert "[avertissement ; neutre : mêmes réponses, moins de travail ; confiance haute]" in text
    assert "N → 1 appels : ≈ 99 % économisés ; pour 1 000 exécutions" in " ".join(text.split())


def test_colour_is_asked_for(printed: Print) -> None:
    assert "\x1b[" not in printed(report_of(make()), color="never")
    assert "\x1b[" in printed(report_of(make()), color="always")
