"""Builds the page. Every text stands there twice, once in each language; the switch shows one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from importlib.resources import files

from greenlint import texts
from greenlint.learn.exercise import Exercise, load_baseline
from greenlint.learn.model import LANGUAGES, Module, QuizItem, Unit
from greenlint.learn.screen import shown_units
from greenlint.learn.state import Record, State
from greenlint.learn.units import amount
from greenlint.learn.workspace import Workspace
from greenlint.texts import _

_IDENTIFIER = re.compile(r"[^a-z0-9-]")


def build(workspace: Workspace, refresh: int | None) -> str:
    """The whole page."""
    home = files("greenlint.learn.page")
    state, pack, lang = workspace.state(), workspace.pack, workspace.lang
    reload_tag = f'<meta http-equiv="refresh" content="{refresh}">' if refresh else ""
    body = [
        f"<header><h1>{_both(pack.facts.title.get)}</h1>{_switch(lang)}</header>",
        f"<main>{_overview(workspace, state)}",
    ]
    for module in pack.facts.modules:
        body.append(_module(workspace, module, state))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{escape(pack.facts.title.get(lang))}</title>"
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{reload_tag}'
        f"<style>{home.joinpath('style.css').read_text('utf-8')}</style></head><body>{''.join(body)}</main>"
        f"<script>{home.joinpath('page.js').read_text('utf-8')}</script></body></html>\n"
    )


def _both(text: Callable[[str], str], tag: str = "span", raw: bool = False) -> str:
    """The text in each language. `raw`: it is HTML already."""
    return "".join(
        f'<{tag} data-lang="{lang}">{text(lang) if raw else escape(text(lang))}</{tag}>' for lang in LANGUAGES
    )


def _ours(message: Callable[[], str]) -> str:
    """A text of the program itself, translated twice."""

    def say(lang: str) -> str:
        before = texts.language()
        texts.set_language(lang)
        try:
            return message()
        finally:
            texts.set_language(before)

    return _both(say)


def _switch(lang: str) -> str:
    names = {"en": "English", "fr": "Français"}
    buttons = [
        f'<button type="button" value="{one}" lang="{one}" '
        f'aria-pressed="{str(one == lang).lower()}">{names[one]}</button>'
        for one in LANGUAGES
    ]
    return f'<div class="switch" role="group" aria-label="language / langue">{" ".join(buttons)}</div>'


def _bar(share: float, kind: str = "") -> str:
    return f'<div class="bar {kind}"><span style="width:{min(max(share, 0), 1) * 100:.1f}%"></span></div>'


def _overview(workspace: Workspace, state: State) -> str:
    rows = []
    for module in workspace.pack.facts.modules:
        mine = [one for one in workspace.pack.exercises if one.facts.module == module.id]
        done = sum(state.record(one.id).progress == "done" for one in mine)
        if mine:
            name = f'<a href="#module-{module.id}">{_both(module.title.get)}</a>'
            rows.append(f"<li>{name} {done}/{len(mine)}{_bar(done / len(mine))}</li>")
    return f"<h2>{_ours(lambda: _('Progress'))}</h2><ol>{''.join(rows)}</ol>"


def _module(workspace: Workspace, module: Module, state: State) -> str:
    mine = [one for one in workspace.pack.exercises if one.facts.module == module.id]
    items = [item for item in workspace.pack.quiz if item.module == module.id]
    if not mine:
        return ""
    parts = [
        f'<h2 id="module-{module.id}">{_both(module.title.get)}</h2><p class="about">{_both(module.about.get)}</p>'
    ]
    parts += [_exercise(workspace, one, state.record(one.id)) for one in mine]
    if items:
        quiz = "".join(map(_quiz_item, items))
        parts.append(
            f'<details id="quiz-{module.id}"><summary>{_ours(lambda: _("Questions"))}</summary>{quiz}</details>'
        )
    return f"<section>{''.join(parts)}</section>"


def _exercise(workspace: Workspace, exercise: Exercise, record: Record) -> str:
    facts = exercise.facts
    sign = {"done": "✔", "started": "▸", "new": "·"}[record.progress]
    head = f'<span class="state {record.progress}">{sign}</span> {facts.order:03d} · {_both(facts.title.get)}'
    about = f'<span class="about"> {facts.minutes} min</span>'
    current = " open" if workspace.state().current == exercise.id else ""
    lesson = _both(lambda lang: markdown(exercise.prose("README", lang)), "div", raw=True)
    parts = [f'<div class="lesson">{lesson}</div>', *_measures(exercise, record)]
    parts.append(f"<p><code>greenlint learn check {facts.id}</code></p>")
    parts += _hints(exercise)
    if record.progress == "done":
        why = _both(lambda lang: markdown(exercise.prose("WHY", lang)), "div", raw=True)
        summary = _ours(lambda: _("Why it works"))
        parts.append(
            f'<details id="why-{facts.id}"><summary>{summary}</summary><div class="lesson">{why}</div></details>'
        )
    return f'<details id="{facts.id}"{current}><summary>{head}{about}</summary>{"".join(parts)}</details>'


def _hints(exercise: Exercise) -> Iterator[str]:
    by_lang = {lang: exercise.hints(lang) for lang in LANGUAGES}
    for place in range(min(map(len, by_lang.values()))):
        title = _both(lambda lang, place=place: by_lang[lang][place].title)  # type: ignore[misc]
        text = _both(lambda lang, place=place: markdown(by_lang[lang][place].text), "div", raw=True)  # type: ignore[misc]
        name = f"hint-{exercise.id}-{place}"
        yield f'<details class="hint" id="{name}"><summary>{title}</summary>{text}</details>'


def _measures(exercise: Exercise, record: Record) -> Iterator[str]:
    """Bars: what the starter costs, the budget, what the learner's version was measured to cost."""
    baseline = load_baseline(exercise)
    if baseline is None:
        return
    before = baseline.units.get(exercise.facts.show, {})
    budget = exercise.facts.budget[exercise.facts.show]
    for unit in shown_units(exercise):
        most = before.get(unit, 0.0)
        if not most:
            continue
        rows = [_measure(lambda: _("before"), most, most, unit, "before")]
        if unit in budget:
            rows.append(_measure(lambda: _("budget"), budget[unit], most, unit, ""))
        if unit in record.measured:
            rows.append(_measure(lambda: _("yours"), record.measured[unit], most, unit, ""))
        if len(rows) > 1:
            yield f'<div class="measure">{"".join(rows)}</div>'


def _measure(label: Callable[[], str], value: float, most: float, unit: Unit, kind: str) -> str:
    return f"<span>{_ours(label)}</span>{_bar(value / most, kind)}<span>{_ours(lambda: amount(unit, value))}</span>"


def _quiz_item(item: QuizItem) -> str:
    code = f"<pre><code>{escape(item.code)}</code></pre>" if item.code else ""
    options = []
    for option in item.options:
        mark = ' data-right="1"' if option.right else ""
        button = f'<button type="button" class="option" aria-expanded="false"{mark}>{_both(option.text.get)}</button>'
        sign = "✔ " if option.right else "✘ "
        options.append(f'<li>{button}<div class="why" hidden role="status">{sign}{_both(option.why.get)}</div></li>')
    name = _IDENTIFIER.sub("", item.id)
    return f'<h3 id="question-{name}">{_both(item.question.get)}</h3>{code}<ol type="a">{"".join(options)}</ol>'


def markdown(text: str) -> str:
    """HTML of the course's Markdown; HTML inside it is shown as text."""
    from markdown_it import MarkdownIt  # comes with rich

    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))
