"""The trainer's own phone as a clicker: which phones may be one, what they show, and what they wish."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from presenter.class_session import ClassSession
from presenter.commands import Command, Wish
from presenter.joining import Joining
from presenter.lesson import Lesson
from presenter.link import Link
from presenter.question_flow import NextStep, QuestionStep
from presenter.remote_state import RemoteState
from presenter.session_clock import SessionClock
from presenter.show import Show
from server.protocol import (
    LONGEST_NOTES,
    LONGEST_TITLE,
    REMOTE_PATH,
    AnswerWish,
    CodeState,
    Desk,
    QuestionAction,
    RemoteCode,
    RemotesChanged,
    RemoteWish,
    Screen,
    SessionView,
    ShareNotes,
    ShowDesk,
    StartRemote,
    StopRemote,
    WishKind,
)

LATE_MS = 2000  # a wish that waited longer, while a window hung say, would surprise
GATHER_MS = 30  # what changes together is told together


class Remote(QObject):
    """Asks the server for codes, tells it what lies on the desk while a phone may want to know, and turns the
    phones' wishes into those of a clicker, at once or never."""

    changed = Signal(object)  # RemoteState
    wished = Signal(object)  # presenter.commands.Wish
    sheet_wanted = Signal()  # or to be put away
    taken = Signal()  # a phone has used the code
    guessed = Signal()  # the code is void: too many others were tried

    def __init__(
        self,
        show: Show,
        session: ClassSession,
        link: Link,
        clock: SessionClock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._show, self._session, self._link, self._clock = show, session, link, clock
        self._step: NextStep | None = None
        self.state = RemoteState()
        self._gather = QTimer(self, interval=GATHER_MS, singleShot=True)
        self._gather.timeout.connect(self._tell_desk)
        show.step_changed.connect(self._on_step)
        show.lesson_changed.connect(lambda _lesson: self._gather_desk())
        session.changed.connect(self._on_session)
        link.lost.connect(lambda: self._take(RemoteState()))
        link.remote_coded.connect(self._on_code)
        link.remotes_changed.connect(self._on_remotes)
        link.remote_wished.connect(self._on_wish)

    def carry_out(self, wish: Wish) -> bool:
        """Do what the trainer wishes; False if it is no wish about remotes."""
        if wish is not Command.REMOTE:
            return False
        self.sheet_wanted.emit()
        return True

    def offer(self) -> None:
        """Ask for a code for one more phone; an earlier one is void."""
        if self.state.possible:
            self._link.send(lambda ref: StartRemote(ref, self.state.notes))
            self._gather_desk()

    def share_notes(self, on: bool) -> None:
        """Let remotes show the slide's notes, or no more."""
        self._take(replace(self.state, notes=on))
        if self._wanted:
            self._link.send(lambda ref: ShareNotes(ref, on))
            self._tell_desk()

    def disconnect_phones(self) -> None:
        """No phone is a remote any more."""
        self._link.send(StopRemote)

    # --- what the server tells -------------------------------------------------------------------

    def _on_session(self, view: SessionView | None) -> None:
        possible = view is not None and self._link.up
        if possible != self.state.possible:
            self._take(RemoteState(possible=possible))

    def _on_code(self, told: RemoteCode) -> None:
        self._take(replace(self.state, code=told.code, code_state=CodeState.WAITING))

    def _on_remotes(self, told: RemotesChanged) -> None:
        before = self.state
        code = before.code if told.code is CodeState.WAITING else ""
        # Only a session has remotes, whether its view has come already or is on its way.
        self._take(RemoteState(True, code, told.code, told.phones, told.connected, told.notes))
        self._gather_desk()
        if told.code is CodeState.USED and before.code:
            self.taken.emit()
        if told.code is CodeState.GUESSED and before.code_state is not CodeState.GUESSED:
            self.guessed.emit()

    def _take(self, state: RemoteState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)

    # --- the desk --------------------------------------------------------------------------------

    @property
    def _wanted(self) -> bool:
        """Whether anybody is to see the desk."""
        return self.state.phones > 0 or self.state.code_state is CodeState.WAITING

    def _on_step(self, step: NextStep | None) -> None:
        self._step = step
        self._gather_desk()

    def _gather_desk(self) -> None:
        if self._wanted and not self._gather.isActive():
            self._gather.start()

    def _tell_desk(self) -> None:
        if self._wanted and self._link.up and self._session.view is not None:
            desk = desk_of(self._show.lesson, self._step, notes=self.state.notes)
            self._link.send(lambda ref: ShowDesk(ref, desk))

    # --- wishes ----------------------------------------------------------------------------------

    def _on_wish(self, told: RemoteWish) -> None:
        why = self._why_not(told)
        command = None if why else self._command_for(told)
        if command is not None:
            self.wished.emit(command)
        self._link.send(lambda ref: AnswerWish(ref, told.wish, why))

    def _why_not(self, told: RemoteWish) -> str:
        """Why a wish is not carried out, as the protocol calls it; empty if it is."""
        if (self._clock.now_ms() - told.at_ms) / self._clock.speed > LATE_MS:
            return "late"
        if self._session.view is None:
            return "over"
        if told.kind is WishKind.QUESTION_STEP and told.action is not _action_of(self._step):
            return "changed"
        return ""

    def _command_for(self, told: RemoteWish) -> Command | None:
        """The key of a clicker that does it; None if it is so already."""
        if told.kind is WishKind.BLACK:
            lesson = self._show.lesson
            black = lesson is not None and lesson.screen is Screen.BLACK
            return Command.BLACK if black != told.on else None
        return _COMMANDS[told.kind]


def remote_address(joining: Joining) -> str:
    """Where a phone finds the page, without the `http://` that browsers add by themselves."""
    return f"{joining.chosen.address}:{joining.port}{REMOTE_PATH}"


def desk_of(lesson: Lesson | None, step: NextStep | None, *, notes: bool) -> Desk:
    """What a remote may show of the lesson; `notes` only if they are to be shown."""
    if lesson is None:
        return Desk(0, 0)
    return Desk(
        slide=lesson.slide.number,
        of=len(lesson.deck.slides),
        title=lesson.slide.title[:LONGEST_TITLE],
        screen=lesson.screen,
        action=_action_of(step),
        notes=lesson.slide.notes.text[:LONGEST_NOTES] if notes else "",
    )


def _action_of(step: NextStep | None) -> QuestionAction | None:
    return _ACTIONS[step.step] if step is not None else None


_ACTIONS = {
    QuestionStep.ASK: QuestionAction.ASK,
    QuestionStep.CLOSE: QuestionAction.CLOSE,
    QuestionStep.REVEAL: QuestionAction.REVEAL,
    QuestionStep.GO_ON: QuestionAction.GO_ON,
}
_COMMANDS = {
    WishKind.NEXT: Command.NEXT,
    WishKind.BACK: Command.BACK,
    WishKind.QUESTION_STEP: Command.QUESTION_STEP,
}
