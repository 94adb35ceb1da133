from openai import OpenAI

client = OpenAI()
answer = client.chat.completions.create(
    model="gpt-5-mini",
    messages=[{"role": "user", "content": "Write one short motto."}],
    max_completion_tokens=40,
)
MOTTO = answer.choices[0].message.content


def greetings(visitors: list[str], topic: str) -> list[str]:
    return [f"Welcome, {visitor}! {MOTTO}" for visitor in visitors]
