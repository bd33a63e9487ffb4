"""Negative points look otherwise where their series says so."""

import pytest
from lxml import etree

from decks.pptx.ooxml import NAMESPACES, Element, attribute, child, descendants, local_name
from decks.render.charts.inversion import inverted
from decks.render.paint.fills import Fill


def fill(kind: str, inside: str = "") -> Element:
    """A fill element."""
    return etree.fromstring(f'<a:{kind} xmlns:a="{NAMESPACES["a"]}">{inside}</a:{kind}>')


def colour(element: Element | None) -> str:
    """The colour below an element."""
    return attribute(next(descendants(element, "a:srgbClr")), "val")


RED, BLUE = '<a:srgbClr val="FF0000"/>', '<a:srgbClr val="0000FF"/>'


def test_a_colour_gives_way_to_white_or_to_the_one_that_is_given() -> None:
    plain = Fill(fill("solidFill", RED), "part")
    assert colour(inverted(plain, None).element) == "FFFFFF"
    assert colour(inverted(plain, fill("solidFill", BLUE)).element) == "0000FF"


def test_a_gradient_runs_backwards() -> None:
    stops = f'<a:gsLst><a:gs pos="0">{RED}</a:gs><a:gs pos="30000">{BLUE}</a:gs></a:gsLst>'
    turned = inverted(Fill(fill("gradFill", stops), "part"), None).element
    assert [(stop.get("pos"), colour(stop)) for stop in descendants(turned, "a:gs")] == [
        ("100000", "FF0000"),
        ("70000", "0000FF"),
    ]


def test_a_pattern_changes_ink_for_ground() -> None:
    pattern = fill("pattFill", f"<a:fgClr>{RED}</a:fgClr><a:bgClr>{BLUE}</a:bgClr>")
    turned = inverted(Fill(pattern, "part"), None).element
    assert (colour(child(turned, "a:fgClr")), colour(child(turned, "a:bgClr"))) == ("0000FF", "FF0000")


@pytest.mark.parametrize("kind", ["blipFill", "noFill"])
def test_what_can_not_be_turned_round_stays(kind: str) -> None:
    assert local_name(inverted(Fill(fill(kind), "part"), fill("solidFill", RED)).element) == kind
