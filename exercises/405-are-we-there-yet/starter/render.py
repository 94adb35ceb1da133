"""Films for a museum's screens, rendered by a service that takes its time."""

import time

from openai import OpenAI

client = OpenAI()


class RenderError(Exception):
    """The service could not render the film."""


def film(prompt: str) -> bytes:
    """The finished film; raises RenderError when the service gives up."""
    job = client.videos.create(model="sora-2", prompt=prompt, seconds="4", size="1280x720")
    while job.status in ("queued", "in_progress"):
        time.sleep(1)
        job = client.videos.retrieve(job.id)
    if job.status == "failed":
        raise RenderError(prompt)
    return client.videos.download_content(job.id).read()
