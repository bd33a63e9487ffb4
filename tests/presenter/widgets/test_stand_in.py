"""What stands in for a slide's picture says which slide it is, and doesn't flash."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage

from presenter.widgets.stand_in import draw_stand_in

SIZE = QSize(640, 360)


def flat(colour: str) -> QImage:
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def colours(image: QImage) -> set[str]:
    """Every colour in the picture."""
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize(
    ("before", "text"), [("#ffffff", "#000000"), ("#102040", "#ffffff"), ("#f0d000", "#000000")]
)
def test_the_title_stands_on_the_ground_of_the_picture_before(
    qapp: QGuiApplication, before: str, text: str
) -> None:
    picture = flat(before)
    picture.setPixelColor(32, 18, QColor("#00ff00"))
    image = draw_stand_in("Who is who?", SIZE, picture)
    assert image.size() == SIZE
    assert image.pixelColor(1, 1).name() == before
    assert text in colours(image)


def test_the_first_slide_of_all_stands_on_white(qapp: QGuiApplication) -> None:
    assert colours(draw_stand_in("", SIZE, None)) == {"#ffffff"}


def test_a_title_as_long_as_a_book_does_no_harm(qapp: QGuiApplication) -> None:
    assert draw_stand_in("课" * 5_000, QSize(1, 1), flat("#000000")).size() == QSize(1, 1)
