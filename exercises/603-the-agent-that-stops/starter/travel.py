"""Plans a trip with an agent that looks at departure boards."""

import os

import requests
from agents import Agent, Runner, function_tool

API = os.environ.get("TRAINS_API", "https://trains.example.org")
UNFINISHED = "No plan yet. What I found:"
session = requests.Session()


def board(city: str) -> str:
    """The departures of a city, as its station shows them."""
    response = session.get(f"{API}/boards/{city}", timeout=10)
    return response.json()["text"] if response.ok else f"There is no station in {city}."


def departures(city: str) -> str:
    """Looks at the departures of a city."""
    return board(city)


def plan(request: str) -> str:
    """The agent's plan for the request; UNFINISHED and the boards found when it comes to none."""
    agent = Agent(
        name="Travel",
        instructions="Look at departures until you can propose a trip. Answer in one sentence.",
        model="gpt-5-mini",
        tools=[function_tool(departures)],
    )
    return Runner.run_sync(agent, request, max_turns=None).final_output
