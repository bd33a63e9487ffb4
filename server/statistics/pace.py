"""How long each slide was shown, against the time its notes plan for it."""

from collections import defaultdict
from collections.abc import Iterable

from server.figures import SlideFigures
from server.protocol import SlideSummary
from server.statistics.reading import Outage, Reading, Shown


def measure_slides(reading: Reading) -> tuple[SlideFigures, ...]:
    """Every slide of the deck in order; slides that were shown but are not in its summary follow.

    A slide lasts from the moment it is shown until the next one is, or the session's end. While the
    screen is black or white, and while a question is asked, the time is still the slide's. An outage
    of the server is nobody's time.
    """
    shown = _in_order_of_time(reading)
    shown_ms, showings = _add_up(shown, reading)
    slides = {slide.number: slide for slide in reading.opened.deck.slides}
    for number in sorted(shown_ms):
        slides.setdefault(number, SlideSummary(number=number))
    return tuple(
        SlideFigures(
            number=slide.number,
            title=slide.title,
            shown_s=shown_ms.get(slide.number, 0) / 1000,
            showings=showings.get(slide.number, 0),
            planned_s=slide.planned_s,
            png=reading.pictures.get(slide.number, b""),
        )
        for slide in slides.values()
    )


def lasted_s(reading: Reading) -> float:
    """Seconds from the opening to the end, or to the last event, without the outages."""
    outages = [_shorten(outage, _in_order_of_time(reading)) for outage in reading.outages]
    from_ms, to_ms = reading.opened_at_ms, reading.finished_at_ms
    return max(0, to_ms - from_ms - _lost_ms(outages, from_ms, to_ms)) / 1000


def plan_s(reading: Reading) -> float | None:
    """Seconds planned for the whole lesson: the sum over the slides with a plan, None if none has one."""
    planned = [slide.planned_s for slide in reading.opened.deck.slides if slide.planned_s is not None]
    return sum(planned) if planned else None


def _in_order_of_time(reading: Reading) -> list[Shown]:
    # What was shown while the link was down is told late, with its true time.
    within = (
        Shown(max(shown.at_ms, reading.opened_at_ms), shown.slide)
        for shown in reading.shown
        if shown.at_ms <= reading.finished_at_ms
    )
    return sorted(within, key=lambda shown: shown.at_ms)


def _add_up(shown: list[Shown], reading: Reading) -> tuple[dict[int, int], dict[int, int]]:
    lasted_ms: dict[int, int] = defaultdict(int)
    showings: dict[int, int] = defaultdict(int)
    outages = [_shorten(outage, shown) for outage in reading.outages]
    for index, now in enumerate(shown):
        until_ms = shown[index + 1].at_ms if index + 1 < len(shown) else reading.finished_at_ms
        lasted_ms[now.slide] += until_ms - now.at_ms - _lost_ms(outages, now.at_ms, until_ms)
        if index == 0 or shown[index - 1].slide != now.slide:
            showings[now.slide] += 1
    return lasted_ms, showings


def _shorten(outage: Outage, shown: list[Shown]) -> Outage:
    """A slide changed during the outage: the lesson was going on from there at the latest."""
    changes = (change.at_ms for change in shown if outage.from_ms < change.at_ms < outage.to_ms)
    return Outage(outage.from_ms, next(changes, outage.to_ms))


def _lost_ms(outages: Iterable[Outage], from_ms: int, to_ms: int) -> int:
    return sum(max(0, min(outage.to_ms, to_ms) - max(outage.from_ms, from_ms)) for outage in outages)
