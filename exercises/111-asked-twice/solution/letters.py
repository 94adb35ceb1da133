"""The reminder letters of a library."""

import os
from typing import Any

import requests

API = os.environ.get("LIBRARY_API", "https://library.example.org")
session = requests.Session()


def get(path: str) -> Any:
    """What the library's service knows. Raises requests.HTTPError."""
    answer = session.get(f"{API}{path}", timeout=10)
    answer.raise_for_status()
    return answer.json()


def letter(number: str) -> str:
    """The letter to one member: what is late, and how many books may still be borrowed."""
    member = get(f"/members/{number}")
    books = get(f"/loans/{number}")["books"]
    late = [book["title"] for book in books if book["late"]]
    lines = [f"Dear {member['name']},"]
    if late:
        lines.append("please bring back: " + ", ".join(late) + ".")
    else:
        lines.append("nothing is late.")
    lines.append(f"You may borrow {member['allowed'] - len(books)} more.")
    return "\n".join(lines)
