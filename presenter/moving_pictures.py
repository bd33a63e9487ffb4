"""Animated pictures (GIF) that move on the projector."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QMovie

from decks.spots import Medium
from presenter.play_state import same_medium
from presenter.projector.stage import Stage


class MovingPictures(QObject):
    """The animated pictures of the slide; on the stage their keys begin with `first_key`."""

    def __init__(self, stage: Stage, first_key: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage, self._first_key = stage, first_key
        self._media: tuple[Medium, ...] = ()
        self._running: dict[int, QMovie] = {}
        self._still = False

    @property
    def waiting(self) -> list[str]:
        """The parts whose files are wanted."""
        return [medium.part for place, medium in enumerate(self._media) if place not in self._running]

    def show(self, media: tuple[Medium, ...], *, still: bool) -> None:
        """These are on the slide now."""
        self._still = still
        known = len(media) == len(self._media) and all(map(same_medium, media, self._media))
        if not known:
            self.clear()
        self._media = media

    def load(self, part: str, file: Path) -> None:
        """The file of one of them."""
        for place, medium in enumerate(self._media):
            if medium.part == part and place not in self._running:
                movie = QMovie(str(file), parent=self)
                self._running[place] = movie
                movie.frameChanged.connect(lambda _frame, place=place: self._on_frame(place))
                movie.start()
                movie.setPaused(self._still)

    def hold(self, still: bool) -> None:
        """Stand still, or go on."""
        self._still = still
        for movie in self._running.values():
            movie.setPaused(still)

    def clear(self) -> None:
        """None is on the slide any more."""
        for place, movie in self._running.items():
            movie.stop()
            movie.deleteLater()
            self._stage.clear(self._first_key + place)
        self._media, self._running = (), {}

    def _on_frame(self, place: int) -> None:
        movie = self._running.get(place)
        if movie is not None:
            self._stage.show_frame(self._first_key + place, self._media[place], movie.currentImage)
