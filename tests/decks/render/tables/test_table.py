"""Tables are drawn with their styles, lines, merged cells and growing rows."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from decks.pptx.ooxml import NAMESPACES
from decks.render.renderer import Renderer
from tests.decks.render.drawing_board import Board, at, line, solid

MEDIUM_2_ACCENT_2 = "{21E4AEA4-8DFA-4A89-87EB-49C32662AFE0}"
DARK_1_ACCENT_3 = "{D03447BB-5D67-496B-8E87-E561075AD55C}"
THEMED_2_ACCENT_1 = "{D113A9D2-9D6B-4929-AA2D-F23B5EE8CBE7}"
LIGHT_2_ACCENT_1 = "{69012ECD-51FC-41F1-AA8D-1B2483CD663E}"
_NAMESPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
INCH = 914_400


@pytest.fixture
def board(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Board:
    return Board(make_deck, renderer_of)


def cell(properties: str = "", *, text: str = "", attributes: str = "", look: str = "") -> str:
    """An `a:tc`; `look` are attributes of its `a:tcPr`."""
    run = f"<a:r><a:t>{text}</a:t></a:r>" if text else ""
    body = f"<a:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}</a:p></a:txBody>"
    return f"<a:tc {attributes}>{body}<a:tcPr {look}>{properties}</a:tcPr></a:tc>"


def table(
    rows: list[list[str]], flags: str = "", style: str = "", more: str = "", height: float = 1.0
) -> str:
    """A table at 1, 1 inches whose cells are 2 inches wide and `height` high."""
    styled = f"<a:tableStyleId>{style}</a:tableStyleId>" if style else ""
    columns = f'<a:gridCol w="{2 * INCH}"/>' * len(rows[0])
    body = "".join(f'<a:tr h="{round(height * INCH)}">{"".join(row)}</a:tr>' for row in rows)
    return (
        f"<p:graphicFrame {_NAMESPACES}>"
        '<p:nvGraphicFramePr><p:cNvPr id="9" name=""/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{INCH}" y="{INCH}"/><a:ext cx="{6 * INCH}" cy="{3 * INCH}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f"<a:tbl><a:tblPr {flags}>{more}{styled}</a:tblPr><a:tblGrid>{columns}</a:tblGrid>{body}</a:tbl>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def own(side: str, colour: str, width: float = 10) -> str:
    return line(solid(colour), width).replace("a:ln", f"a:{side}")


def name(image: QImage, x: float, y: float) -> str:
    return at(image, x, y).name()


def is_bluish(colour: QColor) -> bool:
    """Whether a thin line of the first accent is here, as far as it fills the pixel."""
    return colour.blue() > colour.red() + 40


def is_near(image: QImage, x: float, y: float, red: int, green: int, blue: int) -> bool:
    """Whether a pixel has this colour but for what antialiasing may leave."""
    found = at(image, x, y)
    pairs = ((found.red(), red), (found.green(), green), (found.blue(), blue))
    return all(abs(one - other) < 6 for one, other in pairs)


def test_the_usual_style_is_known_though_the_file_does_not_describe_it(board: Board) -> None:
    image = board.draw(table([[cell(), cell()]] * 3, 'firstRow="1" bandRow="1"', MEDIUM_2_ACCENT_2))
    header, first, second = (at(image, 1.5, y) for y in (1.5, 2.5, 3.5))
    assert header.name() == "#c0504d"
    assert header.lightness() < first.lightness() < second.lightness()
    assert at(image, 3, 2.5).lightness() > 240


def test_a_dark_style_darkens_its_bands_and_blackens_its_header(board: Board) -> None:
    image = board.draw(table([[cell(), cell()]] * 3, 'firstRow="1" bandRow="1"', DARK_1_ACCENT_3))
    assert name(image, 1.5, 1.5) == "#000000"
    assert name(image, 1.5, 3.5) == "#9bbb59"
    assert at(image, 1.5, 2.5).lightness() < at(image, 1.5, 3.5).lightness()


def test_a_style_with_a_ground_fills_the_whole_table(board: Board) -> None:
    image = board.draw(table([[cell(), cell()]] * 2, "", THEMED_2_ACCENT_1))
    assert at(image, 1.5, 1.5).blue() > at(image, 1.5, 1.5).red() + 40
    assert name(image, 5.5, 1.5) == "#ffffff"


def test_bands_draw_their_lines_where_they_end(board: Board) -> None:
    image = board.draw(table([[cell(), cell()]] * 3, 'bandRow="1"', LIGHT_2_ACCENT_1))
    assert is_bluish(at(image, 1.5, 2))
    assert is_bluish(at(image, 1.5, 3))
    assert name(image, 3, 1.5) == "#ffffff"


def test_a_cell_that_is_first_in_both_ways_takes_the_corner(board: Board) -> None:
    parts = "".join(
        f"<a:{part}><a:tcStyle><a:tcBdr/><a:fill>{solid(colour)}</a:fill></a:tcStyle></a:{part}>"
        for part, colour in (("wholeTbl", "0000FF"), ("firstCol", "00FF00"), ("firstRow", "FF0000"))
    )
    corner = f"<a:nwCell><a:tcStyle><a:fill>{solid('FFFF00')}</a:fill></a:tcStyle></a:nwCell>"
    style = f'<a:tableStyle styleId="{{X}}" styleName="">{parts}{corner}</a:tableStyle>'
    image = board.draw(table([[cell(), cell()]] * 2, 'firstRow="1" firstCol="1"', more=style))
    places = ((1.5, 1.5), (3.5, 1.5), (1.5, 2.5), (3.5, 2.5))
    assert [name(image, *place) for place in places] == ["#ffff00", "#ff0000", "#00ff00", "#0000ff"]


def test_a_cell_fill_wins_over_the_style(board: Board) -> None:
    rows = [[cell(solid("00FF00")), cell(), cell("<a:noFill/>")]]
    image = board.draw(table(rows, "", MEDIUM_2_ACCENT_2))
    assert name(image, 1.5, 1.5) == "#00ff00"
    assert name(image, 3.5, 1.5) not in ("#00ff00", "#ffffff")
    assert name(image, 5.5, 1.5) == "#ffffff"


def test_of_two_lines_that_cells_share_the_wider_counts(board: Board) -> None:
    rows = [[cell(own("lnR", "FF0000", 4)), cell(own("lnL", "0000FF", 12))]]
    assert name(board.draw(table(rows)), 3, 1.5) == "#0000ff"


def test_an_own_line_wins_over_that_of_the_neighbours_style(board: Board) -> None:
    rows = [[cell(own("lnR", "FF0000", 3)), cell()]]
    assert name(board.draw(table(rows, "", MEDIUM_2_ACCENT_2)), 3, 1.5) == "#ff0000"


def test_no_line_is_a_saying_too(board: Board) -> None:
    none = "<a:lnR><a:noFill/></a:lnR>"
    grid = "{5940675A-B579-460E-94D1-54222C63F5DA}"
    image = board.draw(table([[cell(none), cell(), cell()]], "", grid))
    assert name(image, 3, 1.5) == "#ffffff"
    assert at(image, 5, 1.5).lightness() < 160


def test_a_merged_cell_covers_its_places(board: Board) -> None:
    wide = cell(solid("FF0000"), attributes='gridSpan="2" rowSpan="2"')
    gone = [cell(attributes='hMerge="1"'), cell(attributes='vMerge="1"')]
    both = cell(attributes='hMerge="1" vMerge="1"')
    rows = [[wide, gone[0], cell()], [gone[1], both, cell(solid("0000FF"))]]
    image = board.draw(table(rows, "", "{5940675A-B579-460E-94D1-54222C63F5DA}"))
    places = ((1.5, 1.5), (3, 1.5), (3, 2), (4.5, 2.5))
    assert {name(image, *place) for place in places} == {"#ff0000"}
    assert name(image, 5.5, 2.5) == "#0000ff"


def test_a_row_grows_with_its_text(board: Board) -> None:
    rows = [[cell(text="word " * 30), cell()], [cell(solid("FF0000")), cell()]]
    image = board.draw(table(rows, height=0.3))
    assert name(image, 4.5, 1.45) == "#ffffff"
    reds = [y / 100 for y in range(100, 700) if name(image, 1.5, y / 100) == "#ff0000"]
    assert reds[0] > 2.0
    assert 0.25 < reds[-1] - reds[0] < 0.45


def test_a_text_over_two_rows_makes_the_second_grow(board: Board) -> None:
    tall = cell(solid("FF0000"), text="word " * 30, attributes='rowSpan="2"')
    rows = [
        [tall, cell(solid("00FF00"))],
        [cell(attributes='vMerge="1"'), cell(solid("0000FF"))],
        [cell(), cell()],
    ]
    image = board.draw(table(rows, height=0.4))
    greens = [y for y in range(100, 700) if name(image, 4.5, y / 100) == "#00ff00"]
    blues = [y for y in range(100, 700) if name(image, 4.5, y / 100) == "#0000ff"]
    assert 35 < len(greens) < 45
    assert len(blues) > 80


def test_a_text_over_two_rows_that_has_room_changes_nothing(board: Board) -> None:
    tall = cell(solid("FF0000"), text="word " * 8, attributes='rowSpan="2"')
    image = board.draw(table([[tall, cell()], [cell(attributes='vMerge="1"'), cell()]], height=0.7))
    reds = [y for y in range(100, 700) if name(image, 1.05, y / 100) == "#ff0000"]
    assert len(reds) in range(138, 143)


def test_a_cell_that_another_covers_is_not_drawn_though_it_does_not_say_so(board: Board) -> None:
    wide = cell(solid("FF0000"), attributes='gridSpan="2"')
    image = board.draw(table([[wide, cell(solid("0000FF"))]]))
    assert name(image, 4, 1.5) == "#ff0000"


def test_a_cell_may_be_crossed_out(board: Board) -> None:
    image = board.draw(table([[cell(own("lnTlToBr", "FF0000") + own("lnBlToTr", "0000FF")), cell()]]))
    assert name(image, 1.5, 1.25) == "#ff0000"
    assert name(image, 1.5, 1.75) == "#0000ff"


def test_a_table_may_run_from_right_to_left(board: Board) -> None:
    image = board.draw(table([[cell(solid("FF0000")), cell(solid("0000FF"))]], 'rtl="1"'))
    assert name(image, 1.5, 1.5) == "#0000ff"
    assert name(image, 4.5, 1.5) == "#ff0000"


def test_no_seam_shows_between_cells_of_one_colour(board: Board) -> None:
    rows = [[cell(solid("800000"))] * 3] * 3
    image = board.draw(table(rows, height=0.777))
    across = {name(image, x / 100, 1.3) for x in range(110, 690)}
    down = {name(image, 1.5, y / 100) for y in range(110, 320)}
    assert across == down == {"#800000"}


def test_a_merged_cell_looks_as_where_it_begins(board: Board) -> None:
    row = [cell(), cell(attributes='gridSpan="2"'), cell(attributes='hMerge="1"')]
    image = board.draw(table([row], 'lastCol="1"', MEDIUM_2_ACCENT_2))
    assert name(image, 5.5, 1.5) == name(image, 1.5, 1.5)


def test_thick_lines_meet_in_a_full_corner(board: Board) -> None:
    sides = "".join(own(side, "FF0000", 20) for side in ("lnL", "lnT", "lnR", "lnB"))
    image = board.draw(table([[cell(sides)]]))
    assert is_near(image, 0.9, 0.9, 255, 0, 0)
    assert is_near(image, 3.1, 2.1, 255, 0, 0)


@pytest.mark.parametrize(
    ("attributes", "columns"),
    [('gridSpan="99999999" rowSpan="99999999"', 2), ('gridSpan="-5" rowSpan="x"', 2), ('hMerge="1"', 1)],
)
def test_absurd_spans_do_no_harm(board: Board, attributes: str, columns: int) -> None:
    board.draw(table([[cell(solid("FF0000"), attributes=attributes)] * columns] * 3))
    assert board.codes() == []


def test_too_many_cells_are_reported(board: Board) -> None:
    board.draw(table([[cell()] * 60] * 40, height=0.01))
    assert board.codes() == ["render.too_many_shapes"]


@pytest.mark.parametrize("cells", [0, 1])
def test_very_many_rows_and_columns_take_no_time_even_without_cells(board: Board, cells: int) -> None:
    wide = table([[""] * 1_000] + [[cell() if cells else ""]] * 2_000, height=0.01)
    begun = time.process_time()
    board.draw(wide)
    assert time.process_time() - begun < 1.5
    assert board.codes() == ["render.too_many_shapes"]
