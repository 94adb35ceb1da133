"""The meter, asked by the real clients."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import anthropic
import openai
import pytest
import requests

from greenlint.learn.meter.pictures import png, size_of, tag_of
from greenlint.learn.meter.server import Meter
from greenlint.learn.meter.spec import Answer, Models, Route, Service, Turn, WorldFile
from greenlint.learn.meter.world import Failure

WORLD = WorldFile(
    format=1,
    models=Models(
        cache_minimum=100,
        batch_limit=3,
        tiers={"small*": 1, "large*": 20},
        answers=(
            Answer(match="tools", turns=(Turn(tool="look", arguments={"city": "Lyon"}), Turn(text="It rains. {tag}"))),
            Answer(match="label", choose=("good", "bad")),
        ),
    ),
    services={
        "shop": Service(
            env="SHOP",
            routes=(
                Route(path="/items/{id}", table="items", etag=True),
                Route(path="/items", table="items", page=2, ids=3, fields=True, filters=("kind",)),
                Route(path="/jobs", table="jobs", method="POST", job=30),
                Route(path="/jobs/{id}", table="jobs", job=30),
            ),
        ),
        "slow": Service(env="SLOW", rate=2, routes=(Route(path="/x", table="items"),)),
    },
)


@pytest.fixture
def meter() -> Iterator[Meter]:
    with Meter(WORLD, key=b"a test") as meter:
        meter.world.begin("t")
        yield meter


@pytest.fixture
def client(meter: Meter) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{meter.url}/openai/v1", api_key="lab", max_retries=0)


@pytest.fixture
def claude(meter: Meter) -> anthropic.Anthropic:
    return anthropic.Anthropic(base_url=f"{meter.url}/anthropic", api_key="lab", max_retries=0)


def say(text: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": text}]


def test_chat_counts_tokens_candidates_and_repeats(meter: Meter, client: openai.OpenAI) -> None:
    first = client.chat.completions.create(model="large-1", messages=say("hello"), n=2)
    again = client.chat.completions.create(model="large-1", messages=say("hello"), n=2)
    assert first.choices[0].message.content == again.choices[0].message.content
    assert first.choices[0].message.content != first.choices[1].message.content
    sums = meter.world.ledger.sums("t")
    assert (sums.calls, sums.repeats, sums.weight, sums.connections) == (2, 1, 40, 1)
    assert sums.tokens_in == 2 * first.usage.prompt_tokens
    assert meter.world.replies("hello")[0] == first.choices[0].message.content


def test_a_limit_and_a_stop_cut_the_answer(client: openai.OpenAI) -> None:
    short = client.chat.completions.create(model="m", messages=say("hi"), max_completion_tokens=4)
    assert short.choices[0].finish_reason == "length"
    assert len(short.choices[0].message.content) == 16
    stopped = client.chat.completions.create(model="m", messages=say("hi"), stop=[" "])
    assert " " not in stopped.choices[0].message.content


def test_streams_say_the_same_as_whole_answers(client: openai.OpenAI, claude: anthropic.Anthropic) -> None:
    whole = client.chat.completions.create(model="m", messages=say("hi")).choices[0].message.content
    stream = client.chat.completions.create(model="m", messages=say("hi"), stream=True)
    assert "".join(part.choices[0].delta.content or "" for part in stream) == whole
    with client.responses.stream(model="m", input="hi") as events:
        for _event in events:
            pass
        assert events.get_final_response().output_text == whole
    with claude.messages.stream(model="m", max_tokens=500, messages=say("hi")) as other:
        assert other.get_final_text() == whole


def test_tools_take_turns(client: openai.OpenAI) -> None:
    tools = [{"type": "function", "function": {"name": "look", "parameters": {"type": "object", "properties": {}}}}]
    messages: list = say("use tools")
    call = client.chat.completions.create(model="m", messages=messages, tools=tools).choices[0].message
    assert json.loads(call.tool_calls[0].function.arguments) == {"city": "Lyon"}
    messages += [call, {"role": "tool", "tool_call_id": call.tool_calls[0].id, "content": "rain: tools"}]
    assert (
        client.chat.completions.create(model="m", messages=messages).choices[0].message.content.startswith("It rains.")
    )


def test_structured_answers_follow_the_schema(client: openai.OpenAI) -> None:
    schema = {"type": "object", "properties": {"age": {"type": "integer"}, "name": {"type": "string"}}}
    form = {"type": "json_schema", "json_schema": {"name": "person", "schema": schema}}
    text = (
        client.chat.completions.create(model="m", messages=say("who"), response_format=form).choices[0].message.content
    )
    assert isinstance(json.loads(text)["age"], int)


def test_responses_remember_the_conversation(meter: Meter, client: openai.OpenAI) -> None:
    first = client.responses.create(model="m", input="my name is Ada", max_output_tokens=50)
    client.responses.create(model="m", input="who am I", previous_response_id=first.id)
    assert meter.world.ledger.rows[1].tokens_in > meter.world.ledger.rows[0].tokens_in + 4
    with pytest.raises(openai.NotFoundError):
        client.responses.create(model="m", input="x", previous_response_id="resp_0")


def test_long_prefixes_are_cached(meter: Meter, client: openai.OpenAI, claude: anthropic.Anthropic) -> None:
    manual = "word " * 500
    for question in ("a", "b"):
        answer = client.chat.completions.create(model="m", messages=say(manual + question))
    assert answer.usage.prompt_tokens_details.cached_tokens == 512
    system = [{"type": "text", "text": manual, "cache_control": {"type": "ephemeral"}}]
    written, read = (
        claude.messages.create(model="m", max_tokens=9, system=system, messages=say(question)).usage
        for question in ("a", "b")
    )
    assert written.cache_creation_input_tokens == read.cache_read_input_tokens == 625
    assert read.input_tokens == 1
    meter.world.wait(400)
    late = claude.messages.create(model="m", max_tokens=9, system=system, messages=say("c")).usage
    assert late.cache_read_input_tokens == 0


def test_embeddings_keep_their_order_and_their_limit(client: openai.OpenAI) -> None:
    both = client.embeddings.create(model="e", input=["one", "two"])
    one = client.embeddings.create(model="e", input="one")
    assert both.data[0].embedding == one.data[0].embedding != both.data[1].embedding
    with pytest.raises(openai.BadRequestError, match="at most 3"):
        client.embeddings.create(model="e", input=list("abcd"))
    with pytest.raises(openai.BadRequestError):
        client.embeddings.create(model="e", input=[""])


def test_images_have_the_size_that_was_asked_for(meter: Meter, client: openai.OpenAI) -> None:
    import base64

    made = client.images.generate(model="gpt-image-1", prompt="a tree", size="1536x1024", n=2)
    picture = base64.b64decode(made.data[0].b64_json)
    assert size_of(picture) == (1536, 1024)
    assert tag_of(picture) in meter.world.replies("a tree")
    sums = meter.world.ledger.sums("t")
    assert (sums.images, round(sums.megapixels, 1)) == (2, 3.1)
    assert tag_of(png(8, 8, "x")) == "x"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_videos_take_virtual_time(meter: Meter, client: openai.OpenAI) -> None:
    job = client.videos.create(prompt="a river", seconds="8")
    assert client.videos.retrieve(job.id).status != "completed"
    meter.world.wait(100)
    assert client.videos.retrieve(job.id).status == "completed"
    assert client.videos.download_content(job.id).read().startswith(b"\0\0\0\x18ftyp")
    assert meter.world.ledger.sums("t").seconds == 8


def test_sound_is_measured_in_seconds(meter: Meter, client: openai.OpenAI) -> None:
    sound = client.audio.speech.create(model="t", voice="alloy", input="one two three four five").read()
    heard = client.audio.transcriptions.create(model="w", file=("a.mp3", sound))
    assert heard.text in meter.world.replies("a.mp3")
    assert meter.world.ledger.sums("t").seconds == 4


def test_batches_cost_tokens_but_one_call(meter: Meter, client: openai.OpenAI, claude: anthropic.Anthropic) -> None:
    body = {"model": "m", "messages": say("z")}
    lines = [{"custom_id": str(i), "method": "POST", "url": "/v1/chat/completions", "body": body} for i in range(3)]
    meter.world.failures.append(Failure(path="^batch ", status=500, times=1))
    upload = client.files.create(file=("b.jsonl", "\n".join(map(json.dumps, lines)).encode()), purpose="batch")
    job = client.batches.create(input_file_id=upload.id, endpoint="/v1/chat/completions", completion_window="24h")
    assert client.batches.retrieve(job.id).status != "completed"
    meter.world.wait(700)
    job = client.batches.retrieve(job.id)
    assert (job.request_counts.completed, job.request_counts.failed) == (2, 1)
    found = [json.loads(line)["custom_id"] for line in client.files.content(job.output_file_id).text.splitlines()]
    assert found == ["1", "2"]
    params = {"model": "m", "max_tokens": 9, "messages": say("q")}
    other = claude.messages.batches.create(requests=[{"custom_id": "a", "params": params}])
    meter.world.wait(700)
    assert claude.messages.batches.retrieve(other.id).processing_status == "ended"
    assert [line.custom_id for line in claude.messages.batches.results(other.id)] == ["a"]


def test_moderation_takes_a_list(client: openai.OpenAI) -> None:
    assert [result.flagged for result in client.moderations.create(input=["a", "b"]).results] == [False, False]


def test_anthropic_needs_a_limit(meter: Meter) -> None:
    answer = requests.post(f"{meter.url}/anthropic/v1/messages", json={"model": "m", "messages": []}, timeout=5)
    assert answer.status_code == 400
    assert "max_tokens" in answer.json()["error"]["message"]


def test_web_services_page_choose_and_tag(meter: Meter) -> None:
    meter.world.put("items", {f"i{n}": {"id": f"i{n}", "kind": "ab"[n % 2], "size": n} for n in range(5)})
    base = f"{meter.url}/service/shop"
    get = requests.Session().get
    first = get(f"{base}/items/i1", timeout=5)
    tagged = {"If-None-Match": first.headers["ETag"]}
    assert get(f"{base}/items/i1", headers=tagged, timeout=5).status_code == 304
    meter.world.put("items", {"i1": {"id": "i1", "kind": "a", "size": 9}, "i2": {"id": "i2", "kind": "b", "size": 2}})
    assert get(f"{base}/items/i1", headers=tagged, timeout=5).json()["size"] == 9
    assert get(f"{base}/items?ids=i2,i1&fields=size", timeout=5).json()["items"][0] == {"id": "i2", "size": 2}
    assert get(f"{base}/items?kind=a", timeout=5).json() == {
        "items": [{"id": "i1", "kind": "a", "size": 9}], "page": 1, "next": None, "total": 1,
    }  # fmt: skip
    assert get(f"{base}/items?ids=1,2,3,4", timeout=5).status_code == 400
    assert get(f"{base}/items?colour=red", timeout=5).status_code == 400
    assert get(f"{base}/items/none", timeout=5).status_code == 404


def test_jobs_are_done_after_their_time(meter: Meter) -> None:
    base = f"{meter.url}/service/shop"
    job = requests.post(f"{base}/jobs", json={"film": "x"}, timeout=5).json()
    assert requests.get(f"{base}/jobs/{job['id']}", timeout=5).json()["status"] == "running"
    meter.world.wait(31)
    assert requests.get(f"{base}/jobs/{job['id']}", timeout=5).json()["status"] == "done"


def test_too_many_and_failing_requests_are_refused(meter: Meter, client: openai.OpenAI) -> None:
    statuses = [requests.get(f"{meter.url}/service/slow/x", timeout=5) for _ in range(3)]
    assert [answer.status_code for answer in statuses] == [200, 200, 429]
    assert statuses[2].headers["Retry-After"] == "1"
    meter.world.failures.append(Failure(path="POST /v1/chat", status=503, times=1))
    with pytest.raises(openai.InternalServerError):
        client.chat.completions.create(model="m", messages=say("x"))
    assert client.chat.completions.create(model="m", messages=say("x")).choices


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"model": "m", "messages": 3}', b'{"model": "m", "messages": [3]}']
)
def test_malformed_requests_get_an_answer(meter: Meter, body: bytes) -> None:
    assert requests.post(f"{meter.url}/openai/v1/chat/completions", data=body, timeout=5).status_code == 400


def test_the_control_channel_needs_its_token(meter: Meter) -> None:
    answer = requests.post(f"{meter.url}/-/lab", json={"do": "now", "with": []}, timeout=5)
    assert answer.status_code == 404
    assert meter.world.ledger.rows == []


def test_another_key_gives_other_words() -> None:
    texts = set()
    for key in (b"one", b"two"):
        with Meter(WorldFile(format=1), key=key) as meter:
            client = openai.OpenAI(base_url=f"{meter.url}/openai/v1", api_key="lab")
            texts.add(client.chat.completions.create(model="m", messages=say("hi")).choices[0].message.content)
    assert len(texts) == 2


def test_a_crowd_is_refused_and_told_to_come_back() -> None:
    door = Service(env="DOOR", at_once=2, routes=(Route(path="/x", table="items"),))
    with Meter(WorldFile(format=1, services={"door": door}, latency=0.2), key=b"a test") as meter:
        meter.world.begin("t")
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(lambda _: requests.get(f"{meter.url}/service/door/x", timeout=5), range(6)))
        alone = requests.get(f"{meter.url}/service/door/x", timeout=5)
    assert {answer.status_code for answer in answers} == {200, 429}
    assert all(answer.headers["Retry-After"] == "1" for answer in answers if answer.status_code == 429)
    assert alone.status_code == 200
