"""The slide that the class sees, given to the server for its phones, where the trainer allows it."""

from PySide6.QtCore import QBuffer, QIODevice, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage

from decks.model import Deck, Step
from decks.render.picture import Picture
from presenter.class_session import ClassSession
from presenter.joining import JoinDisplay
from presenter.lesson import Lesson
from presenter.link import Link
from presenter.show import Show
from server.protocol import LARGEST_SLIDE, ProjectSlide

WIDEST = 960  # pixels: as many as the best phones have across
RESTS_MS = 250  # a slide that is only passed by is not worth a picture
NOTHING = 0
LONGEST_TITLE = 200
_QUALITIES = (82, 60, 40, 20)


class SlideSharing(QObject):
    """Follows the projector: `show_picture` and `show_presenting` tell what is on it. What was never seen
    there is never given away; while a question covers the slide, phones keep the one that they have."""

    _encoded = Signal(object, object)  # the picture's key, and its bytes

    def __init__(
        self,
        show: Show,
        session: ClassSession,
        link: Link,
        parent: QObject | None = None,
        *,
        rests_ms: int = RESTS_MS,
    ) -> None:
        super().__init__(parent)
        self._show, self._session, self._link = show, session, link
        self._deck: Deck | None = None
        self._picture: Picture | None = None  # on the wall, of this deck
        self._presenting = False
        self._coming: int | None = None  # the key of the picture that is waited for
        self._told: int | None = (
            None  # of the one that phones know; NOTHING, or None before anything was said
        )
        self._rest = QTimer(self, singleShot=True, interval=rests_ms)
        self._rest.timeout.connect(self._encode)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._encoded.connect(self._on_encoded)
        show.lesson_changed.connect(self._show_lesson)
        show.join_display_changed.connect(lambda _display: self._look())
        show.aside_changed.connect(self._look)
        session.changed.connect(lambda _view: self._look())
        session.link_restored.connect(self._tell_anew)
        link.lost.connect(self._forget)

    @property
    def settled(self) -> bool:
        """Whether phones know what the class sees, as far as the server does."""
        return self._coming is None

    def show_picture(self, picture: Picture) -> None:
        """This has reached the projector."""
        self._picture = picture
        self._look()

    def show_presenting(self, presenting: bool) -> None:
        """Whether the class sees the projector's window at all."""
        self._presenting = presenting
        self._look()

    def _show_lesson(self, lesson: Lesson) -> None:
        if lesson.deck is not self._deck:
            self._deck, self._picture = lesson.deck, None
        self._look()

    def _tell_anew(self) -> None:
        """The server may be another one, which knows nothing."""
        self._forget()
        self._look()

    def _forget(self) -> None:
        self._rest.stop()
        self._coming = self._told = None

    def _look(self) -> None:
        view, lesson = self._session.view, self._show.lesson
        if view is None or not view.slides or not self._link.up:
            self._forget()
        elif lesson is None or not self._sees_a_slide(lesson):
            self._wait_for(None)
            self._tell(NOTHING, ProjectSlide(0))
        elif view.round is not None and not self._show.question_aside:
            if self._rest.isActive():
                self._wait_for(None)
        elif self._picture is not None and Step(self._picture.slide, self._picture.click) == lesson.projected:
            self._wait_for(self._picture.image.cacheKey())

    def _sees_a_slide(self, lesson: Lesson) -> bool:
        return self._presenting and not lesson.covered and self._show.join_display is not JoinDisplay.LARGE

    def _wait_for(self, key: int | None) -> None:
        if key == self._coming:
            return
        self._rest.stop()
        self._coming = None if key == self._told else key
        if self._coming is not None:
            self._rest.start()

    def _encode(self) -> None:
        if self._picture is not None and self._picture.image.cacheKey() == self._coming:
            self._pool.clear()
            self._pool.start(_Encoding(self._coming, QImage(self._picture.image), self))

    def _on_encoded(self, key: int, body: bytes) -> None:
        if key != self._coming or self._picture is None or self._deck is None:
            return
        self._coming = None
        number = self._picture.slide
        title = self._deck.slide(number).title[:LONGEST_TITLE]
        self._tell(key, ProjectSlide(0, number, title, body))

    def _tell(self, key: int, slide: ProjectSlide) -> None:
        if key != self._told:
            self._told = key
            self._link.send(lambda ref: ProjectSlide(ref, slide.number, slide.title, slide.picture))


class _Encoding(QRunnable):
    def __init__(self, key: int, image: QImage, sharing: SlideSharing) -> None:
        super().__init__()
        self._key, self._image, self._sharing = key, image, sharing

    def run(self) -> None:
        self._sharing._encoded.emit(self._key, encode(self._image))


def encode(image: QImage) -> bytes:
    """The picture as a JPEG or PNG, whichever is smaller, for a phone's screen; empty if it can't be made
    small enough. (A WebP would be half as large, but iPhones of 2019 don't show it.)"""
    if image.width() > WIDEST:
        image = image.scaledToWidth(WIDEST, Qt.TransformationMode.SmoothTransformation)
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    best = min((_written(image, "PNG"), _written(image, "JPEG", _QUALITIES[0])), key=len)
    for quality in _QUALITIES[1:]:
        if len(best) > LARGEST_SLIDE:
            best = _written(image, "JPEG", quality)
    return best if len(best) <= LARGEST_SLIDE else b""


def _written(image: QImage, kind: str, quality: int = -1) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind, quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
