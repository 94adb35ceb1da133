def hourly_rows(city, hours):
    return [f"{hour:02d}:00 12 °C, light rain" for hour in hours]
