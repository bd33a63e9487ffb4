"""The page's charts as SVG: their text stands beside them, so that it wraps, prints and is read aloud.

All lengths along a bar are percentages of the drawing's width, which follows the page.
"""

from collections.abc import Sequence
from math import ceil, log10

from server.figures import FEW, Quartiles, Share, SlideFigures
from server.reports.markup import Markup, element, join

# The marks of phone and projector: Okabe & Ito's colours, each with a shape of its own in a box of 20 by 20.
_SHAPES = (
    "M10 1a9 9 0 1 0 .01 0z",
    "M2 2h16v16H2z",
    "M10 1.5 19 18H1z",
    "M10 0l10 10-10 10L0 10z",
    "M5 1.500h10L20 10l-5 8.500H5L0 10z",
    "M10 1l9.5 7-3.6 11H4.100L.5 8z",
    "M10 0l2.900 6.400 7 .8-5.200 4.700 1.500 6.900L10 15.300 3.800 18.800l1.500-6.900L.1 7.200l7-.8z",
    "M6.500 0h7v6.500H20v7h-6.500V20h-7v-6.500H0v-7h6.500z",
)


def draw_mark(option: int) -> Markup:
    """An option's shape in its colour."""
    path = element("path", d=_SHAPES[option % len(_SHAPES)])
    return element("svg", path, class_=f"mark o{option % 8}", viewBox="-1 -1 22 22", aria_hidden="true")


def draw_tick() -> Markup:
    """The sign of a right answer."""
    path = element("path", d="M3 11l5 5L18 4")
    return element("svg", path, class_="tick", viewBox="0 0 21 20", aria_hidden="true")


def draw_option_bar(option: int, share: Share, label: str, *, right: bool) -> Markup:
    """How many chose an option; the right one has a heavy outline. With few people a fine line spans
    the interval that the share may well lie in."""
    bar = _bar(share.share or 0.0, f"bar o{option % 8}" + (" correct" if right else ""), height=12)
    parts = [_bar(1.0, "track", height=12), bar]
    if 0 < share.of < FEW and share.low is not None and share.high is not None:
        ends = {"x1": _percent(share.low), "x2": _percent(share.high), "y1": 6.5, "y2": 6.5}
        parts += [element("line", class_=kind, **ends) for kind in ("halo", "interval")]
    return _chart(label, *parts, height=13)


def draw_participation(answered: int, connected: int, joined: int, most: int, label: str) -> Markup:
    """Answered within connected within joined, of the `most` people that any bar shows."""
    scale = max(most, 1)
    return _chart(
        label,
        _bar(joined / scale, "joined"),
        _bar(connected / scale, "connected"),
        _bar(answered / scale, "answered", inset=4),
        height=20,
    )


def draw_slide_time(slide: SlideFigures, longest_s: float, label: str) -> Markup:
    """The time a slide was shown against its plan, on the scale of all slides."""
    scale = max(longest_s, 1.0)
    planned_s = slide.planned_s
    within_s = slide.shown_s if planned_s is None else min(slide.shown_s, planned_s)
    parts = [_bar(within_s / scale, "time")]
    if planned_s is not None:
        if slide.shown_s > planned_s:
            parts.append(_bar((slide.shown_s - planned_s) / scale, "over", start=planned_s / scale))
        at = _percent(planned_s / scale)
        parts.append(element("line", x1=at, x2=at, y1=0, y2=18, class_="plan"))
    return _chart(label, *parts, height=18)


def draw_responses(times_s: Sequence[float], quartiles: Quartiles, label: str, unit: str) -> Markup:
    """One dot for each answer on a scale in seconds from nought, with the quartiles as a box."""
    step, longest = _scale(times_s[-1])
    box = element(
        "rect",
        x=_percent(quartiles.lower / longest),
        width=_percent((quartiles.upper - quartiles.lower) / longest),
        y=3,
        height=20,
        class_="box",
    )
    at = _percent(quartiles.median / longest)
    median = element("line", x1=at, x2=at, y1=1, y2=25, class_="median")
    dots = (
        element("circle", cx=_percent(time / longest), cy=7 + 4 * (index % 4), r=2.4, class_="dot")
        for index, time in enumerate(times_s)
    )
    return _chart(label, box, *dots, median, *_axis(step, longest, unit), height=42, kind="responses")


def draw_histogram(bins: Sequence[int], label: str) -> Markup:
    """How many numbers lie in each of the classes, as columns beside each other."""
    tallest, width = max(bins, default=1), 1 / max(len(bins), 1)
    columns = (
        element(
            "rect",
            x=_percent((place + 0.04) * width),
            width=_percent(0.92 * width),
            y=f"{40 - 38 * count / tallest:.1f}",
            height=f"{38 * count / tallest:.1f}",
            class_="time",
        )
        for place, count in enumerate(bins)
        if count
    )
    ground = element("line", x1="0%", x2="100%", y1=40.5, y2=40.5, class_="axis")
    return _chart(label, *columns, ground, height=42)


def draw_hatching() -> Markup:
    """The pattern of time over plan, once for the whole page."""
    ground = element("rect", width=6, height=6, class_="overground")
    stripe = element("path", d="M-1 1l2-2M0 6l6-6M5 7l2-2", class_="overstripe")
    pattern = element("pattern", ground, stripe, id="over", width=6, height=6, patternUnits="userSpaceOnUse")
    return element("svg", element("defs", pattern), width=0, height=0, class_="defs", aria_hidden="true")


def _chart(label: str, *parts: Markup, height: int, kind: str = "chart") -> Markup:
    title = element("title", label)
    return element(
        "svg", title, join(*parts), class_=kind, height=height, width="100%", role="img", aria_label=label
    )


def _bar(share: float, kind: str, *, start: float = 0.0, inset: float = 1.0, height: float = 18.0) -> Markup:
    y, thick = inset + 0.5, height - 2 * inset
    return element("rect", x=_percent(start), width=_percent(share), y=y, height=thick, class_=kind)


def _axis(step: float, longest: float, unit: str) -> list[Markup]:
    marks = range(round(longest / step) + 1)
    parts = [element("line", x1="0%", x2="100%", y1=27, y2=27, class_="axis")]
    for mark in marks:
        at = _percent(mark * step / longest)
        anchor = "start" if mark == 0 else "end" if mark == marks[-1] else "middle"
        text = f"{mark * step:g}" + (f" {unit}" if mark == marks[-1] else "")
        parts.append(element("line", x1=at, x2=at, y1=25, y2=29, class_="axis"))
        parts.append(element("text", text, x=at, y=40, text_anchor=anchor, class_="axislabel"))
    return parts


def _scale(longest: float) -> tuple[float, float]:
    """A round step and the end of a scale that holds `longest` in four to ten steps."""
    rough = max(longest, 1.0) / 5
    power = 10.0 ** (ceil(log10(rough)) - 1)
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    return step, step * max(1, ceil(longest / step))


def _percent(share: float) -> str:
    return f"{share * 100:.2f}%"
