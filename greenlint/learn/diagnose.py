"""What the ledger shows beyond a number: the waste's shape, the learner's line, and what to try next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import msgspec

from greenlint.learn.meter.ledger import Row, Site, most_repeated, repeats, requests
from greenlint.learn.model import Unit
from greenlint.learn.units import number, size
from greenlint.texts import _

_MANY = 3  # rows that make a pattern
_SHORT = 48  # characters of a prompt shown
_CACHED_FROM = 1024  # tokens that a prompt needs for the providers' caches


class Diagnosis(msgspec.Struct, frozen=True):
    seen: tuple[str, ...]
    step: str
    site: Site | None = None


def explain(rows: list[Row], unit: Unit, wait: float) -> Diagnosis:
    """The first pattern that explains why `unit` is too high."""
    for look in _LOOKS.get(unit, ()):
        found = look(rows)
        if found is not None:
            return found
    return _largest(rows, unit, wait)


def _place(site: Site | None) -> str:
    return _(", asked from {file}:{line}").format(file=site.file, line=site.line) if site else ""


def _about(row: Row) -> str:
    text = " ".join(row.about.split())
    return _("{kind} “{text}”").format(kind=row.kind, text=text[-_SHORT:])


def _repeated(rows: list[Row]) -> Diagnosis | None:
    again, asked = repeats(rows), requests(rows)
    top = most_repeated(rows)
    if len(again) * 4 < len(asked) or not again or top is None:
        return None
    row, count = top
    first = _("{again} of {all} requests were equal to an earlier one.").format(
        again=number(len(again)), all=number(len(asked))
    )
    second = _("Most repeated: {what} ×{count}{place}").format(what=_about(row), count=count, place=_place(row.site))
    return Diagnosis((first, second), _("Ask each question once and keep its answer."), row.site)


def _one_by_one(rows: list[Row]) -> Diagnosis | None:
    single = [row for row in requests(rows) if row.kind in ("embed", "moderate") and row.items == 1]
    if len(single) < _MANY:
        return None
    seen = _("{n} requests carried one text each{place}").format(n=number(len(single)), place=_place(single[0].site))
    return Diagnosis((seen,), _("This endpoint takes a list: send many texts in one request."), single[0].site)


def _passes(rows: list[Row]) -> Diagnosis | None:
    single = [row for row in rows if row.kind == "local" and row.items == 1]
    if len(single) < _MANY:
        return None
    seen = _("{n} passes of the model had one input each{place}").format(
        n=number(len(single)), place=_place(single[0].site)
    )
    return Diagnosis((seen,), _("Give the model the whole list: it works in batches."), single[0].site)


def _loads(rows: list[Row]) -> Diagnosis | None:
    loaded = [row for row in rows if row.kind == "load"]
    if len(loaded) < 2:
        return None
    seen = _("{model} was loaded {n} times{place}").format(
        model=loaded[0].model, n=len(loaded), place=_place(loaded[-1].site)
    )
    return Diagnosis((seen,), _("Load it once, outside of what repeats, and use it again."), loaded[-1].site)


def _polled(rows: list[Row]) -> Diagnosis | None:
    looks = [row for row in requests(rows) if row.kind == "status"]
    if len(looks) < _MANY or len(looks) * 2 < len(requests(rows)):
        return None
    pauses = [later.clock - row.clock for row, later in pairwise(looks)]
    seen = _("{n} questions about one job, {pause} s apart at the least{place}").format(
        n=number(len(looks)), pause=number(min(pauses)), place=_place(looks[0].site)
    )
    return Diagnosis((seen,), _("Wait longer between two questions, and let the pause grow."), looks[0].site)


def _insisted(rows: list[Row]) -> Diagnosis | None:
    refused = [row for row in requests(rows) if row.status >= 400]
    if len(refused) < _MANY or len(refused) * 2 < len(requests(rows)):
        return None
    status = Counter(row.status for row in refused).most_common(1)[0][0]
    seen = _("{n} requests were refused, most with {status}{place}").format(
        n=len(refused), status=status, place=_place(refused[0].site)
    )
    return Diagnosis(
        (seen,), _("Which refusals can ever become a yes? Wait before those, give up on the others."), refused[0].site
    )


def _unlimited(rows: list[Row]) -> Diagnosis | None:
    free = [row for row in rows if row.kind == "chat" and not row.limited]
    if not free or sum(row.tokens_out for row in free) * 2 < sum(row.tokens_out for row in rows):
        return None
    longest = max(free, key=lambda row: row.tokens_out)
    seen = _("{n} answers had no limit; the longest took {tokens} tokens{place}").format(
        n=len(free), tokens=number(longest.tokens_out), place=_place(longest.site)
    )
    return Diagnosis(
        (seen,), _("Say how long an answer may be: a limit, a stop sequence, a precise request."), longest.site
    )


def _candidates(rows: list[Row]) -> Diagnosis | None:
    several = [row for row in rows if row.candidates > 1]
    if not several:
        return None
    row = several[0]
    seen = _("{n} requests asked for {count} answers each{place}").format(
        n=len(several), count=row.candidates, place=_place(row.site)
    )
    return Diagnosis((seen,), _("Which of them are used? Ask for those."), row.site)


def _growing(rows: list[Row]) -> Diagnosis | None:
    sizes = [row.tokens_in for row in rows if row.kind == "chat"]
    rising = sum(later > earlier for earlier, later in pairwise(sizes))
    if len(sizes) < 4 or rising < 0.8 * (len(sizes) - 1) or sizes[-1] < 2 * sizes[0]:
        return None
    site = next((row.site for row in rows if row.kind == "chat" and row.site), None)
    seen = _("Input grows from {first} to {last} tokens{place}").format(
        first=number(sizes[0]), last=number(sizes[-1]), place=_place(site)
    )
    return Diagnosis((seen,), _("What is sent again each time? Keep what the next answer needs."), site)


def _uncached(rows: list[Row]) -> Diagnosis | None:
    """Long prompts, again and again, and the provider's cache never knew them."""
    long = [row for row in rows if row.kind == "chat" and row.tokens_in >= _CACHED_FROM]
    missed = [row for row in long[1:] if row.tokens_cached == 0]
    if len(missed) < _MANY or len(missed) * 2 < len(long):
        return None
    seen = _("{n} long prompts were read from their first token on: no two began alike{place}").format(
        n=number(len(missed)), place=_place(missed[0].site)
    )
    return Diagnosis((seen,), _("Put first what never changes, and last what changes each time."), missed[0].site)


def _unchanged(rows: list[Row]) -> Diagnosis | None:
    full = [row for row in requests(rows) if row.kind == "http" and row.status == 200]
    routes = Counter(row.route for row in full)
    if not routes or routes.most_common(1)[0][1] < _MANY:
        return None
    route, count = routes.most_common(1)[0]
    row = next(row for row in full if row.route == route)
    seen = _("{route} was downloaded {n} times, {size} each{place}").format(
        route=route, n=count, size=size(row.bytes_in), place=_place(row.site)
    )
    return Diagnosis((seen,), _("Ask whether it has changed, or keep it for a while."), row.site)


def _many_routes(rows: list[Row]) -> Diagnosis | None:
    asked = [row for row in requests(rows) if row.kind == "http"]
    sites = Counter(row.site for row in asked if row.site)
    if not sites or sites.most_common(1)[0][1] < _MANY:
        return None
    site, count = sites.most_common(1)[0]
    row = next(row for row in asked if row.site == site)
    seen = _("{n} requests like {route}{place}").format(n=count, route=row.route, place=_place(site))
    return Diagnosis((seen,), _("Can one request ask for many of them?"), site)


def _largest(rows: list[Row], unit: Unit, wait: float) -> Diagnosis:
    """No pattern: name the line that spends most."""
    spent: Counter[Site] = Counter()
    for row in rows:
        if row.site is not None:
            spent[row.site] += max(row.tokens_in + row.tokens_out, 1) if unit.startswith("tokens") else 1
    if not spent:
        return Diagnosis((), _("`greenlint learn hint` helps when you are stuck."))
    site = spent.most_common(1)[0][0]
    seen = _("Most of it is asked from {file}:{line}").format(file=site.file, line=site.line)
    return Diagnosis((seen,), _("What does the program do with each of these answers?"), site)


def _connections(rows: list[Row]) -> Diagnosis | None:
    asked = requests(rows)
    opened = len({row.connection for row in asked})
    if opened < _MANY:
        return None
    site = next((row.site for row in asked if row.site), None)
    seen = _("{opened} connections for {n} requests{place}").format(opened=opened, n=len(asked), place=_place(site))
    return Diagnosis((seen,), _("Build the client once and use it for all requests."), site)


_Look = Callable[[list[Row]], "Diagnosis | None"]
_CALLS: tuple[_Look, ...] = (_insisted, _polled, _repeated, _one_by_one, _many_routes)
_LOOKS: dict[Unit, tuple[_Look, ...]] = {
    "calls": _CALLS,
    "repeats": _CALLS,
    "tokens": (_repeated, _candidates, _unlimited, _growing),
    "tokens-in": (_repeated, _growing),
    "tokens-read": (_uncached, _repeated, _growing),
    "tokens-out": (_candidates, _unlimited, _repeated),
    "images": (_repeated, _candidates),
    "megapixels": (_repeated, _candidates),
    "seconds": (_repeated,),
    "bytes": (_unchanged, _many_routes, _repeated),
    "connections": (_connections,),
    "loads": (_loads,),
    "passes": (_passes,),
    "weight": (_repeated, _candidates),
}
