"""What a question is, whoever wrote it and wherever it stands.

The types travel on the wire and lie in the event log, so they are msgspec structs: a new kind of
question is a new member of the unions `Question` and `Answer`, a new field needs a default.
"""

from typing import Annotated

import msgspec

OptionIndex = Annotated[int, msgspec.Meta(ge=0, le=25)]
"""An option's place, counted from zero; on every screen it is shown as the letter A to Z."""


class Choice(msgspec.Struct, frozen=True, tag="choice", tag_field="kind"):
    """A question with options to choose from.

    `correct` holds the right options in ascending order; without any it is an opinion poll.
    With `several` a participant may choose more than one, and is right only with exactly `correct`.
    `time_limit_s` closes the question by itself; `changeable` lets a participant change the answer
    until it is closed. `explanation` is shown with the right answer and never before.
    """

    id: str
    stem: str
    options: tuple[str, ...]
    correct: tuple[OptionIndex, ...] = ()
    several: bool = False
    time_limit_s: int | None = None
    explanation: str = ""
    points: int = 1
    changeable: bool = True

    @property
    def graded(self) -> bool:
        """Whether there is a right answer at all."""
        return bool(self.correct)

    def accepts(self, answer: "Answer") -> bool:
        """Whether `answer` could be given to this question, right or wrong."""
        chosen = answer.options
        return (
            (len(chosen) >= 1 if self.several else len(chosen) == 1)
            and len(set(chosen)) == len(chosen)
            and all(0 <= option < len(self.options) for option in chosen)
        )

    def is_right(self, answer: "Answer") -> bool | None:
        """Whether `answer` is right; `None` for an opinion poll."""
        return set(answer.options) == set(self.correct) if self.graded else None


class ChoiceAnswer(msgspec.Struct, frozen=True, tag="choice", tag_field="kind", forbid_unknown_fields=True):
    """The options somebody chose, counted from zero."""

    options: Annotated[tuple[OptionIndex, ...], msgspec.Meta(max_length=26)]


Question = Choice
Answer = ChoiceAnswer
