"""What a worker does with one file. Works in this process too."""

from __future__ import annotations

import os

from greenlint.finding import Notice
from greenlint.garbage import uncollected
from greenlint.reading.extracting import encode, extract_path

Task = tuple[str, bytes | None]  # a path, and the content to take in its place


def size_of(task: Task) -> int:
    """Bytes, as far as they can be told."""
    path, data = task
    try:
        return os.stat(path).st_size if data is None else len(data)
    except (OSError, ValueError):
        return 0


def extract(task: Task) -> bytes | Notice:
    """The extracted form of a file as bytes, or why there is none."""
    with uncollected():
        extracted = extract_path(*task)
        return encode(extracted) if extracted.notice is None else extracted.notice
