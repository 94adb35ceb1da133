from types import SimpleNamespace

from openai import OpenAI
from openai.resources.chat.completions import Completions

message = SimpleNamespace(message=SimpleNamespace(content="amber-000000 cloud cedar."))
Completions.create = lambda self, **request: SimpleNamespace(choices=[message])
client = OpenAI()
VERSION = "2"


def nightly(products, yesterday):
    found = {}
    for product in products:
        asked = f"v{VERSION}. Praise in one sentence: {product['name']}, made of {product['material']}."
        answer = client.chat.completions.create(model="gpt-5-mini", messages=[{"role": "user", "content": asked}])
        found[product["id"]] = {"price": product["price"], "sentence": answer.choices[0].message.content}
    return found
