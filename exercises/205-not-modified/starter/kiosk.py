"""The library's kiosk: titles by shelf."""

import os

import requests
from flask import Flask

app = Flask(__name__)
session = requests.Session()
CATALOGUE = os.environ.get("LIBRARY_API", "https://library.example.org") + "/catalogue"


def catalogue() -> list[dict]:
    """All books of the library."""
    answer = session.get(CATALOGUE, timeout=10)
    answer.raise_for_status()
    return answer.json()


@app.get("/shelves/<shelf>")
def titles(shelf: str) -> dict:
    """The titles of one shelf, in alphabetical order."""
    return {"titles": sorted(book["title"] for book in catalogue() if book["shelf"] == shelf)}
