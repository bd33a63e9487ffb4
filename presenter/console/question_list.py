"""The questions of a slide that has several, to ask one out of turn."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from decks.questions.model import Question
from presenter.commands import AskQuestion
from presenter.widgets.button import Button
from presenter.widgets.label import ElidedLabel, Label
from presenter.widgets.theme import Space


class QuestionList(QWidget):
    """One line a question: its number, its stem, whether it has been asked, and a button to ask it."""

    wish = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._lines: list[QWidget] = []
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.TIGHT, 0, 0)
        self._column.setSpacing(Space.TIGHT)
        self._column.addWidget(Label(self.tr("Questions on this slide"), "heading"))

    def show_questions(
        self, questions: tuple[Question, ...], rounds: dict[str, int], *, can_ask: bool
    ) -> None:
        """The questions and how many rounds each has had; hidden when there is only one."""
        self.setVisible(len(questions) > 1)
        shown = (questions, tuple(rounds.get(q.id, 0) for q in questions), can_ask)
        if shown == self._shown:
            return
        self._shown = shown
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self.buttons = [], []
        if len(questions) > 1:
            for number, question in enumerate(questions, 1):
                self._add(number, question, rounds.get(question.id, 0), can_ask)

    def _add(self, number: int, question: Question, rounds: int, can_ask: bool) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.SMALL)
        line.addWidget(ElidedLabel(f"{number}. {question.stem}"), 1)
        if rounds:
            asked = self.tr("asked") if rounds == 1 else self.tr("asked {n} times").format(n=rounds)
            line.addWidget(Label(asked, "chip"))
        ask = Button(self.tr("Ask"), height=28)
        ask.setAccessibleName(self.tr("Ask question {n}").format(n=number))
        ask.setEnabled(can_ask)
        ask.clicked.connect(lambda: self.wish.emit(AskQuestion(question.id)))
        line.addWidget(ask)
        self.buttons.append(ask)
        self._lines.append(row)
        self._column.addWidget(row)
