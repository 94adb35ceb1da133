"""Why a project could not be audited."""

from __future__ import annotations

from greenlint.errors import UserError


class ProjectError(UserError):
    """One line for the reader of the results; the audit goes on with the next project."""


class ExtraError(UserError):
    """Something that only an extra installs is asked for."""
