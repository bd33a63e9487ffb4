"""The current slide on the console: its links and films can be clicked."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent

from decks.spots import Link, Medium, MediumKind
from presenter.console.link_words import where_to
from presenter.widgets.label import as_tooltip
from presenter.widgets.slide_view import SlideView, fitted


class CurrentSlide(SlideView):
    """A slide with places that do something. A click anywhere else does nothing."""

    followed = Signal(object)  # Link
    played = Signal(object)  # Medium

    def __init__(self) -> None:
        super().__init__()
        self._links: tuple[Link, ...] = ()
        self._media: tuple[Medium, ...] = ()
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

    def spot_at(self, place: QPointF) -> Link | Medium | None:
        """What lies under a point of the widget; links before films."""
        box = fitted(self.picture.size() if self.picture is not None else self.shape, self.size())
        x, y = (place.x() - box.x()) / box.width(), (place.y() - box.y()) / box.height()
        spots: tuple[Link | Medium, ...] = (*reversed(self._links), *reversed(self._media))
        return next((spot for spot in spots if spot.area.holds(x, y)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked, and words for it."""
        self._point(self.spot_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Follow the link, or play the film."""
        spot = self.spot_at(event.position()) if event.button() is Qt.MouseButton.LeftButton else None
        if isinstance(spot, Link):
            self.followed.emit(spot)
        elif spot is not None:
            self.played.emit(spot)

    def _point(self, spot: Link | Medium | None) -> None:
        if spot is None:
            self.unsetCursor()
            self.setToolTip("")
            return
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = where_to(spot) if isinstance(spot, Link) else self.tr("Play or pause: {title}")
        self.setToolTip(as_tooltip(words if isinstance(spot, Link) else words.format(title=spot.title)))
