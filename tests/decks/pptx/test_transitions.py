"""How a slide comes, as its file says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from decks.motion import Effect, Side, Transition
from decks.opening import open_deck
from decks.pptx.ooxml import NAMESPACES
from decks.pptx.transitions import read_transition
from tests.decks.animations import animate, appear, click, transition

P14 = 'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'


def read(xml: str) -> Transition:
    """The transition of a slide with this `p:transition`."""
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMESPACES.items() if prefix != "p14")
    return read_transition(etree.fromstring(f"<p:sld {spaces} {P14}>{xml}</p:sld>"))


@pytest.mark.parametrize(
    ("inside", "effect", "side"),
    [
        ("<p:fade/>", Effect.FADE, Side.RIGHT),
        ("<p:push/>", Effect.PUSH, Side.RIGHT),
        ('<p:push dir="u"/>', Effect.PUSH, Side.BOTTOM),
        ('<p:push dir="r"/>', Effect.PUSH, Side.LEFT),
        ('<p:wipe dir="d"/>', Effect.WIPE, Side.TOP),
        ('<p:cover dir="ld"/>', Effect.COVER, Side.RIGHT),
        ("<p:sndAc/><p:wipe/>", Effect.WIPE, Side.RIGHT),
        ("<p14:vortex/>", Effect.FADE, Side.RIGHT),
        ('<p:push dir="nowhere"/>', Effect.PUSH, Side.RIGHT),
    ],
)
def test_a_transition_is_one_that_we_have(inside: str, effect: Effect, side: Side):
    assert read(f"<p:transition>{inside}</p:transition>") == Transition(effect, side, 0.3)


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<p:transition/>",
        '<p:transition spd="slow" advClick="0"/>',
        "<p:transition><p:cut/></p:transition>",
        "<p:transition><p:sndAc/></p:transition>",
        '<p:transition p14:dur="0"><p:fade/></p:transition>',
    ],
)
def test_a_slide_without_one_comes_at_once(xml: str):
    assert read(xml) == Transition()


@pytest.mark.parametrize(
    ("attributes", "seconds"),
    [('p14:dur="120"', 0.12), ('p14:dur="9999"', 0.3), ('p14:dur="nan"', 0.3), ('spd="slow"', 0.3)],
)
def test_it_lasts_as_long_as_written_but_never_long(attributes: str, seconds: float):
    assert read(f"<p:transition {attributes}><p:fade/></p:transition>").seconds == seconds


def test_a_deck_knows_its_slides_steps_and_transitions(make_deck: Callable[..., Path]):
    def build(presentation: Any) -> None:
        transition(presentation.slides[1], "><p:push/>")
        animate(presentation.slides[1], click(appear(2)), click(appear(3)))

    slides = open_deck(make_deck(build, slides=3)).slides
    assert [slide.steps for slide in slides] == [1, 3, 1]
    assert [slide.transition.effect for slide in slides] == [Effect.NONE, Effect.PUSH, Effect.NONE]
