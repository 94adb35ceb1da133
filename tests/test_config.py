"""Settings: found nearest first, extended, checked, and refused in one line that names the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenlint.config import Resolver, Selection, Settings, SettingsError, selection
from greenlint.finding import Finding, Span
from greenlint.reports.settings import option_table

RULES = {
    "GRN101": ("loop-invariant-model-call", "redundant-calls"),
    "GRN102": ("duplicate-model-call", "redundant-calls"),
    "GRN201": ("missing-output-limit", "oversized-generation"),
    "GRN901": ("unparsable-file", "tool"),
    "GRN902": ("crashed-check", "tool"),
}


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "rule_index", lambda: RULES)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def on(settings: Settings, path: str | Path = "a.py") -> set[str]:
    chosen = Selection(settings)
    return {code for code in RULES if chosen.enabled(code, path)}


def test_defaults_without_any_file(tmp_path: Path) -> None:
    settings = Resolver().for_path(tmp_path / "a.py")
    assert (settings.fail_level, settings.min_confidence, settings.output_format) == ("warning", "medium", "full")
    assert on(settings) == set(RULES)


def test_the_nearest_file_wins_and_nothing_is_merged(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.greenlint]\nfail-level = "error"\nloop-size = 7\n')
    write(tmp_path / "sub/greenlint.toml", 'min-confidence = "low"\n')
    resolver = Resolver()
    outer, inner = resolver.for_path(tmp_path / "a.py"), resolver.for_path(tmp_path / "sub/deep/a.py")
    assert (outer.fail_level, outer.loop_size) == ("error", 7)
    assert (inner.fail_level, inner.loop_size, inner.min_confidence) == ("warning", 100, "low")
    assert inner.root == str(tmp_path / "sub")


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "greenlint.toml", "loop-size = 3\n")
    write(tmp_path / "sub/pyproject.toml", "[project]\nname = 'x'\n")
    assert Resolver().for_path(tmp_path / "sub/a.py").loop_size == 3


def test_greenlint_toml_comes_before_pyproject(tmp_path: Path) -> None:
    write(tmp_path / "greenlint.toml", "loop-size = 3\n")
    write(tmp_path / "pyproject.toml", "[tool.greenlint]\nloop-size = 4\n")
    assert Resolver().for_path(tmp_path).loop_size == 3


def test_extend_lays_a_file_under_another(tmp_path: Path) -> None:
    write(
        tmp_path / "base/shared.toml", 'loop-size = 3\nregion = "france"\nignore = ["GRN102"]\nextend-exclude = ["a"]\n'
    )
    write(tmp_path / "p/greenlint.toml", 'extend = "../base/shared.toml"\nloop-size = 5\nextend-exclude = ["b"]\n')
    settings = Resolver().for_path(tmp_path / "p")
    assert (settings.loop_size, settings.region, settings.extend_exclude) == (5, "france", ("a", "b"))
    assert "GRN102" not in on(settings)
    assert settings.sources == (str(tmp_path / "p/greenlint.toml"), str(tmp_path / "base/shared.toml"))


def test_a_later_layer_decides_over_an_earlier_one(tmp_path: Path) -> None:
    write(tmp_path / "base.toml", 'select = ["GRN1"]\nignore = ["GRN102"]\n')
    write(tmp_path / "greenlint.toml", 'extend = "base.toml"\nextend-select = ["GRN2"]\n')
    tool = {"GRN901", "GRN902"}
    assert on(Resolver().for_path(tmp_path)) == {"GRN101", "GRN201"} | tool
    assert on(Resolver({"extend_select": ("GRN102",)}).for_path(tmp_path)) == {"GRN101", "GRN102", "GRN201"} | tool
    assert on(Resolver({"select": ("GRN102",)}).for_path(tmp_path)) == {"GRN102"} | tool
    assert on(Resolver({"ignore": ("GRN1",)}).for_path(tmp_path)) == {"GRN201"} | tool


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (("ALL",), ("GRN1",), {"GRN201", "GRN901", "GRN902"}),
        (("GRN101",), ("GRN1",), {"GRN101", "GRN901", "GRN902"}),
        (("loop-invariant-model-call",), ("redundant-calls",), {"GRN101", "GRN901", "GRN902"}),
        (("redundant-calls",), ("GRN101",), {"GRN102", "GRN901", "GRN902"}),
        (("grn1",), (), {"GRN101", "GRN102", "GRN901", "GRN902"}),
        (("GRN101",), ("GRN101",), {"GRN901", "GRN902"}),
        (("ALL",), ("tool",), {"GRN101", "GRN102", "GRN201", "GRN902"}),
    ],
)
def test_the_more_specific_selector_wins(select: tuple[str, ...], ignore: tuple[str, ...], expected: set[str]) -> None:
    assert on(Settings(select=select, ignore=ignore)) == expected


def test_per_file_ignores_match_names_and_paths(tmp_path: Path) -> None:
    write(
        tmp_path / "greenlint.toml",
        '[per-file-ignores]\n"tests/*" = ["GRN1"]\n"app.py" = ["GRN201"]\n"!lib/*" = ["GRN102"]\n',
    )
    settings = Resolver().for_path(tmp_path)
    assert "GRN101" not in on(settings, tmp_path / "tests/deep/a.py")
    assert "GRN201" not in on(settings, tmp_path / "sub/app.py")
    assert "GRN102" in on(settings, tmp_path / "lib/a.py")
    assert "GRN102" not in on(settings, tmp_path / "b.py")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('fail-levle = "error"\n', 1, "unknown setting `fail-levle`; did you mean `fail-level`?"),
        ('\nfail-level = "fatal"\n', 2, '`fail-level` must be "error", "warning" or "info", not "fatal"'),
        ('select = "GRN1"\n', 1, '`select` must be a list of strings, not "GRN1"'),
        ("loop-size = 0\n", 1, "`loop-size` must be a whole number of at least 1, not 0"),
        ("runs-per-day = -1\n", 1, "`runs-per-day` must be a number above 0, not -1"),
        ("respect-gitignore = 1\n", 1, "`respect-gitignore` must be true or false, not 1"),
        ("zzzz = 1\n", 1, "unknown setting `zzzz`; `greenlint config` lists the keys"),
        ("lang = 'de'\n", 1, '`lang` must be "en" or "fr", not "de"'),
    ],
)
def test_a_wrong_key_or_value_names_file_line_and_remedy(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = write(tmp_path / "greenlint.toml", text)
    with pytest.raises(SettingsError) as caught:
        Resolver().for_path(tmp_path)
    assert str(caught.value) == f"{path}:{line}: {words}"


def test_the_line_is_found_in_our_table_of_a_pyproject(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[tool.other]\nselect = 1\n[tool.greenlint]\nlang = "en"\nselect = 1\n')
    with pytest.raises(SettingsError, match=f"^{path}:5: `select`"):
        Resolver().for_path(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("select = [\n", "not valid TOML"),
        ("extend = 'missing.toml'\n", "missing.toml: cannot be read: No such file"),
        ("extend = 'greenlint.toml'\n", "`extend` comes back to this file"),
        ("extend = 3\n", "`extend` must be a string, not 3"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, text: str, words: str) -> None:
    write(tmp_path / "greenlint.toml", text)
    with pytest.raises(SettingsError) as caught:
        Resolver().for_path(tmp_path)
    assert words in str(caught.value)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "greenlint.toml").write_bytes("region = 'côte'\n".encode("latin-1"))
    with pytest.raises(SettingsError, match="cannot be read: it is not UTF-8"):
        Resolver().for_path(tmp_path)


def test_a_selector_for_no_rule_names_the_nearest() -> None:
    with pytest.raises(SettingsError, match="select: no rule `GRN999`"):
        Selection(Settings(select=("GRN999",)))
    with pytest.raises(SettingsError, match="did you mean `duplicate-model-call`"):
        Selection(Settings(ignore=("duplicate-model-calls",)))


def test_findings_that_are_not_sure_enough_are_left_out() -> None:
    finding = Finding(
        path="a.py", span=Span(1, 1, 1, 2), code="GRN101", name="loop-invariant-model-call", level="warning",
        kind="neutral", confidence="low", reason="default", values={},
    )  # fmt: skip
    assert not Selection(Settings()).keeps(finding)
    assert Selection(Settings(min_confidence="low")).keeps(finding)


def test_config_file_and_isolated(tmp_path: Path) -> None:
    write(tmp_path / "greenlint.toml", "loop-size = 3\n")
    other = write(tmp_path / "other.toml", "loop-size = 9\n")
    assert Resolver(config_file=other).for_path(tmp_path).loop_size == 9
    assert Resolver(isolated=True).for_path(tmp_path).loop_size == 100
    with pytest.raises(SettingsError, match=r"no \[tool.greenlint\] table"):
        Resolver(config_file=write(tmp_path / "pyproject.toml", ""))


def test_the_documentation_lists_every_setting() -> None:
    """docs/configuration.md has a row for each, with the type and the sentence of `greenlint config`."""
    page = (Path(__file__).resolve().parent.parent / "docs/configuration.md").read_text("utf-8")
    for option in option_table():
        assert f"| `{option.key}` | {option.type}. {option.description} |" in page
