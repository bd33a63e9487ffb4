"""Depth (ECMA-376 part 1, 20.1.4.2.13 scene3d, 20.1.5.12 sp3d): not drawn, but told."""

from collections.abc import Sequence

from decks.pptx.ooxml import Element, attribute, child, whole
from decks.render.slide.scene import Scene

_TURN = 21_600_000
_USUAL_BEVEL = 76_200


def report_depth(scene: Scene, chain: Sequence[Element], style: Element | None = None) -> None:
    """Say so where the nearest of these properties elements, or else the theme as the style refers to it,
    gives something depth, raised edges or a turn in space: it is drawn flat."""
    look = (*chain, *_styled(scene, style))
    if _is_solid(_nearest(look, "a:sp3d")) or _is_turned(_nearest(look, "a:scene3d")):
        scene.report("render.three_d", serious=False)


def _styled(scene: Scene, style: Element | None) -> Sequence[Element]:
    index, styles = whole(child(style, "a:effectRef"), "idx"), scene.palette.theme.effects
    return (styles[index - 1],) if 1 <= index <= len(styles) else ()


def _nearest(chain: Sequence[Element], name: str) -> Element | None:
    return next((found for properties in chain if (found := child(properties, name)) is not None), None)


def _is_solid(solid: Element | None) -> bool:
    """Whether an `a:sp3d` is thick, has a contour, or edges that are raised."""
    if whole(solid, "extrusionH") > 0 or whole(solid, "contourW") > 0:
        return True
    bevels = (child(solid, "a:bevelT"), child(solid, "a:bevelB"))
    return any(
        bevel is not None and whole(bevel, "w", _USUAL_BEVEL) > 0 and whole(bevel, "h", _USUAL_BEVEL) > 0
        for bevel in bevels
    )


def _is_turned(space: Element | None) -> bool:
    """Whether the camera of an `a:scene3d` looks at something flat from elsewhere than straight ahead."""
    camera = child(space, "a:camera")
    turn = child(camera, "a:rot")
    if turn is not None:
        return any(whole(turn, name) % _TURN for name in ("lat", "lon", "rev"))
    kind = attribute(camera, "prst")
    return kind.startswith(("isometric", "perspective")) and kind != "perspectiveFront"
