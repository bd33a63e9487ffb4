"""One pass over a session's log: who was there, what was asked, what was answered, and when."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from server.events import (
    Answered,
    Connected,
    Event,
    FeedbackGiven,
    Joined,
    Opened,
    ParticipantRemoved,
    ParticipantRenamed,
    ParticipantsMerged,
    PicturesKept,
    PlaceShown,
    QuestionAdded,
    QuestionClosed,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
    Resumed,
    SessionEnded,
    WentSilent,
)
from server.protocol import SlideQuestion
from server.session import Given

RoundKey = tuple[str, int]
"""A round of a question: the question's id and the round's number."""


@dataclass(slots=True)
class Asked:
    """A round of a question as the log tells it. `answers` holds each participant's last answer;
    `present` who was connected at any time while it was open, `joined` who had joined by its close."""

    place: SlideQuestion
    round: int
    opened_at_ms: int
    closed_at_ms: int | None = None
    revealed: bool = False
    joined: set[str] = field(default_factory=set)
    present: set[str] = field(default_factory=set)
    answers: dict[str, Given] = field(default_factory=dict)


@dataclass(slots=True)
class Attendee:
    """Somebody who joined."""

    participant: str
    name: str
    joined_at_ms: int


@dataclass(slots=True)
class Shown:
    """The projector showed this slide from this moment on."""

    at_ms: int
    slide: int


@dataclass(slots=True)
class Outage:
    """The server was not there: from the last event before it came back until it came back."""

    from_ms: int
    to_ms: int


@dataclass(slots=True)
class Reading:
    """All of a log that figures are made of. `last_at_ms` is the last event's time, whatever it was."""

    opened: Opened
    opened_at_ms: int
    last_at_ms: int
    ended_at_ms: int | None = None
    attendees: dict[str, Attendee] = field(default_factory=dict)
    rounds: dict[RoundKey, Asked] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    outages: list[Outage] = field(default_factory=list)
    pictures: dict[int, bytes] = field(default_factory=dict)
    feedback: dict[str, FeedbackGiven] = field(default_factory=dict)  # by participant, the last
    most_connected: int = 0

    @property
    def finished_at_ms(self) -> int:
        """When the session ended, or as far as the log goes."""
        return self.last_at_ms if self.ended_at_ms is None else self.ended_at_ms


class _Reader:
    """Folds one log. Rounds of questions that the deck's summary doesn't know are passed over."""

    def __init__(self, first: Recorded) -> None:
        if not isinstance(first.event, Opened):
            raise ValueError("a session's log begins with its opening")
        self.reading = Reading(first.event, first.at_ms, first.at_ms)
        self._questions = {place.question.id: place for place in first.event.deck.questions}
        self._connected: set[str] = set()

    def take(self, recorded: Recorded) -> None:
        event, at_ms = recorded.event, recorded.at_ms
        self._take_people(event, at_ms)
        self._take_question(event, at_ms)
        self._take_course(event, at_ms)
        self.reading.last_at_ms = max(self.reading.last_at_ms, at_ms)

    def _take_people(self, event: Event, at_ms: int) -> None:
        match event:
            case Joined(participant=who):
                self.reading.attendees.setdefault(who, Attendee(who, event.name, at_ms))
                if event.token_key:
                    self._connect(who)
            case Connected(participant=who):
                self._connect(who)
            case WentSilent(participant=who):
                self._connected.discard(who)
            case Resumed():
                self._connected.clear()
            case ParticipantRenamed(participant=who) if who in self.reading.attendees:
                self.reading.attendees[who].name = event.name
            case ParticipantsMerged(participant=who, into=into) if into in self.reading.attendees:
                self._count_no_more(who, into)
            case ParticipantRemoved(participant=who):
                self._count_no_more(who, None)
            case FeedbackGiven(participant=who) if who in self.reading.attendees:
                self.reading.feedback[who] = event

    def _count_no_more(self, who: str, into: str | None) -> None:
        """Somebody is gone, or was `into` all along, and answered for them where they had not themselves."""
        self.reading.attendees.pop(who, None)
        self.reading.feedback.pop(who, None)
        if into is not None and who in self._connected:
            self._connected.add(into)
        self._connected.discard(who)
        for asked in self.reading.rounds.values():
            given = asked.answers.pop(who, None)
            if into is not None and given is not None:
                asked.answers.setdefault(into, given)
            for people in (asked.present, asked.joined):
                if into is not None and who in people:
                    people.add(into)
                people.discard(who)

    def _connect(self, who: str) -> None:
        # Joining takes a socket, so whoever joins is connected even if the log doesn't say it again.
        self._connected.add(who)
        self.reading.most_connected = max(self.reading.most_connected, len(self._connected))
        for asked in self.reading.rounds.values():
            if asked.closed_at_ms is None:
                asked.present.add(who)

    def _take_question(self, event: Event, at_ms: int) -> None:
        rounds = self.reading.rounds
        match event:
            case QuestionAdded(slide=slide, question=added):
                self._questions.setdefault(added.id, SlideQuestion(slide, added))
            case QuestionOpened(question_id=question, round=number) if question in self._questions:
                asked = Asked(self._questions[question], number, at_ms, present=set(self._connected))
                rounds.setdefault((question, number), asked)
            case Answered(question_id=question, round=number) if (question, number) in rounds:
                asked = rounds[question, number]
                after_ms = max(0, at_ms - asked.opened_at_ms)
                asked.answers[event.participant] = Given(event.answer, event.confidence, after_ms)
                asked.present.add(event.participant)
            case QuestionRevealed(question_id=question, round=number) if (question, number) in rounds:
                rounds[question, number].revealed = True
            case QuestionClosed(question_id=question, round=number) if (question, number) in rounds:
                self._close(rounds[question, number], at_ms)

    def _close(self, asked: Asked, at_ms: int) -> None:
        if asked.closed_at_ms is None:
            asked.closed_at_ms = at_ms
            asked.joined = set(self.reading.attendees)

    def _take_course(self, event: Event, at_ms: int) -> None:
        reading = self.reading
        match event:
            case PlaceShown(place=place):
                reading.shown.append(Shown(at_ms, place.slide))
            case Resumed():
                reading.outages.append(Outage(reading.last_at_ms, max(reading.last_at_ms, at_ms)))
            case PicturesKept(pictures=pictures):
                for picture in pictures:
                    reading.pictures.setdefault(picture.number, picture.png)
            case SessionEnded() if reading.ended_at_ms is None:
                reading.ended_at_ms = at_ms

    def finish(self) -> Reading:
        for asked in self.reading.rounds.values():
            if asked.closed_at_ms is None:
                asked.joined = set(self.reading.attendees)
        return self.reading


def read_log(log: Sequence[Recorded]) -> Reading:
    """Read a session's log, in order of `seq`. Raises `ValueError` if it doesn't begin with `Opened`."""
    if not log:
        raise ValueError("an empty log is no session")
    reader = _Reader(log[0])
    for recorded in log[1:]:
        reader.take(recorded)
    return reader.finish()
