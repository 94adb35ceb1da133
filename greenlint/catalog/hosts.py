"""Model hosts: a raw HTTP request to one of their paths is a model call."""

from __future__ import annotations

import re
from functools import cache

from greenlint.catalog.specs import CallSpec


@cache
def _host_regex(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", r"[\w.-]*"))


@cache
def _path_regex(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"/\*\*", r"(?:/[^/]+)*").replace(r"\*", "[^/]*"))


class HostTable:
    """Host patterns (`*.openai.azure.com`, `localhost:11434`) and their URL paths (`/v1beta/models/*:embedContent`)."""

    def __init__(self, hosts: list[tuple[tuple[str, ...], dict[str, CallSpec]]]) -> None:
        self._hosts = hosts

    def known(self, host: str) -> bool:
        return any(True for _ in self._paths(host))

    def get(self, host: str, path: str) -> CallSpec | None:
        """What a request to `path` (the query is ignored) on `host` is, or None."""
        path = "/" + path.partition("?")[0].strip("/")
        for paths in self._paths(host):
            for pattern, spec in paths.items():
                if _path_regex(pattern).fullmatch(path):
                    return spec
        return None

    def _paths(self, host: str) -> list[dict[str, CallSpec]]:
        host = host.lower()
        return [paths for names, paths in self._hosts if any(_host_regex(name).fullmatch(host) for name in names)]
