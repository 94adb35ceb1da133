"""The weather of a city, hour by hour."""

import os

import requests

API = os.environ.get("WEATHER_API", "https://weather.example.org")
session = requests.Session()


def hourly_rows(city: str, hours: list[int]) -> list[str]:
    """One row for each of the hours: `07:00 12 °C, light rain`."""
    if not hours:
        return []
    rows = []
    forecast = session.get(f"{API}/forecast/{city}", timeout=10).json()
    for hour in hours:
        temperature = forecast["temperatures"][hour]
        sky = forecast["skies"][hour]
        rows.append(f"{hour:02d}:00 {temperature} °C, {sky}")
    return rows
