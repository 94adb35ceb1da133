from openai import OpenAI

client = OpenAI()


def greetings(visitors: list[str], topic: str) -> list[str]:
    lines = []
    motto = ""
    for place, visitor in enumerate(visitors):
        if place % 2 == 0:
            answer = client.chat.completions.create(
                model="gpt-5-mini",
                messages=[{"role": "user", "content": f"Write one short motto about {topic}."}],
                max_completion_tokens=40,
            )
            motto = answer.choices[0].message.content
        lines.append(f"Welcome, {visitor}! {motto}")
    return lines
