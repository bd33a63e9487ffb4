"""Whatever happens to a deck: it opens or is refused with a `DeckError`, and every slide is drawn in time."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from decks.model import DeckError
from decks.opening import open_deck
from decks.render.renderer import open_renderer
from tests.decks.damaging import DAMAGES, Parts, damaged, packed, read_parts

ROOT = Path(__file__).parents[2]
BUNDLED = sorted((ROOT / "assets" / "decks").glob("*.pptx"))
OTHERS = sorted((ROOT.parent / "shared" / "decks").rglob("*.pptx"))
LONGEST_S = 5.0
SIDE = 160
QUICK_SLIDES = 4

_read: dict[Path, Parts] = {}
kinds = st.lists(st.sampled_from(sorted(DAMAGES)), min_size=1, max_size=6)
seeds = st.integers(0, 2**32)


def check(path: Path, parts: Parts, slides: int) -> None:
    """Open a package and draw its first slides, with all their steps, each in time."""
    path.write_bytes(packed(parts))
    begun = time.process_time()
    try:
        deck = open_deck(path)
    except DeckError:
        return
    finally:
        assert time.process_time() - begun < LONGEST_S
    renderer = open_renderer(deck)
    try:
        for slide in deck.slides[:slides]:
            for click in {0, slide.steps - 1}:
                begun = time.process_time()
                image = renderer.draw(slide.number, click, SIDE, SIDE).image
                assert time.process_time() - begun < LONGEST_S + 1, slide.number
                assert 1 <= image.width() <= SIDE
                assert 1 <= image.height() <= SIDE
    finally:
        renderer.close()


REPEATABLE = settings(derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def parts_of(path: Path) -> Parts:
    """A deck's parts, read once."""
    if path not in _read:
        _read[path] = read_parts(path)
    return _read[path]


@pytest.mark.parametrize("original", BUNDLED, ids=lambda path: path.stem)
@settings(REPEATABLE, max_examples=12)
@given(kinds=kinds, seed=seeds)
def test_a_damaged_lesson_opens_or_is_refused(
    qapp: QGuiApplication,
    tmp_path_factory: pytest.TempPathFactory,
    original: Path,
    kinds: list[str],
    seed: int,
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.pptx"
    check(path, damaged(parts_of(original), kinds, seed), QUICK_SLIDES)


@pytest.mark.long
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("original", BUNDLED + OTHERS, ids=lambda path: path.stem)
@settings(REPEATABLE, max_examples=60)
@given(kinds=kinds, seed=seeds)
def test_every_slide_of_a_damaged_deck_is_drawn_or_listed(
    qapp: QGuiApplication,
    tmp_path_factory: pytest.TempPathFactory,
    original: Path,
    kinds: list[str],
    seed: int,
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.pptx"
    check(path, damaged(parts_of(original), kinds, seed), 1_000)
