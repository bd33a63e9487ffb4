"""Beside the lesson: questions to the trainer, votes, how it goes."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from server.protocol import (
    AskedRefused,
    AskTrainer,
    Board,
    BoardQuestion,
    Ended,
    OwnQuestion,
    Pace,
    PhoneRefused,
    React,
    Reaction,
    SayPace,
    VoteUp,
    Waiting,
    WatchBoard,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

WAITING = Waiting("s1", "Fire safety", "Ann", code="K7QM2XABCDEF")
OTHERS, MINE, UNSEEN = "1" * 16, "2" * 16, "3" * 16
BOARD = Board(
    (BoardQuestion(OTHERS, "Does sand work? 沙子行吗?", 3), BoardQuestion(MINE, "And a blanket?", 1, True)),
    own=(MINE,),
    waiting=(OwnQuestion(UNSEEN, "Why not water?"),),
)


async def open_sheet(page: Page, button: str, title: str) -> None:
    await page.get_by_role("button", name=button).tap()
    await expect(page.get_by_role("heading", level=2, name=title)).to_be_focused()


async def open_questions(page: Page) -> None:
    await open_sheet(page, "Ask", "Ask the trainer")


async def open_mood(page: Page) -> None:
    await open_sheet(page, "How it goes", "How is it going?")


async def test_only_who_takes_part_is_offered_it(classroom: Any, open_phone: Any) -> None:
    page = await open_phone()
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")
    assert "/talk.js" not in classroom.requests  # nor is it loaded for anybody else
    await classroom.show(WAITING)
    await expect(page.get_by_role("navigation")).to_be_visible()
    await classroom.ask()
    await expect(page.get_by_role("navigation")).to_be_visible()
    await classroom.show(Ended("s1", "Fire safety", 0, 0))
    await expect(page.get_by_role("navigation")).to_be_hidden()


async def test_a_question_is_sent_and_said_to_be_there_only_when_it_is(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage, classroom.holds = WAITING, True
    page = await open_phone()
    await open_questions(page)
    await page.get_by_role("button", name="Send the question").tap()
    await expect(page.locator("#sheet .standing")).to_have_text("Type something first")
    field = page.get_by_label("Your question")
    await field.fill(" Why not water? ")
    await page.get_by_role("button", name="Send the question").tap()
    await expect(page.locator("#sheet .standing")).to_have_text("Sending…")
    await expect(field).to_have_value("")
    asked = await classroom.hears(AskTrainer)
    assert asked.text == "Why not water?"
    await page.reload()  # nothing has been acknowledged: it is sent again, as the same
    assert await classroom.hears(AskTrainer, 2) == asked
    classroom.holds = False
    await page.reload()
    assert await classroom.hears(AskTrainer, 3) == asked
    await expect(page.get_by_role("navigation")).to_be_visible()
    await page.wait_for_function("localStorage.getItem('handsup.asked') === '[]'")
    await page.reload()
    await expect(page.get_by_role("navigation")).to_be_visible()
    assert len(classroom.of(AskTrainer)) == 3


async def test_a_question_typed_while_offline_goes_when_the_line_is_back(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = WAITING
    page = await open_phone()
    await open_questions(page)
    classroom.shut = True
    await classroom.close_sockets()
    await page.get_by_label("Your question").fill("Still there?")
    await page.get_by_role("button", name="Send the question").tap()
    await expect(page.locator("#sheet .standing")).to_contain_text("Kept on this phone")
    classroom.shut = False
    assert (await classroom.hears(AskTrainer)).text == "Still there?"
    await expect(page.locator("#sheet .standing")).to_have_text("Sent ✓ The trainer has it.")
    assert len(classroom.of(AskTrainer)) == 1


async def test_a_refused_question_is_given_back_with_the_reason(classroom: Any, open_phone: Any) -> None:
    classroom.stage, classroom.holds = WAITING, True
    page = await open_phone()
    await open_questions(page)
    await page.get_by_label("Your question").fill("Once more?")
    await page.get_by_role("button", name="Send the question").tap()
    asked = await classroom.hears(AskTrainer)
    await classroom.say_to_all(AskedRefused(asked.asked_id, "too_many"))
    await expect(page.locator("#sheet .standing")).to_contain_text("You have asked a lot already.")
    await expect(page.get_by_label("Your question")).to_have_value("Once more?")


async def test_the_board_shows_the_others_questions_and_one_votes_for_them(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage, classroom.board = WAITING, BOARD
    page = await open_phone()
    await open_questions(page)
    rows = page.locator("#sheet li")
    await expect(rows).to_have_count(3)
    await expect(rows.nth(0)).to_contain_text("Why not water?Yours · waits for the trainer")
    await expect(rows.nth(2)).to_contain_text("Yours · ✓ Answered")
    vote = page.get_by_role("button", name="I want to know that too: Does sand work?")
    await expect(vote).to_have_text("▲ 3")
    await expect(rows.nth(2).get_by_role("button")).to_be_disabled()
    await vote.tap()
    assert await classroom.hears(VoteUp) == VoteUp(OTHERS, True)
    await expect(vote).to_have_text("▲ 4")
    await expect(vote).to_have_attribute("aria-pressed", "true")
    await vote.focus()
    await classroom.say_to_all(Board((BoardQuestion(OTHERS, "Does sand work? 沙子行吗?", 9),), (OTHERS,)))
    await expect(vote).to_have_text("▲ 9")
    await expect(vote).to_be_focused()  # or a keyboard would begin anew at every vote of another
    await page.keyboard.press("Enter")
    assert await classroom.hears(VoteUp, 2) == VoteUp(OTHERS, False)


async def test_the_board_is_watched_only_while_it_is_seen_and_again_on_a_new_line(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = WAITING
    page = await open_phone()
    await open_questions(page)
    await expect(page.get_by_text("No questions yet.")).to_be_visible()
    await classroom.close_sockets()
    await classroom.hears(WatchBoard, 2)
    await page.keyboard.press("Escape")
    assert await classroom.hears(WatchBoard, 3) == WatchBoard(False)
    await expect(page.get_by_role("button", name="Ask")).to_be_focused()


async def test_the_phones_way_back_closes_the_sheet_and_not_the_page(classroom: Any, open_phone: Any) -> None:
    classroom.stage = WAITING
    page = await open_phone()
    await open_questions(page)
    await page.go_back()
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()


async def test_the_next_question_of_the_lesson_closes_it_and_keeps_what_was_typed(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = WAITING
    page = await open_phone()
    await open_questions(page)
    await page.get_by_label("Your question").fill("Half a thou")
    await classroom.ask()
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.locator(".tile").first).to_be_visible()
    await open_questions(page)
    await expect(page.get_by_label("Your question")).to_have_value("Half a thou")


async def test_how_it_goes_is_one_tap_and_shown_for_as_long_as_it_counts(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = WAITING
    page = await open_phone(clock=True)
    await open_mood(page)
    await page.get_by_role("button", name="I’m lost").tap()
    assert await classroom.hears(SayPace) == SayPace(Pace.LOST)
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.get_by_role("button", name="I’m lost ✓")).to_be_visible()
    await page.clock.fast_forward(181_000)  # as if slept: no line is given up in between
    await expect(page.get_by_role("button", name="How it goes")).to_be_visible()


async def test_a_refused_word_is_taken_back_and_disturbs_nothing_else(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = WAITING
    page = await open_phone()
    await open_mood(page)
    await page.get_by_role("button", name="Too fast").tap()
    await expect(page.get_by_role("button", name="Too fast ✓")).to_be_visible()
    await classroom.say_to_all(PhoneRefused("not_stored", "say_pace"))
    await expect(page.get_by_role("button", name="How it goes")).to_be_visible()
    await classroom.say_to_all(PhoneRefused("over", "react"))
    await expect(page.locator("#notice")).to_have_count(0)


async def test_a_quiet_server_after_a_reaction_is_no_lost_line(classroom: Any, open_phone: Any) -> None:
    classroom.stage = WAITING
    page = await open_phone(clock=True)
    await open_mood(page)
    await page.get_by_role("button", name="Applause").tap()
    assert await classroom.hears(React) == React(Reaction.APPLAUSE)
    await expect(page.locator("#sheet .standing")).to_have_text("👏 sent")
    await page.clock.run_for(10_000)
    await expect(page.locator("#link")).to_be_hidden()
    assert classroom.lines == 1


async def test_all_of_it_goes_by_keyboard(classroom: Any, open_phone: Any) -> None:
    classroom.stage, classroom.board = WAITING, BOARD
    page = await open_phone()
    await page.get_by_role("button", name="Ask").press("Enter")
    await expect(page.locator("#sheet li")).to_have_count(3)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Close")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.type("By keys")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    assert (await classroom.hears(AskTrainer)).text == "By keys"
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    assert await classroom.hears(VoteUp) == VoteUp(OTHERS, True)
    await page.keyboard.press("Tab")  # the last: out of the page, and back into it
    await page.keyboard.press("Tab")
    await expect(page.locator("#sheet h2")).to_be_focused()


async def test_without_a_line_votes_and_words_say_so(classroom: Any, open_phone: Any) -> None:
    classroom.stage, classroom.board = WAITING, BOARD
    page = await open_phone()
    await open_questions(page)
    await expect(page.locator("#sheet li")).to_have_count(3)
    classroom.shut = True
    await classroom.close_sockets()
    await page.get_by_role("button", name="I want to know that too: Does sand work?").tap()
    await expect(page.locator("#sheet .standing")).to_contain_text("There is no connection just now.")
    assert classroom.of(VoteUp) == []
