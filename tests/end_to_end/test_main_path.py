"""A lesson from deck to figures: what a trainer does in class, with the keys a trainer presses."""

import shutil
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from presenter.app import Presenter
from presenter.cli import BUNDLED
from presenter.commands import ChooseAddress, Command
from presenter.exporting import ExportWish
from presenter.joining import JoinDisplay
from server.figures import SessionFigures
from server.protocol import Phase
from tests.end_to_end.browser_phone import BrowserPhone, BrowserPhones
from tests.end_to_end.windows import read_codes, texts

SLOW_MS = 30_000
SHARED = Path(__file__).parents[3] / "shared" / "decks"
Let = Callable[["Future[Any]"], Any]


class Trainer:
    """Presses keys and looks at the windows."""

    def __init__(self, qtbot: QtBot, presenter: Presenter) -> None:
        self._qtbot, self._p = qtbot, presenter

    def press(self, *keys: Qt.Key, window: QWidget | None = None) -> None:
        for key in keys:
            self._qtbot.keyClick(window or self._p.console, key)

    def begins(self) -> None:
        self.press(Qt.Key.Key_F5)
        self.until(lambda: self._p.session.view is not None)
        self.until(lambda: self._p.show.join_display is JoinDisplay.LARGE)

    def reads_the_code(self) -> str:
        """The address that the code on the projector leads to, with this machine's own address."""
        self._p.wish(ChooseAddress("127.0.0.1"))
        codes = read_codes(self._p.projector.grab().toImage())
        assert len(codes) == 1
        return codes[0]

    def goes_to(self, slide: int) -> None:
        self.press(*[Qt.Key(ord(digit)) for digit in str(slide)], Qt.Key.Key_Return)
        self.until(lambda: self.lesson.step.slide == slide and self._p.showing.settled)

    def takes_the_next_step(self, leading_to: Phase | None) -> None:
        self._qtbot.wait(650)  # a double press is one press, so the second must come later
        self.press(Qt.Key.Key_Q)
        self.until(lambda: self.phase is leading_to)

    def until(self, met: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(met, timeout=SLOW_MS)

    @property
    def phase(self) -> Phase | None:
        view = self._p.session.view
        return view.round.phase if view is not None and view.round is not None else None

    @property
    def lesson(self) -> Any:
        assert self._p.show.lesson is not None
        return self._p.show.lesson


def teach(qtbot: QtBot, presenter: Presenter, phone: BrowserPhone, let: Let) -> SessionFigures:
    """One graded question, asked and answered rightly, and the session's figures at the end."""
    trainer = Trainer(qtbot, presenter)
    slides = trainer.lesson.deck.slides
    slide = next(slide for slide in slides if slide.questions and slide.questions[0].graded)
    question = slide.questions[0]
    trainer.begins()
    let(phone.join(trainer.reads_the_code(), "Ada"))
    trainer.until(lambda: presenter.session.view is not None and presenter.session.view.joined == 1)
    trainer.goes_to(slide.number)
    trainer.takes_the_next_step(Phase.OPEN)
    right = [question.options[option] for option in question.correct]
    let(phone.answer(right, several=question.several))
    trainer.until(lambda: presenter.session.view.round.answered == 1)  # type: ignore[union-attr]
    trainer.takes_the_next_step(Phase.CLOSED)
    let(phone.sees("The question is closed"))
    trainer.takes_the_next_step(Phase.REVEALED)
    let(phone.sees("That’s right!"))
    trainer.takes_the_next_step(None)
    let(phone.sees("Hello, Ada"))
    read: list[SessionFigures] = []
    presenter.past.read.connect(read.append)
    presenter.wish(Command.END_SESSION)
    trainer.until(lambda: bool(read))
    let(phone.sees("The session is over"))
    assert phone.faults == []
    return read[0]


def test_the_bundled_lesson_is_taught_from_the_deck_to_the_figures(
    qtbot: QtBot, open_presenter: Callable[[Path], Presenter], phones: BrowserPhones, let: Let, tmp_path: Path
):
    presenter = open_presenter(BUNDLED)
    assert len(presenter.show.lesson.deck.slides) == 27  # type: ignore[union-attr]
    figures = teach(qtbot, presenter, let(phones.take_out()), let)
    [asked] = figures.rounds
    [ada] = figures.participants
    assert (ada.name, ada.right, ada.graded) == ("Ada", 1, 1)
    assert ada.answers[0].answer.options == asked.question.correct
    assert asked.answered.count == asked.answered.of == 1
    assert sum(asked.counts) == len(asked.question.correct)
    assert figures.slides[0].shown_s > 0

    review = presenter.review
    qtbot.waitUntil(lambda: any("Ada" in text for text in texts(review)) or _in_tables(review, "Ada"))
    assert any(asked.question.stem in text for text in texts(review))

    file = tmp_path / "answers.csv"
    with qtbot.waitSignal(presenter.past.saved, timeout=SLOW_MS):
        presenter.past.export(ExportWish(figures.session.session_id, "csv", file))
    assert "Ada" in file.read_text(encoding="utf-8-sig")


def _in_tables(window: QWidget, text: str) -> bool:
    return any(
        text in str(table.model().index(row, column).data())
        for table in window.findChildren(QTableView)
        for row in range(table.model().rowCount())
        for column in range(table.model().columnCount())
    )


@pytest.mark.skipif(not SHARED.is_dir(), reason="the decks in ../shared are not here")
def test_a_deck_that_others_made_is_taught_from_the_deck_to_the_figures(
    qtbot: QtBot, open_presenter: Callable[[Path], Presenter], phones: BrowserPhones, let: Let, tmp_path: Path
):
    deck = tmp_path / "lecture.pptx"
    shutil.copy(next((SHARED / "real").glob("*Lesson_1*.pptx")), deck)
    presentation = Presentation(str(deck))
    notes = presentation.slides[2].notes_slide.notes_text_frame
    notes.text = "Say hello.\n[question]\nWhich one?\nA. This\nB. That\nANSWER: B\n"
    presentation.save(str(deck))
    figures = teach(qtbot, open_presenter(deck), let(phones.take_out()), let)
    assert [round_.question.stem for round_ in figures.rounds] == ["Which one?"]
    assert figures.participants[0].right == 1
