"""How a slide comes (`p:transition`, ECMA-376 part 1, 19.5.96 and the effects beside it)."""

from decks.motion import LONGEST_S, Effect, Side, Transition
from decks.pptx.ooxml import Element, attribute, child, local_name, parse_whole

_EFFECTS = {
    "cut": Effect.NONE,
    "push": Effect.PUSH,
    "pan": Effect.PUSH,
    "conveyor": Effect.PUSH,
    "ferris": Effect.PUSH,
    "gallery": Effect.PUSH,
    "prism": Effect.PUSH,
    "wipe": Effect.WIPE,
    "strips": Effect.WIPE,
    "cover": Effect.COVER,
}
_FROM = {"l": Side.RIGHT, "r": Side.LEFT, "u": Side.BOTTOM, "d": Side.TOP}
"""`dir` says where to; what goes to the left comes from the right."""
_SPEED_S = {"fast": 0.5, "med": 0.75, "slow": 1.0}
_NOT_EFFECTS = ("sndAc", "extLst")
_DURATION = "}dur"
"""`p14:dur`, in milliseconds, whatever the prefix: the attribute is newer than the element."""


def read_transition(slide: Element) -> Transition:
    """The transition of a `p:sld`, as far as we have it. All others fade, as PowerPoint itself lets
    them do where it writes a stand-in for programs that don't know them."""
    element = child(slide, "p:transition")
    if element is None:
        return Transition()
    kind = next((part for part in element if local_name(part) not in ("", *_NOT_EFFECTS)), None)
    if kind is None:
        return Transition()
    seconds = min(LONGEST_S, _seconds(element))
    effect = _EFFECTS.get(local_name(kind), Effect.FADE)
    side = _FROM.get(attribute(kind, "dir", "l")[:1], Side.RIGHT)
    return Transition(effect, side, seconds) if effect is not Effect.NONE and seconds > 0 else Transition()


def _seconds(element: Element) -> float:
    written = next((value for name, value in element.attrib.items() if str(name).endswith(_DURATION)), None)
    usual = _SPEED_S.get(attribute(element, "spd"), _SPEED_S["fast"])
    return usual if written is None else max(0, parse_whole(str(written), 500)) / 1000
