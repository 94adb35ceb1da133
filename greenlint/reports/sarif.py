"""SARIF 2.1.0, for code scanning. Lines of a notebook's cell are given as a logical location, never as file lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import msgspec

from greenlint import __version__
from greenlint.cards import Card
from greenlint.engine import Report
from greenlint.finding import Notice, Place, Span
from greenlint.reports.card import markdown
from greenlint.reports.clean import encodable
from greenlint.reports.entries import Entry, shown_path
from greenlint.reports.place import position
from greenlint.texts import language

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
Json = dict[str, Any]


def text(report: Report, entries: Sequence[Entry]) -> str:
    """The log, indented by two spaces."""
    return json.dumps(log(report, entries), indent=2, ensure_ascii=False) + "\n"


def log(report: Report, entries: Sequence[Entry]) -> Json:
    """One run, with the cards of the rules that found something."""
    cards = {entry.card.code: entry.card for entry in entries}
    codes = sorted(cards)
    run = {
        "tool": {
            "driver": {
                "name": "greenlint",
                "version": __version__,
                "semanticVersion": __version__,
                "language": language(),
                "rules": [_rule(cards[code]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.crashed,
                "toolExecutionNotifications": [_notification(notice) for notice in report.notices],
            }
        ],
        "results": [_result(entry, codes.index(entry.card.code)) for entry in entries],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(card: Card) -> Json:
    lang = language()
    body = markdown(card, examples=1)
    return {
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": card.title.get(lang)},
        "fullDescription": {"text": card.what.get(lang)},
        "help": {"text": f"{card.why.get(lang)} {card.remedy.get(lang)}", "markdown": body},
        "defaultConfiguration": {"level": _LEVELS[card.level]},
        "properties": {
            "tags": sorted({card.family, card.kind}),
            "precision": "high" if card.level == "warning" else "medium",
        },
    }


def _result(entry: Entry, index: int) -> Json:
    finding = entry.finding
    places = [*finding.chain, *finding.related]
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.level],
        "message": {"text": f"{entry.message}. {entry.card.remedy.get(language())}"},
        "locations": [_location(entry.path, finding.span)],
        "properties": {
            "kind": finding.kind,
            "confidence": finding.confidence,
            "waste": msgspec.to_builtins(finding.waste),
            "estimate": msgspec.to_builtins(entry.estimate),
        },
    }
    if places:
        result["relatedLocations"] = [_related(number, place) for number, place in enumerate(places, 1)]
    if finding.fingerprint:
        result["partialFingerprints"] = {"greenlint/v1": finding.fingerprint}
    return result


def _related(number: int, place: Place) -> Json:
    named = {"message": {"text": place.text}} if place.text else {}
    return {"id": number, **_location(shown_path(place.path), place.span), **named}


def _location(path: str, span: Span) -> Json:
    physical: Json = {"artifactLocation": {"uri": _uri(path)}}
    if span.cell is not None:
        return {"physicalLocation": physical, "logicalLocations": [{"name": position(span), "kind": "cell"}]}
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {**physical, "region": region}}


def _notification(notice: Notice) -> Json:
    said: Json = {"level": "warning", "message": {"text": encodable(notice.text)}, "descriptor": {"id": notice.code}}
    if notice.path is not None:
        said["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": _uri(shown_path(notice.path))}}}]
    return said


def _uri(path: str) -> str:
    return PurePath(path).as_uri() if PurePath(path).is_absolute() else quote(path, errors="surrogateescape")
