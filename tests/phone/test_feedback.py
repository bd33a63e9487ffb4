"""When the session is over: how it was, said on the phone."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from server.protocol import Ended, FeedbackRefused, FeedbackSaved, GiveFeedback, Lobby, Ratings, Waiting
from tests.phone.conftest import SESSION, TITLE

pytestmark = pytest.mark.asyncio(loop_scope="session")

OVER = Ended(SESSION, TITLE, 3, 4, "K7QM2XABCDEF", feedback_wanted=True)
WANTS_NONE = Ended(SESSION, TITLE, 3, 4, "K7QM2XABCDEF")
USEFUL, EASY = "How useful was this session for you?", "How easy was it to follow?"
OTHERWISE = "What should be different next time?"
THANKS = "Your feedback is saved ✓ Thank you! You can close this page."


async def rate(page: Page, question: str, rating: int) -> None:
    group = page.get_by_role("group", name=question)
    await group.locator(".tile").nth(rating - 1).tap()
    await expect(group.get_by_role("radio", name=str(rating))).to_be_checked()


async def send(page: Page) -> None:
    await page.get_by_role("button", name="Send feedback").tap()


async def test_who_took_part_is_asked_and_thanked_once_it_is_saved(classroom: Any, open_phone: Any) -> None:
    classroom.stage, classroom.holds = Waiting(SESSION, TITLE, "Ann"), True
    page = await open_phone()
    await expect(page.get_by_role("navigation")).to_be_visible()
    await classroom.show(OVER)
    await expect(page.get_by_role("button", name="Rate it or write something")).to_be_disabled()
    await expect(page.get_by_text("You can close this page")).to_have_count(0)
    await rate(page, USEFUL, 4)
    await rate(page, USEFUL, 5)
    await rate(page, EASY, 2)
    await page.get_by_label(OTHERWISE).fill(" More exercises.\nFewer slides. ")
    await send(page)
    said = await classroom.hears(GiveFeedback)
    assert said == GiveFeedback(SESSION, Ratings(5, 2), "More exercises.\nFewer slides.")
    await expect(page.locator(".feedback .standing")).to_have_text("Sending…")
    await expect(page.locator("main").get_by_text(THANKS)).to_have_count(0)
    await classroom.say_to_all(FeedbackSaved(SESSION))
    await expect(page.locator("main").get_by_text(THANKS)).to_be_visible()
    await expect(page.locator("form")).to_have_count(0)
    await expect(page.locator("#voice")).to_have_text(THANKS)
    await page.reload()
    await expect(page.get_by_role("button", name="Rate it or write something")).to_be_visible()
    classroom.stage = Ended(SESSION, TITLE, 3, 4, feedback_wanted=True, feedback_given=True)
    await page.reload()
    await expect(page.locator("main").get_by_text(THANKS)).to_be_visible()
    assert len(classroom.of(GiveFeedback)) == 1


async def test_one_word_alone_is_enough(classroom: Any, open_phone: Any) -> None:
    classroom.stage = OVER
    page = await open_phone()
    await page.get_by_label(OTHERWISE).fill("  ")
    await expect(page.get_by_role("button", name="Rate it or write something")).to_be_disabled()
    await page.get_by_label(OTHERWISE).fill("Nothing")
    await send(page)
    assert await classroom.hears(GiveFeedback) == GiveFeedback(SESSION, Ratings(), "Nothing")
    await expect(page.locator("main").get_by_text(THANKS)).to_be_visible()


async def test_where_the_trainer_wants_none_nothing_is_asked_and_nothing_loaded(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = WANTS_NONE
    page = await open_phone()
    await expect(page.get_by_text("Thank you for taking part. You can close this page.")).to_be_visible()
    await expect(page.locator("form")).to_have_count(0)
    assert "/feedback.js" not in classroom.requests


async def test_what_is_said_while_offline_is_kept_over_a_reload_and_sent_when_the_line_is_back(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = OVER
    page = await open_phone()
    await rate(page, EASY, 3)
    classroom.shut = True
    await classroom.close_sockets()
    await send(page)
    await expect(page.locator(".feedback .standing")).to_have_text(
        "Kept on this phone. It will be sent when the connection is back."
    )
    assert classroom.of(GiveFeedback) == []
    classroom.shut = False
    await page.reload()
    assert await classroom.hears(GiveFeedback) == GiveFeedback(SESSION, Ratings(easy=3))
    await expect(page.locator("main").get_by_text(THANKS)).to_be_visible()
    await page.wait_for_function("localStorage.getItem('handsup.feedback') === ''")
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("The session is over")
    assert len(classroom.of(GiveFeedback)) == 1


async def test_what_was_not_acknowledged_is_sent_again_on_the_next_line(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage, classroom.holds = OVER, True
    page = await open_phone()
    await rate(page, USEFUL, 1)
    await send(page)
    said = await classroom.hears(GiveFeedback)
    await classroom.close_sockets()
    assert await classroom.hears(GiveFeedback, 2) == said
    await classroom.say_to_all(FeedbackSaved(SESSION))
    await expect(page.locator("main").get_by_text(THANKS)).to_be_visible()


async def test_it_is_sent_though_the_next_session_has_begun(classroom: Any, open_phone: Any) -> None:
    classroom.stage, classroom.holds = OVER, True
    page = await open_phone()
    await rate(page, USEFUL, 1)
    await send(page)
    said = await classroom.hears(GiveFeedback)
    classroom.stage = Lobby("s2", "Another lesson", "anonymous")
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Another lesson")
    assert await classroom.hears(GiveFeedback, 2) == said
    await classroom.say_to_all(FeedbackRefused(SESSION, "gone"))
    await expect(page.locator("#notice")).to_contain_text("Your feedback couldn’t be saved")
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Another lesson")
    assert len(classroom.of(GiveFeedback)) == 2


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("too_fast", "That was too fast."),
        ("not_stored", "The trainer’s laptop couldn’t store it."),
        ("gone", "Your feedback couldn’t be saved: that session takes no more of it."),
    ],
)
async def test_a_refusal_is_told_and_the_form_comes_back_as_it_was(
    classroom: Any, open_phone: Any, code: str, words: str
) -> None:
    classroom.stage, classroom.holds = OVER, True
    page = await open_phone()
    await rate(page, USEFUL, 2)
    await page.get_by_label(OTHERWISE).fill("Slower")
    await send(page)
    said = await classroom.hears(GiveFeedback)
    await classroom.say_to_all(FeedbackRefused(SESSION, code))
    await expect(page.locator(".feedback .standing.wrong")).to_contain_text(words)
    await expect(page.get_by_label(OTHERWISE)).to_have_value("Slower")
    await send(page)
    assert await classroom.hears(GiveFeedback, 2) == said


async def test_a_second_tab_knows_that_it_has_been_given(classroom: Any, open_phone: Any) -> None:
    classroom.stage = OVER
    page = await open_phone()
    await page.get_by_label(OTHERWISE).fill("Half a thou")
    await classroom.show(Ended(SESSION, TITLE, 3, 4, feedback_wanted=True, feedback_given=True))
    await expect(page.locator("main").get_by_text(THANKS)).to_be_visible()


async def test_another_language_keeps_what_is_filled_in(classroom: Any, open_phone: Any) -> None:
    classroom.stage = OVER
    page = await open_phone()
    await rate(page, EASY, 4)
    await page.get_by_label(OTHERWISE).fill("更多练习")
    await page.get_by_role("button", name="中文").tap()
    await expect(page.get_by_label("下次希望有什么不同？")).to_have_value("更多练习")
    await expect(page.get_by_role("radio", name="4").nth(1)).to_be_checked()
    await page.get_by_role("button", name="发送反馈").tap()
    assert await classroom.hears(GiveFeedback) == GiveFeedback(SESSION, Ratings(easy=4), "更多练习")


async def test_all_of_it_goes_by_keyboard(classroom: Any, open_phone: Any) -> None:
    classroom.stage = OVER
    page = await open_phone()
    await page.get_by_role("radio").first.focus()
    await page.keyboard.press("Space")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.type("By keys")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    assert await classroom.hears(GiveFeedback) == GiveFeedback(SESSION, Ratings(3), "By keys")
    await expect(page.locator("main").get_by_text(THANKS)).to_be_visible()


async def test_a_form_that_could_not_be_loaded_comes_with_the_next_line(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = Waiting(SESSION, TITLE, "Ann")
    page = await open_phone()
    await page.route("**/feedback.js", lambda route: route.fulfill(status=503))
    await classroom.show(OVER)
    await expect(page.get_by_role("heading", level=1)).to_have_text("The session is over")
    await page.unroute("**/feedback.js")
    await classroom.close_sockets()
    await expect(page.get_by_label(OTHERWISE)).to_be_visible()
