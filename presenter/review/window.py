"""Past sessions: the list on the left, the chosen session on the right."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from presenter.exporting import ExportKind, ExportWish
from presenter.review.colours import control_sheet, palette_of
from presenter.review.labels import Text
from presenter.review.notice import Notice
from presenter.review.saving import AskPath, SaveDialog, suggested_name
from presenter.review.session_list import SessionList
from presenter.review.session_page import SessionPage
from presenter.review.wording import Wording
from presenter.widgets.fonts import ui_font
from presenter.widgets.theme import Colours, Type, current_colours
from server.figures import SessionFigures
from server.protocol import SessionRow

LEAST_WIDTH = 1000  # four tiles with their figures side by side, and the list


class ReviewWindow(QWidget):
    """Shows what it is given and says what it wants; asks for the list each time it is shown."""

    sessions_wanted = Signal()
    figures_wanted = Signal(object)  # str, the session's id
    export_wanted = Signal(object)  # ExportWish

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        ask_path: AskPath | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Past sessions"))
        self._ask_path: AskPath = ask_path or SaveDialog(self)
        self.setMinimumWidth(LEAST_WIDTH)
        self._wanted: str | None = None
        self._dressed: Colours | None = None
        self.setFont(ui_font(Type.BODY))
        wording = Wording(self)
        self.list = SessionList(wording, today)
        self.list.session_chosen.connect(self.open_session)
        self.notice = Notice()
        self.notice.retry_asked.connect(self._try_again)
        self.page = SessionPage(wording)
        self.page.export_asked.connect(self._ask_where)
        self.message = self._message()
        self._right = QStackedWidget()
        self._right.addWidget(self.message)
        self._right.addWidget(self.page)
        self._say(self.tr("Choose a session on the left."))
        self._lay_out()
        self._dress()
        QShortcut(QKeySequence.StandardKey.Refresh, self, self.sessions_wanted.emit)
        QShortcut(QKeySequence.StandardKey.Find, self, self.list.search.setFocus)

    def show_sessions(self, rows: tuple[SessionRow, ...], running: str | None = None) -> None:
        """List these sessions; `running` is the id of the session that is on now, if one is."""
        self.list.show_rows(rows, running)

    def open_session(self, session_id: str) -> None:
        """Show a session: asks for its figures."""
        self.show_loading(session_id)
        self.figures_wanted.emit(session_id)

    def show_loading(self, session_id: str) -> None:
        """Say that a session's figures are on their way; figures of another one are then not shown."""
        self._wanted = session_id
        self.notice.hide()
        self.list.choose(session_id)
        self._say(self.tr("Reading the session …"))

    def show_figures(self, figures: SessionFigures) -> None:
        """Show a session, unless the trainer has meanwhile chosen another."""
        session_id = figures.session.session_id
        if self._wanted not in (None, session_id):
            return
        self._wanted = session_id
        self.notice.hide()
        self.list.choose(session_id)
        self.page.show_figures(figures)
        self._right.setCurrentWidget(self.page)
        if not self.list.shows(figures.session):
            self.sessions_wanted.emit()  # it has just ended, or began after the list was read

    def show_failure(self, text: str) -> None:
        """Say in a sentence what could not be done; what is shown stays."""
        reading = self._right.currentWidget() is not self.page
        if reading and self._wanted is not None:
            self._say(self.tr("The session could not be read."))
        self.notice.show_failure(text, retry=reading)

    def show_exported(self, path: Path) -> None:
        """Say where the file is."""
        self.notice.show_saved(path)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.sessions_wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._dress()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(4, 8, 4, 0)
        column.addWidget(self.notice)
        column.addWidget(self._right, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([310, 790])
        self.list.setMinimumWidth(220)
        right.setMinimumWidth(620)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.resize(1100, 700)

    def _message(self) -> Text:
        message = Text("", size=Type.STRONG, muted=True)
        message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        message.setContentsMargins(40, 40, 40, 40)
        return message

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self._right.setCurrentWidget(self.message)

    def _dress(self) -> None:
        colours = current_colours()
        if colours is self._dressed:
            return  # setting a palette is itself a change of palette
        self._dressed = colours
        self.setPalette(palette_of(colours))
        for part in (
            self.list.search,
            self.list.view.verticalScrollBar(),
            self.page.area.verticalScrollBar(),
        ):
            part.setStyleSheet(control_sheet(colours))

    def _try_again(self) -> None:
        if self._wanted is None:
            self.sessions_wanted.emit()
        else:
            self.open_session(self._wanted)

    def _ask_where(self, kind: ExportKind) -> None:
        figures = self.page.figures
        if figures is not None:
            name = suggested_name(figures.session, kind)
            wish = partial(ExportWish, figures.session.session_id, kind)
            self._ask_path(self, kind, name, lambda path: self.export_wanted.emit(wish(path)))
