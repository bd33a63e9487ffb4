"""What emphasis has made of a shape is seen after its click."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from decks.render.renderer import Renderer
from tests.decks.animations import animate, behaviour, click, effect, target
from tests.decks.render.drawing_board import HEIGHT, WIDTH, Board, at, grouped, line, solid, sp

RED = solid("FF0000")
AIM = target(7)
GREEN = (
    '<p:to><a:srgbClr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" val="00FF00"/></p:to>'
)
Show = Callable[..., tuple[QImage, QImage]]


@pytest.fixture
def show(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Show:
    """The pictures of a shape (its id is 7) before and after emphasis."""

    def draw(change: str, shape: str) -> tuple[QImage, QImage]:
        def prepare(slide: Any) -> None:
            animate(slide, click(effect("emph", change)))

        renderer = renderer_of(Board(make_deck, renderer_of).deck(shape, prepare=prepare))
        before, after = (renderer.draw(1, clicks, WIDTH, HEIGHT).image for clicks in (0, 1))
        return before, after

    return draw


def names(image: QImage, *places: tuple[float, float]) -> list[str]:
    return [at(image, *place).name() for place in places]


def test_a_shape_grows_about_its_middle(show: Show) -> None:
    before, after = show(behaviour("animScale", AIM, '<p:by x="150000" y="50000"/>'), sp(RED))
    places = (4.3, 3), (3, 2.3), (3, 3)
    assert names(before, *places) == ["#ffffff", "#ff0000", "#ff0000"]
    assert names(after, *places) == ["#ff0000", "#ffffff", "#ff0000"]


def test_a_shape_turns_about_its_middle(show: Show) -> None:
    _, after = show(behaviour("animRot", AIM, attributes='by="5400000"'), sp(RED, (2, 3, 4, 1)))
    assert names(after, (4, 2), (2.5, 3.5)) == ["#ff0000", "#ffffff"]


def test_a_shape_becomes_transparent(show: Show) -> None:
    value = '<p:to><p:strVal val="0.5"/></p:to>'
    _, after = show(behaviour("set", AIM, value, names=["style.opacity"]), sp(RED))
    assert at(after, 3, 3).green() == pytest.approx(128, abs=2)


def test_a_shape_lies_where_its_path_ends(show: Show) -> None:
    _, after = show(behaviour("animMotion", AIM, attributes='path="M 0 0 L 0.375 0 E"'), sp(RED))
    assert names(after, (3, 3), (8, 3)) == ["#ffffff", "#ff0000"]


@pytest.mark.parametrize(
    ("name", "inside", "edge"), [("fillcolor", "#00ff00", "#0000ff"), ("stroke.color", "#ff0000", "#00ff00")]
)
def test_fill_and_line_take_other_colours(show: Show, name: str, inside: str, edge: str) -> None:
    _, after = show(behaviour("animClr", AIM, GREEN, names=[name]), sp(RED + line(solid("0000FF"))))
    assert names(after, (3, 3), (2, 3)) == [inside, edge]


def test_text_takes_another_colour(show: Show) -> None:
    runs = "".join(
        f"<a:r><a:rPr lang='en-US' sz='6000' b='1'>{fill}</a:rPr><a:t>M</a:t></a:r>" for fill in ("", RED)
    )
    body = f"<p:txBody><a:bodyPr/><a:p>{runs}</a:p></p:txBody>"
    before, after = show(
        behaviour("animClr", AIM, GREEN, names=["style.color"]), sp("<a:noFill/>", (2, 2, 4, 2), more=body)
    )

    def colours(image: QImage) -> set[str]:
        return {at(image, 2 + x / 50, 2 + y / 50).name() for x in range(200) for y in range(80)}

    assert {"#000000", "#ff0000"} <= colours(before)
    assert "#00ff00" in colours(after)
    assert not {"#000000", "#ff0000"} & colours(after)


def test_a_group_is_emphasised_as_a_whole(show: Show) -> None:
    group = grouped("", sp(RED)).replace('id="7"', 'id="9"').replace('id="8"', 'id="7"')
    value = '<p:to><p:strVal val="0.5"/></p:to>'
    _, after = show(behaviour("set", AIM, value, names=["style.opacity"]), group)
    assert at(after, 3, 3).green() == pytest.approx(128, abs=2)
