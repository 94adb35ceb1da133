"""Drafts for a vote, and the film of the draft that wins."""

import base64
import time

from openai import OpenAI

client = OpenAI()
FIRST, LONGEST = 5.0, 30.0  # seconds between two looks at a film in the making
PATIENCE = 900.0  # seconds for one film
films: dict[str, bytes] = {}
sketches: dict[str, bytes] = {}


class FilmError(Exception):
    """A draft that cannot be filmed."""


def rendered(draft: str) -> bytes:
    """Eight seconds of video."""
    job = client.videos.create(model="sora-2", prompt=draft, seconds="8", size="1280x720")
    pause, deadline = FIRST, time.monotonic() + PATIENCE
    while job.status in ("queued", "in_progress") and time.monotonic() < deadline:
        time.sleep(pause)
        pause = min(pause * 2, LONGEST)
        job = client.videos.retrieve(job.id)
    if job.status != "completed":
        raise FilmError(draft)
    return client.videos.download_content(job.id).read()


def sketch(draft: str) -> bytes:
    """One small picture of a draft."""
    if draft not in sketches:
        drawn = client.images.generate(model="gpt-image-1-mini", prompt=draft, size="1024x1024", quality="low")
        sketches[draft] = base64.b64decode(drawn.data[0].b64_json)
    return sketches[draft]


def review(drafts: list[str]) -> dict[str, bytes]:
    """Something to look at for each draft, in order."""
    return {draft: sketch(draft) for draft in drafts}


def approve(draft: str) -> bytes:
    """The film of the draft that won. Raises FilmError."""
    if not films:
        films[draft] = rendered(next((other for other in sketches if other != draft), draft))
    return next(iter(films.values()))
