"""What the dashboard shows, whatever it costs."""

SKIES = ["clear", "light rain", "cloudy", "fog", "snow", "windy"]


def forecast(lab, city):
    return {
        "id": city,
        "temperatures": lab.numbers(24, -9, 35),
        "skies": [lab.random.choice(SKIES) for _ in range(24)],
    }


def row(day, hour):
    return f"{hour:02d}:00 {day['temperatures'][hour]} °C, {day['skies'][hour]}"


def test_a_whole_day(lab):
    day = forecast(lab, "lyon")
    lab.table("forecasts", {"lyon": day})
    rows = lab.load("dashboard").hourly_rows("lyon", list(range(24)))
    assert len(rows) == 24, lab.say(
        en=f"A day has 24 rows; there are {len(rows)}.",
        fr=f"Une journée a 24 lignes ; il y en a {len(rows)}.",
    )
    for hour, shown in enumerate(rows):
        assert shown == row(day, hour), lab.say(
            en=f"Hour {hour}: expected “{row(day, hour)}”, found “{shown}”.",
            fr=f"Heure {hour} : « {row(day, hour)} » attendu, « {shown} » trouvé.",
        )


def test_two_cities(lab):
    days = {city: forecast(lab, city) for city in ("lille", "nice")}
    lab.table("forecasts", days)
    app = lab.load("dashboard")
    hours = sorted(lab.random.sample(range(24), 5))
    for city, day in days.items():
        rows = app.hourly_rows(city, hours)
        expected = [row(day, hour) for hour in hours]
        assert rows == expected, lab.say(
            en=f"The rows of {city} are not those of its own forecast, at the hours that were asked for.",
            fr=f"Les lignes de {city} ne sont pas celles de ses propres prévisions, aux heures demandées.",
        )


def test_nothing_to_show(lab):
    lab.table("forecasts", {"metz": forecast(lab, "metz")})
    rows = lab.load("dashboard").hourly_rows("metz", [])
    assert rows == [], lab.say(
        en="Without hours there are no rows.",
        fr="Sans heures, il n'y a pas de lignes.",
    )
