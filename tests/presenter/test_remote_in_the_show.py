"""The trainer's phone as a clicker, from the key to the wall: the whole presenter, and a phone's line."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pytestqt.qtbot import QtBot

from presenter.app import Presenter, build, start
from presenter.cli import BUNDLED
from presenter.commands import Command
from server.protocol import GoNext
from tests.end_to_end.windows import read_codes, texts
from tests.presenter.test_remote import Phone

PATIENCE_MS = 30_000


@pytest.fixture
def presenter(qtbot: QtBot, folder: Path) -> Iterator[Presenter]:
    """In a session, with the first slide on the projector."""
    presenter = build(folder, "en")
    presenter.settings.change(begin_without_asking=True)
    presenter.console.resize(1280, 720)
    presenter.projector.resize(1280, 720)
    start(presenter, BUNDLED)
    presenter.projector.show()
    qtbot.waitUntil(lambda: presenter.showing.settled and presenter.link.up, timeout=PATIENCE_MS)
    presenter.wish(Command.PRESENT)
    qtbot.waitUntil(lambda: presenter.remote.state.possible, timeout=PATIENCE_MS)
    presenter.wish(Command.NEXT)  # the way to join goes
    yield presenter
    presenter.session.end()
    qtbot.waitUntil(lambda: presenter.session.view is None, timeout=PATIENCE_MS)
    presenter.close()


def test_the_key_shows_a_code_on_the_console_alone_and_a_phone_turns_the_slides_with_it(
    qtbot: QtBot, presenter: Presenter
) -> None:
    assert presenter.show.lesson is not None
    before = presenter.show.lesson.step
    presenter.wish(Command.REMOTE)
    qtbot.waitUntil(lambda: bool(presenter.remote.state.code), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: presenter.console.remote_sheet.picture.isVisible())
    code = presenter.remote.state.code
    (url,) = [text for text in read_codes(presenter.console.grab().toImage()) if code in text]
    address = urlsplit(url)
    assert (address.path, address.fragment) == ("/remote", code)
    assert not [text for text in texts(presenter.projector) if "remote" in text or code[:3] in text]
    assert not [text for text in read_codes(presenter.projector.grab().toImage()) if "remote" in text]

    assert address.port is not None
    phone = Phone(qtbot, address.port)
    phone.hello(code)
    phone.until(lambda: bool(phone.desk.get("host")))
    qtbot.waitUntil(lambda: any("A phone is connected" in text for text in texts(presenter.console)))
    assert phone.wish(GoNext)["type"] == "wish_done"
    assert presenter.show.lesson.step != before
    presenter.console.remote_sheet.disconnect_button.click()
    phone.until(lambda: bool(phone.of("remote_refused")))


def test_a_phone_that_comes_while_the_sheet_is_away_is_told_of(qtbot: QtBot, presenter: Presenter) -> None:
    presenter.wish(Command.REMOTE)
    qtbot.waitUntil(lambda: bool(presenter.remote.state.code), timeout=PATIENCE_MS)
    presenter.wish(Command.REMOTE)
    assert not presenter.console.remote_sheet.isVisible()
    assert presenter.server.running is not None
    phone = Phone(qtbot, presenter.server.running.phone_port)
    phone.hello(presenter.remote.state.code)
    qtbot.waitUntil(lambda: any("A phone has used the code" in text for text in texts(presenter.console)))
