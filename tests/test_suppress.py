"""Comments that silence findings, and the report of those that silence nothing."""

from __future__ import annotations

import pytest

from greenlint.config import Selection, Settings
from greenlint.finding import Finding, Span
from greenlint.suppress import Outcome, comments, suppress

NAMES = {"GRN101": "loop-invariant-model-call", "GRN102": "duplicate-model-call", "GRN901": "x", "GRN902": "y"}


def finding(line: int, code: str = "GRN101") -> Finding:
    return Finding(
        path="a.py", span=Span(line, 1, line, 9), code=code, name=NAMES[code], level="warning", kind="neutral",
        confidence="high", reason="default", values={},
    )  # fmt: skip


def run(text: str, *findings: Finding, settings: Settings | None = None) -> Outcome:
    return suppress("a.py", text, list(findings), Selection(settings or Settings()))


def summary(outcome: Outcome) -> list[tuple[str, int, str]]:
    return [(found.code, found.span.line, found.reason) for found in outcome.kept]


@pytest.mark.parametrize(
    "comment",
    [
        "# greenlint: ignore[GRN101]",
        "# greenlint: ignore[GRN101] the sample is small",
        "# greenlint: ignore[loop-invariant-model-call]: known",
        "# greenlint:ignore[redundant-calls]",
        "# greenlint: ignore[GRN1]",
        "# greenlint: ignore[GRN101, GRN1]",
        "# noqa: GRN101",
        "# noqa:E501,GRN101",
        "# NOQA: E501 GRN101",
        "# type: ignore  # noqa: GRN101",
    ],
)
def test_the_forms_that_silence(comment: str) -> None:
    outcome = run(f"x = ask()  {comment}\n", finding(1))
    assert outcome.kept == []
    assert [found.code for found, _comment in outcome.silenced] == ["GRN101"]


@pytest.mark.parametrize("comment", ["# noqa", "# noqa: E501", "# greenlint GRN101", "'# greenlint: ignore[GRN101]'"])
def test_what_does_not_silence(comment: str) -> None:
    assert summary(run(f"x = ask()  ; y = 1 {comment if comment[0] == '#' else '; ' + comment}\n", finding(1))) == [
        ("GRN101", 1, "default")
    ]


def test_the_reason_is_kept() -> None:
    [comment] = comments("x = 1  # greenlint: ignore[GRN101] measured: 3 calls\n")
    assert (comment.selectors, comment.reason, comment.form) == (("GRN101",), "measured: 3 calls", "ignore")
    assert comment.span == Span(1, 8, 1, 53)


def test_a_comment_speaks_for_its_whole_statement_and_no_further() -> None:
    text = "x = ask(\n    a,\n    b,  # greenlint: ignore[GRN101]\n)\ny = ask()\n"
    assert summary(run(text, finding(1), finding(3), finding(5))) == [("GRN101", 5, "default")]


def test_a_comment_alone_on_its_line_speaks_for_the_next_statement() -> None:
    text = "for a in b:\n    # greenlint: ignore[GRN101]\n    # once\n    x = ask(\n        a\n    )\n    y = ask()\n"
    assert summary(run(text, finding(5), finding(7))) == [("GRN101", 7, "default")]


def test_a_comment_on_a_loop_does_not_speak_for_its_body() -> None:
    text = "for a in b:  # greenlint: ignore[GRN101]\n    ask()\n"
    assert summary(run(text, finding(2))) == [("GRN101", 2, "default"), ("GRN903", 1, "default")]


def test_a_whole_file() -> None:
    text = "x = ask()\n\n# greenlint: ignore-file[GRN101] a benchmark\ny = ask()\n"
    assert summary(run(text, finding(1), finding(4), finding(4, "GRN102"))) == [("GRN102", 4, "default")]


def test_unused_unknown_and_unnamed_comments_are_reported() -> None:
    text = "a = 1  # greenlint: ignore[GRN101]\nb = 1  # greenlint: ignore[GRN777]\nc = 1  # greenlint: ignore\n"
    assert summary(run(text)) == [("GRN903", 1, "default"), ("GRN903", 2, "unknown"), ("GRN903", 3, "unnamed")]
    assert run("a = 1  # noqa: E501, GRN102\n").kept[0].values == {"names": "GRN102"}


def test_of_two_codes_only_the_idle_one_is_reported() -> None:
    outcome = run("a = ask()  # greenlint: ignore[GRN101, GRN102]\n", finding(1))
    assert [found.values for found in outcome.kept] == [{"names": "GRN102"}]


def test_a_rule_that_is_off_is_not_held_against_the_comment() -> None:
    assert run("a = 1  # noqa: GRN101\n", settings=Settings(ignore=("GRN101",))).kept == []


def test_a_file_that_cannot_be_parsed_has_no_unused_comments() -> None:
    text = "a = 1  # greenlint: ignore[GRN101]\nb = (\n"
    assert summary(run(text, finding(3, "GRN901"))) == [("GRN901", 3, "default")]


def test_a_crash_cannot_be_silenced() -> None:
    text = "a = 1  # greenlint: ignore[ALL]\n"
    assert [code for code, _line, _reason in summary(run(text, finding(1, "GRN902")))] == ["GRN902", "GRN903"]


def test_comments_are_read_up_to_what_cannot_be_read() -> None:
    text = "a = 1  # greenlint: ignore[GRN101]\nb = '''\n"
    assert [comment.first for comment in comments(text)] == [1]


def test_text_without_a_mark_is_not_tokenised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tokenize.generate_tokens", lambda _readline: pytest.fail("tokenised"))
    assert comments("x = 1  # noqa: E501\n" * 10) == []
