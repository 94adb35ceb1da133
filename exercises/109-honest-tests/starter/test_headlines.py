"""The newsroom's rules hold for every headline."""

import headlines


def test_no_full_stop():
    shown = headlines.headline("The river rose by two metres in the night, and the old bridge held.")
    assert not shown.endswith(".")


def test_capital_first():
    first = headlines.headline("At the zoo, a penguin has laid an egg after ten years.")[0]
    assert first == first.upper()


def test_not_too_long():
    long = headlines.headline("The council sat from noon to midnight and decided about everything.")
    assert len(long) <= 60
