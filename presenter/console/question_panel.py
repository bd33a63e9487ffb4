"""The question before the class, or the next one: where the trainer's hand already is."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from decks.questions.model import Question
from presenter.commands import Command
from presenter.console.option_rows import OptionRows
from presenter.console.question_list import QuestionList
from presenter.console.room import JoinCard, RoomFigures
from presenter.joining import Joining
from presenter.lesson import Lesson
from presenter.lesson_time import LessonTime, as_clock
from presenter.question_flow import NextStep, QuestionStep, question_of, questions_on
from presenter.widgets.button import Button, Role
from presenter.widgets.label import Label, breakable
from presenter.widgets.scroll_area import ScrollArea
from presenter.widgets.theme import Space
from server.protocol import Phase, RoundView, SessionView


class QuestionPanel(QFrame):
    """Stem, options with live counts, the room's figures, seconds left, and one button.

    Everything here is private to the trainer, so what is right is always marked.
    """

    wish = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._lesson: Lesson | None = None
        self._session: SessionView | None = None
        self._step: NextStep | None = None
        self._build()
        self._lay_out()
        self.questions.wish.connect(self.wish)
        self.primary.clicked.connect(lambda: self.wish.emit(Command.QUESTION_STEP))
        self.now.clicked.connect(lambda: self.wish.emit(Command.ASK_NOW))
        self.again.clicked.connect(lambda: self.wish.emit(Command.ASK_AGAIN))
        self._refresh()

    def _build(self) -> None:
        self.heading = Label("", "heading")
        self.phase = Label("", "chip")
        self.round = Label("", "chip")
        self.left = Label("", "title")
        self.stem = Label("", "strong", wrap=True)
        self.options = OptionRows()
        self.explanation = Label("", "muted", wrap=True)
        self.questions = QuestionList()
        self.empty = Label("", "muted", wrap=True)
        self.join = JoinCard()
        self.figures = RoomFigures()
        self.primary = Button("", role=Role.PRIMARY, height=44)
        self.now = Button(self.tr("New question"), icon="question", key="N", height=44)
        self.again = Button(self.tr("Ask again"), icon="again", key="A", height=44)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        for widget in (self.heading, self.phase, self.round):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self.left, 0, Qt.AlignmentFlag.AlignVCenter)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, Space.MEDIUM, 0)
        inner.setSpacing(Space.MEDIUM)
        for part in (self.empty, self.stem, self.options, self.explanation, self.join, self.questions):
            inner.addWidget(part)
        inner.addStretch(1)
        self.scroll_area = ScrollArea()
        self.scroll_area.setWidget(body)
        actions = QHBoxLayout()
        actions.setSpacing(Space.SMALL)
        actions.addWidget(self.primary, 1)
        actions.addWidget(self.again)
        actions.addWidget(self.now)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.TIGHT, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        foot = QVBoxLayout()
        foot.setContentsMargins(0, 0, Space.MEDIUM, 0)
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self.figures)
        foot.addLayout(actions)
        head.setContentsMargins(0, 0, Space.MEDIUM, 0)
        column.addLayout(head)
        column.addWidget(self.scroll_area, 1)
        column.addLayout(foot)

    def show_lesson(self, lesson: Lesson) -> None:
        """The slide whose questions could be asked."""
        self._lesson = lesson
        self._refresh()

    def show_session(self, session: SessionView | None) -> None:
        """The session with the question before the class, if there is one."""
        self._session = session if session is not None and not session.ended else None
        self._refresh()

    def show_round(self, round_view: RoundView) -> None:
        """Newer counts of the question before the class."""
        if self._session is not None:
            self._session = replace(
                self._session, round=round_view, joined=round_view.joined, connected=round_view.connected
            )
            self._refresh()

    def show_room(self, joined: int, connected: int) -> None:
        """Who is there now."""
        if self._session is not None:
            self._session = replace(self._session, joined=joined, connected=connected)
            self._refresh_room(self._session)

    def show_step(self, step: NextStep | None) -> None:
        """What the button does."""
        self._step = step
        self._refresh()

    def show_time(self, time: LessonTime) -> None:
        """Seconds left."""
        round_view = self._session.round if self._session is not None else None
        shown = round_view is not None and round_view.phase is Phase.OPEN and time.left_s is not None
        self.left.setText(as_clock(time.left_s + 0.999) if shown and time.left_s is not None else "")
        self.left.setAccessibleName(
            self.tr("Time left {time}").format(time=self.left.text()) if shown else ""
        )

    def show_joining(self, joining: Joining, code: QImage) -> None:
        """Address and QR code."""
        self.join.show_joining(joining, code)

    def _refresh(self) -> None:
        session = self._session
        round_view = session.round if session is not None else None
        question = self._question(session, round_view)
        self._show_head(question, round_view)
        self._show_question(question, round_view)
        self._show_empty(question, session)
        self._show_list(session, round_view)
        self._show_actions(round_view)
        if session is not None:
            self._refresh_room(session)
        self.figures.setVisible(session is not None)

    def _question(self, session: SessionView | None, round_view: RoundView | None) -> Question | None:
        if session is not None and round_view is not None:
            return question_of(session, round_view.question_id)
        if self._step is not None and self._step.step is QuestionStep.ASK and session is not None:
            return self._step.question
        here = self._lesson.slide.questions if self._lesson is not None else ()
        return here[0] if here else None

    def _show_head(self, question: Question | None, round_view: RoundView | None) -> None:
        self.heading.setText(self.tr("Question") if question is not None else self.tr("The class"))
        words, look = {
            None: (self.tr("not asked yet"), "chip"),
            Phase.OPEN: (self.tr("open"), "chip-accent"),
            Phase.CLOSED: (self.tr("closed"), "chip-warning"),
            Phase.REVEALED: (self.tr("revealed"), "chip-good"),
        }[round_view.phase if round_view is not None else None]
        if round_view is None and question is not None and self._rounds(question):
            words = self.tr("asked before")
        self.phase.setText(words)
        self.phase.look(look)
        self.phase.setVisible(question is not None and self._session is not None)
        again = round_view is not None and round_view.round > 1
        self.round.setVisible(again)
        if round_view is not None:
            self.round.setText(self.tr("round {n}").format(n=round_view.round))
        self.left.setVisible(round_view is not None and round_view.phase is Phase.OPEN)

    def _show_question(self, question: Question | None, round_view: RoundView | None) -> None:
        for widget in (self.stem, self.options):
            widget.setVisible(question is not None)
        self.stem.setText(breakable(question.stem) if question is not None else "")
        self.options.show_question(question, round_view)
        explanation = question.explanation if question is not None else ""
        self.explanation.setVisible(bool(explanation))
        self.explanation.setText(self.tr("Explanation: {text}").format(text=breakable(explanation)))

    def _show_empty(self, question: Question | None, session: SessionView | None) -> None:
        self.join.setVisible(session is not None and question is None)
        if self._lesson is None:
            words = self.tr("Open a deck to begin (Ctrl+O).")
        elif session is None and question is None:
            words = self.tr("No session yet. F5 starts one: then phones can join and answer.")
        elif session is None:
            words = self.tr("No session yet. F5 starts one: then this question can be asked.")
        else:
            lonely = session.joined == 0 and session.round is None
            words = self.tr("Nobody has joined yet: J shows the code to the class.") if lonely else ""
        if session is not None and question is None:
            words = self.tr("No question on this slide.")
        self.empty.setText(words)
        self.empty.setVisible(bool(words))

    def _show_list(self, session: SessionView | None, round_view: RoundView | None) -> None:
        questions = questions_on(self._lesson.slide, session) if self._lesson is not None else ()
        rounds = session.rounds if session is not None else {}
        free = round_view is None or round_view.phase is not Phase.OPEN
        self.questions.show_questions(questions, rounds, can_ask=session is not None and free)

    def _show_actions(self, round_view: RoundView | None) -> None:
        self.primary.setVisible(self._step is not None)
        done = round_view is not None and round_view.phase is not Phase.OPEN
        self.again.setVisible(self._step is not None and done)
        self.now.setVisible(self._session is not None and round_view is None)
        if self._step is not None:
            again = self._step.round > 1
            words = {
                QuestionStep.ASK: self.tr("Ask again") if again else self.tr("Ask"),
                QuestionStep.CLOSE: self.tr("Close"),
                QuestionStep.REVEAL: self.tr("Reveal"),
                QuestionStep.GO_ON: self.tr("Go on"),
            }
            self.primary.say(words[self._step.step], key=self.tr("Enter"))

    def _refresh_room(self, session: SessionView) -> None:
        answered = session.round.answered if session.round is not None else None
        self.figures.show_figures(answered, session.connected, session.joined)
        self.join.show_joined(session.joined)

    def _rounds(self, question: Question) -> int:
        return self._session.rounds.get(question.id, 0) if self._session is not None else 0
