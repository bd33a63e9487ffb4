"""Embedded objects show the picture that they left of themselves."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from decks.pptx.ooxml import NAMESPACES
from decks.render.renderer import Renderer
from tests.decks.render.drawing_board import Board, at, solid

INCH = 914_400
RELS = "ppt/slides/_rels/slide1.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())


@pytest.fixture
def board(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Board:
    return Board(make_deck, renderer_of)


def frame(held: str) -> str:
    """An object at 1, 1 inches, 4 wide and 2 high."""
    return (
        f"<p:graphicFrame {_NAMESPACES}>"
        '<p:nvGraphicFramePr><p:cNvPr id="9" name=""/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{INCH}" y="{INCH}"/><a:ext cx="{4 * INCH}" cy="{2 * INCH}"/></p:xfrm>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole">'
        f"{held}</a:graphicData></a:graphic></p:graphicFrame>"
    )


def preview(fill: str = "") -> str:
    return (
        '<p:pic><p:nvPicPr><p:cNvPr id="0" name=""/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        '<p:blipFill><a:blip r:embed="PICTURE"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{fill}</p:spPr></p:pic>"
    )


def test_an_object_shows_its_picture(board: Board, png: Callable[..., io.BytesIO]) -> None:
    image = board.draw(frame(f"<p:oleObj><p:embed/>{preview()}</p:oleObj>"), picture=png("red"))
    assert at(image, 1.1, 1.1).name() == at(image, 4.9, 2.9).name() == "#ff0000"
    assert at(image, 5.1, 1.5).name() == "#ffffff"
    assert board.codes() == []


def test_its_picture_lies_on_its_ground(board: Board) -> None:
    held = f"<p:oleObj><p:embed/>{preview(solid('00FF00'))}</p:oleObj>"
    image = board.draw(frame(held), picture=_clear())
    assert at(image, 3, 2).name() == "#00ff00"


def _clear() -> io.BytesIO:
    data = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(data, "PNG")
    data.seek(0)
    return data


def test_of_two_ways_to_show_an_object_the_picture_is_taken(
    board: Board, png: Callable[..., io.BytesIO]
) -> None:
    choice = (
        '<mc:Choice xmlns:v="urn:schemas-microsoft-com:vml" Requires="v"><p:oleObj spid="x"/></mc:Choice>'
    )
    fallback = f"<mc:Fallback><p:oleObj><p:embed/>{preview()}</p:oleObj></mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    assert at(board.draw(frame(both), picture=png("red")), 3, 2).name() == "#ff0000"


def test_an_old_object_shows_the_picture_of_its_vml_drawing(
    board: Board,
    png: Callable[..., io.BytesIO],
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    renderer_of: Callable[[Path], Renderer],
) -> None:
    path = board.deck(frame('<p:oleObj spid="_x0000_s1026"/>'))
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shape id="_x0000_s1025"/><v:shape id="_x0000_s1026"><v:imagedata o:relid="rId1"/></v:shape></xml>'
    )
    link = f'<Relationship Id="v" Type="{OFFICE}/vmlDrawing" Target="../drawings/vml1.vml"/></Relationships>'
    image_link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/image" Target="../media/old.png"/></Relationships>'
    )
    parts = {
        "ppt/drawings/vml1.vml": vml.encode(),
        "ppt/drawings/_rels/vml1.vml.rels": image_link.encode(),
        "ppt/media/old.png": png("red").read(),
        RELS: part_of(path, RELS).replace(b"</Relationships>", link.encode()),
    }
    image = renderer_of(rewritten(path, parts)).draw(1, 0, 1333, 750).image
    assert at(image, 3, 2).name() == "#ff0000"


def test_an_object_without_a_picture_is_reported(board: Board) -> None:
    image = board.draw(frame('<p:oleObj spid="_x0000_s1026"><p:embed/></p:oleObj>'))
    assert at(image, 3, 2).name() not in ("#ffffff", "#000000")
    assert board.codes() == ["render.embedded"]


def test_handwriting_without_a_picture_is_reported(board: Board) -> None:
    p14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    place = f'<a:off x="{INCH}" y="{INCH}"/><a:ext cx="{4 * INCH}" cy="{2 * INCH}"/>'
    image = board.draw(
        f'<p:contentPart {_NAMESPACES} xmlns:p14="{p14}"><p14:nvContentPartPr><p14:cNvPr id="9" name=""/>'
        f"</p14:nvContentPartPr><p14:xfrm>{place}</p14:xfrm></p:contentPart>"
    )
    assert at(image, 3, 2).name() not in ("#ffffff", "#000000")
    assert board.codes() == ["render.ink"]
