"""Pictures of the phone's page at every stage, for every kind of question, and when something is amiss."""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from server.protocol import (
    Asking,
    Board,
    BoardQuestion,
    Identity,
    Lobby,
    OwnQuestion,
    Revealed,
    SlideShown,
    Waiting,
    Wifi,
)
from tests.phone.conftest import CHROMIUM_ARGUMENTS, Classroom, running_classroom
from tests.phone.stages import STAGES, stage_named
from tests.phone.test_kinds import KINDS, give

LOCALES = {"en": "en-GB", "zh": "zh-CN"}
TITLE = "How we speak on the phone 电话沟通"
BOARD = Board(
    (
        BoardQuestion("1" * 16, "What if nobody answers? 没人接怎么办？", 12),
        BoardQuestion("2" * 16, "Why?", 1, True),
    ),
    voted=("1" * 16,),
    own=("2" * 16,),
    waiting=(OwnQuestion("3" * 16, "May I call in the evening?"),),
)

Scene = Callable[[Page, Classroom], Awaitable[None]]


async def _offline(page: Page, room: Classroom) -> None:
    await room.ask(left_ms=25_000)
    await page.locator(".tile").first.wait_for()
    room.shut = True
    await room.close_sockets()
    await page.locator(".tile").first.tap()
    await page.locator(".standing.kept").wait_for()


async def _refused(page: Page, room: Classroom) -> None:
    room.replies = ["too_late"]
    await room.ask()
    await page.locator(".tile").first.tap()
    await page.locator(".standing.wrong").wait_for()


async def _nameless(page: Page, room: Classroom) -> None:
    await room.show(Lobby("s1", TITLE, Identity.NICKNAME, wifi=Wifi("Room 12", "s3cret")))
    await page.locator("form button.main").tap()


async def _before(page: Page, room: Classroom) -> None:
    await room.show(Lobby("s1", TITLE, Identity.NICKNAME))
    await page.locator(".aside button").tap()


async def _asked(page: Page, room: Classroom) -> None:
    await room.show(Waiting("s1", TITLE, "Ada", code="K7QM2XABCDEF"))
    await page.locator("nav button").nth(0).tap()
    await page.locator("#sheet li").first.wait_for()


async def _mood(page: Page, room: Classroom) -> None:
    await room.show(Waiting("s1", TITLE, "Ada", code="K7QM2XABCDEF"))
    await page.locator("nav button").nth(1).tap()


async def _slide(page: Page, room: Classroom) -> None:
    await room.show(Waiting("s1", TITLE, "Ada", code="K7QM2XABCDEF"))
    await page.locator("nav button").first.wait_for()
    await room.share(SlideShown(12, "What we say first 先说什么", "1" * 64))
    await page.locator("nav button").nth(2).tap()
    await page.locator("#sheet img").wait_for()


async def _looked_back(page: Page, room: Classroom) -> None:
    await room.show(stage_named(room, "feedback"))
    await page.locator(".feedback .tile").nth(3).tap()
    await page.locator(".feedback textarea").fill("More exercises 多一些练习")
    room.shut = True
    await room.close_sockets()
    await page.locator(".feedback button.main").tap()
    await page.locator(".standing.kept").wait_for()


async def _thanked(page: Page, room: Classroom) -> None:
    await room.show(stage_named(room, "feedback"))
    await page.locator(".feedback .tile").nth(3).tap()
    await page.locator(".feedback button.main").tap()
    await page.locator("form").wait_for(state="detached")


SCENES: dict[str, Scene] = {
    "offline": _offline,
    "refused": _refused,
    "nameless": _nameless,
    "before": _before,
    "asked": _asked,
    "mood": _mood,
    "slide": _slide,
    "feedback-kept": _looked_back,
    "feedback-saved": _thanked,
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 360, "height": 740}},
    "dark": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
    "small": {"viewport": {"width": 320, "height": 568}},
}


async def _page(browser: Browser, room: Classroom, language: str, look: str) -> Page:
    phone = {"locale": LOCALES[language], "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
    context = await browser.new_context(**{**phone, **LOOKS[look]})
    page = await context.new_page()
    await page.goto(room.address)
    await page.locator("h1").wait_for()
    return page


async def _take(page: Page, folder: Path, name: str) -> None:
    await page.wait_for_timeout(150)  # what is loaded beside the stage
    await page.screenshot(path=str(folder / f"{name}.png"), full_page=True)


async def _stages(browser: Browser, folder: Path, language: str, look: str) -> None:
    async with running_classroom() as room:
        page = await _page(browser, room, language, look)
        for name in STAGES:
            await room.show(stage_named(room, name))
            await _take(page, folder, f"{name}-{look}")
        await page.context.close()


async def _kinds(browser: Browser, folder: Path, language: str) -> None:
    for name, kind in KINDS.items():
        async with running_classroom() as room:
            page = await _page(browser, room, language, "light")
            await room.show(Asking("s1", kind.question, 1, 45_000))
            await _take(page, folder, f"kind-{name}-1-asking")
            if language == "en":
                await give(page, name)
                await page.locator(".standing.saved").wait_for()
                await _take(page, folder, f"kind-{name}-2-saved")
            result = {
                **kind.result,
                "answered": 12,
                "explanation": "因为…… Because …",
                "score": 2,
                "possible": 3,
            }
            await room.show(
                Revealed(session_id="s1", question=kind.question, round=1, saved=kind.answer, **result)
            )
            await _take(page, folder, f"kind-{name}-3-revealed")
            await page.context.close()


async def _scenes(browser: Browser, folder: Path, language: str) -> None:
    for name, play in SCENES.items():
        async with running_classroom() as room:
            room.board = BOARD
            page = await _page(browser, room, language, "light")
            await play(page, room)
            await _take(page, folder, f"scene-{name}")
            await page.context.close()


async def _take_all(folder: Path, chromium: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        for language in LOCALES:
            there = folder / language / "phone"
            there.mkdir(parents=True, exist_ok=True)
            for look in LOOKS:
                await _stages(browser, there, language, look)
            await _kinds(browser, there, language)
            await _scenes(browser, there, language)
        await browser.close()


def take_phone_shots(folder: Path) -> None:
    """Write them to LANGUAGE/phone in this folder. Raises `RuntimeError` without a Chromium."""
    chromium = os.environ.get("HANDSUP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise RuntimeError("Chromium is missing")
    asyncio.run(_take_all(folder, chromium))
