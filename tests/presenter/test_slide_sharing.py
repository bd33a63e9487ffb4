"""The projector's slide on trainees' phones: the show at one end, a phone of the real server at the other."""

import hashlib
import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest
from PySide6.QtWebSockets import QWebSocket
from pytestqt.qtbot import QtBot

from decks.model import Deck, Slide
from decks.questions.model import Choice
from decks.render.picture import Picture
from presenter.asking import Asking
from presenter.class_session import ClassSession
from presenter.commands import Command
from presenter.connection import Connection
from presenter.link import Link
from presenter.session_clock import SessionClock
from presenter.show import Show
from presenter.slide_sharing import WIDEST, SlideSharing, encode
from presenter.start_choices import StartChoices
from server.protocol import LARGEST_SLIDE, Hello, Join, Phase, PhoneMessage, Refused
from tests.end_to_end.processes import end_server

Connect = Callable[[], tuple[Link, Connection]]

COLOUR = Choice("colour", "Which colour?", ("red", "green"), (1,))
SLIDES = (Slide(1, "One"), Slide(2, "Two", questions=(COLOUR,)), Slide(3, "Three"))
DECK = Deck(Path("/decks/lesson.pptx"), "lesson", "0" * 64, "Lesson", 16, 9, SLIDES)
OTHER = Deck(Path("/decks/other.pptx"), "other", "1" * 64, "Other", 16, 9, (Slide(1, "Elsewhere"),))
PATIENCE_MS = 20_000


def drawn(colour: str, width: int = 1920, height: int = 1080) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


PICTURES = {1: drawn("red"), 2: drawn("green"), 3: drawn("blue")}


def sha256_of(slide: int) -> str:
    return hashlib.sha256(encode(PICTURES[slide])).hexdigest()


class Phone:
    """A trainee's phone; `slides` are those that it was told of."""

    def __init__(self, qtbot: QtBot, port: int) -> None:
        self._qtbot, self._port = qtbot, port
        self.slides: list[dict[str, Any]] = []
        self.stages: list[str] = []
        self._http = QNetworkAccessManager()
        self._socket = QWebSocket(f"http://127.0.0.1:{port}")
        self._socket.textMessageReceived.connect(self._hear)
        with qtbot.waitSignal(self._socket.connected):
            self._socket.open(QUrl(f"ws://127.0.0.1:{port}/phone"))
        self.say(Hello(1, "a" * 32))
        self.say(Join("Ann"))
        qtbot.waitUntil(lambda: "waiting" in self.stages, timeout=PATIENCE_MS)

    @property
    def slide(self) -> tuple[int, str, str]:
        """Number, title and hash of the one that it was told of last."""
        last = self.slides[-1] if self.slides else {}
        return last.get("number", 0), last.get("title", ""), last.get("sha256", "")

    def say(self, message: PhoneMessage) -> None:
        self._socket.sendTextMessage(msgspec.json.encode(message).decode())

    def fetch(self, slide: int) -> QImage | None:
        """The picture of a slide, if it is there."""
        address = f"http://127.0.0.1:{self._port}/slides/{sha256_of(slide)}"
        reply = self._http.get(QNetworkRequest(QUrl(address)))
        self._qtbot.waitUntil(reply.isFinished, timeout=PATIENCE_MS)
        if reply.error() == QNetworkReply.NetworkError.ContentNotFoundError:
            return None
        return QImage.fromData(reply.readAll())

    def close(self) -> None:
        self._socket.abort()

    def _hear(self, text: str) -> None:
        message = json.loads(text)
        (self.slides if message["type"] == "slide" else self.stages).append(
            message if message["type"] == "slide" else message["type"]
        )


class Class:
    """A show whose projector shows each slide's picture at once."""

    def __init__(self, qtbot: QtBot, link: Link, connection: Connection, folder: Path) -> None:
        self.qtbot, self.link, self.connection, self.folder = qtbot, link, connection, folder
        self.session = ClassSession(link, SessionClock())
        connection.accepted.connect(self.session.take_welcome)
        asking = Asking(self.session, link, SessionClock())
        asking.double_press_ms = 0
        self.asking = asking
        self.show = Show(self.session, asking, link)
        self.sharing = SlideSharing(self.show, self.session, link, rests_ms=20)
        self.refusals: list[Refused] = []
        link.refused.connect(self.refusals.append)
        self.show.lesson_changed.connect(lambda _lesson: self.draw())
        self.drawing = True
        self.show.open(DECK)
        self.until(lambda: link.up)

    def draw(self) -> None:
        lesson = self.show.lesson
        if self.drawing and lesson is not None and lesson.deck is DECK:
            step = lesson.projected
            image = PICTURES[step.slide]
            self.sharing.show_picture(Picture(step.slide, step.click, 1920, 1080, image))

    def begin(self, choices: StartChoices) -> None:
        self.session.begin(DECK, choices)
        self.until(lambda: self.session.view is not None)
        self.sharing.show_presenting(True)

    def do(self, *wishes: Command) -> None:
        for wish in wishes:
            assert self.show.carry_out(wish)

    def phase_is(self, phase: Phase | None) -> None:
        def met() -> bool:
            view = self.session.view
            now = view.round.phase if view is not None and view.round is not None else None
            return now is phase and self.asking.answered

        self.until(met)

    def until(self, met: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(met, timeout=PATIENCE_MS)

    def phone(self) -> Phone:
        assert self.connection_port is not None
        return Phone(self.qtbot, self.connection_port)

    @property
    def connection_port(self) -> int:
        state = msgspec.json.decode((self.folder / "server.json").read_bytes())
        port: int = state["phone_port"]
        return port


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One server for all of these tests; each ends its session."""
    folder = tmp_path_factory.mktemp("data")
    yield folder
    end_server(folder, signal.SIGTERM)


@pytest.fixture
def here(qtbot: QtBot, connect: Connect, folder: Path) -> Iterator[Class]:
    here = Class(qtbot, *connect(), folder)
    yield here
    if here.session.view is not None:
        here.session.end()
        here.until(lambda: here.session.view is None)


@pytest.fixture
def sharing(here: Class) -> Class:
    """A class whose slides are shared, with the first of them on the wall."""
    here.begin(StartChoices(slides=True))
    here.do(Command.NEXT)  # the way to join goes
    return here


@pytest.fixture
def phone(sharing: Class) -> Iterator[Phone]:
    phone = sharing.phone()
    yield phone
    phone.close()


def shows(here: Class, phone: Phone, slide: int) -> None:
    """Wait until the phone knows this slide; 0 is none."""
    expected = (slide, SLIDES[slide - 1].title, sha256_of(slide)) if slide else (0, "", "")
    here.until(lambda: bool(phone.slides) and phone.slide == expected)


def test_a_phone_follows_the_projector(sharing: Class, phone: Phone) -> None:
    shows(sharing, phone, 1)
    sharing.do(Command.NEXT)
    shows(sharing, phone, 2)
    picture = phone.fetch(2)
    assert picture is not None
    assert (picture.width(), picture.height()) == (WIDEST, 540)
    assert picture.pixelColor(5, 5) == QColor("green")
    assert phone.fetch(3) is None  # not shown yet
    assert sharing.refusals == []


@pytest.mark.parametrize("cover", [Command.BLACK, Command.WHITE, Command.SHOW_JOIN])
def test_what_covers_the_slide_covers_it_on_phones(sharing: Class, phone: Phone, cover: Command) -> None:
    shows(sharing, phone, 1)
    sharing.do(cover)
    shows(sharing, phone, 0)
    sharing.do(Command.NEXT)
    shows(sharing, phone, 1)


def test_a_projector_that_is_taken_down_shows_nothing(sharing: Class, phone: Phone) -> None:
    shows(sharing, phone, 1)
    sharing.sharing.show_presenting(False)
    shows(sharing, phone, 0)
    sharing.do(Command.NEXT)
    sharing.sharing.show_presenting(True)
    shows(sharing, phone, 2)


def test_a_slide_that_is_looked_at_alone_is_not_shown(sharing: Class, phone: Phone) -> None:
    shows(sharing, phone, 1)
    sharing.do(Command.FREEZE, Command.NEXT)
    sharing.do(Command.BLACK)
    shows(sharing, phone, 0)
    assert phone.fetch(2) is None
    sharing.do(Command.BLACK, Command.FREEZE)
    shows(sharing, phone, 2)


def test_behind_a_question_phones_keep_the_slide_that_they_have(sharing: Class, phone: Phone) -> None:
    sharing.do(Command.NEXT)
    shows(sharing, phone, 2)
    sharing.do(Command.QUESTION_STEP)
    sharing.phase_is(Phase.OPEN)
    told = len(phone.slides)
    sharing.do(Command.LAST)  # unseen, behind the question
    sharing.do(Command.QUESTION_STEP)
    sharing.phase_is(Phase.CLOSED)
    sharing.do(Command.QUESTION_STEP)
    sharing.phase_is(Phase.REVEALED)
    assert phone.fetch(3) is None
    assert len(phone.slides) == told
    sharing.do(Command.QUESTION_STEP)
    shows(sharing, phone, 3)


def test_a_slide_that_is_only_passed_by_is_not_given_away(sharing: Class, phone: Phone) -> None:
    shows(sharing, phone, 1)
    sharing.do(Command.NEXT, Command.NEXT)
    shows(sharing, phone, 3)
    assert phone.fetch(2) is None


def test_a_slide_that_is_still_being_drawn_is_waited_for(sharing: Class, phone: Phone) -> None:
    shows(sharing, phone, 1)
    sharing.drawing = False
    sharing.do(Command.NEXT)
    sharing.do(Command.BLACK)
    shows(sharing, phone, 0)
    sharing.do(Command.BLACK)
    sharing.drawing = True
    sharing.draw()
    shows(sharing, phone, 2)


def test_a_picture_of_the_deck_before_is_none_of_this_one(here: Class) -> None:
    here.begin(StartChoices(slides=True))  # the way to join is over the slide
    here.show.open(OTHER)
    here.do(Command.NEXT)
    here.until(lambda: here.sharing.settled)
    phone = here.phone()
    assert phone.fetch(1) is None
    here.sharing.show_picture(Picture(1, 0, 1920, 1080, PICTURES[3]))
    here.until(lambda: phone.slide == (1, "Elsewhere", sha256_of(3)))
    phone.close()


def test_slides_are_shared_only_where_the_trainer_wants_it(here: Class) -> None:
    here.begin(StartChoices())
    here.do(Command.NEXT, Command.NEXT)
    phone = here.phone()
    here.do(Command.QUESTION_STEP)
    here.phase_is(Phase.OPEN)
    here.until(lambda: "asking" in phone.stages)
    assert phone.slides == []
    assert here.refusals == []
    phone.close()


def test_a_server_that_was_started_again_is_told_again(sharing: Class, folder: Path) -> None:
    first = sharing.phone()
    shows(sharing, first, 1)
    first.close()
    state = msgspec.json.decode((folder / "server.json").read_bytes())
    lost: list[bool] = []
    sharing.link.lost.connect(lambda: lost.append(True))
    os.kill(state["pid"], signal.SIGKILL)
    sharing.until(lambda: bool(lost) and sharing.link.up)
    second = sharing.phone()
    shows(sharing, second, 1)
    second.close()


def test_flat_colours_become_a_png_and_photographs_a_jpeg() -> None:
    assert encode(drawn("red")).startswith(b"\x89PNG")
    draw = Random(1)
    noise = QImage(draw.randbytes(960 * 540 * 4), 960, 540, QImage.Format.Format_RGB32)
    body = encode(noise)
    assert body.startswith(b"\xff\xd8\xff")
    assert len(body) <= LARGEST_SLIDE


def test_a_picture_that_is_small_already_stays_as_large_as_it_is() -> None:
    assert QImage.fromData(encode(drawn("red", 320, 180))).width() == 320


def test_a_picture_that_can_not_be_made_small_enough_is_none() -> None:
    tall = QImage(Random(1).randbytes(960 * 9000 * 4), 960, 9000, QImage.Format.Format_RGB32)
    assert encode(tall) == b""
