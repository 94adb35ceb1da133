"""Linking: from a call in one file to the library that it reaches in another."""

from __future__ import annotations

import pytest
from building import call_of, project_of

CREATE = "openai.OpenAI().chat.completions.create"


@pytest.mark.parametrize(
    "code",
    [
        "import openai\nc = openai.OpenAI()\nc.chat.completions.create()",
        "import openai as o\nc = o.OpenAI()\nc.chat.completions.create()",
        "from openai import OpenAI\nOpenAI().chat.completions.create()",
        "from openai import OpenAI as Client\nwith Client() as c:\n    c.chat.completions.create()",
        "from openai import OpenAI\nclass A:\n    def __init__(self):\n        self.c = OpenAI()\n"
        "    def f(self):\n        self.c.chat.completions.create()",
        "from openai import OpenAI\nfrom dataclasses import dataclass\n@dataclass\nclass A:\n    c: OpenAI\n"
        "    def f(self):\n        self.c.chat.completions.create()",
        "from openai import OpenAI\ndef f(c: OpenAI):\n    c.chat.completions.create()",
        "from openai import OpenAI\ndef f(c: 'OpenAI | None' = None):\n    c.chat.completions.create()",
        "from typing import Optional\nfrom openai import OpenAI\ndef f(c: Optional[OpenAI]):\n    c.chat.completions.create()",
        "from openai import OpenAI\ndef make():\n    return OpenAI()\nmake().chat.completions.create()",
        "from openai import OpenAI\ndef use(c):\n    c.chat.completions.create()\nuse(OpenAI())",
        "from openai import OpenAI\nc = None\ndef get():\n    global c\n    if c is None:\n        c = OpenAI()\n    return c\n"
        "get().chat.completions.create()",
        "from openai import OpenAI\nclients = {'a': OpenAI()}\nclients['a'].chat.completions.create()",
        "from openai import OpenAI\nc = OpenAI().with_options(timeout=3)\nc.chat.completions.create()",
        "from openai import OpenAI\nif (c := OpenAI()):\n    c.chat.completions.create()",
        "from openai import OpenAI\nc = OpenAI()\ncreate = c.chat.completions.create\ncreate()",
        "import streamlit as st\nfrom openai import OpenAI\nst.session_state.c = OpenAI()\n"
        "st.session_state.c.chat.completions.create()",
        "from openai import OpenAI\na, b = OpenAI(), 2\na.chat.completions.create()",
        "import openai\nclass Mine(openai.OpenAI):\n    def __init__(self, name):\n        super().__init__()\n"
        "Mine('a').chat.completions.create()",
        "from openai import OpenAI\nclass Base:\n    c = OpenAI()\nclass A(Base):\n    def f(self):\n"
        "        self.c.chat.completions.create()",
    ],
)
def test_a_client_is_followed(code: str) -> None:
    project = project_of(app=code + "\n")
    assert [call.path for call in project.calls() if call.kind == "chat"] == [CREATE]


@pytest.mark.parametrize(
    "code",
    [
        "c = thing()\nc.chat.completions.create()",
        "from mylib import OpenAI\nOpenAI().chat.completions.create()",
        "import openai\nclass OpenAI: ...\nOpenAI().chat.completions.create()",
        "d = {}\nd.get('x')\nsoup.find('a').get('href')",
        "def f(client):\n    client.messages.create()",
    ],
)
def test_nothing_is_guessed_from_a_method_name(code: str) -> None:
    assert not [call for call in project_of(app=code + "\n").calls() if call.spec]


@pytest.mark.parametrize(
    ("importing", "files"),
    [
        ("from llm import client", {"llm": "from openai import OpenAI\nclient = OpenAI()\n"}),
        ("from pkg.llm import client", {"pkg__llm": "from openai import OpenAI\nclient = OpenAI()\n", "pkg____init__": ""}),
        ("from pkg import client", {"pkg____init__": "from .llm import client\n",
                                    "pkg__llm": "from openai import OpenAI\nclient = OpenAI()\n"}),
        ("from pkg import *", {"pkg____init__": "from .llm import *\n",
                               "pkg__llm": "from openai import OpenAI\nclient = OpenAI()\n"}),
        ("from lib import client", {"src__lib": "from openai import OpenAI\nclient = OpenAI()\n"}),
    ],
)  # fmt: skip
def test_imports_reach_other_files(importing: str, files: dict[str, str]) -> None:
    project = project_of(app=f"{importing}\nclient.chat.completions.create()\n", **files)
    assert call_of(project, "client.chat.completions.create").path == CREATE


def test_relative_imports_count_dots() -> None:
    project = project_of(
        pkg__sub__use="from ..llm import client\nclient.chat.completions.create()\n",
        pkg__llm="from openai import OpenAI\nclient = OpenAI()\n",
    )
    assert call_of(project, "client.chat.completions.create").path == CREATE


def test_wrappers_of_wrappers_reach_the_model() -> None:
    project = project_of(
        app="from service import summarise\nfor t in texts:\n    summarise(t)\n",
        service="from llm import Llm\nllm = Llm()\ndef summarise(t):\n    return llm.ask(t)\n",
        llm="from openai import OpenAI\nclass Llm:\n    def __init__(self):\n        self.c = OpenAI()\n"
        "    def ask(self, t):\n        return self.c.responses.create(model='m', input=t)\n",
    )
    chains = call_of(project, "summarise").reaching(frozenset({"chat"}))
    assert [[call.text for call in chain] for chain in chains] == [["summarise", "llm.ask", "self.c.responses.create"]]


@pytest.mark.parametrize(
    "calling",
    [
        "ex.map(ask, rows)",
        "list(map(ask, rows))",
        "[ask(row) for row in rows]",
        "df['a'].apply(ask)",
        "df['a'].apply(lambda x: ask(x))",
    ],
)
def test_a_function_handed_on_runs_for_each_item(calling: str) -> None:
    project = project_of(
        app="import pandas as pd\nfrom concurrent.futures import ThreadPoolExecutor\nfrom openai import OpenAI\n"
        "c = OpenAI()\nex = ThreadPoolExecutor()\ndf = pd.DataFrame()\n"
        f"def ask(t):\n    return c.responses.create(model='m', input=t)\n{calling}\n"
    )
    call = call_of(project, "c.responses.create")
    assert {repeat.kind for repeat in call.repeats} & {"map", "apply", "loop"}


def test_cycles_end() -> None:
    project = project_of(app="def f(x):\n    return g(x)\ndef g(x):\n    return f(x)\na = f\nb = a\na = b\nf(1)\n")
    assert not [call for call in project.calls() if call.spec]


def test_a_helper_runs_the_function_that_it_is_given() -> None:
    """Not what its other callers give it, however far up."""
    project = project_of(
        app="import requests\nfrom openai import OpenAI\nc = OpenAI()\n"
        "def patiently(do):\n    return do()\n"
        "def ask(q):\n    return patiently(lambda: c.responses.create(model='m', input=q))\n"
        "def fetch(u):\n    return patiently(lambda: requests.get(u))\n"
        "def hand_on(do):\n    return patiently(do)\n"
        "def both(q):\n    return hand_on(lambda: ask(q)), hand_on(lambda: fetch(q))\n"
        "ask('a')\nfetch('b')\nboth('c')\n"
    )
    kinds = frozenset({"chat", "http"})
    ends = {
        name: {chain[-1].kind for chain in call_of(project, name).reaching(kinds)} for name in ("ask", "fetch", "both")
    }
    assert ends == {"ask": {"chat"}, "fetch": {"http"}, "both": {"chat", "http"}}
