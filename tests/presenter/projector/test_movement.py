"""One picture gives way to the next."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from decks.motion import LONGEST_S, Effect, Motion, Side, Transition
from decks.spots import Area
from presenter.projector.movement import MOST_SIFTED, Movement, turning

WHOLE = Area(0, 0, 1, 1)
LEFT_HALF = Area(0, 0, 0.5, 1)
RED, BLUE, GREEN = "#ff0000", "#0000ff", "#00ff00"
SIDES = {Side.LEFT: (5, 50), Side.RIGHT: (95, 50), Side.TOP: (50, 5), Side.BOTTOM: (50, 95)}

pytestmark = pytest.mark.usefixtures("qapp")


def picture(colour: str, spot: QRect | None = None) -> QImage:
    """100 × 100 pixels of a colour, perhaps with a green spot."""
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    if spot is not None:
        painter = QPainter(image)
        painter.fillRect(spot, QColor(GREEN))
        painter.end()
    return image


def frame(elapsed_s: float, *motions: Motion, old: QImage | None = None, new: QImage | None = None) -> QImage:
    """How it looks on the way from red to blue."""
    seen = picture("white")
    painter = QPainter(seen)
    Movement(old or picture(RED), new or picture(BLUE), motions).draw(painter, elapsed_s)
    painter.end()
    return seen


def at(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name()


@pytest.mark.parametrize("effect", list(Effect))
@pytest.mark.parametrize("area", [WHOLE, LEFT_HALF, Area(0.3, 0.3, 0.001, 0.001), Area(2, 2, 1, 1)])
@pytest.mark.parametrize("leaving", [False, True])
def test_every_movement_ends_with_the_new_picture(effect: Effect, area: Area, leaving: bool):
    for elapsed_s in (LONGEST_S, 5.0):
        assert frame(elapsed_s, Motion(area, effect, leaving=leaving)) == picture(BLUE)


@pytest.mark.parametrize("effect", [effect for effect in Effect if effect is not Effect.NONE])
def test_every_movement_begins_near_the_old_picture_and_in_its_area_alone(effect: Effect):
    seen = frame(0.0001, Motion(LEFT_HALF, effect))
    assert seen.pixelColor(25, 50).red() > 240
    assert at(seen, 75, 50) == BLUE


def test_fading_mixes_the_pictures():
    mixed = frame(0.15, Motion(WHOLE, Effect.FADE)).pixelColor(50, 50)
    assert 110 < mixed.red() < 145
    assert 110 < mixed.blue() < 145


@pytest.mark.parametrize("effect", [Effect.WIPE, Effect.COVER, Effect.PUSH])
@pytest.mark.parametrize("side", list(Side))
def test_the_new_picture_comes_from_its_side(effect: Effect, side: Side):
    seen = frame(0.05, Motion(WHOLE, effect, side))
    for where, place in SIDES.items():
        opposite = {where, side} in ({Side.LEFT, Side.RIGHT}, {Side.TOP, Side.BOTTOM})
        if where is side:
            assert at(seen, *place) == BLUE
        elif opposite:
            assert at(seen, *place) == RED


def test_a_pushed_picture_moves_and_a_covered_one_stays():
    old = picture(RED, QRect(0, 0, 10, 100))
    pushed = frame(0.05, Motion(WHOLE, Effect.PUSH, Side.RIGHT), old=old)
    covered = frame(0.05, Motion(WHOLE, Effect.COVER, Side.RIGHT), old=old)
    assert (at(pushed, 2, 50), at(covered, 2, 50)) == (RED, GREEN)


@pytest.mark.parametrize("leaving", [False, True])
def test_only_what_differs_flies_and_the_ground_stays(leaving: bool):
    spot = QRect(40, 20, 20, 20)
    with_spot, without = picture(RED, spot), picture(RED)
    old, new = (with_spot, without) if leaving else (without, with_spot)
    motion = Motion(Area(0.3, 0.1, 0.4, 0.4), Effect.FLY, Side.BOTTOM, leaving)
    heights = []
    for elapsed_s in (0.05, 0.1, 0.15, 0.2, 0.25):
        seen = frame(elapsed_s, motion, old=old, new=new)
        greens = [(x, y) for x in range(100) for y in range(100) if at(seen, x, y) == GREEN]
        heights.append(min((y for _, y in greens), default=100))
        assert {x for x, _ in greens} <= set(range(40, 60))
        assert all(at(seen, x, y) == RED for x in (32, 68) for y in range(100))
    assert heights == sorted(heights, reverse=not leaving)
    assert 20 < heights[2] < 100


def test_very_many_pixels_fly_all_together():
    side = int(MOST_SIFTED**0.5) + 2
    old, new = (QImage(side, side, QImage.Format.Format_RGB32) for _ in range(2))
    old.fill(QColor(RED))
    new.fill(QColor(RED))
    new.setPixelColor(side // 2, side // 2, QColor(GREEN))
    seen = old.copy()
    painter = QPainter(seen)
    Movement(old, new, [Motion(WHOLE, Effect.FLY, Side.LEFT)]).draw(painter, 0.29999)
    painter.end()
    assert at(seen, side // 2, side // 2) == GREEN


def test_motions_follow_each_other():
    top, bottom = Area(0, 0, 1, 0.5), Area(0, 0.5, 1, 0.5)
    motions = Motion(top, Effect.FADE, lasts_s=0.1), Motion(bottom, Effect.FADE, begins_s=0.1, lasts_s=0.1)
    seen = frame(0.1, *motions)
    assert (at(seen, 50, 25), at(seen, 50, 75)) == (BLUE, RED)
    assert frame(0.2, *motions) == picture(BLUE)


def test_what_comes_at_once_but_later_waits():
    late = Motion(LEFT_HALF, Effect.NONE, begins_s=0.2, lasts_s=0.0)
    assert at(frame(0.19, late), 25, 50) == RED
    assert at(frame(0.2, late), 25, 50) == BLUE


def test_a_movement_knows_how_long_it_lasts_and_what_it_touches():
    movement = Movement(
        picture(RED),
        picture(BLUE),
        [
            Motion(Area(0.5, 0.5, 0.1, 0.1), Effect.FLY, Side.BOTTOM, lasts_s=0.1),
            Motion(Area(0, 0, 0.1, 0.1), Effect.FADE, begins_s=0.1, lasts_s=0.15),
        ],
    )
    assert movement.lasts_s == pytest.approx(0.25)
    assert movement.region.contains(QRect(50, 50, 10, 50))
    assert movement.region.contains(QRect(0, 0, 10, 10))
    assert not movement.region.intersects(QRect(0, 20, 40, 80))


def test_a_transition_is_a_motion_of_the_whole_slide():
    assert turning(Transition()) == ()
    (motion,) = turning(Transition(Effect.PUSH, Side.TOP, 0.2))
    assert motion == Motion(WHOLE, Effect.PUSH, Side.TOP, lasts_s=0.2)


def test_drawing_a_frame_leaves_the_painter_as_it_was(qapp: QGuiApplication):
    image = picture("white")
    painter = QPainter(image)
    Movement(picture(RED), picture(BLUE), [Motion(LEFT_HALF, e) for e in Effect]).draw(painter, 0.1)
    assert not painter.hasClipping()
    assert painter.opacity() == 1.0
    painter.end()
