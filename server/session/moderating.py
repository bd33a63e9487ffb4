"""What of all that trainees type the class may see: by the trainer's word, or without it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from decks.questions.folding import identity_of
from decks.questions.model import OpenText, Question, ShortText
from server.events import Joined, Judged
from server.protocol import (
    NOTHING_WAITS,
    AskedSubject,
    Identity,
    Judge,
    Moderation,
    NameSubject,
    Phase,
    TextSubject,
    WordSubject,
)
from server.session import hands
from server.session.commands import Appliers, Deciders, Decision, Refusal

if TYPE_CHECKING:
    from server.session.asking import AskedRound
    from server.session.session import Session

TextKey = tuple[str, int, str]
"""An answer's place: question, round, participant."""


@dataclass(slots=True)
class Moderating:
    """The trainer's word on words, texts and names so far; that on trainees' questions stands with them.

    A word that is hidden is so in the whole session, one that is shown only in its question."""

    moderation: Moderation = NOTHING_WAITS
    hidden_words: set[str] = field(default_factory=set)  # by identity
    shown_words: set[tuple[str, str]] = field(default_factory=set)  # by question and identity
    texts: dict[TextKey, tuple[str, bool]] = field(default_factory=dict)  # which, and whether it is shown
    names: dict[str, bool] = field(default_factory=dict)  # by participant
    numbers: dict[str, str] = field(default_factory=dict)  # by participant: shown while the name is not

    def begin(self, moderation: Moderation) -> None:
        """Let this wait."""
        self.moderation = moderation

    def welcome(self, event: Joined) -> None:
        """Somebody takes part. A name that the trainer gave is good."""
        self.numbers[event.participant] = str(len(self.numbers) + 1)
        if not event.token_key:
            self.names[event.participant] = True

    def rename(self, participant: str) -> None:
        """The trainer gave somebody a name."""
        self.names[participant] = True

    def merge(self, gone: str, into: str) -> None:
        """Two are one person, with the name of `into`; the other's texts may have become theirs."""
        self.names.pop(gone, None)
        for question_id, round_, who in [key for key in self.texts if key[2] == gone]:
            word = self.texts.pop((question_id, round_, who))
            self.texts.setdefault((question_id, round_, into), word)

    def remove(self, gone: str) -> None:
        """Somebody is not counted any more."""
        self.names.pop(gone, None)
        for key in [key for key in self.texts if key[2] == gone]:
            del self.texts[key]

    def word_on_words(self, asked: "AskedRound") -> Callable[[str], bool | None]:
        """Whether a word, by its identity, may be seen in a round; None while it waits. What a right answer
        says was written by the trainer, and need not wait once it is revealed."""
        question = asked.question
        right = _right_words(question) if asked.phase is Phase.REVEALED else frozenset()

        def word_on(identity: str) -> bool | None:
            if identity in self.hidden_words:
                return False
            if not self.moderation.words or identity in right:
                return True
            return True if (question.id, identity) in self.shown_words else None

        return word_on

    def word_on_text(self, key: TextKey, text: str) -> bool | None:
        """Whether an answer to an open question may be seen; None while it waits."""
        judged, shown = self.texts.get(key, ("", True))
        if judged == text:
            return shown
        return None if self.moderation.texts else True


def _right_words(question: Question) -> frozenset[str]:
    accepted = question.accepted if isinstance(question, ShortText) else ()
    return frozenset(map(identity_of, accepted))


def word_on_name(session: "Session", participant: str) -> bool | None:
    """Whether a participant's name may be seen; None while it waits. Only who typed it may have to wait."""
    moderating = session.moderating
    if participant in moderating.names:
        return moderating.names[participant]
    return None if moderating.moderation.names and session.identity is Identity.NICKNAME else True


def public_name(session: "Session", participant: str) -> str:
    """What the class may call a participant: the name, or the number in the order of joining."""
    if word_on_name(session, participant):
        return session.participants[participant].name
    return session.moderating.numbers[participant]


def _judge(session: "Session", command: Judge) -> Decision:
    match command.subject:
        case WordSubject():
            return _judge_word(session, command.subject, command.shown)
        case TextSubject():
            return _judge_text(session, command.subject, command.shown)
        case AskedSubject():
            return hands.judged(session, command.subject, command.shown)
        case NameSubject():
            return _judge_name(session, command.subject, command.shown)


def _judge_word(session: "Session", subject: WordSubject, shown: bool) -> Decision:
    if subject.question_id not in session.questions:
        return Refusal("server.no_such_question")
    identity = identity_of(subject.word)
    hidden = identity in session.moderating.hidden_words
    judged = (subject.question_id, identity) in session.moderating.shown_words
    same = judged and not hidden if shown else hidden
    return () if same else (Judged(subject, shown),)


def _judge_text(session: "Session", subject: TextSubject, shown: bool) -> Decision:
    asked = session.rounds.get((subject.question_id, subject.round))
    if asked is None:
        return Refusal("server.not_asked")
    if text_of(asked, subject.participant) != subject.text:
        return Refusal("server.text_changed")
    key = (subject.question_id, subject.round, subject.participant)
    return () if session.moderating.texts.get(key) == (subject.text, shown) else (Judged(subject, shown),)


def text_of(asked: "AskedRound", participant: str) -> str | None:
    """What a participant answered to an open question; None if nothing, or to another kind of question."""
    given = asked.answers.get(participant)
    return asked.question.said(given.answer) if given and isinstance(asked.question, OpenText) else None


def _judge_name(session: "Session", subject: NameSubject, shown: bool) -> Decision:
    if subject.participant not in session.participants:
        return Refusal("server.no_such_participant")
    same = session.moderating.names.get(subject.participant) is shown
    return () if same else (Judged(subject, shown),)


def _on_judged(session: "Session", event: Judged, _at_ms: int) -> None:
    moderating, shown = session.moderating, event.shown
    match event.subject:
        case WordSubject(question_id=question_id, word=word):
            identity = identity_of(word)
            if shown:
                moderating.hidden_words.discard(identity)
                moderating.shown_words.add((question_id, identity))
            else:
                moderating.hidden_words.add(identity)
        case TextSubject(question_id=question_id, round=round_, participant=participant, text=text):
            moderating.texts[question_id, round_, participant] = (text, shown)
        case AskedSubject(asked_id=asked_id):
            if asked_id in session.hands.asked:  # or else it has been erased since
                session.hands.asked[asked_id].shown = shown
        case NameSubject(participant=participant):
            moderating.names[participant] = shown


DECIDERS: Deciders = {Judge: _judge}
APPLIERS: Appliers = {Judged: _on_judged}
