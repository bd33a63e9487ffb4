"""Preset shapes: the symbols of flow charts. Formulas: the annex of presets to ECMA-376 part 1,
20.1.10.56."""

import math

from decks.render.geometry.boxes import DIAMOND, oval, points, rect, rounded
from decks.render.geometry.outline import (
    Box,
    Face,
    Maker,
    Outline,
    Track,
    between,
    drawn,
    ellipse,
    joined,
    plain,
    polygon,
    rectangle,
)

_ROOT_HALF = math.sqrt(0.5)


def _predefined(box: Box) -> Outline:
    lines = (Track(box.w * at, 0).line((box.w * at, box.h)) for at in (1 / 8, 7 / 8))
    faces = (Face(rectangle(0, 0, box.w, box.h)), drawn(joined(*lines)))
    return Outline(faces, between(box.w / 8, 0, box.w * 7 / 8, box.h))


def _internal_storage(box: Box) -> Outline:
    x, y = box.at(1 / 8, 1 / 8)
    lines = joined(Track(x, 0).line((x, box.h)), Track(0, y).line((box.w, y)))
    return Outline((Face(rectangle(0, 0, box.w, box.h)), drawn(lines)), between(x, y, box.w, box.h))


def _alternate(box: Box) -> Outline:
    return rounded(box, box.short / 6)


def _terminator(box: Box) -> Outline:
    side = box.w * 3_475 / 21_600
    track = Track(side, 0).line((box.w - side, 0)).arc(side, box.y, 270, 180).line((side, box.h))
    track.arc(side, box.y, 90, 180).closed()
    text = between(*box.at(1_018 / 21_600, 3_163 / 21_600), *box.at(20_582 / 21_600, 18_437 / 21_600))
    return plain(track, text)


def _sheet(box: Box, left: float, top: float, right: float, bottom: float) -> Track:
    """A document within fractions of the box, its lower edge torn."""
    wide, high = right - left, bottom - top

    def at(x: float, y: float) -> tuple[float, float]:
        return box.at(left + wide * x / 21_600, top + high * y / 21_600)

    track = Track(*at(0, 0)).line(at(21_600, 0), at(21_600, 17_322))
    track.cubicTo(*at(10_800, 17_322), *at(10_800, 23_922), *at(0, 20_172))
    return track.closed()


def _document(box: Box) -> Outline:
    return plain(_sheet(box, 0, 0, 1, 1), between(0, 0, box.w, box.h * 17_322 / 21_600))


def _documents(box: Box) -> Outline:
    sheets = [
        _sheet(box, left, 0.1694 - left, left + 0.8606, 1 - left * 0.9) for left in (0.1394, 0.0693, 0.0)
    ]
    text = between(0, box.h * 3_675 / 21_600, box.w * 18_595 / 21_600, box.h * 18_022 / 21_600)
    return Outline(tuple(Face(sheet) for sheet in sheets), text)


def _tape(box: Box) -> Outline:
    across, down = box.w / 4, box.h / 10
    track = Track(0, down).arc(across, down, 180, -180).arc(across, down, 180, 180)
    track.line((box.w, box.h - down)).arc(across, down, 0, -180).arc(across, down, 0, 180).closed()
    return plain(track, between(0, box.h / 5, box.w, box.h * 4 / 5))


def _junction(box: Box) -> Outline:
    x, y = box.x * _ROOT_HALF, box.y * _ROOT_HALF
    cross = joined(
        Track(box.x - x, box.y - y).line((box.x + x, box.y + y)),
        Track(box.x + x, box.y - y).line((box.x - x, box.y + y)),
    )
    return Outline((Face(ellipse(box.x, box.y, box.x, box.y)), drawn(cross)), oval(box).text)


def _or(box: Box) -> Outline:
    cross = joined(Track(box.x, 0).line((box.x, box.h)), Track(0, box.y).line((box.w, box.y)))
    return Outline((Face(ellipse(box.x, box.y, box.x, box.y)), drawn(cross)), oval(box).text)


def _sort(box: Box) -> Outline:
    diamond = DIAMOND(box)
    return Outline((*diamond.faces, drawn(Track(0, box.y).line((box.w, box.y)))), diamond.text)


def _offline_storage(box: Box) -> Outline:
    funnel = polygon([(0, 0), (box.w, 0), (box.x, box.h)])
    line = Track(*box.at(0.4, 0.8)).line(box.at(0.6, 0.8))
    return Outline((Face(funnel), drawn(line)), between(box.w / 4, 0, box.w * 3 / 4, box.y))


def _online_storage(box: Box) -> Outline:
    side = box.w / 6
    track = Track(side, 0).line((box.w, 0)).arc(side, box.y, 270, -180).line((side, box.h))
    return plain(track.arc(side, box.y, 90, 180).closed(), between(side, 0, box.w - side, box.h))


def _delay(box: Box) -> Outline:
    track = Track().line((box.x, 0)).arc(box.x, box.y, 270, 180).line((0, box.h)).closed()
    inset = (1 - _ROOT_HALF) / 2
    return plain(track, between(0, box.h * inset, box.w * (1 - inset), box.h * (1 - inset)))


def _magnetic_tape(box: Box) -> Outline:
    angle = math.degrees(math.atan2(box.h, box.w))
    low = box.y + box.y * _ROOT_HALF
    track = Track(box.x, box.h).arc(box.x, box.y, 90, 90).arc(box.x, box.y, 180, 90)
    track.arc(box.x, box.y, 270, 90).arc(box.x, box.y, 0, angle).line((box.w, low), (box.w, box.h))
    return plain(track.closed(), oval(box).text)


def _magnetic_disk(box: Box) -> Outline:
    bow = box.h / 6
    body = Track(0, bow).arc(box.x, bow, 180, 180).line((box.w, box.h - bow))
    body.arc(box.x, bow, 0, 180).closed()
    rim = Track(box.w, bow).arc(box.x, bow, 0, 180)
    return Outline((Face(body), drawn(rim)), between(0, box.h / 3, box.w, box.h * 5 / 6))


def _magnetic_drum(box: Box) -> Outline:
    bow = box.w / 6
    body = Track(bow, 0).line((box.w - bow, 0)).arc(bow, box.y, 270, 180).line((bow, box.h))
    body.arc(bow, box.y, 90, 180).closed()
    rim = Track(box.w - bow, box.h).arc(bow, box.y, 90, 180)
    return Outline((Face(body), drawn(rim)), between(bow, 0, box.w - 2 * bow, box.h))


def _display(box: Box) -> Outline:
    side = box.w / 6
    track = Track(0, box.y).line((side, 0), (box.w - side, 0)).arc(side, box.y, 270, 180).line((side, box.h))
    return plain(track.closed(), between(side, 0, box.w - side, box.h))


_SIX = ((0.0, 0.5), (0.2, 0.0), (0.8, 0.0), (1.0, 0.5), (0.8, 1.0), (0.2, 1.0))
_MIDDLE = (0.2, 0.0, 0.8, 1.0)

FLOW: dict[str, Maker] = {
    "flowChartProcess": rect,
    "flowChartAlternateProcess": _alternate,
    "flowChartDecision": DIAMOND,
    "flowChartInputOutput": points((0, 1), (0.2, 0), (1, 0), (0.8, 1), text=_MIDDLE),
    "flowChartPredefinedProcess": _predefined,
    "flowChartInternalStorage": _internal_storage,
    "flowChartDocument": _document,
    "flowChartMultidocument": _documents,
    "flowChartTerminator": _terminator,
    "flowChartPreparation": points(*_SIX, text=_MIDDLE),
    "flowChartManualInput": points((0, 0.2), (1, 0), (1, 1), (0, 1), text=(0, 0.2, 1, 1)),
    "flowChartManualOperation": points((0, 0), (1, 0), (0.8, 1), (0.2, 1), text=_MIDDLE),
    "flowChartConnector": oval,
    "flowChartOffpageConnector": points((0, 0), (1, 0), (1, 0.8), (0.5, 1), (0, 0.8), text=(0, 0, 1, 0.8)),
    "flowChartPunchedCard": points((0, 0.2), (0.2, 0), (1, 0), (1, 1), (0, 1), text=(0, 0.2, 1, 1)),
    "flowChartPunchedTape": _tape,
    "flowChartSummingJunction": _junction,
    "flowChartOr": _or,
    "flowChartCollate": points(
        (0, 0), (1, 0), (0.5, 0.5), (1, 1), (0, 1), (0.5, 0.5), text=(0.25, 0.25, 0.75, 0.75)
    ),
    "flowChartSort": _sort,
    "flowChartExtract": points((0, 1), (0.5, 0), (1, 1), text=(0.25, 0.5, 0.75, 1)),
    "flowChartMerge": points((0, 0), (1, 0), (0.5, 1), text=(0.25, 0, 0.75, 0.5)),
    "flowChartOfflineStorage": _offline_storage,
    "flowChartOnlineStorage": _online_storage,
    "flowChartDelay": _delay,
    "flowChartMagneticTape": _magnetic_tape,
    "flowChartMagneticDisk": _magnetic_disk,
    "flowChartMagneticDrum": _magnetic_drum,
    "flowChartDisplay": _display,
}
