"""How one comes in: by code, name, number or as before; who one is then; the sign-in; the way out."""

from typing import Any

import pytest
from playwright.async_api import expect

from server.protocol import (
    CodeWanted,
    Ended,
    Hello,
    Identity,
    IsThisYou,
    Join,
    Lobby,
    NoSession,
    PhoneRefused,
    Rejoin,
    Removed,
    SignIn,
    Waiting,
    Wifi,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROSTER = Lobby("s1", "Fire safety", Identity.ROSTER)


async def test_the_code_on_the_projector_leads_to_the_class(classroom: Any, open_phone: Any) -> None:
    classroom.stage = CodeWanted()
    page = await open_phone()
    field = page.get_by_label("The code on the projector")
    await field.fill("12")
    await field.press("Enter")
    await expect(page.locator("#wrong")).to_have_text("The code has at least four digits.")
    assert (await classroom.hears(Hello)).code == ""
    await field.fill(" ４7 11 ")
    classroom.stage = Lobby("s1", "Fire safety", Identity.ANONYMOUS)
    await page.get_by_role("button", name="Go to the class").tap()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Fire safety")
    assert page.url == classroom.address + "4711"
    assert (await classroom.hears(Hello, 2)).code == "4711"


async def test_a_code_of_no_class_says_so(classroom: Any, open_phone: Any) -> None:
    classroom.stage = CodeWanted()
    page = await open_phone("zh-CN", path="9999")
    await expect(page.get_by_text("没有代码为 9999 的课堂")).to_be_visible()
    await page.get_by_role("button", name="English").tap()
    await expect(page.get_by_text("No class has the code 9999.")).to_be_visible()
    assert (await classroom.hears(Hello)).code == "9999"


async def test_who_was_removed_is_told_once_and_clearly(classroom: Any, open_phone: Any) -> None:
    page = await open_phone()
    await classroom.show(Removed("s1", "Fire safety"))
    await expect(page.get_by_role("heading", level=1)).to_have_text("You are no longer in this session")
    await expect(page.locator("button, input").locator("visible=true")).to_have_count(1)  # the language


async def test_a_roster_asks_for_number_and_code_and_then_whether_it_is_you(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = ROSTER
    classroom.says = [IsThisYou("007", "李雷")]
    page = await open_phone()
    await page.get_by_role("button", name="Join", exact=True).tap()
    await expect(page.locator("#wrong")).to_have_text("Please type your number, and your name or your code.")
    assert classroom.of(Join) == []
    await page.get_by_label("Your number").fill("007")
    await page.get_by_label("Your code, if you were given one").fill("blue")
    await page.get_by_role("button", name="Join", exact=True).tap()
    await expect(page.get_by_role("heading", level=1)).to_have_text("李雷")
    await expect(page.locator("main")).to_contain_text("Is this you?")
    await page.get_by_role("button", name="No, go back").tap()
    await expect(page.get_by_label("Your number")).to_have_value("007")
    classroom.says = [IsThisYou("007", "李雷")]
    await page.get_by_role("button", name="Join", exact=True).tap()
    await page.get_by_role("button", name="Yes, that’s me").tap()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello, 李雷")
    assert classroom.of(Join) == [Join("", "007", "blue")] * 2 + [Join("李雷", "007", "blue")]


REFUSALS = {
    "name": "Please type a name",
    "team": "Please choose your team.",
    "roster": "That is not on the list so.",
    "taken": "Somebody has joined with this number already.",
    "removed": "The trainer has taken you out of it.",
}


async def test_a_refusal_at_the_door_is_said_beside_the_form(classroom: Any, open_phone: Any) -> None:
    classroom.stage = ROSTER
    page = await open_phone()
    await page.get_by_label("Your number").fill("7")
    await page.get_by_label("Your name").fill("Ann")
    for code, words in REFUSALS.items():
        classroom.says = [PhoneRefused(code)]
        await page.get_by_role("button", name="Join", exact=True).tap()
        await expect(page.locator("#wrong")).to_contain_text(words)
        await expect(page.locator("#voice")).to_contain_text(words)
    await expect(page.get_by_label("Your name")).to_have_value("Ann")


async def test_a_team_is_chosen_before_joining(classroom: Any, open_phone: Any) -> None:
    classroom.stage = Lobby("s1", "Fire safety", Identity.ANONYMOUS, ("Red", "蓝队"))
    page = await open_phone()
    join = page.get_by_role("button", name="Join", exact=True)
    await join.tap()
    await expect(page.locator("#wrong")).to_have_text("Please choose your team.")
    group = page.get_by_role("group", name="Your team")
    await group.get_by_role("radio").nth(0).focus()
    await page.keyboard.press("ArrowDown")
    await expect(group.get_by_role("radio", name="蓝队")).to_be_checked()
    await join.tap()
    assert (await classroom.hears(Join)) == Join(team="蓝队")


async def test_the_lobby_tells_the_neighbours_which_network_it_is(classroom: Any, open_phone: Any) -> None:
    page = await open_phone()
    await classroom.show(Lobby("s1", "Fire safety", Identity.ANONYMOUS, wifi=Wifi("Room 12", "<b>")))
    line = "For your neighbours: the Wi-Fi is Room 12 with the password <b>"
    await expect(page.locator(".wifi")).to_have_text(line)
    await classroom.show(Lobby("s1", "Fire safety", Identity.ANONYMOUS, wifi=Wifi("Open")))
    await expect(page.locator(".wifi")).to_have_text("For your neighbours: the Wi-Fi is Open")
    await classroom.show(Lobby("s1", "Fire safety", Identity.ANONYMOUS))
    await expect(page.locator(".wifi")).to_have_count(0)


async def test_who_was_here_before_comes_back_with_a_code(classroom: Any, open_phone: Any) -> None:
    classroom.stage = Lobby("s1", "Fire safety", Identity.NICKNAME)
    classroom.says = [PhoneRefused("code")]
    page = await open_phone()
    await page.get_by_role("button", name="I was here before").tap()
    field = page.get_by_label("Your code of six characters")
    await field.fill("K7")
    await page.get_by_role("button", name="Go on").tap()
    await expect(page.locator("#wrong")).to_have_text("The code has six letters and digits.")
    assert classroom.of(Rejoin) == []
    await field.fill("k7qm-2y")
    await page.get_by_role("button", name="Go on").tap()
    await expect(page.locator("#wrong")).to_have_text("Nobody here has this code. Perhaps it was mistyped.")
    await field.fill("k7qm-2x")
    await field.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Ann")
    assert (await classroom.hears(Rejoin, 2)).code == "k7qm-2x"
    await expect(page.locator(".code b")).to_have_text("K7QM-2X")


async def test_who_waits_sees_number_team_and_code(classroom: Any, open_phone: Any) -> None:
    page = await open_phone()
    await classroom.show(Waiting("s1", "Fire safety", "4711", "蓝队", "K7QM2XABCDEF", anonymous=True))
    await expect(page.get_by_role("heading", level=1)).to_have_text("You are number 4711")
    await expect(page.get_by_text("Team: 蓝队")).to_be_visible()
    await expect(page.locator(".code b")).to_have_text("K7QM-2X")
    await classroom.show(Waiting("s1", "Fire safety", "4711"))  # somebody calls themselves so
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello, 4711")


@pytest.mark.parametrize(
    "later", [NoSession(), Lobby("s2", "Another", Identity.ANONYMOUS), Removed("s1", "?")]
)
async def test_who_left_before_the_end_finds_the_receipt_on_the_phone_still(
    classroom: Any, open_phone: Any, later: Any
) -> None:
    page = await open_phone()
    await classroom.show(Waiting("s1", "Fire safety", "Ann", code="K7QM2XABCDEF"))
    await expect(page.locator(".code b")).to_have_text("K7QM-2X")
    classroom.stage = later
    await page.reload()
    link = page.get_by_role("link", name="See what is kept of me")
    await expect(link).to_have_attribute("href", "/receipt.html#K7QM2XABCDEF")


async def test_one_signs_in_with_the_four_digits(classroom: Any, open_phone: Any) -> None:
    classroom.stage = Waiting("s1", "Fire safety", "Ann", code="K7QM2XABCDEF", sign_in=True)
    page = await open_phone()
    field = page.get_by_label("Sign in: the four digits on the projector")
    await expect(field).to_have_attribute("inputmode", "numeric")
    button = page.get_by_role("button", name="Sign in")
    await field.fill("12")
    await button.tap()
    await expect(page.locator("#wrong")).to_have_text("Please type the four digits.")
    for code, words in (("wrong_code", "That is not the code"), ("over", "The sign-in is over.")):
        classroom.says = [PhoneRefused(code)]
        await field.fill("1234")
        await button.tap()
        await expect(page.locator("#wrong")).to_contain_text(words)
    classroom.says = [PhoneRefused("not_stored")]
    await button.tap()
    await expect(page.locator("#notice")).to_contain_text("couldn’t store it")
    await field.press("Enter")
    await expect(page.locator(".present")).to_have_text("✓ You are signed in as present.")
    await expect(field).to_have_count(0)
    assert [one.code for one in classroom.of(SignIn)] == ["1234"] * 4


async def test_what_changes_about_somebody_takes_no_half_typed_digits_away(
    classroom: Any, open_phone: Any
) -> None:
    classroom.stage = Waiting("s1", "Fire safety", "Ann", sign_in=True)
    page = await open_phone()
    field = page.get_by_label("Sign in: the four digits on the projector")
    await field.type("12")
    await classroom.show(Waiting("s1", "Fire safety", "Anna", sign_in=True))  # the trainer mends the name
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Anna")
    await expect(field).to_be_focused()
    await page.keyboard.type("34")
    await expect(field).to_have_value("1234")


async def test_after_the_end_stands_the_receipt(classroom: Any, open_phone: Any) -> None:
    page = await open_phone()
    await classroom.show(Ended("s1", "Fire safety", 3, 5, "K7QM2XABCDEF", 2, 20))
    await expect(page.locator(".code")).to_have_text("K7QM-2XAB-CDEF")
    await expect(page.locator(".score")).to_contain_text("Place 2 of 20")
    link = page.get_by_role("link", name="See what is kept of me")
    await expect(link).to_have_attribute("href", "/receipt.html#K7QM2XABCDEF")
    await classroom.show(Ended("s2", "Another", 0, 0))
    await expect(link).to_have_count(0)


@pytest.mark.parametrize("joined", [True, False])
async def test_a_server_long_out_of_reach_may_have_another_address(
    classroom: Any, open_phone: Any, joined: bool
) -> None:
    stage = Waiting("s1", "Fire safety", "Ann", code="K7QM2XABCDEF")
    classroom.stage = stage if joined else Lobby("s1", "Fire safety", Identity.ANONYMOUS)
    page = await open_phone(clock=True)
    await expect(page.locator(f"main.{'waiting' if joined else 'lobby'}")).to_be_visible()
    await classroom.ask() if joined else None
    classroom.shut = True
    await classroom.close_sockets()
    await expect(page.locator("#link")).to_be_visible()
    await page.clock.run_for(10_000)
    await expect(page.locator("#away")).to_have_count(0)
    await page.clock.run_for(6_000)
    await expect(page.locator("#away")).to_contain_text("Not connected. If the trainer’s address has changed")
    code = "type your code K7QM-2X"
    expected = expect(page.locator("#away"))
    await (expected.to_contain_text(code) if joined else expected.not_to_contain_text("your code"))
    classroom.shut = False
    while await page.locator("#away").count():  # the line is real, and knows nothing of the page's clock
        await page.clock.run_for(500)
