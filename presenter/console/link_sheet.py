"""The links of a slide, over the console: what they are called, where they lead, and a way to follow."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from decks.spots import Jump, Link
from presenter.commands import Follow
from presenter.console.link_words import where_to
from presenter.console.sheet import Veil
from presenter.widgets.button import Button, Role
from presenter.widgets.label import Label, breakable
from presenter.widgets.scroll_area import ScrollArea
from presenter.widgets.theme import Space

WIDEST, TALLEST = 720, 420


class LinkSheet(Veil):
    """One line a link. Up and Down choose, Enter follows; Esc or a click beside it closes.

    Whoever follows a link here has seen where it leads.
    """

    wish = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Links on this slide"))
        self.buttons: list[Button] = []
        self._card = QFrame(self)
        self._card.setProperty("role", "card")
        self._card.setFixedWidth(WIDEST)
        self._title = Label("", "title")
        self._scroll = ScrollArea()
        self.cancel = Button(self.tr("Cancel"), key="Esc")
        self.cancel.clicked.connect(self.closed)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._title)
        column.addWidget(self._scroll)
        column.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def show_links(self, links: tuple[Link, ...]) -> None:
        """These links; the first has the keyboard."""
        one_address = len(links) == 1 and links[0].jump is Jump.WEB
        self._title.setText(
            self.tr("Open in your browser?") if one_address else self.tr("Links on this slide")
        )
        self.buttons = []
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, Space.MEDIUM, 0)
        grid.setHorizontalSpacing(Space.LARGE)
        grid.setVerticalSpacing(Space.MEDIUM)
        grid.setColumnStretch(0, 1)
        for row, link in enumerate(links):
            grid.addWidget(_named(link), row, 0)
            grid.addWidget(self._follow_button(link), row, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowStretch(len(links), 1)
        self._scroll.setWidget(body)
        room = WIDEST - 2 * Space.WIDE
        self._scroll.setFixedHeight(min(TALLEST, max(body.heightForWidth(room), body.sizeHint().height())))
        self.show()
        self.raise_()
        if self.buttons:
            self.buttons[0].setFocus()

    def read_key(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the open sheet; then it has been done."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Down:
            self._choose(+1)
        elif event.key() == Qt.Key.Key_Up:
            self._choose(-1)
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes the sheet."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.closed.emit()

    def _choose(self, by: int) -> None:
        if self.buttons:
            focused = self.window().focusWidget()
            at = next((i for i, button in enumerate(self.buttons) if button is focused), -by)
            chosen = self.buttons[(at + by) % len(self.buttons)]
            chosen.setFocus()
            self._scroll.ensureWidgetVisible(chosen)

    def _follow_button(self, link: Link) -> Button:
        web = link.jump is Jump.WEB
        button = Button(self.tr("Open") if web else self.tr("Go there"), role=Role.PLAIN, height=32)
        button.setAccessibleName(f"{link.words.strip()} – {where_to(link)}")
        button.clicked.connect(lambda: self._follow(link))
        self.buttons.append(button)
        return button

    def _follow(self, link: Link) -> None:
        self.closed.emit()
        self.wish.emit(Follow(link, told=True))


def _named(link: Link) -> QWidget:
    """What is to be read on a link, and where it leads."""
    words = QWidget()
    column = QVBoxLayout(words)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.HAIR)
    target = where_to(link)
    name = link.words.strip()
    if name and name != target:
        column.addWidget(Label(breakable(name), wrap=True))
    look = "muted" if column.count() else ""
    column.addWidget(Label(breakable(target), look, wrap=True))
    return words
