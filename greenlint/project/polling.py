"""Is a loop a poll: the same question until the answer says stop?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenlint.facts.model import CallRef

if TYPE_CHECKING:
    from greenlint.project.calls import Call
    from greenlint.project.loops import Loop
_ASKS = frozenset({"status", "http", "api", "search"})


def is_poll(loop: Loop) -> bool:
    """Asks the same thing again until the answer says stop."""
    asking = [call for call in loop.calls if call.reaching(_ASKS) and not _moves_on(loop, call)]
    if not asking:
        return False
    status = any(call.kind == "status" for call in asking) or _same_question(loop, asking)
    if loop.facts.kind == "for" and not (loop.range_args is not None and (loop.waits or status)):
        return False
    if not (status or loop.waits):
        return False
    if loop.facts.kind == "for" and any(loop.reads(name) for name in loop.facts.targets if name != "_"):
        return False
    results = {name for call in asking for name in call.bound_names} | _stored_from(loop, asking)
    for test in loop.tests:
        names = loop.file.names(test)
        if names & results or any(isinstance(part, CallRef) and part.id in {c.key.index for c in asking}
                                  for part in loop.file.parts(test)):  # fmt: skip
            return True
        if _derived(loop, names, results):
            return True
    return False


def _moves_on(loop: Loop, call: Call) -> bool:
    """The request follows a counter (an offset, a page): it asks for the next thing, not for the same."""
    names = {name for arg in call.site.args for name in call.file.names(arg.value)}
    for _ in range(3):
        inside = [binding for binding in loop.bindings if binding.name in names]
        if any(binding.kind == "augment" for binding in inside):
            return True
        names |= {name for binding in inside for name in loop.file.names(binding.value)}
    return False


def _same_question(loop: Loop, asking: list[Call]) -> bool:
    """A `while` loop that sends the very same GET each round."""
    return loop.facts.kind == "while" and any(
        call.kind == "http" and call.spec is not None and call.spec.method == "get" and call.site.args
        and not any(loop.file.names(arg.value) & loop.bound_names for arg in call.site.args)
        for call in asking
    )  # fmt: skip


def _stored_from(loop: Loop, asking: list[Call]) -> set[str]:
    """Names whose attribute or item takes an answer: `run.status = get_status(run.id)`."""
    wanted = {call.key.index for call in asking}
    return {
        root
        for root, stores in loop.file.stores_on.items()
        for store in stores
        if loop.file.encloses(loop.index, store.order)
        and any(isinstance(part, CallRef) and part.id in wanted for part in loop.file.parts(store.value))
    }


def _derived(loop: Loop, names: set[str], results: set[str]) -> bool:
    """Some name is computed from a result inside the loop."""
    for _ in range(3):
        wider = set(names)
        for binding in loop.bindings:
            if binding.name in names:
                wider |= loop.file.names(binding.value)
        if wider & results:
            return True
        if wider == names:
            return False
        names = wider
    return False
