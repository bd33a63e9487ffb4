"""A question thought of in the lesson, from the trainer's keys to a phone and the figures."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from presenter.app import Presenter
from presenter.commands import Command
from server.figures import SessionFigures
from server.protocol import Phase
from tests.end_to_end.browser_phone import BrowserPhones
from tests.end_to_end.test_main_path import Trainer

Let = Callable[["Future[Any]"], Any]


def test_two_keys_ask_and_the_answer_is_counted_with_the_slide(
    qtbot: QtBot,
    open_presenter: Callable[[Path], Presenter],
    small_deck: Path,
    phones: BrowserPhones,
    let: Let,
) -> None:
    presenter = open_presenter(small_deck)
    trainer, phone = Trainer(qtbot, presenter), let(phones.take_out())
    trainer.begins()
    let(phone.join(trainer.reads_the_code(), "Ada"))
    trainer.until(lambda: presenter.session.view is not None and presenter.session.view.joined == 1)
    trainer.goes_to(3)
    trainer.press(Qt.Key.Key_N)
    assert presenter.console.now_sheet.isVisible()
    trainer.press(Qt.Key.Key_1)
    trainer.until(lambda: trainer.phase is Phase.OPEN)
    trainer.until(lambda: "Yes or no?" in presenter.projector.question.spoken())
    let(phone.answer(["No"], several=False))
    trainer.until(lambda: presenter.session.view.round.answered == 1)  # type: ignore[union-attr]
    trainer.takes_the_next_step(Phase.CLOSED)
    trainer.takes_the_next_step(Phase.REVEALED)
    trainer.takes_the_next_step(None)
    read: list[SessionFigures] = []
    presenter.past.read.connect(read.append)
    presenter.wish(Command.END_SESSION)
    trainer.until(lambda: bool(read))
    [asked] = read[0].rounds
    assert (asked.slide, asked.question.stem, asked.counts) == (3, "Yes or no?", (0, 1))
    assert asked.right is None
    assert phone.faults == []
