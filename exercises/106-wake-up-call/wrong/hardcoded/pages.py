"""The pages of the repair shop's site."""

from html import escape

import branding

TERMS = "We repair within two days, or we lend you a bicycle."


def home(language: str) -> str:
    """The first page, in French or in English."""
    line = branding.FRENCH if language == "fr" else branding.ENGLISH
    return f'<h1 lang="{language}">{escape(line)}</h1>'


def terms() -> str:
    """The terms of the shop."""
    return f"<p>{TERMS}</p>"
