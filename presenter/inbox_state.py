"""What trainees have asked and typed, as the trainer goes through it. Pure."""

from dataclasses import dataclass, field
from functools import cached_property

from server.protocol import (
    AskedSubject,
    BoardChanged,
    ProjectedQuestion,
    QueueChanged,
    Subject,
    TextSubject,
    TraineeQuestion,
    Unjudged,
    WordSubject,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a trainee typed. `waits` for the trainer's word; `shown` while phones may see it. Votes,
    `answered` and `projected` are a question's; `count` is how many said a word."""

    subject: Subject
    text: str
    name: str = ""
    votes: int = 0
    count: int = 1
    waits: bool = False
    shown: bool = False
    answered: bool = False
    projected: bool = False

    @property
    def asked_id(self) -> str:
        """The question's id; empty for what is no question."""
        return self.subject.asked_id if isinstance(self.subject, AskedSubject) else ""

    @property
    def pending(self) -> bool:
        """Whether the trainer has still to do something about it."""
        return self.waits or (self.shown and not self.answered)


@dataclass(frozen=True)
class InboxState:
    """What the server has told: `possible` while a session is open, `projected` the question on the wall."""

    possible: bool = False
    board: BoardChanged = field(default_factory=BoardChanged)
    queue: QueueChanged = field(default_factory=QueueChanged)
    projected: ProjectedQuestion | None = None

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """First what waits for approval, as the server sorts it; then open questions, those with most votes
        first; then what is answered; what is hidden last."""
        questions = {question.asked_id: question for question in self.board.questions}
        queued = [self._waiting(unjudged, questions) for unjudged in self.queue.waiting]
        known = {entry.asked_id for entry in queued}
        rest = [self._asked(question) for question in self.board.questions if question.asked_id not in known]
        return (*queued, *sorted(rest, key=_rank))

    @property
    def count(self) -> int:
        """How much waits for the trainer."""
        return sum(entry.pending for entry in self.entries) + self.queue.more

    @property
    def more(self) -> int:
        """How much there is that the server does not tell: too many."""
        return max(self.board.more, self.queue.more)

    def _waiting(self, unjudged: Unjudged, questions: dict[str, TraineeQuestion]) -> Entry:
        subject = unjudged.subject
        if isinstance(subject, AskedSubject) and subject.asked_id in questions:
            return self._asked(questions[subject.asked_id], waits=True)
        return Entry(subject, _text(unjudged), count=unjudged.count, waits=True)

    def _asked(self, question: TraineeQuestion, *, waits: bool = False) -> Entry:
        return Entry(
            AskedSubject(question.asked_id),
            question.text,
            question.name,
            question.votes,
            waits=waits or question.waiting,
            shown=question.shown,
            answered=question.answered,
            projected=self.projected is not None and self.projected.asked_id == question.asked_id,
        )


def _text(unjudged: Unjudged) -> str:
    match unjudged.subject:
        case TextSubject(text=text):
            return text
        case WordSubject(word=word):
            return word
    return unjudged.text


def _rank(entry: Entry) -> tuple[bool, bool, bool, int]:
    return not entry.waits, not entry.waits and not entry.shown, entry.answered, -entry.votes
