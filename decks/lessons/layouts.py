"""How each kind of slide is laid out. All measures in points."""

from collections.abc import Callable
from functools import partial
from itertools import groupby

from decks.lessons.drawing import Box, Page, Setting, Words, needed_height
from decks.lessons.shape_xml import Ink
from decks.lessons.source import Point, SlideSource
from decks.lessons.stationery import MARGIN, PAGE_WIDTH

TOP, BOTTOM = 132, 508
WIDE = PAGE_WIDTH - 2 * MARGIN
GAP = 18
BODY_SIZES = (26, 24, 22)
_BAND = 54
_INKS: tuple[Ink, ...] = ("accent1", "accent3", "accent2", "accent4")


def draw_cover(page: Page, slide: SlideSource) -> None:
    """Title, subtitle and a few lines beneath; also the closing slide."""
    page.fill_placeholder(0, slide.title)
    page.fill_placeholder(1, slide.subtitle)
    lines = [Words(point.text, 24, "bg1") for point in slide.points]
    page.words(Box(MARGIN, 404, WIDE, 100), "Lines", lines, Setting(gap=6))


def draw_divider(page: Page, slide: SlideSource) -> None:
    """The part's number large on a field of colour, its title and topics beside it."""
    page.fill_placeholder(0, slide.title)
    page.fill_placeholder(1, "\n".join(point.text for point in slide.points))
    number = Setting(centred=True, middle=True)
    page.words(Box(40, 130, 320, 44), "Part", [Words("PART", 28, "bg1", bold=True)], number)
    page.words(Box(40, 170, 320, 200), "Part number", [Words(slide.part, 130, "bg1", bold=True)], number)


def draw_contents(page: Page, slide: SlideSource) -> None:
    """Two columns of numbered chapters."""
    page.fill_placeholder(0, slide.title)
    width, rows = (WIDE - GAP) / 2, (len(slide.points) + 1) // 2
    height = (BOTTOM - TOP - GAP * (rows - 1)) / rows
    for place, point in enumerate(slide.points):
        x = MARGIN + (place // rows) * (width + GAP)
        y = TOP + (place % rows) * (height + GAP)
        number, _, title = point.heading.partition(" ")
        page.panel(Box(x, y, width, height), "bg2", f"Chapter {number}")
        page.panel_of_words(
            Box(x, y, 84, height),
            _INKS[0],
            f"Number {number}",
            [Words(number, 34, "bg1", bold=True)],
            Setting(centred=True, middle=True),
        )
        words = [Words(title, 24, "tx2", bold=True), Words(point.text, 22)]
        page.words(
            Box(x + 84, y, width - 84, height), f"Title {number}", words, Setting((18, 6), 4, middle=True)
        )


def draw_cards(page: Page, slide: SlideSource) -> None:
    """Three cards side by side, or four in two rows."""
    bottom = _draw_head_and_band(page, slide)
    columns = 2 if len(slide.points) == 4 else len(slide.points)
    rows = -(-len(slide.points) // columns)
    width = (WIDE - GAP * (columns - 1)) / columns
    height = (bottom - TOP - GAP * (rows - 1)) / rows
    roomy = rows == 1
    setting = Setting((20, 22 if roomy else 8), 10 if roomy else 2, middle=not roomy)
    size = _body_size(width, height, [partial(_headed, point, "tx1") for point in slide.points], setting)
    for place, point in enumerate(slide.points):
        ink = _INKS[place % len(_INKS)]
        box = Box(
            MARGIN + (place % columns) * (width + GAP),
            TOP + (place // columns) * (height + GAP),
            width,
            height,
        )
        page.panel_of_words(box, "bg2", f"Card {place + 1}", _headed(point, ink, size), setting)
        if roomy:
            page.panel(Box(box.x, box.y, box.width, 6), ink, f"Edge {place + 1}")
        else:
            page.panel(Box(box.x, box.y, 6, box.height), ink, f"Edge {place + 1}")


def draw_list(page: Page, slide: SlideSource) -> None:
    """Numbered rows: a heading and one or two lines each."""
    bottom = _draw_head_and_band(page, slide)
    rows = len(slide.points)
    height = (bottom - TOP) / rows
    setting = Setting((0, 4), 2, middle=True)
    size = _body_size(WIDE - 72, height, [partial(_headed, point, "tx2") for point in slide.points], setting)
    for place, point in enumerate(slide.points):
        y = TOP + place * height
        if place:
            page.panel(Box(MARGIN, y, WIDE, 1.5), "bg2", f"Rule {place}")
        page.panel_of_words(
            Box(MARGIN, y + (height - 48) / 2, 48, 48),
            _INKS[0],
            f"Number {place + 1}",
            [Words(str(place + 1), 24, "bg1", bold=True)],
            Setting(centred=True, middle=True),
            ellipse=True,
        )
        words = _headed(point, "tx2", size)
        page.words(
            Box(MARGIN + 72, y, WIDE - 72, height), f"Row {place + 1}", words, Setting((0, 4), 2, middle=True)
        )


def draw_steps(page: Page, slide: SlideSource) -> None:
    """A row of steps, each with its number on a line that leads on to the next."""
    bottom = _draw_head_and_band(page, slide)
    columns = len(slide.points)
    width = (WIDE - GAP * (columns - 1)) / columns
    badge, top = 56, TOP + 4
    height, setting = bottom - top - badge - 16, Setting((16, 14), 6)
    size = _body_size(width, height, [partial(_headed, point, "tx1") for point in slide.points], setting)
    page.panel(Box(MARGIN + width / 2, top + badge / 2 - 2, WIDE - width, 4), "accent5", "Way")
    for place, point in enumerate(slide.points):
        x, ink = MARGIN + place * (width + GAP), _INKS[place % len(_INKS)]
        page.panel_of_words(
            Box(x + (width - badge) / 2, top, badge, badge),
            ink,
            f"Number {place + 1}",
            [Words(str(place + 1), 26, "bg1", bold=True)],
            Setting(centred=True, middle=True),
            ellipse=True,
        )
        box = Box(x, top + badge + 16, width, height)
        page.panel_of_words(box, "bg2", f"Step {place + 1}", _headed(point, ink, size), setting)


def draw_compare(page: Page, slide: SlideSource) -> None:
    """Two columns of points, each below its heading."""
    bottom = _draw_head_and_band(page, slide)
    width, head = (WIDE - GAP) / 2, 52
    columns = [(column, list(points)) for column, points in groupby(slide.points, lambda point: point.column)]
    height, setting = bottom - TOP - head, Setting((20, 18), 14)
    size = _body_size(width, height, [partial(_bulleted, points) for _, points in columns], setting)
    for place, (column, points) in enumerate(columns):
        x = MARGIN + place * (width + GAP)
        ink: Ink = "tx2" if place == 0 else "accent1"
        title = [Words(column, 26, "bg1", bold=True)]
        page.panel_of_words(
            Box(x, TOP, width, head), ink, f"Heading {place + 1}", title, Setting((20, 4), middle=True)
        )
        box = Box(x, TOP + head, width, height)
        page.panel_of_words(box, "bg2", f"Column {place + 1}", _bulleted(points, size), setting)


def _headed(point: Point, ink: Ink, size: float) -> list[Words]:
    return [Words(point.heading, max(26, size + 2), ink, bold=True), Words(point.text, size)]


def _bulleted(points: list[Point], size: float) -> list[Words]:
    return [Words(point.text, size, bullet=True) for point in points]


def _body_size(
    width: float, height: float, frames: list[Callable[[float], list[Words]]], setting: Setting
) -> float:
    """The largest size at which the words of every frame fit: frames of a slide look alike."""
    for size in BODY_SIZES:
        if all(needed_height(width, write(size), setting) <= height for write in frames):
            return size
    return BODY_SIZES[-1]


def _draw_head_and_band(page: Page, slide: SlideSource) -> float:
    """The title, and the slide's one sentence at the foot. Returns where the space between ends."""
    page.fill_placeholder(0, slide.title)
    if not slide.sentence:
        return BOTTOM
    y = BOTTOM - _BAND
    words = [Words(slide.sentence, 24, "bg1", bold=True)]
    page.panel_of_words(
        Box(MARGIN, y, WIDE, _BAND), "tx2", "Sentence", words, Setting((20, 4), centred=True, middle=True)
    )
    return y - GAP


DRAWERS: dict[str, tuple[str, Callable[[Page, SlideSource], None]]] = {
    "cover": ("Cover", draw_cover),
    "closing": ("Cover", draw_cover),
    "divider": ("Divider", draw_divider),
    "contents": ("Content", draw_contents),
    "cards": ("Content", draw_cards),
    "list": ("Content", draw_list),
    "steps": ("Content", draw_steps),
    "compare": ("Content", draw_compare),
}
"""For each kind of slide: the layout of our stationery that it stands on, and what draws it."""
