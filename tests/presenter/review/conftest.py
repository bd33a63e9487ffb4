"""Sessions made up for the review's tests: each kind a trainer may open, its figures in agreement."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import quantiles

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from decks.questions.model import Choice, ChoiceAnswer
from presenter.exporting import ExportKind
from presenter.review.window import ReviewWindow
from server.figures import (
    GivenAnswer,
    ParticipantFigures,
    Quartiles,
    RoundFigures,
    SessionFigures,
    SlideFigures,
)
from server.protocol import Identity, SessionRow
from server.statistics.proportion import pool, take_share

BEGIN_MS = 1_763_000_000_000
STEMS = (
    "催收员在电话里可以说哪一句？",
    "How often may a debtor be called on one day?",
    "下列哪些做法违反个人信息保护的要求？请选出所有正确的选项，并想一想为什么其余的做法是允许的",
    "Which of these would you try first?",
)
OPTIONS = (
    "说明身份、欠款金额和还款方式",
    "Threaten to tell the debtor's family and employer",
    "在对方明确拒绝以后继续拨打其亲友、同事和单位前台的电话并公开其欠款信息",
    "Offer a plan",
)
NAMES = (
    "王小明",
    "Ana Lima",
    "<b>张伟</b> & Söhne",
    "李娜",
    "欧阳静怡",
    "Grace Hopper-Murray of the Northern Branch",
)


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt without a screen says what it can't do when a window is shown; that is no fault of the window."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support (propagateSize|raise)"))


@dataclass(frozen=True)
class Wanted:
    """What sort of session to make up."""

    session_id: str = "one"
    title: str = "催收培训师试讲：沟通的边界"
    people: int = 18
    questions: int = 4
    rounds: int = 1
    options: int = 4
    slides: int = 27
    identity: Identity = Identity.NICKNAME
    rehearsal: bool = False
    ended: bool = True
    stem: str | None = None
    option: str | None = None
    pictures: bool = True


MakeFigures = Callable[..., SessionFigures]


@pytest.fixture
def make_figures(qapp: object) -> MakeFigures:
    """Makes up a session from the fields of `Wanted`."""
    return make_session


@pytest.fixture
def make_rows() -> Callable[[int], tuple[SessionRow, ...]]:
    """Makes up so many lines for the list, three a day, given oldest first."""
    return rows_of


@dataclass
class Desk:
    """A review window and what it asked for; a file name is always chosen."""

    window: ReviewWindow
    suggested: list[str]
    chosen: Path


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    """A review window on the screen, 1100 × 700."""
    suggested: list[str] = []
    path = tmp_path / "figures.out"

    def choose(_parent: QWidget, kind: ExportKind, suggestion: str, chosen: Callable[[Path], None]) -> None:
        suggested.append(suggestion)
        chosen(path)

    window = ReviewWindow(ask_path=choose, today=lambda: date(2025, 11, 13))
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    qtbot.waitExposed(window)
    return Desk(window, suggested, path)


@pytest.fixture
def dark_palette() -> QPalette:
    """White on near black."""
    return dark()


def dark() -> QPalette:
    palette = QPalette(QColor("#2B2B2B"))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(role, QColor("#F0F0F0"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#1E1E1E"))
    palette.setColor(QPalette.ColorRole.AlternateBase, QColor("#272727"))
    palette.setColor(QPalette.ColorRole.Window, QColor("#141414"))
    return palette


def rows_of(count: int) -> tuple[SessionRow, ...]:
    rows = []
    for number in range(count):
        opened = BEGIN_MS - (count - number) * 8 * 3_600_000
        rows.append(
            SessionRow(
                session_id=f"s{number}",
                title=f"第{number}课 " + ("合规催收与沟通" if number % 2 else "Teaching with Handsup"),
                lesson_id="lesson",
                opened_at_ms=opened,
                ended_at_ms=None if number % 7 == 3 else opened + 2_700_000,
                rehearsal=number % 5 == 2,
                joined=number % 31,
                rounds=6,
                answers=number * 5,
            )
        )
    return tuple(rows)


def make_session(**wanted: object) -> SessionFigures:
    want = replace(Wanted(), **wanted)  # type: ignore[arg-type]
    asked = [_question(number, want) for number in range(want.questions)]
    times = [(one, turn) for one in asked for turn in range(1, want.rounds + 1)]
    rounds = tuple(_round(place, one, turn, want) for place, (one, turn) in enumerate(times))
    people = tuple(_person(number, times, want) for number in range(1, want.people + 1))
    slides = tuple(_slide(number, want) for number in range(1, want.slides + 1))
    row = SessionRow(
        session_id=want.session_id,
        title=want.title,
        lesson_id="lesson",
        opened_at_ms=BEGIN_MS,
        ended_at_ms=BEGIN_MS + 2_820_000 if want.ended else None,
        rehearsal=want.rehearsal,
        joined=want.people,
        rounds=len(rounds),
        answers=sum(one.answered.count for one in rounds),
    )
    plans = [slide.planned_s for slide in slides if slide.planned_s is not None]
    return SessionFigures(
        session=row,
        identity=want.identity,
        lasted_s=2820.0,
        planned_s=sum(plans) if plans else None,
        rounds=rounds,
        slides=slides,
        participants=people,
        most_connected=max(want.people - 2, 0),
        answered=pool(one.answered for one in rounds),
        right=pool(one.right for one in rounds),
    )


def _question(number: int, want: Wanted) -> Choice:
    correct = () if number % 4 == 3 else (0, 2) if number % 4 == 2 else (number % want.options,)
    options = tuple(want.option or f"{OPTIONS[place % 4]}" for place in range(want.options))
    stem = want.stem or STEMS[number % len(STEMS)]
    return Choice(f"q{number}", stem, options, correct, several=number % 4 == 2)


def _answer(person: int, question: Choice, turn: int, want: Wanted) -> ChoiceAnswer | None:
    """What somebody answered: most know, more do the second time, some never answer."""
    draw = (person * 7 + int(question.id[1:]) * 3) % 10
    if draw == 9:
        return None
    if question.graded and draw < 4 + 2 * turn:
        return ChoiceAnswer(question.correct)
    return ChoiceAnswer(((person + turn) % want.options,))


def _response_s(person: int, question: Choice, turn: int) -> float:
    return 3.0 + (person * 37 % 100) / 6 + int(question.id[1:]) % 3 + turn * 0.3


def _round(place: int, question: Choice, turn: int, want: Wanted) -> RoundFigures:
    given = [
        (answer, _response_s(person, question, turn))
        for person in range(1, want.people + 1)
        if (answer := _answer(person, question, turn, want)) is not None
    ]
    counts = tuple(sum(o in answer.options for answer, _ in given) for o in range(len(question.options)))
    times = tuple(sorted(time for _, time in given))
    right = take_share(sum(bool(question.is_right(answer)) for answer, _ in given), len(given))
    cuts = quantiles(times, n=4) if len(times) > 1 else list(times) * 3
    return RoundFigures(
        slide=4 + 5 * int(question.id[1:]),
        question=question,
        round=turn,
        opened_at_ms=BEGIN_MS + 300_000 * (place + 1),
        open_s=42.0 if want.ended or place == 0 else None,
        answered=take_share(len(given), max(want.people - place % 3, len(given))),
        joined=want.people,
        right=right if question.graded else None,
        counts=counts,
        response_s=Quartiles(cuts[0], cuts[1], cuts[2], len(times)) if times else None,
        response_times_s=times,
    )


def _person(number: int, times: list[tuple[Choice, int]], want: Wanted) -> ParticipantFigures:
    given = []
    for question, turn in times:
        answer = _answer(number, question, turn, want)
        if answer is not None:
            right = question.is_right(answer)
            response = _response_s(number, question, turn)
            given.append(GivenAnswer(question.id, turn, answer, right, response, int(bool(right))))
    graded = [one for one in given if one.right is not None]
    anonymous = want.identity is Identity.ANONYMOUS
    return ParticipantFigures(
        participant=f"p{number}",
        number=number,
        name="" if anonymous else NAMES[number % len(NAMES)],
        joined_at_ms=BEGIN_MS + number * 4_000,
        answers=tuple(given),
        right=sum(bool(one.right) for one in graded),
        graded=len(graded),
        score=sum(one.points for one in given),
        possible=sum(question.graded for question, _ in times),
    )


def _slide(number: int, want: Wanted) -> SlideFigures:
    titles = ("沟通的边界", "What the law says", "为什么债务人不接电话：从一次真实的投诉里看到的五个误会", "")
    return SlideFigures(
        number=number,
        title=titles[number % 4],
        shown_s=0.0 if number % 9 == 8 else 30.0 + number * 53 % 200,
        showings=0 if number % 9 == 8 else 1 + (number % 6 == 0),
        planned_s=None if number % 5 == 0 else 100.0,
        png=_picture(number) if want.pictures and number % 4 != 3 else b"",
    )


def _picture(number: int) -> bytes:
    image = QImage(160, 90, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(number * 40 % 360, 120, 220))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())
