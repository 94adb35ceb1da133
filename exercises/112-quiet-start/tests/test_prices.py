"""What the tool prints, whatever it costs."""

HELP = "usage: price CURRENCY EUROS..."


def rates(lab):
    found = {currency: lab.random.randrange(50, 900) / 100 for currency in ("USD", "CHF", "SEK")}
    lab.table("rates", {"EUR": {"id": "EUR", "rates": found}})
    return found


def verify(lab, app, arguments, expected):
    found = app.run(arguments)
    assert found == expected, lab.say(
        en=f"`price {' '.join(arguments)}` should print “{expected}”, not “{found}”.",
        fr=f"`price {' '.join(arguments)}` doit afficher « {expected} », pas « {found} ».",
    )


def test_fifteen_commands(lab):
    known = rates(lab)
    commands = [["USD", "10"], ["CHF", "3.50"], ["SEK", "8"]] + [["help"]] * 8 + [[]] * 4
    lab.random.shuffle(commands)
    for arguments in commands:
        app = lab.load("prices")  # a new process imports everything again
        if arguments and arguments[0] in known:
            verify(lab, app, arguments, f"{float(arguments[1]) * known[arguments[0]]:.2f}")
        else:
            verify(lab, app, arguments, HELP)


def test_many_prices(lab):
    known = rates(lab)
    app = lab.load("prices")
    for currency in known:
        euros = [str(number) for number in lab.numbers(4, 1, 99)]
        verify(lab, app, [currency, *euros], " ".join(f"{float(each) * known[currency]:.2f}" for each in euros))


def test_tomorrow(lab):
    for _day in range(2):
        known = rates(lab)
        verify(lab, lab.load("prices"), ["USD", "100"], f"{100 * known['USD']:.2f}")


def test_unknown_currency(lab):
    rates(lab)
    app = lab.load("prices")
    with lab.refused(
        ValueError,
        en="A currency that the bank does not know must raise ValueError.",
        fr="Une monnaie que la banque ne connaît pas doit lever ValueError.",
    ):
        app.run(["XYZ", "1"])


def test_only_help(lab):
    rates(lab)
    verify(lab, lab.load("prices"), ["help"], HELP)
