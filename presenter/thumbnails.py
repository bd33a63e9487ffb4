"""Small pictures of the slides after their last click for the log, drawn when nothing is urgent."""

from PySide6.QtCore import QBuffer, QIODevice, QObject
from PySide6.QtGui import QImage

from decks.model import Deck
from decks.render.picture import Picture
from decks.render.pictures import Pictures
from presenter.class_session import ClassSession
from presenter.showing import Showing, Wanted
from server.protocol import SessionView, SlidePicture

WIDTH, HEIGHT = 240, 180
AT_ONCE = 10


class Thumbnails(QObject):
    """Collects the pictures of a deck once, and gives them to each session that begins with it."""

    def __init__(
        self, pictures: Pictures, showing: Showing, session: ClassSession, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._showing = session, showing
        self._deck: Deck | None = None
        self._drawn: dict[int, SlidePicture] = {}
        self._given: set[int] = set()
        showing.later = self._missing
        pictures.picture_ready.connect(self._on_picture)
        session.begun.connect(self._begin)
        session.taken_up.connect(self._begin)
        session.link_restored.connect(self._give_again)

    def open(self, deck: Deck) -> None:
        """Another deck is shown: begin anew."""
        if self._deck is None or deck.sha256 != self._deck.sha256:
            self._drawn = {}
        self._deck = deck

    def _begin(self, _session: SessionView) -> None:
        self._given = set()
        self._give()
        self._showing.prepare()

    def _give_again(self) -> None:
        """What was on its way when the link broke may be lost; the log keeps the first it gets."""
        self._given = set()
        self._give()

    def _missing(self) -> list[Wanted]:
        if self._session.view is None or self._deck is None or not self._session.is_about(self._deck):
            return []
        return [
            (s.number, s.steps - 1, WIDTH, HEIGHT) for s in self._deck.slides if s.number not in self._drawn
        ]

    def _on_picture(self, picture: Picture) -> None:
        if self._deck is None or (picture.width, picture.height) != (WIDTH, HEIGHT):
            return
        if picture.click != self._deck.slide(picture.slide).steps - 1:
            return
        self._drawn[picture.slide] = SlidePicture(picture.slide, _png(picture.image))
        if len(self._drawn) - len(self._given) >= AT_ONCE or not self._missing():
            self._give()

    def _give(self) -> None:
        fresh = [picture for number, picture in sorted(self._drawn.items()) if number not in self._given]
        if fresh and self._session.view is not None:
            self._given |= {picture.number for picture in fresh}
            self._session.keep_pictures(tuple(fresh))


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
