"""How much a phone may say."""

from server.allowance import Allowance, Allowances, Turns


def test_a_burst_is_allowed_and_then_the_pace() -> None:
    allowance = Allowance(burst=3, per_s=2, now_s=0)
    assert [allowance.take(0) for _ in range(4)] == [True, True, True, False]
    assert [allowance.take(0.5), allowance.take(0.5)] == [True, False]


def test_a_pause_saves_up_no_more_than_a_burst() -> None:
    allowance = Allowance(burst=2, per_s=1, now_s=0)
    assert [allowance.take(1000) for _ in range(3)] == [True, True, False]


def test_an_allowance_is_not_born_anew_with_its_user() -> None:
    allowances = Allowances(burst=2, per_s=1)
    assert [allowances.take("a", 0) for _ in range(3)] == [True, True, False]
    assert allowances.take("b", 0)
    assert not allowances.take("a", 0.5)
    assert allowances.take("a", 1)


def test_what_is_full_again_is_forgotten_and_what_is_not_is_kept() -> None:
    allowances = Allowances(burst=2, per_s=1)
    for number in range(1024):
        allowances.take(str(number), now_s=0)
    for _ in range(2):
        allowances.take("busy", now_s=10)
    assert len(allowances) == 1
    for number in range(1024):
        allowances.take(str(number), now_s=10)
    assert len(allowances) == 1025
    assert not allowances.take("busy", now_s=10)


def test_who_comes_with_many_others_waits_for_them_and_nobody_else() -> None:
    turns = Turns(burst=2, per_s=10)
    assert [round(turns.wait_s("a", 100), 3) for _ in range(4)] == [0, 0, 0.1, 0.2]
    assert turns.wait_s("b", 100) == 0
    assert round(turns.wait_s("a", 100.25), 3) == 0.05
    assert turns.wait_s("a", 200) == 0
