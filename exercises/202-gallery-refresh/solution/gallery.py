"""A web gallery of generated pictures."""

import base64
import hashlib
from pathlib import Path

from flask import Flask, Response, request
from openai import OpenAI

app = Flask(__name__)
client = OpenAI(max_retries=0)
PICTURES = Path(__file__).parent / "pictures"


def paint(subject: str, size: str) -> bytes:
    """A PNG of the subject. Raises OpenAIError."""
    answer = client.images.generate(
        model="gpt-image-1",
        prompt=f"A quiet oil painting of {subject}",
        size=size,
        quality="low",
    )
    return base64.b64decode(answer.data[0].b64_json)


@app.get("/pictures/<subject>")
def picture(subject: str) -> Response:
    """The picture of a subject; `?size=1024x1536` for a tall one."""
    size = request.args.get("size", "1024x1024")
    key = hashlib.sha256(f"{subject}\n{size}".encode()).hexdigest()
    file = PICTURES / f"{key}.png"
    if not file.exists():
        painted = paint(subject, size)
        PICTURES.mkdir(exist_ok=True)
        file.write_bytes(painted)
    return Response(file.read_bytes(), mimetype="image/png")
