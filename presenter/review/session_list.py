"""The left side of the review: search, and the past sessions by day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from presenter.review.labels import Text
from presenter.review.session_picture import SessionPicture
from presenter.review.session_rows import Line, SessionRows
from presenter.review.wording import Wording
from server.protocol import SessionRow


class SessionList(QWidget):
    """Says which session was chosen, by mouse or keyboard."""

    session_chosen = Signal(object)  # str, the session's id

    def __init__(self, wording: Wording, today: Callable[[], date]) -> None:
        super().__init__()
        self._listed = False
        self._by_user = True
        self.chosen: str | None = None
        self.rows = SessionRows(wording, today, self)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(self.tr("Search by title or date"))
        self.search.setAccessibleName(self.tr("Search the past sessions"))
        self.search.textChanged.connect(self._on_search)
        self.view = self._list_view()
        self.empty = Text(self.tr("Reading the list of sessions …"), muted=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.empty.setContentsMargins(14, 12, 14, 12)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 0, 8)
        layout.addWidget(self.search)
        layout.addWidget(self._stack, 1)

    def show_rows(self, rows: tuple[SessionRow, ...], running: str | None) -> None:
        """List these sessions; the chosen one stays chosen if it is still there."""
        self._listed = True
        self._keeping_choice(lambda: self.rows.show_rows(rows, running))

    def choose(self, session_id: str) -> None:
        """Mark a session as the one that is shown, without asking for it."""
        self.chosen = session_id
        index = self.rows.index_of(session_id)
        self._by_user = False
        self.view.setCurrentIndex(index)
        self._by_user = True
        if index.isValid():
            self.view.scrollTo(index)

    def shows(self, row: SessionRow) -> bool:
        """Whether the list has this session, just as it is now."""
        return self.rows.holds(row)

    def _list_view(self) -> QListView:
        view = QListView()
        view.setModel(self.rows)
        view.setItemDelegate(SessionPicture(view))
        view.setFrameShape(QListView.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(self.tr("Past sessions"))
        view.activated.connect(self._on_activated)
        view.selectionModel().selectionChanged.connect(self._on_selection)
        return view

    def _on_search(self, wanted: str) -> None:
        self._keeping_choice(lambda: self.rows.search(wanted))

    def _keeping_choice(self, change: Callable[[], None]) -> None:
        change()
        if self.chosen is not None:
            self.choose(self.chosen)
        self._say_if_empty()

    def _on_selection(self, selected: QItemSelection, _before: QItemSelection) -> None:
        indexes: list[QModelIndex] = selected.indexes()
        if not indexes or not self._by_user:
            return
        self._choose_at(indexes[0])

    def _on_activated(self, index: QModelIndex) -> None:
        if not self.view.selectionModel().isSelected(index):  # reached by Tab, not chosen yet
            self.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _choose_at(self, index: QModelIndex) -> None:
        entry = self.rows.entry(index)
        if isinstance(entry, Line):
            self.chosen = entry.row.session_id
            self.session_chosen.emit(self.chosen)

    def _say_if_empty(self) -> None:
        if not self._listed:
            return
        if self.search.text().strip():
            self.empty.setText(self.tr("No session fits this search."))
        else:
            self.empty.setText(
                self.tr("There are no sessions yet. Teach a lesson, or rehearse one: it will be listed here.")
            )
        self._stack.setCurrentWidget(self.view if self.rows.rowCount() else self.empty)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.view.doItemsLayout()
        super().changeEvent(event)
