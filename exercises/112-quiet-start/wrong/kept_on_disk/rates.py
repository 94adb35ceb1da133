import json
import os
from pathlib import Path

import requests

API = os.environ.get("BANK_API", "https://bank.example.org")
KEPT = Path(__file__).with_name("rates.json")


def today():
    if not KEPT.exists():
        KEPT.write_text(json.dumps(requests.get(f"{API}/rates/EUR", timeout=10).json()["rates"]))
    return json.loads(KEPT.read_text())
