"""One session as a page that scrolls. What is seen first is built first, the rest piece by piece."""

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from presenter.exporting import ExportKind
from presenter.review.headline import Headline
from presenter.review.labels import Badge, OneLine, Text
from presenter.review.overall import by_question
from presenter.review.pace import Pace
from presenter.review.participation import Participation
from presenter.review.people import People
from presenter.review.question_card import QuestionCard
from presenter.review.wording import Wording, moment_of
from presenter.widgets.button import Button, Role
from presenter.widgets.theme import Type
from server.figures import SessionFigures

_SECTIONS = ("headline", "participation", "questions", "pace", "people")


class SessionPage(QWidget):
    """The figures of one session. `page_built` comes when the last piece is in place."""

    export_asked = Signal(object)  # ExportKind
    page_built = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self.figures: SessionFigures | None = None
        self._to_build: deque[tuple[str, Callable[[], QWidget]]] = deque()
        self._sections: dict[str, QWidget] = {}
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._build_next)
        self.title = OneLine(size=Type.TITLE, bold=True)
        self.when = OneLine()
        self.badges = QHBoxLayout()
        self.badges.setSpacing(6)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.addLayout(self._header())
        layout.addLayout(self._ways())
        layout.addWidget(self.area, 1)

    def show_figures(self, figures: SessionFigures) -> None:
        """Show this session from its top."""
        self.figures = figures
        self.title.show_text(figures.session.title)
        self.when.show_text(self._when(figures))
        self._show_badges(figures)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 8, 8)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self.area.setWidget(content)
        self._sections = {}
        self._to_build = deque(self._pieces(figures))
        self._build_next()
        self._timer.start()

    def go_to(self, section: str) -> None:
        """Scroll to a section, building at once what stands before it."""
        while section not in self._sections and self._to_build:
            self._build_next()
        content = self.area.widget()
        if section in self._sections and content is not None:
            # What was just built has asked for its place, and must have it before it can be scrolled to.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self.area.verticalScrollBar().setValue(self._sections[section].y())

    def _header(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.addWidget(self.title)
        line = QHBoxLayout()
        line.setSpacing(6)
        words.setSpacing(2)
        line.addLayout(self.badges)
        line.addWidget(self.when, 1)
        words.addLayout(line)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(Text(self.tr("Export:"), muted=True))
        for kind, name, hint in self._exports():
            button = Button(name, height=32)
            button.setToolTip(hint)
            button.setAccessibleName(hint)
            button.setObjectName(f"export-{kind}")
            button.clicked.connect(lambda _checked=False, kind=kind: self.export_asked.emit(kind))
            row.addWidget(button)
        return row

    def _exports(self) -> tuple[tuple[ExportKind, str, str], ...]:
        return (
            ("csv", self.tr("CSV"), self.tr("Every answer as a line of a CSV file")),
            ("xlsx", self.tr("Excel"), self.tr("The figures as an Excel workbook")),
            ("html", self.tr("Web page"), self.tr("A report as one web page, to read or print")),
        )

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        names = (
            self.tr("Overview"),
            self.tr("Participation"),
            self.tr("Questions"),
            self.tr("Slides"),
            self.tr("People"),
        )
        for section, name in zip(_SECTIONS, names, strict=True):
            button = Button(name, role=Role.QUIET, height=28)
            button.setObjectName(f"go-to-{section}")
            button.clicked.connect(lambda _checked=False, section=section: self.go_to(section))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _when(self, figures: SessionFigures) -> str:
        day = self._wording.long_date(moment_of(figures.session.opened_at_ms).date())
        from_time = self._wording.time(figures.session.opened_at_ms)
        if figures.session.ended_at_ms is None:
            return self.tr("{day}, from {time}").format(day=day, time=from_time)
        to_time = self._wording.time(figures.session.ended_at_ms)
        return self.tr("{day}, {begin}–{end}").format(day=day, begin=from_time, end=to_time)

    def _show_badges(self, figures: SessionFigures) -> None:
        while (item := self.badges.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if figures.session.rehearsal:
            self.badges.addWidget(Badge(self.tr("Rehearsal"), filled=True))
        if figures.session.ended_at_ms is None:
            self.badges.addWidget(Badge(self.tr("Not ended"), filled=False))

    def _pieces(self, figures: SessionFigures) -> list[tuple[str, Callable[[], QWidget]]]:
        wording, questions = self._wording, by_question(figures.rounds)
        pieces: list[tuple[str, Callable[[], QWidget]]] = [
            ("headline", lambda: Headline(figures, wording)),
            ("participation", lambda: Participation(figures, wording)),
            ("questions", lambda: Text(self.tr("Questions"), size=Type.STRONG, bold=True)),
        ]
        if not questions:
            pieces.pop()
        pieces += [(f"question {asked.number}", partial(QuestionCard, asked, wording)) for asked in questions]
        pieces.append(("pace", lambda: Pace(figures, wording)))
        pieces.append(("people", lambda: People(figures, wording)))
        return pieces

    def _build_next(self) -> None:
        if self._to_build:
            name, build = self._to_build.popleft()
            self._sections[name] = build()
            self._column.insertWidget(self._column.count() - 1, self._sections[name])
            self._sections[name].show()  # now, not when the layout comes round to it
        if not self._to_build and self._timer.isActive():
            self._timer.stop()
            self.page_built.emit()
