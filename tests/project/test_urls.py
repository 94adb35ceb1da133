"""The address of a request, as far as the code states it."""

from __future__ import annotations

import pytest
from building import call_of, project_of

from greenlint.checks.requests import host, shown_url

HEAD = """
import os
import requests
"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("requests.get('https://api.example.org/v1')", "api.example.org"),
        ("requests.get(os.getenv('API', 'https://api.example.org/v1'))", "api.example.org"),
        (
            "base = os.environ.get('API', 'https://api.example.org')\nrequests.get(f'{base}/v1/{name}')",
            "api.example.org",
        ),
        ("requests.get(f\"{settings.get('host', 'http://localhost:11434')}/v1\")", "localhost:11434"),
        ("requests.get(os.getenv('API') or 'https://api.example.org/v1')", "api.example.org"),
        ("requests.get(os.getenv('API'))", ""),
        ("requests.get(settings.get('host', fallback))", ""),
        ("requests.get('https://' + session.get('x', 'y') + '/v1')", ""),
    ],
)
def test_the_host(code: str, expected: str) -> None:
    calls = [call for call in project_of(app=HEAD + code + "\n").calls() if call.path == "requests.get"]
    assert [host(call) for call in calls] == [expected]


def test_a_request_to_a_model_that_the_environment_may_move() -> None:
    code = "url = os.getenv('LLM', 'https://api.deepseek.com/chat/completions')\nrequests.post(url, json={'messages': m})\n"
    call = next(call for call in project_of(app=HEAD + code).calls() if call.path == "requests.post")
    assert call.kind == "chat"
    assert call.args.get("limit").absent


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("requests.post(f'{BASE}/v1/chat/completions', json={'model': name, 'messages': m})", "chat"),
        ("requests.post(urljoin(BASE, '/api/generate'), json={'model': name, 'prompt': p})", "chat"),
        ("requests.post(f'http://{HOST}:8000/v1/embeddings', json={'model': name, 'input': t})", "embed"),
        ("requests.post(f'{BASE}/api/chat', json={'session': s, 'text': t})", "http"),  # some other service
        ("requests.post(f'{BASE}/chat', json={'model': name, 'messages': m})", "http"),
        ("requests.post(url, json={'model': name, 'messages': m})", "http"),
    ],
)
def test_a_model_behind_a_host_that_is_not_stated(code: str, kind: str) -> None:
    project = project_of(app=HEAD + "from urllib.parse import urljoin\n" + code + "\n")
    assert [call.kind for call in project.calls() if call.path == "requests.post"] == [kind]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.org/x?api_key=s3cret&q=rain", "https://a.org/x?api_key=…&q=rain"),
        ("https://a.org/x?q=rain&APPID=s3cret", "https://a.org/x?q=rain&APPID=…"),
        ("https://a.org/x?accessToken=s3cret", "https://a.org/x?accessToken=…"),
        ("https://a.org/x?monkey=grey&id=3", "https://a.org/x?monkey=grey&id=3"),
    ],
)
def test_a_key_in_an_address_is_not_told_on(url: str, shown: str) -> None:
    project = project_of(app=f"import requests\nrequests.get('{url}')\n")
    assert shown_url(call_of(project, "requests.get")) == shown
