"""A session as the host and as each phone may see it: pure functions of its state."""

from decks.questions.model import Question
from server import scoring
from server.protocol import (
    Asking,
    Closed,
    Ended,
    Lobby,
    NoSession,
    Phase,
    PhoneChoice,
    PhoneQuestion,
    Place,
    Revealed,
    RoundView,
    SessionView,
    Stage,
    Waiting,
)
from server.session import AskedRound, Session


def session_view(session: Session) -> SessionView:
    """The whole session for the host."""
    rounds: dict[str, int] = {}
    for question_id, _ in session.rounds:
        rounds[question_id] = rounds.get(question_id, 0) + 1
    return SessionView(
        session_id=session.session_id,
        deck=session.deck,
        identity=session.identity,
        rehearsal=session.rehearsal,
        opened_at_ms=session.opened_at_ms,
        place=session.place or Place(),
        round=round_view(session),
        rounds=rounds,
        joined=len(session.participants),
        connected=session.connected,
        ended=session.ended,
        code=session.code,
    )


def round_view(session: Session) -> RoundView | None:
    """The question before the class for the host; None while there is none."""
    asked = session.current
    if asked is None:
        return None
    return RoundView(
        question_id=asked.question.id,
        round=asked.round,
        phase=asked.phase,
        opened_at_ms=asked.opened_at_ms,
        closes_at_ms=asked.closes_at_ms,
        answered=len(asked.answers),
        connected=session.connected,
        joined=len(session.participants),
        counts=tuple(asked.tally.counts),
    )


class StageView:
    """What phones see of a session at one moment: what is the same for all is worked out once."""

    def __init__(self, session: Session | None, now_ms: int) -> None:
        self._session = session
        self._now_ms = now_ms
        asked = session.current if session else None
        self._question = _for_phones(asked.question) if asked else None
        revealed = asked is not None and asked.phase is Phase.REVEALED
        self._counts = tuple(asked.tally.counts) if asked and revealed else ()

    def stage_for(self, participant: str | None) -> Stage:
        """The stage of one participant's phone; None is a phone that has not joined."""
        session = self._session
        if session is None:
            return NoSession()
        if session.ended:
            score, possible = scoring.score(session.rounds.values(), participant)
            return Ended(session.session_id, session.deck.title, score, possible)
        if participant is None:
            return Lobby(session.session_id, session.deck.title, session.identity)
        if session.current is None or self._question is None:
            name = session.participants[participant].name
            return Waiting(session.session_id, session.deck.title, name)
        return self._during(session, session.current, self._question, participant)

    def _during(
        self, session: Session, asked: AskedRound, question: PhoneQuestion, participant: str
    ) -> Stage:
        given = asked.answers.get(participant)
        saved = given.answer if given else None
        confidence = given.confidence if given else None
        if asked.phase is Phase.OPEN:
            closes = asked.closes_at_ms
            left_ms = None if closes is None else max(0, closes - self._now_ms)
            return Asking(session.session_id, question, asked.round, left_ms, saved, confidence)
        if asked.phase is Phase.CLOSED:
            return Closed(session.session_id, question, asked.round, saved, confidence)
        score, possible = scoring.score(session.rounds.values(), participant)
        return Revealed(
            session_id=session.session_id,
            question=question,
            round=asked.round,
            saved=saved,
            confidence=confidence,
            correct=asked.question.correct,
            explanation=asked.question.explanation,
            counts=self._counts,
            answered=len(asked.answers),
            right=None if saved is None else asked.question.is_right(saved),
            score=score,
            possible=possible,
        )


def stage_for(session: Session | None, participant: str | None, now_ms: int) -> Stage:
    """The stage of one participant's phone."""
    return StageView(session, now_ms).stage_for(participant)


def _for_phones(question: Question) -> PhoneQuestion:
    return PhoneChoice(
        id=question.id,
        stem=question.stem,
        options=question.options,
        several=question.several,
        changeable=question.changeable,
    )
