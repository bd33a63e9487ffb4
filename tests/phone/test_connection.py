"""Nothing lost and nothing doubled: offline and back, asleep, reloaded, in two tabs."""

import json
import re
from typing import Any

import pytest
from aiohttp import WSCloseCode
from playwright.async_api import Page, expect

from server.protocol import (
    AnswerRefused,
    Asking,
    Closed,
    Hello,
    Identity,
    Join,
    Lobby,
    Resync,
    SubmitAnswer,
    Waiting,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

KEPT = "Kept on this phone. It will be sent when the connection is back."


async def kept_answers(page: Page) -> list[Any]:
    return json.loads(await page.evaluate("localStorage.getItem('handsup.outbox') || '[]'"))


async def pretend(page: Page, visibility: str) -> None:
    """Put the page behind another app, or in front again, as the browser would tell it."""
    await page.evaluate(
        """state => {
            Object.defineProperty(document, 'visibilityState', {configurable: true, get: () => state});
            Object.defineProperty(document, 'hidden', {configurable: true, get: () => state === 'hidden'});
            document.dispatchEvent(new Event('visibilitychange'));
        }""",
        visibility,
    )


@pytest.mark.parametrize("code", [WSCloseCode.GOING_AWAY, WSCloseCode.SERVICE_RESTART])
async def test_an_answer_given_while_the_server_is_away_is_kept_sent_and_saved(
    classroom: Any, open_phone: Any, code: int
) -> None:
    await classroom.ask()
    page = await open_phone()
    await expect(page.locator(".tile")).to_have_count(4)
    classroom.shut = True
    await classroom.close_sockets(code)
    await expect(page.locator("#link")).to_contain_text("Reconnecting…")
    await page.locator(".tile").nth(1).tap()
    await expect(page.locator(".standing")).to_have_text(KEPT)
    expected = {"session": "s1", "question": "q1", "round": 1, "answer": {"kind": "choice", "options": [1]}}
    assert await kept_answers(page) == [expected]
    classroom.shut = False
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: B.", timeout=20_000)
    await expect(page.locator("#link")).to_be_hidden()
    assert await kept_answers(page) == []
    assert len(classroom.of(SubmitAnswer)) == 1


async def test_flight_mode_is_noticed_at_once_and_so_is_its_end(classroom: Any, open_phone: Any) -> None:
    await classroom.ask()
    page = await open_phone()
    await expect(page.locator(".tile")).to_have_count(4)
    await page.context.set_offline(True)
    await expect(page.locator("#link")).to_be_visible()
    await page.locator(".tile").nth(2).tap()
    await expect(page.locator(".standing")).to_have_text(KEPT)
    await page.context.set_offline(False)
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: C.")


async def test_a_kept_answer_survives_a_reload_and_is_sent(classroom: Any, open_phone: Any) -> None:
    classroom.holds = True
    await classroom.ask()
    page = await open_phone()
    await page.locator(".tile").nth(1).tap()
    await classroom.hears(SubmitAnswer)
    classroom.holds = False
    await page.reload()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: B.")
    assert len({message.token for message in classroom.of(Hello)}) == 1
    assert await kept_answers(page) == []


async def test_a_reloaded_page_shows_the_answer_that_is_saved(classroom: Any, open_phone: Any) -> None:
    await classroom.ask()
    page = await open_phone()
    await page.locator(".tile").nth(3).tap()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓")
    await page.reload()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: D.")
    await expect(page.get_by_role("radio").nth(3)).to_be_checked()
    assert len(classroom.of(SubmitAnswer)) == 1


async def test_an_answer_that_was_saved_without_the_phone_hearing_of_it_is_not_sent_again(
    classroom: Any, open_phone: Any
) -> None:
    classroom.holds = True
    await classroom.ask()
    page = await open_phone()
    await page.locator(".tile").nth(1).tap()
    given = await classroom.hears(SubmitAnswer)
    token = classroom.of(Hello)[-1].token
    classroom.saved[token, given.question_id, given.round] = given.answer
    await classroom.close_sockets()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: B.")
    assert len(classroom.of(SubmitAnswer)) == 1


async def test_an_answer_kept_past_the_close_is_dropped_and_says_that_it_came_too_late(
    classroom: Any, open_phone: Any
) -> None:
    await classroom.ask()
    page = await open_phone()
    await expect(page.locator(".tile")).to_have_count(4)
    classroom.shut = True
    await classroom.close_sockets()
    await page.locator(".tile").nth(1).tap()
    await expect(page.locator(".standing")).to_have_text(KEPT)
    classroom.stage = Closed("s1", classroom.question(), 1, None)
    classroom.replies = ["too_late"]
    classroom.shut = False
    await expect(page.locator(".standing")).to_contain_text("Not saved. It came too late", timeout=20_000)
    assert await kept_answers(page) == []


async def test_a_kept_answer_to_an_earlier_question_is_told_of_when_refused(
    classroom: Any, open_phone: Any
) -> None:
    classroom.holds = True
    await classroom.ask()
    page = await open_phone()
    await page.locator(".tile").nth(1).tap()
    await classroom.hears(SubmitAnswer)
    await classroom.ask(id="q2", stem="The next one")
    await expect(page.get_by_role("heading")).to_have_text("The next one")
    await classroom.say_to_all(AnswerRefused("q1", 1, "too_late"))
    await expect(page.locator("#notice")).to_contain_text("earlier question was not saved. It came too late")
    await expect(page.locator(".standing")).to_have_text("Tap your answer.")
    assert await kept_answers(page) == []


async def test_answers_of_another_session_are_forgotten_and_never_sent(
    classroom: Any, open_phone: Any
) -> None:
    classroom.holds = True
    await classroom.ask()
    page = await open_phone()
    await page.locator(".tile").nth(1).tap()
    await classroom.hears(SubmitAnswer)
    classroom.stage = Waiting("s2", "Another day", "")
    await page.reload()
    await expect(page.get_by_role("heading")).to_have_text("You’re in")
    assert await kept_answers(page) == []
    assert len(classroom.of(SubmitAnswer)) == 1


async def test_two_tabs_are_one_participant(classroom: Any, open_phone: Any) -> None:
    await classroom.ask()
    first = await open_phone()
    await expect(first.locator(".tile")).to_have_count(4)
    second = await open_phone(beside=first)
    await second.locator(".tile").nth(2).tap()
    await expect(second.locator(".standing")).to_contain_text("Saved ✓ Your answer: C.")
    await classroom.show(classroom.stage)
    await expect(first.locator(".standing")).to_contain_text("Saved ✓ Your answer: C.")
    assert len({message.token for message in classroom.of(Hello)}) == 1


async def test_two_phones_have_two_tokens(classroom: Any, open_phone: Any) -> None:
    await open_phone()
    await open_phone()
    await classroom.hears(Hello, times=2)
    assert len({message.token for message in classroom.of(Hello)}) == 2


async def test_a_phone_that_may_store_nothing_takes_part_all_the_same(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = Lobby("s1", "Fire safety", Identity.NICKNAME)
    page = await open_phone(storage=False)
    await page.get_by_label("Your name").fill("Ann")
    await page.get_by_role("button", name="Join", exact=True).tap()
    await expect(page.get_by_role("heading")).to_have_text("Hello, Ann")
    await classroom.ask()
    await expect(page.locator(".tile")).to_have_count(4)
    classroom.shut = True
    await classroom.close_sockets()
    await page.locator(".tile").nth(1).tap()
    await expect(page.locator(".standing")).to_have_text(KEPT)
    classroom.shut = False
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: B.", timeout=20_000)
    assert len({message.token for message in classroom.of(Hello)}) == 1


async def test_who_joins_while_the_server_is_away_joins_when_it_is_back(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = Lobby("s1", "Fire safety", Identity.ANONYMOUS)
    page = await open_phone()
    join = page.get_by_role("button", name=re.compile("Join"))
    await expect(join).to_be_visible()
    classroom.shut = True
    await classroom.close_sockets()
    await expect(page.locator("#link")).to_be_visible()
    await join.tap()
    await expect(page.get_by_text("You will join as soon as the connection is back.")).to_be_visible()
    classroom.shut = False
    await expect(page.get_by_role("heading")).to_have_text("You’re in", timeout=20_000)
    assert len(classroom.of(Join)) == 1


async def test_a_phone_that_wakes_up_asks_where_the_class_is(classroom: Any, open_phone: Any) -> None:
    page = await open_phone(clock=True)
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")
    await pretend(page, "hidden")
    await page.clock.fast_forward(6_000)
    assert classroom.of(Resync) == []
    await pretend(page, "visible")
    await classroom.hears(Resync)


async def test_a_gap_in_the_clock_is_taken_for_sleep(classroom: Any, open_phone: Any) -> None:
    page = await open_phone(clock=True)
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")
    await page.clock.fast_forward(7_000)
    await classroom.hears(Resync)


async def test_a_socket_that_stays_silent_is_replaced(classroom: Any, open_phone: Any) -> None:
    page = await open_phone(clock=True)
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")
    classroom.mute = True
    await page.clock.fast_forward(7_000)
    await classroom.hears(Resync)
    classroom.mute = False
    await page.clock.run_for(8_100)
    await expect(page.locator("#link")).to_be_visible()
    await page.clock.run_for(1_000)
    await classroom.hears(Hello, times=2)
    await expect(page.locator("#link")).to_be_hidden()


async def test_an_answer_that_is_never_acknowledged_is_sent_again_on_a_new_socket(
    classroom: Any, open_phone: Any
) -> None:
    classroom.holds = True
    await classroom.ask()
    page = await open_phone(clock=True)
    await page.locator(".tile").nth(1).tap()
    await classroom.hears(SubmitAnswer)
    classroom.holds = False
    await page.clock.run_for(12_100)
    await page.clock.run_for(1_000)
    await classroom.hears(SubmitAnswer, times=2)
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: B.")


async def test_the_countdown_runs_down_and_is_read_out_seldom(classroom: Any, open_phone: Any) -> None:
    page = await open_phone(clock=True)
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")
    await page.clock.pause_at(await page.evaluate("Date.now() + 1000"))
    await page.evaluate(
        """() => {
            window.spoken = [];
            const voice = document.getElementById('voice');
            const note = () => voice.textContent && window.spoken.push(voice.textContent);
            new MutationObserver(note).observe(voice, {childList: true});
        }"""
    )
    await classroom.ask(left_ms=12_000)
    await expect(page.locator("#clock")).to_have_text("0:12")
    size = await page.locator("#clock").bounding_box()
    for seconds, shown in ((1, "0:11"), (2, "0:09"), (9, "0:00")):
        await page.clock.run_for(seconds * 1000)
        await expect(page.locator("#clock")).to_have_text(shown)
    assert await page.locator("#clock").bounding_box() == size
    await page.clock.run_for(100)
    assert await page.evaluate("window.spoken") == [
        "Question: What puts out burning oil? 油锅起火怎么办? 4 options. 12 seconds left",
        "10 seconds left",
        "5 seconds left",
        "Time is up",
    ]


async def test_going_back_and_forward_finds_the_class_again(classroom: Any, open_phone: Any) -> None:
    await classroom.ask()
    page = await open_phone()
    await page.locator(".tile").nth(1).tap()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓")
    await page.goto("about:blank")
    await classroom.has_sockets(0)
    await page.go_back()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: B.")
    await classroom.has_sockets(1)
    assert len({message.token for message in classroom.of(Hello)}) == 1


async def test_answers_kept_in_a_damaged_form_do_no_harm(classroom: Any, open_phone: Any) -> None:
    page = await open_phone()
    await page.evaluate("localStorage.setItem('handsup.outbox', '{\"no\": [')")
    await page.evaluate("localStorage.setItem('handsup.token', 'no token')")
    await classroom.ask()
    await page.reload()
    await page.locator(".tile").nth(1).tap()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: B.")


async def test_a_phone_that_was_frozen_shows_what_came_meanwhile_and_its_answer_is_saved(
    classroom: Any, open_phone: Any
) -> None:
    await classroom.ask()
    page = await open_phone()
    await expect(page.locator(".tile")).to_have_count(4)
    tools = await page.context.new_cdp_session(page)
    await tools.send("Page.setWebLifecycleState", {"state": "frozen"})
    classroom.stage = Asking("s1", classroom.question("q2"), 1)
    await classroom.close_sockets()  # as a server does with a phone that answers no ping
    await tools.send("Page.setWebLifecycleState", {"state": "active"})
    await classroom.hears(Hello, times=2)
    await page.locator(".tile").nth(2).tap()
    assert (await classroom.hears(SubmitAnswer)).question_id == "q2"
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: C.")
    assert len(classroom.of(SubmitAnswer)) == 1
