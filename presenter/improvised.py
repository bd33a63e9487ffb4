"""Questions thought of now: five kinds that need no preparation."""

from enum import Enum, auto
from secrets import token_hex

from PySide6.QtCore import QCoreApplication

from decks.questions.model import Choice, OpenText, Question, Rating, WordCloud
from server.protocol import THOUGHT_OF_NOW

LONGEST_STEM = 200
STEPS, WORDS = 5, 3

translate = QCoreApplication.translate


class Improvised(Enum):
    """What kind of question it is, in the order of the keys 1 to 5."""

    YES_NO = auto()
    LETTERS = auto()
    RATING = auto()
    CLOUD = auto()
    TEXT = auto()


def kind_words(kind: Improvised) -> str:
    """What the kind is called."""
    return {
        Improvised.YES_NO: translate("Improvised", "Yes or no"),
        Improvised.LETTERS: translate("Improvised", "A to D"),
        Improvised.RATING: translate("Improvised", "Rating from 1 to 5"),
        Improvised.CLOUD: translate("Improvised", "Word cloud"),
        Improvised.TEXT: translate("Improvised", "Open text"),
    }[kind]


def default_stem(kind: Improvised) -> str:
    """What is asked where the trainer only says it."""
    return {
        Improvised.YES_NO: translate("Improvised", "Yes or no?"),
        Improvised.LETTERS: translate("Improvised", "A, B, C or D?"),
        Improvised.RATING: translate("Improvised", "How many points, from 1 to 5?"),
        Improvised.CLOUD: translate("Improvised", "What comes to your mind?"),
        Improvised.TEXT: translate("Improvised", "What do you think?"),
    }[kind]


def improvise(kind: Improvised, text: str) -> Question:
    """A new question of this kind, an opinion poll; an empty `text` gets the kind's own words."""
    name = THOUGHT_OF_NOW + token_hex(8)
    stem = " ".join(text.split())[:LONGEST_STEM] or default_stem(kind)
    match kind:
        case Improvised.YES_NO:
            return Choice(name, stem, (translate("Improvised", "Yes"), translate("Improvised", "No")))
        case Improvised.LETTERS:
            option = translate("Improvised", "Option {letter}")
            return Choice(name, stem, tuple(option.format(letter=letter) for letter in "ABCD"))
        case Improvised.RATING:
            return Rating(name, stem, STEPS)
        case Improvised.CLOUD:
            return WordCloud(name, stem, WORDS)
        case Improvised.TEXT:
            return OpenText(name, stem)
