"""Repairs of code that the cards do not show: where they are made, and where they are not."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from repairing import HEAD, repaired, repairs

CALL = 'client.chat.completions.create(model="gpt-4o", messages=messages, {})'


def changed(folder: Path, text: str, *, unsafe: bool = True) -> list[str]:
    """The lines that repairs take out (-) and put in (+)."""
    after = repaired(folder, text, unsafe=unsafe)
    lines = difflib.ndiff(text.splitlines(), after.splitlines())
    return [line for line in lines if line.startswith(("- ", "+ "))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 1  # greenlint: ignore[GRN101]", "x = 1"),
        ("x = 1  # greenlint: ignore[GRN101] three rows #12", "x = 1"),
        ("x = 1  # greenlint: ignore[GRN101] why  # noqa: E501", "x = 1  # noqa: E501"),
        ("x = 1  # noqa: E501  # greenlint: ignore[GRN101] why", "x = 1  # noqa: E501"),
        ("x = 1  # noqa: GRN101", "x = 1"),
        ("x = 1  # noqa: E501, GRN101", "x = 1  # noqa: E501"),
        ("x = 1  # noqa: GRN101, E501", "x = 1  # noqa: E501"),
        ("x = 1  # noqa: E501,GRN101,W291", "x = 1  # noqa: E501,W291"),
        ("x = 1  # NOQA:GRN101", "x = 1"),
        ("x = 1  # type: ignore  # noqa: GRN101", "x = 1  # type: ignore"),
        ("# greenlint: ignore[GRN101] old\nx = 1", "x = 1"),
        ("# greenlint: ignore-file[GRN1, GRN201]\nx = 1", "x = 1"),
        ("if x:\n    # greenlint: ignore[GRN101]\n    y = 1", "if x:\n    y = 1"),
        ("x = '# é'  # greenlint: ignore[GRN101]", "x = '# é'"),
        ("f(\n    1,  # greenlint: ignore[GRN101]\n)", "f(\n    1,\n)"),
    ],
)  # fmt: skip
def test_comments_that_silence_nothing_go(before: str, after: str, tmp_path: Path) -> None:
    text = "import openai\n{}\ny = 2\n"
    assert repaired(tmp_path, text.format(before), unsafe=False) == text.format(after)


@pytest.mark.parametrize(
    "comment",
    [
        "# greenlint: ignore[GRN999] no such rule: a slip of the pen",
        "# greenlint: ignore",
        "# noqa",
        "# noqa: E501",
        "# see greenlint: ignore",
    ],
)
def test_comments_that_only_their_author_can_mend_stay(comment: str, tmp_path: Path) -> None:
    assert not changed(tmp_path, f"import openai\nx = 1  {comment}\n")


def test_a_comment_in_use_stays_and_so_does_what_it_silences(tmp_path: Path) -> None:
    call = CALL.format("n=5, max_tokens=9")
    body = f"def ask(messages):\n    found = {call}  # greenlint: ignore[GRN202, GRN101] wanted\n"
    after = repaired(tmp_path, HEAD + body + "    return found.choices[0].message.content\n")
    assert "n=5" in after
    assert "# greenlint: ignore[GRN202] wanted" in after


def test_two_names_in_vain_and_one_unknown(tmp_path: Path) -> None:
    text = "import openai\nx = 1  # greenlint: ignore[GRN101, GRN999, GRN102] why\n"
    assert changed(tmp_path, text) == [
        "- x = 1  # greenlint: ignore[GRN101, GRN999, GRN102] why",
        "+ x = 1  # greenlint: ignore[GRN999] why",
    ]


@pytest.mark.parametrize(
    "arguments", ["n=COUNT, max_tokens=9", "**OPTIONS", "n=5 if DEEP else 1, max_tokens=9", "best_of=5, max_tokens=9"]
)
def test_a_count_that_is_not_written_in_the_call_stays(arguments: str, tmp_path: Path) -> None:
    head = "COUNT = 5\nDEEP = True\nOPTIONS = {'n': 5, 'max_tokens': 9}\n\n\n"
    body = f"def ask(messages):\n    found = {CALL.format(arguments)}\n    return found.choices[0].message.content\n"
    assert not changed(tmp_path, HEAD + head + body)


def test_a_count_whose_default_is_more_becomes_one(tmp_path: Path) -> None:
    text = """from google import genai

client = genai.Client()


def draw(prompt):
    found = client.models.generate_images(
        model="imagen-4.0-generate-001", prompt=prompt, config=genai.types.GenerateImagesConfig(number_of_images=4)
    )
    return found.generated_images[0].image
"""
    assert [line[:2] + line.split("(")[-1] for line in changed(tmp_path, text)] == [
        "- number_of_images=4)",
        "+ number_of_images=1)",
    ]


@pytest.mark.parametrize(
    ("body", "added"),
    [
        (CALL.format("temperature=0"), ", max_completion_tokens=4000)"),
        (CALL.format("max_tokens=None"), ""),
        (CALL.format("reasoning_effort='high'"), ""),
        (CALL.format("**options"), ""),
        ('client.chat.completions.create(model="o3", messages=messages)', ""),
        ('client.chat.completions.create(model="gpt-3.5-turbo-0613", messages=messages)', ""),
        ('client.beta.threads.runs.create(thread_id="t", assistant_id="a")', ""),
        (CALL.format("temperature=0") + ".choices[0].finish_reason", ""),
        ('OpenAI(base_url="http://localhost:1").' + CALL.format("temperature=0").partition(".")[2], ", max_tokens=4000)"),
    ],
)  # fmt: skip
def test_a_limit_where_it_is_sure_to_be_missing(body: str, added: str, tmp_path: Path) -> None:
    after = repaired(tmp_path, HEAD + f"def ask(messages):\n    return {body}\n")
    assert (", max_completion_tokens=4000)" in after) == (added == ", max_completion_tokens=4000)")
    assert (", max_tokens=4000)" in after) == (added == ", max_tokens=4000)")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ', options={"num_predict": 4000}'),
        (", options={}", ', options={"num_predict": 4000}'),
        (', options={"temperature": 0}', ', options={"temperature": 0, "num_predict": 4000}'),
        (", options={'temperature': 0,}", ", options={'temperature': 0, 'num_predict': 4000,}"),
        (", options={**defaults}", ""),
        (", options={key: 0}", ""),
        (", options=dict(temperature=0)", ", options=dict(temperature=0, num_predict=4000)"),
        (", options=defaults", ""),
    ],
)
def test_a_limit_that_goes_into_a_dictionary(before: str, after: str, tmp_path: Path) -> None:
    text = "import ollama\n\n\ndef ask(q, key, defaults):\n    return ollama.generate(model='llama3.2', prompt=q{})\n"
    assert repaired(tmp_path, text.format(before)) == text.format(after or before)


def test_a_call_in_an_f_string_is_left_to_a_person(tmp_path: Path) -> None:
    body = 'def ask(messages):\n    print(f"{' + CALL.replace('"', "'").format("temperature=0") + '}")\n'
    assert not changed(tmp_path, HEAD + body)


TORCH = """import torch{alias}
from transformers import AutoModel

model = AutoModel.from_pretrained("x")
model.eval()


{body}
"""


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("def embed(rows):\n    return model(**rows)", "@torch.inference_mode()"),
        ("def embed(rows):\n    def inner():\n        return model(**rows)\n    return inner()", "    @torch.inference_mode()"),
        ("@cache\ndef embed(rows):\n    return model(**rows)", "@torch.inference_mode()"),
        ("def embed(rows):\n    return [model(**row) for row in rows]", "@torch.inference_mode()"),
        ("async def embed(rows):\n    return model(**rows)", ""),
        ("def embed(rows):\n    for row in rows:\n        yield model(**row)", ""),
        ("def embed(rows):\n    return (model(**row) for row in rows)", ""),
        ("def embed(rows):\n    return map(lambda row: model(**row), rows)", ""),
        ("def embed(rows, torch):\n    return model(**rows)", ""),
        ("embedding = model(**{})", ""),
        ("@torch.compile\ndef embed(rows):\n    return model(**rows)", ""),
    ],
)  # fmt: skip
def test_the_decorator_holds_for_the_call(body: str, line: str, tmp_path: Path) -> None:
    assert changed(tmp_path, TORCH.format(alias="", body=body)) == ([f"+ {line}"] if line else [])


def test_torch_by_another_name(tmp_path: Path) -> None:
    body = "def embed(rows):\n    return model(**rows)"
    assert changed(tmp_path, TORCH.format(alias=" as t", body=body)) == ["+ @t.inference_mode()"]


def test_edits_in_one_another_are_made_one_after_the_other(tmp_path: Path) -> None:
    inner = CALL.format("n=3, max_tokens=9").replace("messages=messages", "messages=[]")
    text = HEAD + (
        "def ask():\n"
        f"    first = client.chat.completions.create(model='gpt-4o', messages=[{{'content': {inner}\n"
        "        .choices[0].message.content}], n=4, max_tokens=9)\n"
        "    return first.choices[0].message.content\n"
    )
    found = repairs(tmp_path, {"app.py": text.encode()})
    assert [change.count for change in found.changes] == [2]
    assert b"n=" not in found.changes[0].after.split(b"def ask")[1]


def test_a_check_that_crashed_makes_no_comment_idle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import greenlint.linking
    from greenlint.checks import Check, load_checks

    def crash(_project: object) -> object:
        raise ValueError("no")

    broken = load_checks() | {"tight-polling": Check("tight-polling", "Project", crash)}  # type: ignore[arg-type]
    monkeypatch.setattr(greenlint.linking, "load_checks", lambda: broken)
    assert not changed(tmp_path, "import openai\nx = 1  # greenlint: ignore[GRN101]\n")
