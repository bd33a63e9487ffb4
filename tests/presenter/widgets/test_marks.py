"""An option's mark is the same on the projector, on the console and in the trainee's hand."""

import re

import pytest
from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from assets import ASSETS
from presenter.widgets.marks import MarkBadge, ShareBar, shape_path
from presenter.widgets.theme import Shape, option_mark

PHONE = ASSETS / "phone"
SIDE = 80


def phone_shapes() -> list[str]:
    listed = re.search(r"SHAPES\s*=\s*\[(.*?)\]", (PHONE / "questions.js").read_text(encoding="utf-8"), re.S)
    assert listed is not None
    return re.findall(r'"([^"]+)"', listed.group(1))


def canvas() -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    return image


def phone_shape(path: str) -> QImage:
    image = canvas()
    painter = QPainter(image)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="{path}"/></svg>'
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, SIDE, SIDE))
    painter.end()
    return image


def our_shape(shape: Shape) -> QImage:
    image = canvas()
    painter = QPainter(image)
    painter.fillPath(shape_path(shape, QPointF(SIDE / 2, SIDE / 2), SIDE * 0.46), QColor("black"))
    painter.end()
    return image


def filling(image: QImage) -> QImage:
    """The shape blown up to fill its canvas: its size is no matter here."""
    dark = [(x, y) for x in range(SIDE) for y in range(SIDE) if image.pixelColor(x, y).lightness() < 128]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return image.copy(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1).scaled(SIDE, SIDE)


def overlap(one: QImage, other: QImage) -> float:
    """How much of what either covers is covered by both."""
    cells = [(x, y) for x in range(0, SIDE, 2) for y in range(0, SIDE, 2)]
    covered = [(one.pixelColor(*c).lightness() < 128, other.pixelColor(*c).lightness() < 128) for c in cells]
    return sum(a and b for a, b in covered) / sum(a or b for a, b in covered)


def test_shapes_come_in_the_phones_order(qtbot: QtBot) -> None:
    ours = [filling(our_shape(shape)) for shape in Shape]
    for index, path in enumerate(phone_shapes()):
        likeness = [overlap(filling(phone_shape(path)), own) for own in ours]
        assert max(likeness) == likeness[index], f"option {option_mark(index).letter}"


def test_colours_come_in_the_phones_order() -> None:
    style = (PHONE / "phone.css").read_text(encoding="utf-8")
    paints = dict(re.findall(r"\.k(\d) \{[^}]*--paint: (#\w{6})", style))
    assert {str(i): option_mark(i).colour.lower() for i in range(8)} == {
        k: v.lower() for k, v in paints.items()
    }


@pytest.mark.parametrize(("share", "filled"), [(0.0, False), (0.5, False), (1.0, True)])
def test_a_bar_is_filled_to_its_share(qtbot: QtBot, share: float, filled: bool) -> None:
    bar = ShareBar(0)
    qtbot.addWidget(bar)
    bar.resize(100, 8)
    bar.show_share(share)
    image = bar.grab().toImage()
    assert (image.pixelColor(75, 4) == QColor(option_mark(0).colour)) is filled
    assert (image.pixelColor(25, 4) == QColor(option_mark(0).colour)) is (share > 0)


def test_a_badge_wears_its_options_colour(qtbot: QtBot) -> None:
    badge = MarkBadge(1)
    qtbot.addWidget(badge)
    assert badge.grab().toImage().pixelColor(4, 11) == QColor(option_mark(1).colour)
