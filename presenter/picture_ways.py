"""How the open deck becomes pictures: what the trainer chose, and LibreOffice's work for it."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from decks.model import Deck, DeckError, Problem
from decks.render.export import Export, Way
from decks.render.messages import named_path, path_word
from decks.render.office.conversion import Conversion
from decks.render.office.exports import ExportStore
from decks.render.office.program import find_soffice
from decks.render.own_pdf import remembered_export
from presenter.pdf_reading import PdfReading
from presenter.settings import SettingsFile, WayChoice

MOST_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Ways:
    """The open deck's ways to a picture, as they stand. `office` and `pdf` can be drawn from now."""

    deck: Deck | None = None
    chosen: Way = Way.BUILT_IN
    office_installed: bool = False
    converting: bool = False
    office: Export | None = None
    pdf: Export | None = None
    problems: tuple[tuple[Way, Problem], ...] = ()

    @property
    def export(self) -> Export | None:
        """What the deck is drawn from as it was chosen, as far as that is ready."""
        return {Way.BUILT_IN: None, Way.LIBREOFFICE: self.office, Way.PDF: self.pdf}[self.chosen]

    def problem(self, way: Way) -> Problem | None:
        """Why this way can't be gone."""
        return next((problem for other, problem in self.problems if other is way), None)

    def troubled(self, way: Way, problem: Problem | None) -> "Ways":
        """The same with another problem of one way, or none."""
        others = tuple(entry for entry in self.problems if entry[0] is not way)
        return replace(self, problems=others if problem is None else (*others, (way, problem)))


class PictureWays(QObject):
    """Remembers each deck's way by its lesson id, so that an edited deck keeps it. LibreOffice's PDF is
    made again when the deck has changed; one from PowerPoint has then had its day."""

    changed = Signal(object)  # Ways
    export_changed = Signal(object)  # Export | None: what the open deck is to be drawn from now
    failed = Signal(object)  # Problem, with the way that was chosen

    def __init__(
        self, settings: SettingsFile, store: ExportStore | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._store = ExportStore() if store is None else store
        self._conversion: Conversion | None = None
        self._reader = PdfReading(self)
        self._reader.read.connect(self._on_pdf)
        self.ways = Ways()

    def open(self, deck: Deck) -> None:
        """Another deck, or the same anew: the remembered way, as far as it is ready, and the rest begins."""
        self.cancel()
        self._reader.forget()
        program = None if deck.is_pdf else find_soffice()
        choice = self._settings.settings.ways.get(deck.lesson_id)
        ways = Ways(deck, choice.way if choice else Way.BUILT_IN, office_installed=program is not None)
        if program is not None:
            ways = replace(ways, office=self._store.find(deck.sha256, program))
        if deck.is_pdf:
            ways = replace(ways, chosen=Way.BUILT_IN)
        elif choice is not None and choice.way is Way.PDF:
            ways = _with_pdf(ways, deck, choice)
        self.ways = ways
        if (problem := ways.problem(ways.chosen)) is not None:
            self.failed.emit(problem)
        self._tell()
        if ways.chosen is Way.LIBREOFFICE and ways.office is None:
            self.convert()

    def choose(self, way: Way) -> None:
        """From now on this way, and the next time, too."""
        deck, before = self.ways.deck, self.ways.export
        if deck is None or deck.is_pdf or (way is Way.PDF and self.ways.pdf is None):
            return
        self._remember(deck, way)
        self._tell(chosen=way)
        if self.ways.export != before:
            self.export_changed.emit(self.ways.export)
        if way is Way.LIBREOFFICE and self.ways.office is None:
            self.convert()

    def convert(self) -> None:
        """Let LibreOffice draw the deck, if it hasn't and isn't doing so."""
        deck, program = self.ways.deck, find_soffice()
        if deck is None or deck.is_pdf or self._conversion is not None or self.ways.office is not None:
            return
        if program is None:
            self._on_trouble(Way.LIBREOFFICE, Problem("office.not_found"))
            return
        self._conversion = Conversion(deck, program, self._store, self)
        self._conversion.finished.connect(self._on_converted)
        self._conversion.failed.connect(self._on_not_converted)
        self.ways = self.ways.troubled(Way.LIBREOFFICE, None)
        self._tell(converting=True)

    def convert_to_look(self) -> None:
        """The trainer compares the ways: LibreOffice's pictures are wanted if there is a LibreOffice."""
        if self.ways.office_installed and self.ways.problem(Way.LIBREOFFICE) is None:
            self.convert()

    def stop_looking(self) -> None:
        """The trainer has compared them: what isn't in use need not be made."""
        if self.ways.chosen is not Way.LIBREOFFICE:
            self.cancel()

    @property
    def elapsed_s(self) -> int:
        """How long LibreOffice has been at work."""
        return 0 if self._conversion is None else self._conversion.elapsed_s

    def cancel(self) -> None:
        """LibreOffice shall stop."""
        if self._conversion is not None:
            self._conversion.cancel()
            self._conversion = None
            self._tell(converting=False)

    def read_pdf(self, path: Path) -> None:
        """See whether this PDF can stand for the deck; ends in `changed`."""
        if self.ways.deck is not None:
            self._reader.begin(path, self.ways.deck)

    def give_up(self, problem: Problem) -> None:
        """The export in use turned out to be of no use: it is drawn by ourselves again."""
        way, office = self.ways.chosen, self.ways.office
        if way is Way.LIBREOFFICE and office is not None:
            self._store.drop(office)
        self.ways = self.ways.troubled(way, problem)
        self._tell(**{"office" if way is Way.LIBREOFFICE else "pdf": None})

    def close(self) -> None:
        """Let LibreOffice end before the program does."""
        self._conversion = None
        self._reader.forget()
        for conversion in self.findChildren(Conversion):  # those under way and those being cancelled
            conversion.close()

    def _remember(self, deck: Deck, way: Way) -> None:
        choice, pdf = WayChoice(way), self.ways.pdf
        if way is Way.PDF and pdf is not None:
            pages = max(page for clicks in pdf.pages for page in clicks)
            choice = WayChoice(way, path_word(pdf.path), pdf.sha256, pages, deck.sha256)
        others = {name: old for name, old in self._settings.settings.ways.items() if name != deck.lesson_id}
        kept = [*others.items(), (deck.lesson_id, choice)][-MOST_REMEMBERED:]
        self._settings.change(ways=dict(kept))

    def _on_converted(self, export: Export) -> None:
        self._end_conversion()
        self._tell(converting=False, office=export)
        if self.ways.chosen is Way.LIBREOFFICE:
            self.export_changed.emit(export)

    def _on_not_converted(self, problem: Problem) -> None:
        self._end_conversion()
        self._on_trouble(Way.LIBREOFFICE, problem)

    def _end_conversion(self) -> None:
        if self._conversion is not None:
            self._conversion.deleteLater()
            self._conversion = None

    def _on_trouble(self, way: Way, problem: Problem) -> None:
        self.ways = self.ways.troubled(way, problem)
        self._tell(converting=self._conversion is not None)
        if self.ways.chosen is way:
            self.failed.emit(problem)

    def _on_pdf(self, read: Export | DeckError) -> None:
        if isinstance(read, DeckError):
            self.ways = self.ways.troubled(Way.PDF, Problem(read.code, values=read.values))
            self._tell()
            return
        self.ways = self.ways.troubled(Way.PDF, None)
        self._tell(pdf=read)

    def _tell(self, **changes: object) -> None:
        self.ways = replace(self.ways, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.ways)


def _with_pdf(ways: Ways, deck: Deck, choice: WayChoice) -> Ways:
    """The ways with the PDF that was chosen for the deck, or why it is no longer used."""
    path = named_path(choice.pdf)
    try:
        export = remembered_export(path, choice.pdf_sha256, choice.pages, deck, chosen_for=choice.deck_sha256)
    except DeckError as error:
        return ways.troubled(Way.PDF, Problem(error.code, values=error.values))
    return replace(ways, pdf=export)
