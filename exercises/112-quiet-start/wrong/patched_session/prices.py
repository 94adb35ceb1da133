"""A command-line tool: what a price in euros is in another currency."""

import rates

HELP = "usage: price CURRENCY EUROS..."


def run(arguments: list[str]) -> str:
    """What the tool prints for these arguments. Raises ValueError for an unknown currency."""
    if not arguments or arguments[0] == "help":
        return HELP
    currency, *amounts = arguments
    known = rates.today()
    if currency not in known:
        raise ValueError(f"unknown currency: {currency}")
    return " ".join(f"{float(amount) * known[currency]:.2f}" for amount in amounts)
