import os
from functools import lru_cache

import requests
from flask import Flask

app = Flask(__name__)
session = requests.Session()
CATALOGUE = os.environ.get("LIBRARY_API", "https://library.example.org") + "/catalogue"


@lru_cache
def catalogue():
    answer = session.get(CATALOGUE, timeout=10)
    answer.raise_for_status()
    return answer.json()


@app.get("/shelves/<shelf>")
def titles(shelf: str) -> dict:
    return {"titles": sorted(book["title"] for book in catalogue() if book["shelf"] == shelf)}
