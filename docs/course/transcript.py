"""Solves the first exercise step by step and writes transcript.en.md and transcript.fr.md."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOLUTION = HERE.parent.parent / "exercises" / "001-one-line" / "solution" / "greetings.py"
WORDS = {
    "en": (
        "One exercise, step by step",
        "Made by running it (`python docs/course/transcript.py`). Times and seeds differ from run to run.",
        "Now `greetings.py` is edited: the question moves above the `for`.",
    ),
    "fr": (
        "Un exercice, pas à pas",
        "Obtenu en l'exécutant (`python docs/course/transcript.py`). Durées et graines changent d'une fois à l'autre.",
        "On modifie maintenant `greetings.py` : la question passe au-dessus du `for`.",
    ),
}
BEFORE = ("learn start", "learn check --predict 12", "learn hint")
AFTER = ("learn check", "learn check --coefficients deck", "learn solution", "learn progress")


def run(command: str, folder: Path, lang: str) -> str:
    environment = os.environ | {"NO_COLOR": "1", "PYTHONPATH": str(HERE.parent.parent), "GREENLINT_LANG": lang}
    parts = [sys.executable, "-m", "greenlint", *command.split()]
    done = subprocess.run(parts, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    said = (done.stdout + done.stderr).replace(str(folder.parent) + os.sep, "").rstrip()
    return f"```console\n$ greenlint {command}\n{re.sub(r'[ ]+$', '', said, flags=re.MULTILINE)}\n```\n"


def transcript(lang: str) -> str:
    title, about, edit = WORDS[lang]
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary).resolve()
        parts = [f"# {title}\n", f"{about}\n", run(f"learn init my-course --lang {lang}", home, lang)]
        course = home / "my-course"
        parts += [run(command, course, lang) for command in BEFORE]
        shutil.copyfile(SOLUTION, course / "001-one-line" / "greetings.py")
        parts += [f"{edit}\n", *(run(command, course, lang) for command in AFTER)]
    return "\n".join(parts)


if __name__ == "__main__":
    for lang in WORDS:
        (HERE / f"transcript.{lang}.md").write_text(transcript(lang), "utf-8")
