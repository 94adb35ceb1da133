"""The newsroom's rules hold for every headline."""

from types import SimpleNamespace

import headlines


def answers(text: str) -> SimpleNamespace:
    """A fake client whose model always says this."""
    message = SimpleNamespace(message=SimpleNamespace(content=text))
    completions = SimpleNamespace(create=lambda **request: SimpleNamespace(choices=[message]))
    return SimpleNamespace(chat=SimpleNamespace(completions=completions))


def test_no_full_stop(monkeypatch):
    monkeypatch.setattr(headlines, "client", answers("Old bridge holds."))
    shown = headlines.headline("The river rose by two metres in the night, and the old bridge held.")
    assert shown == "Old bridge holds"


def test_capital_first(monkeypatch):
    monkeypatch.setattr(headlines, "client", answers("a penguin at last"))
    shown = headlines.headline("At the zoo, a penguin has laid an egg after ten years.")
    assert shown == "A penguin at last"


def test_not_too_long(monkeypatch):
    long = headlines.headline("The council sat from noon to midnight and decided about everything.")
    assert len(long) <= 60
