"""The categories of ordered products."""

import pandas as pd
from openai import OpenAI

client = OpenAI()


def category(product: str | None) -> str | None:
    """The category of a product, by the model; None for a missing product."""
    if product is None:
        return None
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"Give the category of this product in one word: {product}"}],
        max_completion_tokens=20,
    )
    return answer.choices[0].message.content


def with_categories(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The orders in the same order, each with the category of its product."""
    if not rows:
        return []
    frame = pd.DataFrame(rows)
    frame["category"] = frame["product"].apply(category)
    return frame.to_dict("records")
