"""Where lines of text lie: heights, gaps, indents, tabs, columns, directions."""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt
from PySide6.QtGui import QColor, QImage, QTransform

from decks.render.renderer import Renderer
from tests.decks.render.drawing_board import Board, solid, sp

POINT = 100 / 72
"""Pixels of a point; a board has a hundred pixels to the inch."""
LEFT, TOP, WIDTH, HEIGHT = 2.0, 1.0, 6.0, 5.0
Draw = Callable[..., QImage]


@pytest.fixture
def board(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Board:
    return Board(make_deck, renderer_of)


@pytest.fixture
def draw(board: Board) -> Draw:
    """The picture of a text box without insets at `LEFT`, `TOP`, whose `a:p` elements are given."""

    def drawn(*paragraphs: str, body: str = "", fit: str = "", xfrm: str = "") -> QImage:
        properties = f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" {body}>{fit}</a:bodyPr>'
        text = f"<p:txBody>{properties}<a:lstStyle/>{''.join(paragraphs)}</p:txBody>"
        return board.draw(sp("", (LEFT, TOP, WIDTH, HEIGHT), more=text, xfrm=xfrm))

    return drawn


def p(text: str = "H", points: float = 20, look: str = "", run: str = "", attributes: str = "") -> str:
    """A paragraph of one run."""
    properties = f'<a:rPr lang="en-US" sz="{round(points * 100)}" {attributes}>{run}</a:rPr>'
    return f"<a:p>{look}<a:r>{properties}<a:t>{text}</a:t></a:r></a:p>"


def spaced(spacing: str, kind: str = "lnSpc") -> str:
    """Paragraph properties with a spacing: `90%` or `30`, in points."""
    value = f'spcPct val="{spacing[:-1]}000"' if spacing.endswith("%") else f'spcPts val="{spacing}00"'
    return f"<a:pPr><a:{kind}><a:{value}/></a:{kind}></a:pPr>"


def bands(image: QImage) -> list[tuple[int, int]]:
    """First and last row of each band of rows that hold ink."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels, stride, width = bytes(gray.constBits()), gray.bytesPerLine(), gray.width()
    rows = [min(pixels[y * stride : y * stride + width]) < 128 for y in range(gray.height())]
    found = []
    for inked, group in groupby(range(len(rows)), key=rows.__getitem__):
        band = list(group)
        if inked:
            found.append((band[0], band[-1]))
    return found


def columns(image: QImage) -> list[tuple[int, int]]:
    """First and last column of each band of columns that hold ink."""
    return bands(image.transformed(QTransform(0, 1, 1, 0, 0, 0)))


def baselines(image: QImage) -> list[float]:
    """The feet of lines of capitals, in points below the top of the box."""
    return [(last + 1 - TOP * 100) / POINT for _, last in bands(image)]


def starts(image: QImage) -> list[float]:
    """Where bands of columns begin, in points from the left of the box."""
    return [(first - LEFT * 100) / POINT for first, _ in columns(image)]


def test_lines_are_a_fifth_higher_than_their_letters_whatever_the_font(draw: Draw) -> None:
    assert baselines(draw(p(), p())) == pytest.approx([20, 44], abs=0.8)
    chinese = baselines(draw(p(), p("H中"), p()))
    assert chinese[0] == pytest.approx(20, abs=0.8)
    assert chinese[-1] == pytest.approx(68, abs=0.8)


@pytest.mark.parametrize(
    ("spacing", "expected"),
    [
        ("150%", [32, 68]),
        ("70%", [13.4, 30.2]),
        ("30", [26, 56]),
        ("15", [11, 26]),
    ],
)
def test_line_spacing_counts_from_the_first_line_on(draw: Draw, spacing: str, expected: list[float]) -> None:
    look = spaced(spacing)
    assert baselines(draw(p(look=look), p(look=look))) == pytest.approx(expected, abs=0.8)


def test_space_between_paragraphs_is_left_out_above_the_first(draw: Draw) -> None:
    points, percent = spaced("10", "spcBef"), spaced("50%", "spcBef")
    assert baselines(draw(p(look=points), p(look=points))) == pytest.approx([20, 54], abs=0.8)
    assert baselines(draw(p(look=percent), p(look=percent))) == pytest.approx([20, 54], abs=0.8)
    after = spaced("10", "spcAft")
    assert baselines(draw(p(look=after), p(look=after))) == pytest.approx([20, 54], abs=0.8)


def test_an_empty_paragraph_is_as_high_as_its_end_says(draw: Draw) -> None:
    empty = '<a:p><a:endParaRPr sz="4000"/></a:p>'
    assert baselines(draw(p(), empty, p())) == pytest.approx([20, 92], abs=0.8)


def test_a_break_has_its_own_size_only_where_it_stands_alone(draw: Draw) -> None:
    run, gap = '<a:r><a:rPr sz="2000"/><a:t>H</a:t></a:r>', '<a:br><a:rPr sz="4000"/></a:br>'
    assert baselines(draw(f"<a:p>{run}{gap}{run}</a:p>")) == pytest.approx([20, 44], abs=0.8)
    assert baselines(draw(f"<a:p>{run}{gap}{gap}{run}</a:p>")) == pytest.approx([20, 92], abs=0.8)


def test_text_too_long_for_its_box_overflows_away_from_its_anchor(draw: Draw) -> None:
    lines = [p() for _ in range(20)]
    high = HEIGHT * 72
    assert baselines(draw(*lines))[0] == pytest.approx(20, abs=0.8)
    bottom = baselines(draw(*lines, body='anchor="b"'))
    assert bottom[-1] == pytest.approx(high - 4, abs=0.8)
    middle = baselines(draw(*lines, body='anchor="ctr"'))
    assert middle[-1] == pytest.approx(high / 2 + 240 - 4, abs=0.8)


def test_text_that_may_shrink_fits_its_box(draw: Draw) -> None:
    lines = [p() for _ in range(20)]
    shrunk = bands(draw(*lines, fit="<a:normAutofit/>"))
    assert len(shrunk) == 20
    assert shrunk[-1][1] < (TOP + HEIGHT) * 100
    assert shrunk[-1][1] > (TOP + HEIGHT) * 100 - 30
    assert bands(draw(*lines, fit="<a:noAutofit/>"))[-1][1] > (TOP + HEIGHT) * 100


def test_empty_paragraphs_at_the_end_need_no_room(draw: Draw) -> None:
    empty = '<a:p><a:endParaRPr sz="2000"/></a:p>'
    lines = [p() for _ in range(10)]
    assert bands(draw(*lines, *[empty] * 9, fit="<a:normAutofit/>")) == bands(draw(*lines))


def test_bullets_and_text_keep_to_their_indents(draw: Draw) -> None:
    bulleted = '<a:pPr marL="254000" indent="-254000"><a:buChar char="■"/></a:pPr>'
    places = starts(draw(p("H", look=bulleted)))
    assert places[0] == pytest.approx(0, abs=4)
    assert places[1] == pytest.approx(20, abs=4)
    narrow = '<a:pPr marL="12700" indent="-12700"><a:buAutoNum type="arabicPeriod"/></a:pPr>'
    assert starts(draw(p("H", look=narrow)))[-1] > 10


def test_a_bullet_goes_with_centred_text(draw: Draw) -> None:
    look = '<a:pPr marL="254000" indent="-254000" algn="ctr"><a:buChar char="■"/></a:pPr>'
    bullet, letter = starts(draw(p("H", look=look)))
    assert letter - bullet == pytest.approx(20, abs=5)
    assert letter == pytest.approx((WIDTH * 72 + 20) / 2 - 7, abs=5)


def test_text_from_right_to_left_has_its_bullet_on_the_right(draw: Draw) -> None:
    look = '<a:pPr marL="254000" indent="-254000" algn="r" rtl="1"><a:buChar char="■"/></a:pPr>'
    places = columns(draw(p("HHHH", look=look)))
    assert places[-1][1] == pytest.approx((LEFT + WIDTH) * 100, abs=6)
    assert places[-2][1] == pytest.approx((LEFT + WIDTH) * 100 - 20 * POINT, abs=6)


@pytest.mark.parametrize(("align", "share"), [("l", 0.0), ("ctr", 0.5), ("r", 1.0)])
def test_tabs_stop_where_the_paragraph_says(draw: Draw, align: str, share: float) -> None:
    stops = f'<a:pPr><a:tabLst><a:tab pos="1270000" algn="{align}"/></a:tabLst></a:pPr>'
    first, last = columns(draw(p("H\tH", look=stops)))[-1]
    place = ((first + share * (last - first)) - LEFT * 100) / POINT
    assert place == pytest.approx(100, abs=2.5)


def test_tabs_count_from_the_left_of_the_text_also_behind_an_indent(draw: Draw) -> None:
    look = '<a:pPr marL="254000" indent="0" defTabSz="914400"/>'
    assert starts(draw(p("H\tH", look=look)))[-1] == pytest.approx(72, abs=2.5)


def test_columns_are_filled_one_after_another(draw: Draw) -> None:
    image = draw(*[p() for _ in range(20)], body='numCol="2" spcCol="254000"')
    assert starts(image) == pytest.approx([0, (WIDTH * 72 - 20) / 2 + 20], abs=3)
    assert baselines(image)[0] == pytest.approx(20, abs=0.8)
    assert bands(image)[-1][1] <= (TOP + HEIGHT) * 100


def test_raised_and_lowered_letters_are_smaller(draw: Draw) -> None:
    def height(image: QImage) -> int:
        return sum(last - first + 1 for first, last in bands(image))

    plain, raised = draw(p(points=60)), draw(p(points=60, attributes='baseline="30000"'))
    assert height(raised) == pytest.approx(0.58 * height(plain), abs=2)
    beside = '<a:r><a:rPr sz="6000" baseline="-25000"/><a:t>H</a:t></a:r>'
    lowered = draw(p(points=60).replace("</a:p>", f"{beside}</a:p>"))
    assert baselines(lowered)[0] == pytest.approx(baselines(plain)[0] + 15, abs=1)


def test_chinese_and_latin_letters_stand_apart(draw: Draw) -> None:
    def extent(text: str) -> int:
        found = columns(draw(p(text, points=40)))
        return found[-1][1] - found[0][0]

    apart = extent("中H中") - extent("中中") - (extent("HH") - extent("H"))
    assert apart == pytest.approx(2 * 0.24 * 40 * POINT, abs=6)


def test_chinese_lines_break_before_an_opening_quote(draw: Draw) -> None:
    # Eighteen characters of 24 points fill the line; the quote doesn't drag the character before it along.
    image = draw(p("中" * 17 + "“" + "中" * 5 + "”", points=24))
    rows = bands(image)
    assert len(rows) == 2
    first = image.copy(0, rows[0][0], image.width(), rows[0][1] - rows[0][0])
    assert columns(first)[-1][1] > (LEFT + WIDTH) * 100 - 3 * 24 * POINT


def test_text_turned_upward_begins_at_the_lower_left(draw: Draw) -> None:
    image = draw(p("HHH"), body='vert="vert270"')
    assert bands(image)[-1][1] == pytest.approx((TOP + HEIGHT) * 100, abs=4)
    assert columns(image)[0][0] < (LEFT + 0.5) * 100


def test_chinese_characters_stand_upright_in_vertical_text(draw: Draw) -> None:
    def drawn(direction: str) -> tuple[int, int]:
        image = draw(p("一", points=60), body=f'vert="{direction}"')
        (left, right), (top, bottom) = columns(image)[0], bands(image)[0]
        return right - left, bottom - top

    wide, high = drawn("eaVert")
    assert wide > 5 * high
    wide, high = drawn("vert")
    assert high > 5 * wide


def test_lines_of_mongolian_text_follow_from_left_to_right(draw: Draw) -> None:
    first, second = columns(draw(p("一"), p("一一"), body='vert="mongolianVert"'))
    assert first[0] < (LEFT + 0.5) * 100
    assert second[0] > first[1]
    turned = columns(draw(p("一"), p("一一"), body='vert="eaVert"'))
    assert turned[-1][1] > (LEFT + WIDTH - 0.5) * 100


def test_stacked_letters_stand_upright(draw: Draw) -> None:
    image = draw(p("HH", points=60), body='vert="wordArtVert"')
    assert len(bands(image)) == 2
    assert len(columns(image)) == 1


def test_slides_are_numbered_as_the_deck_counts(
    make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]
) -> None:
    def numbered(first: int) -> QImage:
        field = '<a:fld id="{1}" type="slidenum"><a:rPr sz="6000"/><a:t>0</a:t></a:fld>'
        shape = sp("", more=f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{field}</a:p></p:txBody>")

        def build(presentation: Any) -> None:
            presentation.element.set("firstSlideNum", str(first))
            presentation.slides[0].shapes._spTree.append(etree.fromstring(shape))

        return renderer_of(make_deck(build, name=f"{first}.pptx")).draw(1, 0, 1333, 750).image

    assert numbered(1) != numbered(111)


def test_upright_text_stays_so_in_a_turned_shape(draw: Draw) -> None:
    turned = draw(p("HHHHHH"), body='upright="1" anchor="ctr"', xfrm='rot="2700000"')
    (first, last), *rest = bands(turned)
    assert not rest
    assert last - first < 20 * POINT


def test_a_gradient_runs_through_letters(draw: Draw) -> None:
    stops = (
        '<a:gs pos="0"><a:srgbClr val="FF0000"/></a:gs><a:gs pos="100000"><a:srgbClr val="0000FF"/></a:gs>'
    )
    fill = f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0"/></a:gradFill>'
    image = draw(p("HHHHHHHH", points=48, run=fill))
    places = columns(image)
    first, last = _inked(image, *places[0]), _inked(image, *places[-1])
    assert first.red() > first.blue() + 60
    assert last.blue() > last.red() + 60


def test_letters_have_outlines(draw: Draw) -> None:
    outline = f'<a:ln w="38100">{solid("FF0000")}</a:ln>{solid("FFFF00")}'
    colours = _colours(draw(p("HHH", points=80, attributes='b="1"', run=outline)))
    assert {"#ff0000", "#ffff00"} <= colours


def test_marked_text_lies_on_its_colour(draw: Draw) -> None:
    marked = draw(p("H", points=40, run='<a:highlight><a:srgbClr val="00FF00"/></a:highlight>'))
    assert "#00ff00" in _colours(marked)


@pytest.mark.parametrize(
    ("attributes", "more"),
    [
        ('u="sng"', 1),
        ('u="dbl"', 2),
        ('u="heavy"', 1),
    ],
)
def test_lines_run_under_letters(draw: Draw, attributes: str, more: int) -> None:
    plain = bands(draw(p("H", points=96)))
    underlined = bands(draw(p("H", points=96, attributes=attributes)))
    assert len(underlined) == len(plain) + more


def test_small_capitals_are_capitals(draw: Draw) -> None:
    small = bands(draw(p("x", points=60, attributes='cap="small"')))[0]
    large = bands(draw(p("X", points=60)))[0]
    assert small[1] - small[0] == pytest.approx(0.8 * (large[1] - large[0]), abs=3)


def test_a_paragraph_s_own_defaults_count(draw: Draw) -> None:
    look = '<a:pPr><a:defRPr sz="6000"/></a:pPr>'
    large = bands(draw(f"<a:p>{look}<a:r><a:t>H</a:t></a:r></a:p>"))
    assert large == bands(draw(p(points=60)))


def test_an_equation_lies_in_its_line(draw: Draw) -> None:
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    office = "http://schemas.microsoft.com/office/drawing/2010/main"
    equation = f'<a14:m xmlns:a14="{office}"><m:oMath>{half}</m:oMath></a14:m>'
    run = '<a:r><a:rPr sz="4000"/><a:t>HH</a:t></a:r>'
    with_it = columns(draw(f"<a:p>{run}{equation}{run}</a:p>"))
    without = columns(draw(f"<a:p>{run}{run}</a:p>"))
    assert with_it[-1][1] > without[-1][1] + 10


def test_a_warped_text_is_drawn_straight_and_reported(board: Board, draw: Draw) -> None:
    image = draw(p("HHH", points=40), fit='<a:prstTxWarp prst="textArchUp"><a:avLst/></a:prstTxWarp>')
    assert len(bands(image)) == 1
    assert board.codes() == ["render.warped_text"]


def test_absurd_numbers_do_no_harm(board: Board, draw: Draw) -> None:
    huge = "9" * 30
    look = f'<a:pPr marL="{huge}" indent="-{huge}" defTabSz="-{huge}" lvl="{huge}">'
    look += f'<a:lnSpc><a:spcPct val="-{huge}"/></a:lnSpc><a:buSzPct val="{huge}"/><a:buChar char="•"/>'
    look += f'<a:tabLst>{"<a:tab/>" * 300}<a:tab pos="{huge}" algn="r"/></a:tabLst></a:pPr>'
    body = f'numCol="{huge}" spcCol="{huge}" rot="{huge}"'
    fit = f'<a:normAutofit fontScale="-{huge}" lnSpcReduction="{huge}"/>'
    image = draw(p("H\tH\tH", look=look, attributes=f'baseline="{huge}" spc="{huge}"'), body=body, fit=fit)
    assert not image.isNull()
    assert "render.shape_failed" not in board.codes()


def _inked(image: QImage, first: int, last: int) -> QColor:
    rows = bands(image)[0]
    return image.pixelColor((first + last) // 2, (rows[0] + rows[1]) // 2)


def _colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(round(LEFT * 100), round((LEFT + 4) * 100), 2)
        for y in range(round(TOP * 100), round((TOP + 2) * 100), 2)
    }


def test_a_link_in_a_text_lies_where_its_words_are_in_the_theme_s_colour(
    make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]
) -> None:
    def linked(presentation: Any) -> None:
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        frame = slide.shapes.add_textbox(Inches(LEFT), Inches(TOP), Inches(WIDTH), Inches(1)).text_frame
        for words in ("HHHH ", "■■■■"):
            run = frame.paragraphs[0].add_run()
            run.text, run.font.size, run.font.color.rgb = words, Pt(40), RGBColor(0, 0, 0)
        run.hyperlink.address = "https://example.org/"

    drawing = renderer_of(make_deck(linked, slides=0)).draw(1, 0, 1333, 750)
    (link,) = drawing.findings.links
    blue = [
        x
        for x in range(drawing.image.width())
        if any(drawing.image.pixelColor(x, y).name() == "#0000ff" for y in range(100, 200))
    ]
    assert link.address == "https://example.org/"
    assert link.area.x * 1333 == pytest.approx(blue[0], abs=6)
    assert (link.area.x + link.area.width) * 1333 == pytest.approx(blue[-1], abs=6)


def chinese(text: str, look: str = "") -> str:
    run = '<a:rPr lang="zh-CN" sz="7200"/>'
    return f"<a:p>{look}<a:r>{run}<a:t>{text}</a:t></a:r></a:p>"


def test_a_stop_hangs_beyond_the_edge_where_the_paragraph_says_so(draw: Draw) -> None:
    # Six characters take all of the width; a stop behind them has no room.
    kept = bands(draw(chinese("国国国国国国。", '<a:pPr hangingPunct="1"/>')))
    moved = bands(draw(chinese("国国国国国国。", '<a:pPr hangingPunct="0"/>')))
    assert moved[-1][0] - kept[-1][0] > 70


def test_two_chinese_dashes_are_as_wide_as_two_characters(draw: Draw) -> None:
    dashes, characters = columns(draw(chinese("——"))), columns(draw(chinese("国国")))
    width = dashes[-1][1] - dashes[0][0]
    assert width > 0.93 * (characters[-1][1] - characters[0][0])


def test_a_sign_that_no_font_has_is_reported(board: Board, draw: Draw) -> None:
    draw(p(chr(0x1F0FF)))  # a place between playing cards that Unicode has left empty
    assert "render.letters_missing" in board.codes()
    draw(p("Letters — and “quotes”, 中文。"))
    assert "render.letters_missing" not in board.codes()


def test_default_tab_stops_stay_where_they_are_in_a_shrunk_text(draw: Draw) -> None:
    look = '<a:pPr defTabSz="914400"/>'
    shrunk = starts(draw(p("H\tH", look=look), fit='<a:normAutofit fontScale="50000"/>'))
    assert shrunk[-1] == pytest.approx(72, abs=2.5)


def test_an_address_goes_to_the_next_line_as_a_whole(draw: Draw) -> None:
    def first_line(text: str) -> tuple[int, int]:
        image = draw(p(text, points=24))
        rows = bands(image)
        assert len(rows) > 1
        return columns(image.copy(0, rows[0][0], image.width(), rows[0][1] - rows[0][0]))[-1]

    # Without the last letters all would stand in one line.
    before = columns(draw(p("MMMMMMMM", points=24)))[-1]
    assert first_line("MMMMMMMM iiiiii/iiiiiiii/MMMMMMMMMM") == before
    assert first_line("MMMMMMMM iiiiii iiiiiiii/MMMMMMMMMM")[1] > before[1] + 20


def test_an_address_wider_than_its_box_is_broken_somewhere(draw: Draw) -> None:
    image = draw(p("http://" + "M/" * 40, points=24))
    assert len(bands(image)) > 2
    assert columns(image)[-1][1] <= (LEFT + WIDTH) * 100 + 2


@pytest.mark.parametrize(
    ("strike", "lines"), [("noStrike", 0), ("sngStrike", 1), ("dblStrike", 2)], ids=["none", "one", "two"]
)
@pytest.mark.parametrize(
    "outline", ["", f'<a:ln w="6350">{solid("000000")}</a:ln>'], ids=["plain", "outlined"]
)
def test_letters_are_struck_through(draw: Draw, strike: str, lines: int, outline: str) -> None:
    (_, first), (second, _), *_ = columns(draw(p("HHHH", 120, run=outline)))
    top, bottom = bands(draw(p("HHHH", 120, run=outline)))[0]
    image = draw(p("HHHH", 120, run=outline, attributes=f'strike="{strike}"'))
    between = image.copy((first + second) // 2, 0, 1, image.height())
    found = bands(between)
    assert len(found) == lines
    assert all(top + 20 < begin <= end < bottom - 20 for begin, end in found)
    assert len(columns(image)) == (1 if lines else 4)


def test_complex_scripts_have_a_face_of_their_own(draw: Draw) -> None:
    def drawn(words: str, latin: str, own: str) -> QImage:
        faces = f'<a:latin typeface="{latin}"/><a:ea typeface="{latin}"/><a:cs typeface="{own}"/>'
        return draw(p(words, 60, run=faces))

    arabic, narrow, wide = "\u0633\u0644\u0627\u0645", "DejaVu Sans", "DejaVu Sans Mono"
    assert drawn(arabic, "Liberation Sans", narrow) != drawn(arabic, "Liberation Sans", wide)
    assert drawn(arabic, wide, narrow) == drawn(arabic, narrow, narrow)
    assert drawn("HH", narrow, wide) == drawn("HH", narrow, narrow)
