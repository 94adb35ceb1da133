"""The poster and its small copy."""

import base64

from openai import OpenAI

client = OpenAI()
WIDTH = 192  # pixels of the copy on the page


def poster(prompt: str) -> bytes:
    """The poster for the printer: a PNG of 1536 x 1024."""
    result = client.images.generate(model="gpt-image-1", prompt=prompt, size="1536x1024", quality="high")
    return base64.b64decode(result.data[0].b64_json)


def thumbnail(prompt: str) -> str:
    """The HTML of a small picture of the same scene, for the page."""
    small = client.images.generate(model="gpt-image-1", prompt=prompt, size="1024x1024", quality="low")
    return f'<img alt="A person at a desk" width="{WIDTH}" src="data:image/png;base64,{small.data[0].b64_json}">'
