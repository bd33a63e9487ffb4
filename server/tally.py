"""Counting a round's answers, one by one as they come, change and go."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nsmallest

from decks.questions.folding import identity_of
from decks.questions.model import (
    Answer,
    ChoiceAnswer,
    NumberAnswer,
    Question,
    ShortText,
    TextAnswer,
    WordsAnswer,
)

_identity_of = lru_cache(4096)(identity_of)
"""Most people say what others have said."""


@dataclass(slots=True)
class Tally:
    """What has been answered to `question`. Two are equal if the same answers are in them."""

    question: Question
    counts: list[int] = field(init=False)  # for each of the question's options
    words: Counter[str] = field(default_factory=Counter)  # by identity, how many said it
    spellings: dict[str, Counter[str]] = field(default_factory=dict)  # by identity, how it was written
    numbers: list[float] = field(default_factory=list)  # in ascending order

    def __post_init__(self) -> None:
        self.counts = [0] * len(self.question.options)

    def add(self, answer: Answer) -> None:
        """One more has answered this."""
        for option in self.question.counted(answer):
            self.counts[option] += 1
        if isinstance(answer, ChoiceAnswer):  # by far the most, with nothing else to count
            return
        for word in _words(self.question, answer):
            identity = _identity_of(word)
            self.words[identity] += 1
            self.spellings.setdefault(identity, Counter())[word] += 1
        if isinstance(answer, NumberAnswer):
            insort(self.numbers, answer.number)

    def remove(self, answer: Answer) -> None:
        """One who answered this has changed it, or is not counted any more."""
        for option in self.question.counted(answer):
            self.counts[option] -= 1
        for word in _words(self.question, answer):
            identity = _identity_of(word)
            _take_one(self.words, identity)
            _take_one(self.spellings[identity], word)
            if identity not in self.words:
                del self.spellings[identity]
        if isinstance(answer, NumberAnswer):
            del self.numbers[bisect_left(self.numbers, answer.number)]

    def spelling(self, identity: str) -> str:
        """How most have written a word; of two ways the one that comes first in the alphabet."""
        return min(self.spellings[identity].items(), key=lambda item: (-item[1], item[0]))[0]

    def most_frequent(
        self, most: int, wanted: Callable[[str], bool] = lambda _: True
    ) -> list[tuple[str, int]]:
        """The identities of at most so many `wanted` words, the most frequent first, and how many said it."""
        said = (word for word in self.words.items() if wanted(word[0]))
        return nsmallest(most, said, key=lambda word: (-word[1], word[0]))


def tally_of(question: Question, answers: Iterable[Answer]) -> Tally:
    """The tally of all `answers` to the question."""
    tally = Tally(question)
    for answer in answers:
        tally.add(answer)
    return tally


def _words(question: Question, answer: Answer) -> tuple[str, ...]:
    """What of an answer is counted word by word."""
    if isinstance(answer, WordsAnswer):
        return answer.words
    if isinstance(answer, TextAnswer) and isinstance(question, ShortText):
        return (answer.text,)
    return ()


def _take_one(counter: Counter[str], key: str) -> None:
    counter[key] -= 1
    if not counter[key]:
        del counter[key]
