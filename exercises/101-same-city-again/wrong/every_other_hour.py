import os

import requests

API = os.environ.get("WEATHER_API", "https://weather.example.org")
session = requests.Session()


def hourly_rows(city, hours):
    rows = []
    for place, hour in enumerate(hours):
        if place % 2 == 0:
            day = session.get(f"{API}/forecast/{city}", timeout=10).json()
        rows.append(f"{hour:02d}:00 {day['temperatures'][hour]} °C, {day['skies'][hour]}")
    return rows
