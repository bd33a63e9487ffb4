"""Where the time went: each slide against its plan."""

from PySide6.QtWidgets import QVBoxLayout

from presenter.review.charts.slide_times import SlideTime, SlideTimes
from presenter.review.labels import Card, Text
from presenter.review.wording import Wording
from presenter.widgets.theme import Type
from server.figures import SessionFigures, SlideFigures


class Pace(Card):
    """The slides in order, with the time each was shown."""

    def __init__(self, figures: SessionFigures, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(Text(self.tr("Time on each slide"), size=Type.STRONG, bold=True))
        if not any(slide.shown_s > 0 for slide in figures.slides):
            layout.addWidget(Text(self.tr("No slide was shown in this session."), muted=True))
            return
        if any(slide.planned_s is not None for slide in figures.slides):
            legend = self.tr("Bar: time shown. Upright mark: the plan. Dotted: over the plan.")
        else:
            legend = self.tr("Bar: time shown. The slides' notes hold no plan to compare it with.")
        layout.addWidget(Text(legend, muted=True))
        times = tuple(self._time(slide) for slide in figures.slides)
        self.chart = SlideTimes(self.tr("Time on each slide"), times)
        layout.addWidget(self.chart)

    def _time(self, slide: SlideFigures) -> SlideTime:
        title = slide.title or self.tr("(no title)")
        said = self._wording.duration(slide.shown_s) if slide.shown_s > 0 else self.tr("not shown")
        if slide.showings > 1:
            said = self.tr("{time} in {n} showings").format(time=said, n=slide.showings)
        against = self._against(slide)
        sentence = self.tr("Slide {n}, {title}: {said}").format(n=slide.number, title=title, said=said)
        return SlideTime(
            number=slide.number,
            title=title,
            shown_s=slide.shown_s,
            planned_s=slide.planned_s,
            said=said,
            against=against,
            over=slide.planned_s is not None and slide.shown_s > slide.planned_s,
            sentence=f"{sentence}; {against}" if against else sentence,
            png=slide.png,
        )

    def _against(self, slide: SlideFigures) -> str:
        if slide.planned_s is None:
            return ""
        plan = self._wording.duration(slide.planned_s)
        more = round(slide.shown_s) - round(slide.planned_s)
        if slide.shown_s <= 0 or more == 0:
            return self.tr("plan {plan}").format(plan=plan)
        if more > 0:
            return self.tr("plan {plan}, {time} over").format(plan=plan, time=self._wording.duration(more))
        return self.tr("plan {plan}, {time} under").format(plan=plan, time=self._wording.duration(-more))
