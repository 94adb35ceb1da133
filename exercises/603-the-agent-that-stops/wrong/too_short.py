"""Plans a trip with an agent that looks at departure boards."""

import os

import requests
from agents import Agent, MaxTurnsExceeded, Runner, function_tool

API = os.environ.get("TRAINS_API", "https://trains.example.org")
UNFINISHED = "No plan yet. What I found:"
TURNS = 2
session = requests.Session()


def board(city: str) -> str:
    """The departures of a city, as its station shows them."""
    response = session.get(f"{API}/boards/{city}", timeout=10)
    return response.json()["text"] if response.ok else f"There is no station in {city}."


def plan(request: str) -> str:
    """The agent's plan for the request; UNFINISHED and the boards found when it comes to none."""
    seen: dict[str, str] = {}

    def departures(city: str) -> str:
        """Looks at the departures of a city."""
        if city not in seen:
            seen[city] = board(city)
        return seen[city]

    agent = Agent(
        name="Travel",
        instructions="Look at departures until you can propose a trip. Answer in one sentence.",
        model="gpt-5-mini",
        tools=[function_tool(departures)],
    )
    try:
        return Runner.run_sync(agent, request, max_turns=TURNS).final_output
    except MaxTurnsExceeded:
        return "\n".join([UNFINISHED, *(f"{city}: {text}" for city, text in seen.items())])
