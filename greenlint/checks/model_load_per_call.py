"""Weights loaded again on each request, task, click or round."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, N, chain_text, fewer
from greenlint.facts.model import Attribute, CallRef, Name
from greenlint.project import Call, Function, Repeat

_REASONS = {"route": "route", "event": "route", "task": "task", "apply": "apply"}


def check(call: Call) -> Iterator[Match]:
    if call.kind != "load" or call.function.is_module or call.function.in_test or call.own_repeats:
        return
    if call.cache or kept(call):
        return
    repeat = first_hot(call)
    if repeat is None:
        yield from _thrown_away(call)
        return
    reason = _REASONS.get(repeat.kind, "default")
    if repeat.kind == "rerun" or (reason == "default" and repeat.loop is None):
        reason = "wrapper"
    handler = repeat.function or call.function
    yield Match(
        call,
        reason,
        {
            "call": call.text,
            "function": handler.name if reason in ("route", "task") else call.function.name,
            "loop": repeat.loop.text if repeat.loop else "",
            "iterable": repeat.site.text if repeat.site else "",
            "chain": chain_text([*repeat.chain, call]),
        },
        waste=fewer("loads", call, N),
        chain=[*repeat.chain[1:], call] if repeat.chain else [],
        confidence="high" if repeat.kind in ("loop", "route") else "medium",
    )


def kept(call: Call) -> bool:
    """The load is kept for later calls: in a global, or on an object that itself lives on."""
    names = set(call.bound_names)
    if names & set(call.scope.global_names):
        return True
    return call.function.is_cached


def first_hot(call: Call) -> Repeat | None:
    """The first repetition on whose way nothing is cached or guarded."""
    for repeat in call.function.rounds:
        if any(step.cache for step in repeat.chain) or any(step.function.is_cached for step in repeat.chain):
            continue
        if repeat.loop is not None and repeat.size is not None and repeat.size <= 1:
            continue
        if repeat.loop is not None and repeat.chain and _another_each_time(call, repeat):
            continue
        if repeat.kind == "rerun" and not any(_on_click(step) for step in (*repeat.chain, call)):
            continue  # model-call-on-rerun speaks of what runs at every touch
        return repeat
    return None


def _another_each_time(call: Call, repeat: Repeat) -> bool:
    """What is loaded follows the loop's variable: each round loads another model."""
    targets = set(repeat.loop.facts.targets) if repeat.loop is not None else set()
    first = repeat.chain[0]
    follows = any(first.file.names(arg.value) & targets for arg in first.site.args)
    return follows and not _settled(call)


def _on_click(call: Call) -> bool:
    """Under `if st.button(...)`: runs at each click, not at each rerun."""
    for index in call.file.within(call.site.block):
        block = call.file.block(index)
        if block.kind == "if" and block.test is not None:
            for part in call.file.parts(block.test):
                if isinstance(part, CallRef) and "event-gate" in call.project.call_at(call.file, part.id).marks:
                    return True
    return False


def _thrown_away(call: Call) -> Iterator[Match]:
    """A model made for one use: `Keywords(text).extract()` loads in the constructor and drops the object at once."""
    if call.function.name != "__init__":
        return
    for made in call.function.callers:
        user = made.function
        if user.is_module or user.in_test or user.contexts & {"cli", "startup"} or made.cache or made.own_repeats:
            continue
        if made.site.args and not _settled(call):
            continue
        asked = _made_to_answer(made)
        if asked or (made.site.trail[:1] and made.site.role != "with" and _runs_often(user)):
            chain = [made, call]
            yield Match(
                call,
                "wrapper",
                {"call": call.text, "function": user.name, "chain": chain_text(chain)},
                waste=fewer("loads", call, N),
                chain=chain,
                confidence="medium",
                level="info" if asked else None,
            )
            return


def _made_to_answer(made: Call) -> bool:
    """`def search(self, query): embedder = Embedder()`: an object that stays asks a model that does not."""
    user, names = made.function, set(made.bound_names)
    if made.file.method_class(made.site.scope) is None or user.name.startswith("_") or not names or made.site.args:
        return False
    if not [param for param in user.scope.params if param.name not in ("self", "cls")] or not user.callers:
        return False
    leaves = made.file.exits_of.get(made.site.scope, ())
    given = [leave.value for leave in leaves] + [s.value for s in made.file.facts.stores if s.scope == made.site.scope]
    return not any(isinstance(value, Name) and value.id in names for value in given)


def _settled(call: Call) -> bool:
    """Nothing of the function's parameters decides what is loaded."""
    params = {param.name for param in call.scope.params[1:]}
    parts = [part for arg in call.site.args for part in call.file.parts(arg.value)]
    if any(isinstance(part, (Name, Attribute)) and call.file.names(part) & params for part in parts):
        return False
    return not any(  # `self.name = name`, then `load(self.name)`
        store.scope == call.site.scope and store.target in parts and call.file.names(store.value) & params
        for store in call.file.facts.stores
    )


def _runs_often(function: Function, depth: int = 0) -> bool:
    """More than one place calls it, or calls a function that does."""
    callers = [call for call in function.callers if not call.function.in_test]
    if len(callers) > 1:
        return True
    return depth < 3 and any(not c.function.is_module and _runs_often(c.function, depth + 1) for c in callers)
