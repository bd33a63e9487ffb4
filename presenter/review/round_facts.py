"""What is known of each round of a question, as a small table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from presenter.review.labels import Text
from presenter.review.overall import AskedQuestion
from presenter.review.wording import Wording
from server.figures import RoundFigures, Share


class RoundFacts(QWidget):
    """A line for each round; without a second one the round isn't named."""

    def __init__(self, asked: AskedQuestion, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 4)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._several, self._graded = len(asked.rounds) > 1, asked.question.graded
        shares = range(int(self._several), 1 + self._several + self._graded)
        for column, name in enumerate(self._names()):
            self._grid.addWidget(Text(name, muted=True), 0, column, Qt.AlignmentFlag.AlignBottom)
            self._grid.setColumnStretch(column, 2 if column in shares else 1)
        for row, one in enumerate(asked.rounds, start=1):
            for column, value in enumerate(self._values(one)):
                self._grid.addWidget(Text(value), row, column, Qt.AlignmentFlag.AlignTop)

    def _names(self) -> list[str]:
        names = [self.tr("Answered")]
        if self._several:
            names.insert(0, "")
        if self._graded:
            names.append(self.tr("Right"))
        return [*names, self.tr("Median time"), self.tr("Joined"), self.tr("Open for")]

    def _values(self, one: RoundFigures) -> list[str]:
        values = [self._share(one.answered)]
        if self._several:
            values.insert(0, self.tr("Round {n}").format(n=one.round))
        if self._graded:
            values.append(self._share(one.right))
        median = self._wording.seconds(one.response_s.median) if one.response_s else "–"
        open_for = self._wording.duration(one.open_s) if one.open_s is not None else self.tr("never closed")
        return [*values, median, str(one.joined), open_for]

    def _share(self, share: Share | None) -> str:
        if share is None or share.share is None:
            return "–"
        interval = self._wording.interval(share)
        said = self._wording.counted(share)
        return f"{said}\n{interval}" if interval else said
