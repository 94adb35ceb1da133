"""A copy of an archive of letters."""

import os

import requests

API = os.environ.get("ARCHIVE_API", "https://archive.example.org")


def letters() -> list[dict[str, str]]:
    """All letters of the archive, in its order. Raises requests.HTTPError when a page cannot be had."""
    found = []
    page = 1
    while page:
        answer = requests.get(f"{API}/letters", params={"page": page}, timeout=10)
        answer.raise_for_status()
        data = answer.json()
        found.extend(data["items"])
        page = data["next"]
    return found
