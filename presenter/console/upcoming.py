"""The step that comes next: its picture and what it is called."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from presenter.lesson import Lesson
from presenter.widgets.label import Label, breakable
from presenter.widgets.slide_view import SlideView
from presenter.widgets.theme import Space

WIDEST = 0.64  # the picture's share of the width; the rest is for the title


class Upcoming(QWidget):
    """A small slide with its title beside it; words at the end of the lesson."""

    sizes_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at_end = False
        self.view = SlideView()
        self.view.setAccessibleName(self.tr("Next slide"))
        self.view.sizes_changed.connect(self.sizes_changed)
        self.title = Label("", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(Space.TIGHT)
        words.addWidget(Label(self.tr("Next"), "heading"))
        words.addWidget(self.title)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.MEDIUM)
        line.addWidget(self.view)
        line.addLayout(words, 1)

    def show_lesson(self, lesson: Lesson) -> None:
        """What follows on the lesson's place."""
        self.view.show_shape(lesson.deck.width, lesson.deck.height)
        upcoming = lesson.upcoming
        self._at_end = upcoming is None
        if upcoming is None:
            self.title.setText("")
            self.view.show_message(self.tr("End of the lesson"))
            return
        if self.view.message:
            self.view.show_picture(None)
        same = upcoming.slide == lesson.slide.number
        title = lesson.deck.slide(upcoming.slide).title
        self.title.setText(breakable(self.tr("Same slide, next step") if same else title))

    def show_picture(self, picture: QImage | None) -> None:
        """The picture; None while it is being drawn, or at the end."""
        if picture is not None or not self._at_end:
            self.view.show_picture(picture)

    def fit(self, width: int, height: int) -> None:
        """Take the deck's shape within a width (title included) and a height."""
        shape = self.view.shape
        slide = min(height * shape.width() / shape.height(), width * WIDEST)
        self.view.setFixedSize(round(slide), round(slide * shape.height() / shape.width()))

    def picture_size(self) -> QSize:
        """The size in device pixels that the picture should have."""
        return self.view.picture_size()
