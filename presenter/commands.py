"""What the trainer can ask for, by key, button or menu: one vocabulary for all windows."""

from dataclasses import dataclass
from enum import Enum, auto

from decks.spots import Link, Medium
from presenter.improvised import Improvised
from server.protocol import Subject


class Command(Enum):
    """A wish without anything to fill in."""

    NEXT = auto()
    BACK = auto()
    FIRST = auto()
    LAST = auto()
    BLACK = auto()
    WHITE = auto()
    FREEZE = auto()
    PRESENT = auto()  # F5: show the projector, and begin a session (after asking) if none is open
    CHOOSE_START = auto()  # what the next session begins with
    STOP_PRESENTING = auto()  # Esc: take the projector down; the session stays open
    SWAP_SCREENS = auto()
    SHOW_JOIN = auto()  # the join screen: off → large → corner → off
    QUESTION_STEP = auto()  # ask → close → reveal → go on
    ASK_NOW = auto()  # choose a question without preparation; again: don't
    ASK_AGAIN = auto()  # another round of the question just closed or revealed
    END_SESSION = auto()
    OPEN_DECK = auto()
    PAST_SESSIONS = auto()
    KEY_SHEET = auto()
    SETTINGS = auto()  # show them; again: put them away
    INBOX = auto()  # what trainees ask and type; again: put it away
    REMOTE = auto()  # how a phone becomes a clicker; again: put it away
    LINKS = auto()  # list the links on the slide
    PLAY = auto()  # play the film or sound at hand, or hold it
    STOP_PLAYING = auto()
    MUTE = auto()  # and loud again
    POINTER = auto()  # the mouse is a laser pointer; again: put it away
    SPOTLIGHT = auto()  # the mouse is a spotlight; again: put it away
    PEN = auto()  # the mouse draws; again: put it away
    HIGHLIGHTER = auto()  # the mouse marks; again: put it away
    NEXT_COLOUR = auto()  # of the pen or highlighter in hand
    UNDO_STROKE = auto()  # or the clearing of the slide
    CLEAR_DRAWING = auto()  # of the slide
    PUT_AWAY = auto()  # Esc while the mouse is a tool


@dataclass(frozen=True, slots=True)
class GoTo:
    """Go to the slide with this number, counted from 1."""

    slide: int


@dataclass(frozen=True, slots=True)
class ChooseAddress:
    """Let the QR code lead to this address of the machine."""

    address: str


@dataclass(frozen=True, slots=True)
class AskQuestion:
    """Ask this question of the present slide rather than the next one unasked."""

    question_id: str


@dataclass(frozen=True, slots=True)
class Improvise:
    """Ask a question of this kind that stands in no deck; without `text` it has the kind's own words."""

    kind: Improvised
    text: str = ""


@dataclass(frozen=True, slots=True)
class JudgeEntry:
    """Let the class see what a trainee typed, or don't."""

    subject: Subject
    shown: bool


@dataclass(frozen=True, slots=True)
class MarkAnswered:
    """A trainee's question has been answered, or has not."""

    asked_id: str
    answered: bool


@dataclass(frozen=True, slots=True)
class ProjectQuestion:
    """Show this trainee's question on the projector; none if it is empty."""

    asked_id: str


@dataclass(frozen=True, slots=True)
class Follow:
    """Follow a link. `told` says that the trainer has seen its address."""

    link: Link
    told: bool = False


@dataclass(frozen=True, slots=True)
class PlayMedium:
    """Play this film or sound of the slide, or hold it if it plays."""

    medium: Medium


@dataclass(frozen=True, slots=True)
class ChooseMedium:
    """Take another film or sound of the slide at hand; counted from 0."""

    index: int


@dataclass(frozen=True, slots=True)
class Seek:
    """Go to a place in the film or sound at hand, or `by` that much on or back."""

    to_ms: int | None = None
    by_ms: int = 0


@dataclass(frozen=True, slots=True)
class SetVolume:
    """How loud films and sounds are, from 0 to 1, or `by` that much louder."""

    to: float | None = None
    by: float = 0.0


Wish = (
    Command
    | GoTo
    | ChooseAddress
    | AskQuestion
    | Improvise
    | JudgeEntry
    | MarkAnswered
    | ProjectQuestion
    | Follow
    | PlayMedium
    | ChooseMedium
    | Seek
    | SetVolume
)
