"""Each night: what the shop's page says about its products."""

from openai import OpenAI

client = OpenAI()
MODEL = "gpt-5-mini"
VERSION = "2"  # of the prompt; another one asks for new sentences


def sentence(name: str, material: str) -> str:
    """One line of praise."""
    answer = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"v{VERSION}. Praise in one sentence: {name}, made of {material}."}],
        max_completion_tokens=60,
    )
    return answer.choices[0].message.content.strip()


def nightly(products: list[dict[str, str]], yesterday: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Price and sentence of each product, by id. `yesterday` is what this function gave last night, or empty."""
    today = {}
    for product in products:
        today[product["id"]] = {
            "price": product["price"],
            "sentence": sentence(product["name"], product["material"]),
        }
    return today
