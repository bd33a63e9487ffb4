"""All of the memory is looked through when nobody answers."""

import gc
from collections.abc import Iterator

import pytest

from server.tidying import EVERY_S, LATEST_S, Tidying


@pytest.fixture
def looks() -> Iterator[list[int]]:
    """Each time that all of the memory is looked through. What Python does by itself is as before then."""
    before, looks = gc.get_threshold(), []

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "start" and told["generation"] == 2:
            looks.append(2)

    gc.callbacks.append(note)
    yield looks
    gc.callbacks.remove(note)
    gc.set_threshold(*before)
    gc.unfreeze()


async def test_it_waits_while_a_question_is_open_but_not_for_ever(house, looks: list[int]) -> None:
    host = await house.host_with_session()
    tidying = Tidying(house.rooms, 0.0)
    looks.clear()
    tidying.look(EVERY_S - 1)
    assert looks == []
    tidying.look(EVERY_S)
    assert looks == [2]
    await host.open("graded")
    tidying.look(EVERY_S * 5)
    assert looks == [2]
    await host.close("graded")
    tidying.look(EVERY_S * 5)
    assert looks == [2, 2]
    await host.open("poll")
    tidying.look(EVERY_S * 5 + LATEST_S)
    assert looks == [2, 2, 2]


async def test_python_itself_looks_only_at_what_is_young(house, looks: list[int]) -> None:
    Tidying(house.rooms, 0.0)
    looks.clear()
    kept = [[number] for number in range(300_000)]
    assert (len(kept), looks) == (300_000, [])
