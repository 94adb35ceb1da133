"""quiz: five questions, two of them from earlier modules; every answer is explained."""

from __future__ import annotations

import sys
from collections.abc import Callable

from greenlint.learn.errors import LearnError
from greenlint.learn.ink import FAILED, PASSED, ink
from greenlint.learn.model import QuizItem
from greenlint.learn.packs import Pack
from greenlint.learn.state import changing
from greenlint.learn.workspace import Workspace, find_workspace
from greenlint.texts import _, language

LENGTH, REVISITED = 5, 2


def choose(pack: Pack, module: str, answered: dict[str, bool]) -> list[QuizItem]:
    """Items of the module, and some of earlier ones: first those answered wrong, then those not asked yet."""
    order = [one.id for one in pack.facts.modules]
    place = order.index(module)

    def urgency(item: QuizItem) -> tuple[int, int]:
        return {False: 0, None: 1, True: 2}[answered.get(item.id)], -order.index(item.module)

    own = sorted((item for item in pack.quiz if item.module == module), key=urgency)
    earlier = sorted((item for item in pack.quiz if order.index(item.module) < place), key=urgency)
    revisited = earlier[: max(REVISITED, LENGTH - len(own))]
    return (own[: LENGTH - len(revisited)] + revisited)[:LENGTH]


def quiz(wanted: str | None, ask: Callable[[str], str] = input) -> int:
    """0 when every answer was right. Raises LearnError for a module that does not exist."""
    workspace = find_workspace()
    pack = workspace.pack
    module = wanted or workspace.current().facts.module
    if module not in {one.id for one in pack.facts.modules}:
        names = ", ".join(one.id for one in pack.facts.modules)
        raise LearnError(_("no module `{name}`; there are: {names}").format(name=module, names=names))
    items = choose(pack, module, workspace.state().quiz)
    if not items:
        print(_("This module has no questions."))
        return 0
    if not sys.stdin.isatty() and ask is input:
        raise LearnError(_("the quiz asks questions: run it in a terminal, or use `greenlint learn page`"))
    right = sum(_one(workspace, number, item, ask) for number, item in enumerate(items, 1))
    print(_("{right} of {all} right.").format(right=right, all=len(items)))
    return 0 if right == len(items) else 1


def _one(workspace: Workspace, number: int, item: QuizItem, ask: Callable[[str], str]) -> bool:
    lang = language()
    print()
    print(ink(f"{number}. {item.question.get(lang)}", "bold"))
    if item.code:
        for place, line in enumerate(item.code.rstrip().splitlines(), 1):
            print(f"   {place:2} {line}")
    for place, option in enumerate(item.options, 1):
        print(f"   {place}) {option.text.get(lang)}")
    chosen = _answer(len(item.options), ask)
    right = item.options[chosen].right
    print(f"{ink(PASSED, 'green') if right else ink(FAILED, 'red')} {item.options[chosen].why.get(lang)}")
    if not right:
        best = next(option for option in item.options if option.right)
        print(_("Better: {text}. {why}").format(text=best.text.get(lang).rstrip("."), why=best.why.get(lang)))
    with changing(workspace.folder) as state:
        state.quiz[item.id] = right
    return right


def _answer(most: int, ask: Callable[[str], str]) -> int:
    while True:
        given = ask(_("Your answer (1-{most}): ").format(most=most)).strip()
        if given.isdigit() and 1 <= int(given) <= most:
            return int(given) - 1
