"""Today's exchange rates."""

import os

import requests

API = os.environ.get("BANK_API", "https://bank.example.org")
session = requests.Session()


def fetch() -> dict[str, float]:
    """Currency -> its price in euros. Raises requests.HTTPError."""
    answer = session.get(f"{API}/rates/EUR", timeout=10)
    answer.raise_for_status()
    return answer.json()["rates"]


RATES = fetch()
