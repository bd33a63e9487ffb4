"""The first thing read of a session: who, how long, how much was answered, how much was right."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from presenter.review.labels import Card, Text
from presenter.review.overall import by_question
from presenter.review.wording import Wording
from presenter.widgets.theme import Type
from server.figures import SessionFigures, Share
from server.protocol import Identity


class Tile(Card):
    """One figure, large, with what it means and what stands behind it."""

    def __init__(self, name: str, value: str, details: tuple[str, ...]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(3)
        layout.addWidget(Text(name, muted=True))
        layout.addWidget(Text(value, size=Type.FIGURE, bold=True))
        for detail in details:
            layout.addWidget(Text(detail, muted=True))
        layout.addStretch(1)


class Headline(QWidget):
    """Four tiles."""

    def __init__(self, figures: SessionFigures, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        tiles = (self._who(figures), self._length(figures), self._answered(figures), self._right(figures))
        for column, tile in enumerate(tiles):
            layout.addWidget(tile, 0, column)
            layout.setColumnStretch(column, 1)

    def _who(self, figures: SessionFigures) -> Tile:
        joined = len(figures.participants)
        if not joined:
            return Tile(self.tr("Took part"), self.tr("Nobody"), (self.tr("No phone joined this session."),))
        at_once = self.tr("at most {n} connected at once").format(n=figures.most_connected)
        anonymous = figures.identity is Identity.ANONYMOUS
        names = self.tr("anonymous, no names kept") if anonymous else self.tr("under the names they typed")
        return Tile(self.tr("Took part"), self._wording.people(joined), (at_once, names))

    def _length(self, figures: SessionFigures) -> Tile:
        shown = sum(1 for slide in figures.slides if slide.shown_s > 0)
        details = [self.tr("{shown} of {all} slides shown").format(shown=shown, all=len(figures.slides))]
        if figures.planned_s is not None:
            planned = self._wording.duration(figures.planned_s)
            details.insert(0, self.tr("planned: {time}").format(time=planned))
        if figures.session.ended_at_ms is None:
            details.append(self.tr("not ended: counted to the last thing that happened"))
        return Tile(self.tr("Lasted"), self._wording.duration(figures.lasted_s), tuple(details))

    def _answered(self, figures: SessionFigures) -> Tile:
        share = figures.answered
        if share is None:
            return Tile(self.tr("Answered"), "–", (self.tr("No question was asked."),))
        if share.share is None:
            return Tile(self.tr("Answered"), "–", (self.tr("Nobody was connected to answer."),))
        asked = len(by_question(figures.rounds))
        behind = self.tr("{count} answers of {of} possible").format(count=share.count, of=share.of)
        rounds = self._wording.questions(asked)
        if len(figures.rounds) > asked:
            rounds = self.tr("{questions}, {n} rounds").format(questions=rounds, n=len(figures.rounds))
        return Tile(
            self.tr("Answered"),
            self._wording.percent(share.share),
            self._with_interval(share, behind, rounds),
        )

    def _right(self, figures: SessionFigures) -> Tile:
        share = figures.right
        if share is None:
            return Tile(self.tr("Right"), "–", (self.tr("No question had a right answer."),))
        if share.share is None:
            return Tile(self.tr("Right"), "–", (self.tr("No answer was given to a graded question."),))
        behind = self.tr("{count} of {of} graded answers").format(count=share.count, of=share.of)
        return Tile(
            self.tr("Right"), self._wording.percent(share.share), self._with_interval(share, behind, "")
        )

    def _with_interval(self, share: Share, *details: str) -> tuple[str, ...]:
        return tuple(text for text in (*details, self._wording.interval(share)) if text)
