"""What trainees ask and type, mirrored from the server, and what the trainer does about it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from presenter.class_session import ClassSession
from presenter.commands import (
    AskQuestion,
    Command,
    GoTo,
    Improvise,
    JudgeEntry,
    MarkAnswered,
    ProjectQuestion,
    Wish,
)
from presenter.inbox_state import InboxState
from presenter.joining import JoinDisplay
from presenter.link import Link
from presenter.show import Show
from server.protocol import BoardChanged, Judge, MarkAsked, ProjectAsked, QueueChanged, SessionView

_LEAVES = frozenset({Command.NEXT, Command.BACK})
_GOES_ON = frozenset({Command.FIRST, Command.LAST, Command.QUESTION_STEP, Command.ASK_AGAIN})


class Inbox(QObject):
    """Knows what waits for the trainer; it asks the server to approve, hide, mark and project.

    Nothing of it is kept here: a server or presenter that comes again is told, or tells, all of it. Next and
    back take a trainee's question from the projector at once, whether the server is there or not.
    """

    changed = Signal(object)  # InboxState
    sheet_wanted = Signal()  # or to be put away

    def __init__(self, show: Show, session: ClassSession, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show, self._session, self._link = show, session, link
        self._put_away = ""  # the question that the trainer took down, until the server has too
        self.state = InboxState()
        session.changed.connect(self._on_session)
        session.taken_up.connect(lambda _view: self._forget_put_away())
        session.link_restored.connect(self._say_again)
        link.welcomed.connect(lambda _welcome: self._clear())
        link.board_changed.connect(self._on_board)
        link.queue_changed.connect(self._on_queue)

    def carry_out(self, wish: Wish) -> bool:
        """Do what the trainer wishes; False if it is no wish about the inbox, or means the lesson too."""
        match wish:
            case Command.INBOX:
                self.sheet_wanted.emit()
            case JudgeEntry(subject=subject, shown=shown):
                self._link.send(lambda ref: Judge(ref, subject, shown))
            case MarkAnswered(asked_id=asked_id, answered=answered):
                self._link.send(lambda ref: MarkAsked(ref, asked_id, answered))
            case ProjectQuestion(asked_id=asked_id) if asked_id:
                self._forget_put_away()
                self._link.send(lambda ref: ProjectAsked(ref, asked_id))
            case ProjectQuestion():
                self.take_down()
            case Command() if wish in _LEAVES and self._in_sight:
                self.take_down()
            case Command() | GoTo() | AskQuestion() | Improvise():
                self._make_way_for(wish)
                return False
            case _:
                return False
        return True

    def take_down(self) -> None:
        """The projector shows the lesson again."""
        projected = self.state.projected
        if projected is not None:
            self._put_away = projected.asked_id
            self._take(replace(self.state, projected=None))
            if self._link.up:
                self._link.send(lambda ref: ProjectAsked(ref, ""))

    @property
    def _in_sight(self) -> bool:
        """Whether the class has a trainee's question before its eyes."""
        lesson = self._show.lesson
        covered = lesson is not None and lesson.covered
        large = self._show.join_display is JoinDisplay.LARGE
        return self.state.projected is not None and not covered and not large

    def _make_way_for(self, wish: Wish) -> None:
        """What is asked or gone to is to be seen."""
        if not isinstance(wish, Command) or wish in _GOES_ON:
            self.take_down()

    # --- what the server tells -------------------------------------------------------------------

    def _on_session(self, view: SessionView | None) -> None:
        if view is None:
            self._put_away = ""
            self._take(InboxState())
            return
        projected = view.projected
        if projected is not None and projected.asked_id == self._put_away:
            projected = None
        else:
            self._put_away = ""
        self._take(replace(self.state, possible=True, projected=projected))

    def _on_board(self, board: BoardChanged) -> None:
        self._take(replace(self.state, board=board))

    def _on_queue(self, queue: QueueChanged) -> None:
        self._take(replace(self.state, queue=queue))

    def _clear(self) -> None:
        """A server tells a presenter that comes only of what there is."""
        self._take(replace(self.state, board=BoardChanged(), queue=QueueChanged()))

    def _say_again(self) -> None:
        """What was taken down while the link was down is taken down now."""
        if self._put_away:
            self._link.send(lambda ref: ProjectAsked(ref, ""))

    def _forget_put_away(self) -> None:
        self._put_away = ""

    def _take(self, state: InboxState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)
