"""Each round of each question: who answered, what, how fast, how rightly."""

from decks.questions.model import OpenText
from server import scoring
from server.figures import GivenAnswer, ParticipantFigures, RoundFigures
from server.protocol import WordCount
from server.spread import spread_of
from server.statistics.proportion import take_share
from server.statistics.reading import Asked, Reading
from server.statistics.response import find_quartiles
from server.tally import Tally, tally_of

MOST_WORDS = 100


def measure_rounds(reading: Reading) -> tuple[RoundFigures, ...]:
    """Every round in the order it was asked.

    The response rate is people who answered / people connected at any time while the round was open
    (nobody waits for a phone that has left); a changed answer counts once, as the last.
    """
    return tuple(_measure_round(asked) for asked in reading.rounds.values())


def measure_people(reading: Reading) -> tuple[ParticipantFigures, ...]:
    """Everybody who joined, in the order of joining, with what they answered."""
    speed = reading.opened.scoring.speed
    given: dict[str, list[GivenAnswer]] = {who: [] for who in reading.attendees}
    for asked in reading.rounds.values():
        for who in asked.answers:
            if who in given:
                given[who].append(_give(asked, who, speed))
    scored = _scored(reading)
    possible = sum(scoring.most(asked.place.question, speed=speed) for asked in scored)
    return tuple(
        ParticipantFigures(
            participant=attendee.participant,
            number=number,
            name=attendee.name,
            joined_at_ms=attendee.joined_at_ms,
            answers=tuple(given[who]),
            right=sum(answer.right is True for answer in given[who]),
            graded=sum(answer.right is not None for answer in given[who]),
            score=sum(_give(asked, who, speed).points for asked in scored if who in asked.answers),
            possible=possible,
        )
        for number, (who, attendee) in enumerate(reading.attendees.items(), start=1)
    )


def _scored(reading: Reading) -> list[Asked]:
    """The rounds that give points, as on the phones: of each graded question the last that was revealed."""
    last = {asked.place.question.id: asked for asked in reading.rounds.values() if asked.revealed}
    return [asked for asked in last.values() if asked.place.question.graded]


def _measure_round(asked: Asked) -> RoundFigures:
    question = asked.place.question
    answers = [given.answer for given in asked.answers.values()]
    tally = tally_of(question, answers)
    times = tuple(sorted(_response_s(asked, who) for who in asked.answers))
    right = sum(question.is_right(answer) is True for answer in answers)
    return RoundFigures(
        slide=asked.place.slide,
        question=question,
        round=asked.round,
        opened_at_ms=asked.opened_at_ms,
        open_s=_open_s(asked),
        answered=take_share(len(answers), len(asked.present)),
        joined=len(asked.joined),
        right=take_share(right, len(answers)) if question.graded else None,
        counts=tuple(tally.counts),
        response_s=find_quartiles(times),
        response_times_s=times,
        words=_words(tally),
        spread=spread_of(tally.numbers),
        texts=tuple(question.said(answer) for answer in answers) if isinstance(question, OpenText) else (),
    )


def _words(tally: Tally) -> tuple[WordCount, ...]:
    said = tally.most_frequent(MOST_WORDS)
    return tuple(WordCount(tally.spelling(identity), count) for identity, count in said)


def _open_s(asked: Asked) -> float | None:
    if asked.closed_at_ms is None:
        return None
    return max(0, asked.closed_at_ms - asked.opened_at_ms) / 1000


def _response_s(asked: Asked, who: str) -> float:
    """Seconds from the opening to the arrival of the answer that counts, by the server's clock."""
    return asked.answers[who].after_ms / 1000


def _give(asked: Asked, who: str, speed: bool) -> GivenAnswer:
    question, given = asked.place.question, asked.answers[who]
    return GivenAnswer(
        question_id=question.id,
        round=asked.round,
        answer=given.answer,
        right=question.is_right(given.answer),
        response_s=_response_s(asked, who),
        points=scoring.points(question, given, speed=speed),
        confidence=given.confidence,
    )
