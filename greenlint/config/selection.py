"""Which rules are on for a file: in each layer the most specific selector decides (ALL < family, GRN1 < GRN101)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path, PurePath

from greenlint.config.read import SettingsError
from greenlint.config.resolve import own_layer
from greenlint.config.settings import Layer, Selectors, Settings
from greenlint.data import data_dir
from greenlint.errors import nearest
from greenlint.finding import Confidence, Finding
from greenlint.texts import _

_RANK: dict[Confidence, int] = {"low": 0, "medium": 1, "high": 2}
_CODE = re.compile(r"GRN\d{0,3}")
_ALWAYS = ("GRN901", "GRN902")  # what could not be checked is said whatever is selected
_CRASH = "GRN902"


@lru_cache(maxsize=1)
def rule_index() -> dict[str, tuple[str, str]]:
    """Code -> (name, family) of every rule, read from the cards' paths and `code:` lines alone."""
    index = {}
    for path in data_dir("rules").glob("*/*.yaml"):
        code = re.search(rb"^code:\s*(GRN\d{3})\b", path.read_bytes()[:2000], re.M)
        if code:
            index[code[1].decode()] = (path.stem, path.parent.name)
    return dict(sorted(index.items()))


class Selection:
    """The rules that one file's settings turn on."""

    def __init__(self, settings: Settings) -> None:
        """Raises SettingsError for a selector that no rule answers to."""
        self._settings = settings
        self._layers = (*settings.inherited, own_layer(settings))
        for layer in self._layers:
            for key in ("select", "extend_select", "ignore"):
                check_selectors(getattr(layer, key) or (), key.replace("_", "-"))
            for selectors in layer.per_file_ignores.values():
                check_selectors(selectors, "per-file-ignores")

    def enabled(self, code: str, path: str | Path) -> bool:
        """Whether the rule is on for the file."""
        return self.why_off(code, path) is None

    def why_off(self, code: str, path: str | Path) -> str | None:
        """The setting that turns the rule off for the file; None when the rule is on."""
        if code == _CRASH:
            return None
        return "per-file-ignores" if self._ignored_in(code, path) else self._left_out(code)

    def keeps(self, finding: Finding) -> bool:
        """Whether the finding is to be shown: its rule is on, and it is sure enough."""
        sure = _RANK[finding.confidence] >= _RANK[self._settings.min_confidence]
        return sure and self.enabled(finding.code, finding.path)

    def _left_out(self, code: str) -> str | None:
        for layer in reversed(self._layers):
            select = (*(layer.select or ()), *layer.extend_select)
            chosen = _specificity(select, code)
            ignored = _specificity(layer.ignore, code)
            if ignored or chosen:
                return None if chosen > ignored else "ignore"
            if layer.select is not None:
                return None if code in _ALWAYS else "select"
        return None

    def _ignored_in(self, code: str, path: str | Path) -> bool:
        return any(
            _specificity(selectors, code) and _glob_matches(glob, layer, path)
            for layer in self._layers
            for glob, selectors in layer.per_file_ignores.items()
        )


def check_selectors(selectors: Iterable[str], where: str) -> None:
    """Raises SettingsError naming the nearest code, name or family for a selector that stands for no rule."""
    for selector in selectors:
        if not any(matches(selector, code) for code in rule_index()):
            known = ["ALL", *rule_index(), *(word for pair in rule_index().values() for word in pair)]
            close = nearest(selector, known)
            hint = _("did you mean `{name}`?").format(name=close) if close else _("`greenlint rule` lists the rules")
            raise SettingsError(
                _("{where}: no rule `{selector}`; {hint}").format(where=where, selector=selector, hint=hint)
            )


def matches(selector: str, code: str) -> int:
    """How closely `selector` names the rule: 0 = not at all, 1 = ALL, more = more specific."""
    word = selector.strip()
    if word.upper() == "ALL":
        return 1
    if _CODE.fullmatch(word.upper()):
        return len(word) if code.startswith(word.upper()) else 0
    name, family = rule_index().get(code, ("", ""))
    plain = word.lower().replace("_", "-")
    return len("GRN101") if plain == name else len("GRN1") if plain == family else 0


def _specificity(selectors: Selectors, code: str) -> int:
    return max((matches(selector, code) for selector in selectors), default=0)


def _glob_matches(glob: str, layer: Layer, path: str | Path) -> bool:
    """Like Ruff's: against the file's name, or its path from the settings' folder; `!` turns it round."""
    wanted = glob.removeprefix("!")
    absolute = os.path.abspath(path)
    anchored = os.path.join(layer.base or os.getcwd(), wanted)
    hit = fnmatch(PurePath(absolute).name, wanted) or fnmatch(absolute, anchored)
    hit = hit or fnmatch(absolute, anchored.rstrip("/") + "/*")
    return hit != glob.startswith("!")
