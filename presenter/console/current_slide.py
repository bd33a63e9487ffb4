"""The current slide on the console: its links and films can be clicked; the mouse points and draws on it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap

from decks.spots import Link, Medium, MediumKind
from presenter.console.link_words import where_to
from presenter.drawing import COLOURS, Strokes
from presenter.light import Light, Spot, Tool
from presenter.widgets.beam import beam_bounds, draw_dot, draw_ring, spot_at
from presenter.widgets.ink import changed_region, draw_strokes
from presenter.widgets.label import as_tooltip
from presenter.widgets.slide_view import SlideView, fitted

NIB = 14  # logical pixels: the cursor while the mouse draws


class CurrentSlide(SlideView):
    """A slide with places that do something. A click anywhere else does nothing."""

    followed = Signal(object)  # Link
    played = Signal(object)  # Medium
    pointed = Signal(object)  # Spot | None: where the mouse is on the slide, until it leaves the widget

    stroke_begun = Signal(object)  # Spot
    stroke_went_on = Signal(object)  # Spot
    stroke_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._links: tuple[Link, ...] = ()
        self._media: tuple[Medium, ...] = ()
        self._tool: Tool | None = None
        self._light: Light | None = None
        self._colour = 0
        self._strokes: Strokes = ()
        self.setMouseTracking(True)

    def show_picture(self, picture: QImage | None) -> None:
        """Show the picture; its places come with `show_spots`."""
        super().show_picture(picture)
        self.show_spots((), ())

    def show_spots(self, links: tuple[Link, ...], media: tuple[Medium, ...]) -> None:
        """What can be clicked on the picture, front last."""
        self._links = links
        self._media = tuple(medium for medium in media if medium.kind is not MediumKind.MOVING_PICTURE)
        self._point(None)

    def show_tool(self, tool: Tool | None, colour: int = 0) -> None:
        """What the mouse is; the tool's light stands for its cursor, or a dot of the pen's colour."""
        self._tool, self._colour = tool, colour
        self._point(None)

    def show_strokes(self, strokes: Strokes) -> None:
        """What is drawn on the slide."""
        self.update(changed_region(self._strokes, strokes, self._slide()))
        self._strokes = strokes

    def show_light(self, light: Light | None) -> None:
        """What the class sees of it. The spotlight is a ring here: the trainer sees the whole slide."""
        before, self._light = self._light, light
        for seen in (before, light):
            if seen is not None:
                self.update(beam_bounds(seen, self._slide()))

    def place_on_slide(self, place: QPointF) -> Spot:
        """The point of the slide under a point of the widget; it may lie outside."""
        return spot_at(place, self._slide())

    def spot_at(self, place: QPointF) -> Link | Medium | None:
        """What lies under a point of the widget; links before films."""
        at = self.place_on_slide(place)
        spots: tuple[Link | Medium, ...] = (*reversed(self._links), *reversed(self._media))
        return next((spot for spot in spots if spot.area.holds(at.x, at.y)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked, and words for it."""
        self._point(None if self._drawing else self.spot_at(event.position()))
        self.pointed.emit(self.place_on_slide(event.position()))
        if self._drawing and event.buttons() & Qt.MouseButton.LeftButton:
            self.stroke_went_on.emit(self.place_on_slide(event.position()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A stroke is finished."""
        if self._drawing:
            self.stroke_ended.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse points elsewhere."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The slide, and what points at it."""
        super().paintEvent(event)
        if self._strokes and not self.message:
            draw_strokes(QPainter(self), self._strokes, self._slide(), event.rect())
        if self._light is not None:
            draw = draw_dot if self._light.tool is Tool.DOT else draw_ring
            draw(QPainter(self), self._light.spot, self._slide())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; else follow the link, or play the film."""
        if self._drawing:
            at = self.place_on_slide(event.position())
            if event.button() is Qt.MouseButton.LeftButton and at.inside:
                self.stroke_begun.emit(at)
            return
        spot = self.spot_at(event.position()) if event.button() is Qt.MouseButton.LeftButton else None
        if isinstance(spot, Link):
            self.followed.emit(spot)
        elif spot is not None:
            self.played.emit(spot)

    @property
    def _drawing(self) -> bool:
        return self._tool is not None and self._tool.draws

    def _slide(self) -> QRectF:
        return QRectF(fitted(self.picture.size() if self.picture is not None else self.shape, self.size()))

    def _show_cursor(self) -> None:
        if self._tool is None:
            self.unsetCursor()
        elif self._drawing:
            self.setCursor(_nib(COLOURS[self._colour], self.devicePixelRatioF()))
        else:
            self.setCursor(Qt.CursorShape.BlankCursor)

    def _point(self, spot: Link | Medium | None) -> None:
        if spot is None:
            self._show_cursor()
            self.setToolTip("")
            return
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = where_to(spot) if isinstance(spot, Link) else self.tr("Play or pause: {title}")
        self.setToolTip(as_tooltip(words if isinstance(spot, Link) else words.format(title=spot.title)))


def _nib(colour: str, ratio: float) -> QCursor:
    """A dot of the pen's colour, seen on light and on dark."""
    picture = QPixmap(round(NIB * ratio), round(NIB * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colour))
    for rim, width in (("white", 3.0), ("black", 1.0)):
        painter.setPen(QPen(QColor(rim), width))
        painter.drawEllipse(QRectF(2, 2, NIB - 4, NIB - 4))
    painter.end()
    return QCursor(picture, NIB // 2, NIB // 2)
