"""What a phone has been told already need not be told again."""

from dataclasses import dataclass

import msgspec

from decks.questions.model import Answer
from server.protocol.phone import (
    AnswerSaved,
    Asking,
    Closed,
    NowClosed,
    NowRevealed,
    NowWaiting,
    PhoneQuestion,
    Revealed,
    ServerToPhone,
    Stage,
    Waiting,
)


@dataclass(slots=True)
class Told:
    """What a phone has been told over one line: the stage it shows, and how it waited last. Server and phone
    keep it alike."""

    stage: Stage | None = None
    waiting: Waiting | None = None

    def take(self, stage: Stage) -> None:
        """The phone is told this stage."""
        self.stage = stage
        if isinstance(stage, Waiting):
            self.waiting = stage

    def take_saved(self, saved: AnswerSaved) -> None:
        """The phone is told that its answer is saved."""
        stage = self.stage
        if isinstance(stage, Asking) and (stage.question.id, stage.round) == (saved.question_id, saved.round):
            self.stage = msgspec.structs.replace(stage, saved=saved.answer, confidence=saved.confidence)

    def knows(self, stage: Stage) -> bool:
        """Whether the phone shows this already; its clock runs by itself."""
        if isinstance(stage, Asking) and isinstance(self.stage, Asking):
            return _known(stage) == _known(self.stage)
        return stage == self.stage

    def brief(self, stage: Stage) -> ServerToPhone:
        """`stage` as the phone is to be told it: whole, unless only what is new need be said."""
        if isinstance(stage, Waiting) and stage == self.waiting and self.stage is not None:
            return NowWaiting()
        if not isinstance(stage, Closed | Revealed) or not isinstance(self.stage, Asking | Closed):
            return stage
        if _known(stage) != _known(self.stage):
            return stage
        if isinstance(stage, Closed):
            return NowClosed()
        return NowRevealed(**{name: getattr(stage, name) for name in NowRevealed.__struct_fields__})

    def whole(self, message: ServerToPhone) -> ServerToPhone:
        """What the phone is told by `message`: the inverse of `brief`."""
        if isinstance(message, NowWaiting) and self.waiting is not None:
            return self.waiting
        if isinstance(message, NowClosed) and isinstance(self.stage, Asking):
            return Closed(*_known(self.stage))
        if isinstance(message, NowRevealed) and isinstance(self.stage, Asking | Closed):
            result = {name: getattr(message, name) for name in NowRevealed.__struct_fields__}
            return Revealed(*_known(self.stage), **result)
        return message


def _known(stage: Asking | Closed | Revealed) -> tuple[str, PhoneQuestion, int, Answer | None, int | None]:
    return (stage.session_id, stage.question, stage.round, stage.saved, stage.confidence)
