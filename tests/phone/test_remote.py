"""The remote's page in a real browser, on the real sites; the test plays the presenter."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from assets import ASSETS
from server.protocol import (
    AnswerWish,
    DeckSummary,
    Desk,
    EndSession,
    Identity,
    QuestionAction,
    RemoteCode,
    RemotesChanged,
    RemoteWish,
    Screen,
    ShareNotes,
    ShowDesk,
    SlideQuestion,
    StartRemote,
    StopRemote,
    WishKind,
)
from tests.phone.test_axe import violations
from tests.phone.test_page import LOOK, WELL, double_the_text
from tests.server.conftest import QUESTIONS, FakeClock, Host, House

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGE_FILES = ASSETS / "phone"
DECK = DeckSummary("lesson", "0" * 64, "L", "l.pptx", (), (SlideQuestion(1, QUESTIONS[3]),))
NOTES = "Tell the story\nof the <i>note</i>."
DESK = Desk(3, 27, "Passwords 密码 <b>", Screen.SLIDE, QuestionAction.ASK, NOTES)
LONG = "Abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
ACTIONS = {
    QuestionAction.ASK: "Ask",
    QuestionAction.CLOSE: "Close",
    QuestionAction.REVEAL: "Reveal",
    QuestionAction.GO_ON: "Go on",
}
OpenRemote = Callable[..., Awaitable[Page]]


class Trainer:
    """The presenter's end: what it tells, and what it hears."""

    def __init__(self, house: House, host: Host) -> None:
        self.house, self.host = house, host

    @property
    def address(self) -> str:
        return str(self.house.phone_server.make_url("/remote"))

    async def code(self, notes: bool = False) -> str:
        told = await self.host.ask(lambda ref: StartRemote(ref, notes))
        assert isinstance(told, RemoteCode)
        return told.code

    async def show(self, **parts: Any) -> None:
        desk = msgspec.structs.replace(DESK, **parts)
        await self.host.do(lambda ref: ShowDesk(ref, desk))

    async def wish(self) -> RemoteWish:
        """The next wish."""
        heard = await self.host.hear_until(RemoteWish)
        assert isinstance(heard, RemoteWish)
        return heard

    async def carry_out(self, why: str = "") -> RemoteWish:
        """Hear the next wish and do it, or say why not."""
        wish = await self.wish()
        await self.host.do(lambda ref: AnswerWish(ref, wish.wish, why))
        return wish

    async def wishes(self) -> int:
        """How many wishes have come, after all that was said so far."""
        await self.host.do(lambda ref: ShareNotes(ref, False))
        return len([message for message in self.host.heard if isinstance(message, RemoteWish)])

    async def has(self, connected: int) -> None:
        await self.host.hear_until(RemotesChanged, lambda state: state.connected == connected)  # type: ignore[attr-defined]


@pytest_asyncio.fixture(loop_scope="session")
async def trainer(tmp_path: Path) -> AsyncIterator[Trainer]:
    (tmp_path / "pages").symlink_to(PAGE_FILES)
    house = House(tmp_path, FakeClock(), DECK)
    await house.start()
    host = await house.host_with_session(Identity.ANONYMOUS)
    trainer = Trainer(house, host)
    await trainer.show()
    yield trainer
    await house.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def open_remote(browser: Browser, trainer: Trainer) -> AsyncIterator[OpenRemote]:
    """Opens the page on a new phone, or in another tab of `beside`; no error may be logged."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def complain(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "WebSocket connection to" not in message.text:
            complaints.append(message.text)

    async def open_page(
        code: str | None = None, beside: Page | None = None, clock: bool = False, **options: Any
    ) -> Page:
        phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
        context = (
            beside.context if beside else await browser.new_context(**{**phone, "locale": "en-GB", **options})
        )
        if context not in contexts:
            contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if clock:
            await page.clock.install()
        await page.goto(trainer.address + (f"#{code}" if code else ""))
        return page

    yield open_page
    for context in contexts:
        await context.close()
    assert complaints == []


async def connected(page: Page) -> None:
    await expect(page.locator("#status")).to_have_text("Connected")
    await expect(page.locator("#next")).to_be_enabled()


# --- becoming the clicker ------------------------------------------------------------------------


async def test_the_scanned_code_makes_the_phone_a_clicker_and_leaves_the_address(
    trainer: Trainer, open_remote: OpenRemote
) -> None:
    code = await trainer.code()
    page = await open_remote(code)
    await connected(page)
    assert code not in page.url
    for text in ("Slide 3 of 27", "Passwords 密码 <b>", "0 connected"):
        await expect(page.locator("#now")).to_contain_text(text)
    await page.locator("#next").tap()
    assert (await trainer.carry_out()).kind is WishKind.NEXT


async def test_the_code_can_be_typed_and_a_wrong_one_is_told(
    trainer: Trainer, open_remote: OpenRemote
) -> None:
    code = await trainer.code()
    page = await open_remote()
    field = page.get_by_label("Code from the console")
    await field.fill("abc")
    await page.get_by_role("button", name="Connect").tap()
    await expect(page.locator("#wrong")).to_have_text("The code has six letters and digits.")
    await field.fill("ZZZZZZ")
    await page.get_by_role("button", name="Connect").tap()
    await expect(page.locator("#wrong")).to_contain_text("This code doesn’t count")
    await field.fill(f"{code[:3]}-{code[3:]}".lower())
    await page.get_by_role("button", name="Connect").tap()
    await connected(page)


async def test_a_code_that_another_phone_has_used_is_told(trainer: Trainer, open_remote: OpenRemote) -> None:
    code = await trainer.code()
    await connected(await open_remote(code))
    second = await open_remote(code, locale="zh-CN")
    await expect(second.locator("#wrong")).to_contain_text("这个代码无效或已失效")
    await expect(second.locator("#desk")).to_be_hidden()


async def test_who_guesses_too_often_is_told_to_wait(trainer: Trainer, open_remote: OpenRemote) -> None:
    await trainer.code()
    page = await open_remote()
    for _ in range(6):
        await page.locator("#code").fill("ZZZZZZ")
        await page.locator("#connect").tap()
        await expect(page.locator("#connect")).to_be_enabled()
        await expect(page.locator("#wrong")).not_to_be_empty()
    await expect(page.locator("#wrong")).to_have_text("Too many wrong codes. Wait a minute.")


async def test_a_reloaded_page_is_the_same_clicker(trainer: Trainer, open_remote: OpenRemote) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    await page.locator("#next").tap()
    await trainer.carry_out()
    await page.reload()
    await connected(page)
    await page.locator("#back").tap()
    assert (await trainer.carry_out()).kind is WishKind.BACK
    assert await trainer.wishes() == 2


async def test_a_page_that_is_reloaded_before_it_hears_that_it_was_let_in_comes_with_the_same_token(
    trainer: Trainer, open_remote: OpenRemote
) -> None:
    page = await open_remote()
    code = await trainer.code()
    await page.evaluate(
        """code => {
            const line = new WebSocket(location.origin.replace('http', 'ws') + '/remote/line');
            const token = 'f'.repeat(32);
            localStorage.setItem('handsup.remote', token + ' ' + code);
            line.onopen = () => line.send(JSON.stringify({type: 'remote_hello', version: 1, token, code}));
            return new Promise(heard => { line.onmessage = () => { line.close(); heard(); }; });
        }""",
        code,
    )
    await page.reload()
    await connected(page)
    assert await page.evaluate("localStorage.getItem('handsup.remote')") == "f" * 32


async def test_a_disconnected_phone_says_so_and_stays_out(trainer: Trainer, open_remote: OpenRemote) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    await trainer.host.do(StopRemote)
    await expect(page.locator("#wrong")).to_contain_text("no longer the clicker")
    await page.reload()
    await expect(page.get_by_label("Code from the console")).to_be_visible()
    await expect(page.locator("#desk")).to_be_hidden()


async def test_the_end_of_the_session_is_told(trainer: Trainer, open_remote: OpenRemote) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    await trainer.host.do(EndSession)
    await expect(page.locator("#wrong")).to_have_text("The session is over.")


async def test_of_two_tabs_one_is_the_clicker(trainer: Trainer, open_remote: OpenRemote) -> None:
    first = await open_remote(await trainer.code())
    await connected(first)
    second = await open_remote(beside=first)
    await connected(second)
    await expect(first.locator("#where")).to_contain_text("another window")
    await first.get_by_role("button", name="Use it here").tap()
    await connected(first)
    await expect(second.locator("#where")).to_contain_text("another window")


# --- wishes --------------------------------------------------------------------------------------


async def test_black_says_what_it_wants_and_what_is(trainer: Trainer, open_remote: OpenRemote) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    black = page.locator("#black")
    await expect(black).to_have_attribute("aria-pressed", "false")
    await black.tap()
    wish = await trainer.carry_out()
    assert (wish.kind, wish.on) == (WishKind.BLACK, True)
    await trainer.show(screen=Screen.BLACK)
    await expect(black).to_have_attribute("aria-pressed", "true")
    await black.tap()
    assert (await trainer.carry_out()).on is False


async def test_the_questions_button_is_its_next_step(trainer: Trainer, open_remote: OpenRemote) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    for action, words in ACTIONS.items():
        await trainer.show(action=action)
        await expect(page.locator("#step")).to_have_text(words)
        await page.locator("#step").tap()
        assert (await trainer.carry_out()).action is action
    await trainer.show(action=None)
    await expect(page.locator("#step")).to_be_disabled()


async def test_why_a_wish_was_not_done_is_told(trainer: Trainer, open_remote: OpenRemote) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    for why, words in (("changed", "The question had moved on"), ("late", "That came too late")):
        await page.locator("#step").tap()
        await trainer.carry_out(why)
        await expect(page.locator("#status")).to_contain_text(words)


async def test_quick_presses_are_each_done_once(trainer: Trainer, open_remote: OpenRemote) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    for _ in range(5):
        await page.locator("#next").tap()
    said = [await trainer.wish() for _ in range(5)]
    for wish in said:
        await trainer.host.do(lambda ref, wish=wish: AnswerWish(ref, wish.wish))
    await connected(page)
    assert await trainer.wishes() == 5


async def test_nothing_can_be_pressed_while_nobody_would_do_it(
    trainer: Trainer, open_remote: OpenRemote
) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    await trainer.host.socket.close()
    await expect(page.locator("#status")).to_have_text("The presenter is away.")
    for button in ("next", "back", "black", "step"):
        await expect(page.locator(f"#{button}")).to_be_disabled()
    trainer.host = await trainer.house.host()
    await trainer.show()
    await connected(page)


async def test_what_is_pressed_without_a_network_is_never_done(
    trainer: Trainer, open_remote: OpenRemote
) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    await page.context.set_offline(True)
    await expect(page.locator("#status")).to_contain_text("Not connected")
    await expect(page.locator("#next")).to_be_disabled()
    await page.locator("#next").dispatch_event("click")
    await page.context.set_offline(False)
    await connected(page)
    assert await trainer.wishes() == 0


async def test_a_wish_that_nobody_answers_is_given_up_and_not_said_again(
    trainer: Trainer, open_remote: OpenRemote
) -> None:
    page = await open_remote(await trainer.code(), clock=True)
    await connected(page)
    await page.locator("#next").tap()
    await trainer.wish()
    await page.clock.run_for(1_000)
    await expect(page.locator("#status")).to_have_text("Waiting for the laptop…")
    await page.clock.run_for(2_000)
    await expect(page.locator("#status")).to_contain_text("Look whether that was done")
    await page.clock.run_for(8_000)
    await connected(page)
    assert await trainer.wishes() == 1


async def test_a_phone_that_wakes_up_looks_at_once(trainer: Trainer, open_remote: OpenRemote) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    said: list[str] = []
    page.on("websocket", lambda line: line.on("framesent", lambda frame: said.append(str(frame))))
    await page.reload()
    await connected(page)
    said.clear()
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await trainer.show(slide=4)
    await expect(page.locator("#place")).to_have_text("Slide 4 of 27")
    assert [text for text in said if "remote_resync" in text]


# --- what it shows -------------------------------------------------------------------------------


async def test_the_seconds_left_and_the_answers_are_counted(
    trainer: Trainer, open_remote: OpenRemote
) -> None:
    page = await open_remote(await trainer.code(), clock=True)
    await connected(page)
    await expect(page.locator("#clock-name")).to_have_text("since the start")
    phone = await trainer.house.participant()
    await trainer.host.open("timed")
    await expect(page.locator("#clock-name")).to_have_text("left to answer")
    await expect(page.locator("#counts")).to_have_text("0 of 1 answered")
    await page.clock.run_for(11_000)
    await expect(page.locator("#clock")).to_have_text(re.compile("^0:(19|18)$"))
    trainer.house.clock.advance(21_000)
    await page.clock.run_for(10_000)  # in which the page asks how it is
    await expect(page.locator("#clock.soon")).to_be_visible()
    await phone.hear()
    await phone.answer("timed", 1, 0)
    await expect(page.locator("#counts")).to_have_text("1 of 1 answered")


async def test_notes_come_only_while_they_are_shared(trainer: Trainer, open_remote: OpenRemote) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    await expect(page.locator("#notes")).to_be_hidden()
    await trainer.host.do(lambda ref: ShareNotes(ref, True))
    await expect(page.locator("#notes")).to_have_text(NOTES)
    await trainer.host.do(lambda ref: ShareNotes(ref, False))
    await expect(page.locator("#notes")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_core_finds_nothing_at_any_stage(
    trainer: Trainer, open_remote: OpenRemote, scheme: str
) -> None:
    page = await open_remote(color_scheme=scheme)
    assert await violations(page) == []
    await page.locator("#connect").tap()
    await expect(page.locator("#wrong")).not_to_be_empty()
    assert await violations(page) == []
    await page.goto(f"{trainer.address}#{await trainer.code(notes=True)}")
    await connected(page)
    for parts in (
        {},
        {"screen": Screen.BLACK, "action": None},
        {"action": QuestionAction.CLOSE, "notes": ""},
    ):
        await trainer.show(**parts)
        await expect(page.locator("#notes")).to_be_visible(visible="notes" not in parts)
        assert await violations(page) == []
    await trainer.host.socket.close()
    await expect(page.locator("#next")).to_be_disabled()
    assert await violations(page) == []


SCREENS = {"small": (320, 568), "usual": (360, 740), "flat": (740, 360)}


@pytest.mark.parametrize("large", [False, True], ids=["text-100", "text-200"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
async def test_the_page_is_readable_and_in_reach_on_every_screen(
    trainer: Trainer, open_remote: OpenRemote, screen: str, scheme: str, large: bool
) -> None:
    width, height = SCREENS[screen]
    page = await open_remote(viewport={"width": width, "height": height}, color_scheme=scheme)
    if large:
        await double_the_text(page)
    expected = {key: value for key, value in WELL.items() if key != "headings"}

    async def look() -> dict[str, Any]:
        found: dict[str, Any] = await page.evaluate(LOOK)
        return {key: found[key] for key in expected}

    assert await look() == expected
    await page.goto(f"{trainer.address}#{await trainer.code(notes=True)}")
    await connected(page)
    if large:
        await double_the_text(page)
    for parts in (
        {},
        {"title": LONG, "screen": Screen.BLACK},
        {"action": QuestionAction.REVEAL, "notes": ""},
    ):
        await trainer.show(**parts)
        await expect(page.locator("#slide")).to_have_text(str(parts.get("title", DESK.title)))
        assert await look() == expected
        within = "e => [e.getBoundingClientRect().top >= 0, e.getBoundingClientRect().bottom <= innerHeight]"
        for button in await page.locator("#desk button").all():
            assert await button.evaluate(within) == [True, True]


async def test_next_takes_the_half_of_the_screen_where_the_thumb_is(
    trainer: Trainer, open_remote: OpenRemote
) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    next_, back = [await page.locator(f"#{button}").bounding_box() for button in ("next", "back")]
    assert next_ is not None
    assert back is not None
    assert next_["height"] > 0.45 * 740
    assert next_["width"] > 0.9 * 360
    assert 740 - next_["y"] - next_["height"] < 20
    assert 60 < back["height"] < next_["height"] / 3
    assert back["y"] < next_["y"]
    for button in ("next", "back", "black", "step"):
        touched = await page.locator(f"#{button}").evaluate("e => getComputedStyle(e).touchAction")
        assert touched == "manipulation"  # a double tap is two presses, and no zoom


async def test_buttons_are_reached_and_pressed_by_keyboard(trainer: Trainer, open_remote: OpenRemote) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    reached = []
    for _ in range(6):
        await page.keyboard.press("Tab")
        reached.append(await page.evaluate("document.activeElement.id"))
    assert reached == ["language", "now", "step", "black", "back", "next"]
    await page.keyboard.press("Enter")
    assert (await trainer.carry_out()).kind is WishKind.NEXT


async def test_the_page_comes_in_two_requests(trainer: Trainer, open_remote: OpenRemote) -> None:
    page = await open_remote(await trainer.code())
    await connected(page)
    asked = await page.evaluate("performance.getEntriesByType('resource').map(e => new URL(e.name).pathname)")
    assert asked == ["/remote.js"]


async def test_both_languages_say_the_same_things(open_remote: OpenRemote) -> None:
    page = await open_remote(locale="zh-CN")
    await expect(page.locator("h1#title")).to_have_text("用手机遥控")
    keys = await page.evaluate(
        "async () => { const {texts} = await import('/remote.js');"
        " return [Object.keys(texts.en), Object.keys(texts.zh)] }"
    )
    assert keys[0] == keys[1]
    await page.get_by_role("button", name="English").tap()
    await expect(page.locator("h1#title")).to_have_text("Your phone as a clicker")


async def test_markup_has_no_inline_style_or_handler_or_foreign_address() -> None:
    markup = (PAGE_FILES / "remote.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=", markup)
    addresses = re.findall(r'(?:src|href)="([^"]+)"', markup)
    assert [address for address in addresses if not (PAGE_FILES / address).is_file()] == ["data:,"]
