"""What trainees say beside their answers, as the host and as each phone may see it: pure functions of a
session's state."""

from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from itertools import chain, islice, zip_longest

from decks.questions.model import OpenText
from server.protocol import (
    MOST_ON_BOARD,
    MOST_WAITING,
    NEWEST_ASKED,
    TOP_ASKED,
    AskedSubject,
    Board,
    BoardChanged,
    BoardQuestion,
    Identity,
    MoodChanged,
    NameSubject,
    OwnQuestion,
    Pace,
    QueueChanged,
    Reaction,
    TextSubject,
    TraineeQuestion,
    Unjudged,
    WordSubject,
)
from server.session import AskedRound, Session
from server.session.hands import Hand
from server.session.moderating import text_of, word_on_name
from server.session.mood import count_paces


class BoardView:
    """What phones see of the trainees' questions at one moment: what all see is worked out once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        hands = session.hands
        seen = (hand for hand in hands.asked.values() if hands.may_be_seen(hand))
        # Of equals the one that was asked first: `nlargest` keeps their order.
        self._best = nlargest(MOST_ON_BOARD, seen, key=lambda hand: len(hand.votes))
        self._questions = tuple(
            BoardQuestion(hand.asked_id, hand.text, len(hand.votes), hand.answered) for hand in self._best
        )
        self._boards: dict[object, Board] = {}

    def board_for(self, participant: str) -> Board:
        """The board of one who takes part: the same object for all to whom it says the same."""
        hands = self._session.hands
        own = [hands.asked[asked_id] for asked_id in hands.of.get(participant, ())]
        hidden = [hand for hand in own if not hands.may_be_seen(hand)]
        said = (
            tuple([hand.asked_id for hand in self._best if participant in hand.votes]),
            tuple([hand.asked_id for hand in self._best if hand.participant == participant]),
            tuple([OwnQuestion(hand.asked_id, hand.text) for hand in hidden[-MOST_ON_BOARD:]]),
        )
        if said not in self._boards:
            self._boards[said] = Board(self._questions, *said)
        return self._boards[said]


def board_changed(session: Session) -> BoardChanged:
    """The trainees' questions for the host."""
    hands = session.hands
    newest_first = list(reversed(hands.asked.values()))
    top = nlargest(TOP_ASKED, (hand for hand in newest_first if hand.votes), key=lambda hand: len(hand.votes))
    chosen = {hand.asked_id for hand in chain(newest_first[:NEWEST_ASKED], top)} | {hands.projected}
    questions = tuple(_question(session, hand) for hand in newest_first if hand.asked_id in chosen)
    return BoardChanged(questions, len(newest_first) - len(questions))


def _question(session: Session, hand: Hand) -> TraineeQuestion:
    named = session.identity is not Identity.ANONYMOUS
    return TraineeQuestion(
        asked_id=hand.asked_id,
        participant=hand.participant,
        text=hand.text,
        asked_at_ms=hand.asked_at_ms,
        name=session.participants[hand.participant].name if named else "",
        votes=len(hand.votes),
        answered=hand.answered,
        shown=session.hands.may_be_seen(hand),
        waiting=session.hands.is_waiting(hand),
    )


def mood_changed(session: Session, now_ms: int, reactions: Mapping[Reaction, int]) -> MoodChanged:
    """The mood of the class at a moment of server time, with the `reactions` that have not been told yet."""
    paces = count_paces(session, now_ms)
    return MoodChanged(paces[Pace.TOO_FAST], paces[Pace.FOLLOW], paces[Pace.LOST], dict(reactions))


def queue_changed(session: Session) -> QueueChanged:
    """What waits for the trainer's word."""
    lines = [_waiting_questions(session), _waiting_names(session), _waiting_answers(session)]
    waiting = tuple(islice(_by_turns(first for first, _ in lines), MOST_WAITING))
    return QueueChanged(waiting, sum(length for _, length in lines) - len(waiting))


_Line = tuple[list[Unjudged], int]
"""The first of what waits, as many as the queue holds at most, and how many there are."""


def _waiting_questions(session: Session) -> _Line:
    hands = session.hands
    waiting = [hand for hand in hands.asked.values() if hands.is_waiting(hand)]
    first = [Unjudged(AskedSubject(hand.asked_id), hand.text) for hand in waiting[:MOST_WAITING]]
    return first, len(waiting)


def _waiting_names(session: Session) -> _Line:
    if not session.moderating.moderation.names:
        return [], 0
    waiting = [one for one in session.participants.values() if word_on_name(session, one.participant) is None]
    first = [Unjudged(NameSubject(one.participant), one.name) for one in waiting[:MOST_WAITING]]
    return first, len(waiting)


def _waiting_answers(session: Session) -> _Line:
    asked = session.current
    if asked is None:
        return [], 0
    if isinstance(asked.question, OpenText):
        return _waiting_texts(session, asked)
    return _waiting_words(session, asked)


def _waiting_words(session: Session, asked: AskedRound) -> _Line:
    word_on, tally = session.moderating.word_on_words(asked), asked.tally
    waiting = {identity for identity in tally.words if word_on(identity) is None}
    first = [
        Unjudged(WordSubject(asked.question.id, tally.spelling(identity)), count=count)
        for identity, count in tally.most_frequent(MOST_WAITING, waiting.__contains__)
    ]
    return first, len(waiting)


def _waiting_texts(session: Session, asked: AskedRound) -> _Line:
    waiting: list[TextSubject] = []
    for who in asked.answers:
        key = (asked.question.id, asked.round, who)
        text = text_of(asked, who)
        if text is not None and session.moderating.word_on_text(key, text) is None:
            waiting.append(TextSubject(*key, text))
    return [Unjudged(subject) for subject in waiting[:MOST_WAITING]], len(waiting)


def _by_turns(lines: Iterable[list[Unjudged]]) -> Iterator[Unjudged]:
    for row in zip_longest(*lines):
        yield from (one for one in row if one is not None)
