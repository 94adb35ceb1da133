from __future__ import annotations

from math import isclose

import pytest

from greenlint.footprint import Range
from greenlint.footprint.range import product, total, vary


def test_products_combine_in_quadrature() -> None:
    factors = [Range(1 / k, 1, k) for k in (6, 3.2, 2.5, 3)]
    assert product(*factors).high == pytest.approx(13, rel=0.05)
    assert product(*factors).low == pytest.approx(1 / 13, rel=0.05)


def test_exact_values_add_no_doubt() -> None:
    known = Range(1, 2, 4)
    assert (known * Range.exact(3)).width == pytest.approx(known.width)
    assert known * 3 == Range(3, 6, 12)
    assert known / 2 == Range(0.5, 1, 2)


def test_sums_add_end_to_end() -> None:
    assert total([Range(1, 2, 3), Range(10, 20, 40)]) == Range(11, 22, 43)


def test_quotients_keep_the_order() -> None:
    quotient = Range(1, 2, 4) / Range(2, 4, 8)
    assert quotient.low < quotient.central == 0.5 < quotient.high


def test_a_low_end_of_zero_stays_zero() -> None:
    assert (Range(0, 0.5, 1) * Range(1, 2, 4)).low == 0
    assert Range(1, 2, 4) * Range.exact(0) == Range.exact(0)


def test_a_share_stays_between_its_limits() -> None:
    share = vary(lambda a, b: a / (a + b), Range(0.001, 1, 1000), Range(0.001, 1, 1000))
    assert 0 < share.low < 0.01
    assert share.central == 0.5
    assert 0.99 < share.high < 1
    assert vary(lambda a: 1 - a, Range.exact(0.25)) == Range.exact(0.75) or isclose(
        vary(lambda a: 1 - a, Range.exact(0.25)).low, 0.75
    )
    assert vary(lambda a: a, Range.exact(1.0)) == Range.exact(1.0)
