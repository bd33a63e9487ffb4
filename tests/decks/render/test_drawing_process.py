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
from decks.render.drawing_process import WORKER, DrawingProcess, End, Finished

WISH = Wish(1, 0, 320, 180)


class Followed:
    """A process and what it has told."""

    def __init__(self, deck: Deck, program: str = WORKER) -> None:
        self.process = DrawingProcess(slowest_ms=20_000, program=program)
        self.finished: list[Finished] = []
        self.ends: list[End] = []
        self.process.drawn.connect(self.finished.append)
        self.process.ended.connect(self.ends.append)
        self.process.open(deck)


@pytest.fixture
def drawing(qtbot: QtBot) -> Iterator[Callable[..., Followed]]:
    """Starts a drawing process and waits until it is ready or has ended; all are closed afterwards."""
    started: list[Followed] = []

    def start(deck: Deck, program: str = WORKER) -> Followed:
        started.append(Followed(deck, program))
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


READY = b'{"type":"ready"}'
NULL = (
    b'{"type":"drawn","width":320,"height":180,"stride":1280,"findings":{"links":[{"area":{"x":null,'
    b'"y":0,"width":1,"height":1},"jump":"next"}]}}'
)


@pytest.fixture
def liar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """A program that reads requests and answers them with these lines."""

    def write(*replies: bytes) -> str:
        code = "import sys\n" + "".join(
            f"sys.stdin.buffer.readline()\nsys.stdout.buffer.write({reply!r} + b'\\n')\nsys.stdout.flush()\n"
            for reply in replies
        )
        (tmp_path / "liar.py").write_text(code + "sys.stdin.buffer.read()\n")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        return "liar"

    return write


@pytest.mark.parametrize("reply", [NULL, b"Segmentation fault", b'{"type":"not_drawn","why":"\xff"}'])
def test_a_reply_that_can_not_be_read_ends_the_process_and_names_the_picture(
    drawing: Callable[..., Followed],
    liar: Callable[..., str],
    make_deck: Callable[..., Path],
    qtbot: QtBot,
    reply: bytes,
) -> None:
    one = drawing(open_deck(make_deck()), liar(READY, reply))
    one.process.draw(WISH)
    qtbot.waitUntil(lambda: bool(one.ends), timeout=20_000)
    assert one.ends == [End(WISH, None)]
    assert one.finished == []


def test_a_picture_that_can_not_be_there_is_none(
    drawing: Callable[..., Followed], liar: Callable[..., str], make_deck: Callable[..., Path], qtbot: QtBot
) -> None:
    huge = b'{"type":"drawn","width":99999,"height":99999,"stride":399996}'
    one = drawing(open_deck(make_deck()), liar(READY, huge))
    one.process.draw(WISH)
    qtbot.waitUntil(lambda: bool(one.finished), timeout=20_000)
    assert (one.finished[0].wish, one.finished[0].image) == (WISH, None)
    assert one.process.idle
