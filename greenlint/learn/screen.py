"""What a check looks like in a terminal: four verdicts, the first failure with its next step, then before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from greenlint.learn.check.budgets import medal
from greenlint.learn.check.verdict import CheckResult, Verdict
from greenlint.learn.exercise import Exercise, load_baseline
from greenlint.learn.ink import FAILED, PASSED, WAITING, bar, ink
from greenlint.learn.model import Stage, Unit
from greenlint.learn.packs import Pack
from greenlint.learn.state import State
from greenlint.learn.units import amount, number
from greenlint.texts import _, language

_SIGNS = {"passed": (PASSED, "green"), "failed": (FAILED, "red"), "skipped": (WAITING, "dim")}


def stage_name(stage: Stage) -> str:
    return {
        "load": _("reading"),
        "behaviour": _("behaviour"),
        "budget": _("budget"),
        "rule": _("rule"),
        "honest": _("honest"),
    }[stage]


def header(exercise: Exercise, pack: Pack, state: State) -> str:
    """`102 · Twin captions    avoid · level 1 · 15 min    [####....] 9/30`"""
    facts, lang = exercise.facts, language()
    title = ink(f"{facts.order:03d} · {facts.title.get(lang)}", "bold")
    about = _("{module} · level {level} · {minutes} min")
    place = about.format(module=pack.module(facts.module).title.get(lang), level=facts.level, minutes=facts.minutes)
    done = sum(state.record(one.id).progress == "done" for one in pack.exercises)
    return f"{title}   {ink(place, 'dim')}   {bar(done, len(pack.exercises))}"


def verdict_lines(result: CheckResult, predicted: float | None, unit: Unit) -> Iterator[str]:
    """One line a stage; the first failure in full."""
    width = max(len(stage_name(verdict.stage)) for verdict in result.verdicts)
    for verdict in result.verdicts:
        sign, colour = _SIGNS[verdict.state]
        summary = _("not checked yet") if verdict.state == "skipped" else verdict.summary
        yield f"{ink(sign, colour)} {stage_name(verdict.stage):{width}}   {summary}".rstrip()
        if verdict is result.failure:
            yield from _failure(verdict, predicted, unit)


def _failure(verdict: Verdict, predicted: float | None, unit: Unit) -> Iterator[str]:
    if verdict.test and verdict.stage == "behaviour":
        yield "   " + ink(_("in {test}").format(test=verdict.test), "dim")
    for line in verdict.details:
        yield f"   {line}"
    if verdict.stage == "budget" and predicted is not None:
        yield "   " + _("You predicted {amount}.").format(amount=amount(unit, predicted))
    if verdict.step:
        yield "   " + ink(_("Next step: {step}").format(step=verdict.step), "cyan")


def debrief(exercise: Exercise, result: CheckResult, coefficients: Literal["reference", "deck"]) -> Iterator[str]:
    """Before and after: what was measured, then what it is estimated to mean."""
    baseline = load_baseline(exercise)
    if baseline is None:
        return
    now = result.sums[exercise.facts.show]
    before = baseline.units.get(exercise.facts.show, {})
    parts = []
    for unit in shown_units(exercise):
        old, new = before.get(unit, 0.0), now.of(unit)
        if old != new and old:
            parts.append(
                _("{before} → {after} ({change})").format(
                    before=number(old), after=amount(unit, new), change=_change(old, new)
                )
            )
    yield _("Before → after   {parts}").format(parts=" · ".join(parts))
    yield from _estimate(exercise, result, baseline.lots, coefficients)
    won = medal(exercise, result.ledger)
    if won:
        yield _("Medal: {medal}").format(medal={"gold": _("gold"), "silver": _("silver"), "bronze": _("bronze")}[won])


def shown_units(exercise: Exercise) -> list[Unit]:
    """The units of the shown test's budget, calls first, tokens always when there are any."""
    units: list[Unit] = ["calls", *exercise.facts.budget[exercise.facts.show]]
    return list(dict.fromkeys([*units, "tokens"]))


def _change(old: float, new: float) -> str:
    share = (old - new) / old
    text = f"{abs(share) * 100:.0f}" if abs(share) < 0.99 or share == 1 else f"{min(abs(share) * 100, 99.9):.1f}"
    return f"{'−' if share > 0 else '+'}{text.replace('.', ',') if language() == 'fr' else text} %"


def _estimate(
    exercise: Exercise, result: CheckResult, raw: Iterable[object], coefficients: Literal["reference", "deck"]
) -> Iterator[str]:
    import msgspec

    from greenlint.learn import budget

    assumed = budget.assumptions(coefficients)
    before = msgspec.convert(list(raw), list[budget.Lot])
    old = budget.cost(before, assumed)
    new = budget.cost(budget.lots(result.ledger.of(exercise.facts.show)), assumed)
    if coefficients == "deck" and not any(lot.images for lot in before):
        yield ink(_("The talk gives figures for images only: the reference answers here."), "dim")
    if old is None:
        yield _("Estimate         unknown: nobody has published a figure for this")
        return
    yield _("Estimate         before: {words}").format(words=budget.words(old))
    yield _("                 after:  {words}").format(words=budget.words(new) if new else _("nothing"))
    scale = exercise.facts.scale
    if scale:
        saved = old if new is None else budget.minus(old, new)
        large = saved * scale.factor
        line = _("For {per}: about {words} saved").format(per=scale.per.get(language()), words=budget.words(large))
        yield line
        for equivalent in budget.everyday(large):
            yield "                 ≈ " + equivalent
    yield ink(_("Calls and bytes are measured in the lab; the rest is an estimate: central value (low-high)."), "dim")
