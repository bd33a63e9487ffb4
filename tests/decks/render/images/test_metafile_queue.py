"""The order in which metafiles are drawn."""

from decks.render.images.metafile_queue import MetafileQueue, Urgency
from decks.render.images.metafiles import Metafile


def order(*added: tuple[bytes, Urgency]) -> list[tuple[bytes, Urgency]]:
    queue = MetafileQueue()
    for data, urgency in added:
        queue.add(Metafile(data, bytes), urgency)
    taken = []
    while (next_one := queue.take()) is not None:
        taken.append((next_one[0].key, next_one[1]))
    assert len(queue) == 0
    return taken


def test_what_is_wanted_comes_first_and_the_newest_of_it() -> None:
    ahead, prepared = (b"a", Urgency.AHEAD), (b"p", Urgency.PREPARED)
    old, new = (b"old", Urgency.WANTED), (b"new", Urgency.WANTED)
    assert order(ahead, prepared, old, new) == [new, old, prepared, ahead]
    assert order(ahead, prepared, old, new, old) == [old, new, prepared, ahead]


def test_what_is_prepared_comes_in_its_order() -> None:
    one, two = (b"1", Urgency.PREPARED), (b"2", Urgency.PREPARED)
    assert order(one, two, one) == [one, two]


def test_the_same_metafile_comes_once_as_urgent_as_it_ever_was() -> None:
    assert order((b"a", Urgency.AHEAD), (b"a", Urgency.WANTED)) == [(b"a", Urgency.WANTED)]
    assert order((b"a", Urgency.WANTED), (b"a", Urgency.AHEAD)) == [(b"a", Urgency.WANTED)]
