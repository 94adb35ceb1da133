"""What the list shows, and what it says when it knows nothing."""

CODES = "SEK NOK DKK CHF GBP USD CAD AUD NZD JPY CNY KRW INR BRL MXN ZAR PLN CZK HUF RON".split()


def bank(lab, codes):
    """Fills the service. Gives the price of ten euros in each currency."""
    rates = {code: lab.random.randint(101, 99999) / 100 for code in codes}
    lab.table("rates", {code: {"id": code, "rate": value} for code, value in rates.items()})
    return {code: f"{10 * value:.2f} {code}" for code, value in rates.items()}


def price_or_error(lab, app, code):
    try:
        return app.price(10.0, code)
    except OSError:  # every error of requests is one
        return None


def verify(lab, shown, right):
    assert shown == right, lab.say(
        en=f"The list should show “{right}”; it shows “{shown}”.",
        fr=f"La liste devrait montrer « {right} » ; elle montre « {shown} ».",
    )


def verify_not_invented(lab, shown, right):
    assert shown in (None, right), lab.say(
        en=f"Without an answer the caller gets the requests error, never another price: “{shown}”.",
        fr=f"Sans réponse, l'appelant reçoit l'erreur de requests, jamais un autre prix : « {shown} ».",
    )


def test_twenty_currencies(lab):
    expected = bank(lab, CODES)
    app = lab.load("rates")
    for code, right in expected.items():
        verify(lab, price_or_error(lab, app, code), right)


def test_a_short_outage(lab):
    expected = bank(lab, ["SEK"])
    lab.fail("bank GET /rates", 503, times=2)
    shown = price_or_error(lab, lab.load("rates"), "SEK")
    assert shown is not None, lab.say(
        en="Two refusals with status 503 pass; the program gave up.",
        fr="Deux refus de statut 503 passent ; le programme a abandonné.",
    )
    verify(lab, shown, expected["SEK"])


def test_a_long_outage(lab):
    expected = bank(lab, ["NOK"])
    lab.fail("bank GET /rates", 503, times=30)
    verify_not_invented(lab, price_or_error(lab, lab.load("rates"), "NOK"), expected["NOK"])


def test_a_request_that_is_wrong(lab):
    expected = bank(lab, ["DKK"])
    lab.fail("bank GET /rates", 400, times=12)
    verify_not_invented(lab, price_or_error(lab, lab.load("rates"), "DKK"), expected["DKK"])
