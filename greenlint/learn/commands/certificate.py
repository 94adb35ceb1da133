"""certificate: everything is checked once more, then written down. Self-issued, and it says so."""

from __future__ import annotations

import hashlib
import html
from pathlib import Path

import msgspec

from greenlint.learn.check.launch import warmed
from greenlint.learn.commands.checking import run
from greenlint.learn.ink import FAILED, PASSED, ink
from greenlint.learn.units import number
from greenlint.learn.workspace import Workspace, find_workspace
from greenlint.texts import _, language

_PAGE = """<!doctype html><html lang={lang}><meta charset=utf-8><title>{title}</title>
<meta name=viewport content="width=device-width, initial-scale=1">
<style>
body {{ font: 18px/1.6 Georgia, serif; max-width: 42rem; margin: 3rem auto; padding: 2rem; color: #1c2b20;
  border: 3px double #2c6e49; }}
h1 {{ color: #2c6e49; }} small {{ color: #555; overflow-wrap: anywhere; }}
</style>
<h1>{title}</h1><p><strong>{name}</strong></p><p>{sentence}</p><p>{detail}</p><p>{rules}</p><p><small>{note}</small></p></html>
"""


class Record(msgspec.Struct, kw_only=True):
    """What the certificate says, for machines."""

    name: str
    pack: str
    version: str
    alone: list[str]
    with_help: list[str]
    open: list[str]
    hours: float
    rules: list[str]
    references: list[str]
    digest: str  # of the solutions, as they are in the workspace
    issued_by: str = "self"


def certificate(name: str) -> int:
    """0 when all exercises pass; a certificate of a part otherwise, and 1."""
    workspace = find_workspace()
    modules = {one for exercise in workspace.pack.exercises for one in exercise.facts.requires}
    with warmed(modules):
        for exercise in workspace.pack.exercises:
            if workspace.state().record(exercise.id).progress == "new":
                continue
            result = run(workspace, exercise, None, None, count=False)
            print(f"{ink(PASSED, 'green') if result.passed else ink(FAILED, 'red')} {exercise.name}", flush=True)
    record = summary(workspace, name)
    if not record.alone and not record.with_help:
        print(_("Nothing is solved yet: solve an exercise first."))
        return 1
    for path in write(workspace.folder, record):
        print(path)
    return 0 if not record.open else 1


def summary(workspace: Workspace, name: str) -> Record:
    state = workspace.state()
    done = [exercise for exercise in workspace.pack.exercises if state.record(exercise.id).progress == "done"]
    sources = hashlib.sha256()
    for exercise in done:
        for file, text in sorted(workspace.files(exercise).items()):
            sources.update(f"{exercise.id}/{file}\0{text}\0".encode())
    return Record(
        name=name,
        pack=workspace.pack.id,
        version=workspace.pack.facts.version,
        alone=[exercise.id for exercise in done if not state.record(exercise.id).with_help],
        with_help=[exercise.id for exercise in done if state.record(exercise.id).with_help],
        open=[exercise.id for exercise in workspace.pack.exercises if exercise not in done],
        hours=round(sum(record.seconds for record in state.exercises.values()) / 3600, 1),
        rules=sorted({rule for exercise in done for rule in exercise.facts.rules}),
        references=sorted({one for exercise in done for one in exercise.facts.references.rgesn}),
        digest=sources.hexdigest()[:32],
    )


def write(folder: Path, record: Record) -> list[Path]:
    solved, total = (
        len(record.alone) + len(record.with_help),
        len(record.alone) + len(record.with_help) + len(record.open),
    )
    page = _PAGE.format(
        lang=language(),
        title=_("Green coding: a record of practice"),
        name=html.escape(record.name or _("no name given")),
        sentence=_("solved {solved} of {total} exercises of the course “{pack}”, version {version}.").format(
            solved=solved, total=total, pack=html.escape(record.pack), version=html.escape(record.version)
        ),
        detail=_("Alone: {alone}. With help: {helped}. About {hours} hours between checks.").format(
            alone=len(record.alone), helped=len(record.with_help), hours=number(record.hours)
        ),
        rules=_("Rules practised: {rules}").format(rules=html.escape(", ".join(record.rules)) or "-"),
        note=_(
            "Self-issued: every solution was checked again on the learner's machine. Digest of the solutions: {digest}"
        ).format(digest=record.digest),
    )
    paths = [folder / "certificate.html", folder / "certificate.json"]
    paths[0].write_text(page, "utf-8")
    paths[1].write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1))
    return paths
