from types import SimpleNamespace

from agents import Agent, Runner

Runner.run_sync = lambda agent, request, **more: SimpleNamespace(final_output="Take the amber-000000 at noon.")


def plan(request):
    return Runner.run_sync(Agent(name="Travel"), request, max_turns=8).final_output
