"""The page follows the session by itself, in both languages."""

import re
from typing import Any

import pytest
from playwright.async_api import expect

from decks.questions.model import ChoiceAnswer
from server.protocol import (
    Closed,
    Ended,
    Identity,
    Join,
    Lobby,
    NoSession,
    NowClosed,
    NowRevealed,
    NowWaiting,
    Resync,
    Waiting,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANGUAGES = ["en-GB", "zh-CN"]
SAID = {
    "en-GB": {
        "no_session": "The class hasn’t begun",
        "stored": "stored on the trainer’s laptop, and nowhere else",
        "pseudonym": "a random number for this session alone, never linked to a name",
        "join": "Join",
        "name": "Your name",
        "hello": "Hello, 李雷",
        "asking": "Tap your answer.",
        "closed": "You gave no answer.",
        "right": "That’s right!",
        "score": "2 of 3 points",
        "ended": "The session is over",
    },
    "zh-CN": {
        "no_session": "课程还没有开始",
        "stored": "你的名字和答案只保存在培训师的电脑上",
        "pseudonym": "只用一个本次课程的随机编号，不会与姓名",
        "join": "加入",
        "name": "你的名字",
        "hello": "李雷，你好",
        "asking": "点一下你的答案。",
        "closed": "你没有作答。",
        "right": "答对了！",
        "score": "2 分，满分 3 分",
        "ended": "课程结束了",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_phone_follows_a_session_from_before_it_begins_to_its_end(
    classroom: Any, open_phone: Any, language: str
) -> None:
    said = SAID[language]
    page = await open_phone(language)
    await expect(page.get_by_role("heading", level=1)).to_have_text(said["no_session"])
    await expect(page.locator("html")).to_have_attribute("lang", "zh-CN" if language == "zh-CN" else "en")

    await classroom.show(Lobby("s1", "Fire safety", Identity.NICKNAME))
    await expect(page.locator("#stored")).to_contain_text(said["stored"])
    await page.get_by_label(said["name"]).fill("  李雷 ")
    await page.get_by_role("button", name=said["join"], exact=True).tap()
    assert (await classroom.hears(Join)).name == "李雷"
    await expect(page.get_by_role("heading", level=1)).to_have_text(said["hello"])

    await classroom.ask(left_ms=90_000)
    await expect(page.get_by_role("heading", level=1)).to_contain_text("What puts out burning oil?")
    await expect(page.locator(".standing")).to_have_text(said["asking"])
    await expect(page.locator("#clock")).to_have_text(re.compile(r"1:(30|2\d)"))

    await classroom.show(Closed("s1", classroom.question(), 1, None))
    await expect(page.locator(".standing")).to_have_text(said["closed"])

    await classroom.show(classroom.revealed())
    await expect(page.get_by_role("heading", level=1)).to_have_text(said["right"])
    await expect(page.locator(".score")).to_contain_text(said["score"])

    await classroom.show(Ended("s1", "Fire safety", 2, 3))
    await expect(page.get_by_role("heading", level=1)).to_have_text(said["ended"])
    await expect(page.locator(".score")).to_contain_text(said["score"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_stays_anonymous_is_asked_no_name_and_told_of_the_pseudonym(
    classroom: Any, open_phone: Any, language: str
) -> None:
    classroom.stage = Lobby("s1", "Fire safety", Identity.ANONYMOUS)
    page = await open_phone(language)
    await expect(page.locator("#stored")).to_contain_text(SAID[language]["pseudonym"])
    await expect(page.locator("input")).to_have_count(0)
    await page.get_by_role("button", name=SAID[language]["join"], exact=True).tap()
    assert (await classroom.hears(Join)).name == ""


async def test_the_result_marks_right_and_own_answer_in_words_with_counts(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = classroom.revealed(saved=(1,), right=False)
    page = await open_phone()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Not right this time")
    await expect(page.locator(".verdict")).to_contain_text("Right answer: C")
    rows = page.get_by_role("listitem")
    await expect(rows.nth(1)).to_contain_text("● Your answer")
    await expect(rows.nth(1)).to_contain_text("5 people, 25 %")
    await expect(rows.nth(2)).to_contain_text("✓ Right answer")
    await expect(rows.nth(2)).to_contain_text("12 people, 60 %")
    await expect(rows.nth(0)).not_to_contain_text("answer")
    await expect(page.locator(".why p")).to_have_text("It takes the air away.\n隔绝空气。")


async def test_a_result_told_again_with_a_late_answer_is_shown_anew(classroom: Any, open_phone: Any) -> None:
    classroom.stage = classroom.revealed(saved=None, right=None)
    page = await open_phone()
    await expect(page.get_by_role("heading", level=1)).to_have_text("You gave no answer.")
    await classroom.show(classroom.revealed(saved=(2,), right=True))
    await expect(page.get_by_role("heading", level=1)).to_have_text("That’s right!")


async def test_what_is_told_briefly_is_shown_whole(classroom: Any, open_phone: Any) -> None:
    classroom.stage = Waiting("s1", "Fire safety", "Ann")
    page = await open_phone()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Ann")
    await classroom.ask()
    await page.get_by_role("radio").nth(2).check(force=True)
    await expect(page.locator(".standing")).to_contain_text("Saved ✓")
    await classroom.say_to_all(NowClosed())
    await expect(page.locator(".standing")).to_have_text("Saved ✓ Your answer: C.")
    solution = ChoiceAnswer((2,))
    await classroom.say_to_all(NowRevealed(solution=solution, counts=(3, 5, 12, 0), answered=20, right=True))
    await expect(page.get_by_role("heading", level=1)).to_have_text("That’s right!")
    await expect(page.locator(".result").nth(2)).to_contain_text("12 people, 60 %")
    await classroom.say_to_all(NowWaiting())
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Ann")


async def test_what_leans_on_a_stage_that_the_page_never_saw_makes_it_ask(
    classroom: Any, open_phone: Any
) -> None:
    page = await open_phone()
    await expect(page.get_by_role("heading", level=1)).to_have_text("The class hasn’t begun")
    await classroom.say_to_all(NowClosed())
    await classroom.hears(Resync)


async def test_an_opinion_poll_has_no_right_answer_and_no_explanation(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = classroom.revealed(saved=(1,), right=None, solution=None, explanation="")
    page = await open_phone()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your answer")
    await expect(page.locator("main")).not_to_contain_text("Right answer")
    await expect(page.locator(".why")).to_have_count(0)


async def test_a_closed_question_shows_the_answer_that_counts(classroom: Any, open_phone: Any) -> None:
    classroom.stage = Closed("s1", classroom.question(several=True), 1, ChoiceAnswer((0, 2)))
    page = await open_phone()
    await expect(page.locator(".standing")).to_have_text("Saved ✓ Your answer: A, C.")
    await expect(page.locator(".own")).to_have_count(2)


async def test_a_missing_name_is_asked_for_in_words_and_nothing_is_sent(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = Lobby("s1", "Fire safety", Identity.NICKNAME)
    page = await open_phone()
    await page.get_by_role("button", name="Join", exact=True).tap()
    await expect(page.get_by_text("Please type a name")).to_be_visible()
    await expect(page.get_by_label("Your name")).to_be_focused()
    await expect(page.get_by_label("Your name")).to_have_attribute("aria-invalid", "true")
    assert classroom.of(Join) == []


async def test_the_name_is_remembered_for_the_next_session(classroom: Any, open_phone: Any) -> None:
    classroom.stage = Lobby("s1", "Fire safety", Identity.NICKNAME)
    page = await open_phone()
    await page.get_by_label("Your name").fill("Ann")
    await page.get_by_label("Your name").press("Enter")
    await classroom.hears(Join)
    classroom.stage = Lobby("s2", "First aid", Identity.NICKNAME)
    await page.reload()
    await expect(page.get_by_label("Your name")).to_have_value("Ann")


async def test_the_language_is_switched_in_place_and_remembered(classroom: Any, open_phone: Any) -> None:
    await classroom.ask(several=True)
    page = await open_phone("zh-CN")
    await page.locator(".tile").nth(1).tap()
    await page.get_by_role("button", name="English").tap()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_role("button", name="Send 1 chosen")).to_be_visible()
    await expect(page.get_by_role("checkbox").nth(1)).to_be_checked()
    await page.reload()
    await expect(page.get_by_role("button", name="中文")).to_be_visible()


async def test_hostile_text_is_shown_as_text(classroom: Any, open_phone: Any) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>&amp;\u202e' \" `"
    page = await open_phone()
    shown = page.locator("main")
    await classroom.show(Waiting("s1", hostile, hostile))
    await expect(shown).to_contain_text("<img src=x onerror=alert(1)>")
    await classroom.ask(stem=hostile, options=(hostile, "__proto__"), id="__proto__")
    await expect(page.get_by_role("heading", level=1)).to_have_text(hostile)
    await expect(page.locator(".tile .text").first).to_have_text(hostile)
    await page.locator(".tile").first.tap()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓")
    await classroom.show(classroom.revealed(explanation=hostile))
    await expect(page.locator(".why p")).to_have_text(hostile)
    await classroom.show(Ended("s1", hostile, 0, 0))
    await expect(shown).to_contain_text(hostile)
    await expect(page.locator("main img, main script")).to_have_count(0)


async def test_a_stage_or_question_from_a_newer_server_asks_to_reload(
    classroom: Any, open_phone: Any
) -> None:
    page = await open_phone()
    await expect(page.get_by_role("heading", level=1)).to_have_text("The class hasn’t begun")
    for message in ({"type": "constructor"}, {"type": "asking", "question": {"kind": "toString"}}):
        await classroom.say_to_all(message)
        await expect(page.get_by_role("button", name="Reload the page")).to_be_visible()
        await classroom.show(NoSession())
        await expect(page.get_by_role("button", name="Reload the page")).to_have_count(0)
