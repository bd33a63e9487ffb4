"""What a question is, whoever wrote it and wherever it stands.

The types travel on the wire and lie in the event log, so they are msgspec structs: a new kind of
question is a new member of the unions `Question` and `Answer`, a new field needs a default.

All kinds have a surface in common, so that whoever lists, counts or shows a question need not know
its kind: `options` are what counts stand beside (none for free text and numbers), `correct` those of
them that are right by themselves, `accepts`, `canonical` and `credit` judge an answer.
"""

import math
from typing import Annotated

import msgspec
from msgspec import Meta

from decks.questions.folding import identity_of

OptionIndex = Annotated[int, Meta(ge=0, le=25)]
"""An option's place, counted from zero; on every screen it is shown as the letter A to Z."""

MOST_WORDS = 5
LONGEST_WORD = 40
LONGEST_TEXT = 500


# --- what may be answered ------------------------------------------------------------------------


class _Answer(msgspec.Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True, gc=False):
    """An answer as it is sent and kept."""


class ChoiceAnswer(_Answer, frozen=True, tag="choice"):
    """The options somebody chose, counted from zero."""

    options: Annotated[tuple[OptionIndex, ...], Meta(max_length=26)]


class TruthAnswer(_Answer, frozen=True, tag="truth"):
    """Whether somebody holds the statement to be true."""

    truth: bool


class NumberAnswer(_Answer, frozen=True, tag="number"):
    """A number somebody estimated."""

    number: Annotated[float, Meta(ge=-1e15, le=1e15)]


class OrderAnswer(_Answer, frozen=True, tag="order"):
    """The items from first to last, by their places in the question."""

    order: Annotated[tuple[OptionIndex, ...], Meta(max_length=26)]


class MatchAnswer(_Answer, frozen=True, tag="match"):
    """For each item at the left the place of the one at the right."""

    matches: Annotated[tuple[OptionIndex, ...], Meta(max_length=26)]


class RatingAnswer(_Answer, frozen=True, tag="rating"):
    """A step of the scale, counted from zero."""

    step: OptionIndex


class TextAnswer(_Answer, frozen=True, tag="text"):
    """Words of one's own."""

    text: Annotated[str, Meta(max_length=LONGEST_TEXT)]


class WordsAnswer(_Answer, frozen=True, tag="words"):
    """Single words for the cloud."""

    words: Annotated[tuple[Annotated[str, Meta(max_length=LONGEST_WORD)], ...], Meta(max_length=MOST_WORDS)]


Answer = (
    ChoiceAnswer
    | TruthAnswer
    | NumberAnswer
    | OrderAnswer
    | MatchAnswer
    | RatingAnswer
    | TextAnswer
    | WordsAnswer
)


# --- what may be asked ---------------------------------------------------------------------------


class _Question(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What every kind of question has.

    `time_limit_s` closes the question by itself; `changeable` lets a participant change the answer
    until it is closed; `confidence` asks how sure one is, in three levels. `explanation` is shown with the
    right answer and never before. `picture` is the SHA-256 of a picture that belongs to the stem, in hex.
    """

    time_limit_s: int | None = None
    explanation: str = ""
    points: int = 1
    changeable: bool = True
    confidence: bool = False
    picture: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        """What is counted one by one; `counts` of a tally stand in this order."""
        return ()

    @property
    def correct(self) -> tuple[OptionIndex, ...]:
        """The `options` that are right by themselves, in ascending order."""
        return ()

    @property
    def several(self) -> bool:
        """Whether one participant may count for more than one of the `options`."""
        return False

    @property
    def solution(self) -> Answer | None:
        """A right answer to show; None for an opinion poll."""
        return None

    @property
    def graded(self) -> bool:
        """Whether there is a right answer at all."""
        return self.solution is not None

    def accepts(self, answer: Answer) -> bool:
        """Whether `answer` could be given to this question, right or wrong."""
        raise NotImplementedError

    def canonical(self, answer: Answer) -> Answer:
        """The one form of an accepted answer that means the same: equal answers are equal values."""
        return answer

    def credit(self, answer: Answer) -> float | None:
        """How much of an accepted `answer` is right, 0 to 1; None for an opinion poll."""
        return float(self.canonical(answer) == self.solution) if self.graded else None

    def is_right(self, answer: Answer) -> bool | None:
        """Whether all of an accepted `answer` is right; None for an opinion poll."""
        credit = self.credit(answer)
        return None if credit is None else credit == 1

    def counted(self, answer: Answer) -> tuple[int, ...]:
        """The places in `options` for which an accepted `answer` counts."""
        return ()

    def said(self, answer: Answer) -> str:
        """An accepted `answer` in words, for a line of a list."""
        return ", ".join(self.options[place] for place in self.counted(answer))


class Choice(_Question, frozen=True, tag="choice"):
    """A question with options to choose from.

    `correct` holds the right options in ascending order; without any it is an opinion poll.
    With `several` a participant may choose more than one, and is right only with exactly `correct`.
    """

    id: str
    stem: str
    options: tuple[str, ...]
    correct: tuple[OptionIndex, ...] = ()
    several: bool = False

    def __post_init__(self) -> None:
        """Raises `ValueError` if there is no such option as one that is said to be right."""
        if any(not 0 <= option < len(self.options) for option in self.correct):
            raise ValueError("no such option could be right")

    @property
    def solution(self) -> ChoiceAnswer | None:
        return ChoiceAnswer(self.correct) if self.correct else None

    def accepts(self, answer: Answer) -> bool:
        return (
            isinstance(answer, ChoiceAnswer)
            and (len(answer.options) >= 1 if self.several else len(answer.options) == 1)
            and len(set(answer.options)) == len(answer.options)
            and all(0 <= option < len(self.options) for option in answer.options)
        )

    def canonical(self, answer: Answer) -> Answer:
        """The same choice is the same answer, in whatever order its tiles were touched."""
        return ChoiceAnswer(tuple(sorted(answer.options))) if isinstance(answer, ChoiceAnswer) else answer

    def counted(self, answer: Answer) -> tuple[int, ...]:
        return answer.options if isinstance(answer, ChoiceAnswer) else ()


class TrueFalse(_Question, frozen=True, tag="true_false"):
    """A statement that is true or false; with `truth` None it is a poll. Screens word the two `options` in
    their own language."""

    id: str
    stem: str
    truth: bool | None = None

    @property
    def options(self) -> tuple[str, ...]:
        return ("✓", "✗")

    @property
    def correct(self) -> tuple[OptionIndex, ...]:
        return () if self.truth is None else (0 if self.truth else 1,)

    @property
    def solution(self) -> TruthAnswer | None:
        return None if self.truth is None else TruthAnswer(self.truth)

    def accepts(self, answer: Answer) -> bool:
        return isinstance(answer, TruthAnswer)

    def counted(self, answer: Answer) -> tuple[int, ...]:
        return (0 if answer.truth else 1,) if isinstance(answer, TruthAnswer) else ()


class Estimate(_Question, frozen=True, tag="estimate"):
    """A number to estimate: right within `tolerance` of `number`, the limits included. `unit` is shown
    behind the number. Without `number` it is a poll; `lowest` and `highest` bound what may be sent."""

    id: str
    stem: str
    number: float | None = None
    tolerance: float = 0.0
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None

    @property
    def solution(self) -> NumberAnswer | None:
        return None if self.number is None else NumberAnswer(self.number)

    def accepts(self, answer: Answer) -> bool:
        return (
            isinstance(answer, NumberAnswer)
            and math.isfinite(answer.number)
            and (self.lowest is None or answer.number >= self.lowest)
            and (self.highest is None or answer.number <= self.highest)
        )

    def canonical(self, answer: Answer) -> Answer:
        """There is one nought."""
        return NumberAnswer(answer.number + 0.0) if isinstance(answer, NumberAnswer) else answer

    def credit(self, answer: Answer) -> float | None:
        if self.number is None:
            return None
        if not isinstance(answer, NumberAnswer):
            return 0.0
        # A tolerance of 0.1 must take 0.3 for 0.2, whatever binary fractions make of it.
        slack = 1e-9 * max(1.0, abs(self.number), abs(answer.number))
        return float(abs(answer.number - self.number) <= self.tolerance + slack)

    def said(self, answer: Answer) -> str:
        return f"{answer.number:.12g} {self.unit}".strip() if isinstance(answer, NumberAnswer) else ""


class Ordering(_Question, frozen=True, tag="ordering"):
    """Items to bring into order. They stand in `items` as they are shown; `order` has their places from
    first to last, and without it the class only ranks them. The credit is the share of items that stand
    at their own place."""

    id: str
    stem: str
    items: tuple[str, ...]
    order: tuple[OptionIndex, ...] = ()

    def __post_init__(self) -> None:
        """Raises `ValueError` if `order` doesn't put each of the items at one place."""
        if self.order and sorted(self.order) != list(range(len(self.items))):
            raise ValueError("this is no order of the items")

    @property
    def options(self) -> tuple[str, ...]:
        return self.items

    @property
    def solution(self) -> OrderAnswer | None:
        return OrderAnswer(self.order) if self.order else None

    def accepts(self, answer: Answer) -> bool:
        return isinstance(answer, OrderAnswer) and sorted(answer.order) == list(range(len(self.items)))

    def credit(self, answer: Answer) -> float | None:
        return _share_alike(answer.order, self.order) if isinstance(answer, OrderAnswer) else None

    def counted(self, answer: Answer) -> tuple[int, ...]:
        """The items at their own place; in a ranking, the one put first."""
        if not isinstance(answer, OrderAnswer):
            return ()
        if not self.order:
            return answer.order[:1]
        return tuple(item for item, own in zip(answer.order, self.order, strict=True) if item == own)

    def said(self, answer: Answer) -> str:
        return (
            " › ".join(self.items[item] for item in answer.order) if isinstance(answer, OrderAnswer) else ""
        )


class Matching(_Question, frozen=True, tag="matching"):
    """Items to match: `matches` has for each of `left` the place in `right`; without it it is a poll. The
    credit is the share of items at the left that are matched rightly."""

    id: str
    stem: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    matches: tuple[OptionIndex, ...] = ()

    def __post_init__(self) -> None:
        """Raises `ValueError` if `matches` doesn't have a place at the right for each item at the left."""
        places = range(len(self.right))
        if self.matches and (
            len(self.matches) != len(self.left) or any(place not in places for place in self.matches)
        ):
            raise ValueError("these matches are not of these items")

    @property
    def options(self) -> tuple[str, ...]:
        return self.left

    @property
    def solution(self) -> MatchAnswer | None:
        return MatchAnswer(self.matches) if self.matches else None

    def accepts(self, answer: Answer) -> bool:
        return (
            isinstance(answer, MatchAnswer)
            and len(answer.matches) == len(self.left)
            and all(0 <= place < len(self.right) for place in answer.matches)
        )

    def credit(self, answer: Answer) -> float | None:
        return _share_alike(answer.matches, self.matches) if isinstance(answer, MatchAnswer) else None

    def counted(self, answer: Answer) -> tuple[int, ...]:
        """The items at the left that are matched rightly."""
        if not isinstance(answer, MatchAnswer) or not self.matches:
            return ()
        pairs = zip(answer.matches, self.matches, strict=True)
        return tuple(place for place, (given, own) in enumerate(pairs) if given == own)

    def said(self, answer: Answer) -> str:
        if not isinstance(answer, MatchAnswer):
            return ""
        pairs = zip(self.left, answer.matches, strict=True)
        return "; ".join(f"{item} – {self.right[place]}" for item, place in pairs)


class Rating(_Question, frozen=True, tag="rating"):
    """A scale of `steps` from 1 on, with a word at either end: never right or wrong."""

    id: str
    stem: str
    steps: Annotated[int, Meta(ge=2, le=11)] = 5
    low: str = ""
    high: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(str(step + 1) for step in range(self.steps))

    def accepts(self, answer: Answer) -> bool:
        return isinstance(answer, RatingAnswer) and 0 <= answer.step < self.steps

    def counted(self, answer: Answer) -> tuple[int, ...]:
        return (answer.step,) if isinstance(answer, RatingAnswer) else ()


class ShortText(_Question, frozen=True, tag="short_text"):
    """A word or two, right if it is one of `accepted` when case, width and spacing don't count."""

    id: str
    stem: str
    accepted: tuple[str, ...] = ()

    @property
    def solution(self) -> TextAnswer | None:
        return TextAnswer(self.accepted[0]) if self.accepted else None

    def accepts(self, answer: Answer) -> bool:
        return isinstance(answer, TextAnswer) and 0 < len(answer.text.strip()) <= 100

    def canonical(self, answer: Answer) -> Answer:
        return TextAnswer(" ".join(answer.text.split())) if isinstance(answer, TextAnswer) else answer

    def credit(self, answer: Answer) -> float | None:
        if not self.accepted:
            return None
        given = identity_of(answer.text) if isinstance(answer, TextAnswer) else ""
        return float(given in {identity_of(text) for text in self.accepted})

    def said(self, answer: Answer) -> str:
        return answer.text if isinstance(answer, TextAnswer) else ""


class WordCloud(_Question, frozen=True, tag="word_cloud"):
    """Up to `words` words from everybody, counted together when case, width and spacing don't count."""

    id: str
    stem: str
    words: Annotated[int, Meta(ge=1, le=MOST_WORDS)] = 3

    def accepts(self, answer: Answer) -> bool:
        return (
            isinstance(answer, WordsAnswer)
            and 1 <= len(answer.words) <= self.words
            and all(word.strip() for word in answer.words)
        )

    def canonical(self, answer: Answer) -> Answer:
        """One word only once, with single spaces."""
        if not isinstance(answer, WordsAnswer):
            return answer
        first = {identity_of(word): " ".join(word.split()) for word in reversed(answer.words)}
        return WordsAnswer(tuple(dict.fromkeys(first[identity_of(word)] for word in answer.words)))

    def said(self, answer: Answer) -> str:
        return ", ".join(answer.words) if isinstance(answer, WordsAnswer) else ""


class OpenText(_Question, frozen=True, tag="open_text"):
    """Free text, for the trainer to read and the class to talk about."""

    id: str
    stem: str

    def accepts(self, answer: Answer) -> bool:
        return isinstance(answer, TextAnswer) and bool(answer.text.strip())

    def canonical(self, answer: Answer) -> Answer:
        return TextAnswer(answer.text.strip()) if isinstance(answer, TextAnswer) else answer

    def said(self, answer: Answer) -> str:
        return answer.text if isinstance(answer, TextAnswer) else ""


Question = Choice | TrueFalse | Estimate | Ordering | Matching | Rating | ShortText | WordCloud | OpenText


def _share_alike(given: tuple[int, ...], own: tuple[int, ...]) -> float | None:
    if not own:
        return None
    return sum(one == other for one, other in zip(given, own, strict=True)) / len(own)
