"""How many answered each question, of those who were there."""

from PySide6.QtWidgets import QVBoxLayout

from presenter.review.charts.bars import Bar, BarRow, Bars
from presenter.review.labels import Card, Text
from presenter.review.overall import by_question
from presenter.review.wording import Wording
from presenter.widgets.theme import Type
from server.figures import RoundFigures, SessionFigures


class Participation(Card):
    """A bar for each round of each question: answered, of connected; joined is a mark of its own."""

    def __init__(self, figures: SessionFigures, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(Text(self.tr("Participation"), size=Type.STRONG, bold=True))
        if not figures.rounds:
            layout.addWidget(Text(self.tr("No question was asked in this session."), muted=True))
            return
        layout.addWidget(
            Text(
                self.tr(
                    "Full bar: answered. Pale bar: connected while the question was open. "
                    "Mark: joined until then, whether still connected or not."
                ),
                muted=True,
            )
        )
        most = max(max(one.joined, one.answered.of) for one in figures.rounds)
        self.chart = Bars(self.tr("Participation by question"), self._rows(figures), most)
        layout.addWidget(self.chart)

    def _rows(self, figures: SessionFigures) -> tuple[BarRow, ...]:
        rows = []
        for asked in by_question(figures.rounds):
            for one in asked.rounds:
                label = self.tr("{n}. {stem}").format(n=asked.number, stem=asked.question.stem)
                if len(asked.rounds) > 1:
                    label = self.tr("{n}, round {round}. {stem}").format(
                        n=asked.number, round=one.round, stem=asked.question.stem
                    )
                rows.append(self._row(label, one))
        return tuple(rows)

    def _row(self, label: str, one: RoundFigures) -> BarRow:
        answered = one.answered
        sentence = self.tr("{label}: {share} connected answered, {joined} joined").format(
            label=label, share=self._wording.share(answered), joined=one.joined
        )
        said = self._wording.counted(answered)
        return BarRow(label, sentence, (Bar(answered.count, said, behind=answered.of, tick=one.joined),))
