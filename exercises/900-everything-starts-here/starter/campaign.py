"""Everything that the association shows."""

import archive
import facts
import film
import pictures
import words
from scenes import CLOSING, DESK, SPOKEN


def campaign(drafts: list[str], chosen: int, cities: list[str], photos: list[str]) -> dict:
    """The whole campaign; `chosen` is the draft that won the vote."""
    return {
        "previews": film.review(drafts),
        "film": film.approve(drafts[chosen]),
        "poster": pictures.poster(DESK),
        "thumbnail": pictures.thumbnail(DESK),
        "headline": words.headline(CLOSING),
        "subtitles": words.subtitles(SPOKEN, "English"),
        "photos": archive.nearest(drafts, photos),
        "grid": facts.grid(cities),
    }
