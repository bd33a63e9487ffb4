"""Questions of every kind for the model test, and what an answer to each of them means in plain values."""

from collections.abc import Callable

import hypothesis.strategies as st

from decks.questions.model import (
    Answer,
    Choice,
    ChoiceAnswer,
    Estimate,
    MatchAnswer,
    Matching,
    NumberAnswer,
    OpenText,
    OrderAnswer,
    Ordering,
    Question,
    Rating,
    RatingAnswer,
    ShortText,
    TextAnswer,
    TrueFalse,
    TruthAnswer,
    WordCloud,
    WordsAnswer,
)

QUESTIONS: tuple[Question, ...] = (
    Choice("choice", "?", ("1", "2", "3"), (1,), explanation="Because"),
    Choice("final", "?", ("1", "2"), changeable=False),
    Choice("several", "?", ("1", "2", "3"), (0, 2), several=True, time_limit_s=20),
    TrueFalse("truth", "?", True, confidence=True),
    Estimate("estimate", "?", 3.0, tolerance=1.0, lowest=0.0, highest=9.0, confidence=True),
    Ordering("ordering", "?", ("X", "Y", "Z"), (2, 0, 1), points=3),
    Matching("matching", "?", ("X", "Y"), ("1", "2"), (1, 0)),
    Rating("rating", "?", 4),
    ShortText("short", "?", ("ab",)),
    WordCloud("cloud", "?", 2),
    OpenText("open", "?"),
)
BY_ID = {question.id: question for question in QUESTIONS}
THOUGHT_OF: tuple[Question, ...] = (
    Choice("now-choice", "?", ("Yes", "No")),
    Rating("now-rating", "?", 3),
    WordCloud("now-cloud", "?", 2),
)
"""In no deck: the trainer may think of them."""
KNOWN = BY_ID | {question.id: question for question in THOUGHT_OF}

_places = st.integers(0, 3)
_texts = st.text(" aAbＢ", max_size=4)
_words = st.text("aAbＢ", min_size=1, max_size=3)


def _listed(
    kind: Callable[[tuple[int, ...]], Answer], places: st.SearchStrategy[list[int]]
) -> st.SearchStrategy[Answer]:
    return places.map(lambda drawn: kind(tuple(drawn)))


_HAPHAZARD: dict[type[Answer], st.SearchStrategy[Answer]] = {
    ChoiceAnswer: _listed(ChoiceAnswer, st.lists(_places, max_size=3)),
    TruthAnswer: st.booleans().map(TruthAnswer),
    NumberAnswer: st.sampled_from([-1.0, 9.5, 1e15]).map(NumberAnswer),
    OrderAnswer: _listed(OrderAnswer, st.lists(_places, max_size=3)),
    MatchAnswer: _listed(MatchAnswer, st.lists(st.integers(0, 2), max_size=3)),
    RatingAnswer: st.integers(0, 25).map(RatingAnswer),
    TextAnswer: _texts.map(TextAnswer),
    WordsAnswer: st.lists(_texts, max_size=3).map(lambda words: WordsAnswer(tuple(words))),
}
_POSSIBLE: dict[type[Answer], st.SearchStrategy[Answer]] = {
    ChoiceAnswer: _listed(ChoiceAnswer, st.integers(0, 1).map(lambda option: [option])),
    TruthAnswer: st.booleans().map(TruthAnswer),
    NumberAnswer: st.sampled_from([-0.0, 0.0, 2.5, 3, 9]).map(NumberAnswer),
    OrderAnswer: _listed(OrderAnswer, st.permutations(range(3))),
    MatchAnswer: _listed(MatchAnswer, st.lists(st.integers(0, 1), min_size=2, max_size=2)),
    RatingAnswer: st.integers(0, 3).map(RatingAnswer),
    TextAnswer: _words.map(TextAnswer),
    WordsAnswer: st.lists(_words, min_size=1, max_size=2).map(lambda words: WordsAnswer(tuple(words))),
}
_TAKES: dict[type[Question], type[Answer]] = {
    Choice: ChoiceAnswer,
    TrueFalse: TruthAnswer,
    Estimate: NumberAnswer,
    Ordering: OrderAnswer,
    Matching: MatchAnswer,
    Rating: RatingAnswer,
    ShortText: TextAnswer,
    WordCloud: WordsAnswer,
    OpenText: TextAnswer,
}

anything = st.one_of(*_HAPHAZARD.values())


def fitting(question: Question) -> st.SearchStrategy[Answer]:
    """Answers of the kind that the question takes, mostly possible ones."""
    kind = _TAKES[type(question)]
    return st.one_of(_POSSIBLE[kind], _POSSIBLE[kind], _HAPHAZARD[kind])


def meaning(question: Question, answer: Answer) -> object:
    """What a possible answer says, the same for all that say the same; None if it is not possible."""
    if type(answer) is not _TAKES[type(question)]:
        return None
    match answer:
        case ChoiceAnswer(options):
            return _chosen(question, options)
        case TruthAnswer(truth):
            return truth
        case NumberAnswer(number):
            return float(number) if 0 <= number <= 9 else None
        case OrderAnswer(order):
            return order if set(order) == {0, 1, 2} and len(order) == 3 else None
        case MatchAnswer(matches):
            return matches if len(matches) == 2 and max(matches) <= 1 else None
        case RatingAnswer(step):
            return step if step <= 3 else None
        case TextAnswer(text):
            return " ".join(text.split()) or None
        case WordsAnswer(words):
            return _said(words)


def plain(word: str) -> str:
    """A word without what doesn't count."""
    return " ".join(word.replace("Ｂ", "b").lower().split())


def _chosen(question: Question, options: tuple[int, ...]) -> object:
    many = len(options) > 0 if question.several else len(options) == 1
    possible = many and len(set(options)) == len(options) and max(options) < len(question.options)
    return frozenset(options) if possible else None


def _said(words: tuple[str, ...]) -> object:
    first: dict[str, str] = {}
    for word in words:
        if plain(word):
            first.setdefault(plain(word), " ".join(word.split()))
    return tuple(first.values()) if 1 <= len(first) <= 2 else None
