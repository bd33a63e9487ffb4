"""Where films and animated pictures move, over the projector's slide."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from decks.spots import Area, Medium
from presenter.projector.slide_layer import SlideLayer

Frame = Callable[[], QImage]


@dataclass
class _Spot:
    """A place on the slide; `frame` makes the picture that belongs there, once."""

    medium: Medium
    frame: Frame | None = None
    image: QImage = field(default_factory=QImage)

    def picture(self) -> QImage:
        """The newest frame."""
        if self.frame is not None:
            self.image, self.frame = self.frame(), None
        return self.image


class Stage(SlideLayer):
    """Lies over the slide and under everything else; clicks go through it. Only frames that are seen
    are made into pictures."""

    covered_changed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._spots: dict[int, _Spot] = {}

    def cover(self, covered: bool) -> None:
        """Whether something else is seen instead of the slide."""
        if covered != self.covered:
            super().cover(covered)
            self.covered_changed.emit(covered)

    def show_frame(self, key: int, medium: Medium, frame: Frame) -> None:
        """A newer frame of the film called `key`, to be made into a picture when it is painted."""
        spot = self._spots.get(key)
        if spot is None:
            spot = self._spots[key] = _Spot(medium)
            self._appear()
        elif spot.medium != medium:
            self.update(self._bounds(spot.medium))
            spot.medium = medium
        spot.frame = frame
        self.update(self._bounds(medium))

    def clear(self, key: int) -> None:
        """The slide's own picture again in the place of this film."""
        spot = self._spots.pop(key, None)
        if spot is not None:
            self.update(self._bounds(spot.medium))
            self._appear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every film in its place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(self.slide())
        for spot in self._spots.values():
            if self._bounds(spot.medium).intersects(event.rect()):
                self._paint(painter, spot)

    def _has_something(self) -> bool:
        return bool(self._spots)

    def _paint(self, painter: QPainter, spot: _Spot) -> None:
        picture = spot.picture()
        if picture.isNull():
            return
        painter.save()
        painter.setTransform(self._turned(spot.medium))
        if spot.medium.outline:
            painter.setClipPath(self._outline(spot.medium), Qt.ClipOperation.IntersectClip)
        painter.drawImage(self._place(spot.medium), picture, _part(spot.medium.crop, picture.size()))
        painter.restore()

    def _place(self, medium: Medium) -> QRectF:
        """Where a film stands before it is turned."""
        slide, area = self.slide(), medium.area
        return QRectF(
            slide.x() + area.x * slide.width(),
            slide.y() + area.y * slide.height(),
            area.width * slide.width(),
            area.height * slide.height(),
        )

    def _outline(self, medium: Medium) -> QPainterPath:
        place, path = self._place(medium), QPainterPath()
        corners = [
            QPointF(x * place.width(), y * place.height()) + place.topLeft() for x, y in medium.outline
        ]
        path.addPolygon(QPolygonF(corners))
        return path

    def _turned(self, medium: Medium) -> QTransform:
        middle: QPointF = self._place(medium).center()
        there = QTransform.fromTranslate(-middle.x(), -middle.y())
        return there * QTransform().rotate(medium.turn) * there.inverted()[0]

    def _bounds(self, medium: Medium) -> QRect:
        seen = self._turned(medium).mapRect(self._place(medium)).intersected(QRectF(self.rect()))
        return seen.toAlignedRect().adjusted(-1, -1, 1, 1)


def _part(crop: Area, size: QSize) -> QRectF:
    width, height = size.width(), size.height()
    return QRectF(crop.x * width, crop.y * height, crop.width * width, crop.height * height)
