"""The dialog that compares the ways to draw a deck: its pictures, and what the trainer does there."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from assets.sentences import Language, sentence
from decks.model import Deck, Problem
from decks.render.export import Export, Way
from decks.render.picture import Picture
from decks.render.pictures import Pictures
from presenter.console.ways_dialog import WaysDialog
from presenter.drawn_problems import DrawnProblems
from presenter.picture_ways import PictureWays, Ways

CACHE_BYTES = 8 * 2**20
SMALL = 240
"""Side in pixels of the pictures that only tell what can't be drawn."""
TICK_MS = 1000


class WayPreviews(QObject):
    """One dialog at a time, and a drawing process for each way that can be shown in it."""

    def __init__(
        self, ways: PictureWays, window: QWidget, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ways, self._window, self._language = ways, window, language
        self.dialog: WaysDialog | None = None
        self._deck: Deck | None = None
        self._slide = 1
        self._pictures: dict[Way, Pictures] = {}
        self._problems = DrawnProblems(language)
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(lambda: self._show_ways(ways.ways))
        ways.changed.connect(self._show_ways)

    def open(self, deck: Deck, slide: int) -> None:
        """Show the dialog for this deck, beginning at a slide; a PDF has no ways to choose from."""
        if deck.is_pdf:
            return
        self.close()
        self._deck, self._slide = deck, slide
        self._problems.forget()
        self.dialog = self._new_dialog()
        self._begin(Way.BUILT_IN, None)
        self.dialog.show()
        self._turn(0)
        self._show_ways(self._ways.ways)
        self._ways.convert_to_look()

    def close(self) -> None:
        """Take the dialog away, and end what draws for it."""
        if self.dialog is not None:
            self.dialog.close()

    def _new_dialog(self) -> WaysDialog:
        dialog = WaysDialog(self._window)
        dialog.way_chosen.connect(self._ways.choose)
        dialog.conversion_wanted.connect(self._ways.convert)
        dialog.cancel_wanted.connect(self._ways.cancel)
        dialog.pdf_picked.connect(self._ways.read_pdf)
        dialog.turned.connect(self._turn)
        dialog.sizes_changed.connect(self._draw)
        dialog.closed.connect(self._end)
        return dialog

    def _begin(self, way: Way, export: Export | None) -> None:
        """Draw this way from now on."""
        assert self._deck is not None
        pictures = self._pictures.get(way)
        if pictures is None:
            pictures = self._pictures[way] = Pictures(self, cache_bytes=CACHE_BYTES)
            pictures.picture_ready.connect(lambda picture: self._on_picture(way, picture))
            pictures.failed.connect(lambda problem: self._on_failed(way, problem))
        elif pictures.export == export:
            return
        pictures.open(self._deck, export)
        if self.dialog is not None:
            self.dialog.show_picture(way, None)

    def _turn(self, by: int) -> None:
        if self._deck is None or self.dialog is None:
            return
        self._slide = max(1, min(self._slide + by, len(self._deck.slides)))
        self.dialog.show_deck(self._deck, self._slide)
        self._draw()

    def _draw(self) -> None:
        if self._deck is None or self.dialog is None:
            return
        click = self._deck.slide(self._slide).steps - 1
        for way, pictures in self._pictures.items():
            size = self.dialog.picture_size(way)
            pictures.forget_wishes()
            picture = pictures.want(self._slide, click, size.width(), size.height())
            self._show_picture(way, picture)
        missing = [(s.number, s.steps - 1, SMALL, SMALL) for s in self._deck.slides]
        self._pictures[Way.BUILT_IN].prepare(one for one in missing if not self._problems.knows(one[0]))
        self._show_problems()

    def _on_picture(self, way: Way, picture: Picture) -> None:
        if way is Way.BUILT_IN and self._problems.take(picture):
            self._show_problems()
        if self.dialog is not None and picture.slide == self._slide:
            size = self.dialog.picture_size(way)
            if (picture.width, picture.height) == (size.width(), size.height()):
                self._show_picture(way, picture)

    def _show_picture(self, way: Way, picture: Picture | None) -> None:
        """What was drawn instead of an export that is of no use must not pass for it."""
        ways = self._ways.ways
        usable = {Way.BUILT_IN: True, Way.LIBREOFFICE: ways.office is not None, Way.PDF: ways.pdf is not None}
        own = way is Way.BUILT_IN or self._pictures[way].export is not None
        if self.dialog is not None and usable[way] and own:
            self.dialog.show_picture(way, None if picture is None else picture.image)

    def _on_failed(self, way: Way, problem: Problem) -> None:
        """A PDF that can't be read after all."""
        if self.dialog is not None and way is not Way.BUILT_IN and problem.slide is None:
            self.dialog.show_message(way, self._words(problem))

    def _show_problems(self) -> None:
        if self.dialog is not None and self._deck is not None:
            self.dialog.show_shortcomings(self._problems.seen_from(self._slide), len(self._deck.slides))

    def _show_ways(self, ways: Ways) -> None:
        if self.dialog is None or self._deck is None:
            return
        if ways.deck is None or ways.deck.sha256 != self._deck.sha256:
            self.close()  # another deck is open now
            return
        self._ticker.start() if ways.converting else self._ticker.stop()
        troubles = {way: self._words(problem) for way, problem in ways.problems}
        self.dialog.show_ways(ways, troubles, self._ways.elapsed_s)
        fresh = False
        for way, export in ((Way.LIBREOFFICE, ways.office), (Way.PDF, ways.pdf)):
            if export is not None and (way not in self._pictures or self._pictures[way].export != export):
                self._begin(way, export)
                fresh = True
        if fresh:
            self._draw()

    def _words(self, problem: Problem) -> str:
        return sentence(problem.code, self._language, **problem.values)

    def _end(self) -> None:
        self._ticker.stop()
        for pictures in self._pictures.values():
            pictures.close()
            pictures.deleteLater()
        self._pictures = {}
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self._ways.stop_looking()
