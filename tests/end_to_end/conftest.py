"""The whole program in one test: presenter, server and phones, all of them real."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pptx import Presentation
from pytestqt.qtbot import QtBot

from presenter.app import Presenter, build, start
from tests.end_to_end.browser_phone import BrowserPhones
from tests.end_to_end.processes import end_server

Result = TypeVar("Result")
SLOW_MS = 30_000


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder; the server that runs in it at the end is stopped and waited for."""
    folder = tmp_path / "data"
    yield folder
    end_server(folder, signal.SIGTERM)


@pytest.fixture
def open_presenter(folder: Path, qtbot: QtBot) -> Iterator[Callable[[Path], Presenter]]:
    """Starts the presenter with a deck and waits for its first slide and its server."""
    made: list[Presenter] = []

    def open_presenter(deck: Path) -> Presenter:
        presenter = build(folder, "en")
        presenter.settings.change(begin_without_asking=True)
        made.append(presenter)
        presenter.projector.resize(1280, 720)
        start(presenter, deck)
        qtbot.waitUntil(lambda: presenter.showing.settled and presenter.link.up, timeout=SLOW_MS)
        return presenter

    yield open_presenter
    for presenter in made:
        presenter.close()


@pytest.fixture
def small_deck(tmp_path: Path) -> Path:
    """Three slides, a question without a time limit in the notes of the second."""
    presentation = Presentation()
    for title in ("Hello", "Colours", "Good-bye"):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = title
    notes = presentation.slides[1].notes_slide.notes_text_frame
    notes.text = "[question]\nWhich is warm?\nA. Red\nB. Blue\nANSWER: A\nEXPLAIN: So they say.\n"
    path = tmp_path / "small.pptx"
    presentation.save(str(path))
    return path


@pytest.fixture
def phones() -> Iterator[BrowserPhones]:
    """A browser for the phones."""
    phones = BrowserPhones()
    yield phones
    phones.close()


@pytest.fixture
def let(qtbot: QtBot) -> Callable[["Future[Any]"], Any]:
    """Waits for a phone while the windows live on, and returns what it brings."""

    def let(future: "Future[Any]") -> Any:
        qtbot.waitUntil(future.done, timeout=SLOW_MS)
        return future.result()

    return let
