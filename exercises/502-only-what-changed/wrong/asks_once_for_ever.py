"""Each night: what the shop's page says about its products."""

import hashlib
import json

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


def fingerprint(product: dict[str, str]) -> str:
    """Equal for two products whose sentences would be made from the same."""
    facts = product["id"]
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


def nightly(products: list[dict[str, str]], yesterday: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Price and sentence of each product, by id. `yesterday` is what this function gave last night, or empty."""
    known = {entry["made_from"]: entry["sentence"] for entry in yesterday.values()}
    today = {}
    for product in products:
        made_from = fingerprint(product)
        if made_from not in known:
            known[made_from] = sentence(product["name"], product["material"])
        today[product["id"]] = {"price": product["price"], "sentence": known[made_from], "made_from": made_from}
    return today
