"""Facts of all files linked: what calls what, what it costs, how often."""

from greenlint.project.calls import Call
from greenlint.project.functions import Function, Repeat
from greenlint.project.loops import Loop
from greenlint.project.project import Project

__all__ = ["Call", "Function", "Loop", "Project", "Repeat"]
