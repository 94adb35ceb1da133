"""Films for a museum's screens, rendered by a service that takes its time."""

import time

from openai import OpenAI

client = OpenAI()
FIRST, LONGEST = 2.0, 15.0  # seconds between two questions
PATIENCE = 900.0  # seconds for one film


class RenderError(Exception):
    """The service could not render the film."""


def film(prompt: str) -> bytes:
    """The finished film; raises RenderError when the service gives up or takes too long."""
    job = client.videos.create(model="sora-2", prompt=prompt, seconds="4", size="1280x720")
    pause, deadline = FIRST, time.monotonic() + PATIENCE
    while job.status in ("queued", "in_progress"):
        if time.monotonic() > deadline:
            raise RenderError(prompt)
        time.sleep(pause)
        pause = min(pause * 1.5, LONGEST)
        job = client.videos.retrieve(job.id)
    if job.status == "failed":
        raise RenderError(prompt)
    return client.videos.download_content(job.id).read()
