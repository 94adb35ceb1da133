"""Each kind of loop, as real code writes it."""

from __future__ import annotations

import pytest
from building import project_of

from greenlint.project import Loop
from greenlint.project.view import LOOPS

HEAD = """
import time, random, requests
from openai import OpenAI
client = OpenAI()
def ask(m):
    return client.chat.completions.create(model="m", messages=m)
"""
CASES = {
    "data": [
        "for row in rows:\n    ask(row)",
        "out = [ask(row) for row in rows]",
        "for i, row in enumerate(rows):\n    ask(row)",
        "for page in pages:\n    ask(page)",
        "for url in mirrors:\n    try:\n        r = ask(url)\n        break\n    except OSError:\n        pass",
        "for _ in range(5):\n    try:\n        samples.append(ask(m))\n    except OSError:\n        pass",
    ],
    "retry": [
        "for attempt in range(3):\n    try:\n        r = requests.get(u)\n        break\n    except OSError:\n        time.sleep(1)",
        "while True:\n    try:\n        r = client.chat.completions.create(model='m', messages=m)\n        break\n"
        "    except Exception:\n        time.sleep(2)",
        "for _ in range(5):\n    r = requests.get(u)\n    if r.status_code == 200:\n        break",
        "r = requests.get(u)\nwhile r.status_code != 200:\n    r = requests.get(u)",
        "def f():\n    retries = 0\n    while retries < 3:\n        try:\n            return requests.get(u)\n"
        "        except OSError:\n            retries += 1",
        "def f(tries):\n    for attempt in range(tries + 1):\n        try:\n            return ask(m)\n        except OSError:\n"
        "            time.sleep(1)",
        "while True:\n    try:\n        r = ask(m)\n        break\n    except OSError:\n        time.sleep(1)",
        "for i in range(5):\n    try:\n        r = ask(m)\n    except OSError:\n        time.sleep(1)\n    else:\n        break",
    ],
    "poll": [
        "run = client.beta.threads.runs.create(thread_id=t, assistant_id=a)\nwhile run.status != 'completed':\n"
        "    time.sleep(1)\n    run = client.beta.threads.runs.retrieve(thread_id=t, run_id=run.id)",
        "while True:\n    s = requests.get(job).json()['status']\n    if s == 'done':\n        break\n    time.sleep(5)",
        "go = True\nwhile go:\n    page = requests.get(u).text\n    if 'x' in page:\n        go = False",
    ],
    "condition": [
        "while True:\n    try:\n        ask(m)\n    except OSError:\n        continue\n    time.sleep(60)",
    ],
    "batch": [
        "for i in range(0, len(texts), 100):\n    ask(texts[i:i + 100])",
        "from itertools import batched\nfor part in batched(texts, 100):\n    ask(part)",
        "parts = [data[i:i + 9] for i in range(0, len(data), 9)]\nfor part in parts:\n    ask(part)",
    ],
    "interactive": [
        "while True:\n    q = input('> ')\n    ask(q)",
        "def read():\n    return input()\nwhile True:\n    ask(read())",
    ],
    "agent-turn": [
        "m = []\nwhile True:\n    r = client.chat.completions.create(model='m', messages=m)\n    m.append(r.choices[0].message)\n"
        "    if not r.choices[0].message.tool_calls:\n        break",
    ],
    "pagination": [
        "page = 1\nwhile True:\n    r = requests.get(u, params={'page': page}).json()\n    page += 1\n    if not r:\n        break",
        "for pn in range(1, 9):\n    requests.get(u, params={'pn': pn})",
    ],
    "stream": [
        "r = client.chat.completions.create(model='m', messages=m, stream=True)\nfor chunk in r:\n    print(chunk)",
        "for line in requests.get(u, stream=True).iter_lines():\n    print(line)",
    ],
}  # fmt: skip


def loops_of(code: str) -> list[Loop]:
    project = project_of(app=HEAD + code + "\n")
    (file,) = project.files.values()
    return [project.loop(file, index) for index, block in enumerate(file.facts.blocks) if block.kind in LOOPS]


@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, codes in CASES.items() for code in codes])
def test_kind(kind: str, code: str) -> None:
    loops = loops_of(code)
    assert kind in [loop.kind for loop in loops], loops


@pytest.mark.parametrize(
    ("code", "bounded"),
    [
        ("while True:\n    ask(m)", False),
        ("while not done:\n    done = 'ok' in ask(m)", False),
        ("n = 0\nwhile n < 5:\n    ask(m)\n    n += 1", True),
        ("n = 0\nwhile n < total:\n    ask(m)\n    n += size", True),
        ("n = 0\nwhile n < total:\n    size = ask(m)\n    n += size", False),
        ("n = 5\nwhile n > 0:\n    k = min(n, 2)\n    ask(k)\n    n -= k", True),
        ("n = 0\nwhile True:\n    ask(m)\n    n += 1\n    if n >= limit:\n        break", True),
        ("end = time.time() + 9\nwhile time.time() < end:\n    ask(m)", True),
        ("while todo:\n    ask(todo.pop())", True),
        (
            "w = 1\ngo = True\nwhile True:\n    ask(m)\n    w *= 2\n    if w > 60:\n        go = False\n    if not go:\n        break",
            True,
        ),
        ("for row in rows:\n    ask(row)", True),
        ("with timeout(30):\n    while True:\n        ask(m)", True),
        ("import sys\nn = 0\nwhile True:\n    n += 1\n    ask(m)\n    if n > 9:\n        sys.exit(1)", True),
    ],
)
def test_bounds(code: str, bounded: bool) -> None:
    loop = loops_of(code)[0]
    assert loop.bounded is bounded


@pytest.mark.parametrize(
    ("code", "size"),
    [("for i in range(2, 9, 3):\n    ask(i)", 3), ("for i in range(2, 9, 0):\n    ask(i)", None), ("for i in (1, 2):\n    ask(i)", 2)],
)  # fmt: skip
def test_sizes(code: str, size: int | None) -> None:
    assert loops_of(code)[0].size == size
