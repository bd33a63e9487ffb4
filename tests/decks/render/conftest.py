"""Renderers for real decks."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from decks.opening import open_deck
from decks.render.renderer import Renderer, open_renderer
from tests.decks.render.emf_file import EmfDecks
from tests.decks.render.held_metafiles import HELD_PROGRAM, HeldProgram


@pytest.fixture
def renderer_of(qapp: QGuiApplication) -> Iterator[Callable[[Path], Renderer]]:
    """Opens a renderer; all are closed afterwards."""
    opened: list[Renderer] = []

    def open_one(path: Path) -> Renderer:
        opened.append(open_renderer(open_deck(path)))
        return opened[-1]

    yield open_one
    for renderer in opened:
        renderer.close()


@pytest.fixture
def emf_decks(
    make_deck: Callable[..., Path],
    png: Callable[..., Any],
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
) -> EmfDecks:
    """Makes decks with metafiles."""
    return EmfDecks(make_deck, png, rewritten, part_of)


@pytest.fixture
def held_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HeldProgram:
    """Draws each metafile as a red square, but only when it is let."""
    (tmp_path / "held_metafiles.py").write_text(HELD_PROGRAM)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return HeldProgram(tmp_path)
