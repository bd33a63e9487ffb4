"""Decks that others made open and are drawn, where the folder with them lies beside the repository."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from decks.opening import open_deck
from decks.render.renderer import open_renderer

FOLDER = Path(__file__).parents[3] / "shared" / "decks"
DECKS = sorted(FOLDER.rglob("*.pptx"))
QUICK = DECKS[:: max(1, len(DECKS) // 8)][:8]

if not DECKS:
    pytest.skip("needs ../shared with decks", allow_module_level=True)


def draw(path: Path, slides: int) -> None:
    """Open a deck and draw its first slides after their last click: none is one flat colour unless it is
    empty."""
    deck = open_deck(path)
    renderer = open_renderer(deck)
    try:
        for slide in deck.slides[:slides]:
            image = renderer.draw(slide.number, slide.steps - 1, 480, 480).image
            assert "render.shape_failed" not in [problem.code for problem in renderer.problems(slide.number)]
            colours = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())}
            assert len(colours) > 1 or not slide.text
    finally:
        renderer.close()


@pytest.mark.parametrize("path", QUICK, ids=lambda path: path.stem)
def test_a_real_deck_opens_and_is_drawn(qapp: QGuiApplication, path: Path) -> None:
    draw(path, 3)


@pytest.mark.long
@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_every_slide_of_a_real_deck_is_drawn(qapp: QGuiApplication, path: Path) -> None:
    draw(path, 1000)
