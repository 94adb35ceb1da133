"""The user's words in the user's language: gettext, asked at the last moment, when the language is known."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

DOMAIN = "greenlint"
LOCALE = Path(__file__).resolve().parent / "locale"
LANGUAGES = ("en", "fr")

_chosen: str | None = None


def set_language(lang: str | None) -> None:
    """Answer in `lang` from now on; None goes back to what the environment asks for."""
    global _chosen
    _chosen = lang


def language() -> str:
    """The language in force: chosen, else GREENLINT_LANG, else the locale's, else English."""
    if _chosen is not None:
        return _chosen
    for variable in ("GREENLINT_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(variable)
        if wanted:
            return wanted[:2].lower() if wanted[:2].lower() in LANGUAGES else "en"
    return "en"


def decimal() -> str:
    """What stands between units and tenths, in the language in force."""
    return "," if language() == "fr" else "."


def _(message: str) -> str:
    """`message` in the language in force; itself where nobody translated it."""
    lang = language()
    return message if lang == "en" or not message else _catalog(lang).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the message that goes with `n`, in the language in force."""
    lang = language()
    if lang == "en":
        return singular if n == 1 else plural
    return _catalog(lang).ngettext(singular, plural, n)


def N_(message: str) -> str:  # noqa: N802  (gettext's own name for a text that is marked now and translated later)
    """Marks a text for the translators; give it to `_` when it is shown."""
    return message


@lru_cache(maxsize=4)
def _catalog(lang: str) -> NullTranslations:
    import gettext

    return gettext.translation(DOMAIN, LOCALE, languages=[lang], fallback=True)
