"""The slide on the projector, looked at on a trainee's phone: from the deck to the browser."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from presenter.app import Presenter
from presenter.start_choices import StartChoices
from tests.end_to_end.browser_phone import BrowserPhones
from tests.end_to_end.test_main_path import Trainer

Let = Callable[["Future[Any]"], Any]


def sees_slide(name: str) -> Callable[[Page], tuple[int, int]]:
    def look(page: Page) -> tuple[int, int]:
        picture = page.get_by_role("img", name=name)
        expect(picture).to_be_visible(timeout=10_000)
        size: list[int] = picture.evaluate("e => [e.naturalWidth, e.naturalHeight]")
        return size[0], size[1]

    return look


def test_a_trainee_follows_the_slides_on_the_phone(
    qtbot: QtBot,
    open_presenter: Callable[[Path], Presenter],
    phones: BrowserPhones,
    let: Let,
    small_deck: Path,
) -> None:
    presenter = open_presenter(small_deck)
    presenter.settings.change(starts={"any": StartChoices(slides=True)})
    trainer, phone = Trainer(qtbot, presenter), let(phones.take_out())
    trainer.begins()
    let(phone.join(trainer.reads_the_code(), "Ada"))
    trainer.press(Qt.Key.Key_J)  # the way to join goes
    let(phone.do(lambda page: page.get_by_role("button", name="Slide").tap()))
    height = presenter.projector.picture_size().height()
    assert let(phone.do(sees_slide("Slide 1: Hello"))) == (height * 4 // 3, height)
    trainer.press(Qt.Key.Key_PageDown)
    let(phone.do(sees_slide("Slide 2: Colours")))
    trainer.press(Qt.Key.Key_B)
    nothing = "There is no slide on the projector just now."
    let(phone.do(lambda page: expect(page.locator("#sheet").get_by_text(nothing)).to_be_visible()))
    assert phone.faults == []
