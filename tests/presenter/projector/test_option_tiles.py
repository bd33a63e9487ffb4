"""A question's words are as large as they fit, and never fall off the board."""

import msgspec
import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from decks.questions.model import Choice
from presenter.projector.look import FLOOR, READABLE
from presenter.projector.option_tiles import Layout, lay_out
from presenter.projector.shown_question import shown_question
from server.protocol import Phase
from tests.presenter.console.sample import LONG, SHORT, TEN, round_of

HEIGHT = 1080.0
BOARD = QRectF(48, 48, 1400, 984)
ENDLESS = Choice(
    "endless", "Why " * 900, tuple("because " * 200 for _ in range(10)), explanation="so " * 900, correct=(0,)
)
BUNDLED_WORDS = Choice("word", "http://example.org/" + "x" * 400, ("y" * 300, "z"), correct=(0,))


def laid_out(question: Choice, phase: Phase) -> Layout:
    return lay_out(shown_question(question, round_of(question, phase)), BOARD, HEIGHT)


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("question", [SHORT, TEN, LONG, ENDLESS, BUNDLED_WORDS], ids=lambda q: q.id)
def test_everything_stays_on_the_board_and_apart(qtbot: QtBot, question: Choice, phase: Phase) -> None:
    layout = laid_out(question, phase)
    parts = [layout.stem_rect, *(tile.rect for tile in layout.tiles)]
    parts += [layout.explanation_rect] if layout.explanation else []
    for index, part in enumerate(parts):
        assert BOARD.adjusted(-1, -1, 1, 1).contains(part)
        assert not any(part.intersects(other) for other in parts[index + 1 :])
    for tile in layout.tiles:
        assert tile.text.height <= tile.rect.height()
    assert len(layout.tiles) == len(question.options)
    assert layout.size >= FLOOR * HEIGHT


@pytest.mark.parametrize("question", [SHORT, TEN], ids=lambda q: q.id)
def test_an_ordinary_question_can_be_read_from_the_back_row(qtbot: QtBot, question: Choice) -> None:
    assert laid_out(question, Phase.OPEN).size >= READABLE * HEIGHT


def test_long_words_shrink_before_they_are_cut(qtbot: QtBot) -> None:
    layout = laid_out(LONG, Phase.OPEN)
    assert FLOOR * HEIGHT <= layout.size < READABLE * HEIGHT
    assert "".join(layout.stem.lines) == LONG.stem
    assert ["".join(tile.text.lines) for tile in layout.tiles] == list(LONG.options)


def test_what_can_never_fit_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    layout = laid_out(ENDLESS, Phase.REVEALED)
    assert layout.size == FLOOR * HEIGHT
    assert layout.explanation is not None
    for block in (layout.stem, layout.explanation, *(tile.text for tile in layout.tiles)):
        assert block.lines[-1].endswith("…")


def test_options_stand_in_one_column_while_that_can_be_read(qtbot: QtBot) -> None:
    assert len({tile.rect.left() for tile in laid_out(SHORT, Phase.OPEN).tiles}) == 1
    assert len({tile.rect.left() for tile in laid_out(TEN, Phase.OPEN).tiles}) == 2


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CLOSED])
def test_before_the_reveal_a_shown_question_holds_nothing_to_hide(phase: Phase) -> None:
    shown = shown_question(SHORT, round_of(SHORT, phase, (9, 1, 0, 0)))
    assert (shown.counts, shown.correct, shown.explanation) == ((), (), "")
    assert shown.answered == 10


def test_shares_are_of_those_who_answered() -> None:
    several = msgspec.structs.replace(round_of(LONG, Phase.REVEALED, (3, 1, 0, 0, 4, 0)), answered=4)
    shown = shown_question(LONG, several)
    assert [shown.share(option) for option in range(6)] == [0.75, 0.25, 0.0, 0.0, 1.0, 0.0]
    nobody = shown_question(LONG, round_of(LONG, Phase.REVEALED))
    assert nobody.share(0) == 0.0
