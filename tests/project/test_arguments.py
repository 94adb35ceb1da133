"""Where an argument may hide: in place, in dictionaries, on constructors, with the callers."""

from __future__ import annotations

import pytest
from building import project_of

CALL = "client.chat.completions.create(model='m', messages=[]"


@pytest.mark.parametrize(
    ("code", "state", "value"),
    [
        (f"{CALL})", "absent", None),
        (f"{CALL}, max_tokens=5)", "given", 5),
        (f"{CALL}, max_completion_tokens=5)", "given", 5),
        (f"LIMIT = 7\n{CALL}, max_tokens=LIMIT)", "given", 7),
        (f"{CALL}, max_tokens=None)", "absent", None),
        (f"params = {{'max_tokens': 9}}\n{CALL}, **params)", "given", 9),
        (f"params = {{}}\nparams['max_tokens'] = 9\n{CALL}, **params)", "given", 9),
        (f"params = dict(max_tokens=9)\n{CALL}, **params)", "given", 9),
        (f"params = {{}}\nparams.update(max_tokens=9)\n{CALL}, **params)", "given", 9),
        (f"base = {{'max_tokens': 9}}\nparams = {{**base, 'n': 1}}\n{CALL}, **params)", "given", 9),
        (f"params = {{'n': 1}}\n{CALL}, **params)", "absent", None),
        (f"{CALL}, **load())", "unknown", None),
        (f"key = 'max_' + kind\nparams = {{key: 3}}\n{CALL}, **params)", "unknown", None),
        (f"def ask(limit=None):\n    return {CALL}, max_tokens=limit)\nask()", "absent", None),
        (f"def ask(limit=50):\n    return {CALL}, max_tokens=limit)\nask()", "given", 50),
        (f"def ask(limit=None):\n    return {CALL}, max_tokens=limit)\nask(80)", "given", 80),
        (f"def ask(**kw):\n    return {CALL}, **kw)\nask(max_tokens=4)", "given", 4),
        (
            f"def ask(**kw):\n    again(**kw)\n    return {CALL}, **kw)\ndef again(**kw):\n    ask(**kw)",
            "unknown",
            None,
        ),
        (f"def ask(**kw):\n    return {CALL}, **kw)\nask(n=1)", "absent", None),
        (f"def ask(**kw):\n    return {CALL}, **kw)", "unknown", None),
    ],
)
def test_limit(code: str, state: str, value: object) -> None:
    project = project_of(app=f"from openai import OpenAI\nclient = OpenAI()\n{code}\n")
    call = next(call for call in project.calls() if call.kind == "chat")
    found = call.args.get("limit")
    assert (found.state, found.value) == (state, value)


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("c.models.generate_content(model='m', contents=q)", "absent"),
        ("c.models.generate_content(model='m', contents=q, config={'max_output_tokens': 5})", "given"),
        ("c.models.generate_content(model='m', contents=q, config=types.GenerateContentConfig(max_output_tokens=5))", "given"),
        ("c.models.generate_content(model='m', contents=q, config=types.GenerateContentConfig(temperature=0))", "absent"),
        ("cfg = types.GenerateContentConfig()\ncfg.max_output_tokens = 5\nc.models.generate_content(model='m', contents=q, config=cfg)", "given"),
        ("c.models.generate_content(model='m', contents=q, config=elsewhere())", "unknown"),
    ],
)  # fmt: skip
def test_limit_in_a_config_object(code: str, state: str) -> None:
    project = project_of(app=f"from google import genai\nfrom google.genai import types\nc = genai.Client()\n{code}\n")
    call = next(call for call in project.calls() if call.kind == "chat")
    assert call.args.get("limit").state == state


def test_limit_on_the_constructor_and_in_a_raw_body() -> None:
    project = project_of(
        chain="from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model='m', max_tokens=5)\nllm.invoke('hi')\n",
        raw="import requests\nbody = {'model': 'm', 'messages': [], 'max_tokens': 3}\n"
        "requests.post('https://api.openai.com/v1/chat/completions', json=body)\n",
    )
    limits = {call.file.path: call.args.get("limit").value for call in project.calls() if call.kind == "chat"}
    assert limits == {"chain.py": 5, "raw.py": 3}


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("asyncio.to_thread(c.chat.completions.create, model='m', messages=q, max_tokens=5)", "c.chat.completions.create", 5),
        ("run_in_threadpool(c.chat.completions.create, max_tokens=6, **rest)", "c.chat.completions.create", 6),
        ("asyncio.get_running_loop().run_in_executor(None, chat.send_message, 'hi', config)", "chat.send_message", 7),
    ],
)  # fmt: skip
def test_a_call_that_is_run_in_a_thread(code: str, text: str, value: int) -> None:
    """The library function counts, and the arguments after it are its own."""
    project = project_of(
        app="import asyncio\nfrom google import genai\nfrom openai import OpenAI\n"
        "from fastapi.concurrency import run_in_threadpool\nc = OpenAI()\nconfig = {'max_output_tokens': 7}\n"
        f"chat = genai.Client().chats.create(model='m')\nawait_me = {code}\n"
    )
    call = next(call for call in project.calls() if call.kind == "chat")
    assert (call.text, call.args.get("limit").value) == (text, value)


def test_a_helper_run_in_a_thread_is_no_library_call() -> None:
    project = project_of(app="import asyncio\ndef ask(q):\n    return q\nasyncio.to_thread(ask, 'hi')\n")
    assert not [call for call in project.calls() if call.spec]
