RATES = {"USD": 1.1, "CHF": 0.95, "SEK": 11.2}
