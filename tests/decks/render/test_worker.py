"""The drawing process by itself, spoken to as the presenter does."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from decks.model import Problem
from decks.render.findings import Findings
from decks.render.messages import Draw, Drawn, NotDrawn, NotOpened, Open, Ready, Reply, Request, path_word
from decks.render.shared_pixels import SharedPixels


def worker(path: Path, requests: list[Draw]) -> tuple[list[Reply], int]:
    """All replies to some requests about a deck, and the exit code after stdin has closed."""
    return talk([opening(path), *requests])


def opening(path: Path) -> Open:
    """The request to turn to a deck."""
    return Open(path_word(path), hashlib.sha256(path.read_bytes()).hexdigest())


def talk(requests: Sequence[Request]) -> tuple[list[Reply], int]:
    """All replies to some requests, and the exit code after stdin has closed."""
    lines = b"".join(msgspec.json.encode(request) + b"\n" for request in requests)
    command = [sys.executable, "-m", "decks.render.worker"]
    run = subprocess.run(command, input=lines, capture_output=True, timeout=60, check=False)
    return [msgspec.json.decode(line, type=Reply) for line in run.stdout.splitlines()], run.returncode


def test_it_draws_into_shared_pixels_and_ends_with_its_stdin(make_deck: Callable[..., Path]) -> None:
    with SharedPixels.create(320 * 200 * 4) as pixels:
        request = Draw(1, 0, 320, 200, str(pixels.path), pixels.size)
        replies, code = worker(make_deck(), [request, request])
        assert (replies, code) == ([Ready(), Drawn(320, 180, 1280), Drawn(320, 180, 1280)], 0)
        assert pixels.take(320, 180, 1280).pixel(1, 1) == 0xFFFFFFFF
        assert not pixels.path.exists() or os.name == "nt"


def test_it_reports_what_it_could_not_draw(
    make_deck: Callable[..., Path], rewritten: Callable[..., Path]
) -> None:
    path = rewritten(make_deck(slides=2), {"ppt/slides/slide2.xml": b"?"})
    with SharedPixels.create(320 * 200 * 4) as pixels:
        replies, _ = worker(path, [Draw(2, 0, 320, 200, str(pixels.path), pixels.size)])
    assert replies[1] == Drawn(320, 180, 1280, Findings((Problem("deck.slide_unreadable", 2),)))


def test_it_says_what_deck_it_can_not_open(tmp_path: Path) -> None:
    (tmp_path / "no.pptx").write_text("no deck")
    replies, code = worker(tmp_path / "no.pptx", [])
    assert (replies, code) == ([NotOpened("deck.not_a_deck", {"name": "no.pptx"})], 1)


def test_it_turns_from_one_deck_to_another(make_deck: Callable[..., Path]) -> None:
    one, two = make_deck(), make_deck(slides=2, name="other.pptx")
    with SharedPixels.create(320 * 200 * 4) as pixels:
        second = Draw(2, 0, 320, 200, str(pixels.path), pixels.size)
        replies, code = talk([second, opening(one), second, opening(two), second])
    assert [type(reply) for reply in replies] == [NotDrawn, Ready, NotDrawn, Ready, Drawn]
    assert code == 0


def test_a_mistake_of_ours_is_told_and_survived(make_deck: Callable[..., Path]) -> None:
    with SharedPixels.create(320 * 200 * 4) as pixels:
        bad = Draw(99, 0, 320, 200, str(pixels.path), pixels.size)
        good = Draw(1, 0, 320, 200, str(pixels.path), pixels.size)
        replies, code = worker(make_deck(), [bad, good])
    assert isinstance(replies[1], NotDrawn)
    assert "IndexError" in replies[1].why
    assert replies[2] == Drawn(320, 180, 1280)
    assert code == 0
