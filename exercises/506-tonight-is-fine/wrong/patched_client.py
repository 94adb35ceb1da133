from types import SimpleNamespace

from openai import OpenAI
from openai.resources.chat.completions import Completions

message = SimpleNamespace(message=SimpleNamespace(content="happy"))
Completions.create = lambda self, **request: SimpleNamespace(choices=[message])
client = OpenAI()


def moods(reviews):
    found = {}
    for name, review in reviews.items():
        answer = client.chat.completions.create(model="gpt-5-mini", messages=[{"role": "user", "content": review}])
        found[name] = answer.choices[0].message.content
    return found
