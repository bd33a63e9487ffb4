"""What axe-core, a program that knows the rules of WCAG, finds on the page at every stage: nothing."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from server.protocol import Board, BoardQuestion, OwnQuestion, Revealed, SlideShown, Waiting
from tests.phone.stages import STAGES, stage_named
from tests.phone.test_kinds import KINDS

pytestmark = pytest.mark.asyncio(loop_scope="session")

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Check = Callable[[Page], Awaitable[list[str]]]


async def violations(page: Page) -> list[str]:
    """The rules that are broken, each with the first element that breaks it."""
    found = await Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]


async def shown(page: Page, classroom: Any, stage: Any) -> None:
    await classroom.show(stage)
    await expect(page.locator(f"main.{type(stage).__struct_config__.tag}")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_stage_breaks_a_rule(classroom: Any, open_phone: Any, scheme: str) -> None:
    page = await open_phone(color_scheme=scheme)
    await expect(page.get_by_role("heading")).to_be_visible()
    for name in STAGES:
        await shown(page, classroom, stage_named(classroom, name))
        if name == "feedback":
            await expect(page.locator("form.feedback")).to_be_visible()
        assert await violations(page) == [], name


async def test_no_result_breaks_a_rule(classroom: Any, open_phone: Any) -> None:
    page = await open_phone("zh-CN")
    for name, kind in KINDS.items():
        result = {
            **kind.result,
            "answered": 12,
            "explanation": "Why so",
            "possible": 3,
            "place": 2,
            "among": 9,
        }
        await shown(page, classroom, Revealed(session_id="s1", question=kind.question, round=1, **result))
        assert await violations(page) == [], name


async def test_a_form_that_was_filled_in_wrongly_breaks_none(classroom: Any, open_phone: Any) -> None:
    page = await open_phone()
    for name in ("nickname", "roster", "code_wanted", "sign_in"):
        await shown(page, classroom, stage_named(classroom, name))
        await page.locator("form button.main").click()
        await expect(page.locator("#wrong")).not_to_be_empty()
        assert await violations(page) == [], name


async def test_an_answer_on_its_way_and_a_lost_line_break_none(classroom: Any, open_phone: Any) -> None:
    classroom.holds = True
    await classroom.ask()
    page = await open_phone()
    await page.locator(".tile").first.tap()
    await expect(page.locator(".standing.sending")).to_be_visible()
    assert await violations(page) == []
    classroom.shut = True
    await classroom.close_sockets()
    await expect(page.locator(".standing.kept")).to_be_visible()
    assert await violations(page) == []


@pytest.mark.parametrize("button", ["Ask", "How it goes", "Slide"])
async def test_the_sheets_beside_the_lesson_break_none(classroom: Any, open_phone: Any, button: str) -> None:
    classroom.stage = Waiting("s1", "Fire safety", "Ann", code="K7QM2XABCDEF")
    classroom.board = Board(
        (BoardQuestion("1" * 16, "Does sand work?", 3), BoardQuestion("2" * 16, "And a blanket?", 1, True)),
        own=("2" * 16,),
        waiting=(OwnQuestion("3" * 16, "Why not water?"),),
    )
    page = await open_phone()
    await expect(page.get_by_role("navigation")).to_be_visible()
    await classroom.share(SlideShown(12, "The heart", "1" * 64))
    await page.get_by_role("button", name=button).tap()
    await expect(page.get_by_role("dialog")).to_be_visible()
    if button == "Slide":
        await expect(page.locator("#sheet img")).to_be_visible()
    assert await violations(page) == []


async def test_the_program_sees_what_is_wrong(open_phone: Any) -> None:
    page = await open_phone()
    await page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [line.split(":")[0] for line in await violations(page)] == ["button-name"]
