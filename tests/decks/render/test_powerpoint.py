"""Slides of PowerPoint files are drawn as they were made, or say what is missing."""

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt
from PySide6.QtGui import QColor, QImage

from decks.pptx.ooxml import NAMESPACES, qname
from decks.render.renderer import Renderer
from decks.render.slide.scene import MOST_SHAPES

Render = Callable[[Path], Renderer]
WIDTH, HEIGHT = 1000, 563
SLIDE = "ppt/slides/slide1.xml"
RELS = "ppt/slides/_rels/slide1.xml.rels"


def blank(presentation: Any) -> Any:
    """The first slide without its placeholders."""
    slide = presentation.slides[0]
    for shape in list(slide.placeholders):
        shape._element.getparent().remove(shape._element)
    return slide


def colour(image: QImage, x: float, y: float) -> str:
    """The colour at a place in inches."""
    at = round(x / 13.333 * image.width()), round(y / 7.5 * image.height())
    return QColor(image.pixel(*at)).name()


def ink(image: QImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of everything that isn't white, in pixels."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels, stride, width = bytes(gray.constBits()), gray.bytesPerLine(), gray.width()
    rows = [pixels[y * stride : y * stride + width] for y in range(gray.height())]
    inked = [y for y, row in enumerate(rows) if row.strip(b"\xff")]
    left = min(width - len(rows[y].lstrip(b"\xff")) for y in inked)
    right = max(len(rows[y].rstrip(b"\xff")) for y in inked) - 1
    return left, inked[0], right, inked[-1]


def codes(renderer: Renderer, slide: int = 1) -> list[str]:
    """The codes of a slide's problems."""
    return [problem.code for problem in renderer.problems(slide)]


def fill(shape: Any, rgb: str) -> None:
    """One colour, no outline."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(rgb)
    shape.line.fill.background()


@pytest.mark.parametrize(
    ("box", "size"), [((1920, 1080), (1920, 1080)), ((400, 1000), (400, 225)), ((1000, 90), (160, 90))]
)
def test_a_picture_is_the_largest_that_fits(
    make_deck: Callable[..., Path], renderer_of: Render, box: tuple[int, int], size: tuple[int, int]
) -> None:
    image = renderer_of(make_deck()).draw(1, 0, *box).image
    assert (image.width(), image.height()) == size
    assert image.format() == QImage.Format.Format_RGB32


def test_shapes_lie_where_they_were_put(make_deck: Callable[..., Path], renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        shapes = blank(presentation).shapes
        rectangle = shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(1), Inches(1), Inches(2), Inches(1))
        fill(rectangle, "FF0000")
        ellipse = shapes.add_shape(MSO_SHAPE.OVAL, Inches(6), Inches(1), Inches(2), Inches(2))
        fill(ellipse, "0000FF")

    renderer = renderer_of(make_deck(build))
    image = renderer.draw(1, 0, WIDTH, HEIGHT).image
    assert colour(image, 1.1, 1.1) == colour(image, 2.9, 1.9) == "#ff0000"
    assert colour(image, 0.9, 1.5) == colour(image, 3.1, 1.5) == "#ffffff"
    assert colour(image, 7, 2) == "#0000ff"
    assert colour(image, 6.1, 1.1) == "#ffffff"
    assert codes(renderer) == []


def test_a_turned_shape_and_its_group_turn(make_deck: Callable[..., Path], renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        group = blank(presentation).shapes.add_group_shape()
        bar = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(2), Inches(3), Inches(4), Inches(0.4))
        fill(bar, "00FF00")
        group.rotation = 90

    image = renderer_of(make_deck(build)).draw(1, 0, WIDTH, HEIGHT).image
    assert colour(image, 4, 1.5) == colour(image, 4, 5) == "#00ff00"
    assert colour(image, 2.5, 3.2) == "#ffffff"


def test_a_group_scales_its_shapes(make_deck: Callable[..., Path], renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        group = blank(presentation).shapes.add_group_shape()
        inner = group.shapes.add_group_shape()
        fill(inner.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(1), Inches(1)), "00FF00")
        group.left, group.top, group.width, group.height = Inches(2), Inches(2), Inches(4), Inches(2)

    image = renderer_of(make_deck(build)).draw(1, 0, WIDTH, HEIGHT).image
    assert colour(image, 2.1, 2.1) == colour(image, 5.9, 3.9) == "#00ff00"
    assert colour(image, 1.9, 2.1) == colour(image, 6.1, 3.9) == "#ffffff"


def test_theme_colours_are_found_and_brightened(make_deck: Callable[..., Path], renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        for left, brightness in ((1, 0.0), (4, 0.4), (7, -0.5)):
            shape = blank(presentation).shapes.add_shape(
                MSO_SHAPE.RECTANGLE, Inches(left), Inches(1), Inches(2), Inches(1)
            )
            fill(shape, "000000")
            shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
            shape.fill.fore_color.brightness = brightness

    image = renderer_of(make_deck(build)).draw(1, 0, WIDTH, HEIGHT).image
    assert [colour(image, x, 1.5) for x in (2, 5, 8)] == ["#4f81bd", "#95b3d7", "#254061"]


def test_the_background_comes_from_slide_or_master(
    make_deck: Callable[..., Path], renderer_of: Render
) -> None:
    def build(presentation: Any) -> None:
        for sheet, rgb in ((presentation.slide_master, "112233"), (presentation.slides[1], "445566")):
            sheet.background.fill.solid()
            sheet.background.fill.fore_color.rgb = RGBColor.from_string(rgb)

    renderer = renderer_of(make_deck(build, slides=2))
    assert colour(renderer.draw(1, 0, 100, 100).image, 13, 7) == "#112233"
    assert colour(renderer.draw(2, 0, 100, 100).image, 13, 7) == "#445566"


def test_decoration_of_the_master_shows_unless_a_slide_hides_it(
    make_deck: Callable[..., Path], renderer_of: Render
) -> None:
    def build(presentation: Any) -> None:
        shape = presentation.slides[0].shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(1), Inches(1))
        fill(shape, "FF00FF")
        presentation.slide_master.shapes._spTree.append(shape._element)
        presentation.slides[1]._element.set("showMasterSp", "0")

    renderer = renderer_of(make_deck(build, slides=2))
    assert colour(renderer.draw(1, 0, WIDTH, HEIGHT).image, 0.5, 0.5) == "#ff00ff"
    assert colour(renderer.draw(2, 0, WIDTH, HEIGHT).image, 0.5, 0.5) == "#ffffff"


def test_a_title_takes_place_and_size_from_its_layout(
    make_deck: Callable[..., Path], renderer_of: Render
) -> None:
    def build(presentation: Any) -> None:
        slide = presentation.slides[0]
        slide.placeholders[1]._element.getparent().remove(slide.placeholders[1]._element)
        title = slide.slide_layout.placeholders[0]
        title.left, title.top, title.width, title.height = Inches(6), Inches(5), Inches(6), Inches(2)
        slide.shapes.title.text = "HHH"

    left, top, right, bottom = ink(renderer_of(make_deck(build)).draw(1, 0, WIDTH, HEIGHT).image)
    assert 6 / 13.333 * WIDTH < left < right < 12 / 13.333 * WIDTH
    assert 5 / 7.5 * HEIGHT < top < bottom < 7 / 7.5 * HEIGHT
    # 44 points with capitals of about 0.65 em.
    assert bottom - top == pytest.approx(44 * 0.65 / 540 * HEIGHT, abs=4)


@pytest.mark.parametrize(
    "words", ["Words that wrap " * 12, "不带空格的中文也要换行" * 8], ids=["English", "Chinese"]
)
def test_text_wraps_inside_its_box(make_deck: Callable[..., Path], renderer_of: Render, words: str) -> None:
    def build(presentation: Any) -> None:
        box = blank(presentation).shapes.add_textbox(Inches(2), Inches(1), Inches(4), Inches(5))
        box.text_frame.word_wrap = True
        box.text_frame.text = words

    left, top, right, bottom = ink(renderer_of(make_deck(build)).draw(1, 0, WIDTH, HEIGHT).image)
    assert left >= 2 / 13.333 * WIDTH
    assert right <= 6 / 13.333 * WIDTH
    assert bottom - top > 0.1 * HEIGHT


def test_lines_break_at_the_same_places_at_every_size(
    make_deck: Callable[..., Path], renderer_of: Render
) -> None:
    def build(presentation: Any) -> None:
        box = blank(presentation).shapes.add_textbox(Inches(2), Inches(1), Inches(4), Inches(5))
        box.text_frame.word_wrap = True
        box.text_frame.text = "The same words break at the same places, whatever the picture's size. " * 4

    renderer = renderer_of(make_deck(build))
    small, large = (ink(renderer.draw(1, 0, width, width).image) for width in (300, 1500))
    assert small[3] * 5 == pytest.approx(large[3], abs=10)
    assert small[2] * 5 == pytest.approx(large[2], abs=10)


def test_alignment_and_colour_of_text_are_kept(make_deck: Callable[..., Path], renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        box = blank(presentation).shapes.add_textbox(Inches(2), Inches(1), Inches(8), Inches(1))
        paragraph = box.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = "■■", Pt(60), True
        run.font.color.rgb = RGBColor(0xFF, 0, 0)
        box.text_frame.word_wrap = True

    image = renderer_of(make_deck(build)).draw(1, 0, WIDTH, HEIGHT).image
    left, top, right, bottom = ink(image)
    assert right > 9.5 / 13.333 * WIDTH
    assert left > 6 / 13.333 * WIDTH
    assert QColor(image.pixel(left + 15, (top + bottom) // 2)).name() == "#ff0000"


def test_a_picture_is_cropped(make_deck: Callable[..., Path], renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        pixels = QImage(100, 100, QImage.Format.Format_RGB32)
        pixels.fill(QColor("red"))
        for x in range(50, 100):
            for y in range(100):
                pixels.setPixelColor(x, y, QColor("blue"))
        path = Path(presentation.core_properties.comments)
        assert pixels.save(str(path))
        picture = blank(presentation).shapes.add_picture(
            str(path), Inches(1), Inches(1), Inches(4), Inches(4)
        )
        picture.crop_left = 0.5

    target: list[Path] = []

    def with_path(presentation: Any) -> None:
        presentation.core_properties.comments = str(target[0])
        build(presentation)

    target.append(make_deck().with_name("half.png"))
    image = renderer_of(make_deck(with_path)).draw(1, 0, WIDTH, HEIGHT).image
    assert colour(image, 1.2, 3) == colour(image, 4.8, 3) == "#0000ff"


def test_a_missing_picture_leaves_a_box_and_a_problem(
    make_deck: Callable[..., Path],
    renderer_of: Render,
    rewritten: Callable[..., Path],
    png: Callable[..., io.BytesIO],
) -> None:
    def build(presentation: Any) -> None:
        blank(presentation).shapes.add_picture(png(), Inches(1), Inches(1), Inches(4), Inches(4))

    path = make_deck(build)
    with zipfile.ZipFile(path) as package:
        media = next(name for name in package.namelist() if name.startswith("ppt/media/"))
    renderer = renderer_of(rewritten(path, {media: None}))
    assert colour(renderer.draw(1, 0, WIDTH, HEIGHT).image, 3, 3) not in ("#ffffff", "#ff0000")
    assert codes(renderer) == ["render.picture_missing"]


def test_a_picture_that_is_none_is_said(
    make_deck: Callable[..., Path],
    renderer_of: Render,
    rewritten: Callable[..., Path],
    png: Callable[..., io.BytesIO],
) -> None:
    def build(presentation: Any) -> None:
        blank(presentation).shapes.add_picture(png(), Inches(1), Inches(1), Inches(4), Inches(4))

    path = make_deck(build)
    with zipfile.ZipFile(path) as package:
        media = next(name for name in package.namelist() if name.startswith("ppt/media/"))
    assert codes(renderer_of(rewritten(path, {media: b"no picture"}))) == ["render.picture_unreadable"]


def test_a_picture_of_absurd_size_is_not_decoded(
    make_deck: Callable[..., Path],
    renderer_of: Render,
    rewritten: Callable[..., Path],
    png: Callable[..., io.BytesIO],
) -> None:
    def build(presentation: Any) -> None:
        blank(presentation).shapes.add_picture(png(), Inches(1), Inches(1), Inches(4), Inches(4))

    path = make_deck(build)
    with zipfile.ZipFile(path) as package:
        media = next(name for name in package.namelist() if name.startswith("ppt/media/"))
        data = bytearray(package.read(media))
    data[16:24] = (30_000).to_bytes(4, "big") * 2

    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    assert codes(renderer_of(rewritten(path, {media: bytes(data)}))) == ["render.picture_too_big"]


def test_a_linked_picture_is_never_fetched(
    make_deck: Callable[..., Path],
    renderer_of: Render,
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    png: Callable[..., io.BytesIO],
    tmp_path: Path,
) -> None:
    def build(presentation: Any) -> None:
        blank(presentation).shapes.add_picture(png(), Inches(1), Inches(1), Inches(4), Inches(4))

    (tmp_path / "outside.png").write_bytes(png("green").read())
    path = make_deck(build)
    rels = etree.fromstring(part_of(path, RELS))
    for relationship in rels:
        if relationship.get("Type", "").endswith("/image"):
            relationship.set("Target", (tmp_path / "outside.png").as_uri())
            relationship.set("TargetMode", "External")
    renderer = renderer_of(rewritten(path, {RELS: etree.tostring(rels)}))
    assert colour(renderer.draw(1, 0, WIDTH, HEIGHT).image, 3, 3) != "#008000"
    assert codes(renderer) == ["render.picture_linked"]


def test_a_table_has_its_header_fill_and_text(make_deck: Callable[..., Path], renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        table = blank(presentation).shapes.add_table(3, 2, Inches(1), Inches(1), Inches(8), Inches(3)).table
        table.cell(0, 0).text = "Head"
        table.cell(2, 1).fill.solid()
        table.cell(2, 1).fill.fore_color.rgb = RGBColor(0, 0xFF, 0)

    renderer = renderer_of(make_deck(build))
    image = renderer.draw(1, 0, WIDTH, HEIGHT).image
    assert colour(image, 7, 1.5) == "#4f81bd"
    assert colour(image, 7, 3.5) == "#00ff00"
    assert colour(image, 3, 2.5) not in ("#ffffff", "#4f81bd")
    assert codes(renderer) == []


def test_a_line_is_drawn_from_end_to_end(make_deck: Callable[..., Path], renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        line = blank(presentation).shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Inches(9), Inches(1), Inches(3), Inches(5)
        )
        line.line.width = Pt(6)
        line.line.color.rgb = RGBColor(0, 0, 0xFF)

    image = renderer_of(make_deck(build)).draw(1, 0, WIDTH, HEIGHT).image
    assert colour(image, 6, 3) == "#0000ff"
    left, top, right, bottom = ink(image)
    assert (left / WIDTH * 13.333, right / WIDTH * 13.333) == pytest.approx((3, 9), abs=0.1)
    assert (top / HEIGHT * 7.5, bottom / HEIGHT * 7.5) == pytest.approx((1, 5), abs=0.1)


def test_an_unknown_kind_of_shape_is_a_rectangle_and_a_note(
    make_deck: Callable[..., Path], renderer_of: Render
) -> None:
    def build(presentation: Any) -> None:
        shape = blank(presentation).shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Inches(1), Inches(1), Inches(4), Inches(4)
        )
        fill(shape, "FF0000")
        shape._element.spPr.prstGeom.set("prst", "noSuchShape")

    renderer = renderer_of(make_deck(build))
    assert colour(renderer.draw(1, 0, WIDTH, HEIGHT).image, 3, 3) == "#ff0000"
    (problem,) = renderer.problems(1)
    assert (problem.code, problem.serious, problem.values) == (
        "render.shape_kind",
        False,
        {"kind": "noSuchShape"},
    )


def test_groups_in_groups_without_end_are_cut(make_deck: Callable[..., Path], renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        shapes = blank(presentation).shapes
        for _ in range(60):
            shapes = shapes.add_group_shape().shapes

    renderer = renderer_of(make_deck(build))
    assert not renderer.draw(1, 0, WIDTH, HEIGHT).image.isNull()
    assert codes(renderer) == ["render.shape_failed"]


def test_twenty_thousand_shapes_are_counted_and_cut(
    make_deck: Callable[..., Path],
    renderer_of: Render,
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
) -> None:
    def build(presentation: Any) -> None:
        blank(presentation).shapes.add_textbox(0, 0, Inches(1), Inches(1))

    path = make_deck(build)
    slide = part_of(path, SLIDE)
    start, end = slide.index(b"<p:sp>"), slide.index(b"</p:sp>") + len(b"</p:sp>")
    many = slide[:start] + slide[start:end] * 20_000 + slide[end:]
    renderer = renderer_of(rewritten(path, {SLIDE: many}))
    (problem,) = renderer.problems(1)
    assert (problem.code, problem.values) == ("render.too_many_shapes", {"most": str(MOST_SHAPES)})


@pytest.mark.parametrize(
    "replaced",
    [(b'cx="', b'cx="-'), (b'cx="', b'cx="9999999999999999999'), (b'x="', b'x="nan'), (b'sz="', b'sz="1e9')],
)
def test_nonsense_in_numbers_never_stops_the_show(
    make_deck: Callable[..., Path],
    renderer_of: Render,
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    replaced: tuple[bytes, bytes],
) -> None:
    def build(presentation: Any) -> None:
        shapes = presentation.slides[0].shapes
        shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Inches(1), Inches(1), Inches(4), Inches(4)
        ).text_frame.text = "Text"
        shapes.add_table(2, 2, Inches(1), Inches(1), Inches(4), Inches(4))
        shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "Box"

    path = make_deck(build)
    renderer = renderer_of(rewritten(path, {SLIDE: part_of(path, SLIDE).replace(*replaced)}))
    assert renderer.draw(1, 0, WIDTH, HEIGHT).image.width() == WIDTH


@pytest.mark.parametrize("lost", ["slideLayouts", "slideMasters", "theme"])
def test_a_missing_layout_master_or_theme_leaves_the_words(
    make_deck: Callable[..., Path], renderer_of: Render, rewritten: Callable[..., Path], lost: str
) -> None:
    def build(presentation: Any) -> None:
        box = presentation.slides[0].shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1))
        box.text_frame.text = "Still here"

    path = make_deck(build)
    with zipfile.ZipFile(path) as package:
        changes = dict.fromkeys(name for name in package.namelist() if name.startswith(f"ppt/{lost}/"))
    image = renderer_of(rewritten(path, changes)).draw(1, 0, WIDTH, HEIGHT).image
    assert ink(image)[0] < 6 / 13.333 * WIDTH


def test_a_placeholder_that_its_layout_lacks_does_not_take_another_ones_look(
    make_deck: Callable[..., Path], renderer_of: Render
) -> None:
    def build(presentation: Any) -> None:
        slide = presentation.slides[0]
        body = slide.placeholders[1]
        body.text = "Words"
        body.left, body.top, body.width, body.height = Inches(1), Inches(3), Inches(5), Inches(2)
        slide.shapes.title._element.getparent().remove(slide.shapes.title._element)
        place = slide.slide_layout.placeholders[1]
        place._element.nvSpPr.nvPr.ph.set("idx", "10")
        white = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
        level = f'<a:lvl1pPr xmlns:a="{NAMESPACES["a"]}"><a:defRPr>{white}</a:defRPr></a:lvl1pPr>'
        place._element.txBody.find(qname("a:lstStyle")).append(etree.fromstring(level))

    assert ink(renderer_of(make_deck(build)).draw(1, 0, WIDTH, HEIGHT).image)[0] > 0


def test_a_damaged_slide_stays_white_and_says_so(
    make_deck: Callable[..., Path], renderer_of: Render, rewritten: Callable[..., Path]
) -> None:
    renderer = renderer_of(rewritten(make_deck(slides=2), {SLIDE: b"?"}))
    assert colour(renderer.draw(1, 0, 100, 100).image, 5, 5) == "#ffffff"
    assert codes(renderer) == ["deck.slide_unreadable"]
    assert codes(renderer, 2) == []


def test_a_drawing_that_could_read_other_files_is_not_drawn(
    make_deck: Callable[..., Path],
    rewritten: Callable[..., Path],
    renderer_of: Render,
    png: Callable[..., io.BytesIO],
    tmp_path: Path,
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png("red", (200, 200)).read())
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    image = f'<image xlink:href="{secret}" width="200" height="200"/>'

    def build(presentation: Any) -> None:
        blank(presentation).shapes.add_picture(png("blue"), 0, 0, Inches(13), Inches(7))

    svg = f'<svg {names} width="200" height="200">{image}</svg>'.encode()
    renderer = renderer_of(rewritten(make_deck(build), {"ppt/media/image1.png": svg}))
    picture = renderer.draw(1, 0, 320, 180).image
    assert "#ff0000" not in {
        picture.pixelColor(x, y).name() for x in range(0, 320, 8) for y in range(0, 180, 8)
    }
    assert "render.picture_unreadable" in [problem.code for problem in renderer.problems(1)]


def test_a_kind_of_chart_that_is_not_drawn_is_a_box_and_a_problem(
    make_deck: Callable[..., Path], rewritten: Callable[..., Path], renderer_of: Render
) -> None:
    def build(presentation: Any) -> None:
        data = CategoryChartData()
        data.categories = ["one", "two"]
        data.add_series("Series", (1, 2))
        place = (Inches(1), Inches(1), Inches(4), Inches(4))
        blank(presentation).shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data)

    path = make_deck(build)
    with zipfile.ZipFile(path) as package:
        name = next(n for n in package.namelist() if n.startswith("ppt/charts/chart"))
        chart = package.read(name).replace(b"c:barChart", b"c:surfaceChart")
    renderer = renderer_of(rewritten(path, {name: chart}))
    image = renderer.draw(1, 0, WIDTH, HEIGHT).image
    assert codes(renderer) == ["render.chart"]
    assert (colour(image, 3, 3), colour(image, 7, 3)) == ("#e7e7e7", "#ffffff")
