"""Server time."""

import time

from server.clock import ServerClock


def test_server_time_starts_at_the_wall_clock_and_never_goes_back() -> None:
    before_ms = int(time.time() * 1000)
    clock = ServerClock()
    moments = [clock.now_ms() for _ in range(1000)]
    assert before_ms <= moments[0]
    assert moments == sorted(moments)


def test_server_time_is_never_before_what_was_recorded() -> None:
    clock = ServerClock()
    ahead_ms = clock.now_ms() + 3_600_000
    clock.not_before(ahead_ms)
    assert clock.now_ms() >= ahead_ms
    clock.not_before(0)
    assert clock.now_ms() >= ahead_ms


async def test_a_fast_clock_sleeps_in_its_own_time() -> None:
    clock = ServerClock(speed=10_000)
    began_ms = clock.now_ms()
    await clock.sleep(60)
    assert clock.now_ms() - began_ms >= 59_999
