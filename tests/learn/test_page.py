"""The page stands alone, speaks both languages, and works with keys and on a phone."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from greenlint.learn.packs import own_pack
from greenlint.learn.page import write_page
from greenlint.learn.workspace import create_workspace

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace, _count = create_workspace(tmp_path_factory.mktemp("page") / "course", own_pack(), "fr")
    return write_page(workspace)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.open: list[str] = []
        self.mistakes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [str(value) for name, value in attrs if name == "id"]
        if tag not in ("meta", "br", "hr", "img", "link", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.mistakes.append(tag)


def test_the_page_is_well_formed_and_stands_alone(page: Path) -> None:
    text = page.read_text("utf-8")
    tags = Tags()
    tags.feed(text)
    assert tags.mistakes == []
    assert len(tags.ids) == len(set(tags.ids))
    assert not re.search(r"""(src|href)=["']?(https?:)?//(?!.*</a>)""", text.split("<main>")[0])
    assert "<script src" not in text
    assert "<link" not in text


def test_every_text_stands_there_in_both_languages(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.count('data-lang="en"') == text.count('data-lang="fr"') > 50
    assert "Une simple ligne de code peut tout changer" in text
    assert "One line can change everything" in text


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_a_browser_shows_one_language_at_a_time(page: Path) -> None:
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=2000",
        "--dump-dom",
        page.as_uri(),
    ]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    assert '<html lang="fr">' in shown
    assert re.search(r'value="fr"[^>]*aria-pressed="true"', shown)
