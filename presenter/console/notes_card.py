"""The notes of the present slide, at a size the trainer chooses."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from presenter.widgets.button import Button, Role
from presenter.widgets.fonts import ui_font
from presenter.widgets.label import Label
from presenter.widgets.theme import Space

SIZES = (12, 14, 16, 18, 21, 24, 28, 32, 38, 44)


class NotesCard(QFrame):
    """Notes; `+` and `−` change their size, and the size stays from slide to slide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._size = SIZES.index(16)
        self.text = Label(wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.smaller = self._size_button("minus", self.tr("Smaller notes (−)"), -1)
        self.larger = self._size_button("plus", self.tr("Larger notes (+)"), +1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.text)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Notes"), "heading"), 1)
        head.addWidget(self.smaller)
        head.addWidget(self.larger)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        self.show_notes("")
        self._apply_size()

    def show_notes(self, text: str) -> None:
        """The notes from their beginning; words where there are none."""
        self.text.setText(text or self.tr("No notes on this slide."))
        self.text.look("" if text else "muted")
        self._scroll.verticalScrollBar().setValue(0)

    def resize_text(self, by: int) -> None:
        """One or more sizes larger or smaller."""
        self._size = max(0, min(self._size + by, len(SIZES) - 1))
        self._apply_size()

    def turn(self, by: int) -> None:
        """Up or down by a part of what is seen."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep() * 2 // 3)

    @property
    def text_size(self) -> int:
        """The notes' size in logical pixels."""
        return SIZES[self._size]

    def _apply_size(self) -> None:
        self.text.setFont(ui_font(self.text_size))
        self.text.setStyleSheet(f"font-size: {self.text_size}px;")
        self.smaller.setEnabled(self._size > 0)
        self.larger.setEnabled(self._size < len(SIZES) - 1)

    def _size_button(self, icon: str, words: str, by: int) -> Button:
        button = Button(icon=icon, role=Role.QUIET, height=26)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda: self.resize_text(by))
        return button
