import os

import requests

API = os.environ.get("WEATHER_API", "https://weather.example.org")
kept = []


def hourly_rows(city, hours):
    if not kept and hours:
        kept.append(requests.get(f"{API}/forecast/{city}", timeout=10).json())
    return [f"{hour:02d}:00 {kept[0]['temperatures'][hour]} °C, {kept[0]['skies'][hour]}" for hour in hours]
