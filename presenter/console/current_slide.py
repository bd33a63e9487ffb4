"""The current slide on the console: its links and films can be clicked, and the mouse points on it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent

from decks.spots import Link, Medium, MediumKind
from presenter.console.link_words import where_to
from presenter.light import Light, Spot, Tool
from presenter.widgets.beam import beam_bounds, draw_dot, draw_ring, spot_at
from presenter.widgets.label import as_tooltip
from presenter.widgets.slide_view import SlideView, fitted


class CurrentSlide(SlideView):
    """A slide with places that do something. A click anywhere else does nothing."""

    followed = Signal(object)  # Link
    played = Signal(object)  # Medium
    pointed = Signal(object)  # Spot | None: where the mouse is on the slide, until it leaves the widget

    def __init__(self) -> None:
        super().__init__()
        self._links: tuple[Link, ...] = ()
        self._media: tuple[Medium, ...] = ()
        self._tool: Tool | None = None
        self._light: Light | None = None
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

    def show_tool(self, tool: Tool | None) -> None:
        """What the mouse is; the tool's light stands for its cursor."""
        self._tool = tool
        self._point(None)

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
        self._point(self.spot_at(event.position()))
        self.pointed.emit(self.place_on_slide(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse points elsewhere."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The slide, and what points at it."""
        super().paintEvent(event)
        if self._light is not None:
            draw = draw_dot if self._light.tool is Tool.DOT else draw_ring
            draw(QPainter(self), self._light.spot, self._slide())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Follow the link, or play the film."""
        spot = self.spot_at(event.position()) if event.button() is Qt.MouseButton.LeftButton else None
        if isinstance(spot, Link):
            self.followed.emit(spot)
        elif spot is not None:
            self.played.emit(spot)

    def _slide(self) -> QRectF:
        return QRectF(fitted(self.picture.size() if self.picture is not None else self.shape, self.size()))

    def _show_cursor(self) -> None:
        if self._tool is None:
            self.unsetCursor()
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
