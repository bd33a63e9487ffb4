"""Shares of people and their intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.statistics.proportion import pool, take_share


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:857, table I, method 3: the score method, 95 %.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_that_of_newcombes_table(count, of, low, high):
    share = take_share(count, of)
    assert share.share == count / of
    assert share.low == pytest.approx(low, abs=5.1e-5)
    assert share.high == pytest.approx(high, abs=5.1e-5)


def test_the_interval_solves_wilsons_equation():
    # Independent of the closed form: the limits are the P where |p − P| = z·√(P(1−P)/n).
    share = take_share(9, 29)
    for limit in (share.low, share.high):
        assert abs(9 / 29 - limit) == pytest.approx(1.96 * (limit * (1 - limit) / 29) ** 0.5)


def test_a_share_of_nobody_is_not_defined():
    share = take_share(0, 0)
    assert (share.count, share.of, share.share, share.low, share.high) == (0, 0, None, None, None)


@pytest.mark.parametrize(("count", "of"), [(-1, 4), (5, 4), (1, 0)])
def test_more_than_all_or_less_than_nobody_is_a_mistake(count, of):
    with pytest.raises(ValueError, match="no share"):
        take_share(count, of)


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_within_its_interval_and_the_interval_within_nought_and_one(pair):
    share = take_share(*pair)
    assert 0 <= share.low <= share.share <= share.high <= 1


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_of_the_others_is_the_mirror_image(pair):
    count, of = pair
    share, others = take_share(count, of), take_share(of - count, of)
    assert others.low == pytest.approx(1 - share.high)
    assert others.high == pytest.approx(1 - share.low)


def test_shares_taken_together_count_every_answer_once() -> None:
    both = pool((take_share(3, 4), None, take_share(10, 26)))
    assert both == take_share(13, 30)


def test_nothing_taken_together_is_nothing_rather_than_none_of_it() -> None:
    assert pool((None, None)) is None
    assert pool((take_share(0, 0), take_share(0, 0))) == take_share(0, 0)
