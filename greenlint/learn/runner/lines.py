"""How the fake local-model libraries reach the meter."""

from __future__ import annotations

from typing import Any

from greenlint.learn.runner.channel import Channel
from greenlint.learn.runner.sites import Sites

_line: list[tuple[Channel, Sites]] = []


def set_channel(channel: Channel, sites: Sites) -> None:
    _line[:] = [(channel, sites)]


def local(kind: str, library: str, model: str, inputs: list[str], **facts: Any) -> list[Any]:
    """Reports a load or a pass of a local model; one answer for each input. Raises RuntimeError outside a check."""
    if not _line:
        raise RuntimeError(f"this stand-in for {library} works inside `greenlint learn check` only")
    channel, sites = _line[0]
    site = sites.here()
    return list(channel.do("local", kind, library, model, inputs, {**facts, "site": list(site) if site else None}))
