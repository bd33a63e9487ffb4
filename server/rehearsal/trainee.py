"""What a simulated trainee decides: pure, and the same again for the same seed.

Every decision is drawn from a source of its own, named by seed, trainee, question and round, so
that it doesn't depend on the order in which things happen. Times are seconds of the lesson.
"""

from dataclasses import dataclass
from functools import cache
from math import exp, log
from random import Random

from assets.sentences import Language
from decks.questions.model import Answer, Question
from server.protocol import HIGHEST_RATING, PhoneQuestion, Ratings
from server.rehearsal.answering import answer_by_taste, answer_rightly, answer_wrongly
from server.rehearsal.names import draw_name
from server.rehearsal.phrases import wish

ANSWER_MEDIAN_S = 8.0
ANSWER_SPREAD = 0.5  # of the logarithm: nine of ten answer within 3.5 to 18 s
SKIPS = 0.06
CHANGES_MIND = 0.08
DROPS_OUT = 0.1
LOOKS_BACK = 0.7
WRITES = 0.4
AWAY_MEDIAN_S = 12.0
ARRIVES_WITHIN_S = 20.0
LEARNT_BY_DISCUSSING = 0.9  # ability gained for each earlier round of the same question


@dataclass(frozen=True, slots=True)
class GiveAnswer:
    """Send this answer, `at_s` after the question appeared."""

    at_s: float
    answer: Answer
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class DropOut:
    """Lose the connection `at_s` after the question appeared, and be away for `away_s`."""

    at_s: float
    away_s: float


Deed = GiveAnswer | DropOut


@dataclass(frozen=True, slots=True)
class LookBack:
    """Say how it was, `after_s` after the end."""

    after_s: float
    ratings: Ratings
    text: str


@dataclass(frozen=True, slots=True)
class Trainee:
    """One person of the simulated class. `ability` is in logits, 0 is the middle of the class."""

    seed: int
    number: int
    name: str
    ability: float
    arrives_s: float

    def decide(
        self, question: PhoneQuestion, round_: int, truth: Question | None, left_s: float | None
    ) -> tuple[Deed, ...]:
        """What this trainee does while the question is open, in order of time; nothing at all is possible.

        `truth` is the question with its right options, None if it isn't known: then any option may be
        chosen, as in a poll. With `left_s` nearly everybody hurries to be in time.
        """
        draw = Random(f"{self.seed}/{self.number}/{question.id}/{round_}")
        at_s = _hurry(draw.lognormvariate(log(ANSWER_MEDIAN_S), ANSWER_SPREAD), left_s, draw)
        answer, second = (self._choose(question, round_, truth, draw) for _ in range(2))
        sure = self._be_sure(question, round_, truth, answer)
        skips, changes, drops = (draw.random() < chance for chance in (SKIPS, CHANGES_MIND, DROPS_OUT))
        deeds: list[Deed] = []
        if not skips:
            deeds.append(GiveAnswer(at_s, answer, sure))
            if changes and question.changeable and second != answer:
                deeds.append(GiveAnswer(at_s + draw.uniform(1.5, 6.0), second, sure))
        if drops:
            away_s = draw.lognormvariate(log(AWAY_MEDIAN_S), 0.5)
            deeds.append(DropOut(at_s * draw.uniform(0.3, 1.4), away_s))
        return tuple(sorted(deeds, key=lambda deed: deed.at_s))

    def _choose(self, question: PhoneQuestion, round_: int, truth: Question | None, draw: Random) -> Answer:
        if truth is None or not truth.graded:
            return answer_by_taste(self.seed, question, draw)
        ability = self.ability + LEARNT_BY_DISCUSSING * (round_ - 1)
        if draw.random() < chance_of_right(ability, find_difficulty(self.seed, question.id)):
            return answer_rightly(truth, draw)
        return answer_wrongly(self.seed, question, truth, draw)

    def _be_sure(
        self, question: PhoneQuestion, round_: int, truth: Question | None, answer: Answer
    ) -> int | None:
        """Who is right is surer, but not by much; not asked for, it is not said."""
        if not question.confidence:
            return None
        draw = Random(f"{self.seed}/{self.number}/{question.id}/{round_}/sure")
        right = truth is not None and truth.is_right(answer) is True
        return draw.choices((1, 2, 3), (1, 3, 4) if right else (3, 4, 1))[0]

    def look_back(self) -> LookBack | None:
        """What this trainee says of the session when it is over; nothing is possible. To follow was easier
        for those who are able."""
        draw = Random(f"{self.seed}/{self.number}/feedback")
        if draw.random() >= LOOKS_BACK:
            return None
        useful, easy = (_rate(middle, draw) for middle in (4.0, 3.4 + self.ability / 2))
        text = wish(self.name, draw) if draw.random() < WRITES else ""
        return LookBack(draw.uniform(4.0, 20.0), Ratings(useful, easy), text)


def enrol(seed: int, number: int, language: Language) -> Trainee:
    """The trainee with this number of the class with this seed."""
    draw = Random(f"{seed}/{number}")
    return Trainee(
        seed=seed,
        number=number,
        name=draw_name(language, draw),
        ability=draw.gauss(0.6, 1.0),
        arrives_s=draw.uniform(0, ARRIVES_WITHIN_S),
    )


@cache
def find_difficulty(seed: int, question_id: str) -> float:
    """How hard this class finds the question, in logits."""
    return Random(f"{seed}/difficulty/{question_id}").gauss(0, 1.1)


def chance_of_right(ability: float, difficulty: float) -> float:
    """The logistic model with one parameter (Rasch 1960): 1 / (1 + e^(difficulty − ability))."""
    return 1 / (1 + exp(difficulty - ability))


def _rate(middle: float, draw: Random) -> int:
    return min(HIGHEST_RATING, max(1, round(draw.gauss(middle, 0.8))))


def _hurry(at_s: float, left_s: float | None, draw: Random) -> float:
    in_time = draw.uniform(0.55, 1.0)
    return at_s if left_s is None else min(at_s, left_s * in_time)
