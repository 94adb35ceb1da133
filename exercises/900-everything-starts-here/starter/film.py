"""Drafts for a vote, and the film of the draft that wins."""

import time

from openai import OpenAI

client = OpenAI()


class FilmError(Exception):
    """A draft that cannot be filmed."""


def rendered(draft: str) -> bytes:
    """Eight seconds of video."""
    job = client.videos.create(model="sora-2", prompt=draft, seconds="8", size="1280x720")
    while job.status in ("queued", "in_progress"):
        time.sleep(1)
        job = client.videos.retrieve(job.id)
    if job.status != "completed":
        raise FilmError(draft)
    return client.videos.download_content(job.id).read()


def review(drafts: list[str]) -> dict[str, bytes]:
    """Something to look at for each draft, in order."""
    return {draft: rendered(draft) for draft in drafts}


def approve(draft: str) -> bytes:
    """The film of the draft that won. Raises FilmError."""
    return rendered(draft)
