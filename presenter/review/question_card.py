"""One question with all its rounds: what was chosen, what was right, how long it took."""

from PySide6.QtWidgets import QVBoxLayout

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
from presenter.review.charts.bars import Bar, BarRow, Bars
from presenter.review.charts.strip import Strip
from presenter.review.labels import Card, Text
from presenter.review.overall import AskedQuestion
from presenter.review.round_facts import RoundFacts
from presenter.review.wording import Wording
from presenter.widgets.theme import Type, option_mark
from server.figures import RoundFigures

MOST_TEXTS = 100  # shown of an open question; the exports have them all


class QuestionCard(Card):
    """Options with their bars, one for each round, and the response times under them."""

    def __init__(self, asked: AskedQuestion, wording: Wording) -> None:
        super().__init__()
        self._asked, self._wording = asked, wording
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(6)
        layout.addWidget(Text(self._origin(), muted=True))
        layout.addWidget(Text(asked.question.stem, size=Type.STRONG, bold=True))
        layout.addWidget(RoundFacts(asked, wording))
        if asked.question.several:
            layout.addWidget(
                Text(
                    self.tr("Several options could be chosen: the shares may add up to more than 100%."),
                    muted=True,
                )
            )
        self.options = Bars(self.tr("Options chosen"), self._rows(), 1.0)
        layout.addWidget(self.options)
        if not self.options.rows:
            self.options.hide()
        for line in self._said():
            layout.addWidget(Text(line))
        self.strips = self._strips()
        if self.strips:
            layout.addSpacing(4)
            layout.addWidget(
                Text(
                    self.tr("Response times: a dot for each answer, the box holds the middle half"),
                    muted=True,
                )
            )
        for one, strip in self.strips:
            if one.response_s is not None:
                layout.addWidget(Text(self._in_round(one, wording.response(one.response_s))))
            layout.addWidget(strip)

    def _origin(self) -> str:
        return self.tr("Question {n} · slide {slide} · {kind}").format(
            n=self._asked.number, slide=self._asked.slide, kind=self._wording.kind(self._asked.question)
        )

    def _in_round(self, one: RoundFigures, said: str) -> str:
        if len(self._asked.rounds) == 1:
            return said
        return self.tr("Round {n}: {said}").format(n=one.round, said=said)

    def _rows(self) -> tuple[BarRow, ...]:
        question = self._asked.question
        if not counts_shown(question):
            return ()
        return tuple(self._row(option, words) for option, words in enumerate(option_words(question)))

    def _said(self) -> tuple[str, ...]:
        """What was said without options, and what is right of it."""
        question = self._asked.question
        lines = [*belonging(question), *solution_words(question), *meaning_of_counts(question)]
        if not counts_shown(question):
            lines = [*option_words(question), *lines]  # no bar names them
        for one in self._asked.rounds:
            said = (
                *spread_said(question, one.spread),
                *words_said(one.words),
                *texts_said((text, True) for text in one.texts[:MOST_TEXTS]),
                *self._more(len(one.texts) - MOST_TEXTS),
            )
            if said:
                lead = "\n" if len(said) > 1 and len(self._asked.rounds) > 1 else ""
                lines.append(self._in_round(one, lead + "\n".join(said)))
        return tuple(lines)

    def _more(self, left: int) -> tuple[str, ...]:
        return (self.tr("… and {n} more").format(n=left),) if left > 0 else ()

    def _row(self, option: int, words: str) -> BarRow:
        question, last = self._asked.question, self._asked.rounds[-1]
        bars = tuple(self._bar(one, option, hatched=one is not last) for one in self._asked.rounds)
        right = self.tr("✓ right answer") if option in question.correct else ""
        said = "; ".join(bar.said for bar in bars)
        sentence = self.tr("{letter}, {option}: {said}").format(
            letter=option_mark(option).letter, option=words, said=said
        )
        if right:
            sentence = f"{sentence} – {right}"
        return BarRow(words, sentence, bars, option, right, lines=3)

    def _bar(self, one: RoundFigures, option: int, *, hatched: bool) -> Bar:
        count, answered = one.counts[option] if option < len(one.counts) else 0, one.answered.count
        share = count / answered if answered else None
        said = self.tr("{count} ({percent})").format(count=count, percent=self._wording.percent(share))
        return Bar(share or 0.0, self._in_round(one, said), hatched=hatched)

    def _strips(self) -> list[tuple[RoundFigures, Strip]]:
        times = [one.response_times_s[-1] for one in self._asked.rounds if one.response_times_s]
        title = self.tr("Response times")
        return [
            (one, Strip(title, one.response_times_s, one.response_s, max(times), self._wording))
            for one in self._asked.rounds
            if one.response_s is not None and one.response_times_s
        ]
