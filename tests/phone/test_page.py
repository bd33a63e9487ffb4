"""The page itself: its weight, its syntax, its words, and that everybody can read and reach it."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

import assets
from server.protocol import Board, BoardQuestion, OwnQuestion, SlideShown, Waiting
from tests.phone.stages import LONG, STAGES, stage_named

SOCKET_BYTES = 600  # its handshake both ways, and the first message
PAGE_FILES = Path(assets.__file__).parent / "phone"


def test_markup_has_no_inline_style_or_handler_or_foreign_address() -> None:
    markup = (PAGE_FILES / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=", markup)
    addresses = re.findall(r'(?:src|href)="([^"]+)"', markup)
    assert all((PAGE_FILES / address).is_file() for address in addresses[1:])
    assert addresses[0].startswith("data:")


@pytest.mark.asyncio(loop_scope="session")
async def test_the_first_load_takes_two_requests_and_a_socket_and_30_kilobytes_of_transfer(
    classroom: Any, open_phone: Any
) -> None:
    page = await open_phone()
    await expect(page.get_by_role("heading")).to_have_text("The class hasn’t begun")
    assert sorted(classroom.requests) == ["/", "/phone.js"]
    assert classroom.lines == 1  # the one that the page began to open before its script was there
    moved = await page.evaluate(
        """() => performance.getEntriesByType('navigation')
            .concat(performance.getEntriesByType('resource'))
            .reduce((sum, entry) => sum + entry.transferSize, 0)"""
    )
    assert 5_000 < moved <= 30_000 - SOCKET_BYTES


@pytest.mark.asyncio(loop_scope="session")
async def test_both_languages_say_the_same_things(open_phone: Any) -> None:
    page = await open_phone()
    shapes = await page.evaluate(
        """async () => {
            const {texts} = await import('/page.js');
            await import('/talk.js');
            await import('/feedback.js');
            await import('/slide.js');
            const shape = table => Object.keys(table).map(key => {
                const text = table[key];
                const size = typeof text === 'function' ? text.length : text || key === 'gap' ? '' : ' empty';
                return `${key}: ${typeof text}${size}`;
            });
            return [shape(texts.en), shape(texts.zh), Object.keys(texts)];
        }"""
    )
    assert shapes[0] == shapes[1]
    assert shapes[2] == ["en", "zh"]
    assert not [line for line in shapes[0] if "empty" in line]


def test_every_text_that_is_asked_for_exists_and_none_is_idle() -> None:
    own = [path for path in PAGE_FILES.glob("*.js") if path.stem not in ("receipt", "remote")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(own))
    tables = re.compile(r"^  en: \{$(.*?)^  \},\n  zh: \{$.*?^  \},$", re.M | re.S)
    keys = set(re.findall(r"^    (\w+):", "".join(tables.findall(code)), re.M))
    rest = tables.sub("", code)
    asked = set(re.findall(r'\bt\(\s*"(\w+)"', rest))
    assert asked <= keys
    assert not {key for key in keys if f'"{key}"' not in rest}


LOOK = """() => {
    const lum = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
    const parse = color => (color.match(/[\\d.]+/g) || []).map(Number);
    const ground = element => {
        for (let e = element; e; e = e.parentElement) {
            const c = parse(getComputedStyle(e).backgroundColor);
            if (c.length === 3 || c[3] === 1) return c;
        }
        return [255, 255, 255];
    };
    const faint = [];
    for (const element of document.querySelectorAll('body *')) {
        const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        const box = element.getBoundingClientRect();
        const aside = element.closest('.unseen, .badge, noscript, :disabled');
        if (!own || box.width < 2 || aside) continue;
        const [a, b] = [lum(parse(getComputedStyle(element).color)), lum(ground(element))];
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (ratio < 4.5) faint.push([element.textContent, ratio]);
    }
    const slim = '#language, nav *, .top *, .up';
    const touched = 'button, label.tile, main input:not([type=radio]):not([type=checkbox]), select';
    const small = [...document.querySelectorAll(touched)]
        .filter(e => e.offsetParent)
        .filter(e => e.getBoundingClientRect().height < (e.matches(slim) ? 44 : 56))
        .map(e => e.textContent);
    const unnamed = [...document.querySelectorAll('button, input, select, textarea')]
        .filter(e => e.offsetParent)
        .filter(e => !(e.labels.length || e.matches('button') && e.textContent.trim())).length;
    const cut = [...document.querySelectorAll('main *, #sheet *')]
        .filter(e => e.offsetParent && !e.closest('.unseen'))
        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map(e => e.outerHTML.slice(0, 80));
    const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
    return {faint, small, unnamed, cut, wide, headings: document.querySelectorAll('h1').length};
}"""
WELL = {"faint": [], "small": [], "unnamed": 0, "cut": [], "wide": False, "headings": 1}


async def double_the_text(page: Page) -> None:
    await page.evaluate("document.documentElement.style.fontSize = '200%'")


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("large", [False, True], ids=["text-100", "text-200"])
async def test_every_stage_is_readable_and_reachable_on_the_smallest_screen(
    classroom: Any, open_phone: Any, scheme: str, large: bool
) -> None:
    small = {"width": 320, "height": 568}
    page = await open_phone(viewport=small, color_scheme=scheme)
    await expect(page.get_by_role("heading")).to_be_visible()
    if large:
        await double_the_text(page)
    for name in STAGES:
        stage = stage_named(classroom, name)
        await classroom.show(stage)
        title = getattr(stage, "type", None) or type(stage).__struct_config__.tag
        await expect(page.locator(f"main.{title}")).to_have_count(1)
        if name == "feedback":
            await expect(page.locator("form.feedback")).to_be_visible()
        if name == "several":
            await page.get_by_role("checkbox").nth(1).check(force=True)
        assert await page.evaluate(LOOK) == WELL, name


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("large", [False, True], ids=["text-100", "text-200"])
@pytest.mark.parametrize("button", ["Ask", "How it goes", "Slide"])
async def test_the_sheets_beside_the_lesson_are_readable_and_reachable_too(
    classroom: Any, open_phone: Any, scheme: str, large: bool, button: str
) -> None:
    classroom.stage = Waiting("s1", LONG, LONG[:40])
    classroom.board = Board(
        (BoardQuestion("1" * 16, LONG, 128), BoardQuestion("2" * 16, "?" * 300, 1, True)),
        own=("2" * 16,),
        waiting=(OwnQuestion("3" * 16, LONG),),
    )
    page = await open_phone(viewport={"width": 320, "height": 568}, color_scheme=scheme)
    if large:
        await double_the_text(page)
    await expect(page.get_by_role("navigation")).to_be_visible()
    await classroom.share(SlideShown(120, LONG, "1" * 64))
    await expect(page.get_by_role("navigation").get_by_role("button")).to_have_count(3)
    await page.get_by_role("button", name=button).tap()
    await expect(page.get_by_role("dialog")).to_be_visible()
    if button == "Ask":
        await expect(page.locator("#sheet li")).to_have_count(3)
    if button == "Slide":
        await expect(page.locator("#sheet img")).to_be_visible()
    assert await page.evaluate(LOOK) == WELL


@pytest.mark.asyncio(loop_scope="session")
async def test_what_moves_rests_within_five_seconds_and_never_moves_for_those_who_want_none(
    open_phone: Any,
) -> None:
    moving = """() => document.getAnimations().map(a => a.effect.getComputedTiming().endTime)"""
    still = await open_phone(reduced_motion="reduce")
    await expect(still.get_by_role("heading")).to_be_visible()
    assert await still.evaluate(moving) == []
    lively = await open_phone(reduced_motion="no-preference")
    await expect(lively.get_by_role("heading")).to_have_text("The class hasn’t begun")
    assert max(await lively.evaluate(moving)) <= 5000


@pytest.mark.asyncio(loop_scope="session")
async def test_thanks_for_a_vote_stand_as_wide_as_any_verdict(classroom: Any, open_phone: Any) -> None:
    page = await open_phone()
    await classroom.show(classroom.revealed(right=None, solution=None))
    thanks = await page.locator(".verdict").bounding_box()
    await classroom.show(classroom.revealed())
    await expect(page.locator(".verdict.right")).to_be_visible()
    right = await page.locator(".verdict").bounding_box()
    assert (thanks["x"], thanks["width"]) == (right["x"], right["width"])  # type: ignore[index]


@pytest.mark.asyncio(loop_scope="session")
async def test_keyboards_see_where_they_are(classroom: Any, open_phone: Any) -> None:
    await classroom.ask(several=True)
    page = await open_phone()
    await expect(page.locator(".tile")).to_have_count(4)
    for focused in ("#language", "label.tile.ring"):
        await page.keyboard.press("Tab")
        width = await page.locator(focused).evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)")
        assert width >= 2
