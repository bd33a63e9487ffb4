"""The people of a session, in a table that sorts."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout

from presenter.review.labels import Card, Text
from presenter.review.wording import Wording
from presenter.widgets.fonts import ui_font
from presenter.widgets.label import as_tooltip
from presenter.widgets.theme import Type
from server.figures import ParticipantFigures, SessionFigures

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
Key = tuple[float, ...] | str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and what it is sorted by."""

    text: str
    key: Key


class PeopleModel(QAbstractTableModel):
    """A row for each participant: number, name, joined, answered, right, score."""

    KEY = Qt.ItemDataRole.UserRole

    def __init__(self, figures: SessionFigures, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording, self._asked = wording, len(figures.rounds)
        self._cells = [self._row(one) for one in figures.participants]
        self._headers = (
            self.tr("No."),
            self.tr("Name"),
            self.tr("Joined"),
            self.tr("Answered"),
            self.tr("Right"),
            self.tr("Score"),
        )

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 1:
            return as_tooltip(cell.text)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 1 else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def key(self, index: Index) -> Key:
        """What the cell at `index` is sorted by."""
        return self._cells[index.row()][index.column()].key

    def _row(self, one: ParticipantFigures) -> tuple[Cell, ...]:
        name = self._wording.person(one)
        right = Cell("–", (-1.0, 0.0))
        if one.graded:
            said = self.tr("{right} of {graded}").format(right=one.right, graded=one.graded)
            right = Cell(said, (one.right / one.graded, float(one.graded)))
        answered = self.tr("{given} of {asked}").format(given=len(one.answers), asked=self._asked)
        score = self.tr("{score} of {possible}").format(score=one.score, possible=one.possible)
        return (
            Cell(str(one.number), (float(one.number),)),
            Cell(name, name.casefold() if one.name else f"{one.number:09d}"),
            Cell(self._wording.time(one.joined_at_ms), (float(one.joined_at_ms),)),
            Cell(answered, (float(len(one.answers)),)),
            right,
            Cell(score if one.possible else "–", (float(one.score),)),
        )


class ByKey(QSortFilterProxyModel):
    """Sorts by value rather than by what is written: 9 before 10, 2 of 3 above 3 of 6."""

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802 - Qt's name
        model = self.sourceModel()
        assert isinstance(model, PeopleModel)
        before, after = model.key(left), model.key(right)
        if isinstance(before, str) or isinstance(after, str):
            return str(before) < str(after)
        return before < after


class People(Card):
    """The table, as high as its rows: the page scrolls, not the table within it."""

    def __init__(self, figures: SessionFigures, wording: Wording) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(Text(self.tr("People"), size=Type.STRONG, bold=True))
        if not figures.participants:
            layout.addWidget(Text(self.tr("Nobody joined this session."), muted=True))
            return
        self.sorted = ByKey(self)
        self.sorted.setSourceModel(PeopleModel(figures, wording, self))
        self.table = self._table()
        layout.addWidget(self.table)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setFont(ui_font(Type.BODY))
        table.horizontalHeader().setFont(ui_font(Type.BODY, bold=True))
        table.setModel(self.sorted)
        table.setAccessibleName(self.tr("People"))
        table.setSortingEnabled(True)
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        height = table.fontMetrics().height() + 8
        table.verticalHeader().setDefaultSectionSize(height)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(72)
        table.resizeColumnsToContents()  # once: kept to the contents, it would read every cell at each layout
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setFixedHeight(header.sizeHint().height() + height * self.sorted.rowCount() + 2)
        return table
