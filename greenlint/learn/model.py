"""The shapes of a pack and of an exercise, as authors write them."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

FORMAT = 1  # of exercise.yaml, world.yaml, quiz.yaml and pack.yaml

Lang = Literal["en", "fr"]
LANGUAGES: tuple[Lang, ...] = ("en", "fr")
Stage = Literal["load", "behaviour", "budget", "rule", "honest"]
STAGES: tuple[Stage, ...] = ("load", "behaviour", "budget", "rule", "honest")
Mode = Literal["explore", "fix", "build", "capstone"]
Unit = Literal[
    "calls",  # requests to a model or a web API
    "repeats",  # requests equal to an earlier one
    "tokens", "tokens-in", "tokens-out", "tokens-cached",  # lab tokens: characters / 4
    "tokens-read",  # input tokens that no prompt cache held: tokens-in - tokens-cached
    "images", "megapixels",  # generated
    "seconds",  # of audio or video, generated or transcribed
    "bytes",  # sent and received, bodies
    "connections",  # opened
    "wait",  # virtual seconds slept
    "peak",  # requests in flight at once
    "loads", "passes",  # local weights loaded; forward passes of a local model
    "weight",  # calls x the model's tier (world.yaml)
]  # fmt: skip
Slug = Annotated[str, Meta(pattern="^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Line = Annotated[str, Meta(pattern=r"^\S(?:[^\n]*\S)?$")]
FileName = Annotated[str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*(?:/[A-Za-z_][A-Za-z0-9_]*)*\.(?:py|ipynb)$")]
Limits = dict[Unit, Annotated[float, Meta(ge=0)]]


class Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A part of a file: no key that is not named here."""


class Text(Strict, frozen=True, kw_only=True):
    """One line in each language."""

    en: Line
    fr: Line

    def get(self, lang: str) -> str:
        return self.fr if lang == "fr" else self.en


class Lines(Strict, frozen=True, kw_only=True):
    """The same list in each language."""

    en: tuple[Line, ...]
    fr: tuple[Line, ...]

    def get(self, lang: str) -> tuple[str, ...]:
        return self.fr if lang == "fr" else self.en


class Expected(Strict, frozen=True, kw_only=True):
    """A finding that the starter must raise."""

    rule: Slug
    at: Line  # text that only the flagged line of the starter contains
    file: FileName | None = None  # default: the first of `edit`


class Scale(Strict, frozen=True, kw_only=True):
    """What the saving becomes when the program is used: one sentence, at a rate that the exercise states."""

    per: Text  # "a thousand page views"
    factor: Annotated[int, Meta(ge=1)]  # runs of the `show` test that this stands for


class References(Strict, frozen=True, kw_only=True):
    rgesn: tuple[Line, ...] = ()
    gsf: tuple[Line, ...] = ()
    afnor: tuple[Line, ...] = ()


class ExerciseFile(Strict, frozen=True, kw_only=True):
    """exercise.yaml."""

    format: Annotated[int, Meta(ge=1, le=FORMAT)]
    id: Slug  # state, reports and certificates refer to this, never to the number
    order: Annotated[int, Meta(ge=1, le=999)]  # the folder is `<order>-<id>`, order in three digits
    module: Slug
    level: Annotated[int, Meta(ge=1, le=4)]  # 1 discover, 2 practise, 3 alone, 4 challenge
    minutes: Annotated[int, Meta(ge=5, le=240)]
    mode: Mode = "fix"
    media: Literal["text", "image", "video", "audio", "web", "local"]
    needs: tuple[Slug, ...] = ()  # recommended before
    rules: tuple[Slug, ...] = ()  # taught here; empty: the meter alone teaches it
    findings: tuple[Expected, ...] = ()
    edit: Annotated[tuple[FileName, ...], Meta(min_length=1)]
    requires: tuple[Line, ...] = ()  # import names of third-party libraries that the starter uses
    timeout: Annotated[float, Meta(gt=0, le=60)] = 10  # seconds for the whole check's tests
    memory: Annotated[int, Meta(ge=256, le=8192)] = 2048  # megabytes
    title: Text
    story: Text  # one or two sentences: whose program, what it does
    objectives: Lines
    show: Line  # the test whose before and after are shown
    budget: Annotated[dict[str, Limits], Meta(min_length=1)]  # test name or `total` -> most of each unit
    medals: dict[Literal["gold", "silver", "bronze"], Limits] = {}  # for the `show` test; optional
    predict: Unit = "calls"  # what the learner guesses before the first check
    scale: Scale | None = None
    wrong: dict[Line, Stage]  # file or folder in wrong/ -> the stage at which it must fail
    references: References = References()


class Module(Strict, frozen=True, kw_only=True):
    id: Slug
    title: Text
    about: Text


class PackFile(Strict, frozen=True, kw_only=True):
    """pack.yaml."""

    format: Annotated[int, Meta(ge=1, le=FORMAT)]
    id: Slug
    version: Line
    title: Text
    modules: Annotated[tuple[Module, ...], Meta(min_length=1)]  # in the order of the course


class Option(Strict, frozen=True, kw_only=True):
    """One answer of a quiz item; every one is explained, right or wrong."""

    text: Text
    why: Text
    right: bool = False


class QuizItem(Strict, frozen=True, kw_only=True):
    id: Slug
    module: Slug  # where its subject was taught: a later module's quiz asks it again
    kind: Literal["choice", "find-it", "fix-it", "estimate"] = "choice"
    question: Text
    code: str | None = None
    options: Annotated[tuple[Option, ...], Meta(min_length=2, max_length=6)]


class QuizFile(Strict, frozen=True, kw_only=True):
    """quiz.yaml of a pack."""

    format: Annotated[int, Meta(ge=1, le=FORMAT)]
    items: tuple[QuizItem, ...]
