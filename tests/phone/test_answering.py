"""Answers by thumb and by keyboard, and "saved" only when they are."""

from typing import Any

import pytest
from playwright.async_api import expect

from decks.questions.model import ChoiceAnswer
from server.protocol import AnswerSaved, Closed, Identity, Join, Lobby, PhoneRefused, SubmitAnswer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_one_tap_answers_a_single_choice(classroom: Any, open_phone: Any) -> None:
    await classroom.ask()
    page = await open_phone()
    await page.locator(".tile").nth(2).tap()
    given = await classroom.hears(SubmitAnswer)
    assert (given.question_id, given.round, given.answer) == ("q1", 1, ChoiceAnswer((2,)))
    await expect(page.locator(".standing")).to_have_text(
        "Saved ✓ Your answer: C. You can change it until the question closes."
    )
    await page.locator(".tile").nth(0).tap()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: A.")
    await expect(page.get_by_role("radio").nth(0)).to_be_checked()


async def test_several_are_chosen_and_sent_with_a_button_that_counts(classroom: Any, open_phone: Any) -> None:
    await classroom.ask(several=True)
    page = await open_phone()
    await expect(page.get_by_role("button", name="Choose at least one")).to_be_disabled()
    for option in (3, 0, 1, 3):
        await page.locator(".tile").nth(option).tap()
    await expect(page.locator(".standing")).to_have_text("Not sent yet")
    assert classroom.of(SubmitAnswer) == []
    await page.get_by_role("button", name="Send 2 chosen").tap()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: A, B.")
    assert [given.answer for given in classroom.of(SubmitAnswer)] == [ChoiceAnswer((0, 1))]


async def test_a_single_choice_is_made_by_keyboard_alone(classroom: Any, open_phone: Any) -> None:
    await classroom.ask()
    page = await open_phone()
    await expect(page.get_by_role("radio")).to_have_count(4)
    await page.get_by_role("radio").first.focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("radio").nth(2)).to_be_checked()
    await expect(page.locator(".standing")).to_have_text("Not sent yet")
    assert classroom.of(SubmitAnswer) == []
    await page.keyboard.press("Enter")
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: C.")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Send")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: B.")


async def test_several_are_chosen_by_keyboard_alone(classroom: Any, open_phone: Any) -> None:
    await classroom.ask(several=True)
    page = await open_phone()
    await expect(page.get_by_role("checkbox")).to_have_count(4)
    await page.keyboard.press("Tab")
    for key in ("Tab", "Space", "Tab", "Tab", "Space", "Tab", "Tab"):
        await page.keyboard.press(key)
    await expect(page.get_by_role("button", name="Send 2 chosen")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: A, C.")
    await expect(page.get_by_role("checkbox").nth(0)).to_be_focused()


async def test_nothing_is_called_saved_before_the_acknowledgement_of_this_very_answer(
    classroom: Any, open_phone: Any
) -> None:
    classroom.holds = True
    await classroom.ask(round=2)
    page = await open_phone()
    await page.locator(".tile").nth(1).tap()
    await classroom.hears(SubmitAnswer)
    standing = page.locator(".standing")
    await expect(standing).to_have_text("Sending…")
    for other in (
        AnswerSaved("q1", 1, ChoiceAnswer((1,))),
        AnswerSaved("q9", 2, ChoiceAnswer((1,))),
        AnswerSaved("q1", 2, ChoiceAnswer((3,))),
    ):
        await classroom.say_to_all(other)
    await classroom.ask(round=2, left_ms=60_000)
    await expect(page.locator("#clock")).to_be_visible()
    await expect(standing).to_have_text("Sending…")
    await expect(page.get_by_role("radio").nth(1)).to_be_checked()
    await classroom.say_to_all(AnswerSaved("q1", 2, ChoiceAnswer((1,))))
    await expect(standing).to_contain_text("Saved ✓ Your answer: B.")


async def test_a_final_answer_says_so_before_and_is_locked_after(classroom: Any, open_phone: Any) -> None:
    await classroom.ask(changeable=False)
    page = await open_phone()
    await expect(page.locator(".standing")).to_have_text("Tap your answer. It can’t be changed once sent.")
    await page.locator(".tile").nth(1).tap()
    await expect(page.locator(".standing")).to_have_text("Saved ✓ Your answer: B.")
    for radio in await page.get_by_role("radio").all():
        await expect(radio).to_be_disabled()


REASONS = {
    "too_late": "Not saved. It came too late: the question was already closed.",
    "not_possible": "Not saved. This question doesn’t take that answer.",
    "not_joined": "Not saved. Join the class first.",
    "final": "Not saved. Your first answer is saved and can’t be changed.",
    "no_room": "Not saved. The trainer’s laptop couldn’t store it. Tell the trainer, then try again.",
    "too_fast": "Not saved. That was too fast. Wait a moment and try again.",
    "a_new_one": "Not saved. Try again.",
}


async def test_an_answer_that_is_not_saved_says_why_and_can_be_given_again(
    classroom: Any, open_phone: Any
) -> None:
    page = await open_phone()
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")
    for round, (code, reason) in enumerate(REASONS.items(), start=1):
        classroom.replies = [code]
        await classroom.ask(round=round)
        await expect(page.locator(".standing")).to_have_text("Tap your answer.")
        await page.locator(".tile").nth(1).tap()
        await expect(page.locator(".standing")).to_have_text(reason)
        await expect(page.get_by_role("radio").nth(1)).not_to_be_checked()
        await page.locator(".tile").nth(2).tap()
        await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: C.")


async def test_the_reason_stays_when_the_question_closes(classroom: Any, open_phone: Any) -> None:
    classroom.replies = ["too_late"]
    await classroom.ask()
    page = await open_phone()
    await page.locator(".tile").nth(1).tap()
    await expect(page.locator(".standing")).to_contain_text("It came too late")
    await classroom.show(Closed("s1", classroom.question(), 1, None))
    await expect(page.locator(".over")).to_have_text("The question is closed")
    await expect(page.locator(".standing")).to_contain_text("It came too late")


async def test_a_question_told_again_keeps_what_is_chosen_and_focused(
    classroom: Any, open_phone: Any
) -> None:
    await classroom.ask(several=True, left_ms=60_000)
    page = await open_phone()
    await page.get_by_role("checkbox").nth(2).focus()
    await page.keyboard.press("Space")
    await classroom.ask(several=True, left_ms=600_000)
    await expect(page.locator("#clock")).to_contain_text("9:5")
    await expect(page.get_by_role("checkbox").nth(2)).to_be_checked()
    await expect(page.get_by_role("checkbox").nth(2)).to_be_focused()


async def test_a_second_round_begins_without_the_first_ones_answer(classroom: Any, open_phone: Any) -> None:
    await classroom.ask()
    page = await open_phone()
    await page.locator(".tile").nth(1).tap()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓")
    await classroom.ask(round=2)
    await expect(page.locator(".standing")).to_have_text("Tap your answer.")
    await expect(page.get_by_role("radio", checked=True)).to_have_count(0)


async def test_twenty_six_options_each_have_their_letter(classroom: Any, open_phone: Any) -> None:
    await classroom.ask(options=tuple(f"Option {number}" for number in range(26)))
    page = await open_phone()
    await expect(page.locator(".tile")).to_have_count(26)
    await expect(page.locator(".badge").last).to_have_text("Z")
    await page.locator(".tile").last.tap()
    await expect(page.locator(".standing")).to_contain_text("Your answer: Z.")


SAYINGS = {
    "malformed": "couldn’t understand this phone",
    "too_fast": "That was too fast",
    "not_stored": "You haven’t joined yet: the trainer’s laptop couldn’t store it",
}


async def test_a_refusal_is_said_in_words(classroom: Any, open_phone: Any) -> None:
    page = await open_phone()
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")
    for code, saying in SAYINGS.items():
        await classroom.say_to_all(PhoneRefused(code))
        await expect(page.locator("#notice")).to_contain_text(saying)


async def test_a_name_that_is_refused_is_asked_for_again(classroom: Any, open_phone: Any) -> None:
    classroom.stage = Lobby("s1", "Fire safety", Identity.NICKNAME)
    page = await open_phone()
    await page.get_by_label("Your name").fill("Ann")
    classroom.mute = True
    await page.get_by_role("button", name="Join", exact=True).tap()
    await classroom.hears(Join)
    await classroom.say_to_all(PhoneRefused("name"))
    await expect(page.get_by_text("Please type a name")).to_be_visible()
    await expect(page.get_by_role("button", name="Join", exact=True)).to_be_enabled()
    await expect(page.get_by_label("Your name")).to_have_value("Ann")


async def test_a_page_that_is_too_old_asks_to_be_loaded_again_and_rests(
    classroom: Any, open_phone: Any
) -> None:
    page = await open_phone()
    await classroom.has_sockets(1)
    await classroom.say_to_all(PhoneRefused("version"))
    await classroom.has_sockets(0)
    await page.get_by_role("button", name="Reload the page").tap()
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")


async def test_what_is_chosen_when_the_time_runs_out_is_sent(classroom: Any, open_phone: Any) -> None:
    await classroom.ask(several=True, left_ms=2500)
    page = await open_phone()
    await page.locator(".tile").nth(0).tap()
    await page.locator(".tile").nth(2).tap()
    submitted = await classroom.hears(SubmitAnswer)
    assert submitted.answer == ChoiceAnswer((0, 2))
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: A, C.")


async def test_what_was_chosen_and_not_sent_is_said_at_the_close(classroom: Any, open_phone: Any) -> None:
    await classroom.ask(several=True)
    page = await open_phone()
    await page.locator(".tile").nth(1).tap()
    await expect(page.locator(".standing")).to_have_text("Not sent yet")
    await classroom.show(Closed("s1", classroom.question("q1", several=True), 1, None))
    await expect(page.locator(".standing")).to_have_text("You had chosen B but not sent it.")
