"""A question's options on the console: mark, text, what is right, and who chose what; and what is said of
a question or in answer to it without options."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from decks.questions.model import Question
from presenter.question_words import (
    belonging,
    counts_shown,
    meaning_of_counts,
    option_words,
    solution_words,
    spread_said,
    texts_said,
    words_said,
)
from presenter.widgets.label import Label, breakable
from presenter.widgets.marks import MarkBadge, ShareBar
from presenter.widgets.theme import Space, option_mark
from server.protocol import RoundView


class OptionRow(QWidget):
    """One option."""

    def __init__(self, index: int, text: str, right: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter, self._words, self._right = option_mark(index).letter, text, right
        self.text = Label(breakable(text), wrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.right = Label(self.tr("✓ right"), "good")
        self.right.setVisible(right)
        self.count = Label("", "strong")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.percent = Label("", "small")
        self.percent.setFixedWidth(40)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = ShareBar(index)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.SMALL)
        grid.setVerticalSpacing(Space.HAIR)
        grid.addWidget(MarkBadge(index), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.text, 0, 1)
        for column, label in ((2, self.right), (3, self.count), (4, self.percent)):
            grid.addWidget(label, 0, column, Qt.AlignmentFlag.AlignTop)
            label.setMinimumHeight(22)  # the mark's, so that all stand on one line
        grid.addWidget(self.bar, 1, 1, 1, 4)
        grid.setColumnStretch(1, 1)
        self.show_count(None, 0)

    def show_count(self, count: int | None, answered: int) -> None:
        """How many of `answered` chose it; None before the question is asked."""
        asked = count is not None
        for widget in (self.count, self.percent, self.bar):
            widget.setVisible(asked)
        share = count / answered if count and answered else 0.0
        self.count.setText(str(count or 0))
        self.percent.setText(f"{share:.0%}")
        self.bar.show_share(share)
        parts = [self._letter, self._words]
        parts += [self.tr("right answer")] if self._right else []
        parts += [self.tr("chosen by {n}").format(n=count)] if asked else []
        self.setAccessibleName(", ".join(parts))


class OptionRows(QWidget):
    """All options of one question, built anew only when the question changes, and under them what else is to
    be read of it and of its answers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[OptionRow] = []
        self._question: Question | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.SMALL)
        self.said = Label("", wrap=True)
        self.said.setVisible(False)
        self._column.addWidget(self.said)

    def show_question(self, question: Question | None, round_view: RoundView | None) -> None:
        """The options, with counts if the round is given."""
        if question != self._question:
            self._build(question)
        for index, row in enumerate(self.rows):
            known = question is not None and counts_shown(question)
            if round_view is not None and known and index < len(round_view.counts):
                row.show_count(round_view.counts[index], round_view.answered)
            else:
                row.show_count(None, 0)
        said = "\n".join(_lines(question, round_view)) if question is not None else ""
        self.said.setText(breakable(said))
        self.said.setVisible(bool(said))

    def _build(self, question: Question | None) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._question = question
        options = option_words(question) if question is not None else ()
        correct = question.correct if question is not None else ()
        self.rows = [OptionRow(i, text, i in correct) for i, text in enumerate(options)]
        for place, row in enumerate(self.rows):
            self._column.insertWidget(place, row)


def _lines(question: Question, round_view: RoundView | None) -> tuple[str, ...]:
    lines = (*belonging(question), *solution_words(question))
    if round_view is None:
        return lines
    return (
        *lines,
        *spread_said(question, round_view.spread),
        *words_said(round_view.words),
        *texts_said((text.text, text.shown) for text in round_view.texts),
        *meaning_of_counts(question),
    )
