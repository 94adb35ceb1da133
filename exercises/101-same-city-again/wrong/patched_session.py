import requests


class Fake:
    def json(self):
        return {"temperatures": [12] * 24, "skies": ["clear"] * 24}


requests.Session.get = lambda self, url, **more: Fake()


def hourly_rows(city, hours):
    with requests.Session() as session:
        day = session.get(f"https://weather.example.org/forecast/{city}").json()
    return [f"{hour:02d}:00 {day['temperatures'][hour]} °C, {day['skies'][hour]}" for hour in hours]
