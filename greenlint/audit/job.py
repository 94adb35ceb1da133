"""What every project of one audit is done with, in a form that travels to other machines."""

from __future__ import annotations

from hashlib import blake2b
from typing import Literal

import msgspec

from greenlint import __version__
from greenlint.audit.outcome import SCHEMA_VERSION
from greenlint.config import Settings

Details = Literal["findings", "counts"]
_NO_MATTER = {"output_format": "full", "fail_level": "warning", "sources": (), "root": ""}  # do not change a result


class Target(msgspec.Struct, frozen=True):
    """One project: `id` names it in the output, `path` says where it is; a folder, an archive or a URL of one."""

    id: str
    path: str


class Task(msgspec.Struct, frozen=True):
    """A project to audit; `known`: the digest with which it is in the output already."""

    target: Target
    known: str | None = None


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Settings, language and amount of detail. `run` is a digest of all that a result depends on beside its project."""

    settings: Settings
    lang: str
    details: Details
    run: str
    version: str = __version__


def job_of(settings: Settings, lang: str, details: Details, catalog: str) -> Job:
    """`catalog`: digest of the client catalogue."""
    kept = msgspec.structs.replace(settings, **_NO_MATTER)
    what = msgspec.json.encode((SCHEMA_VERSION, __version__, catalog, lang, details, kept))
    return Job(settings=settings, lang=lang, details=details, run=blake2b(what, digest_size=10).hexdigest())
