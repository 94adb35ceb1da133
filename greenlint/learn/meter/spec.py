"""The shape of world.yaml: what the fake services of an exercise know and how they behave."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from greenlint.learn.model import FORMAT, Line, Slug, Strict

Positive = Annotated[float, Meta(ge=0)]


class Turn(Strict, frozen=True, kw_only=True):
    """One answer of a model: words, or a request to call a tool."""

    text: str | None = None  # `{tag}`, `{word}`, `{words:120}` are filled with words that only this run knows
    tool: Line | None = None
    arguments: dict[str, Any] = {}  # noqa: RUF012 (msgspec copies it)


class Answer(Strict, frozen=True, kw_only=True):
    """How a model answers the prompts that fit. The first rule that fits is used; the tests' own rules come first."""

    match: str | None = None  # regular expression, case ignored; None fits all
    where: Literal["last", "prompt"] = "last"  # searched in the last message, or in the whole prompt
    model: str = "*"  # glob over the model's name
    format: Literal["any", "json", "none"] = "any"  # does the request bind the answer to a schema or to JSON?
    text: str | None = None
    choose: tuple[Line, ...] = ()  # one of these, by the prompt
    turns: tuple[Turn, ...] = ()  # by the number of answers already in the conversation; the last one repeats
    attempts: tuple[str, ...] = ()  # by how often this rule was used; the last one repeats
    times: Annotated[int, Meta(ge=1)] | None = None  # used so often, then passed over


class Models(Strict, frozen=True, kw_only=True):
    answers: tuple[Answer, ...] = ()
    words: Annotated[int, Meta(ge=1)] = 24  # length of an answer that no rule gives
    tiers: dict[Line, Positive] = {}  # noqa: RUF012 (msgspec copies it) - glob over model names -> weight of one call
    dimensions: Annotated[int, Meta(ge=2, le=3072)] = 16  # of an embedding
    batch_limit: Annotated[int, Meta(ge=1)] = 2048  # most texts in one embedding or moderation request
    cache_minimum: Annotated[int, Meta(ge=1)] = 1024  # tokens that a prompt prefix needs to be cached
    cache_seconds: Positive = 300  # virtual life of a cached prefix
    video_seconds: Positive = 90  # virtual time that one video takes
    batch_seconds: Positive = 600  # virtual time that one batch job takes
    poll_hint: Positive | None = 5  # seconds, in the header that SDK poll helpers read; None: no header


class Route(Strict, frozen=True, kw_only=True):
    """One JSON route over one table. What the query may ask for is said here; anything else is refused with 400."""

    path: Annotated[str, Meta(pattern=r"^/[^?]*$")]  # /orders or /customers/{id}
    table: Slug
    method: Literal["GET", "POST"] = "GET"
    etag: bool = False  # answers 304 to If-None-Match
    max_age: int | None = None  # Cache-Control: max-age
    fields: bool = False  # ?fields=a,b
    ids: Annotated[int, Meta(ge=1)] | None = None  # ?ids=1,2,3: most ids in one request
    page: Annotated[int, Meta(ge=1)] | None = None  # ?page=2&per_page=: most rows of one page
    filters: tuple[Line, ...] = ()  # ?name=value keeps the equal rows
    job: Positive | None = None  # POST starts a job; rows say `running` until so many virtual seconds have passed


class Service(Strict, frozen=True, kw_only=True):
    """A small web API. The learner's program finds its address in the variable `env`."""

    env: Annotated[str, Meta(pattern="^[A-Z][A-Z0-9_]*$")]
    routes: Annotated[tuple[Route, ...], Meta(min_length=1)]
    rate: Annotated[int, Meta(ge=1)] | None = None  # requests in one virtual second before 429 + Retry-After
    at_once: Annotated[int, Meta(ge=1)] | None = None  # requests in flight before 429 + Retry-After; needs a latency


class WorldFile(Strict, frozen=True, kw_only=True):
    format: Annotated[int, Meta(ge=1, le=FORMAT)]
    models: Models = Models()
    services: dict[Slug, Service] = {}  # noqa: RUF012
    latency: Annotated[float, Meta(ge=0, le=0.2)] = (
        0  # real seconds before each answer, for exercises about concurrency
    )
