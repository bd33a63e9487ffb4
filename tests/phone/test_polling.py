"""The page where sockets don't get through: a real server behind something that refuses upgrades."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import hdrs, web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Handler
from playwright.async_api import Browser, Page, expect

from assets import ASSETS
from decks.questions.model import Choice
from server.classrooms import Classrooms
from server.clock import ServerClock
from server.eventlog.sqlite import SqliteLog
from server.phone_site import PhoneSite
from server.protocol import (
    CloseQuestion,
    DeckSummary,
    HostMessage,
    Identity,
    OpenQuestion,
    OpenSession,
    RevealQuestion,
    SlideQuestion,
    SlideSummary,
)
from server.session import HostCommand

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = Choice("q1", "Two and two?", ("Three", "Four", "Five"), (1,))
DECK = DeckSummary(
    "lesson", "0" * 64, "Sums", "sums.pptx", (SlideSummary(1, "Sums"),), (SlideQuestion(1, QUESTION),)
)


class Proxied:
    """A server whose sockets can be refused on the way to it. `asked` counts the requests for one."""

    def __init__(self, folder: Path) -> None:
        self.refusing = True
        self.silent = False
        self.asked = 0
        self.rooms = Classrooms(
            SqliteLog(folder / "sessions.sqlite"), ServerClock(1), lambda size: "5a" * size
        )
        self.site = PhoneSite(self.rooms, ASSETS / "phone")
        self.site.app.middlewares.insert(0, self.refuse)
        self.server = TestServer(self.site.app)

    @web.middleware
    async def refuse(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.headers.get(hdrs.UPGRADE) is None:
            return await handler(request)
        self.asked += 1
        if self.silent:
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            async for _ in socket:
                pass
            return socket
        return web.Response(status=400) if self.refusing else await handler(request)

    @property
    def polling(self) -> int:
        return len(self.site._polling._lines)

    def open(self) -> None:
        self.room = self.rooms.open(OpenSession(1, DECK, Identity.NICKNAME), lambda _: None)

    def do(self, command: HostMessage) -> None:
        assert isinstance(command, HostCommand)
        self.room.carry_out(command, lambda refusal: None)


@pytest_asyncio.fixture(loop_scope="session")
async def proxied(tmp_path: Path) -> AsyncIterator[Proxied]:
    proxied = Proxied(tmp_path)
    await proxied.server.start_server()
    yield proxied
    await proxied.rooms.dismiss()
    await proxied.site.close()
    await proxied.server.close()
    await proxied.rooms.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, proxied: Proxied) -> AsyncIterator[Page]:
    context = await browser.new_context(locale="en-GB", viewport={"width": 360, "height": 740})
    page = await context.new_page()
    page.set_default_timeout(20_000)
    yield page
    await context.close()


async def test_a_phone_whose_sockets_are_refused_takes_part_by_polling(proxied: Any, page: Page) -> None:
    proxied.open()
    await page.goto(str(proxied.server.make_url("/")))
    await page.get_by_label("Your name").fill("Ann", timeout=20_000)
    await page.get_by_role("button", name="Join", exact=True).click()
    await expect(page.get_by_role("heading")).to_have_text("Hello, Ann")
    asked = proxied.asked
    assert asked in (2, 3)  # three if the page's own line was refused before its scripts were there
    assert proxied.polling == 1
    proxied.do(OpenQuestion(2, "q1", 1))
    await expect(page.locator(".tile")).to_have_count(3)
    await page.locator(".tile").nth(1).click()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: B.")
    await expect(page.locator("#link")).to_be_hidden()
    proxied.do(CloseQuestion(3, "q1", 1))
    proxied.do(RevealQuestion(4, "q1", 1))
    await expect(page.locator("main")).to_contain_text("That’s right!")
    assert proxied.asked == asked
    proxied.refusing = False
    await page.reload()
    await expect(page.locator("main")).to_contain_text("That’s right!")
    assert proxied.asked == asked + 1


async def test_sockets_that_open_and_say_nothing_are_given_up(proxied: Any, page: Page) -> None:
    proxied.silent = True
    await page.clock.install()
    await page.goto(str(proxied.server.make_url("/")))
    while not proxied.polling:
        await page.clock.run_for(1_000)
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")
    assert proxied.asked >= 2


async def test_a_browser_without_sockets_polls_from_the_beginning(proxied: Any, page: Page) -> None:
    await page.add_init_script("delete window.WebSocket")
    await page.goto(str(proxied.server.make_url("/")))
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")
    assert (proxied.asked, proxied.polling) == (0, 1)


async def test_a_server_that_was_away_is_met_by_a_socket_again(proxied: Any, page: Page) -> None:
    proxied.refusing = False
    await page.clock.install()
    await page.goto(str(proxied.server.make_url("/")))
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")
    await page.context.set_offline(True)
    await expect(page.locator("#link")).to_be_visible()
    await page.clock.run_for(30_000)
    await page.context.set_offline(False)
    await page.clock.run_for(12_000)
    await expect(page.locator("#link")).to_be_hidden()
    assert proxied.polling == 0
