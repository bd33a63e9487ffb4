"""The trainer's desk: the three windows, and the wishes that concern windows and files."""

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from assets import ASSETS
from decks.model import Deck
from decks.opening import readable
from presenter.class_session import ClassSession
from presenter.commands import ChooseAddress, Command, Wish
from presenter.console.window import ConsoleWindow
from presenter.join_point import JoinPoint
from presenter.opening import DeckOpening
from presenter.projector.window import ProjectorWindow
from presenter.review.window import ReviewWindow
from presenter.screens import Screens, inside
from presenter.settings import SettingsFile
from presenter.starting import Starting

BESIDE = 40  # pixels


class Desk(QObject):
    """Puts windows up and takes them down. Closing the console closes the program; a session that is
    still open is only left after asking, and can be taken up again."""

    closed = Signal()

    def __init__(
        self,
        console: ConsoleWindow,
        projector: ProjectorWindow,
        review: ReviewWindow,
        session: ClassSession,
        opening: DeckOpening,
        join_point: JoinPoint,
        settings: SettingsFile,
        starting: Starting,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.console, self.projector, self.review = console, projector, review
        self.screens = Screens(console, projector, self)
        self._session, self._opening, self._join_point = session, opening, join_point
        self._settings, self._starting = settings, starting
        self._deck: Deck | None = None
        self._question: QMessageBox | None = None
        self.closing = False  # as soon as the session has ended
        session.ended.connect(self._on_ended)
        session.not_begun.connect(lambda _refused: self._ask())
        starting.begun.connect(self.screens.present)
        console.close_wanted.connect(self.leave)

    def use(self, deck: Deck) -> None:
        """This deck is presented now."""
        self._deck = deck
        self._starting.use(deck)
        if ASSETS in deck.path.parents:
            return  # nobody keeps decks among the program's own files
        self._settings.change(last_folder=readable(str(deck.path.parent)))

    def carry_out(self, wish: Wish) -> bool:
        """Do what the trainer wishes; False if it is no wish about windows."""
        match wish:
            case Command.PRESENT:
                self._present()
            case Command.CHOOSE_START:
                self._ask()
            case Command.STOP_PRESENTING:
                self.screens.stop_presenting()
            case Command.SWAP_SCREENS:
                self.screens.swap()
            case Command.OPEN_DECK:
                self._choose_deck()
            case Command.PAST_SESSIONS:
                self.look_back()
            case Command.KEY_SHEET:
                self.console.toggle_key_sheet()
            case Command.ASK_NOW:
                self.console.toggle_now_sheet()
            case ChooseAddress(address=address):
                self._join_point.choose(address)
            case _:
                return False
        return True

    def look_back(self) -> None:
        """Show the past sessions: beside the console, never on the projector's display."""
        if self.review.isVisible():
            self.review.sessions_wanted.emit()  # shown anew, it asks by itself
        else:
            screen, place = self.console.screen(), self.review.geometry()
            place.moveTopLeft(self.console.geometry().topLeft() + QPoint(BESIDE, BESIDE))
            self.review.setScreen(screen)
            self.review.setGeometry(inside(place, screen.availableGeometry()))
        self.review.show()
        self.review.raise_()
        self.review.activateWindow()

    def leave(self) -> None:
        """Close the program, after asking if a session is open."""
        if self._session.view is None:
            self._close()
            return
        box = QMessageBox(self.console)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Handsup"))
        box.setText(self.tr("A session is still open."))
        box.setInformativeText(
            self.tr(
                "You can leave it open: phones stay connected, and Handsup takes it up again when it starts."
            )
        )
        end = box.addButton(self.tr("End the session and close"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Leave it open and close"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        end.clicked.connect(self._end_and_close)
        keep.clicked.connect(self._close)
        self._question = box
        box.open()

    def _present(self) -> None:
        if self._deck is None:
            return
        if self._session.view is not None:
            self.screens.present()
        elif self._starting.asking or not self._starting.asks_first:
            self._starting.begin()
        else:
            self._ask()

    def _ask(self) -> None:
        if self.screens.presenting and not self.screens.apart:
            self.screens.stop_presenting()  # it would lie over what is asked
        self._starting.ask()

    def _choose_deck(self) -> None:
        dialog = QFileDialog(self.console, self.tr("Open a deck"))
        dialog.setNameFilter(self.tr("Decks (*.pptx *.ppsx *.pdf)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        last = self._settings.settings.last_folder
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folders = (Path(folder) for folder in (last, documents) if folder)
        dialog.setDirectory(str(next((f for f in folders if f.is_dir()), Path.home())))
        dialog.fileSelected.connect(lambda path: self._opening.open(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _end_and_close(self) -> None:
        self.closing = True
        self._session.end()

    def stay(self) -> None:
        """The session could not be ended: so nothing is closed either."""
        self.closing = False

    def _on_ended(self, _session_id: str) -> None:
        if self.closing:
            self._close()

    def _close(self) -> None:
        self.projector.allow_close()
        self.console.allow_close()
        self.projector.close()
        self.review.close()
        self.console.close()
        self.closed.emit()
