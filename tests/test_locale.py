"""Languages: what is said to a user goes through gettext, and French has an answer for all of it."""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from greenlint import texts

PACKAGE = Path(texts.__file__).resolve().parent
LOCALE = PACKAGE / "locale"
PO = LOCALE / "fr/LC_MESSAGES/greenlint.po"
FIELD = re.compile(r"\{[^{}]*\}|%\([a-z_]+\)[rs]|%[rs]")
REMEDY = "run the commands of CONTRIBUTING.md, section Translations"


def po() -> Catalog:
    return read_po(io.BytesIO(PO.read_bytes()))


def plain(identifier: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (identifier,) if isinstance(identifier, str) else tuple(identifier)


def extracted() -> set[tuple[str, ...]]:
    found = extract_from_dir(str(PACKAGE), method_map=[("**.py", "python")])
    return {plain(message) for _file, _line, message, _comments, _context in found}


def test_every_text_is_known_to_the_translators() -> None:
    known = {plain(message.id) for message in po() if message.id}
    assert not extracted() - known, f"not in {PO.name}: {REMEDY}"
    if sys.version_info >= (3, 12):  # before, tokenize does not look inside f-strings, nor then does Babel
        assert not known - extracted(), f"no longer in the code: {REMEDY}"
    template = read_po(io.BytesIO((LOCALE / "messages.pot").read_bytes()))
    assert {plain(message.id) for message in template if message.id} == known, REMEDY


def test_french_is_complete() -> None:
    odd = [message.id for message in po() if message.id and (message.fuzzy or not all(plain(message.string)))]
    assert not odd, f"without a sure translation: {odd}"


def test_translations_fill_the_same_fields() -> None:
    for message in po():
        if message.id:
            wanted = {field for text in plain(message.id) for field in FIELD.findall(text)}
            for text in plain(message.string):
                assert set(FIELD.findall(text)) == wanted, message.id


def test_the_compiled_catalogue_is_in_step() -> None:
    compiled = read_mo(io.BytesIO(PO.with_suffix(".mo").read_bytes()))
    said, meant = ({plain(entry.id): plain(entry.string) for entry in book if entry.id} for book in (compiled, po()))
    assert said == meant, REMEDY


def spoken(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Literals that reach a user as they are: printed, given to argparse, or raised for people."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        said = node.args if name in ("print", "error", "exit", "_say") or name.endswith("Error") else []
        said = said + [word.value for word in node.keywords if word.arg in ("help", "description", "epilog", "usage")]
        for value in said:
            for part in value.values if isinstance(value, ast.JoinedStr) else [value]:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield node.lineno, part.value


@pytest.mark.parametrize("folder", ["cli", "reports", "config", "sources", "learn/commands", "learn/check"])
def test_no_text_goes_around_gettext(folder: str) -> None:
    odd = [
        f"{path.relative_to(PACKAGE)}:{line}: {text!r}"
        for path in sorted((PACKAGE / folder).rglob("*.py"))
        for line, text in spoken(ast.parse(path.read_text("utf-8")))
        if re.search(r"[a-zA-Z]{2,} [a-zA-Z]{2,}", text) and not text.strip().startswith(("greenlint", "http"))
    ]
    assert not odd, "wrap it in _(): " + "; ".join(odd)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB", "GREENLINT_LANG": "fr"}, "fr"),
        ({"LANG": "fr_FR", "GREENLINT_LANG": "en"}, "en"),
    ],
)
def test_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    monkeypatch.setattr(texts, "_chosen", None)
    for variable in ("GREENLINT_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert texts.language() == expected


def test_plurals(monkeypatch: pytest.MonkeyPatch) -> None:
    for lang, forms in (("en", ["files", "file", "files"]), ("fr", ["fichier", "fichier", "fichiers"])):
        monkeypatch.setattr(texts, "_chosen", lang)
        said = [texts.ngettext("{number} file", "{number} files", n).split()[-1] for n in (0, 1, 2)]
        assert said == forms


def test_an_unknown_text_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_chosen", "fr")
    assert texts._("nobody says this") == "nobody says this"
    assert texts._("") == ""
