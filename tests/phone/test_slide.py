"""The slide on the projector, followed on the phone where the trainer allows it."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from server.protocol import Asking, Ended, Identity, Lobby, SlideShown, Waiting
from tests.phone.conftest import SESSION, TITLE

pytestmark = pytest.mark.asyncio(loop_scope="session")

WAITING = Waiting(SESSION, TITLE, "Ann", code="K7QM2XABCDEF")
NONE = "There is no slide on the projector just now."
ONE, TWO = SlideShown(3, "The heart 心脏", "1" * 64), SlideShown(4, "", "2" * 64)


def path_of(slide: SlideShown) -> str:
    return f"/slides/{slide.sha256}"


@pytest.fixture
def classroom(classroom: Any) -> Any:
    """One in which somebody waits."""
    classroom.stage = WAITING
    return classroom


async def taking_part(open_phone: Any, *language: str, **options: Any) -> Page:
    page: Page = await open_phone(*language, **options)
    await expect(page.get_by_role("navigation")).to_be_visible()
    return page


async def open_slide(page: Page) -> None:
    await page.get_by_role("button", name="Slide").tap()
    await expect(page.get_by_role("heading", level=2, name="On the projector")).to_be_focused()


def fetched(classroom: Any) -> list[str]:
    return [path for path in classroom.requests if path.startswith("/slides/")]


async def test_who_looks_sees_the_slide_and_each_one_after_it(classroom: Any, open_phone: Any) -> None:
    page = await taking_part(open_phone)
    await classroom.share(ONE)
    await open_slide(page)
    picture = page.get_by_role("img", name="Slide 3: The heart 心脏")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("e => e.naturalWidth") == 960
    await expect(page.locator("#voice")).to_have_text("Slide 3: The heart 心脏")
    await classroom.share(TWO)
    await expect(page.get_by_role("img", name="Slide 4", exact=True)).to_be_visible()
    await expect(picture).to_have_count(0)
    await classroom.say_to_all(SlideShown())
    await expect(page.locator("#sheet").get_by_text(NONE)).to_be_visible()
    await expect(page.locator("#sheet img")).to_have_count(0)


async def test_nothing_is_fetched_before_somebody_looks_and_each_picture_once(
    classroom: Any, open_phone: Any
) -> None:
    page = await taking_part(open_phone)
    await classroom.share(ONE)
    await expect(page.get_by_role("button", name="Slide")).to_be_visible()
    assert fetched(classroom) == []
    await classroom.share(TWO)
    await open_slide(page)
    await expect(page.get_by_role("img", name="Slide 4")).to_be_visible()
    await classroom.share(TWO)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Slide")).to_be_focused()
    await classroom.share(ONE)
    await classroom.ask()  # so that it has been heard
    await expect(page.locator("main.asking")).to_have_count(1)
    assert fetched(classroom) == [path_of(TWO)]


async def test_a_phone_in_a_pocket_fetches_nothing(classroom: Any, open_phone: Any) -> None:
    page = await taking_part(open_phone)
    await classroom.say_to_all(SlideShown())
    await open_slide(page)
    await expect(page.locator("#sheet").get_by_text(NONE)).to_be_visible()
    hide = """hidden => {
        Object.defineProperty(document, 'hidden', {configurable: true, get: () => hidden});
        document.dispatchEvent(new Event('visibilitychange'));
    }"""
    await page.evaluate(hide, True)
    await classroom.share(ONE)
    await classroom.share(TWO)
    await classroom.say_to_all(WAITING)
    assert fetched(classroom) == []
    await page.evaluate(hide, False)
    await expect(page.get_by_role("img", name="Slide 4")).to_be_visible()
    assert fetched(classroom) == [path_of(TWO)]


async def test_where_slides_are_not_shared_there_is_no_button_and_nothing_is_loaded(
    classroom: Any, open_phone: Any
) -> None:
    page = await taking_part(open_phone)
    await expect(page.get_by_role("navigation").get_by_role("button")).to_have_count(2)
    assert "/slide.js" not in classroom.requests


async def test_the_next_session_may_share_none(classroom: Any, open_phone: Any) -> None:
    page = await taking_part(open_phone)
    await classroom.share(ONE)
    await open_slide(page)
    await classroom.show(Ended(SESSION, TITLE, 0, 0))
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await classroom.show(Lobby("s2", "Another", Identity.ANONYMOUS))
    await classroom.show(Waiting("s2", "Another", "1234", anonymous=True))
    await expect(page.get_by_role("navigation").get_by_role("button")).to_have_count(2)
    await classroom.share(TWO)
    await open_slide(page)
    await expect(page.get_by_role("img", name="Slide 4")).to_be_visible()


async def test_the_next_question_comes_before_the_slide(classroom: Any, open_phone: Any) -> None:
    page = await taking_part(open_phone)
    await classroom.share(ONE)
    await open_slide(page)
    await classroom.show(Asking(SESSION, classroom.question(), 1))
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.locator(".tile").first).to_be_visible()
    await open_slide(page)
    await expect(page.get_by_role("img", name="Slide 3: The heart 心脏")).to_be_visible()


async def test_a_picture_that_does_not_come_is_asked_for_again(classroom: Any, open_phone: Any) -> None:
    page = await taking_part(open_phone, clock=True)
    await page.route("**/slides/*", lambda route: route.fulfill(status=503))
    await classroom.share(ONE)
    await open_slide(page)
    await expect(page.get_by_text("The slide couldn’t be loaded. It will be tried again.")).to_be_visible()
    await page.unroute("**/slides/*")
    await page.clock.run_for(3000)
    await expect(page.get_by_role("img", name="Slide 3: The heart 心脏")).to_be_visible()


async def test_a_lost_line_leaves_the_slide_and_the_next_brings_the_news(
    classroom: Any, open_phone: Any
) -> None:
    page = await taking_part(open_phone)
    await classroom.share(ONE)
    await open_slide(page)
    await classroom.close_sockets()
    await expect(page.get_by_role("img", name="Slide 3: The heart 心脏")).to_be_visible()
    await classroom.has_sockets(1)
    await classroom.share(TWO)
    await expect(page.get_by_role("img", name="Slide 4")).to_be_visible()


@pytest.mark.parametrize("size", [(320, 568), (360, 740), (740, 360)])
async def test_the_whole_slide_fits_the_screen_and_can_be_made_larger(
    classroom: Any, open_phone: Any, size: tuple[int, int]
) -> None:
    page = await taking_part(open_phone, viewport={"width": size[0], "height": size[1]})
    await classroom.share(ONE)
    await open_slide(page)
    picture = page.get_by_role("img", name="Slide 3: The heart 心脏")
    await expect(picture).to_be_visible()
    box = await picture.bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(16 / 9, abs=0.02)
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["height"] <= size[1]
    viewport = await page.locator("meta[name=viewport]").get_attribute("content")
    assert viewport is not None
    assert "scalable" not in viewport
    assert "maximum" not in viewport


async def test_all_of_it_goes_by_keyboard_in_chinese(classroom: Any, open_phone: Any) -> None:
    page = await taking_part(open_phone, "zh-CN")
    await classroom.share(ONE)
    await page.get_by_role("button", name="课件").press("Enter")
    await expect(page.get_by_role("img", name="第 3 页：The heart 心脏")).to_be_visible()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.get_by_role("button", name="课件")).to_be_focused()
