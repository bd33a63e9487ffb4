"""How much a phone may say."""

from server.allowance import Allowance


def test_a_burst_is_allowed_and_then_the_pace() -> None:
    allowance = Allowance(burst=3, per_s=2, now_s=0)
    assert [allowance.take(0) for _ in range(4)] == [True, True, True, False]
    assert [allowance.take(0.5), allowance.take(0.5)] == [True, False]


def test_a_pause_saves_up_no_more_than_a_burst() -> None:
    allowance = Allowance(burst=2, per_s=1, now_s=0)
    assert [allowance.take(1000) for _ in range(3)] == [True, True, False]
