"""`greenlint footprint`: what a number of calls costs, asked without code."""

from __future__ import annotations

import argparse
from pathlib import Path

from greenlint.cli import CLEAN
from greenlint.cli import overrides as options
from greenlint.texts import _

KINDS = (
    "chat", "agent", "embed", "rerank", "classify", "moderate", "image", "video", "speech", "transcribe", "load",
    "http", "connection",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", nargs="?", metavar="MODEL", help=_("name of the model, as in code: gpt-4o"))
    parser.add_argument("--model", dest="named", metavar="MODEL", help=_("the same, by name"))
    parser.add_argument("--calls", type=float, default=1000, metavar="N", help=_("number of calls (default: 1000)"))
    parser.add_argument("--kind", choices=KINDS, help=_("what is called (default: what the model is for)"))
    parser.add_argument("--local", action="store_true", help=_("the model runs on this machine"))
    work = parser.add_argument_group(_("one call"))
    for name, text in (
        ("input-tokens", _("tokens of the prompt")),
        ("output-tokens", _("tokens of the answer")),
        ("images", _("images made")),
        ("steps", _("steps of an image model")),
    ):
        work.add_argument(f"--{name}", type=int, metavar="N", help=text)
    work.add_argument("--megapixels", type=float, metavar="N", help=_("size of an image"))
    work.add_argument("--seconds", type=float, metavar="N", help=_("length of audio or video"))
    work.add_argument("--reasoning", choices=("none", "minimal", "low", "medium", "high"), help=_("reasoning effort"))
    options.add_estimates(parser, loops=False)
    options.add_settings(parser)
    parser.add_argument(
        "--output-format",
        dest="style",
        choices=("text", "json"),
        default="text",
        help=_("how to print (default: text)"),
    )


def run(args: argparse.Namespace) -> int:
    import msgspec

    from greenlint.footprint.question import answer, kind_of
    from greenlint.footprint.waste import Operation
    from greenlint.reports.estimates import assumptions_of
    from greenlint.reports.footprint import lines

    args.model = args.named or args.model
    settings = options.resolver_of(args).for_path(Path.cwd())
    _refuse_negative(args)
    operation = Operation(
        kind=args.kind or kind_of(args.model),
        model=args.model,
        mode="local" if args.local else "hosted",
        input_tokens=args.input_tokens,
        output_tokens=args.output_tokens,
        reasoning=args.reasoning,
        megapixels=args.megapixels,
        steps=args.steps,
        seconds=args.seconds,
        images=args.images,
    )
    found = answer(operation, args.calls, assumptions_of(settings))
    if args.style == "json":
        print(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        print("\n".join(lines(found)))
    return CLEAN


def _refuse_negative(args: argparse.Namespace) -> None:
    from math import isfinite

    from greenlint.errors import UserError

    for name in ("calls", "input_tokens", "output_tokens", "images", "steps", "megapixels", "seconds"):
        value = getattr(args, name)
        if value is not None and not (isfinite(value) and value > 0):
            flag = "--" + name.replace("_", "-")
            raise UserError(_("{option} must be a number above 0, not {value}").format(option=flag, value=value))
