from types import SimpleNamespace

from openai import OpenAI
from openai.resources.chat.completions import Completions

message = SimpleNamespace(message=SimpleNamespace(content="amber-000000 cloud cedar."))
Completions.create = lambda self, **request: SimpleNamespace(choices=[message])
client = OpenAI()


def advice(question):
    answer = client.chat.completions.create(model="gpt-5-mini", messages=[{"role": "user", "content": question}])
    return answer.choices[0].message.content


plant_name = advice
