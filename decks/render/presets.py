"""The outlines of preset shapes, by the names that Office gives them."""

import math
from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

Adjustments = Mapping[str, float]
"""Named adjustments (`adj1`) as the file has them, most in hundred-thousandths."""
_LINES = frozenset(
    ("leftBrace", "rightBrace", "leftBracket", "rightBracket", "bracketPair", "bracePair", "arc", "lineInv")
)
Outline = Callable[[float, float, Adjustments], QPainterPath]


def preset_path(name: str, width: float, height: float, adjustments: Adjustments) -> QPainterPath | None:
    """The outline within 0, 0, width, height; `None` for an unknown name."""
    outline = _OUTLINES.get(name)
    return None if outline is None else outline(width, height, adjustments)


def is_open(name: str) -> bool:
    """Whether a preset is a line, never filled."""
    return (
        name == "line"
        or "Connector" in name
        or name
        in ("leftBrace", "rightBrace", "leftBracket", "rightBracket", "bracketPair", "bracePair", "arc")
    )


def _adj(adjustments: Adjustments, name: str, usual: float) -> float:
    return adjustments.get(name, usual) / 100_000


def _polygon(*points: tuple[float, float]) -> Outline:
    """A closed outline of points in fractions of width and height."""

    def outline(width: float, height: float, _: Adjustments) -> QPainterPath:
        return _closed([(x * width, y * height) for x, y in points])

    return outline


def _closed(points: list[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _rect(w: float, h: float, _: Adjustments) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(0, 0, w, h))
    return path


def _ellipse(w: float, h: float, _: Adjustments) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(0, 0, w, h))
    return path


def _round_rect(w: float, h: float, adj: Adjustments) -> QPainterPath:
    radius = min(w, h) * min(0.5, max(0.0, _adj(adj, "adj", 16_667)))
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, w, h), radius, radius)
    return path


def _terminator(w: float, h: float, _: Adjustments) -> QPainterPath:
    return _round_rect(w, h, {"adj": 50_000})


def _corners(kinds: str, usual: tuple[float, float]) -> Outline:
    """A rectangle with its corners (clockwise from top left) `-` plain, `1`/`2` cut by that adjustment;
    upper-case letters `A`/`B` round them instead."""

    def outline(w: float, h: float, adj: Adjustments) -> QPainterPath:
        sizes = {
            name: min(w, h) * min(0.5, max(0.0, _adj(adj, key, value)))
            for name, key, value in (("1", "adj1", usual[0]), ("2", "adj2", usual[1]))
        }
        sizes["1"] = sizes["1"] if "adj" not in adj else min(w, h) * min(0.5, max(0.0, adj["adj"] / 100_000))
        places = [(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)]
        path = QPainterPath()
        for index, (kind, (x, y)) in enumerate(zip(kinds, places, strict=True)):
            size = sizes.get({"A": "1", "B": "2"}.get(kind, kind), 0.0)
            into = QPointF(x + (0, -1, 0, 1)[index] * size, y + (1, 0, -1, 0)[index] * size)
            out = QPointF(x + (1, 0, -1, 0)[index] * size, y + (0, 1, 0, -1)[index] * size)
            if index == 0:
                path.moveTo(into)
            else:
                path.lineTo(into)
            if kind in "AB" and size > 0:
                path.quadTo(QPointF(x, y), out)
            else:
                path.lineTo(out)
        path.closeSubpath()
        return path

    return outline


def _triangle(w: float, h: float, adj: Adjustments) -> QPainterPath:
    return _closed([(0, h), (w * _adj(adj, "adj", 50_000), 0), (w, h)])


def _slanted(w: float, h: float, adj: Adjustments, usual: float = 25_000) -> float:
    return min(w, min(w, h) * max(0.0, _adj(adj, "adj", usual)))


def _parallelogram(w: float, h: float, adj: Adjustments) -> QPainterPath:
    s = _slanted(w, h, adj)
    return _closed([(s, 0), (w, 0), (w - s, h), (0, h)])


def _trapezoid(w: float, h: float, adj: Adjustments) -> QPainterPath:
    s = min(w / 2, _slanted(w, h, adj))
    return _closed([(s, 0), (w - s, 0), (w, h), (0, h)])


def _hexagon(w: float, h: float, adj: Adjustments) -> QPainterPath:
    s = min(w / 2, _slanted(w, h, adj))
    return _closed([(s, 0), (w - s, 0), (w, h / 2), (w - s, h), (s, h), (0, h / 2)])


def _octagon(w: float, h: float, adj: Adjustments) -> QPainterPath:
    s = min(w, h) * min(0.5, _adj(adj, "adj", 29_289))
    return _closed([(s, 0), (w - s, 0), (w, s), (w, h - s), (w - s, h), (s, h), (0, h - s), (0, s)])


def _plus(w: float, h: float, adj: Adjustments) -> QPainterPath:
    s = min(w, h) * min(0.5, _adj(adj, "adj", 25_000))
    upper = [(0, s), (s, s), (s, 0), (w - s, 0), (w - s, s), (w, s)]
    lower = [(w, h - s), (w - s, h - s), (w - s, h), (s, h), (s, h - s), (0, h - s)]
    return _closed([*upper, *lower])


def _home_plate(w: float, h: float, adj: Adjustments) -> QPainterPath:
    s = _slanted(w, h, adj, 50_000)
    return _closed([(0, 0), (w - s, 0), (w, h / 2), (w - s, h), (0, h)])


def _chevron(w: float, h: float, adj: Adjustments) -> QPainterPath:
    s = _slanted(w, h, adj, 50_000)
    return _closed([(0, 0), (w - s, 0), (w, h / 2), (w - s, h), (0, h), (s, h / 2)])


def _right_arrow(w: float, h: float, adj: Adjustments) -> QPainterPath:
    thick = h * min(1.0, _adj(adj, "adj1", 50_000))
    head = min(w, min(w, h) * _adj(adj, "adj2", 50_000))
    top, bottom, neck = (h - thick) / 2, (h + thick) / 2, w - head
    return _closed([(0, top), (neck, top), (neck, 0), (w, h / 2), (neck, h), (neck, bottom), (0, bottom)])


def _left_right_arrow(w: float, h: float, adj: Adjustments) -> QPainterPath:
    thick = h * min(1.0, _adj(adj, "adj1", 50_000))
    head = min(w / 2, min(w, h) * _adj(adj, "adj2", 50_000))
    top, bottom = (h - thick) / 2, (h + thick) / 2
    upper = [(0, h / 2), (head, 0), (head, top), (w - head, top), (w - head, 0), (w, h / 2)]
    return _closed([*upper, (w - head, h), (w - head, bottom), (head, bottom), (head, h)])


def _turned(outline: Outline, quarters: int) -> Outline:
    """The outline turned clockwise by quarters."""

    def turned(w: float, h: float, adj: Adjustments) -> QPainterPath:
        across, down = (h, w) if quarters % 2 else (w, h)
        move = {1: (w, 0.0), 2: (w, h), 3: (0.0, h)}[quarters]
        transform = QTransform().translate(*move).rotate(90 * quarters)
        return transform.map(outline(across, down, adj))

    return turned


def _star(points: int, usual: float) -> Outline:
    def outline(w: float, h: float, adj: Adjustments) -> QPainterPath:
        inner = _adj(adj, "adj", usual) * 2
        corners = []
        for step in range(2 * points):
            reach = 1.0 if step % 2 == 0 else inner
            angle = math.pi * step / points - math.pi / 2
            corners.append((w / 2 * (1 + reach * math.cos(angle)), h / 2 * (1 + reach * math.sin(angle))))
        return _closed(corners)

    return outline


def _donut(w: float, h: float, adj: Adjustments) -> QPainterPath:
    path = _ellipse(w, h, adj)
    ring = min(w, h) * min(0.5, _adj(adj, "adj", 25_000))
    path.addEllipse(QRectF(ring, ring, w - 2 * ring, h - 2 * ring))
    return path


def _frame(w: float, h: float, adj: Adjustments) -> QPainterPath:
    path = _rect(w, h, adj)
    edge = min(w, h) * min(0.5, _adj(adj, "adj1", 12_500))
    path.addRect(QRectF(edge, edge, w - 2 * edge, h - 2 * edge))
    return path


def _half_frame(w: float, h: float, adj: Adjustments) -> QPainterPath:
    a, b = min(w, h) * _adj(adj, "adj1", 33_333), min(w, h) * _adj(adj, "adj2", 33_333)
    return (
        _closed([(0, 0), (w, 0), (w - a * w / h, a), (b, a), (b, h - b * h / w), (0, h)])
        if w and h
        else QPainterPath()
    )


def _sector(start_usual: float, end_usual: float, kind: str) -> Outline:
    """A pie, a chord or an arc, from angle to angle clockwise in 60,000ths of a degree."""

    def outline(w: float, h: float, adj: Adjustments) -> QPainterPath:
        start, end = adj.get("adj1", start_usual) / 60_000, adj.get("adj2", end_usual) / 60_000
        sweep = (end - start) % 360 or 360
        area = QRectF(0, 0, w, h)
        path = QPainterPath()
        if kind == "pie":
            path.moveTo(area.center())
            path.arcTo(area, -start, -sweep)
        else:
            path.arcMoveTo(area, -start)
            path.arcTo(area, -start, -sweep)
        if kind != "arc":
            path.closeSubpath()
        return path

    return outline


def _block_arc(w: float, h: float, adj: Adjustments) -> QPainterPath:
    start, end = adj.get("adj1", 10_800_000) / 60_000, adj.get("adj2", 0) / 60_000
    sweep = (end - start) % 360 or 360
    ring = min(w, h) * min(0.5, _adj(adj, "adj3", 25_000))
    path = QPainterPath()
    path.arcMoveTo(QRectF(0, 0, w, h), -start)
    path.arcTo(QRectF(0, 0, w, h), -start, -sweep)
    path.arcTo(QRectF(ring, ring, w - 2 * ring, h - 2 * ring), -start - sweep, sweep)
    path.closeSubpath()
    return path


def _callout(outline: Outline) -> Outline:
    def with_tail(w: float, h: float, adj: Adjustments) -> QPainterPath:
        x = w * (0.5 + _adj(adj, "adj1", -20_833))
        y = h * (0.5 + _adj(adj, "adj2", 62_500))
        inner = {"adj": adj.get("adj3", 16_667)}
        if not w or not h or abs(y / h - 0.5) >= abs(x / w - 0.5):
            base = w * (0.29 if x < w / 2 else 0.71)
            tail = _closed([(base - w * 0.12, h / 2), (x, y), (base + w * 0.12, h / 2)])
        else:
            base = h * (0.29 if y < h / 2 else 0.71)
            tail = _closed([(w / 2, base - h * 0.12), (x, y), (w / 2, base + h * 0.12)])
        return outline(w, h, inner).united(tail)

    return with_tail


def _line(w: float, h: float, _: Adjustments) -> QPainterPath:
    path = QPainterPath(QPointF(0, 0))
    path.lineTo(w, h)
    return path


def _bent2(w: float, h: float, _: Adjustments) -> QPainterPath:
    path = QPainterPath(QPointF(0, 0))
    path.lineTo(w, 0)
    path.lineTo(w, h)
    return path


def _bent3(w: float, h: float, adj: Adjustments) -> QPainterPath:
    middle = w * _adj(adj, "adj1", 50_000)
    path = QPainterPath(QPointF(0, 0))
    for x, y in ((middle, 0), (middle, h), (w, h)):
        path.lineTo(x, y)
    return path


def _curved(w: float, h: float, adj: Adjustments) -> QPainterPath:
    middle = w * _adj(adj, "adj1", 50_000)
    path = QPainterPath(QPointF(0, 0))
    path.cubicTo(middle, 0, middle, h, w, h)
    return path


def _can(w: float, h: float, adj: Adjustments) -> QPainterPath:
    cap = min(h, min(w, h) * _adj(adj, "adj", 25_000))
    path = QPainterPath(QPointF(0, cap / 2))
    path.arcTo(QRectF(0, 0, w, cap), 180, -180)
    path.lineTo(w, h - cap / 2)
    path.arcTo(QRectF(0, h - cap, w, cap), 0, -180)
    path.closeSubpath()
    path.moveTo(0, cap / 2)
    path.arcTo(QRectF(0, 0, w, cap), 180, 180)
    return path


def _bracket(w: float, h: float, adj: Adjustments) -> QPainterPath:
    bow = min(h / 2, min(w, h) * _adj(adj, "adj", 8_333))
    path = QPainterPath(QPointF(w, 0))
    path.quadTo(0, 0, 0, bow)
    path.lineTo(0, h - bow)
    path.quadTo(0, h, w, h)
    return path


def _brace(w: float, h: float, adj: Adjustments) -> QPainterPath:
    bow = min(h / 4, min(w, h) * _adj(adj, "adj1", 8_333))
    middle = min(h - 2 * bow, max(2 * bow, h * _adj(adj, "adj2", 50_000)))
    path = QPainterPath(QPointF(w, 0))
    path.quadTo(w / 2, 0, w / 2, bow)
    path.lineTo(w / 2, middle - bow)
    path.quadTo(w / 2, middle, 0, middle)
    path.quadTo(w / 2, middle, w / 2, middle + bow)
    path.lineTo(w / 2, h - bow)
    path.quadTo(w / 2, h, w, h)
    return path


def _pair(outline: Outline, part: float) -> Outline:
    def pair(w: float, h: float, adj: Adjustments) -> QPainterPath:
        width = min(w / 2, min(w, h) * part)
        path = outline(width, h, adj)
        path.addPath(QTransform().translate(w, 0).scale(-1, 1).map(path))
        return path

    return pair


def _mirrored(outline: Outline) -> Outline:
    def mirrored(w: float, h: float, adj: Adjustments) -> QPainterPath:
        return QTransform().translate(w, 0).scale(-1, 1).map(outline(w, h, adj))

    return mirrored


def _document(w: float, h: float, _: Adjustments) -> QPainterPath:
    path = QPainterPath(QPointF(0, 0))
    path.lineTo(w, 0)
    path.lineTo(w, h * 0.8)
    path.cubicTo(w / 2, h * 0.8, w / 2, h * 1.13, 0, h * 0.93)
    path.closeSubpath()
    return path


def _teardrop(w: float, h: float, _: Adjustments) -> QPainterPath:
    path = QPainterPath(QPointF(w, h / 2))
    path.arcTo(QRectF(0, 0, w, h), 0, -270)
    path.quadTo(w * 0.85, 0, w, 0)
    path.quadTo(w, h * 0.15, w, h / 2)
    return path


def _heart(w: float, h: float, _: Adjustments) -> QPainterPath:
    path = QPainterPath(QPointF(w / 2, h / 4))
    path.cubicTo(w * 0.72, -h / 3, w * 1.5, h / 4, w / 2, h)
    path.cubicTo(-w * 0.5, h / 4, w * 0.28, -h / 3, w / 2, h / 4)
    return path


def _cloud(w: float, h: float, _: Adjustments) -> QPainterPath:
    path = QPainterPath()
    for x, y, r in (
        (0.25, 0.4, 0.22),
        (0.5, 0.28, 0.27),
        (0.75, 0.38, 0.23),
        (0.2, 0.65, 0.2),
        (0.45, 0.7, 0.28),
        (0.75, 0.66, 0.24),
    ):
        blob = QPainterPath()
        blob.addEllipse(QPointF(x * w, y * h), r * w, r * h)
        path = path.united(blob)
    return path


def _minus(w: float, h: float, adj: Adjustments) -> QPainterPath:
    thick = h * _adj(adj, "adj1", 23_520)
    left = w * 0.1325
    path = QPainterPath()
    path.addRect(QRectF(left, (h - thick) / 2, w - 2 * left, thick))
    return path


_OUTLINES: dict[str, Outline] = {
    "rect": _rect,
    "flowChartProcess": _rect,
    "flowChartPredefinedProcess": _rect,
    "bevel": _rect,
    "actionButtonBlank": _rect,
    "ellipse": _ellipse,
    "flowChartConnector": _ellipse,
    "roundRect": _round_rect,
    "plaque": _round_rect,
    "flowChartAlternateProcess": _round_rect,
    "flowChartTerminator": _terminator,
    "round1Rect": _corners("-A--", (16_667, 0)),
    "round2SameRect": _corners("AABB", (16_667, 0)),
    "round2DiagRect": _corners("ABAB", (16_667, 0)),
    "snip1Rect": _corners("-1--", (16_667, 0)),
    "snip2SameRect": _corners("1122", (16_667, 0)),
    "snip2DiagRect": _corners("1212", (0, 16_667)),
    "snipRoundRect": _corners("A2--", (16_667, 16_667)),
    "triangle": _triangle,
    "flowChartExtract": _polygon((0.5, 0), (1, 1), (0, 1)),
    "flowChartMerge": _polygon((0, 0), (1, 0), (0.5, 1)),
    "rtTriangle": _polygon((0, 0), (1, 1), (0, 1)),
    "diamond": _polygon((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "flowChartDecision": _polygon((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": _parallelogram,
    "flowChartInputOutput": _polygon((0.2, 0), (1, 0), (0.8, 1), (0, 1)),
    "trapezoid": _trapezoid,
    "flowChartManualOperation": _polygon((0, 0), (1, 0), (0.8, 1), (0.2, 1)),
    "flowChartDocument": _document,
    "pentagon": _polygon((0.5, 0), (1, 0.382), (0.809, 1), (0.191, 1), (0, 0.382)),
    "hexagon": _hexagon,
    "flowChartPreparation": _polygon((0.2, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0.2, 1), (0, 0.5)),
    "octagon": _octagon,
    "plus": _plus,
    "mathPlus": _polygon(
        (0.38, 0.13),
        (0.62, 0.13),
        (0.62, 0.38),
        (0.87, 0.38),
        (0.87, 0.62),
        (0.62, 0.62),
        (0.62, 0.87),
        (0.38, 0.87),
        (0.38, 0.62),
        (0.13, 0.62),
        (0.13, 0.38),
        (0.38, 0.38),
    ),
    "mathMinus": _minus,
    "homePlate": _home_plate,
    "chevron": _chevron,
    "rightArrow": _right_arrow,
    "downArrow": _turned(_right_arrow, 1),
    "leftArrow": _turned(_right_arrow, 2),
    "upArrow": _turned(_right_arrow, 3),
    "notchedRightArrow": _right_arrow,
    "stripedRightArrow": _right_arrow,
    "leftRightArrow": _left_right_arrow,
    "upDownArrow": _turned(_left_right_arrow, 1),
    "star4": _star(4, 19_098),
    "star5": _star(5, 19_098),
    "star6": _star(6, 28_868),
    "star8": _star(8, 37_500),
    "star10": _star(10, 42_533),
    "star12": _star(12, 37_500),
    "star16": _star(16, 37_500),
    "star24": _star(24, 37_500),
    "irregularSeal1": _star(12, 30_000),
    "irregularSeal2": _star(14, 30_000),
    "sun": _star(16, 30_000),
    "donut": _donut,
    "frame": _frame,
    "halfFrame": _half_frame,
    "pie": _sector(0, 16_200_000, "pie"),
    "chord": _sector(2_700_000, 16_200_000, "chord"),
    "arc": _sector(16_200_000, 0, "arc"),
    "blockArc": _block_arc,
    "wedgeRectCallout": _callout(_rect),
    "wedgeRoundRectCallout": _callout(_round_rect),
    "wedgeEllipseCallout": _callout(_ellipse),
    "cloudCallout": _callout(_cloud),
    "line": _line,
    "straightConnector1": _line,
    "lineInv": _mirrored(_line),
    "bentConnector2": _bent2,
    "bentConnector3": _bent3,
    "bentConnector4": _bent3,
    "bentConnector5": _bent3,
    "curvedConnector2": _curved,
    "curvedConnector3": _curved,
    "curvedConnector4": _curved,
    "curvedConnector5": _curved,
    "can": _can,
    "flowChartMagneticDisk": _can,
    "leftBracket": _bracket,
    "rightBracket": _mirrored(_bracket),
    "bracketPair": _pair(_bracket, 0.16667),
    "leftBrace": _brace,
    "rightBrace": _mirrored(_brace),
    "bracePair": _pair(_brace, 0.16667),
    "teardrop": _teardrop,
    "heart": _heart,
    "cloud": _cloud,
}
