"""How figures are said: shares with their n, times, days, names."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QObject, QTime

from decks.questions.model import Choice, Question
from presenter.question_words import how_to_answer
from server.figures import FEW, ParticipantFigures, Quartiles, Share


class Wording(QObject):
    """Says figures in the user's language; times are those of this machine's zone."""

    def percent(self, share: float | None) -> str:
        """A share of 0 to 1 in whole percent, a dash where there is none."""
        return "–" if share is None else self.tr("{n}%").format(n=round(share * 100))

    def share(self, share: Share) -> str:
        """`14 of 18 (78%)`, with the interval where people are few."""
        said = self.tr("{count} of {of}").format(count=share.count, of=share.of)
        if share.share is None:
            return said
        inner = ", ".join(part for part in (self.percent(share.share), self.interval(share)) if part)
        return self.tr("{share} ({detail})").format(share=said, detail=inner)

    def counted(self, share: Share) -> str:
        """`14 of 18 (78%)`."""
        return self.tr("{count} of {of} ({percent})").format(
            count=share.count, of=share.of, percent=self.percent(share.share)
        )

    def interval(self, share: Share) -> str:
        """The 95 % interval where fewer than `FEW` stand behind the share, else nothing."""
        if share.of >= FEW or share.low is None or share.high is None:
            return ""
        return self.tr("95% interval {low}–{high}%").format(
            low=round(share.low * 100), high=round(share.high * 100)
        )

    def people(self, count: int) -> str:
        """So many people."""
        return self.tr("1 person") if count == 1 else self.tr("{n} people").format(n=count)

    def answers(self, count: int) -> str:
        """So many answers."""
        return self.tr("1 answer") if count == 1 else self.tr("{n} answers").format(n=count)

    def questions(self, count: int) -> str:
        """So many questions."""
        return self.tr("1 question") if count == 1 else self.tr("{n} questions").format(n=count)

    def duration(self, seconds: float) -> str:
        """Hours and minutes, or minutes and seconds, or seconds: two units at most."""
        return self._duration(round(seconds)).replace(" ", "\u00a0")  # never torn apart at a line's end

    def _duration(self, whole: int) -> str:
        if whole >= 3600:
            minutes = round(whole / 60)
            return self.tr("{h} h {m} min").format(h=minutes // 60, m=minutes % 60)
        if whole >= 60 and whole % 60:
            return self.tr("{m} min {s} s").format(m=whole // 60, s=whole % 60)
        if whole >= 60:
            return self.tr("{m} min").format(m=whole // 60)
        return self.tr("{s} s").format(s=whole)

    def seconds(self, seconds: float) -> str:
        """Seconds with one decimal below a minute, where a tenth still tells something."""
        if seconds >= 59.95:
            return self.duration(seconds)
        tenths = QLocale().toString(seconds, "f", 1)
        return self.tr("{s} s").format(s=tenths).replace(" ", "\u00a0")

    def response(self, quartiles: Quartiles) -> str:
        """Median and middle half of the response times."""
        return self.tr("median {median}, middle half {lower} to {upper}, n = {n}").format(
            median=self.seconds(quartiles.median),
            lower=self.seconds(quartiles.lower),
            upper=self.seconds(quartiles.upper),
            n=quartiles.n,
        )

    def day(self, day: date, today: date) -> str:
        """A heading for a day: today, yesterday, or the date with its weekday."""
        if day == today:
            return self.tr("Today")
        if (today - day).days == 1:
            return self.tr("Yesterday")
        return self.long_date(day)

    def long_date(self, day: date) -> str:
        """The date with its weekday, as is usual where the user lives."""
        return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)

    def time(self, at_ms: int) -> str:
        """The time of day, in hours and minutes."""
        moment = moment_of(at_ms)
        return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)

    def person(self, participant: ParticipantFigures) -> str:
        """The name, or what stands for it in an anonymous session."""
        return participant.name or self.tr("Participant {n}").format(n=participant.number)

    def kind(self, question: Question) -> str:
        """What sort of question it is."""
        if not isinstance(question, Choice):
            return how_to_answer(question)
        if not question.graded:
            return self.tr("opinion poll")
        return self.tr("several right answers possible") if question.several else self.tr("one right answer")


def moment_of(at_ms: int) -> datetime:
    """The moment in this machine's time zone."""
    return datetime.fromtimestamp(at_ms / 1000)
