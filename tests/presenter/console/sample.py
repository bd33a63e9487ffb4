"""A lesson and a session as the windows get to see them."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage

from decks.model import Deck, Notes, Slide
from decks.questions.model import Choice
from presenter.joining import Adapter, Joining, LanAddress
from presenter.lesson import Lesson
from presenter.question_flow import NextStep, next_step
from server.protocol import (
    DeckSummary,
    Identity,
    Phase,
    Place,
    RoundView,
    SessionView,
    SlideQuestion,
)

SHORT = Choice(
    "short",
    "What do you do first?",
    ("Listen", "Name the consequences", "Offer a plan", "Hang up"),
    correct=(0,),
    time_limit_s=30,
    explanation="People who feel heard stay on the line.",
)
POLL = Choice("poll", "How many years have you taught?", ("Fewer than one", "One to three", "More"))
LONG = Choice(
    "long",
    "某客户在电话中表示自己三个月前失业，目前靠家人接济，同时还欠另外两家平台共计五万余元，情绪激动，多次说要投诉。"
    * 2,
    tuple(
        f"{n}：先安抚情绪，承认对方的处境，再重新说明来电目的，约定双方都能接受的下次联系时间，并如实记录在系统中"
        for n in "一二三四五六"
    ),
    correct=(0, 2, 4),
    several=True,
    explanation="困难客户应先安抚，再给方案；威胁、骚扰和向第三人披露信息都违反规定。" * 3,
)
TEN = Choice("ten", "Which word describes this morning best?", tuple(f"Word number {n}" for n in range(10)))

PLAIN, ASKING, SEVERAL, EXTREME, MANY, LAST = 1, 2, 3, 4, 5, 6

WIRELESS = LanAddress("192.168.100.105", "wlan0", Adapter.WIRELESS)
TUNNEL = LanAddress("172.17.0.1", "docker0", Adapter.TUNNEL)
JOINING = Joining((WIRELESS, TUNNEL), WIRELESS, 8080)


def lesson_at(slide: int, notes: str = "First tell the story. Then ask.") -> Lesson:
    """The sample lesson at a slide: `PLAIN`, `ASKING` …"""
    slides = (
        Slide(1, "Welcome", notes=Notes(notes, planned_s=180.0), steps=3),
        Slide(2, "The first call", notes=Notes(notes), questions=(SHORT,)),
        Slide(3, "Three questions", questions=(SHORT, POLL, TEN)),
        Slide(4, "A hard case", questions=(LONG,)),
        Slide(5, "This morning", questions=(TEN,)),
        Slide(6, "Thank you"),
    )
    deck = Deck(Path("lesson.pptx"), "lesson", "0" * 64, "Calls that help", 12192000, 6858000, slides)
    return Lesson.begin(deck).go_to(slide)


def round_of(question: Choice, phase: Phase, counts: tuple[int, ...] = (), *, number: int = 1) -> RoundView:
    """A round; without counts nobody has answered."""
    counts = counts or (0,) * len(question.options)
    limit = question.time_limit_s
    closes = 1_000_000 + limit * 1000 if limit else None
    return RoundView(question.id, number, phase, 1_000_000, closes, sum(counts), 26, 28, counts)


def session_with(
    round_view: RoundView | None = None, *, joined: int = 28, connected: int = 26
) -> SessionView:
    """A session of the sample lesson."""
    lesson = lesson_at(1)
    questions = tuple(SlideQuestion(s.number, q) for s in lesson.deck.slides for q in s.questions)
    deck = DeckSummary("lesson", "0" * 64, "Calls that help", "lesson.pptx", (), questions)
    rounds = {round_view.question_id: round_view.round} if round_view else {}
    return SessionView("s", deck, Identity.NICKNAME, False, 0, Place(), round_view, rounds, joined, connected)


def step_of(session: SessionView | None, slide: int) -> NextStep | None:
    """What the wiring would tell the console."""
    return next_step(session, lesson_at(slide).slide)


def painted(colour: str, width: int = 320, height: int = 180) -> QImage:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image
