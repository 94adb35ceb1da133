"""The one place where the course asks the linter: which rules does this code raise, suppressions or not?"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from pathlib import Path

import msgspec

_one = threading.Lock()  # proofs and grading run in threads; the linter, and libyaml under it, bear one at a time
_SUPPRESSION = re.compile(r"#\s*(?:noqa\b|greenlint\s*:\s*(?:ignore|disable|off|skip|noqa)).*$", re.IGNORECASE)


class Seen(msgspec.Struct, frozen=True, order=True):
    """One finding, in the words of the learner's language."""

    file: str
    line: int
    rule: str
    code: str
    level: str
    text: str


def look(folder: Path, files: Iterable[str]) -> list[Seen]:
    """Findings in those files of `folder`, suppression comments taken out first (in `folder` itself: give a copy)."""
    from greenlint.config import Settings
    from greenlint.engine import check_paths

    paths = [folder / name for name in files]
    for path in paths:
        path.write_text(without_suppressions(path.read_text("utf-8")), "utf-8")
    (folder / "greenlint.toml").touch()  # its files are one project: those that are only read are linked as well
    with _one:
        report = check_paths(paths, Settings(root=str(folder)))
        return sorted(_seen(finding, folder) for finding in report.findings)


def _seen(finding: object, folder: Path) -> Seen:
    from greenlint.finding import Finding
    from greenlint.texts import language

    assert isinstance(finding, Finding)
    path = Path(finding.path)
    name = path.resolve().relative_to(folder.resolve()).as_posix() if path.is_absolute() else path.as_posix()
    text = message(finding, language())
    module = ".".join(folder.parts[1:])
    for where in (f"{folder.as_posix()}/", f"{module}."):  # the lab's folder is no news
        text = text.replace(where, "")
    return Seen(name, finding.span.line, finding.name, finding.code, finding.level, text)


def message(finding: object, lang: str) -> str:
    """What the card says about a finding: the reason with what was seen."""
    from greenlint.cards import find_card
    from greenlint.finding import Finding

    assert isinstance(finding, Finding)
    card = find_card(finding.code)
    return card.message(finding.reason, finding.values, lang)


def remedy(rule: str, lang: str) -> str:
    """What the rule's card advises; empty for a rule that has no card."""
    from greenlint.cards import UnknownRuleError, find_card

    try:
        with _one:
            return find_card(rule).remedy.get(lang)
    except UnknownRuleError:
        return ""


def rule_names() -> list[str]:
    """Every rule that a course should teach: those with a card, the tool's own left out."""
    from greenlint.cards import load_cards

    return [card.name for card in load_cards().values() if card.family != "tool"]


def without_suppressions(code: str) -> str:
    """The code with its suppression comments gone; lines keep their numbers."""
    return "\n".join(_SUPPRESSION.sub("", line).rstrip() if "#" in line else line for line in code.split("\n"))


def suppressions(code: str) -> list[int]:
    """Lines that carry a suppression comment."""
    return [number for number, line in enumerate(code.splitlines(), 1) if _SUPPRESSION.search(line)]
