"""A session as the host and as each phone may see it: pure functions of its state."""

import msgspec

from decks.questions.model import (
    Choice,
    Estimate,
    Matching,
    OpenText,
    Ordering,
    Question,
    Rating,
    ShortText,
    TrueFalse,
    WordCloud,
)
from server.leaderboard import Ranking
from server.protocol import (
    Asking,
    Closed,
    Ended,
    GivenText,
    Identity,
    Lobby,
    Mark,
    NoSession,
    Phase,
    PhoneChoice,
    PhoneEstimate,
    PhoneMatching,
    PhoneOpenText,
    PhoneOrdering,
    PhoneQuestion,
    PhoneRating,
    PhoneShortText,
    PhoneTrueFalse,
    PhoneWordCloud,
    Place,
    ProjectedQuestion,
    Removed,
    Revealed,
    RoomChanged,
    RoundView,
    Scoring,
    SessionView,
    Spread,
    Stage,
    Waiting,
    Wifi,
    WordCount,
)
from server.session import AskedRound, Participant, Session
from server.spread import spread_of

MOST_WORDS = 100
MOST_WORDS_FOR_PHONES = 12
MOST_TEXTS = 50


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
        group=session.group,
        signing_in=bool(session.signing_in.secret),
        present=session.signing_in.present,
        scoring=Scoring(session.scores.speed, session.scores.leaderboard),
        moderation=session.moderating.moderation,
        projected=_projected(session),
        feedback=session.feedback.wanted,
        slides=session.slides,
    )


def _projected(session: Session) -> ProjectedQuestion | None:
    hand = session.hands.on_projector
    return None if hand is None else ProjectedQuestion(hand.asked_id, hand.text)


def room_changed(session: Session) -> RoomChanged:
    """How many people there are."""
    return RoomChanged(len(session.participants), session.connected, session.signing_in.present)


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
        words=_words(session, asked),
        spread=spread_of(asked.tally.numbers),
        texts=_texts(session, asked),
    )


def _words(session: Session, asked: AskedRound) -> tuple[WordCount, ...]:
    may_be_seen = session.moderating.word_on_words(asked)
    shown = asked.tally.most_frequent(MOST_WORDS, lambda identity: bool(may_be_seen(identity)))
    others = asked.tally.most_frequent(MOST_WORDS, lambda identity: not may_be_seen(identity))
    return tuple(
        WordCount(asked.tally.spelling(identity), count, bool(may_be_seen(identity)))
        for identity, count in sorted([*shown, *others], key=lambda said: (-said[1], said[0]))
    )


def _shown_words(session: Session, asked: AskedRound, most: int) -> tuple[WordCount, ...]:
    may_be_seen = session.moderating.word_on_words(asked)
    said = asked.tally.most_frequent(most, lambda identity: bool(may_be_seen(identity)))
    return tuple(WordCount(asked.tally.spelling(identity), count) for identity, count in said)


def _texts(session: Session, asked: AskedRound) -> tuple[GivenText, ...]:
    if not isinstance(asked.question, OpenText):
        return ()
    kept: list[GivenText] = []
    room = {True: MOST_TEXTS, False: MOST_TEXTS}
    for who, given in reversed(asked.answers.items()):
        text = asked.question.said(given.answer)
        shown = bool(session.moderating.word_on_text((asked.question.id, asked.round, who), text))
        if room[shown]:
            room[shown] -= 1
            kept.append(GivenText(who, text, shown))
        if not any(room.values()):
            break
    return tuple(kept)


class StageView:
    """What phones see of a session at one moment: what is the same for all is worked out once."""

    def __init__(self, session: Session | None, now_ms: int, wifi: Wifi | None = None) -> None:
        self._session = session
        self._wifi = wifi
        self._now_ms = now_ms
        asked = session.current if session else None
        self._question = phone_question(asked.question) if asked else None
        revealed = asked if asked and asked.phase is Phase.REVEALED else None
        self._counts = tuple(revealed.tally.counts) if revealed else ()
        self._words = _shown_words(session, revealed, MOST_WORDS_FOR_PHONES) if session and revealed else ()
        self._spread = _for_phones(spread_of(revealed.tally.numbers)) if revealed else None
        compares = session is not None and session.scores.leaderboard and (session.ended or revealed)
        self._ranking = Ranking(session) if session and compares else None

    def stage_for(self, participant: str | None) -> Stage:
        """The stage of one participant's phone; None is a phone that has not joined."""
        session = self._session
        if session is None:
            return NoSession()
        if participant in session.people.removed:
            return Removed(session.session_id, session.deck.title, session.people.removed[participant].code)
        if session.ended:
            return self._after(session, participant)
        if participant is None:
            return Lobby(session.session_id, session.deck.title, session.identity, session.teams, self._wifi)
        if session.current is None or self._question is None:
            return waiting(session, session.participants[participant])
        return self._during(session, session.current, self._question, participant)

    def _after(self, session: Session, participant: str | None) -> Ended:
        place, among = self._place_of(participant)
        return Ended(
            session_id=session.session_id,
            title=session.deck.title,
            score=session.scores.of(participant),
            possible=session.scores.possible,
            code=session.participants[participant].code if participant else "",
            place=place,
            among=among,
            feedback_wanted=session.feedback.wanted and participant is not None,
            feedback_given=participant in session.feedback.given,
        )

    def _place_of(self, participant: str | None) -> tuple[int | None, int]:
        """Somebody's place and among how many, while the class may compare."""
        if self._ranking is None or participant is None:
            return None, 0
        return self._ranking.place_of(participant), self._ranking.people

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
        place, among = self._place_of(participant)
        return Revealed(
            session_id=session.session_id,
            question=question,
            round=asked.round,
            saved=saved,
            confidence=confidence,
            solution=asked.question.solution,
            explanation=asked.question.explanation,
            counts=self._counts,
            words=self._words,
            spread=self._spread,
            answered=len(asked.answers),
            right=None if saved is None else asked.question.is_right(saved),
            score=session.scores.of(participant),
            possible=session.scores.possible,
            place=place,
            among=among,
        )


def _for_phones(spread: Spread | None) -> Spread | None:
    """Phones draw no histogram."""
    return None if spread is None else msgspec.structs.replace(spread, bins=())


def waiting(session: Session, somebody: Participant) -> Waiting:
    """Who somebody is here, and with which code; a stage, where no question is asked."""
    signed = session.signing_in.marks.get(somebody.participant)
    return Waiting(
        session_id=session.session_id,
        title=session.deck.title,
        name=somebody.name,
        team=somebody.team,
        code=somebody.code,
        sign_in=bool(session.signing_in.secret),
        signed_in=signed is not None and signed.mark is not Mark.ABSENT,
        anonymous=session.identity is Identity.ANONYMOUS,
    )


def stage_for(session: Session | None, participant: str | None, now_ms: int) -> Stage:
    """The stage of one participant's phone."""
    return StageView(session, now_ms).stage_for(participant)


_PHONE_KINDS: dict[type[Question], type[PhoneQuestion]] = {
    Choice: PhoneChoice,
    TrueFalse: PhoneTrueFalse,
    Estimate: PhoneEstimate,
    Ordering: PhoneOrdering,
    Matching: PhoneMatching,
    Rating: PhoneRating,
    ShortText: PhoneShortText,
    WordCloud: PhoneWordCloud,
    OpenText: PhoneOpenText,
}


def phone_question(question: Question) -> PhoneQuestion:
    """A question as phones may know it: what the phone's type has a field for, and nothing else."""
    kind = _PHONE_KINDS[type(question)]
    return kind(**{name: getattr(question, name) for name in kind.__struct_fields__})
