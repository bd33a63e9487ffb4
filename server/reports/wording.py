"""How figures are put into words in the reader's language."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from assets.sentences import Language, sentence
from decks.questions.model import Answer, NumberAnswer, Question, TrueFalse
from server.figures import FEW, ParticipantFigures, SessionFigures, Share
from server.protocol import Identity


class Wording:
    """Says figures in `language`; moments are told in `zone`, the machine's own if None."""

    def __init__(self, language: Language, zone: tzinfo | None = None) -> None:
        self.language: Language = language
        self._zone = zone

    def say(self, code: str, **values: object) -> str:
        """The sentence `reports.<code>`."""
        return sentence(f"reports.{code}", self.language, **values)

    def count(self, what: str, n: int) -> str:
        """`n` of something, in the singular or plural: `what` is a name under `reports.count`."""
        return self.say(f"count.{what}.{'one' if n == 1 else 'many'}", n=n)

    def percent(self, share: float) -> str:
        """A share from 0 to 1 as whole percent; only nobody is 0 % and only all are 100 %."""
        whole = round(share * 100)
        if share > 0:
            whole = max(whole, 1)
        if share < 1:
            whole = min(whole, 99)
        return f"{whole}%"

    def share(self, share: Share) -> str:
        """A share with the people behind it, and with its interval if they are few."""
        if share.share is None or share.low is None or share.high is None:
            return self.say("share.undefined")
        return self.say(
            "share.interval" if share.of < FEW else "share.plain",
            percent=self.percent(share.share),
            count=share.count,
            of=share.of,
            low=f"{round(share.low * 100)}",
            high=f"{round(share.high * 100)}%",
        )

    def options(self, question: Question) -> tuple[str, ...]:
        """The options' words."""
        if isinstance(question, TrueFalse):
            return (self.say("true"), self.say("false"))
        return question.options

    def said(self, question: Question, answer: Answer) -> str:
        """An answer in words."""
        if isinstance(question, TrueFalse):
            return ", ".join(self.options(question)[place] for place in question.counted(answer))
        return question.said(answer)

    def number_of(self, question: Question) -> Callable[[float], str]:
        """How a number that answers the question is said."""
        return lambda number: question.said(NumberAnswer(number))

    def duration(self, seconds: float) -> str:
        """A length of time, to the second; hours without seconds."""
        whole = round(seconds)
        if whole < 60:
            return self.say("duration.seconds", s=whole)
        if whole < 3600:
            return self.say("duration.minutes", m=whole // 60, s=whole % 60)
        return self.say("duration.hours", h=whole // 3600, m=whole % 3600 // 60)

    def clock(self, seconds: float) -> str:
        """A length of time as minutes:seconds, for tables."""
        whole = round(seconds)
        return f"{whole // 60}:{whole % 60:02}"

    def seconds(self, seconds: float) -> str:
        """A short time, to the tenth of a second."""
        return self.say("duration.exact", s=f"{seconds:.1f}")

    def when(self, at_ms: int) -> datetime:
        """Server time as a moment of the reader's day, without its zone (spreadsheets know none)."""
        return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(self._zone).replace(tzinfo=None)

    def moment(self, at_ms: int) -> str:
        """Server time as the reader writes it."""
        return self.when(at_ms).strftime(self.say("moment"))

    def name(self, person: ParticipantFigures, figures: SessionFigures) -> str:
        """What a person is called: never by name if the session was anonymous."""
        if figures.identity is not Identity.ANONYMOUS and person.name.strip():
            return person.name
        return self.say("participant", number=person.number)

    def title(self, figures: SessionFigures) -> str:
        """What the lesson is called."""
        return figures.session.title.strip() or self.say("untitled")


def letter(option: int) -> str:
    """An option's letter: 0 is A."""
    return chr(ord("A") + option)
