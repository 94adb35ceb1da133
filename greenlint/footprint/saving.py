"""How much of an operation's energy a waste is: the share first, because most errors cancel in it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from greenlint.footprint import work
from greenlint.footprint.amounts import calls_of, hit_rate, left_after, resolve
from greenlint.footprint.assumptions import Assumptions, Log
from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.energy import energy_of, growth, load_energy, web_energy
from greenlint.footprint.range import Range, vary
from greenlint.footprint.replacing import replaced_share
from greenlint.footprint.tokens import candidates_saving, tokens_saving
from greenlint.footprint.waste import Operation, Waste


class Saving(msgspec.Struct, frozen=True):
    """What a waste is, per run of the code."""

    share: Range | None  # of the energy now; None where nobody knows
    now: Range | None  # Wh now; None where nobody knows
    operations: float = 1.0  # how many operations run now


def saving_of(waste: Waste, assumptions: Assumptions, log: Log) -> Saving:
    """Share saved and energy now, in the terms that docs/footprint.md gives for each unit."""
    if resolve(waste.now, assumptions, Log()) <= 0:
        return Saving(None, None, 0.0)
    return _BY_UNIT[waste.unit](waste, assumptions, log)


def _calls(waste: Waste, assumptions: Assumptions, log: Log) -> Saving:
    now, after = resolve(waste.now, assumptions, log), resolve(waste.after, assumptions, log)
    each = energy_of(waste.operation, assumptions, log)
    energy = None if each is None else each * now
    if waste.instead is not None:
        return Saving(replaced_share(waste.operation, waste.instead, now, after, assumptions, log), energy, now)
    if waste.same_work:
        return _same_work(waste.operation, each, now, after, log)
    if waste.hit_rate is not None:
        hits = hit_rate(waste.hit_rate, log)
        return Saving(vary(lambda h: 1 - left_after(now, after, h) / now, hits), energy, now)
    if after >= now:
        log.add("no-public-figure", kind=waste.operation.kind)
        return Saving(None, energy, now)
    return Saving(Range.exact(1 - after / now), energy, now)


def _same_work(operation: Operation, each: Range | None, now: float, after: float, log: Log) -> Saving:
    """Many items in one call: the model still does its work; the overhead of the calls is what goes away."""
    fewer = 1 - after / now
    if operation.mode == "local":
        gain = log.add_range("batching-gain", coefficients()["batching-gain"])
        energy = None if each is None else each * now
        return Saving(vary(lambda g: fewer * (1 - 1 / g), gain), energy, now)
    request = web_energy(Operation(kind="http"))
    if each is None:
        return Saving(None, None, now)
    share = vary(lambda asked, worked: fewer * asked / (asked + worked), request, each)
    return Saving(share, (each + request) * now, now)


def _each(waste: Waste, assumptions: Assumptions, log: Log) -> tuple[float, float, float]:
    """Calls per run, and the count for one call now and after."""
    calls = calls_of(waste, assumptions, log)
    now, after = resolve(waste.now, assumptions, log), resolve(waste.after, assumptions, log)
    return calls, now / calls, after / calls


def _images(waste: Waste, assumptions: Assumptions, log: Log) -> Saving:
    now, after = resolve(waste.now, assumptions, log), resolve(waste.after, assumptions, log)
    each = energy_of(msgspec.structs.replace(waste.operation, images=1), assumptions, log)
    return Saving(_linear(now, after), None if each is None else each * now, now / (waste.operation.images or 1))


def _steps(waste: Waste, assumptions: Assumptions, log: Log) -> Saving:
    calls, now, after = _each(waste, assumptions, log)
    each = energy_of(msgspec.structs.replace(waste.operation, steps=round(now)), assumptions, log)
    return Saving(_linear(now, after), None if each is None else each * calls, calls)


def _megapixels(waste: Waste, assumptions: Assumptions, log: Log) -> Saving:
    calls, now, after = _each(waste, assumptions, log)
    each = energy_of(msgspec.structs.replace(waste.operation, megapixels=now), assumptions, log)
    kind = "video" if waste.operation.kind == "video" else "image"
    share = _shrunk(after / now, coefficients()[f"{kind}.megapixel-exponent"])
    return Saving(share, None if each is None else each * calls, calls)


def _seconds(waste: Waste, assumptions: Assumptions, log: Log) -> Saving:
    calls, now, after = _each(waste, assumptions, log)
    operation = waste.operation
    if operation.kind in work.WEB_KINDS or operation.kind in ("load", "local"):  # seconds of CPU time
        return Saving(_linear(now, after), coefficients()["web.vcpu-second"] * (now * calls), calls)
    each = energy_of(msgspec.structs.replace(operation, seconds=now), assumptions, log)
    grows = operation.kind == "video"
    share = _shrunk(after / now, coefficients()["video.length-exponent"]) if grows else _linear(now, after)
    return Saving(share, None if each is None else each * calls, calls)


def _bytes(waste: Waste, assumptions: Assumptions, log: Log) -> Saving:
    calls, now, after = _each(waste, assumptions, log)
    log.add("share-of", what="transfer")
    line = "fixed-line" if waste.operation.kind == "load" else "server-to-server"
    return Saving(_linear(now, after), coefficients()[f"web.transfer.{line}"] * (now * calls / 1e6), calls)


def _connections(waste: Waste, assumptions: Assumptions, log: Log) -> Saving:
    now, after = resolve(waste.now, assumptions, log), resolve(waste.after, assumptions, log)
    if waste.operation.kind not in work.WEB_KINDS - {"connection", "client"}:
        log.add("share-of", what="set-up")
        single = waste.operation.kind == "connection"
        each = web_energy(Operation(kind="connection" if single else "client", seconds=waste.operation.seconds))
        return Saving(_linear(now, after), each * now, now)
    log.add("share-of", what="requests")
    requests = max(calls_of(waste, assumptions, log), now)
    request, connection = web_energy(waste.operation), web_energy(Operation(kind="connection"))
    share = vary(lambda r, c: (now - after) * c / (requests * r + now * c), request, connection)
    return Saving(share, request * requests + connection * now, requests)


def _loads(waste: Waste, assumptions: Assumptions, log: Log) -> Saving:
    now, after = resolve(waste.now, assumptions, log), resolve(waste.after, assumptions, log)
    return Saving(_linear(now, after), load_energy(waste.operation, log) * now, now)


def _tokens(waste: Waste, assumptions: Assumptions, log: Log) -> Saving:
    calls, now, after = _each(waste, assumptions, log)
    share, energy = tokens_saving(waste, now, after, assumptions, log)
    return Saving(share, None if energy is None else energy * calls, calls)


def _candidates(waste: Waste, assumptions: Assumptions, log: Log) -> Saving:
    if waste.operation.kind in ("image", "video"):
        return _images(waste, assumptions, log)
    calls, now, after = _each(waste, assumptions, log)
    share, energy = candidates_saving(waste, now, after, assumptions, log)
    return Saving(share, None if energy is None else energy * calls, calls)


def _linear(now: float, after: float) -> Range:
    return Range.exact(1 - after / now).between(0.0, 1.0) if now else Range.exact(0.0)


def _shrunk(ratio: float, exponent: Range) -> Range:
    left = growth(ratio, exponent)
    return Range(1 - left.high, 1 - left.central, 1 - left.low).between(0.0, 1.0)


_BY_UNIT: dict[str, Callable[[Waste, Assumptions, Log], Saving]] = {
    "calls": _calls,
    "tokens": _tokens,
    "candidates": _candidates,
    "images": _images,
    "steps": _steps,
    "megapixels": _megapixels,
    "seconds": _seconds,
    "bytes": _bytes,
    "connections": _connections,
    "loads": _loads,
}
