"""A command-line tool: what a price in euros is in another currency."""

HELP = "usage: price CURRENCY EUROS..."


def run(arguments: list[str]) -> str:
    import rates

    if not arguments or arguments[0] == "help":
        return HELP
    currency, *amounts = arguments
    if currency not in rates.RATES:
        raise ValueError(f"unknown currency: {currency}")
    return " ".join(f"{float(amount) * rates.RATES[currency]:.2f}" for amount in amounts)
