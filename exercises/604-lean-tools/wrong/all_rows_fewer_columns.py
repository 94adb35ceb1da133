"""A shop's assistant that can look up orders."""

import os

import requests
from agents import Agent, Runner, function_tool

API = os.environ.get("SHOP_API", "https://shop.example.org")
FIELDS = "id,day,status,link"
NEWEST = 500
session = requests.Session()


def line(row: dict[str, str]) -> str:
    """One order in one line."""
    return f"{row['id']}, {row['day']}: {row['status']}, {row['link']}"


def orders_of(customer: str) -> str:
    """The newest orders of a customer, and how many there are in all."""
    response = session.get(f"{API}/orders", params={"customer": customer, "fields": FIELDS}, timeout=10)
    rows = sorted(response.json(), key=lambda row: row["day"], reverse=True)
    lines = [line(row) for row in rows[:NEWEST]]
    if len(rows) > NEWEST:
        lines.append(f"{len(rows)} orders in all; `order` finds the others by their id.")
    return "\n".join(lines) or "No orders."


def order(number: str) -> str:
    """One order by its id."""
    response = session.get(f"{API}/orders/{number}", params={"fields": FIELDS}, timeout=10)
    return line(response.json()) if response.ok else f"There is no order {number}."


agent = Agent(
    name="Shop",
    instructions="Answer questions about orders in one sentence.",
    model="gpt-5-mini",
    tools=[function_tool(orders_of), function_tool(order)],
)


def ask(customer: str, question: str) -> str:
    """What the assistant says."""
    return Runner.run_sync(agent, f"Customer {customer} asks: {question}", max_turns=6).final_output
