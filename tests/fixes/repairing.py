"""What the tests of repairs share: files in memory, repaired until nothing changes."""

from __future__ import annotations

from pathlib import Path

from greenlint.config import Settings
from greenlint.engine import check_paths
from greenlint.fixes.run import Repairs, repair

HEAD = """from openai import OpenAI

client = OpenAI()


"""


def repairs(folder: Path, files: dict[str, bytes], *, unsafe: bool = True) -> Repairs:
    """The files written to the folder, and what a run over it would change."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    settings = Settings(root=str(folder), aggregate=False, min_confidence="low")
    return repair(lambda instead: check_paths([folder], settings, instead=instead), unsafe=unsafe)


def repaired(folder: Path, text: str, *, unsafe: bool = True) -> str:
    """One module after its repairs."""
    found = repairs(folder, {"app.py": text.encode()}, unsafe=unsafe)
    return found.changes[0].after.decode() if found.changes else text
