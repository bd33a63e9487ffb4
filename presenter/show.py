"""The running show: carries out what the trainer wishes, in the deck and with the class."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from decks.model import Deck
from presenter.asking import AskedPhase, Asking
from presenter.class_session import ClassSession
from presenter.commands import AskQuestion, Command, GoTo, Improvise, Wish
from presenter.improvised import improvise
from presenter.joining import JoinDisplay
from presenter.lesson import Lesson
from presenter.link import Link
from server.protocol import Screen, SessionView


class Show(QObject):
    """A lesson, its session if one is open, and the way to join. Pure rules decide (`Lesson`,
    `next_step`, and the server's own); this connects them. Wishes about windows are not for it."""

    lesson_changed = Signal(object)  # Lesson
    step_changed = Signal(object)  # NextStep | None
    join_display_changed = Signal(object)  # JoinDisplay
    deck_wanted = Signal(str)  # the open session belongs to the deck at this path
    aside_changed = Signal()  # `question_aside`

    def __init__(
        self, session: ClassSession, asking: Asking, link: Link, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._asking, self._link = session, asking, link
        self.lesson: Lesson | None = None
        self.join_display = JoinDisplay.OFF
        self._aside: AskedPhase | None = None
        session.changed.connect(self._on_session)
        session.round_changed.connect(lambda _round: self._tell_step())
        session.begun.connect(self._on_begun)
        session.taken_up.connect(self._on_taken_up)
        session.link_restored.connect(self._tell_place)
        session.ended.connect(lambda _id: self._show_join(JoinDisplay.OFF))

    def open(self, deck: Deck) -> None:
        """Present this deck: where its open session is, else from the beginning."""
        lesson = Lesson.begin(deck)
        view = self._session.view
        self._take(lesson.at(view.place) if view is not None and self._session.is_about(deck) else lesson)

    def carry_out(self, wish: Wish) -> bool:  # noqa: C901 - one branch for each wish
        """Do what the trainer wishes; False if it is no wish about lesson or session."""
        match wish:
            case Command.QUESTION_STEP:
                self._step()
            case Command.ASK_AGAIN:
                self._asking.ask_again()
            case AskQuestion(question_id=question_id):
                self._clear_join()
                self._asking.ask(question_id)
            case Improvise(kind=kind, text=text):
                self._clear_join()
                self._asking.ask_now(improvise(kind, text), self._slide_taught)
            case Command.SHOW_JOIN:
                self._turn_join()
            case Command.END_SESSION:
                self._session.end()
            case Command.NEXT if self._question_is_up:
                self._step()
            case Command.NEXT if self.question_aside and self._link.up and not self._covered:
                self._put_aside(None)
            case Command.BACK if self._question_is_up:
                self._leave_question()
            case GoTo(slide=slide):
                self._clear_join()
                self._leave_question()
                self._move(lambda lesson: lesson.go_to(slide))
            case Command.NEXT | Command.BACK if self.join_display is JoinDisplay.LARGE and not self._covered:
                self._clear_join()  # nothing runs away unseen behind it
            case Command() if wish in _MOVES:
                self._move(_MOVES[wish])
            case _:
                return False
        return True

    @property
    def _covered(self) -> bool:
        return self.lesson is not None and self.lesson.covered

    @property
    def _question_is_up(self) -> bool:
        """Whether the class has a question before its eyes. Not while the server is away: nothing that
        the server does may hold up the show."""
        if not self._link.up:
            self._put_aside(self._asking.phase)
        return self._asking.going_on and not self.question_aside and not self._covered

    @property
    def question_aside(self) -> bool:
        """Whether the slide is to be seen though a question is before the class. The question's next
        phase brings it back."""
        return self._aside is not None and self._aside == self._asking.phase

    @property
    def _slide_taught(self) -> int:
        """The number of the slide in the session's deck, whatever deck is looked at."""
        view = self._session.view
        if self.lesson is not None and self._session.is_about(self.lesson.deck):
            return self.lesson.slide.number
        return view.place.slide if view is not None else 1

    def _leave_question(self) -> None:
        if self._asking.open_now or not self._link.up:
            self._put_aside(self._asking.phase)  # the phones go on answering while the slide is looked at
        else:
            self._asking.leave()

    def _put_aside(self, phase: AskedPhase | None) -> None:
        if phase != self._aside:
            self._aside = phase
            self.aside_changed.emit()

    def _move(self, change: Callable[[Lesson], Lesson]) -> None:
        if self.lesson is None:
            return
        before = self.lesson
        self._take(change(before))
        if before.place != self.lesson.place:
            self._tell_place()

    def _take(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.lesson_changed.emit(lesson)
        self._tell_step()

    def _step(self) -> None:
        if self.lesson is not None:
            self._clear_join()
            self._asking.step(self.lesson.slide)

    def _turn_join(self) -> None:
        displays = list(JoinDisplay)
        self._show_join(displays[(displays.index(self.join_display) - 1) % len(displays)])

    def _clear_join(self) -> None:
        if self.join_display is JoinDisplay.LARGE:
            self._show_join(JoinDisplay.OFF)

    def _show_join(self, display: JoinDisplay) -> None:
        self.join_display = display
        self.join_display_changed.emit(display)

    def _tell_step(self) -> None:
        self.step_changed.emit(self._asking.next_step(self.lesson.slide) if self.lesson else None)

    def _tell_place(self) -> None:
        if self.lesson is not None and self._session.is_about(self.lesson.deck):
            self._link.show_place(self.lesson.place)

    def _on_session(self, _view: SessionView | None) -> None:
        self._tell_step()

    def _on_begun(self, _view: SessionView) -> None:
        self._show_join(JoinDisplay.LARGE)
        self._tell_place()

    def _on_taken_up(self, view: SessionView) -> None:
        if self.lesson is not None and self._session.is_about(self.lesson.deck):
            self._take(self.lesson.at(view.place))
        else:
            self.deck_wanted.emit(view.deck.path)


_MOVES: dict[Command, Callable[[Lesson], Lesson]] = {
    Command.NEXT: Lesson.next,
    Command.BACK: Lesson.back,
    Command.FIRST: Lesson.first,
    Command.LAST: Lesson.last,
    Command.BLACK: lambda lesson: lesson.toggle(Screen.BLACK),
    Command.WHITE: lambda lesson: lesson.toggle(Screen.WHITE),
    Command.FREEZE: Lesson.toggle_freeze,
}
