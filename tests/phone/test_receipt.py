"""The page on which a trainee sees and erases what is kept: in a real browser, on the real site."""

import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, ConsoleMessage, Page, expect

from assets import ASSETS
from decks.questions.model import Choice, ChoiceAnswer
from server.classrooms import Classrooms
from server.clock import ServerClock
from server.eventlog.sqlite import SqliteLog
from server.events import (
    Answered,
    FeedbackGiven,
    Joined,
    Opened,
    QuestionOpened,
    Recorded,
    SessionEnded,
    TraineeAsked,
)
from server.phone_site import PhoneSite
from server.protocol import DeckSummary, Identity, Ratings, SlideQuestion

CODE = "ABCD-EFGH-JKMN"
STEM = "<b>What puts out burning fat?</b> 什么能扑灭油火"
OPTIONS = ("Water", "A wet blanket over the pan, and the gas turned off 湿毯子" + " and so on" * 10)
DECK = DeckSummary(
    "lesson", "", "Fire safety 消防安全", "", questions=(SlideQuestion(1, Choice("poll", STEM, OPTIONS)),)
)
EVENTS = (
    Opened(DECK, Identity.NICKNAME, keep_days=30),
    Joined("p", "key", "李雷 Rumpelstilzchen", team="Red", code=CODE.replace("-", "")),
    QuestionOpened("poll", 1),
    Answered("poll", 1, "p", ChoiceAnswer((1,)), 2),
    QuestionOpened("poll", 2),
    Answered("poll", 2, "p", ChoiceAnswer((0,))),
    TraineeAsked("1", "p", "Why <i>not</i> water?"),
    SessionEnded(),
    FeedbackGiven("p", Ratings(5), "<b>More</b> exercises"),
)
OpenReceipt = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="session")
async def kept(tmp_path: Path) -> AsyncIterator[SqliteLog]:
    log = SqliteLog(tmp_path / "sessions.sqlite")
    log.append("s", [Recorded(seq, 1_800_000_000_000 + seq, event) for seq, event in enumerate(EVENTS, 1)])
    with contextlib.closing(log):
        yield log


@pytest_asyncio.fixture(loop_scope="session")
async def open_receipt(browser: Browser, kept: SqliteLog) -> AsyncIterator[OpenReceipt]:
    """Opens the page on a small phone; no error may be logged but that of a refusal."""
    complaints: list[str] = []
    rooms = Classrooms(kept, ServerClock(), lambda size: "0" * 2 * size)
    site = PhoneSite(rooms, ASSETS / "phone")
    server = TestServer(site.app)
    await server.start_server()
    contexts = []

    def complain(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            complaints.append(message.text)

    async def open_page(language: str = "en-GB", after: str = "") -> Page:
        context = await browser.new_context(viewport={"width": 320, "height": 640}, locale=language)
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(str(server.make_url("/receipt.html")) + after)
        return page

    yield open_page
    for context in contexts:
        await context.close()
    await site.close()
    await server.close()
    await rooms.close()
    assert complaints == []


async def fits(page: Page) -> bool:
    fitting: bool = await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return fitting


@pytest.mark.asyncio(loop_scope="session")
async def test_a_trainee_sees_and_erases_what_is_kept(open_receipt: Any, kept: SqliteLog) -> None:
    page = await open_receipt()
    await expect(page.get_by_role("heading")).to_have_text("What is kept of you")
    await page.get_by_label("Your code of twelve characters").fill(CODE.lower())
    await page.get_by_role("button", name="Show").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Fire safety 消防安全")
    main = page.locator("main")
    theirs = ("李雷 Rumpelstilzchen", STEM, "Vote 2", "rather sure", "Why <i>not</i> water?")
    for text in (*theirs, "Your feedback", "Useful: 5 of 5", "<b>More</b> exercises", "30 days"):
        await expect(main).to_contain_text(text)
    assert await fits(page)
    await page.get_by_role("button", name="Erase all of this").click()
    await page.get_by_role("button", name="No, keep it").click()
    assert len(kept.read_from("s", 1)) == len(EVENTS)
    assert kept.sessions()[0].joined == 1
    await expect(main).not_to_contain_text("Easy to follow")
    await page.get_by_role("button", name="Erase all of this").click()
    await page.get_by_role("button", name="Yes, erase it").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("All of it has been erased.")
    assert kept.sessions()[0].joined == 0


@pytest.mark.asyncio(loop_scope="session")
async def test_a_link_with_the_code_shows_it_at_once_and_the_address_forgets_it(open_receipt: Any) -> None:
    page = await open_receipt("zh-CN", f"#{CODE}")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Fire safety 消防安全")
    await expect(page.locator("main")).to_contain_text("你的答案")
    assert CODE not in page.url
    assert await fits(page)


@pytest.mark.asyncio(loop_scope="session")
async def test_a_wrong_code_is_named_in_the_readers_language(open_receipt: Any) -> None:
    page = await open_receipt("zh-CN")
    await page.get_by_label("你的 12 位代码").fill("ABC")
    await page.get_by_role("button", name="查看").click()
    await expect(page.locator("#wrong")).to_have_text("代码由 12 个字母和数字组成。")
    await page.get_by_label("你的 12 位代码").fill("ZZZZZZZZZZZZ")
    await page.get_by_role("button", name="查看").click()
    await expect(page.locator("#wrong")).to_contain_text("没有与此代码对应的内容")
    await page.get_by_role("button", name="English").click()
    await expect(page.locator("#wrong")).to_contain_text("There is nothing with this code")
    assert await fits(page)


@pytest.mark.asyncio(loop_scope="session")
async def test_every_text_is_there_in_both_languages(open_receipt: Any) -> None:
    page = await open_receipt()
    keys = await page.evaluate(
        "async () => { const {texts} = await import('/receipt.js');"
        " return [Object.keys(texts.en), Object.keys(texts.zh)] }"
    )
    assert keys[0] == keys[1]
    code = (ASSETS / "phone" / "receipt.js").read_text(encoding="utf-8").split("\n};", 1)[1]
    asked = set(re.findall(r'\bt\(\s*"(\w+)"', code))
    assert asked <= set(keys[0])
    assert not {key for key in keys[0] if f'"{key}"' not in code}
