"""Films for a campaign: writers bring drafts, the client looks at them and approves one."""

import base64

from openai import OpenAI

client = OpenAI()
previews: dict[str, bytes] = {}  # script -> what the client looks at
films: dict[str, bytes] = {}  # script -> the approved film


class FilmError(Exception):
    """A script that cannot be filmed."""


def film(script: str) -> bytes:
    """Eight seconds of video for a script."""
    video = client.videos.create_and_poll(model="sora-2", prompt=script, seconds="8", size="1280x720")
    if video.status != "completed":
        raise FilmError(script)
    return client.videos.download_content(video.id).read()


def still(script: str) -> bytes:
    """One rough picture of a script."""
    prompt = f"One frame of a storyboard: {script}"
    result = client.images.generate(model="gpt-image-1-mini", prompt=prompt, size="1024x1024", quality="high")
    return base64.b64decode(result.data[0].b64_json)


def review(scripts: list[str]) -> dict[str, bytes]:
    """Something to look at for each draft."""
    for script in scripts:
        if script not in previews:
            previews[script] = still(script)
    return {script: previews[script] for script in scripts}


def approve(script: str) -> bytes:
    """The film of the draft that was chosen."""
    if script not in films:
        films[script] = film(script)
    return films[script]
