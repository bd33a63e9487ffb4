"""Which sentence the trainer is told when: what happens on one side, notices on the other."""

from datetime import datetime

from PySide6.QtCore import QObject

from assets.sentences import Language, sentence
from decks.model import Deck, DeckError, Problem
from presenter.class_session import ClassSession
from presenter.joining import Joining
from presenter.local_server import LocalServer
from presenter.notices import Notices, Standing
from server.protocol import Refused, SessionView, Trouble


class Announcements(QObject):
    """Puts what happens into sentences of `assets/translations`."""

    def __init__(
        self, notices: Notices, session: ClassSession, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._notices, self._session, self._language = notices, session, language
        session.changed.connect(self._on_session)

    def opened(self, deck: Deck) -> None:
        """A deck is presented now: what was not understood in it, and whether the session is about it."""
        serious = [problem for problem in deck.problems if problem.serious]
        if serious:
            first = sentence(serious[0].code, self._language, **serious[0].values)
            values = {"count": str(len(serious)), "slide": str(serious[0].slide or "–"), "first": first}
            self._stand(Standing.DECK, "deck_problems.told", values)
        else:
            self._notices.lift(Standing.DECK)
        view = self._session.view
        if view is not None and not self._session.is_about(deck):
            self._stand(Standing.SESSION, "session.not_of_this_deck", {"title": view.deck.title})
        elif view is not None and view.deck.sha256 != deck.sha256:
            self._stand(Standing.SESSION, "session.deck_changed")
        else:
            self._notices.lift(Standing.SESSION)

    def not_opened(self, error: DeckError) -> None:
        """A file can't be opened; what was presented before still is."""
        self._stand(Standing.DECK, error.code, error.values)

    def not_drawn(self, problem: Problem) -> None:
        """A slide's picture can't be drawn."""
        self._say(problem.code, problem.values)

    def drawn_another_way(self) -> None:
        """The slides' pictures come another way from now on, and the class hasn't seen it yet."""
        self._say("ways.turned", {})

    def displays_copied(self, copied: bool) -> None:
        """Whether the class sees the console, because its display shows the same."""
        if copied:
            self._stand(Standing.DISPLAYS, "display.copied")
        else:
            self._notices.lift(Standing.DISPLAYS)

    def joining(self, joining: Joining) -> None:
        """The way to join has changed."""
        if joining.chosen.reachable:
            self._notices.lift(Standing.NETWORK)
        else:
            self._stand(Standing.NETWORK, "network.unreachable", {"address": joining.chosen.address})

    def server_found(self) -> None:
        """The server is there; if it can't write, it will say so again."""
        self._notices.lift(Standing.SERVER)
        self._notices.lift(Standing.STORAGE)

    def server_failed(self, words: str, server: LocalServer) -> None:
        """The server does not start; `words` are its own, if it said any."""
        if words:
            self._notices.stand(Standing.SERVER, words)
        elif not server.folder_usable:
            self._stand(Standing.SERVER, "server.folder_unusable", {"path": str(server.folder)})
        else:
            self._stand(Standing.SERVER, "server.silent")

    def server_occupied(self) -> None:
        """The server that runs is not ours to use, and not ours to end."""
        self._stand(Standing.SERVER, "server.other_version")

    def troubled(self, trouble: Trouble) -> None:
        """The server can't write, or can again."""
        if trouble.code:
            self._stand(Standing.STORAGE, trouble.code, trouble.values)
        else:
            self._notices.lift(Standing.STORAGE)

    def refused(self, refused: Refused) -> None:
        """The server did not do what the trainer wished."""
        self._say(refused.code, refused.values)

    def deck_missing(self) -> None:
        """The open session's deck is not where it was."""
        if (view := self._session.view) is not None:
            self._stand(Standing.SESSION, "session.other_deck", {"title": view.deck.title})

    def forgotten(self, view: SessionView) -> None:
        """The open session was never ended, long ago."""
        began = datetime.fromtimestamp(view.opened_at_ms / 1000)
        values = {"title": view.deck.title, "began": f"{began:%Y-%m-%d %H:%M}"}
        self._stand(Standing.SESSION, "session.forgotten", values)

    def ended(self) -> None:
        """The session has ended, and its figures are not shown by themselves."""
        self._say("session.ended", {})

    def fault(self, path: str) -> None:
        """A mistake of ours, written down at `path`."""
        self._say("fault.happened", {"path": path})

    def _on_session(self, view: SessionView | None) -> None:
        if view is None:
            self._notices.lift(Standing.SESSION)

    def _say(self, code: str, values: dict[str, str]) -> None:
        self._notices.say(sentence(code, self._language, **values))

    def _stand(self, kind: Standing, code: str, values: dict[str, str] | None = None) -> None:
        self._notices.stand(kind, sentence(code, self._language, **(values or {})))
