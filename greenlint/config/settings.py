"""Every setting: its key, type, default and one line of help, as `greenlint config` shows them."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from greenlint.finding import Confidence, Level
from greenlint.texts import N_

OutputFormat = Literal["full", "concise", "json", "sarif", "github"]

DEFAULT_EXCLUDE = (
    ".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".greenlint_cache", ".hg", ".ipynb_checkpoints", ".mypy_cache",
    ".nox", ".pants.d", ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode",
    "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv",
)  # fmt: skip

Selectors = tuple[str, ...]


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What `[tool.greenlint]` and `greenlint.toml` may hold."""

    select: Annotated[
        Selectors | None,
        Meta(
            description=N_("Rules to report: codes (GRN101), prefixes (GRN1), names, families, or ALL. Default: ALL.")
        ),
    ] = None
    extend_select: Annotated[
        Selectors, Meta(description=N_("Rules to report as well as those that `select` names."))
    ] = ()
    ignore: Annotated[
        Selectors, Meta(description=N_("Rules to leave out. The more specific of `select` and `ignore` wins."))
    ] = ()
    per_file_ignores: Annotated[
        dict[str, Selectors], Meta(description=N_("Rules to leave out in the files that a glob matches."))
    ] = {}
    exclude: Annotated[
        Selectors, Meta(description=N_("Files and folders that are not looked into, unless they are named as a path."))
    ] = DEFAULT_EXCLUDE
    extend_exclude: Annotated[
        Selectors, Meta(description=N_("More files and folders to leave out, beside `exclude`."))
    ] = ()
    respect_gitignore: Annotated[bool, Meta(description=N_("Leave out what git ignores."))] = True
    fail_level: Annotated[
        Level, Meta(description=N_("The lowest level of finding that makes the run end with exit code 1."))
    ] = "warning"
    min_confidence: Annotated[
        Confidence, Meta(description=N_("The lowest confidence of the findings that are reported."))
    ] = "medium"
    output_format: Annotated[OutputFormat, Meta(description=N_("How findings are printed."))] = "full"
    lang: Annotated[
        Literal["en", "fr"] | None,
        Meta(description=N_("The language of the reports. Default: GREENLINT_LANG, else the locale's, else English.")),
    ] = None
    aggregate: Annotated[
        bool,
        Meta(description=N_("One finding per root cause, with the other places listed under it; false lists each.")),
    ] = True
    model_calls: Annotated[
        tuple[str, ...],
        Meta(description=N_("Dotted names of your own functions that call a model: `mycompany.llm.ask`.")),
    ] = ()
    region: Annotated[
        str | None,
        Meta(description=N_("Where the models run, for CO2 and water: `france`, `usa`… Default: the world.")),
    ] = None
    coefficients: Annotated[
        Literal["reference", "deck"], Meta(description=N_("The set of coefficients that estimates are made with."))
    ] = "reference"
    loop_size: Annotated[
        Annotated[int, Meta(ge=1)],
        Meta(description=N_("How often a loop runs where the code does not say, in estimates.")),
    ] = 100
    runs_per_day: Annotated[
        Annotated[float, Meta(gt=0)] | None,
        Meta(description=N_("How often the code runs in a day: gives estimates per year. Default: no yearly figure.")),
    ] = None


class Layer(msgspec.Struct, frozen=True, kw_only=True):
    """The selectors of one settings file, kept apart because a later file decides over an earlier one."""

    select: Selectors | None = None
    extend_select: Selectors = ()
    ignore: Selectors = ()
    per_file_ignores: dict[str, Selectors] = {}
    base: str = ""  # folder that the globs start from


class Settings(Options, frozen=True, kw_only=True):
    """Options in force for a file, and where they came from."""

    root: str = ""  # absolute folder that this file's globs start from; "" = the current folder
    sources: tuple[str, ...] = ()  # the settings files read, the deciding one first
    inherited: tuple[Layer, ...] = ()  # selectors of the files under this one (`extend`), the nearest last
