"""A trainee's question on the projector."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from presenter.joining import JoinDisplay
from presenter.projector.look import DARK
from presenter.projector.window import ProjectorWindow
from server.protocol import Phase, Screen
from tests.presenter.console.sample import SHORT, round_of, session_with

LONGEST = "某客户在电话中表示自己三个月前失业，目前靠家人接济。" * 12


@pytest.fixture
def projector(qtbot: QtBot) -> ProjectorWindow:
    projector = ProjectorWindow()
    qtbot.addWidget(projector, before_close_func=lambda w: w.allow_close())
    projector.resize(1280, 720)
    projector.show()
    return projector


def written_rows(image: QImage) -> list[int]:
    """The rows of the picture in which something is written in the text's colour."""
    ink = QColor(DARK.text).rgb()
    return [y for y in range(image.height()) if any(image.pixel(x, y) == ink for x in range(image.width()))]


def test_it_lies_over_slide_and_question_until_it_is_taken_down(projector: ProjectorWindow) -> None:
    projector.show_question(session_with(round_of(SHORT, Phase.OPEN)))
    assert projector.question.isVisible()
    projector.show_asked("Why?")
    assert projector.asked.isVisible()
    assert not projector.question.isVisible()
    projector.show_asked("")
    assert not projector.asked.isVisible()
    assert projector.question.isVisible()


def test_black_and_the_way_to_join_lie_over_it(projector: ProjectorWindow) -> None:
    projector.show_asked("Why?")
    projector.show_screen(Screen.BLACK)
    assert not projector.asked.isVisible()
    projector.show_screen(Screen.SLIDE)
    projector.show_join_display(JoinDisplay.LARGE)
    assert not projector.asked.isVisible()
    projector.show_join_display(JoinDisplay.OFF)
    assert projector.asked.isVisible()


def test_a_short_question_is_large_and_the_longest_still_fits(projector: ProjectorWindow) -> None:
    projector.show_asked("Why?")
    short = written_rows(projector.asked.grab().toImage())
    assert short[-1] - short[0] > 720 / 24
    projector.show_asked(LONGEST[:300])
    rows = written_rows(projector.asked.grab().toImage())
    assert rows[-1] < 720 * 0.95
    assert "…" not in projector.asked.accessibleName()
