"""Questions of every kind in every window: nothing crashes, and what the class said can be read."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from decks.questions.model import (
    Estimate,
    Matching,
    OpenText,
    Ordering,
    Question,
    Rating,
    ShortText,
    TrueFalse,
    WordCloud,
)
from presenter.console.window import ConsoleWindow
from presenter.projector.window import ProjectorWindow
from presenter.question_words import how_to_answer
from presenter.review.overall import by_question
from presenter.review.question_card import QuestionCard
from presenter.review.wording import Wording
from server.figures import Quartiles, RoundFigures, Share
from server.protocol import (
    DeckSummary,
    GivenText,
    Identity,
    Phase,
    Place,
    RoundView,
    SessionView,
    SlideQuestion,
    Spread,
    WordCount,
)
from tests.end_to_end.windows import texts

STEM = "What do you say?"
WORDS = (WordCount("calm", 7), WordCount("rude", 2, shown=False))
TEXTS = (GivenText("p", "I listen first"), GivenText("q", "I shout", shown=False))
SPREAD = Spread(9, 1.0, 2.0, 3.0, 5.0, 40.0, (9,))

# The question, what came of it, what the class reads after the reveal and not before, what always.
KINDS = [
    (TrueFalse(id="q", stem=STEM, truth=False), {"counts": (5, 4)}, ["✓ Right"], ["True", "False"]),
    (
        Estimate(id="q", stem=STEM, number=3, tolerance=1, unit="calls"),
        {"spread": SPREAD},
        ["Right: 3 calls (± 1)", "Median 3 calls", "2 to 5", "n = 9"],
        ["calls"],
    ),
    (
        Ordering(id="q", stem=STEM, items=("ask", "greet"), order=(1, 0)),
        {"counts": (5, 4)},
        ["greet › ask", "own place"],
        ["ask", "greet"],
    ),
    (Ordering(id="q", stem=STEM, items=("ask", "greet")), {"counts": (5, 4)}, ["first"], ["ask", "greet"]),
    (
        Matching(id="q", stem=STEM, left=("fear", "rage"), right=("facts", "time"), matches=(0, 1)),
        {"counts": (5, 4)},
        ["fear – facts; rage – time"],
        ["fear", "facts", "time"],
    ),
    (Matching(id="q", stem=STEM, left=("fear",), right=("facts",)), {"counts": (0,)}, [], ["fear", "facts"]),
    (Rating(id="q", stem=STEM, steps=3, low="no", high="yes"), {"counts": (1, 2, 6)}, [], ["1 – no", "2"]),
    (
        ShortText(id="q", stem=STEM, accepted=("calm", "quiet")),
        {"words": WORDS},
        ["calm / quiet", "calm ×7"],
        [],
    ),
    (WordCloud(id="q", stem=STEM), {"words": WORDS}, ["calm ×7"], []),
    (OpenText(id="q", stem=STEM), {"texts": TEXTS}, ["I listen first"], []),
]
NAMES = [f"{type(question).__name__}-{place}" for place, (question, *_) in enumerate(KINDS)]
Came = dict[str, object]


def session_of(question: Question, phase: Phase, came: Came) -> SessionView:
    round_view = RoundView("q", 1, phase, 0, None, 9, 9, 9, **{"counts": (), **came})  # type: ignore[arg-type]
    deck = DeckSummary("lesson", "0" * 64, "T", "l.pptx", (), (SlideQuestion(1, question),))
    return SessionView("s", deck, Identity.NICKNAME, False, 0, Place(), round_view, {"q": 1}, 9, 9)


@pytest.fixture
def projector(qtbot: QtBot) -> Iterator[ProjectorWindow]:
    projector = ProjectorWindow()
    yield projector
    projector.allow_close()
    projector.close()


@pytest.fixture
def console(qtbot: QtBot) -> Iterator[ConsoleWindow]:
    console = ConsoleWindow()
    console.show()
    yield console
    console.allow_close()
    console.close()


def board(projector: ProjectorWindow, session: SessionView) -> tuple[str, QImage]:
    projector.show_question(session)
    return projector.question.spoken(), projector.grab().toImage()


@pytest.mark.parametrize(("question", "came", "revealed", "always"), KINDS, ids=NAMES)
def test_the_class_sees_every_kind_and_no_result_before_its_time(
    projector: ProjectorWindow, question: Question, came: Came, revealed: list[str], always: list[str]
):
    for phase in (Phase.OPEN, Phase.CLOSED):
        said, _ = board(projector, session_of(question, phase, came))
        assert all(words in said for words in [STEM, *always])
        assert not any(words in said for words in revealed)
        assert projector.question.shown is not None
        assert projector.question.shown.hint == how_to_answer(question)
    said, picture = board(projector, session_of(question, Phase.REVEALED, came))
    assert all(words in said for words in [STEM, *always, *revealed])
    assert not any(hidden in said for hidden in ("rude", "I shout"))
    _, without = board(projector, session_of(question, Phase.REVEALED, {}))
    if came != {"counts": (0,)}:
        assert picture != without


@pytest.mark.parametrize(("question", "came", "revealed", "always"), KINDS, ids=NAMES)
def test_the_trainer_reads_every_kind_with_what_is_hidden(
    qtbot: QtBot,
    console: ConsoleWindow,
    question: Question,
    came: Came,
    revealed: list[str],
    always: list[str],
):
    console.show_session(session_of(question, Phase.OPEN, came))
    wanted = [STEM, *always, *(words for words in revealed if words != "✓ Right")]

    def said() -> str:
        return "\n".join(texts(console.question)).replace("\u200b", "")

    qtbot.waitUntil(lambda: all(words in said() for words in wanted))  # rows are laid out by and by
    assert ("not shown to the class" in said()) is ("words" in came or "texts" in came)


@pytest.mark.parametrize(("question", "came", "revealed", "always"), KINDS, ids=NAMES)
def test_the_review_reads_every_kind(
    qtbot: QtBot, question: Question, came: Came, revealed: list[str], always: list[str]
):
    came = {**came, "texts": tuple(text.text for text in TEXTS)} if "texts" in came else came
    share, times = Share(5, 9, 0.55, 0.3, 0.8), Quartiles(2.0, 3.0, 4.0, 9)
    figures = [
        RoundFigures(1, question, turn, 0, 9.0, share, 9, share, **{"counts": (), **came},  # type: ignore[arg-type]
                     response_s=times, response_times_s=(2.0, 3.0))
        for turn in (1, 2)
    ]  # fmt: skip
    [asked] = by_question(figures)
    card = QuestionCard(asked, Wording())
    qtbot.addWidget(card)
    card.show()
    card.grab()
    said = "\n".join([*texts(card), card.options.accessibleDescription()]).replace("\u200b", "")
    assert all(words in said for words in [STEM, *always])
    assert all(words in said for words in revealed if words != "✓ Right")


@pytest.mark.parametrize("size", [(320, 180), (1280, 720)])
@pytest.mark.parametrize("question", [kind[0] for kind in KINDS], ids=NAMES)
def test_far_too_much_of_everything_is_cut_and_harms_nothing(
    projector: ProjectorWindow, question: Question, size: tuple[int, int]
):
    projector.resize(*size)
    came: Came = {
        "counts": (1,),
        "words": tuple(WordCount("词" * 40, 10**9) for _ in range(100)),
        "texts": tuple(GivenText("p", "很长的话 " * 100) for _ in range(50)),
        "spread": Spread(10**9, -1e15, -1e15, 0.0, 1e15, 1e15, (1,) * 20),
    }
    _, picture = board(projector, session_of(question, Phase.REVEALED, came))
    assert not picture.isNull()
