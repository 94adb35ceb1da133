"""Who may know whom: read from the import statements, also those inside functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "greenlint"
WAY = (
    ("sources", "catalog"),
    ("facts",),
    ("project",),
    ("checks",),
    ("engine",),
)  # each may import what stands before it
SHELL = ("reports", "fixes", "integrations", "learn", "cli")
BASE = ("texts", "errors", "data", "stored", "finding", "answer", "garbage", "footprint")  # known to all
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Each imported module, and whether it is imported when the file is (not in a function, not for types only)."""
    tree = ast.parse(path.read_text("utf-8"))
    late = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) not in late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from ((f"{node.module}.{alias.name}", id(node) not in late) for alias in node.names)


def own(path: Path) -> set[str]:
    """Parts of greenlint that the file imports."""
    names = {name.split(".")[1] for name, _early in imports(path) if name.startswith("greenlint.")}
    return names - {"__version__", part(path)}


def libraries(path: Path) -> dict[str, bool]:
    """Top-level packages -> whether one import of them runs when the file is imported."""
    found: dict[str, bool] = {}
    for name, early in imports(path):
        root = name.split(".")[0]
        found[root] = found.get(root, False) or early
    return found


def by_part(*names: str) -> list[Path]:
    return [path for path in MODULES if part(path) in names]


@pytest.mark.parametrize("step", range(len(WAY)), ids=lambda step: "-".join(WAY[step]))
def test_the_way_goes_forward(step: int) -> None:
    later = {name for names in WAY[step + 1 :] for name in names} | set(SHELL)
    beside = set(WAY[step]) if step else set()  # sources and catalog do not know each other
    for path in by_part(*WAY[step]):
        known = own(path)
        assert not known & later, f"{path} imports what comes after it: {known & later}"
        assert not known & (beside - {part(path)}), f"{path} imports its neighbour"


@pytest.mark.parametrize("name", ["footprint", "texts", "errors", "data", "stored", "finding"])
def test_the_base_knows_nothing_of_the_others(name: str) -> None:
    for path in by_part(name):
        assert own(path) <= set(BASE), f"{path} imports {own(path) - set(BASE)}"


@pytest.mark.parametrize(
    ("name", "stranger"),
    [("reports", "cli"), ("reports", "learn"), ("integrations", "cli"), ("fixes", "cli"), ("learn", "cli"),
     ("config", "cli"), ("config", "engine"), ("config", "reports"), ("suppress", "engine"), ("cards", "config")],
)  # fmt: skip
def test_the_shell_has_an_order_too(name: str, stranger: str) -> None:
    for path in by_part(name):
        assert stranger not in own(path), f"{path} imports greenlint.{stranger}"


def test_libcst_is_known_to_fixes_only() -> None:
    for path in MODULES:
        if "libcst" in libraries(path):
            assert part(path) == "fixes", f"{path} imports libcst"


def test_checks_never_see_a_tree() -> None:
    for path in by_part("checks", "project"):
        assert not {"libcst", "ast"} & set(libraries(path)), f"{path} imports a tree"


def test_yaml_is_known_to_loaders_only() -> None:
    for path in MODULES:
        if "yaml" in libraries(path):
            assert part(path) in ("cards", "catalog", "footprint", "learn"), f"{path} imports yaml"


def test_rich_is_imported_late() -> None:
    for path in MODULES:
        found = libraries(path)
        if "rich" in found:
            assert part(path) in ("reports", "cli", "learn", "footprint"), f"{path} imports rich"
            assert not found["rich"] or path.name in ("full.py", "frame.py"), f"{path} imports rich when it is imported"


def test_start_up_imports_little() -> None:
    for name in ("__init__.py", "__main__.py", "texts.py", "data.py", "errors.py", "cli/__init__.py", "cli/parser.py"):
        heavy = {"msgspec", "rich", "yaml", "libcst", "tomllib", "greenlint.config"}
        early = {root for root, at_once in libraries(PACKAGE / name).items() if at_once}
        assert not early & heavy, f"{name} imports {early & heavy}"
