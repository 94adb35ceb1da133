"""A copy of an archive of letters."""

import os

import requests

API = os.environ.get("ARCHIVE_API", "https://archive.example.org")


def letters() -> list[dict[str, str]]:
    """All letters of the archive, in its order. Raises requests.HTTPError when a page cannot be had."""
    found = []
    page = 1
    with requests.Session() as session:
        while page:
            answer = session.get(f"{API}/letters", params={"page": page}, timeout=10)
            if not answer.ok:
                break
            data = answer.json()
            found.extend(data["items"])
            page = data["next"]
    return found
