"""The list of what trainees ask and type: painted line by line, so that a thousand cost no more than ten."""

from functools import lru_cache

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from presenter.inbox_state import Entry
from presenter.widgets.fitting import LEADING, Block, block, draw_block
from presenter.widgets.theme import Space, Type, current_colours, mixed
from server.protocol import NameSubject, TextSubject, WordSubject

ENTRY = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex
_blocks = lru_cache(maxsize=4096)(block)


class EntryModel(QAbstractListModel):
    """The entries, with words about each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """These entries and no others."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many entries; none below one."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The entry's text, the entry, or both in words for a screen reader."""
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.text} – {self.about(entry)}"
        return None

    def about(self, entry: Entry) -> str:
        """What it is, whose, and how it stands."""
        return " · ".join(part for part in (self._kind(entry), entry.name, *self._standing(entry)) if part)

    def _kind(self, entry: Entry) -> str:
        match entry.subject:
            case WordSubject():
                return self.tr("Word, said by {n}").format(n=entry.count)
            case TextSubject():
                return self.tr("Answer")
            case NameSubject():
                return self.tr("Name")
        return self.tr("Question, votes: {n}").format(n=entry.votes)

    def _standing(self, entry: Entry) -> list[str]:
        words = []
        if entry.projected:
            words.append(self.tr("on the projector"))
        if entry.waits:
            words.append(self.tr("waits for your word"))
        elif not entry.shown:
            words.append(self.tr("hidden"))
        if entry.answered:
            words.append(self.tr("answered"))
        return words


class EntryPainter(QStyledItemDelegate):
    """The whole text, wrapped, and below it what it is. What is done with is paler."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the text needs at the list's width."""
        shown = _text_block(index.data(ENTRY), self._width())
        height = shown.height + Type.SMALL * LEADING + 2 * Space.SMALL + Space.TIGHT
        return QSize(self._width(), round(height + 0.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One entry."""
        colours, entry = current_colours(), index.data(ENTRY)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(colours.accent))
            painter.setBrush(mixed(colours.surface, colours.accent, 0.14))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), Space.RADIUS, Space.RADIUS)
        if entry.pending:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.warning if entry.waits else colours.accent))
            mark = QRectF(rect.left() + 4, rect.top() + Space.SMALL, 4, rect.height() - 2 * Space.SMALL)
            painter.drawRoundedRect(mark, 2, 2)
        inner = rect.adjusted(Space.LARGE, Space.SMALL, -Space.MEDIUM, -Space.SMALL)
        ink = colours.text if entry.pending or entry.projected else colours.muted
        y = draw_block(painter, _text_block(entry, self._width()), inner, ink) + Space.TIGHT
        about = block(self._about(entry), Type.SMALL, 10_000)
        about = about.cut(about.height, inner.width())
        draw_block(painter, about, QRectF(inner.left(), y, inner.width(), about.height), colours.muted)
        painter.restore()

    def _about(self, entry: Entry) -> str:
        model = self._list.model()
        return model.about(entry) if isinstance(model, EntryModel) else ""

    def _width(self) -> int:
        return self._list.viewport().width()

    @property
    def _list(self) -> QListView:
        parent = self.parent()
        assert isinstance(parent, QListView)
        return parent


class InboxList(QListView):
    """One entry is chosen; it stays so while others come and go. Only Up and Down are read here."""

    def __init__(self) -> None:
        super().__init__()
        self.entries = EntryModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(EntryPainter(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(False)
        self.viewport().setAutoFillBackground(False)

    @property
    def chosen(self) -> Entry | None:
        """The entry that keys and buttons mean."""
        row = self.currentIndex().row()
        return self.entries.entries[row] if 0 <= row < len(self.entries.entries) else None

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """These entries; where the chosen one has gone, the one in its place is chosen."""
        if entries == self.entries.entries:
            return
        chosen, row = self.chosen, max(self.currentIndex().row(), 0)
        scrolled = self.verticalScrollBar().value()
        self.entries.show_entries(entries)
        if chosen is not None:
            row = next((at for at, one in enumerate(entries) if one.subject == chosen.subject), row)
        self.choose(min(row, len(entries) - 1))
        self.verticalScrollBar().setValue(scrolled)
        self.scrollTo(self.currentIndex())

    def choose(self, row: int) -> None:
        """The entry in this row is meant from now on; there is no other way out at the ends."""
        if self.entries.entries:
            self.setCurrentIndex(self.entries.index(max(0, min(row, len(self.entries.entries) - 1))))

    def step(self, by: int) -> None:
        """The entry so many further down is meant."""
        self.choose(self.currentIndex().row() + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key goes on to the window: a clicker's mean the lesson."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps otherwise."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _text_block(entry: Entry, width: int) -> Block:
    return _blocks(entry.text, Type.STRONG, width - Space.LARGE - Space.MEDIUM, bold=False)
