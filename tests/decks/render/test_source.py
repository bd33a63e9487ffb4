"""A deck's file, read once and let go."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from decks import source
from decks.model import DeckError
from decks.opening import open_deck
from decks.render.renderer import Renderer, open_renderer
from decks.source import read_source


def test_a_small_file_is_read_and_a_large_one_only_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lesson.pptx"
    path.write_bytes(b"12345")
    monkeypatch.setattr(source, "LARGEST_IN_MEMORY", 5)
    assert read_source(path) == b"12345"
    path.write_bytes(b"123456")
    assert read_source(path) == path


@pytest.mark.parametrize("largest", [0, 2**20])
def test_a_deck_that_has_changed_is_not_drawn(
    make_deck: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    monkeypatch.setattr(source, "LARGEST_IN_MEMORY", largest)
    deck = open_deck(make_deck())
    open_renderer(deck).close()
    make_deck(slides=2)
    with pytest.raises(DeckError) as caught:
        open_renderer(deck)
    assert (caught.value.code, caught.value.values) == ("deck.changed", {"name": deck.path.name})


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("kind", ["pptx", "pdf"])
def test_drawing_keeps_no_file_open(
    renderer_of: Callable[[Path], Renderer],
    make_deck: Callable[..., Path],
    make_pdf: Callable[..., Path],
    kind: str,
) -> None:
    path = make_deck() if kind == "pptx" else make_pdf(["One"])
    renderer_of(path).draw(1, 0, 64, 36)
    handles = list(Path("/proc/self/fd").iterdir())
    assert str(path) not in [os.readlink(handle) for handle in handles if handle.is_symlink()]
