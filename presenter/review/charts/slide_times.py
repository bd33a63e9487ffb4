"""How long each slide was shown, against its plan."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from presenter.review.charts.rows import RowChart
from presenter.review.colours import VERMILLION, Look
from presenter.review.labels import scaled, wrapped

_GAP = 8
_PICTURE_WIDTH = 72
_PICTURE_HEIGHT = 42


@dataclass(frozen=True, slots=True)
class SlideTime:
    """One slide. `said` stands after the bar, `against` (how it was to plan) below it; `over` colours it."""

    number: int
    title: str
    shown_s: float
    planned_s: float | None
    said: str
    against: str
    over: bool
    sentence: str
    png: bytes = b""


class SlideTimes(RowChart):
    """A row for each slide: picture, number and title, a bar for the time shown, a mark for the plan."""

    def __init__(self, title: str, slides: tuple[SlideTime, ...]) -> None:
        self.slides = slides
        self._pictures: dict[int, QPixmap] = {}
        self._until_s = max((max(one.shown_s, one.planned_s or 0.0) for one in slides), default=0.0) or 1.0
        self._with_pictures = any(one.png for one in slides)
        super().__init__(title, tuple(one.sentence for one in slides))

    def bar_rect(self, row: int) -> QRectF:
        """Where the bar would lie if this slide were the longest."""
        left, right = self._columns()
        rect = self.row_rect(row)
        height = round(QFontMetricsF(self.font()).height())
        return QRectF(left, rect.center().y() - height / 2, max(right - left, 1), height)

    def row_heights(self, width: int) -> list[int]:
        text = QFontMetricsF(self.font()).height() * 2
        height = round(max(text, _PICTURE_HEIGHT if self._with_pictures else 0) + 10)
        return [height] * len(self.slides)

    def paint_row(self, painter: QPainter, row: int, rect: QRectF, look: Look) -> None:
        slide = self.slides[row]
        if slide.png:
            self._paint_picture(painter, slide, rect, look)
        self._paint_title(painter, slide, rect, look)
        self._paint_bar(painter, slide, self.bar_rect(row), look)
        self._paint_said(painter, slide, rect, look)

    def _title_left(self) -> float:
        number = QFontMetricsF(scaled(self.font(), 1.0, bold=True)).horizontalAdvance(str(len(self.slides)))
        return _GAP + (_PICTURE_WIDTH + _GAP if self._with_pictures else 0) + number + _GAP

    def _columns(self) -> tuple[float, float]:
        said = self.widest("said", (text for one in self.slides for text in (one.said, one.against)))
        left = self._title_left() + self._title_room() + _GAP
        return left, self.width() - said - 2 * _GAP

    def _title_room(self) -> float:
        wanted = self.widest("title", (one.title for one in self.slides)) + 2
        return max(min(wanted, self.width() * 0.26), 40)

    def _paint_picture(self, painter: QPainter, slide: SlideTime, rect: QRectF, look: Look) -> None:
        box = QRectF(_GAP, rect.center().y() - _PICTURE_HEIGHT / 2, _PICTURE_WIDTH, _PICTURE_HEIGHT)
        picture = self._picture(slide)
        if picture.isNull():
            return
        size = QSizeF(picture.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(0, 0), size)
        place.moveCenter(box.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
        painter.setPen(QPen(look.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    def _picture(self, slide: SlideTime) -> QPixmap:
        """Decoded when first seen: most slides of a long deck are never scrolled to."""
        if slide.number not in self._pictures:
            self._pictures[slide.number] = QPixmap.fromImage(QImage.fromData(slide.png))
        return self._pictures[slide.number]

    def _paint_title(self, painter: QPainter, slide: SlideTime, rect: QRectF, look: Look) -> None:
        left, metrics = self._title_left(), QFontMetricsF(self.font())
        painter.setPen(look.text if slide.shown_s > 0 else look.muted)
        lines = wrapped(slide.title, self.font(), self._title_room(), 2)
        top = rect.center().y() - metrics.height() * len(lines) / 2
        for line in lines:
            painter.drawText(QPointF(left, top + metrics.ascent()), line)
            top += metrics.height()
        painter.setFont(scaled(self.font(), 1.0, bold=True))
        place = QRectF(0, rect.top(), left - _GAP, rect.height())
        painter.drawText(
            place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(slide.number)
        )

    def _paint_bar(self, painter: QPainter, slide: SlideTime, full: QRectF, look: Look) -> None:
        painter.fillRect(full, look.track)
        planned = slide.planned_s
        shown = self._part(full, slide.shown_s)
        painter.fillRect(shown, look.bar)
        if slide.over and planned is not None:
            beyond = QRectF(shown)
            beyond.setLeft(self._part(full, planned).right())
            painter.fillRect(beyond, look.surface)
            painter.fillRect(beyond, QBrush(VERMILLION, Qt.BrushStyle.Dense3Pattern))
        if slide.shown_s > 0:
            painter.setPen(QPen(look.outline(look.bar), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(shown.adjusted(0.5, 0.5, -0.5, -0.5))
        if planned is not None:
            x = self._part(full, planned).right()
            painter.setPen(QPen(look.text, 2))
            painter.drawLine(QPointF(x, full.top() - 4), QPointF(x, full.bottom() + 4))

    def _paint_said(self, painter: QPainter, slide: SlideTime, rect: QRectF, look: Look) -> None:
        _, right = self._columns()
        lines = [line for line in (slide.said, slide.against) if line]
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        top = rect.center().y() - metrics.height() * len(lines) / 2
        for place, line in enumerate(lines):
            painter.setPen(look.text if place == 0 else look.over if slide.over else look.muted)
            painter.drawText(QPointF(right + _GAP, top + metrics.ascent()), line)
            top += metrics.height()

    def _part(self, full: QRectF, seconds: float) -> QRectF:
        return QRectF(full.left(), full.top(), full.width() * seconds / self._until_s, full.height())
