"""A question of each kind with a right answer, a wrong one, and one that it can't take."""

from dataclasses import dataclass

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
from server.protocol import DeckSummary, SlideQuestion


@dataclass(frozen=True)
class Kind:
    """For a poll, `right` and `wrong` are two different answers. `told` is what no phone may be told before
    the reveal, as JSON: what stands in the question's own field of what is right."""

    question: Question
    right: Answer
    wrong: Answer
    impossible: Answer


KINDS = (
    Kind(
        Choice("choice", "Which?", ("A", "B", "C"), (1,), explanation="mark"),
        ChoiceAnswer((1,)),
        ChoiceAnswer((0,)),
        ChoiceAnswer((0, 1)),
    ),
    Kind(
        Choice("several", "Which ones?", ("A", "B", "C"), (0, 2), several=True),
        ChoiceAnswer((2, 0)),
        ChoiceAnswer((0, 1)),
        ChoiceAnswer(()),
    ),
    Kind(TrueFalse("truth", "So?", False), TruthAnswer(False), TruthAnswer(True), NumberAnswer(1)),
    Kind(
        Estimate("estimate", "How far?", 384.0, tolerance=5.0, unit="Mm", lowest=0.0, highest=1000.0),
        NumberAnswer(380.5),
        NumberAnswer(300.0),
        NumberAnswer(-1.0),
    ),
    Kind(
        Ordering("ordering", "First?", ("X", "Y", "Z"), (2, 0, 1)),
        OrderAnswer((2, 0, 1)),
        OrderAnswer((2, 1, 0)),
        OrderAnswer((2, 2, 1)),
    ),
    Kind(
        Matching("matching", "Whose?", ("X", "Y"), ("1", "2", "3"), (2, 0)),
        MatchAnswer((2, 0)),
        MatchAnswer((2, 1)),
        MatchAnswer((2, 3)),
    ),
    Kind(Rating("rating", "How good?", 5, "bad", "good"), RatingAnswer(4), RatingAnswer(0), RatingAnswer(5)),
    Kind(
        ShortText("short", "What is it?", ("carbon dioxide", "CO2")),
        TextAnswer("  Carbon\u3000Dioxide "),
        TextAnswer("oxygen"),
        TextAnswer(" \u202e "),
    ),
    Kind(
        WordCloud("cloud", "In a word?", 2),
        WordsAnswer(("Ｆｕｎ", "fun", "clear ")),
        WordsAnswer(("slow",)),
        WordsAnswer(("one", "two", "three")),
    ),
    Kind(
        OpenText("open", "What else?"),
        TextAnswer("More time.\r\nThank you"),
        TextAnswer("Nothing"),
        TextAnswer("\n\u200b\n"),
    ),
)
BY_ID = {kind.question.id: kind for kind in KINDS}

DECK = DeckSummary(
    "kinds", "0" * 64, "All kinds", "kinds.pptx", questions=tuple(SlideQuestion(1, k.question) for k in KINDS)
)
