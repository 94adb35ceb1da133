"""Projects for the audit's tests: folders and archives, some of them hostile."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

WASTE = """from openai import OpenAI

client = OpenAI()


def main(rows):
    for row in rows:
        print(row, client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "hi"}], n=1))
"""


def folder(parent: Path, name: str, code: str = WASTE) -> Path:
    made = parent / name
    made.mkdir(parents=True)
    (made / "pyproject.toml").write_text("", "utf-8")
    (made / "app.py").write_text(code, "utf-8")
    return made


def sdist(parent: Path, name: str, files: dict[str, str | bytes] | None = None) -> Path:
    path = parent / f"{name}.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for inside, content in (files or {f"{name}/app.py": WASTE}).items():
            data = content.encode() if isinstance(content, str) else content
            member = tarfile.TarInfo(inside)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def wheel(parent: Path, name: str, files: dict[str, str] | None = None) -> Path:
    path = parent / f"{name}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, content in (files or {"pkg/app.py": WASTE}).items():
            archive.writestr(inside, content)
    return path
