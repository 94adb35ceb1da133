"""From matches to findings: card texts, chains as places, one finding per root cause, fingerprints."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from greenlint.cards import Card
from greenlint.checks import Match
from greenlint.finding import Finding, Place
from greenlint.project.calls import Call

MANY = 8  # so many places of one root cause are still told one by one


def findings_of(
    matches: Iterable[tuple[Card, Match]], reported: set[str] | None, aggregate: bool = True
) -> list[Finding]:
    """Findings in the files that are reported on; more than `MANY` of one root cause become one with its places."""
    roots: dict[tuple[str, object], list[tuple[Card, Match]]] = defaultdict(list)
    for index, (card, match) in enumerate(matches):
        if reported is None or match.file.path in reported:
            roots[card.name, match.root if match.root is not None and aggregate else index].append((card, match))
    found: list[Finding] = []
    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    for group in roots.values():
        if len(group) > MANY:
            first, *rest = group
            found.append(_finding(*first, seen, [match for _, match in rest]))
        else:
            found += [_finding(card, match, seen) for card, match in group]
    return _once(found)


def _finding(card: Card, match: Match, seen: dict[tuple[str, str, str], int], rest: Sequence[Match] = ()) -> Finding:
    related = [*(_step(call) for call in match.related), *(Place(other.file.path, other.span) for other in rest)]
    text = f"{card.code} {match.reason} {sorted(match.values.items())}"
    key = (match.file.path, card.code, text)
    seen[key] += 1
    return Finding(
        path=match.file.path,
        span=match.span,
        code=card.code,
        name=card.name,
        level=match.level or card.level,
        kind=card.kind,
        confidence=match.confidence,
        reason=match.reason,
        values=match.values,
        chain=tuple(_step(call) for call in match.chain),
        related=tuple(related),
        waste=match.waste,
        fingerprint=hashlib.blake2b(f"{text} {seen[key]}".encode(), digest_size=8).hexdigest(),
    )


def _step(call: Call) -> Place:
    return Place(call.file.path, call.span, call.text)


def _once(found: list[Finding]) -> list[Finding]:
    """The same rule at the same place is told once, the surest first."""
    kept: dict[tuple[str, str, object], Finding] = {}
    rank = {"low": 0, "medium": 1, "high": 2}
    for finding in found:
        key = (finding.path, finding.code, finding.span)
        if key not in kept or rank[finding.confidence] > rank[kept[key].confidence]:
            kept[key] = finding
    return list(kept.values())
