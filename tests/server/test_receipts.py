"""What is kept of a participant, seen and erased with the code."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestServer

from decks.questions.model import Choice, ChoiceAnswer, TextAnswer
from server.events import (
    Answered,
    Event,
    FeedbackGiven,
    Joined,
    Opened,
    PaceSaid,
    ParticipantRenamed,
    ParticipantsMerged,
    QuestionOpened,
    Recorded,
    SessionEnded,
    SignedIn,
    TraineeAsked,
)
from server.protocol import DeckSummary, Identity, Mark, Pace, Ratings, SlideQuestion
from server.receipts import KeptAnswer, KeptFeedback, ReceiptLimits, Receipts, write_receipt

CODE = "ABCDEFGHJKMN"
DECK = DeckSummary(
    "lesson", "", "A lesson", "", questions=(SlideQuestion(1, Choice("poll", "Tea?", ("Yes", "No"))),)
)
NAME = "Rumpelstilzchen"


def numbered(*events: Event) -> list[Recorded]:
    return [Recorded(seq, 1000 + seq, event) for seq, event in enumerate(events, 1)]


LESSON = numbered(
    Opened(DECK, Identity.NICKNAME, keep_days=30),
    Joined("p", "secret key", NAME, number="7", team="Red", code=CODE),
    Joined("q", "key of q", "Anna", code="QQQQQQQQQQQQ"),
    SignedIn("p", Mark.PRESENT),
    QuestionOpened("poll", 1),
    Answered("poll", 1, "p", ChoiceAnswer((0,)), 1),
    Answered("poll", 1, "q", ChoiceAnswer((0,))),
    Answered("poll", 1, "p", ChoiceAnswer((1,)), 3),
    TraineeAsked("1", "p", "Why?"),
    PaceSaid("p", Pace.LOST),
    ParticipantRenamed("p", "Rumpel"),
    SessionEnded(),
)


def test_a_receipt_tells_all_that_is_kept_of_one_person_and_of_nobody_else() -> None:
    receipt = write_receipt(LESSON, "p")
    assert (receipt.title, receipt.opened_at_ms, receipt.ended, receipt.keep_days) == (
        "A lesson",
        1001,
        True,
        30,
    )
    assert (receipt.names, receipt.number, receipt.team) == ((NAME, "Rumpel"), "7", "Red")
    assert (receipt.sign_ins, receipt.reactions, receipt.asked) == (1, 1, ("Why?",))
    assert receipt.answers == (KeptAnswer("Tea?", 1, "No", 1008, 3),)


def test_who_was_merged_sees_what_is_kept_of_both() -> None:
    log = [*LESSON, Recorded(13, 2000, ParticipantsMerged("p", "q"))]
    for who in "pq":
        assert write_receipt(log, who).names == (NAME, "Anna", "Rumpel")


def test_the_last_word_on_the_session_is_on_it() -> None:
    said = (
        FeedbackGiven("p", Ratings(1), "Shorter"),
        FeedbackGiven("q", Ratings(5, 5), "Longer"),
        FeedbackGiven("p", Ratings(easy=2), "Slower"),
    )
    log = [*LESSON, *(Recorded(13 + place, 2000 + place, event) for place, event in enumerate(said))]
    assert write_receipt(LESSON, "p").feedback is None
    assert write_receipt(log, "p").feedback == KeptFeedback(None, 2, "Slower", 2002)


def test_an_answer_to_a_question_that_the_lesson_does_not_have_is_passed_over() -> None:
    log = [*LESSON, Recorded(13, 2000, Answered("gone", 1, "p", TextAnswer("?")))]
    assert len(write_receipt(log, "p").answers) == 1


class Desk:
    """The receipts of a house, on a site of their own with other limits."""

    def __init__(self, house: Any, server: TestServer) -> None:
        self._house = house
        self._server = server

    async def ask(self, code: object, path: str = "/receipt", **headers: str) -> ClientResponse:
        url = self._server.make_url(path)
        reply: ClientResponse = await self._house.client.post(url, json={"code": code}, headers=headers)
        return reply


async def desk(house: Any, stack: list[TestServer], **limits: float) -> Desk:
    app = web.Application()
    wanted = {"answer_s": 0.0, **limits}
    app.router.add_routes(Receipts(house.rooms, house.log, ReceiptLimits(**wanted)).routes)
    server = TestServer(app)
    await server.start_server()
    stack.append(server)
    return Desk(house, server)


@pytest.fixture
async def servers() -> Any:
    started: list[TestServer] = []
    yield started
    for server in started:
        await server.close()


def traces(folder: Path, *marks: str) -> list[str]:
    files = [path for path in folder.iterdir() if path.is_file()]
    return [path.name for path in files if any(mark.encode() in path.read_bytes() for mark in marks)]


@pytest.mark.parametrize("typed", [CODE, "abcdef ghjkmn", "ABCD-EFGH-JKMN", "ａｂｃｄｅｆｇｈｊｋｍｎ"])
async def test_a_receipt_is_shown_however_its_code_is_typed(house: Any, servers: Any, typed: str) -> None:
    await house.keep("s", LESSON)
    reply = await (await desk(house, servers)).ask(typed)
    assert (reply.status, (await reply.json())["names"]) == (200, [NAME, "Rumpel"])
    assert reply.headers["Cache-Control"] == "no-store"
    assert "secret key" not in await reply.text()


@pytest.mark.parametrize("typed", ["", "ABCDEF", "ABCDEFGHJKMX", "%", "' OR 1=1 --", "\x00", "\u202e" * 12])
@pytest.mark.parametrize("path", ["/receipt", "/receipt/erase"])
async def test_any_other_code_finds_nothing(house: Any, servers: Any, typed: str, path: str) -> None:
    await house.keep("s", [*LESSON[:-1], Recorded(12, 2000, Joined("before there were codes", "k"))])
    before = house.log.read_from("s", 1)
    reply = await (await desk(house, servers)).ask(typed, path)
    assert (reply.status, await reply.read()) == (404, b"")
    assert house.log.read_from("s", 1) == before


@pytest.mark.parametrize("code", [None, 12, ["ABCDEFGHJKMN"], "x" * 41])
async def test_what_is_no_code_is_refused(house: Any, servers: Any, code: object) -> None:
    assert (await (await desk(house, servers)).ask(code)).status == 400


async def test_a_person_erases_what_is_kept_of_them_and_nothing_else(house: Any, servers: Any) -> None:
    await house.keep("s", LESSON)
    asking = await desk(house, servers)
    assert (await asking.ask(CODE, "/receipt/erase")).status == 204
    assert traces(house.folder, NAME, "secret key", CODE, "Why?") == []
    assert house.log.sessions()[0].joined == 1
    assert (await asking.ask(CODE)).status == 404
    assert (await asking.ask("QQQQQQQQQQQQ")).status == 200


async def test_a_page_of_another_site_can_not_ask(house: Any, servers: Any) -> None:
    await house.keep("s", LESSON)
    asking = await desk(house, servers)
    assert (await asking.ask(CODE, Origin="http://evil.example")).status == 403
    plain = await house.client.post(servers[0].make_url("/receipt/erase"), data='{"code":"ABCDEFGHJKMN"}')
    assert plain.status == 415
    assert len(house.log.read_from("s", 1)) == len(LESSON)


async def test_codes_can_not_be_tried_without_end(house: Any, servers: Any) -> None:
    asking = await desk(house, servers, address_burst=3, address_per_s=0.001)
    assert [(await asking.ask(CODE)).status for _ in range(4)] == [404, 404, 404, 429]
    asking = await desk(house, servers, burst=2, per_s=0.001)
    assert [(await asking.ask(CODE)).status for _ in range(3)] == [404, 404, 429]


async def test_erasing_is_bounded_for_all_together(house: Any, servers: Any) -> None:
    await house.keep("s", LESSON)
    asking = await desk(house, servers, erasing_burst=1, erasing_per_s=0.001)
    replies = [(await asking.ask(code, "/receipt/erase")).status for code in (CODE, "QQQQQQQQQQQQ")]
    assert replies == [204, 429]


async def test_a_wrong_code_is_answered_after_the_same_time_as_a_right_one(house: Any, servers: Any) -> None:
    await house.keep("s", LESSON)
    asking = await desk(house, servers, answer_s=0.2)
    loop = asyncio.get_running_loop()
    for code in (CODE, "ABCDEFGHJKMX"):
        began_s = loop.time()
        await asking.ask(code)
        assert loop.time() - began_s >= 0.2


async def test_the_phones_site_has_them(house: Any) -> None:
    await house.keep("s", LESSON)
    url = house.phone_server.make_url("/receipt")
    reply = await house.client.post(url, json={"code": CODE})
    assert reply.status == 200
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    assert (await house.client.get(url)).status == 404
