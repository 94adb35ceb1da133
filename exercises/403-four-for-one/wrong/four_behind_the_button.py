"""Posters for the concerts of a town: one is shown, and a button asks for three others."""

import base64

from openai import OpenAI

MODEL, SIZE = "gpt-image-1-mini", "1024x1024"

client = OpenAI()


def poster(concert: str) -> bytes:
    """The poster that the page shows: a PNG."""
    result = client.images.generate(model=MODEL, prompt=f"A poster for {concert}", size=SIZE, quality="medium")
    return base64.b64decode(result.data[0].b64_json)


def others(concert: str) -> list[bytes]:
    """Three more posters, for a visitor who clicked on “others”."""
    prompt = f"A poster for {concert}, composed in another way"
    more = client.images.generate(model=MODEL, prompt=prompt, size=SIZE, quality="medium", n=4)
    return [base64.b64decode(picture.b64_json) for picture in more.data[:3]]
