"""Effects of shapes, pictures, groups and text: shadows, glow, soft edges, reflection (ECMA-376 part 1,
20.1.8)."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QTransform

from decks.pptx.ooxml import Element, attribute, child, fraction, truth, whole
from decks.render.paint.layers import (
    Layer,
    Mode,
    blurred,
    coarse_for,
    compose,
    draw_aside,
    extent_of,
    has_room_for,
    put,
    surroundings,
    tint,
)
from decks.render.slide.scene import Scene

FURTHEST = 10_000_000
"""No blur, glow or distance is taken for more than this, in EMU."""
_STEEPEST = 85.0
"""A shadow is skewed by no more than this angle, in degrees."""
_DOWN = 5_400_000
_PLAIN_SHADOWS = frozenset(f"shdw{number}" for number in (1, 2, 5, 6, 9, 10, 14))
"""Those of the preset shadows that are the shape once more, moved (20.1.10.56 ST_PresetShadowVal)."""
_ANCHORS = {"t": (0.5, 0.0), "l": (0.0, 0.5), "r": (1.0, 0.5), "b": (0.5, 1.0), "ctr": (0.5, 0.5)}
_ANCHORS |= {"tl": (0.0, 0.0), "tr": (1.0, 0.0), "bl": (0.0, 1.0), "br": (1.0, 1.0)}


@dataclass(frozen=True, slots=True)
class Shadow:
    """Lengths in EMU, `direction` in degrees clockwise from the right; `anchor` is the point of the
    shape, in fractions, from which it is skewed (to the right by `skew[0]` of each length down, down by
    `skew[1]` of each to the right) and then scaled; `turns` with the shape."""

    colour: QColor
    blur: int
    distance: int
    direction: float
    scale: tuple[float, float] = (1.0, 1.0)
    anchor: tuple[float, float] = (0.5, 1.0)
    turns: bool = True
    skew: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Reflection:
    """A mirrored copy `distance` EMU below, blurred by `blur` EMU, that fades from one opacity to another
    between the first `start` and the first `end` of its height."""

    distance: int
    begin_opacity: float
    end_opacity: float
    end: float
    start: float = 0.0
    blur: int = 0


@dataclass(frozen=True, slots=True)
class Effects:
    """What is drawn around something. `glow_radius` and `soft_radius` in EMU; 0 for none."""

    shadow: Shadow | None = None
    inner: Shadow | None = None
    glow: QColor | None = None
    glow_radius: int = 0
    soft_radius: int = 0
    reflection: Reflection | None = None

    @property
    def any(self) -> bool:
        """Whether there is anything to draw."""
        return any((self.shadow, self.inner, self.glow, self.soft_radius, self.reflection))


NONE = Effects()


def effects_of(scene: Scene, chain: list[Element], style: Element | None = None) -> Effects:
    """The effects that the nearest of these properties elements names, else those of the style."""
    for properties in chain:
        if child(properties, "a:effectDag") is not None:
            scene.report("render.effect", serious=False)
            return NONE
        own = child(properties, "a:effectLst")
        if own is not None:
            return _read(scene, own, None)
    reference = child(style, "a:effectRef")
    index = whole(reference, "idx")
    styles = scene.palette.theme.effects
    if reference is None or not 1 <= index <= len(styles):
        return NONE
    listed = child(styles[index - 1], "a:effectLst")
    return NONE if listed is None else _read(scene, listed, scene.palette.colour_in(reference))


def _read(scene: Scene, listed: Element, replaced: QColor | None) -> Effects:
    if not len(listed):
        return NONE
    glow = child(listed, "a:glow")
    _report_left_out(scene, listed)
    return Effects(
        shadow=_shadow(scene, child(listed, "a:outerShdw"), replaced)
        or _shadow(scene, child(listed, "a:prstShdw"), replaced),
        inner=_shadow(scene, child(listed, "a:innerShdw"), replaced),
        glow=scene.palette.colour_in(glow, replaced),
        glow_radius=_length(glow, "rad"),
        soft_radius=_length(child(listed, "a:softEdge"), "rad"),
        reflection=_reflection(child(listed, "a:reflection")),
    )


def _report_left_out(scene: Scene, listed: Element) -> None:
    """Say so where some of the effects isn't drawn, or not as it was made."""
    if child(listed, "a:fillOverlay") is not None or whole(child(listed, "a:blur"), "rad") > 0:
        scene.report("render.effect", serious=False)
    preset, reflection = child(listed, "a:prstShdw"), child(listed, "a:reflection")
    shaped = preset is not None and attribute(preset, "prst") not in _PLAIN_SHADOWS
    if shaped or (reflection is not None and not _is_upright(reflection)):
        scene.report("render.effect_plain", serious=False)


def _is_upright(reflection: Element) -> bool:
    """Whether a reflection stands on its head right below, as the only ones do that are drawn."""
    return (
        (fraction(reflection, "sx", 1.0), fraction(reflection, "sy", 1.0)) == (1.0, -1.0)
        and (whole(reflection, "kx"), whole(reflection, "ky")) == (0, 0)
        and (whole(reflection, "dist") == 0 or whole(reflection, "dir") == _DOWN)
        and whole(reflection, "fadeDir", _DOWN) == _DOWN
    )


def _shadow(scene: Scene, element: Element | None, replaced: QColor | None) -> Shadow | None:
    if element is None:
        return None
    colour = scene.palette.colour_in(element, replaced) or QColor("black")
    scale = tuple(max(-10.0, min(10.0, fraction(element, name, 1.0))) for name in ("sx", "sy"))
    return Shadow(
        colour,
        _length(element, "blurRad"),
        _length(element, "dist"),
        whole(element, "dir") / 60_000 % 360,
        (scale[0], scale[1]),
        _ANCHORS.get(attribute(element, "algn", "b"), (0.5, 1.0)),
        truth(element, "rotWithShape", default=True),
        (_slope(element, "kx"), _slope(element, "ky")),
    )


def _slope(element: Element, name: str) -> float:
    """The tangent of an angle, which is no steeper than a straight angle allows."""
    angle = max(-_STEEPEST, min(_STEEPEST, whole(element, name) / 60_000))
    return math.tan(math.radians(angle))


def _reflection(element: Element | None) -> Reflection | None:
    if element is None:
        return None
    return Reflection(
        _length(element, "dist"),
        _share(fraction(element, "stA", 1.0)),
        _share(fraction(element, "endA", 0.0)),
        _share(fraction(element, "endPos", 1.0)) or 0.01,
        _share(fraction(element, "stPos", 0.0)),
        _length(element, "blurRad"),
    )


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def _length(element: Element | None, name: str) -> int:
    return max(0, min(FURTHEST, whole(element, name)))


def draw_with(
    scene: Scene,
    effects: Effects,
    bounds: QRectF,
    draw: Callable[[], None],
    turn: float = 0.0,
    *,
    once: bool = False,
) -> None:
    """Draw with effects around. `bounds` holds all that `draw` draws, in the painter's present
    coordinates, which lie `turn` degrees clockwise. `draw` uses the scene's painter and may be called
    twice, unless `once`: for what is slow to draw, or notes down what it draws."""
    if not effects.any:
        draw()
        return
    reach = _reach(scene, effects)
    area = extent_of(scene, bounds, reach)
    if area.isEmpty():
        draw()
        return
    if not has_room_for(scene, area):
        scene.report("render.effect", serious=False)
        draw()
        return
    if not (once or effects.inner or effects.soft_radius or effects.reflection):
        _draw_behind(scene, effects, bounds, turn, lambda coarse: draw_aside(scene, area, draw, coarse))
        draw()
        return
    layer = draw_aside(scene, area, draw)
    _draw_behind(scene, effects, bounds, turn, lambda coarse: _shrunk(layer, coarse))
    if effects.inner is not None:
        _shade_inside(scene, layer, effects.inner, turn)
    if effects.soft_radius:
        _soften(layer, effects.soft_radius / scene.pixel)
    put(scene, layer)
    if effects.reflection is not None:
        _draw_reflection(scene, effects.reflection, bounds, layer)


def _reach(scene: Scene, effects: Effects) -> float:
    """How many pixels away something may be and still matter."""
    shadow, reflection = effects.shadow, effects.reflection
    cast = 1.5 * shadow.blur + shadow.distance if shadow is not None else 0
    mirrored = 1.5 * reflection.blur if reflection is not None else 0
    furthest = max(cast, mirrored, 1.5 * effects.glow_radius, 1.5 * effects.soft_radius)
    return 1 + min(furthest, max(scene.page.width(), scene.page.height()) / 4) / scene.pixel


Silhouette = Callable[[float], Layer]
"""Makes a layer of what casts a shadow or glows, as coarse as it is told."""


def _draw_behind(scene: Scene, effects: Effects, bounds: QRectF, turn: float, silhouette: Silhouette) -> None:
    if effects.shadow is not None and effects.shadow.colour.alpha() > 0:
        _draw_shadow(scene, effects.shadow, bounds, turn, silhouette)
    if effects.glow is not None and effects.glow_radius > 0:
        _draw_glow(scene, effects.glow, effects.glow_radius / scene.pixel, silhouette)


def _offset(scene: Scene, shadow: Shadow, turn: float) -> tuple[float, float]:
    angle = math.radians(shadow.direction + (turn if shadow.turns else 0.0))
    length = shadow.distance / scene.pixel
    return length * math.cos(angle), length * math.sin(angle)


def _draw_shadow(scene: Scene, shadow: Shadow, bounds: QRectF, turn: float, silhouette: Silhouette) -> None:
    spread = shadow.blur / scene.pixel / 2
    dx, dy = _offset(scene, shadow, turn)
    layer = silhouette(coarse_for(spread))
    tint(layer, shadow.colour)
    layer = blurred(layer, spread)
    if shadow.scale == (1.0, 1.0) and shadow.skew == (0.0, 0.0):
        put(scene, layer, dx, dy)
        return
    x, y = shadow.anchor
    fixed = QPointF(bounds.left() + x * bounds.width(), bounds.top() + y * bounds.height())
    fixed = scene.painter.worldTransform().map(fixed)
    place = QTransform().translate(fixed.x() + dx, fixed.y() + dy).scale(*shadow.scale).shear(*shadow.skew)
    _put_through(scene, layer, place.translate(-fixed.x(), -fixed.y()))


def _put_through(scene: Scene, layer: Layer, transform: QTransform) -> None:
    painter = scene.painter
    painter.save()
    painter.setWorldTransform(transform)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(layer.area), layer.image, QRectF(layer.image.rect()))
    painter.restore()


def _draw_glow(scene: Scene, colour: QColor, radius: float, silhouette: Silhouette) -> None:
    spread = radius / 2
    layer = silhouette(coarse_for(spread))
    opaque = QColor(colour)
    opaque.setAlpha(255)
    tint(layer, opaque)
    soft = blurred(layer, spread)
    # Drawn over itself, the blur grows outwards: half way out it is nearly as strong as at the edge.
    halo = Layer(soft.image.copy(), soft.area, soft.coarse)
    compose(halo, soft, Mode.CompositionMode_SourceOver, times=2)
    painter = scene.painter
    painter.save()
    painter.setOpacity(painter.opacity() * colour.alphaF())
    put(scene, halo)
    painter.restore()


def _shade_inside(scene: Scene, layer: Layer, shadow: Shadow, turn: float) -> None:
    spread = shadow.blur / scene.pixel / 2
    dx, dy = _offset(scene, shadow, turn)
    shade = Layer(layer.image.copy(), layer.area, layer.coarse)
    shade.image.fill(shadow.colour)
    compose(shade, _coarsely_blurred(layer, spread), Mode.CompositionMode_DestinationOut, dx=dx, dy=dy)
    compose(shade, surroundings(layer), Mode.CompositionMode_DestinationOut)
    compose(layer, shade, Mode.CompositionMode_SourceOver)


def _soften(layer: Layer, radius: float) -> None:
    margin = _coarsely_blurred(surroundings(layer), radius / 2)
    compose(layer, margin, Mode.CompositionMode_DestinationOut, times=3)


def _coarsely_blurred(layer: Layer, spread: float) -> Layer:
    return blurred(_shrunk(layer, coarse_for(spread)), spread)


def _shrunk(layer: Layer, coarse: float) -> Layer:
    """A copy, coarser."""
    wide, high = (max(1, round(side / coarse)) for side in (layer.image.width(), layer.image.height()))
    if (wide, high) == (layer.image.width(), layer.image.height()):
        return Layer(layer.image.copy(), layer.area, 1.0)
    small = layer.image.scaled(wide, high, mode=Qt.TransformationMode.SmoothTransformation)
    return Layer(small, layer.area, coarse)


def _draw_reflection(scene: Scene, reflection: Reflection, bounds: QRectF, layer: Layer) -> None:
    fading = Layer(layer.image.copy(), layer.area, layer.coarse)
    world = scene.painter.worldTransform()
    foot = world.map(QPointF(bounds.center().x(), bounds.bottom()))
    far = world.map(QPointF(bounds.center().x(), bounds.bottom() - bounds.height() * reflection.end))
    gradient = QLinearGradient(foot, far)
    begin = QColor.fromRgbF(0, 0, 0, reflection.begin_opacity)
    gradient.setColorAt(0, begin)
    gradient.setColorAt(min(0.999, reflection.start / reflection.end), begin)
    gradient.setColorAt(1, QColor.fromRgbF(0, 0, 0, reflection.end_opacity))
    painter = QPainter(fading.image)
    painter.translate(-layer.area.x(), -layer.area.y())
    painter.setCompositionMode(Mode.CompositionMode_DestinationIn)
    painter.fillRect(layer.area, gradient)
    painter.end()
    below = bounds.bottom() * 2 + reflection.distance
    mirror = world.inverted()[0] * QTransform(1, 0, 0, -1, 0, below) * world
    _put_through(scene, _coarsely_blurred(fading, reflection.blur / scene.pixel / 2), mirror)
