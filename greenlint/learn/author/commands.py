"""dev new and dev check."""

from __future__ import annotations

import os
import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from greenlint.learn.author import proof, texts, whole
from greenlint.learn.check.launch import warmed
from greenlint.learn.errors import LearnError, PackError
from greenlint.learn.exercise import Exercise
from greenlint.learn.ink import FAILED, PASSED, ink
from greenlint.learn.packs import find_pack
from greenlint.texts import _

_SCAFFOLD = Path(__file__).parent / "scaffold"
_NAME = re.compile(r"^(\d{3})-([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$")


def new(names: list[str], pack_name: str | None) -> int:
    """A folder that loads, with every file that an exercise needs."""
    pack = find_pack(pack_name)
    for name in names:
        parts = _NAME.match(name)
        if parts is None:
            raise LearnError(_("`{name}`: an exercise is named like 105-my-subject").format(name=name))
        folder = pack.folder / name
        if folder.exists():
            raise LearnError(_("{folder} exists already").format(folder=folder))
        shutil.copytree(_SCAFFOLD, folder)
        yaml = folder / "exercise.yaml"
        text = yaml.read_text("utf-8").replace("SLUG", parts[2]).replace("ORDER", str(int(parts[1])))
        yaml.write_text(text.replace("MODULE", pack.facts.modules[0].id), "utf-8")
        print(_("{folder} is ready: fill it, then `greenlint learn dev check {id}`").format(folder=folder, id=parts[2]))
    return 0


def check(names: list[str], pack_name: str | None, update: bool, quick: bool, jobs: int) -> int:
    """Proves the named exercises, or all and the course as a whole. 0 when everything holds."""
    started = time.monotonic()
    pack = find_pack(pack_name)
    chosen = [pack.find(name) for name in names] or pack.exercises
    errors = 0
    modules = {name for exercise in chosen for name in exercise.facts.requires}
    with warmed(modules), ThreadPoolExecutor(jobs or os.cpu_count() or 1) as pool:
        for done in pool.map(lambda exercise: _one(exercise, update, quick), chosen):
            errors += len(done.errors)
            _print(done)
    if not names:
        for error in whole.prove(pack):
            errors += 1
            print(f"{ink(FAILED, 'red')} {error}")
    spent = time.monotonic() - started
    print(_("{n} exercises, {errors} errors, {seconds:.0f} s").format(n=len(chosen), errors=errors, seconds=spent))
    return 1 if errors else 0


def _one(exercise: Exercise, update: bool, quick: bool) -> proof.Proof:
    if update:
        texts.mark(exercise)
    try:
        found = proof.prove(exercise, update=update, quick=quick)
    except PackError as error:
        found = proof.Proof(exercise=exercise.name, errors=[error], warnings=[], seconds=[])
    found.errors += texts.prove(exercise)
    found.warnings += [f"{path}: older than its source (look at it, then --update)" for path in texts.stale(exercise)]
    return found


def _print(done: proof.Proof) -> None:
    sign = ink(FAILED, "red") if done.errors else ink(PASSED, "green")
    times = f"{min(done.seconds):.1f} s" if done.seconds else ""
    print(f"{sign} {done.exercise:34} {times}", flush=True)
    for error in done.errors:
        print(f"  {error}")
    for warning in done.warnings:
        print("  " + ink(warning, "yellow"))
