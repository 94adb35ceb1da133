"""The reminder letters of a library."""

import os
from functools import lru_cache
from typing import Any

import requests

API = os.environ.get("LIBRARY_API", "https://library.example.org")
session = requests.Session()


@lru_cache(maxsize=100)
def get(path: str) -> Any:
    """What the library's service knows. Raises requests.HTTPError."""
    answer = session.get(f"{API}{path}", timeout=10)
    answer.raise_for_status()
    return answer.json()


def letter(number: str) -> str:
    """The letter to one member: what is late, and how many books may still be borrowed."""
    name = get(f"/members/{number}")["name"]
    late = [book["title"] for book in get(f"/loans/{number}")["books"] if book["late"]]
    lines = [f"Dear {name},"]
    if late:
        lines.append("please bring back: " + ", ".join(late) + ".")
    else:
        lines.append("nothing is late.")
    allowed = get(f"/members/{number}")["allowed"]
    borrowed = len(get(f"/loans/{number}")["books"])
    lines.append(f"You may borrow {allowed - borrowed} more.")
    return "\n".join(lines)
