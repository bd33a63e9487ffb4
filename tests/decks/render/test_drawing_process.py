"""The drawing process through thick and thin: where it starts, and what it does without room."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from decks.model import Deck
from decks.opening import open_deck
from decks.render.cache import Wish
from decks.render.drawing_process import DrawingProcess, End, Finished

WISH = Wish(1, 0, 320, 180)


class Followed:
    """A process and what it has told."""

    def __init__(self, deck: Deck) -> None:
        self.process = DrawingProcess(slowest_ms=20_000)
        self.finished: list[Finished] = []
        self.ends: list[End] = []
        self.process.drawn.connect(self.finished.append)
        self.process.ended.connect(self.ends.append)
        self.process.open(deck)


@pytest.fixture
def drawing(qtbot: QtBot) -> Iterator[Callable[[Deck], Followed]]:
    """Starts a drawing process and waits until it is ready or has ended; all are closed afterwards."""
    started: list[Followed] = []

    def start(deck: Deck) -> Followed:
        started.append(Followed(deck))
        qtbot.waitUntil(lambda: started[-1].process.idle or bool(started[-1].ends), timeout=20_000)
        return started[-1]

    yield start
    for one in started:
        one.process.close()


def test_nothing_in_the_folder_it_starts_in_is_run(
    drawing: Callable[[Deck], Followed],
    make_deck: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deck = open_deck(make_deck())
    for trap in ("json.py", "decks.py", "msgspec.py"):
        (tmp_path / trap).write_text("open('sprung', 'w').close()")
    monkeypatch.chdir(tmp_path)
    assert drawing(deck).process.idle
    assert not (tmp_path / "sprung").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' file names are text")
def test_a_deck_whose_name_is_no_text_is_drawn(
    drawing: Callable[[Deck], Followed], make_deck: Callable[..., Path], qtbot: QtBot
) -> None:
    one = drawing(open_deck(make_deck(name=os.fsdecode(b"\xbf\xce 100%.pptx"))))
    one.process.draw(WISH)
    qtbot.waitUntil(lambda: bool(one.finished), timeout=20_000)
    assert one.finished[0].image is not None


def test_a_deck_that_has_changed_on_the_disk_is_refused(
    drawing: Callable[[Deck], Followed], make_deck: Callable[..., Path]
) -> None:
    deck = open_deck(make_deck())
    make_deck(slides=2)
    (end,) = drawing(deck).ends
    assert end.refusal is not None
    assert (end.refusal.code, end.refusal.values) == ("deck.changed", {"name": "lesson.pptx"})


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as Unix can")
def test_without_room_for_a_picture_it_says_so_and_draws_when_there_is_room(
    drawing: Callable[[Deck], Followed], make_deck: Callable[..., Path], qtbot: QtBot
) -> None:
    import resource

    one = drawing(open_deck(make_deck()))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        one.process.draw(WISH)
        assert not one.process.idle
        qtbot.waitUntil(lambda: bool(one.finished), timeout=20_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    (refused,) = one.finished
    assert (refused.wish, refused.image) == (WISH, None)
    assert refused.why
    assert one.process.idle
    one.process.draw(WISH)
    qtbot.waitUntil(lambda: len(one.finished) == 2, timeout=20_000)
    assert one.finished[1].image is not None
    assert not one.ends
