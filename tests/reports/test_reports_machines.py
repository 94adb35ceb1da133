"""Reports for programs: JSON against its own schema, SARIF against the official one, GitHub's commands."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from handmade import Print, in_cell, limit, make, report_of, tool

from greenlint.finding import Notice
from greenlint.reports.document import Document

SARIF_SCHEMA = Path(__file__).resolve().parent.parent / "data/sarif/sarif-2.1.0.json"
NOTICE = Notice(path="gone.py", code="vanished", text="gone.py: skipped")
EVERYTHING = report_of(make(), limit(), tool(), in_cell(), notices=(NOTICE, Notice(path=None, code="cache", text="x")))


def json_schema() -> dict[str, Any]:
    text = (resources.files("greenlint.reports") / "findings.schema.json").read_text("utf-8")
    return json.loads(text)


def test_json_is_valid_and_flat(printed: Print) -> None:
    data = json.loads(printed(EVERYTHING, format="json"))
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    first = data["findings"][0]
    wanted = {
        "path": "app.py", "cell": None, "line": 4, "column": 11, "end_line": 4, "end_column": 73, "code": "GRN101",
        "name": "loop-invariant-model-call", "level": "warning", "kind": "neutral", "confidence": "high",
        "fingerprint": "abc123",
    }  # fmt: skip
    assert {key: first[key] for key in wanted} == wanted
    assert first["waste"]["now"] == {"symbol": "N"}  # what is left out has the default that the schema gives
    assert first["estimate"]["share_saved"]["central"] == pytest.approx(0.99)
    assert [(place["role"], place["path"], place["line"]) for place in first["related"]] == [
        ("chain", "lib/llm.py", 7),
        ("also", "other.py", 2),
    ]
    assert data["findings"][3]["cell"] == 2
    assert data["schema_version"] == 1


def test_json_totals_say_what_they_leave_out(printed: Print) -> None:
    totals = json.loads(printed(EVERYTHING, format="json"))["totals"]
    assert (totals["files"], totals["read"], totals["findings"]) == (3, 5, 4)
    assert (totals["error"], totals["warning"], totals["info"], totals["not_estimated"]) == (1, 3, 0, 2)
    assert [rule["code"] for rule in totals["rules"]] == ["GRN101", "GRN201", "GRN901"]
    assert totals["rules"][1]["per_1000_runs"] is None
    assert totals["per_1000_runs"]["energy_wh"]["central"] > 0


def test_json_of_nothing(printed: Print) -> None:
    data = json.loads(printed(report_of(), format="json"))
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    assert data["totals"]["per_1000_runs"] is None


def test_the_json_schema_is_made_from_the_types() -> None:
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | msgspec.json.schema(Document)
    indented = re.compile(r"\\n +")  # of docstrings, before Python 3.13
    assert json_schema() == json.loads(indented.sub(r"\\n", json.dumps(made)))


def test_a_path_that_is_no_text_is_escaped(printed: Print) -> None:
    data = json.loads(printed(report_of(make("caf\udce9.py")), format="json"))
    assert data["findings"][0]["path"] == "caf\\udce9.py"


def test_sarif_is_valid(printed: Print) -> None:
    log = json.loads(printed(EVERYTHING, format="sarif"))
    schema = json.loads(SARIF_SCHEMA.read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    [run] = log["runs"]
    first = run["results"][0]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "GRN101"
    assert first["partialFingerprints"] == {"greenlint/v1": "abc123"}
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "app.py"},
        "region": {"startLine": 4, "startColumn": 11, "endLine": 4, "endColumn": 73},
    }
    assert [place["id"] for place in first["relatedLocations"]] == [1, 2]
    assert "region" not in run["results"][3]["locations"][0]["physicalLocation"]
    assert run["invocations"][0]["executionSuccessful"] is True


def test_sarif_rules_carry_help(printed: Print) -> None:
    [run] = json.loads(printed(report_of(make()), format="sarif"))["runs"]
    [rule] = run["tool"]["driver"]["rules"]
    assert rule["help"]["text"]
    assert rule["help"]["markdown"].startswith("# loop-invariant-model-call (GRN101)")
    assert rule["defaultConfiguration"] == {"level": "warning"}


def test_sarif_paths_are_uris(printed: Print) -> None:
    log = json.loads(printed(report_of(make("a b/é#1.py"), make("/else/where.py")), format="sarif"))
    found = [row["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for row in log["runs"][0]["results"]]
    assert found == ["a%20b/%C3%A9%231.py", "file:///else/where.py"]


def test_a_crash_is_no_success(printed: Print) -> None:
    log = json.loads(printed(report_of(tool(), crashed=True), format="sarif"))
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_github_commands(printed: Print) -> None:
    lines = printed(report_of(make("a,b:c.py"), in_cell(), tool()), format="github").splitlines()
    assert lines[0].startswith(
        "::warning title=greenlint GRN101 loop-invariant-model-call,file=a%2Cb%3Ac.py,"
        "line=4,endLine=4,col=11,endColumn=73::a,b:c.py:4:11: GRN101 `client"
    )
    assert "line=" not in lines[1].split("::")[1]
    assert "lab.ipynb:cell 3:2:1" in lines[1]
    assert lines[2].startswith("::error ")
    assert all(re.fullmatch(r"::(error|warning|notice) [^\n]*::[^\n]+", line) for line in lines)


def test_github_escapes_percent_signs_and_newlines(printed: Print) -> None:
    [line] = printed(report_of(make(values={"call": "100%\n::error::x", "loop": "y"})), format="github").splitlines()
    assert "100%25\\x0a::error::x" in line
