"""Carbon intensity of the electricity, city by city."""

import os

import requests

API = os.environ.get("GRID_API", "https://grid.example.org")


def grid(cities: list[str]) -> dict[str, int | None]:
    """Grams of CO2e for a kilowatt-hour in each city, in order; None for a city that the service does not know."""
    found = {}
    for city in cities:
        zones = {row["id"]: row["zone"] for row in requests.get(f"{API}/zones", timeout=10).json()}
        if city not in zones:
            found[city] = None
            continue
        found[city] = requests.get(f"{API}/intensities/{zones[city]}", timeout=10).json()["grams"]
    return found
