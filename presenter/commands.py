"""What the trainer can ask for, by key, button or menu: one vocabulary for all windows."""

from dataclasses import dataclass
from enum import Enum, auto


class Command(Enum):
    """A wish without anything to fill in."""

    NEXT = auto()
    BACK = auto()
    FIRST = auto()
    LAST = auto()
    BLACK = auto()
    WHITE = auto()
    FREEZE = auto()
    PRESENT = auto()  # F5: show the projector, begin a session if none is open
    STOP_PRESENTING = auto()  # Esc: take the projector down; the session stays open
    SWAP_SCREENS = auto()
    SHOW_JOIN = auto()  # the join screen: off → large → corner → off
    QUESTION_STEP = auto()  # ask → close → reveal → go on
    ASK_AGAIN = auto()  # another round of the question just closed or revealed
    END_SESSION = auto()
    OPEN_DECK = auto()
    PAST_SESSIONS = auto()
    KEY_SHEET = auto()


@dataclass(frozen=True, slots=True)
class GoTo:
    """Go to the slide with this number, counted from 1."""

    slide: int


@dataclass(frozen=True, slots=True)
class ChooseAddress:
    """Let the QR code lead to this address of the machine."""

    address: str


@dataclass(frozen=True, slots=True)
class ChooseIdentity:
    """How the next session knows its participants; a value of `server.protocol.Identity`."""

    identity: str


@dataclass(frozen=True, slots=True)
class AskQuestion:
    """Ask this question of the present slide rather than the next one unasked."""

    question_id: str


Wish = Command | GoTo | ChooseAddress | ChooseIdentity | AskQuestion
