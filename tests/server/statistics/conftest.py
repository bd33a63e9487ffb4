"""Logs written by hand, event by event."""

import pytest

from decks.questions.model import Choice, ChoiceAnswer
from server.events import (
    Answered,
    Connected,
    Joined,
    Opened,
    PlaceShown,
    QuestionClosed,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
)
from server.protocol import DeckSummary, Identity, Place, Screen, SlideQuestion, SlideSummary

START_MS = 1_700_000_000_000

SKY = Choice(
    id="sky", stem="Which colour is the sky?", options=("Green", "Blue", "Red"), correct=(1,), points=2
)
PRIMES = Choice(id="primes", stem="Which are prime?", options=("2", "4", "7"), correct=(0, 2), several=True)
MOOD = Choice(id="mood", stem="How are you?", options=("Well", "Tired"))

DECK = DeckSummary(
    lesson_id="lesson",
    sha256="0" * 64,
    title="A lesson",
    path="lesson.pptx",
    slides=(
        SlideSummary(1, "Welcome", 60.0),
        SlideSummary(2, "The sky", 90.0),
        SlideSummary(3, "Numbers"),
        SlideSummary(4, "Thanks", 30.0),
    ),
    questions=(SlideQuestion(2, SKY), SlideQuestion(3, PRIMES), SlideQuestion(4, MOOD)),
)


class Logbook:
    """Writes a log; times are seconds after the opening."""

    def __init__(self):
        self.events = []
        self.at(0, Opened(DECK, Identity.NICKNAME))

    def at(self, second, *events):
        for event in events:
            self.events.append(Recorded(len(self.events) + 1, START_MS + round(second * 1000), event))
        return self

    def join(self, second, *people):
        for who in people:
            self.at(second, Joined(who, f"key-{who}", who.title()), Connected(who))
        return self

    def show(self, second, slide, click=0, screen=Screen.SLIDE):
        return self.at(second, PlaceShown(Place(slide, click, screen)))

    def ask(self, second, question="sky", number=1):
        return self.at(second, QuestionOpened(question, number))

    def answer(self, second, who, *options, question="sky", number=1):
        return self.at(second, Answered(question, number, who, ChoiceAnswer(options)))

    def close(self, second, question="sky", number=1):
        return self.at(second, QuestionClosed(question, number))

    def reveal(self, second, question="sky", number=1):
        return self.at(second, QuestionRevealed(question, number))


@pytest.fixture
def log():
    return Logbook()


@pytest.fixture(scope="session")
def new_log():
    """For properties, which want a fresh log for each example."""
    return Logbook
