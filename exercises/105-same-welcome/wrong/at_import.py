from html import escape

from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)
client = OpenAI(max_retries=0)
try:
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": "Write one warm sentence for the website of a bakery."}],
        max_completion_tokens=60,
    )
    SENTENCE = answer.choices[0].message.content
except Exception:
    SENTENCE = ""


@app.get("/")
def home() -> str:
    name = request.args.get("name", "dear visitor")
    return f"<h1>Hello, {escape(name)}!</h1>\n<p>{escape(SENTENCE)}</p>"
