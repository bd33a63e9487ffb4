"""What a simulated trainee answers to each kind of question: by taste, rightly or plausibly wrongly.

The class shares its tastes and its errors: what is drawn from seed and question alone is the same for all.
"""

from collections.abc import Sequence
from random import Random

from decks.questions.model import (
    Answer,
    Choice,
    ChoiceAnswer,
    Estimate,
    MatchAnswer,
    Matching,
    NumberAnswer,
    OrderAnswer,
    Ordering,
    Question,
    RatingAnswer,
    ShortText,
    TextAnswer,
    TrueFalse,
    TruthAnswer,
    WordsAnswer,
)
from server.protocol import (
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
)
from server.rehearsal.phrases import opinion, words_of_a_class

LIKES_THE_DISTRACTOR = 4.0  # how much likelier the tempting wrong option is than another wrong one
SPELLS_OTHERWISE = 0.2


def answer_by_taste(seed: int, question: PhoneQuestion, draw: Random) -> Answer:
    """An opinion, or what somebody says who knows nothing."""
    taste = Random(f"{seed}/taste/{question.id}")
    match question:
        case PhoneChoice():
            return _choose_by_taste(question, taste, draw)
        case PhoneTrueFalse():
            return TruthAnswer(draw.random() < taste.uniform(0.25, 0.75))
        case PhoneEstimate():
            return _estimate_by_taste(question, taste, draw)
        case PhoneOrdering():
            return OrderAnswer(_rank(_weights(question.items, taste), draw))
        case PhoneMatching():
            return MatchAnswer(tuple(draw.randrange(len(question.right)) for _ in question.left))
        case PhoneRating():
            middle = taste.uniform(0.45, 0.85) * (question.steps - 1)
            return RatingAnswer(
                min(question.steps - 1, max(0, round(draw.gauss(middle, question.steps / 6))))
            )
        case PhoneShortText():
            return TextAnswer(_draw_words(question.stem, 1, taste, draw)[0])
        case PhoneWordCloud():
            return WordsAnswer(
                _draw_words(question.stem, draw.randint(1, max(1, question.words)), taste, draw)
            )
        case PhoneOpenText():
            return TextAnswer(opinion(question.stem, draw))


def answer_rightly(truth: Question, draw: Random) -> Answer:
    """An answer that is right, but not the same from everybody where several are."""
    solution = truth.solution
    assert solution is not None
    if isinstance(truth, Estimate) and isinstance(solution, NumberAnswer):
        near = NumberAnswer(_rounded(draw.uniform(-1, 1) * truth.tolerance + solution.number))
        return near if truth.accepts(near) and truth.is_right(near) else solution
    if isinstance(truth, ShortText):
        text = draw.choice(truth.accepted)
        return TextAnswer(text.upper() if draw.random() < SPELLS_OTHERWISE else text)
    return solution


def answer_wrongly(seed: int, question: PhoneQuestion, truth: Question, draw: Random) -> Answer:
    """A wrong answer such as somebody gives who nearly knew; right only where no other is possible."""
    match truth:
        case Choice():
            return _choose_wrongly(seed, truth, draw)
        case TrueFalse():
            return TruthAnswer(not truth.truth)
        case Estimate():
            return _estimate_wrongly(seed, truth, draw)
        case Ordering():
            return OrderAnswer(_swap(truth.order, draw))
        case Matching():
            return _match_wrongly(truth, draw)
        case ShortText():
            return _write_wrongly(truth, draw)
        case _:
            return answer_by_taste(seed, question, draw)


def _weights(options: Sequence[str], taste: Random) -> list[float]:
    return [taste.gammavariate(1.5, 1) + 0.05 for _ in options]


def _rank(weights: Sequence[float], draw: Random) -> tuple[int, ...]:
    """Places in an order drawn one after the other (Plackett 1975)."""
    left = list(range(len(weights)))
    order: list[int] = []
    while left:
        order.append(draw.choices(left, [weights[place] for place in left])[0])
        left.remove(order[-1])
    return tuple(order)


def _choose_by_taste(question: PhoneChoice, taste: Random, draw: Random) -> ChoiceAnswer:
    weights = _weights(question.options, taste)
    options = range(len(question.options))
    how_many = 1 + sum(draw.random() < 0.35 for _ in options[1:]) if question.several else 1
    chosen: set[int] = set()
    while len(chosen) < how_many:
        chosen.add(draw.choices(options, weights)[0])
    return ChoiceAnswer(tuple(sorted(chosen)))


def _choose_wrongly(seed: int, truth: Choice, draw: Random) -> ChoiceAnswer:
    wrong = [option for option in range(len(truth.options)) if option not in truth.correct]
    if not wrong:  # All options are right: wrong is only who leaves some out.
        return ChoiceAnswer(truth.correct[:-1] or truth.correct)
    tempting = Random(f"{seed}/distractor/{truth.id}").choice(wrong)
    weights = [LIKES_THE_DISTRACTOR if option == tempting else 1.0 for option in wrong]
    distractor = draw.choices(wrong, weights)[0]
    if not truth.several:
        return ChoiceAnswer((distractor,))
    kept = [option for option in truth.correct if draw.random() < 0.7]
    return ChoiceAnswer(tuple(sorted([*kept, distractor])))


def _estimate_by_taste(question: PhoneEstimate, taste: Random, draw: Random) -> NumberAnswer:
    low = question.lowest if question.lowest is not None else min(0.0, question.highest or 0.0)
    high = question.highest if question.highest is not None else low + 100
    middle = low + taste.uniform(0.3, 0.7) * (high - low)
    return NumberAnswer(_within(draw.gauss(middle, (high - low) / 8), question.lowest, question.highest))


def _estimate_wrongly(seed: int, truth: Estimate, draw: Random) -> NumberAnswer:
    """Too high or too low by a few tolerances; the class errs to one side more often."""
    number = truth.number or 0.0
    off = max(truth.tolerance, abs(number) / 10, 1.0)
    high = Random(f"{seed}/bias/{truth.id}").random() < 0.5
    side = 1 if (draw.random() < 0.7) == high else -1
    return NumberAnswer(
        _within(number + side * off * (1.2 + draw.expovariate(1.0)), truth.lowest, truth.highest)
    )


def _within(number: float, lowest: float | None, highest: float | None) -> float:
    number = _rounded(number)
    number = number if lowest is None else max(lowest, number)
    return number if highest is None else min(highest, number)


def _rounded(number: float) -> float:
    """As people say numbers: with three digits that count."""
    return float(f"{number:.3g}")


def _swap(order: Sequence[int], draw: Random) -> tuple[int, ...]:
    """One pair of neighbours or two in the wrong order."""
    swapped = list(order)
    for _ in range(draw.randint(1, 2)):
        if len(swapped) > 1:
            place = draw.randrange(len(swapped) - 1)
            swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
    if swapped == list(order):  # the same pair twice
        return (*order[1:], *order[:1])
    return tuple(swapped)


def _match_wrongly(truth: Matching, draw: Random) -> MatchAnswer:
    matches = list(truth.matches)
    place = draw.randrange(len(matches))
    others = [right for right in range(len(truth.right)) if right != matches[place]]
    if others:
        matches[place] = draw.choice(others)
    return MatchAnswer(tuple(matches))


def _write_wrongly(truth: ShortText, draw: Random) -> TextAnswer:
    """The right word with one letter left out, or that nothing comes to mind."""
    text = draw.choice(truth.accepted)
    place = draw.randrange(len(text))
    misspelt = TextAnswer(text[:place] + text[place + 1 :])
    return misspelt if truth.accepts(misspelt) and not truth.is_right(misspelt) else TextAnswer("?")


def _draw_words(stem: str, how_many: int, taste: Random, draw: Random) -> tuple[str, ...]:
    words = words_of_a_class(stem)
    order = _rank(_weights(words, taste), draw)[:how_many]
    return tuple(
        words[place].upper() if draw.random() < SPELLS_OTHERWISE else words[place] for place in order
    )
