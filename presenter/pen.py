"""Pen and highlighter: what the trainer draws on the console's slide, and the class sees at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from presenter.commands import Command, Wish
from presenter.drawing import COLOURS, HIGHLIGHTER_COLOUR, PEN_COLOUR, Drawings, Ink, Strokes
from presenter.kept_drawings import KeptDrawings
from presenter.lesson import Lesson
from presenter.light import Spot, Tool
from server.protocol import SessionView

_INKS = {Tool.PEN: Ink.PEN, Tool.HIGHLIGHTER: Ink.HIGHLIGHTER}


class Pen(QObject):
    """Draws on the slide that the trainer looks at. Every finished change is kept with the open session,
    and comes back when the presenter takes it up; drawings made before a session go into it."""

    changed = Signal()  # `on_console`, `on_projector`
    colour_changed = Signal()  # `colour`

    def __init__(self, kept: KeptDrawings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kept, self._drawings = kept, Drawings()
        self._session_id, self._followed_one = "", False
        self._lesson: Lesson | None = None
        self._ink: Ink | None = None
        self._colours = {Ink.PEN: PEN_COLOUR, Ink.HIGHLIGHTER: HIGHLIGHTER_COLOUR}
        self._drawing: int | None = None  # the slide of the stroke that is being drawn

    @property
    def colour(self) -> int:
        """Which of `COLOURS` the tool in hand has."""
        return self._colours[self._ink or Ink.PEN]

    @property
    def on_console(self) -> Strokes:
        """What is drawn on the trainer's slide."""
        lesson = self._lesson
        return self._drawings.on(lesson.deck.lesson_id, lesson.step.slide) if lesson else ()

    @property
    def on_projector(self) -> Strokes:
        """What is drawn on the slide that the class sees."""
        lesson = self._lesson
        return self._drawings.on(lesson.deck.lesson_id, lesson.projected.slide) if lesson else ()

    def carry_out(self, wish: Wish) -> bool:
        """Do what the trainer wishes; False if it is no wish about drawings."""
        match wish:
            case Command.UNDO_STROKE:
                self._change(self._drawings.undo)
            case Command.CLEAR_DRAWING:
                self._change(self._drawings.clear)
            case Command.NEXT_COLOUR:
                if self._ink is not None:
                    self._colours[self._ink] = (self.colour + 1) % len(COLOURS)
                    self.colour_changed.emit()
            case _:
                return False
        return True

    def take(self, tool: Tool | None) -> None:
        """The tool in hand."""
        self.end()
        self._ink = _INKS.get(tool) if tool is not None else None
        self.colour_changed.emit()

    def show_lesson(self, lesson: Lesson) -> None:
        """Where the trainer is. A stroke ends with its slide."""
        if self._drawing is not None and self._drawing != lesson.step.slide:
            self.end()
        self._lesson = lesson
        self.changed.emit()

    def take_session(self, view: SessionView | None) -> None:
        """The session as it stands: another one brings its own drawings, and the last one takes its away."""
        session_id = view.session_id if view is not None else ""
        if session_id == self._session_id:
            return
        self._session_id = session_id
        if not session_id:
            self.kept.forget()
            return
        kept = self.kept.of(session_id)
        if kept or self._followed_one:
            self._drawings = Drawings(kept)
        self._followed_one = True
        self._keep()
        self.changed.emit()

    def begin(self, spot: Spot) -> None:
        """The mouse is pressed there."""
        if self._lesson is not None and self._ink is not None:
            slide = self._lesson.step.slide
            begun = self._drawings.begin(self._lesson.deck.lesson_id, slide, self._ink, self.colour, spot)
            self._drawing = slide if begun else None
            self.changed.emit()

    def go_on(self, spot: Spot) -> None:
        """The mouse is drawn to there."""
        if self._lesson is not None and self._drawing is not None:
            self._drawings.go_on(self._lesson.deck.lesson_id, self._drawing, spot)
            self.changed.emit()

    def end(self) -> None:
        """The mouse is let go."""
        if self._drawing is not None:
            self._drawing = None
            self._keep()

    def _change(self, change: Callable[[str, int], None]) -> None:
        if self._lesson is not None:
            self._drawing = None
            change(self._lesson.deck.lesson_id, self._lesson.step.slide)
            self._keep()
            self.changed.emit()

    def _keep(self) -> None:
        if self._session_id:
            self.kept.keep(self._session_id, self._drawings.decks)
