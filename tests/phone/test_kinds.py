"""Each kind of question: given by thumb or keys, saved, told at the close, and its result."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Page, expect

from decks.questions.model import (
    Answer,
    MatchAnswer,
    NumberAnswer,
    OrderAnswer,
    RatingAnswer,
    TextAnswer,
    TruthAnswer,
    WordsAnswer,
)
from server.protocol import (
    AnswerSaved,
    Asking,
    Closed,
    PhoneChoice,
    PhoneEstimate,
    PhoneMatching,
    PhoneOpenText,
    PhoneOrdering,
    PhoneRating,
    PhoneShortText,
    PhoneTrueFalse,
    PhoneWordCloud,
    Revealed,
    Spread,
    SubmitAnswer,
    WordCount,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")


@dataclass(frozen=True)
class Kind:
    """`words` is how the page says the answer, in English and Chinese."""

    question: Any
    answer: Answer
    words: tuple[str, str]
    result: dict[str, Any]
    shown: tuple[str, ...]  # with the result, in either language


KINDS = {
    "true_false": Kind(
        PhoneTrueFalse(id="q", stem="Water puts out burning oil. 水能扑灭油火。"),
        TruthAnswer(False),
        ("False", "错误"),
        {"solution": TruthAnswer(False), "counts": (3, 9), "right": True},
        ("75",),
    ),
    "estimate": Kind(
        PhoneEstimate(id="q", stem="How far is the Moon?", unit="km", lowest=0.0, highest=1e6),
        NumberAnswer(384000.5),
        ("384000.5 km", "384000.5 km"),
        {
            "solution": NumberAnswer(384400),
            "spread": Spread(9, 1, 300000, 380000, 390000, 1e6),
            "right": False,
        },
        ("384400 km", "380000 km", "390000 km", "1000000 km"),
    ),
    "ordering": Kind(
        PhoneOrdering(id="q", stem="First to last?", items=("Alarm", "Rescue 救人", "Put out")),
        OrderAnswer((1, 0, 2)),
        ("Rescue 救人 › Alarm › Put out",) * 2,
        {"solution": OrderAnswer((1, 2, 0)), "counts": (2, 8, 4), "right": False},
        ("Rescue 救人 › Put out › Alarm",),
    ),
    "matching": Kind(
        PhoneMatching(id="q", stem="What for what?", left=("Oil", "Wood 木材"), right=("Water", "Blanket")),
        MatchAnswer((1, 0)),
        ("Oil – Blanket; Wood 木材 – Water",) * 2,
        {"solution": MatchAnswer((1, 0)), "counts": (11, 12), "right": True},
        ("✓ Blanket", "✓ Water"),
    ),
    "rating": Kind(
        PhoneRating(id="q", stem="How was it?", steps=7, low="bad", high="good"),
        RatingAnswer(4),
        ("5", "5"),
        {"counts": (0, 0, 0, 0, 6, 6, 0)},
        ("50",),
    ),
    "short_text": Kind(
        PhoneShortText(id="q", stem="Which gas?"),
        TextAnswer("CO₂ 二氧化碳"),
        ("CO₂ 二氧化碳",) * 2,
        {"solution": TextAnswer("Carbon dioxide"), "words": (WordCount("Oxygen", 4),), "right": False},
        ("Carbon dioxide", "Oxygen", "4"),
    ),
    "word_cloud": Kind(
        PhoneWordCloud(id="q", stem="What comes to mind?", words=2),
        WordsAnswer(("smoke", "火")),
        ("smoke, 火", "smoke、火"),
        {"words": (WordCount("fire", 7), WordCount("smoke", 2))},
        ("fire", "7", "smoke"),
    ),
    "open_text": Kind(
        PhoneOpenText(id="q", stem="What would you do?"),
        TextAnswer("Call <b>119</b>\nand leave"),
        ("Call <b>119</b> and leave",) * 2,
        {},
        (),
    ),
}


async def give(page: Page, name: str) -> None:
    """Give the kind's answer, and send it."""
    if name == "true_false":
        await page.locator(".tile").nth(1).tap()
        return
    if name == "rating":
        await page.locator(".tile").nth(4).tap()
        return
    if name == "estimate":
        await page.locator("#answer").fill("384，000.5")
    elif name == "ordering":
        await page.get_by_role("button", name=re.compile("(Down: |下移：)Alarm")).tap()
    elif name == "matching":
        await page.get_by_label("Oil").select_option("Blanket")
        await page.get_by_label("Wood").select_option("Water")
    elif name == "word_cloud":
        await page.locator(".field").nth(0).fill(" smoke ")
        await page.locator(".field").nth(1).fill("火")
    else:
        text = KINDS[name].answer
        assert isinstance(text, TextAnswer)
        await page.locator("#answer").fill(text.text + " ")
    await page.locator(".foot button").tap()


@pytest.mark.parametrize("language", ["en-GB", "zh-CN"])
@pytest.mark.parametrize("name", KINDS)
async def test_an_answer_is_given_saved_told_and_judged(
    classroom: Any, open_phone: Any, name: str, language: str
) -> None:
    kind = KINDS[name]
    words = kind.words[language == "zh-CN"]
    await classroom.show(Asking("s1", kind.question, 1))
    page = await open_phone(language)
    await give(page, name)
    submitted = await classroom.hears(SubmitAnswer)
    assert (submitted.answer, submitted.confidence) == (kind.answer, None)
    saved = "已保存 ✓" if language == "zh-CN" else "Saved ✓"
    await expect(page.locator(".standing")).to_contain_text(f"{saved} ")
    await expect(page.locator(".standing")).to_contain_text(words)
    await page.reload()
    await expect(page.locator(".standing")).to_contain_text(words)
    await classroom.show(Closed("s1", kind.question, 1))
    await expect(page.locator(".standing")).to_contain_text(words)
    await classroom.show(Revealed("s1", kind.question, 1, kind.answer, answered=12, **kind.result))
    await expect(page.locator(".verdict")).to_contain_text(words)
    for text in kind.shown:
        await expect(page.locator("main")).to_contain_text(text)
    assert len(classroom.of(SubmitAnswer)) == 1


@pytest.mark.parametrize("name", KINDS)
async def test_a_refused_answer_says_so_and_what_was_saved_shows_again_elsewhere(
    classroom: Any, open_phone: Any, name: str
) -> None:
    kind = KINDS[name]
    classroom.replies = ["too_fast"]
    await classroom.show(Asking("s1", kind.question, 1))
    page = await open_phone()
    await give(page, name)
    await expect(page.locator(".standing")).to_contain_text("Not saved. That was too fast")
    await classroom.show(Asking("s1", kind.question, 1, None, kind.answer))
    other = await open_phone()
    await expect(other.locator(".standing")).to_contain_text(f"Your answer: {kind.words[0]}")


async def test_numbers_are_read_as_people_write_them(open_phone: Any) -> None:
    page = await open_phone()
    read = {
        "12": 12,
        " 1,200 ": 1200,
        "1,5": 1.5,
        "−3.25": -3.25,
        "１２．５": 12.5,
        "1 000 000": 1_000_000,
        ".5": 0.5,
        "": None,
        "-": None,
        "1e9": None,
        "1,2,3": None,
        "many": None,
    }
    given = await page.evaluate(
        "async texts => texts.map((await import('/questions.js')).readNumber)",
        list(read),
    )
    assert given == list(read.values())


async def test_a_number_out_of_bounds_cant_be_sent_and_the_button_says_what_can(
    classroom: Any, open_phone: Any
) -> None:
    await classroom.show(Asking("s1", PhoneEstimate(id="q", stem="?", lowest=-10.0, highest=50.0), 1))
    page = await open_phone()
    button = page.locator(".foot button")
    await page.get_by_label("Your estimate").fill("60")
    await expect(button).to_be_disabled()
    await expect(button).to_have_text("From -10 to 50")
    await page.get_by_label("Your estimate").press("Enter")
    await page.get_by_label("Your estimate").fill("6")
    await page.get_by_role("button", name="Change the sign").tap()
    await page.get_by_label("Your estimate").press("Enter")
    assert (await classroom.hears(SubmitAnswer)).answer == NumberAnswer(-6)
    assert len(classroom.of(SubmitAnswer)) == 1


async def test_an_order_is_made_by_keyboard_and_sent_as_it_stands(classroom: Any, open_phone: Any) -> None:
    await classroom.show(Asking("s1", KINDS["ordering"].question, 1))
    page = await open_phone()
    down = page.get_by_role("button", name="Down: Alarm")
    await down.focus()
    await page.keyboard.press("Enter")
    await expect(down).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Up: Alarm")).to_be_focused()
    await expect(page.locator("#voice")).to_have_text("Alarm: 3 of 3")
    await expect(page.get_by_role("listitem")).to_have_text(
        [re.compile("1Rescue"), re.compile("2Put out"), re.compile("3Alarm")]
    )
    await page.get_by_role("button", name="Send").press("Enter")
    assert (await classroom.hears(SubmitAnswer)).answer == OrderAnswer((1, 2, 0))
    await classroom.show(Asking("s1", KINDS["ordering"].question, 2))
    await page.get_by_role("button", name="Send").tap()
    assert (await classroom.hears(SubmitAnswer, 2)).answer == OrderAnswer((0, 1, 2))


async def test_an_order_partly_right_says_how_much(classroom: Any, open_phone: Any) -> None:
    kind = KINDS["ordering"]
    classroom.stage = Revealed("s1", kind.question, 1, kind.answer, answered=9, **kind.result)
    page = await open_phone()
    await expect(page.locator(".verdict")).to_contain_text("1 of 3 are right.")
    await expect(page.get_by_role("listitem").first).to_contain_text("Right: 8 people, 89 %")


async def test_how_sure_one_is_goes_with_the_answer_and_can_change(classroom: Any, open_phone: Any) -> None:
    await classroom.show(
        Asking("s1", PhoneChoice(id="q", stem="Which?", options=("A", "B"), confidence=True), 1)
    )
    page = await open_phone()
    await page.locator("fieldset:not(.sure) .tile").nth(1).tap()
    await expect(page.locator(".foot button")).to_have_text("Say how sure you are")
    await expect(page.locator(".foot button")).to_be_disabled()
    assert classroom.of(SubmitAnswer) == []
    group = page.get_by_role("group", name="How sure are you?")
    await expect(group.get_by_role("radio")).to_have_count(3)
    await group.locator(".tile").nth(2).tap()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: B (very sure).")
    await group.locator(".tile").nth(0).tap()
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: B (not sure).")
    given = [(one.answer.options, one.confidence) for one in classroom.of(SubmitAnswer)]
    assert given == [((1,), 3), ((1,), 1)]


async def test_an_acknowledgement_with_another_confidence_saves_nothing(
    classroom: Any, open_phone: Any
) -> None:
    classroom.holds = True
    await classroom.show(Asking("s1", PhoneTrueFalse(id="q", stem="So?", confidence=True), 1))
    page = await open_phone()
    await page.locator("fieldset:not(.sure) .tile").nth(0).tap()
    await page.locator(".sure .tile").nth(1).tap()
    await classroom.hears(SubmitAnswer)
    await classroom.say_to_all(AnswerSaved("q", 1, TruthAnswer(True), 3))
    await expect(page.locator(".standing")).to_have_text("Sending…")
    await classroom.say_to_all(AnswerSaved("q", 1, TruthAnswer(True), 2))
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: True (rather sure).")


async def test_what_is_typed_outlives_another_language_and_a_question_told_again(
    classroom: Any, open_phone: Any
) -> None:
    await classroom.show(Asking("s1", KINDS["open_text"].question, 1))
    page = await open_phone()
    await page.get_by_label("Your answer").fill("Leave the")
    await expect(page.locator("#signs")).to_have_text("9 of 500 characters")
    await classroom.show(Asking("s1", KINDS["open_text"].question, 1, 60_000))
    await expect(page.locator("#clock")).to_be_visible()
    await page.get_by_role("button", name="中文").tap()
    await expect(page.get_by_label("你的答案")).to_have_value("Leave the")


async def test_enter_that_picks_a_chinese_character_sends_nothing(classroom: Any, open_phone: Any) -> None:
    await classroom.show(Asking("s1", KINDS["short_text"].question, 1))
    page = await open_phone()
    field = page.get_by_label("Your answer")
    await field.fill("er")
    await field.evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    await field.fill("二氧化碳")
    await field.press("Enter")
    assert (await classroom.hears(SubmitAnswer)).answer == TextAnswer("二氧化碳")
    assert len(classroom.of(SubmitAnswer)) == 1


async def test_a_final_text_is_locked_once_saved(classroom: Any, open_phone: Any) -> None:
    await classroom.show(Asking("s1", PhoneShortText(id="q", stem="?", changeable=False), 1))
    page = await open_phone()
    await page.get_by_label("Your answer").fill("Once")
    await page.get_by_label("Your answer").press("Enter")
    await expect(page.locator(".standing")).to_have_text("Saved ✓ Your answer: Once.")
    await expect(page.get_by_label("Your answer")).to_be_disabled()
    await expect(page.locator(".foot button")).to_be_hidden()


KEYS = {
    "true_false": ("Tab", "ArrowDown", "Enter"),
    "rating": ("Tab", *["ArrowRight"] * 4, "Enter"),
    "estimate": ("Tab", "text:384000.5", "Enter"),
    "ordering": ("to:Down: Alarm", "Enter", "to:Send", "Enter"),
    "matching": ("Tab", "text:B", "Tab", "text:W", "Tab", "Enter"),
    "short_text": ("Tab", "text:CO₂ 二氧化碳", "Enter"),
    "word_cloud": ("Tab", "text:smoke", "Tab", "text:火", "Enter"),
    "open_text": ("Tab", "text:Call <b>119</b>", "Enter", "text:and leave", "Tab", "Enter"),
}


async def tab_to(page: Page, name: str) -> None:
    """Go on to the button of this name, as far as the page has any."""
    for _ in range(20):
        await page.keyboard.press("Tab")
        focused = "(e => e.getAttribute('aria-label') || e.textContent)(document.activeElement)"
        if await page.evaluate(focused) == name:
            return
    raise AssertionError(name)


@pytest.mark.parametrize("name", KINDS)
async def test_every_kind_is_answered_by_keyboard_alone(classroom: Any, open_phone: Any, name: str) -> None:
    kind = KINDS[name]
    classroom.stage = Asking("s1", kind.question, 1)
    page = await open_phone()
    await page.locator("h1").focus()
    for key in KEYS[name]:
        if key.startswith("to:"):
            await tab_to(page, key[3:])
        elif key.startswith("text:"):
            await page.keyboard.insert_text(key[5:]) if len(key) > 6 else await page.keyboard.type(key[5:])
        else:
            await page.keyboard.press(key)
    await expect(page.locator(".standing")).to_contain_text("Saved ✓ Your answer: " + kind.words[0])
    assert (await classroom.hears(SubmitAnswer)).answer == kind.answer
