"""One way to a picture, as a card: the current slide drawn so, how it stands, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from presenter.widgets.button import Button, Role
from presenter.widgets.label import Label
from presenter.widgets.slide_view import SlideView
from presenter.widgets.theme import Space

LINES = 3  # of the sentence below the picture


class WayCard(QFrame):
    """Heading, picture, a sentence, and two buttons: `use` takes this way, `other` is the card's own."""

    use_wanted = Signal()
    other_wanted = Signal()
    sizes_changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = Label(title, "strong")
        self.view = SlideView()
        self.view.setAccessibleName(title)
        self.view.sizes_changed.connect(self.sizes_changed)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.words = Label("", "small", wrap=True)
        self.words.setMinimumHeight(self.words.fontMetrics().lineSpacing() * LINES)
        self.in_use = Label(self.tr("In use"), "chip-good")
        self.use = Button(self.tr("Use this"), height=32)
        self.use.clicked.connect(self.use_wanted)
        self.other = Button("", role=Role.QUIET, height=32)
        self.other.clicked.connect(self.other_wanted)
        self._lay_out()
        self.show_state("", can_use=False, in_use=False)

    def show_state(
        self, words: str, *, can_use: bool, in_use: bool, other: str = "", busy: bool = False
    ) -> None:
        """How this way stands. `other` is what the card's own button says; without words it is away."""
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.in_use.setVisible(in_use)
        self.use.setVisible(not in_use)
        self.use.setEnabled(can_use)
        self.other.say(other)
        self.other.setVisible(bool(other))
        self.progress.setVisible(busy)

    def show_picture(self, image: QImage | None) -> None:
        """The slide drawn this way; None while it is being drawn."""
        self.view.show_picture(image)

    def show_message(self, words: str) -> None:
        """Words where the picture would be."""
        self.view.show_message(words)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.in_use)
        row = QWidget()
        row.setFixedHeight(self.use.sizeHint().height())  # the pictures keep their size when a button goes
        buttons = QHBoxLayout(row)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(Space.SMALL)
        buttons.addWidget(self.use)
        buttons.addStretch(1)
        buttons.addWidget(self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.progress)
        column.addWidget(self.words)
        column.addWidget(row)
