"""The list of past sessions as Qt's views see it: headings for days, sessions under them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from presenter.review.wording import Wording, moment_of
from presenter.widgets.label import as_tooltip
from server.protocol import SessionRow

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class DayHeading:
    """A day on which there were sessions."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A session as it is listed. `running` is true for the one session that is on now."""

    row: SessionRow
    facts: str
    rehearsal: str  # the badge's word, empty where there is none
    state: str


class SessionRows(QAbstractListModel):
    """Newest first, grouped by day; only those that fit the search."""

    ENTRY = Qt.ItemDataRole.UserRole

    def __init__(self, wording: Wording, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording, self._today = wording, today
        self._rows: tuple[SessionRow, ...] = ()
        self._running: str | None = None
        self._wanted = ""
        self._entries: list[DayHeading | Line] = []

    def show_rows(self, rows: tuple[SessionRow, ...], running: str | None) -> None:
        """List these sessions; `running` is the id of the one that is on."""
        self._rows = tuple(sorted(rows, key=lambda row: row.opened_at_ms, reverse=True))
        self._running = running
        self._rebuild()

    def search(self, wanted: str) -> None:
        """List only sessions whose title or date holds every word of `wanted`."""
        self._wanted = wanted
        self._rebuild()

    def index_of(self, session_id: str) -> QModelIndex:
        """Where a session stands; an invalid index where it is not listed."""
        for place, entry in enumerate(self._entries):
            if isinstance(entry, Line) and entry.row.session_id == session_id:
                return self.index(place)
        return QModelIndex()

    def holds(self, row: SessionRow) -> bool:
        """Whether this session was given, just as it is now, fitting the search or not."""
        return row in self._rows

    def entry(self, index: Index) -> DayHeading | Line:
        """What stands at an index."""
        return self._entries[index.row()]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.entry(index), DayHeading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index)
        if role == self.ENTRY:
            return entry
        if isinstance(entry, DayHeading):
            return entry.text if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip(self._sentence(entry))
        return None

    def _rebuild(self) -> None:
        today, words = self._today(), self._wanted.casefold().split()
        self.beginResetModel()
        self._entries = []
        fitting = (row for row in self._rows if self._fits(row, words))
        for day, rows in groupby(fitting, key=lambda row: moment_of(row.opened_at_ms).date()):
            self._entries.append(DayHeading(self._wording.day(day, today)))
            self._entries += [self._line(row) for row in rows]
        self.endResetModel()

    def _fits(self, row: SessionRow, words: list[str]) -> bool:
        if not words:
            return True
        day = moment_of(row.opened_at_ms).date()
        where = f"{row.title} {day.isoformat()} {self._wording.long_date(day)}".casefold()
        return all(word in where for word in words)

    def _line(self, row: SessionRow) -> Line:
        facts = [self._wording.time(row.opened_at_ms), self._wording.people(row.joined)]
        facts.append(self._wording.answers(row.answers))
        state = ""
        if row.ended_at_ms is None:
            state = self.tr("Running") if row.session_id == self._running else self.tr("Not ended")
        return Line(row, " · ".join(facts), self.tr("Rehearsal") if row.rehearsal else "", state)

    def _sentence(self, line: Line) -> str:
        day = self._wording.long_date(moment_of(line.row.opened_at_ms).date())
        return ", ".join(
            part for part in (line.row.title, day, line.facts, line.rehearsal, line.state) if part
        )
