"""Preset shapes that are lines: connectors, brackets and braces. Formulas: the annex of presets to
ECMA-376 part 1, 20.1.10.56."""

import math

from decks.render.geometry.boxes import rounded
from decks.render.geometry.outline import Box, Maker, Outline, Track, between, drawn, filled, joined, mirrored

_ROOT_HALF = math.sqrt(0.5)


def _line(box: Box) -> Outline:
    return Outline((drawn(Track().line((box.w, box.h))),))


def _bent2(box: Box) -> Outline:
    return Outline((drawn(Track().line((box.w, 0), (box.w, box.h))),))


def _bent3(box: Box) -> Outline:
    x = box.w * box.raw("adj1", 50_000) / 100_000
    return Outline((drawn(Track().line((x, 0), (x, box.h), (box.w, box.h))),))


def _bent4(box: Box) -> Outline:
    x, y = box.w * box.raw("adj1", 50_000) / 100_000, box.h * box.raw("adj2", 50_000) / 100_000
    return Outline((drawn(Track().line((x, 0), (x, y), (box.w, y), (box.w, box.h))),))


def _bent5(box: Box) -> Outline:
    first, last = (box.w * box.raw(name, 50_000) / 100_000 for name in ("adj1", "adj3"))
    y = box.h * box.raw("adj2", 50_000) / 100_000
    way = Track().line((first, 0), (first, y), (last, y), (last, box.h), (box.w, box.h))
    return Outline((drawn(way),))


def _curved2(box: Box) -> Outline:
    track = Track()
    track.cubicTo(box.x, 0, box.w, box.y, box.w, box.h)
    return Outline((drawn(track),))


def _curved3(box: Box) -> Outline:
    middle = box.w * box.raw("adj1", 50_000) / 100_000
    track = Track()
    track.cubicTo(middle / 2, 0, middle, box.h / 4, middle, box.y)
    track.cubicTo(middle, box.h * 3 / 4, (box.w + middle) / 2, box.h, box.w, box.h)
    return Outline((drawn(track),))


def _curved4(box: Box) -> Outline:
    x, y = box.w * box.raw("adj1", 50_000) / 100_000, box.h * box.raw("adj2", 50_000) / 100_000
    middle = (x + box.w) / 2
    track = Track()
    track.cubicTo(x / 2, 0, x, y / 4, x, y / 2)
    track.cubicTo(x, y * 3 / 4, (x + middle) / 2, y, middle, y)
    track.cubicTo((middle + box.w) / 2, y, box.w, (box.h + y) / 2, box.w, box.h)
    return Outline((drawn(track),))


def _curved5(box: Box) -> Outline:
    first, last = (box.w * box.raw(name, 50_000) / 100_000 for name in ("adj1", "adj3"))
    y, middle = box.h * box.raw("adj2", 50_000) / 100_000, (first + last) / 2
    low = (box.h + y) / 2
    track = Track()
    track.cubicTo(first / 2, 0, first, y / 4, first, y / 2)
    track.cubicTo(first, y * 3 / 4, (first + middle) / 2, y, middle, y)
    track.cubicTo((last + middle) / 2, y, last, (low + y) / 2, last, low)
    track.cubicTo(last, (low + box.h) / 2, (last + box.w) / 2, box.h, box.w, box.h)
    return Outline((drawn(track),))


def _left_bracket(box: Box) -> Outline:
    bow = box.short * box.adj("adj", 8_333, box.of_height() / 2)

    def track() -> Track:
        return Track(box.w, box.h).arc(box.w, bow, 90, 90).line((0, bow)).arc(box.w, bow, 180, 90)

    inset = bow * (1 - _ROOT_HALF)
    text = between(box.w * (1 - _ROOT_HALF), inset, box.w, box.h - inset)
    return Outline((filled(track().closed()), drawn(track())), text)


def _left_brace(box: Box) -> Outline:
    middle = box.adj("adj2", 50_000)
    bow = box.short * box.adj("adj1", 8_333, min(middle, 1 - middle) / 2 * box.of_height())
    x, y = box.x, box.h * middle

    def track() -> Track:
        upper = Track(box.w, box.h).arc(x, bow, 90, 90).line((x, y + bow)).arc(x, bow, 0, -90)
        return upper.arc(x, bow, 90, -90).line((x, bow)).arc(x, bow, 180, 90)

    text = between(box.w - x * _ROOT_HALF, bow * (1 - _ROOT_HALF), box.w, box.h - bow * (1 - _ROOT_HALF))
    return Outline((filled(track().closed()), drawn(track())), text)


def _bracket_pair(box: Box) -> Outline:
    bow = box.short * box.adj("adj", 16_667, 0.5)
    left = Track(bow, box.h).arc(bow, bow, 90, 90).line((0, bow)).arc(bow, bow, 180, 90)
    right = Track(box.w - bow, 0).arc(bow, bow, 270, 90).line((box.w, box.h - bow)).arc(bow, bow, 0, 90)
    whole = rounded(box, bow)
    return Outline((filled(whole.faces[0].path), drawn(joined(left, right))), whole.text)


def _brace_pair(box: Box) -> Outline:
    bow, w, h, y = box.short * box.adj("adj", 8_333, 0.25), box.w, box.h, box.y

    def left() -> Track:
        track = Track(2 * bow, h).arc(bow, bow, 90, 90).line((bow, y + bow)).arc(bow, bow, 0, -90)
        return track.arc(bow, bow, 90, -90).line((bow, bow)).arc(bow, bow, 180, 90)

    def right(track: Track) -> Track:
        track.arc(bow, bow, 270, 90).line((w - bow, y - bow)).arc(bow, bow, 180, -90)
        return track.arc(bow, bow, 270, -90).line((w - bow, h - bow)).arc(bow, bow, 0, 90)

    body = right(left().line((w - 2 * bow, 0))).closed()
    inset = bow + bow * (1 - _ROOT_HALF)
    text = between(inset, bow * (1 - _ROOT_HALF), w - inset, h - bow * (1 - _ROOT_HALF))
    return Outline((filled(body), drawn(joined(left(), right(Track(w - 2 * bow, 0))))), text)


LINES: dict[str, Maker] = {
    "line": _line,
    "lineInv": mirrored(_line),
    "straightConnector1": _line,
    "bentConnector2": _bent2,
    "bentConnector3": _bent3,
    "bentConnector4": _bent4,
    "bentConnector5": _bent5,
    "curvedConnector2": _curved2,
    "curvedConnector3": _curved3,
    "curvedConnector4": _curved4,
    "curvedConnector5": _curved5,
    "leftBracket": _left_bracket,
    "rightBracket": mirrored(_left_bracket),
    "bracketPair": _bracket_pair,
    "leftBrace": _left_brace,
    "rightBrace": mirrored(_left_brace),
    "bracePair": _brace_pair,
}
