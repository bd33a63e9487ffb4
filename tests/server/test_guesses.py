"""How often one may guess."""

from server.guesses import Bound, Guesses


def guesses() -> Guesses:
    return Guesses({"phone": Bound(2, 0.1), "all": Bound(5, 1)})


def wrong(guesses: Guesses, phone: str, now_ms: int) -> bool:
    """Guess wrongly; whether the guess was looked at."""
    guesser = {"phone": phone, "all": "session"}
    if not guesses.may_guess(guesser, now_ms):
        return False
    guesses.was_wrong(guesser, now_ms)
    return True


def test_after_some_wrong_guesses_a_phone_waits() -> None:
    ours = guesses()
    assert [wrong(ours, "a", 0) for _ in range(3)] == [True, True, False]
    assert not wrong(ours, "a", 9_900)
    assert wrong(ours, "a", 10_000)
    assert wrong(ours, "b", 10_000)


def test_many_phones_together_wait_as_well() -> None:
    ours = guesses()
    assert [wrong(ours, str(phone), 0) for phone in range(6)] == [True] * 5 + [False]
    assert wrong(ours, "another", 1_000)


def test_right_guesses_cost_nothing() -> None:
    ours = guesses()
    assert all(ours.may_guess({"phone": str(phone), "all": "session"}, 0) for phone in range(1000))


def test_what_is_long_forgiven_is_not_remembered() -> None:
    ours = Guesses({"phone": Bound(2, 0.1)})
    for phone in range(10_001):
        ours.was_wrong({"phone": str(phone)}, phone * 1000)
    assert len(ours._wrong) < 100
