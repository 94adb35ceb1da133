"""Films for a museum's screens, rendered by a service that takes its time."""

from types import SimpleNamespace

from openai.resources.videos import Videos

Videos.create = lambda self, **request: SimpleNamespace(id="video_1", status="completed")
Videos.create_and_poll = Videos.create
Videos.download_content = lambda self, name: SimpleNamespace(read=lambda: b"\0\0\0\x18ftypmp42amber-000000")

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
