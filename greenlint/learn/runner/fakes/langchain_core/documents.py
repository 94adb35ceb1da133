"""A text with its id."""

from __future__ import annotations

from typing import Any


class Document:
    def __init__(self, page_content: str, id: str | None = None, metadata: dict[str, Any] | None = None) -> None:  # noqa: A002
        self.page_content, self.id, self.metadata = page_content, id, metadata or {}
