"""Comments that silence findings: `# greenlint: ignore[CODE or name] reason`, `ignore-file[…]`, and `# noqa: GRN101`.

A comment speaks for the whole statement line it stands on (all its physical lines), or, alone on a line, for the next
one. It always names what it silences; one that silences nothing is reported as GRN903.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from typing import Literal

import msgspec

from greenlint.cards import find_card
from greenlint.config.selection import Selection, matches, rule_index
from greenlint.finding import Finding, Span

Form = Literal["ignore", "ignore-file", "noqa"]

OURS = re.compile(
    r"#\s*greenlint:\s*(?P<form>ignore-file|ignore)\b\s*(?:\[(?P<names>[^\]]*)\])?[\s:–—-]*(?P<reason>.*)"
)
NOQA = re.compile(r"#\s*noqa\s*:\s*(?P<names>[A-Z]+[0-9]*(?:[,\s]+[A-Z]+[0-9]+)*)", re.I)
_UNSUPPRESSIBLE = ("GRN902", "GRN903")
_LAST_LINE = 10**9
_SKIPPED = (tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)


class Comment(msgspec.Struct, frozen=True):
    """One comment, in the coordinates of the text, and the lines that it speaks for."""

    form: Form
    selectors: tuple[str, ...]
    reason: str
    span: Span
    first: int
    last: int

    def covers(self, finding: Finding) -> bool:
        return self.first <= finding.span.line <= self.last and finding.code not in _UNSUPPRESSIBLE

    def selectors_for(self, finding: Finding) -> tuple[str, ...]:
        """Which of its selectors silence the finding."""
        return tuple(word for word in self.selectors if self.covers(finding) and matches(word, finding.code))


class Outcome(msgspec.Struct, frozen=True):
    """What is left to report, unused comments included, and what was silenced by which comment."""

    kept: list[Finding]
    silenced: list[tuple[Finding, Comment]]


def suppress(path: str, text: str, findings: list[Finding], selection: Selection) -> Outcome:
    """Applies the comments of one file to its findings; both in the coordinates of `text`.

    Give all findings, also those that are not sure enough to be shown: a comment that silences one of them is in use.
    """
    found = comments(text)
    if not found:
        return Outcome(list(findings), [])
    silenced, kept, used = [], [], set()
    for finding in findings:
        hits = [(comment, word) for comment in found for word in comment.selectors_for(finding)]
        used.update(hits)
        if hits:
            silenced.append((finding, hits[0][0]))
        else:
            kept.append(finding)
    unreadable = any(finding.code == "GRN901" for finding in findings)
    idle = [] if unreadable else [odd for comment in found for odd in _unused(path, comment, used, selection)]
    return Outcome(kept + idle, silenced)


def comments(text: str) -> list[Comment]:
    """The suppression comments of a text; up to the first place that cannot be read, where there is one."""
    if "greenlint:" not in text and not ("GRN" in text.upper() and "noqa" in text.lower()):
        return []
    found = []
    for token, first, last in _with_lines(text):
        for form, selectors, reason in _read(token.string):
            lines = (1, _LAST_LINE) if form == "ignore-file" else (first, last)
            line, column = token.start
            span = Span(line, column + 1, line, column + 1 + len(token.string))
            found.append(Comment(form, selectors, reason, span, *lines))
    return found


def _read(comment: str) -> Iterator[tuple[Form, tuple[str, ...], str]]:
    ours = OURS.search(comment)
    if ours:
        form: Form = "ignore-file" if ours["form"] == "ignore-file" else "ignore"
        yield form, tuple(re.findall(r"[\w-]+", ours["names"] or "")), ours["reason"].strip()
    noqa = NOQA.search(comment)
    if noqa:
        codes = tuple(word.upper() for word in re.findall(r"\w+", noqa["names"]) if word.upper().startswith("GRN"))
        if codes:
            yield "noqa", codes, ""


def _with_lines(text: str) -> Iterator[tuple[tokenize.TokenInfo, int, int]]:
    """Each comment with the first and last line of the statement line that it belongs to."""
    waiting: list[tokenize.TokenInfo] = []
    first = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                waiting.append(token)
            elif token.type == tokenize.NEWLINE:
                for comment in waiting:
                    yield comment, first or token.start[0], token.start[0]
                waiting, first = [], 0
            elif token.type not in _SKIPPED and not first:
                first = token.start[0]
    except (tokenize.TokenError, SyntaxError):
        pass
    for comment in waiting:
        yield comment, comment.start[0], comment.start[0]


def _unused(path: str, comment: Comment, used: set[tuple[Comment, str]], selection: Selection) -> Iterator[Finding]:
    """GRN903 for what the comment names in vain; rules that are off are not held against it."""
    if not comment.selectors:
        yield _finding(path, comment, "unnamed", "")
    known = {word: [code for code in rule_index() if matches(word, code)] for word in comment.selectors}
    unknown = [word for word, codes in known.items() if not codes]
    idle = [
        word
        for word, codes in known.items()
        if (comment, word) not in used and any(selection.enabled(code, path) for code in codes)
    ]
    if unknown:
        yield _finding(path, comment, "unknown", ", ".join(unknown))
    if idle:
        yield _finding(path, comment, "default", ", ".join(idle))


def _finding(path: str, comment: Comment, reason: str, names: str) -> Finding:
    card = find_card("GRN903")
    return Finding(
        path=path,
        span=comment.span,
        code=card.code,
        name=card.name,
        level=card.level,
        kind=card.kind,
        confidence="high",
        reason=reason,
        values={"names": names},
        fingerprint=f"GRN903:{comment.form}:{names}",
    )
