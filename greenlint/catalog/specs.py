"""What the catalogue says about a call, a client, an object: plain, frozen, shared by all names of one entry."""

from __future__ import annotations

from typing import Literal

import msgspec

Mode = Literal["hosted", "local"]

CallKind = Literal[
    "chat", "embed", "image", "video", "speech", "transcribe", "rerank", "moderate", "classify",
    "load",  # weights into memory
    "local",  # inference on weights of this process
    "http",
    "agent",  # a loop of model calls that the library drives
    "status",  # asks how a remote job stands
    "store",  # writes to a vector store
    "search",  # reads a vector store or a search engine
    "api",  # any other remote call
]  # fmt: skip

# What an argument is for. The catalogue maps each role to the argument names that play it; a dotted name is a key
# inside a dict or a config object (`config.max_output_tokens`).
Role = Literal[
    "model", "prompt", "system", "history", "input", "limit", "limit-input", "limit-turns", "limit-time", "count",
    "temperature", "seed", "sampling", "stream", "reasoning", "tools", "schema", "stop", "background", "store",
    "conversation", "batch", "cache", "cache-flag", "prompt-cache", "config", "force", "persist", "corpus", "index",
    "embedding", "top", "size", "quality", "steps", "seconds", "guidance", "beams", "dtype", "device", "url",
    "base-url", "method", "params", "headers", "json", "data", "timeout", "retries", "cookies", "job", "voice",
    "format", "image", "audio", "tier", "key", "usage-limits",
]  # fmt: skip

MarkKind = Literal[
    # caches
    "cache-decorator",
    "cache-decorator-unbounded",  # also a cache-decorator
    "cache-object",  # calls made through it are cached
    "cache-bypass",  # a method of a cache-object that is cached only when its maker is given a `cache`
    "cache-read",  # looks something up in a cache
    "cache-install",  # caches the calls of a whole library
    "cache-off", "cached-property",
    # who or what paces a loop
    "wait", "human", "event",
    # retries and limits
    "retry-decorator", "retry-object", "retry-stop", "retry-wait", "retry-wait-fixed", "retry-config",
    "limiter", "deadline", "call-limit", "rate-limit-error",
    # where code runs
    "route-decorator", "route-register", "event-decorator", "event-register", "startup-decorator", "task-decorator",
    "schedule-decorator",    "cli-decorator", "cli-register", "handler-base", "fixture-decorator", "desktop-button",
    # requests
    "reader",
    # Streamlit
    "event-gate", "rerun-input", "rerun-stop", "rerun-fragment", "session-state",
    # fan-out and repetition
    "gather", "executor", "executor-map", "executor-submit", "thread", "task-spawn", "apply", "map", "batcher",
    "sort-key", "pairs",
    "thread-call",  # awaited: runs the function it is given with the arguments that follow it; also an executor-submit
    "iterates",  # goes over what it is given (or called on), item by item
    # values that change from call to call
    "clock", "random", "identifier", "environment",
    "unordered",  # no order one can rely on: sets, folder listings
    # models
    "no-grad", "grad", "tokenizer", "memory-buffer", "memory-window", "trim", "compaction", "structured",
    "index-load", "index-persist", "timing", "wrapper",
    # prompts and text
    "json-dump", "file-read", "prompt-template", "splitter",
    # tests
    "mock", "fake", "live-test", "test-base",
]  # fmt: skip

LimitDefault = int | Literal["none", "required"]

Scalar = int | float | bool | str


class Spec(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="kebab", forbid_unknown_fields=True):
    """What all entries share. `library` is filled by the loader."""

    library: str = ""
    mode: Mode | None = None  # None in data: the file's own; always set after loading
    note: str = ""  # a fact worth keeping, with its source


class CallSpec(Spec, frozen=True, kw_only=True, omit_defaults=True, rename="kebab", forbid_unknown_fields=True):
    """A call that costs something."""

    kind: CallKind
    task: CallKind | None = None  # what a local call does, where the library says it: embed, chat, classify, ...
    args: dict[Role, tuple[str, ...]] = {}
    positional: tuple[str, ...] = ()  # real parameter names, in order, without self
    defaults: dict[Role, Scalar] = {}  # what the library or the API takes where the code says nothing
    limit_default: LimitDefault | None = (
        None  # tokens; "none": unbounded; "required": the API refuses without; None: unknown
    )
    turns_default: LimitDefault | None = None  # agents: model turns before the library stops
    method: str = ""  # http: get head post put patch delete options, or "arg" where an argument says it
    accepts_list: str = ""  # the argument that takes many items in one call
    batch_call: str = ""  # the sibling method that takes many items
    structured: bool = False  # a schema bounds the answer
    polls: bool = False  # waits for the remote job by itself


class ClientSpec(Spec, frozen=True, kw_only=True, omit_defaults=True, rename="kebab", forbid_unknown_fields=True):
    """A constructor that opens a connection pool, or holds one."""

    retries: int = 0  # attempts that it adds by itself
    retries_arg: str = ""
    keeps: tuple[str, ...] = ()  # methods that give the same kind of object back
    args: dict[Role, tuple[str, ...]] = {}
    positional: tuple[str, ...] = ()
    asynchronous: bool = msgspec.field(name="async", default=False)  # bound to one event loop


class ObjectSpec(Spec, frozen=True, kw_only=True, omit_defaults=True, rename="kebab", forbid_unknown_fields=True):
    """A constructor or factory that carries arguments for the calls made on its result."""

    kind: CallKind
    task: CallKind | None = None
    args: dict[Role, tuple[str, ...]] = {}
    positional: tuple[str, ...] = ()
    defaults: dict[Role, Scalar] = {}
    limit_default: LimitDefault | None = None
    turns_default: LimitDefault | None = None
    keeps: tuple[str, ...] = ()
    wraps: tuple[str | int, ...] = ()  # arguments (name or position) that hold another object whose facts it takes over
    retries: int = 0
    retries_arg: str = ""
    cached: bool = False  # the library caches answers unless told otherwise
    client: bool = False  # it builds a client of its own to ask with
