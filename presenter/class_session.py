"""The session as the presenter knows it: a mirror of the server's, kept whole by what it tells."""

import msgspec
from PySide6.QtCore import QObject, Signal

from decks.model import Deck
from decks.opening import readable
from presenter.link import Link
from presenter.session_clock import SessionClock
from presenter.start_choices import StartChoices
from server.protocol import (
    DeckSummary,
    EndSession,
    HostWelcome,
    KeepPictures,
    OpenSession,
    Refused,
    RoomChanged,
    RoundView,
    SessionView,
    SlidePicture,
    SlideQuestion,
    SlideSummary,
)


class ClassSession(QObject):
    """Knows the server's session, opens and ends it.

    `view` is the last state told, also while the link is down; None when no session is open.
    """

    changed = Signal(object)  # SessionView | None
    round_changed = Signal(object)  # RoundView
    room_changed = Signal(object)  # RoomChanged
    begun = Signal(object)  # SessionView: opened just now, by this presenter
    not_begun = Signal(object)  # Refused: what `begin` asked for
    taken_up = Signal(object)  # SessionView: it was open when this presenter came
    link_restored = Signal()  # the session went on while the link was down
    ended = Signal(str)  # session id

    def __init__(
        self, link: Link, clock: SessionClock, *, rehearsal: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._link, self._clock, self._rehearsal = link, clock, rehearsal
        self._wanted: tuple[Deck, StartChoices] | None = None  # until the server has opened or refused it
        self._opening: int | None = None  # the reference of the command
        self._up = False
        self.view: SessionView | None = None
        link.lost.connect(self._on_lost)
        link.session_changed.connect(self._on_session)
        link.round_changed.connect(self._on_round)
        link.room_changed.connect(self._on_room)
        link.refused.connect(self._on_refused)

    def begin(self, deck: Deck, choices: StartChoices) -> None:
        """Open a session on `deck`, now or as soon as the server is there."""
        if self.view is not None:
            return
        self._wanted = deck, choices
        if not self._up:
            return
        summary = summarise(deck)
        teams = tuple(self.tr("Team {n}").format(n=n) for n in range(1, choices.teams + 1))
        self._opening = self._link.send(
            lambda ref: OpenSession(
                ref,
                summary,
                choices.identity,
                self._rehearsal,
                choices.group,
                choices.keep_days,
                teams,
                choices.scoring,
                choices.moderation,
                choices.feedback,
                choices.slides,
            )
        )

    def end(self) -> None:
        """End the session; `ended` follows when the server has written it down."""
        self._link.send(EndSession)

    def keep_pictures(self, pictures: tuple[SlidePicture, ...]) -> None:
        """Give the session's log small pictures of its slides; nothing happens while the link is down."""
        if self._up and self.view is not None:
            self._link.send(lambda ref: KeepPictures(ref, pictures))

    def is_about(self, deck: Deck) -> bool:
        """Whether the open session belongs to this deck, be it edited meanwhile."""
        return self.view is not None and (
            self.view.deck.sha256 == deck.sha256 or self.view.deck.path == readable(str(deck.path))
        )

    def take_welcome(self, welcome: HostWelcome) -> None:
        """The server to work with is there (again), with the session that is open on it, if one is."""
        self._up = True
        self._clock.set(welcome.now_ms, welcome.speed)
        session = welcome.session
        known, self.view = self.view, session
        self.changed.emit(session)
        if session is not None and (known is None or known.session_id != session.session_id):
            self.taken_up.emit(session)
        elif session is not None:
            self.link_restored.emit()
        elif known is not None:
            self.ended.emit(known.session_id)
        if session is not None:
            self._wanted = None
        elif self._wanted is not None:  # not asked yet, or asked just when the link broke
            self.begin(*self._wanted)

    def _on_lost(self) -> None:
        self._up, self._opening = False, None

    def _on_session(self, session: SessionView) -> None:
        if not self._up:
            return
        known, self.view = self.view, None if session.ended else session
        self.changed.emit(self.view)
        if self.view is not None and known is None:
            self._wanted = None
            self.begun.emit(session)
        elif session.ended and known is not None:
            self.ended.emit(session.session_id)

    def _on_refused(self, refused: Refused) -> None:
        if refused.ref == self._opening:
            self._opening = self._wanted = None
            self.not_begun.emit(refused)

    def _on_round(self, round_view: RoundView) -> None:
        if self.view is not None:
            self.view = msgspec.structs.replace(self.view, round=round_view)
            self.round_changed.emit(round_view)

    def _on_room(self, room: RoomChanged) -> None:
        if self.view is not None:
            self.view = msgspec.structs.replace(self.view, joined=room.joined, connected=room.connected)
            self.room_changed.emit(room)


def summarise(deck: Deck) -> DeckSummary:
    """What the session's log keeps of a deck."""
    return DeckSummary(
        lesson_id=deck.lesson_id,
        sha256=deck.sha256,
        title=deck.title,
        path=readable(str(deck.path)),
        slides=tuple(SlideSummary(s.number, s.title, s.notes.planned_s) for s in deck.slides),
        questions=tuple(SlideQuestion(s.number, q) for s in deck.slides for q in s.questions),
    )
