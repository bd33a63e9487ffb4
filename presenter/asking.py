"""Asking: one step of a question after the other, whoever presses and however often."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from decks.model import Slide
from decks.questions.model import Question
from presenter.class_session import ClassSession
from presenter.link import Link
from presenter.question_flow import NextStep, QuestionStep, next_step, question_of
from presenter.session_clock import SessionClock, uptime_s
from server.protocol import (
    AskNow,
    CloseQuestion,
    Done,
    HostMessage,
    LeaveQuestion,
    OpenQuestion,
    Phase,
    Refused,
    RevealQuestion,
    SessionView,
)

DOUBLE_PRESS_MS = 600  # a second press this soon after a step is the same press

AskedPhase = tuple[str, int, Phase]  # question id, round, phase
QuestionCommand = Callable[[int, str, int], HostMessage]


class Asking(QObject):
    """Sends the steps of a question to the server: never two at once, never two for a double press, which
    is one within `double_press_ms` of the server's time."""

    def __init__(
        self, session: ClassSession, link: Link, clock: SessionClock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._link, self._clock = session, link, clock
        self.double_press_ms = DOUBLE_PRESS_MS
        self._pending: int | None = None
        self._stepped_at = float("-inf")
        self._phase: AskedPhase | None = None
        session.changed.connect(self._on_session)
        link.done.connect(self._on_answered)
        link.refused.connect(self._on_answered)
        link.lost.connect(self._forget_pending)

    @property
    def going_on(self) -> bool:
        """Whether a question is before the class."""
        return self._session.view is not None and self._session.view.round is not None

    @property
    def answered(self) -> bool:
        """Whether the server has answered every step sent to it."""
        return self._pending is None

    @property
    def phase(self) -> AskedPhase | None:
        """Where the question before the class stands."""
        return self._phase

    @property
    def open_now(self) -> bool:
        """Whether the question before the class takes answers."""
        view = self._session.view
        return view is not None and view.round is not None and view.round.phase is Phase.OPEN

    def next_step(self, slide: Slide) -> NextStep | None:
        """The one obvious thing to do next."""
        return next_step(self._session.view, slide)

    def step(self, slide: Slide) -> None:
        """Do the next step."""
        if (step := self.next_step(slide)) is not None:
            self._send(_COMMANDS[step.step], step.question.id, step.round)

    def ask(self, question_id: str) -> None:
        """Ask this question: a further round if it has been asked before."""
        view = self._session.view
        if view is not None and question_of(view, question_id) is not None:
            self._send(OpenQuestion, question_id, view.rounds.get(question_id, 0) + 1)

    def ask_now(self, question: Question, slide: int) -> None:
        """Ask a question that stands in no deck, on this slide; not while another is open."""
        if self._session.view is not None and not self.open_now:
            self._send_once(lambda ref: AskNow(ref, slide, question))

    def ask_again(self) -> None:
        """Another round of the question before the class."""
        view = self._session.view
        if view is not None and view.round is not None and not self.open_now:
            self.ask(view.round.question_id)

    def leave(self) -> None:
        """Back to the slide; an open question stays, since closing it is a decision of its own."""
        view = self._session.view
        if view is not None and view.round is not None and view.round.phase is not Phase.OPEN:
            self._send(LeaveQuestion, view.round.question_id, view.round.round)

    def _send(self, command: QuestionCommand, question_id: str, number: int) -> None:
        self._send_once(lambda ref: command(ref, question_id, number))

    def _send_once(self, command: Callable[[int], HostMessage]) -> None:
        since_ms = (uptime_s() - self._stepped_at) * 1000 * self._clock.speed
        if self._pending is not None or since_ms < self.double_press_ms:
            return
        self._stepped_at = uptime_s()
        self._pending = self._link.send(command)

    def _on_answered(self, answer: Done | Refused) -> None:
        if answer.ref == self._pending:
            self._pending = None

    def _on_session(self, view: SessionView | None) -> None:
        # A press meant for the phase before must not act on the next: the time limit may just have closed it.
        now = view.round if view is not None else None
        phase = (now.question_id, now.round, now.phase) if now is not None else None
        if phase is not None and self._phase not in (None, phase):
            self._stepped_at = uptime_s()
        self._phase = phase

    def _forget_pending(self) -> None:
        self._pending = None


_COMMANDS: dict[QuestionStep, QuestionCommand] = {
    QuestionStep.ASK: OpenQuestion,
    QuestionStep.CLOSE: CloseQuestion,
    QuestionStep.REVEAL: RevealQuestion,
    QuestionStep.GO_ON: LeaveQuestion,
}
