"""A rehearsal from the command line: the whole program, driven, pictured and wound up."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from assets.sentences import sentence
from decks.model import Deck, DeckError
from presenter.app import Presenter
from presenter.camera import Camera
from presenter.rehearsal import Plan, Progress, Rehearsal
from server.figures import SessionFigures
from server.protocol import HostWelcome

PAINTED_MS = 300
ENDING_MS = 5000
CONSOLE_SIZE = 1440, 900
PROJECTOR_SIZE = 1920, 1080
REVIEW_SIZE = 1280, 860


class Rehearsing(QObject):
    """Begins when deck and server are there, and leaves nothing behind: its session is ended, and a
    server that runs faster than life with it, however the rehearsal comes to its end."""

    told = Signal(str)  # a sentence about how far it is
    complained = Signal(str)  # a sentence about why it is over too soon
    over = Signal(int)  # exit code

    def __init__(self, presenter: Presenter, plan: Plan) -> None:
        super().__init__(presenter.root)
        self._p, self._plan = presenter, plan
        self._camera = Camera(plan.folder, self)
        self._rehearsal = Rehearsal(
            plan,
            presenter.show,
            presenter.session,
            presenter.past,
            presenter.clock,
            lambda: presenter.showing.settled,
            self,
        )
        self._deck: Deck | None = None
        self._welcome: HostWelcome | None = None
        self._code: int | None = None
        self._connect()

    def show_windows(self) -> None:
        """Console and projector at the sizes that the pictures have; on real displays where they belong."""
        if QGuiApplication.platformName() == "offscreen":
            self._p.console.resize(*CONSOLE_SIZE)
            self._p.projector.resize(*PROJECTOR_SIZE)
            self._p.projector.show()
        else:
            self._p.console.show()
            self._p.desk.screens.present()

    def abandon(self) -> None:
        """Somebody has had enough."""
        self._fail(self._sentence("rehearsal.abandoned"))

    def _connect(self) -> None:
        p, rehearsal = self._p, self._rehearsal
        p.opening.opened.connect(self._on_deck)
        p.opening.failed.connect(self._on_no_deck)
        p.connection.accepted.connect(self._on_server)
        p.connection.occupied.connect(lambda _: self._fail(self._sentence("rehearsal.session_open")))
        p.connection.failed.connect(self._fail)
        p.desk.closed.connect(self.abandon)
        rehearsal.told.connect(self._tell)
        rehearsal.stage_reached.connect(self._take)
        rehearsal.finished.connect(self._finish)
        rehearsal.failed.connect(self._fail)

    def _on_deck(self, deck: Deck) -> None:
        self._deck = deck
        self._begin()

    def _on_server(self, welcome: HostWelcome) -> None:
        if self._welcome is None:  # a server that comes back goes on with the same rehearsal
            self._welcome = welcome
            self._begin()

    def _begin(self) -> None:
        if self._deck is not None and self._welcome is not None and self._code is None:
            self._rehearsal.begin(self._deck, self._welcome.phone_port)

    def _take(self, stage: str) -> None:
        self._camera.take(stage, console=self._p.console, projector=self._p.projector)

    def _finish(self, figures: SessionFigures) -> None:
        self._p.review.show()
        if QGuiApplication.platformName() == "offscreen":
            self._p.review.resize(*REVIEW_SIZE)
        QTimer.singleShot(PAINTED_MS, self, lambda: self._leave(figures))

    def _leave(self, figures: SessionFigures) -> None:
        self._camera.take("review", review=self._p.review)
        self._camera.finish()
        row = figures.session
        self.told.emit(self._sentence("rehearsal.done", phones=row.joined, answers=row.answers))
        self.told.emit(self._sentence("rehearsal.written", folder=self._plan.folder))
        self._wind_up(0)

    def _on_no_deck(self, error: DeckError) -> None:
        self._fail(self._sentence(error.code, **error.values))

    def _fail(self, reason: str) -> None:
        if self._code is None:
            self.complained.emit(self._sentence("rehearsal.failed", reason=reason))
            self._wind_up(1)

    def _wind_up(self, code: int) -> None:
        self._code = code
        self._rehearsal.stop()
        if self._p.session.view is None:
            self._close()
            return
        self._p.session.ended.connect(lambda _id: self._close())
        QTimer.singleShot(ENDING_MS, self, self._close)
        self._p.session.end()

    def _close(self) -> None:
        # Only a server that was accepted is this rehearsal's: the next lesson's must run at life's speed.
        if self._welcome is not None and self._p.server.speed != 1:
            self._p.server.stop_server()
        self.over.emit(self._code)

    def _tell(self, progress: Progress) -> None:
        self.told.emit(self._sentence(progress.code, **progress.values))

    def _sentence(self, code: str, **values: object) -> str:
        return sentence(code, self._p.language, **values)
