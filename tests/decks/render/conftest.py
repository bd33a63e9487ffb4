"""Renderers for real decks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from decks.opening import open_deck
from decks.render.renderer import Renderer, open_renderer


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
