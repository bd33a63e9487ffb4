"""Drawing without waiting for metafiles: what needs one is put off."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from decks.render.cache import Wish
from decks.render.drawing import Drawing
from decks.render.export import Export
from decks.render.images.metafile_drawings import MetafileDrawings
from decks.render.images.metafile_queue import Urgency
from decks.render.images.metafiles import Metafile
from decks.render.renderer import open_renderer_for
from decks.render.waiting import Waiting


class PatientRenderer(QObject):
    """Draws one deck's slides and has its metafiles drawn in the background, one at a time: those that
    pictures wait for, then, in spare moments, those on the slides around the one wanted last.

    `due` carries the `Wish` of a picture that was put off, when it is worth asking for it again. Raises
    `DeckError` as `open_renderer_for` does. `metafiles` are closed with it.
    """

    due = Signal(object)

    def __init__(
        self,
        path: Path,
        sha256: str,
        export: Export | None = None,
        metafiles: MetafileDrawings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._metafiles = metafiles or MetafileDrawings(waits=False)
        self._metafiles.setParent(self)
        self._metafiles.settled.connect(self._settle)
        self._renderer = open_renderer_for(path, sha256, export, self._metafiles)
        self._waiting = Waiting()
        self._ahead: Iterator[Metafile | None] = iter(())
        self._ahead_of = 0
        self._spare_moment = QTimer(self, singleShot=True, interval=0)
        self._spare_moment.timeout.connect(self._look_ahead)

    def draw(self, wish: Wish, *, wanted: bool = True) -> Drawing | None:
        """The picture, whole or as good as it gets; `None` if it has to wait, and `due` comes later. One that
        is not `wanted` yet lets others go first."""
        drawing = self._renderer.draw(*wish)
        keys = self._waiting.hold_up(wish, [metafile.key for metafile in drawing.awaited], monotonic())
        for metafile in drawing.awaited:
            if metafile.key in keys:
                self._metafiles.fetch(metafile, Urgency.WANTED if wanted else Urgency.PREPARED)
        if wanted and wish.slide != self._ahead_of:
            self._ahead, self._ahead_of = self._renderer.metafiles_near(wish.slide), wish.slide
        self._spare_moment.start()
        return None if keys else drawing

    def close(self) -> None:
        """End what is under way and let go of the file; nothing comes any more."""
        self._spare_moment.stop()
        self._metafiles.close()
        self._renderer.close()

    def _settle(self, key: bytes) -> None:
        for wish in self._waiting.settle(key, monotonic()):
            self.due.emit(wish)
        self._spare_moment.start()

    def _look_ahead(self) -> None:
        """Look at one more slide, or fetch one metafile more than anybody waits for."""
        if not self._metafiles.idle or self._metafiles.full:
            return
        for metafile in self._ahead:
            if metafile is not None:
                self._metafiles.fetch(metafile, Urgency.AHEAD)
            self._spare_moment.start()
            return
