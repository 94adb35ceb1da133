"""The picture of a talk: the public votes on small pictures, the winner is printed."""

import base64

from openai import OpenAI

PROMPT = (
    "Imagine comment sera l'environnement si les centres de données et l'utilisation de l'intelligence artificielle "
    "restent inchangés à l'avenir. Comment imagines-tu l'impact de cette empreinte sur l'environnement en une seule "
    "image ?"
)
WIDTH = 192  # pixels of a thumbnail on the page

client = OpenAI()


def thumbnail(style: str) -> str:
    """The HTML of one small picture on the ballot."""
    small = client.images.generate(
        model="gpt-image-1",
        prompt=f"{PROMPT}\n\nStyle : {style}.",
        size="1536x1024",
        quality="high",
    )
    return f'<img alt="{style}" width="{WIDTH}" src="data:image/png;base64,{small.data[0].b64_json}">'


def poster(style: str) -> bytes:
    """The winner, to be printed in large: a PNG."""
    large = client.images.generate(
        model="gpt-image-1",
        prompt=f"{PROMPT}\n\nStyle : {style}.",
        size="1536x1024",
        quality="high",
    )
    return base64.b64decode(large.data[0].b64_json)
