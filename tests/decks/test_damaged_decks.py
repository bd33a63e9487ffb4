"""Whatever happens to a deck: it opens or is refused with a `DeckError`, and every slide is drawn in time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decks.opening import open_deck
from decks.render.renderer import open_renderer
from decks.spots import MediumKind
from tests.decks.damaging import DAMAGES, SPOILINGS, Parts, damaged, packed, read_parts, spoiled
from tests.decks.deck_of_everything import MEDIA, SLIDES, everything
from tests.decks.render.test_pdf_links import RECT, pdf_with
from tests.decks.surviving import survives

ROOT = Path(__file__).parents[2]
BUNDLED = sorted((ROOT / "assets" / "decks").glob("*.pptx"))
OTHERS = sorted((ROOT.parent / "shared" / "decks").rglob("*.pptx"))
SMALL = [path for path in OTHERS if path.stat().st_size < 2**20] or BUNDLED
QUICK_SLIDES = 4
LINKS = [f"{RECT} /A << /S /URI /URI (https://example.com/) >>", f"{RECT} /Dest [5 0 R /Fit]"]
PDF = pdf_with(LINKS, page="/Rotate 90 /CropBox [9 9 900 500]")

_read: dict[Path, Parts] = {}
kinds = st.lists(st.sampled_from(sorted(DAMAGES)), min_size=1, max_size=6)
spoilings = st.lists(st.sampled_from(sorted(SPOILINGS)), min_size=1, max_size=6)
seeds = st.integers(0, 2**32)

REPEATABLE = settings(derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
pytestmark = pytest.mark.usefixtures("qapp")


def parts_of(path: Path) -> Parts:
    """A deck's parts, read once."""
    if path not in _read:
        _read[path] = read_parts(path)
    return _read[path]


@pytest.fixture
def survive(tmp_path: Path) -> Callable[..., None]:
    """Looks whether the deck with these bytes survives."""

    def look(content: bytes, slides: int = QUICK_SLIDES) -> None:
        path = tmp_path / "damaged"
        path.write_bytes(content)
        survives(path, slides)

    return look


@pytest.mark.parametrize("original", BUNDLED, ids=lambda path: path.stem)
@settings(REPEATABLE, max_examples=12)
@given(kinds=kinds, seed=seeds)
def test_a_damaged_lesson_opens_or_is_refused(
    survive: Callable[..., None], original: Path, kinds: list[str], seed: int
) -> None:
    survive(packed(damaged(parts_of(original), kinds, seed)))


@settings(REPEATABLE, max_examples=12)
@given(original=st.sampled_from(SMALL), kinds=kinds, seed=seeds)
def test_a_damaged_deck_of_others_opens_or_is_refused(
    survive: Callable[..., None], original: Path, kinds: list[str], seed: int
) -> None:
    survive(packed(damaged(parts_of(original), kinds, seed)))


@pytest.fixture
def deck_of_everything(make_deck: Callable[..., Path]) -> Path:
    return everything(make_deck)


@settings(REPEATABLE, max_examples=25)
@given(kinds=kinds, seed=seeds)
def test_a_damaged_deck_of_everything_opens_or_is_refused(
    survive: Callable[..., None], deck_of_everything: Path, kinds: list[str], seed: int
) -> None:
    survive(packed(damaged(parts_of(deck_of_everything), kinds, seed)))


def test_the_deck_of_everything_survives_whole(deck_of_everything: Path) -> None:
    survives(deck_of_everything)
    deck = open_deck(deck_of_everything)
    renderer = open_renderer(deck)
    try:
        drawings = [renderer.draw(slide.number, slide.steps - 1, 160, 160) for slide in deck.slides]
    finally:
        renderer.close()
    assert (deck.problems, [drawing.findings.problems for drawing in drawings]) == ((), [()] * SLIDES)
    assert [slide.steps for slide in deck.slides] == [3, 1, 1, 1, 1]
    assert {medium.kind for drawing in drawings for medium in drawing.findings.media} == {
        MediumKind.MOVING_PICTURE,
        MediumKind.VIDEO,
    }


@pytest.mark.qt_log_ignore("JPEG|libpng|imageformats|imageio|GIF|TIFF|svg")
@settings(REPEATABLE, max_examples=20)
@given(media=st.sampled_from(MEDIA), kinds=spoilings, seed=seeds)
def test_spoilt_pictures_films_and_sounds_are_left_out(
    survive: Callable[..., None], deck_of_everything: Path, media: str, kinds: list[str], seed: int
) -> None:
    parts = dict(parts_of(deck_of_everything))
    for name in [name for name in parts if name.endswith(f".{media}")]:
        parts[name] = spoiled(parts[name], kinds, seed)
    survive(packed(parts), SLIDES if media == "emf" else QUICK_SLIDES)


@settings(REPEATABLE, max_examples=60)
@given(kinds=spoilings, seed=seeds)
def test_a_damaged_pdf_opens_or_is_refused(survive: Callable[..., None], kinds: list[str], seed: int) -> None:
    survive(spoiled(PDF, kinds, seed))


@pytest.mark.long
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("original", BUNDLED + OTHERS, ids=lambda path: path.stem)
@settings(REPEATABLE, max_examples=60)
@given(kinds=kinds, seed=seeds)
def test_every_slide_of_a_damaged_deck_is_drawn_or_listed(
    survive: Callable[..., None], original: Path, kinds: list[str], seed: int
) -> None:
    survive(packed(damaged(parts_of(original), kinds, seed)), 1_000)
