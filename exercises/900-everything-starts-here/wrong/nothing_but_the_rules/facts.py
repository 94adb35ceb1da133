"""Carbon intensity of the electricity, city by city."""

import os

import requests

API = os.environ.get("GRID_API", "https://grid.example.org")
MOST = 20  # zones that the service gives in one answer
session = requests.Session()


def intensities(zones: list[str]) -> dict[str, int]:
    """Grams of CO2e for a kilowatt-hour, by zone."""
    found = {}
    for start in range(0, len(zones), MOST):
        ids = ",".join(zones[start : start + MOST])
        rows = session.get(f"{API}/intensities", params={"ids": ids}, timeout=10).json()
        found.update({row["id"]: row["grams"] for row in rows})
    return found


def grid(cities: list[str]) -> dict[str, int | None]:
    """Grams of CO2e for a kilowatt-hour in each city, in order; None for a city that the service does not know."""
    if not cities:
        return {}
    zones = {row["id"]: row["zone"] for row in session.get(f"{API}/zones", timeout=10).json()}
    grams = intensities(list(dict.fromkeys(zones[city] for city in cities if city in zones)))
    return {city: grams.get(zones.get(city, "")) for city in cities}
