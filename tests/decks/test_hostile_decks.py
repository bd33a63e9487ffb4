"""Decks made to do harm, or damaged beyond sense: what can be shown is shown, the rest is listed."""

import os
import struct
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from pptx.util import Inches
from pytestqt.qtbot import QtBot

from decks.model import Deck, DeckError
from decks.opening import open_deck
from decks.render.picture import Picture
from decks.render.pictures import Pictures
from decks.render.renderer import open_renderer
from decks.source import LARGEST_IN_MEMORY
from tests.decks.render.jpeg_file import PROGRESSIVE, jpeg

LONGEST_S = 5.0
SLIDE = "ppt/slides/slide1.xml"
SLIDE_RELS = "ppt/slides/_rels/slide1.xml.rels"
MAIN = "ppt/presentation.xml"

MakeDeck = Callable[..., Path]
Rewritten = Callable[[Path, Mapping[str, bytes | None]], Path]
PartOf = Callable[[Path, str], bytes]

pytestmark = pytest.mark.usefixtures("qapp")


def shown(path: Path, slides: int = 3) -> tuple[Deck, set[str]]:
    """The deck, and the codes of what could not be shown of it: opened, and its first slides drawn small,
    each in time; what other
    programs take of the processor doesn't count."""
    begun = time.process_time()
    deck = open_deck(path)
    assert time.process_time() - begun < LONGEST_S + 1  # it gives up at five and finishes the slide
    codes = {problem.code for problem in deck.problems}
    renderer = open_renderer(deck)
    try:
        for slide in deck.slides[:slides]:
            begun = time.process_time()
            drawing = renderer.draw(slide.number, 0, 320, 320)
            assert time.process_time() - begun < LONGEST_S + 1  # it gives up at five and finishes the shape
            codes |= {problem.code for problem in drawing.findings.problems}
    finally:
        renderer.close()
    return deck, codes


def refused(path: Path) -> str:
    """The code with which a file is refused, in time."""
    begun = time.monotonic()
    with pytest.raises(DeckError) as caught:
        open_deck(path)
    assert time.monotonic() - begun < LONGEST_S
    return caught.value.code


# ── The file ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only on systems with pipes in the file system")
def test_a_pipe_that_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe.pptx"
    os.mkfifo(path)
    codes: list[str] = []
    reading = threading.Thread(target=lambda: codes.append(refused(path)), daemon=True)
    reading.start()
    reading.join(LONGEST_S)
    if reading.is_alive():
        os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))  # let the thread go
    assert codes == ["deck.not_a_deck"]


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems with devices in the file system")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_deck_even_behind_a_link(tmp_path: Path, device: str) -> None:
    path = tmp_path / "endless.pptx"
    path.symlink_to(device)
    assert refused(path) == "deck.not_a_deck"


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems where anybody may make links")
def test_a_link_to_a_deck_is_a_deck_and_one_to_nothing_is_not_found(
    make_deck: MakeDeck, tmp_path: Path
) -> None:
    link, dangling, loop = tmp_path / "link.pptx", tmp_path / "dangling.pptx", tmp_path / "loop.pptx"
    link.symlink_to(make_deck(slides=2))
    dangling.symlink_to(tmp_path / "nowhere")
    loop.symlink_to(loop)
    assert len(open_deck(link).slides) == 2
    assert refused(dangling) == "deck.not_found"
    assert refused(loop) == "deck.unreadable"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99, 0.9999])
def test_a_file_cut_off_anywhere_is_damaged(make_deck: MakeDeck, share: float) -> None:
    path = make_deck(slides=3)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert refused(path) == "deck.damaged"


def test_a_deck_that_is_saved_anew_while_it_is_shown_stays_as_it_was_opened(
    make_deck: MakeDeck, rewritten: Rewritten, qtbot: QtBot
) -> None:
    path = make_deck(slides=3)
    pictures = Pictures()
    drawn: list[Picture] = []
    pictures.picture_ready.connect(drawn.append)
    try:
        pictures.open(open_deck(path))
        pictures.want(1, 0, 160, 90)
        qtbot.waitUntil(lambda: len(drawn) == 1, timeout=20_000)
        path.write_bytes(b"PK\x03\x04 half a file")
        pictures.want(3, 0, 160, 90)
        qtbot.waitUntil(lambda: len(drawn) == 2, timeout=20_000)
        assert drawn[1].findings.problems == ()
        path.unlink()
        pictures.want(2, 0, 160, 90)
        qtbot.waitUntil(lambda: len(drawn) == 3, timeout=20_000)
        assert drawn[2].findings.problems == ()
    finally:
        pictures.close()


def test_a_large_file_that_changes_between_reading_and_drawing_is_refused(
    make_deck: MakeDeck, tmp_path: Path
) -> None:
    path = make_deck()
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as package:
        package.writestr("ppt/media/film.mp4", bytes(LARGEST_IN_MEMORY))
    deck = open_deck(path)
    with path.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"\1")
    with pytest.raises(DeckError) as caught:
        open_renderer(deck)
    assert caught.value.code == "deck.changed"


# ── The package ─────────────────────────────────────────────────────────────────────────────────


def test_a_bomb_by_total_size_is_too_big(make_deck: MakeDeck) -> None:
    path = make_deck()
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("ppt/media/a.bin", os.urandom(10))
    _claim_size(path, "ppt/media/a.bin", 0xFFFF_0000)
    assert refused(path) == "deck.too_big"


def test_a_part_that_says_it_is_small_but_never_ends_is_cut_at_what_it_says(
    make_deck: MakeDeck, part_of: PartOf
) -> None:
    path = make_deck()
    padded = part_of(path, SLIDE).replace(b"</p:sld>", b" " * 2**26 + b"</p:sld>")
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in (parts | {SLIDE: padded}).items():
            new.writestr(name, data)
    _claim_size(path, SLIDE, 2_000)
    deck, codes = shown(path)
    assert len(deck.slides) == 1
    assert codes & {"deck.slide_unreadable", "deck.slide_damaged"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_parts_with_one_name_the_last_counts_and_both_readers_agree(
    make_deck: MakeDeck, part_of: PartOf
) -> None:
    path = make_deck()
    other = part_of(path, SLIDE).replace(b"Slide 1", b"Other")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(SLIDE, other)
        package.writestr(SLIDE.upper(), other.replace(b"Other", b"Third"))
    deck, codes = shown(path)
    assert deck.slides[0].title == "Third"
    assert codes == set()


def _claim_size(path: Path, name: str, size: int) -> None:
    """Have the zip's list of entries say that a part is of this size."""
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    struct.pack_into("<L", content, at + 24, size)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "target",
    ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\..\\x", "%2e%2e/%2e%2e/x"],
)
@pytest.mark.parametrize("kind", ["slideLayout", "image"])
def test_a_relationship_that_leaves_the_package_leads_nowhere(
    make_deck: MakeDeck,
    rewritten: Rewritten,
    part_of: PartOf,
    png: Callable[..., Any],
    kind: str,
    target: str,
) -> None:
    path = make_deck(lambda p: p.slides[0].shapes.add_picture(png(), 0, 0))
    rels = part_of(path, SLIDE_RELS).decode()
    old = {"slideLayout": "../slideLayouts/slideLayout2.xml", "image": "../media/image1.png"}[kind]
    assert old in rels
    deck, codes = shown(rewritten(path, {SLIDE_RELS: rels.replace(old, target).encode()}))
    assert deck.slides[0].title == "Slide 1"
    assert codes == ({"render.picture_missing"} if kind == "image" else set())


@pytest.mark.parametrize(
    "lost",
    [
        ("ppt/theme/theme1.xml",),
        ("ppt/slideLayouts/slideLayout2.xml",),
        ("ppt/slideMasters/slideMaster1.xml",),
        ("ppt/theme/theme1.xml", "ppt/slideLayouts/slideLayout2.xml", "ppt/slideMasters/slideMaster1.xml"),
        (SLIDE_RELS,),
        ("ppt/slideMasters/_rels/slideMaster1.xml.rels",),
        (
            "docProps/core.xml",
            "docProps/app.xml",
            "ppt/presProps.xml",
            "ppt/tableStyles.xml",
            "ppt/viewProps.xml",
        ),
        ("[Content_Types].xml",),
    ],
)
@pytest.mark.parametrize("damage", [None, b"", b"<x/>", b"\xff\xfe\0\0junk"])
def test_what_a_slide_stands_on_may_be_missing_or_nonsense(
    make_deck: MakeDeck, rewritten: Rewritten, lost: tuple[str, ...], damage: bytes | None
) -> None:
    deck, codes = shown(rewritten(make_deck(slides=2), dict.fromkeys(lost, damage)))
    assert [slide.title for slide in deck.slides] == ["Slide 1", "Slide 2"]
    assert "render.shape_failed" not in codes


def test_a_slide_that_is_its_own_layout_master_and_notes_is_drawn(
    make_deck: MakeDeck, rewritten: Rewritten
) -> None:
    kinds = ("slideLayout", "slideMaster", "notesSlide", "theme", "image")
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    entries = "".join(f'<Relationship Id="r{k}" Type="{base}{k}" Target="slide1.xml"/>' for k in kinds)
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}'
    deck, _ = shown(rewritten(make_deck(), {SLIDE_RELS: f"{rels}</Relationships>".encode()}))
    assert deck.slides[0].title == "Slide 1"


def test_media_of_no_size_or_no_sense_are_listed(
    make_deck: MakeDeck, rewritten: Rewritten, png: Callable[..., Any]
) -> None:
    def build(presentation: Any) -> None:
        presentation.slides[0].shapes.add_picture(png("red"), 0, 0)
        presentation.slides[1].shapes.add_picture(png("blue"), 0, 0)

    path = make_deck(build, slides=2)
    _, codes = shown(
        rewritten(path, {"ppt/media/image1.png": None, "ppt/media/image2.png": b"\x89PNG\r\n\x1a\n"})
    )
    assert codes == {"render.picture_missing", "render.picture_unreadable"}


def test_a_picture_of_thirty_thousand_by_thirty_thousand_is_listed_not_decoded(
    make_deck: MakeDeck, rewritten: Rewritten, png: Callable[..., Any]
) -> None:
    path = make_deck(lambda p: p.slides[0].shapes.add_picture(png(), 0, 0))
    _, codes = shown(rewritten(path, {"ppt/media/image1.png": huge_png(30_000)}))
    assert codes == {"render.picture_too_big"}


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (jpeg(30_000, 30_000), set()),
        (jpeg(30_000, 30_000, frame=PROGRESSIVE), {"render.picture_too_big"}),
        (jpeg(7_700, 7_700, frame=PROGRESSIVE, scans=400), {"render.picture_too_big"}),
    ],
    ids=["plain", "progressive", "many scans"],
)
def test_a_jpeg_that_would_take_long_is_drawn_small_or_listed(
    make_deck: MakeDeck, rewritten: Rewritten, png: Callable[..., Any], data: bytes, codes: set[str]
) -> None:
    path = make_deck(lambda p: p.slides[0].shapes.add_picture(png(), 0, 0))
    assert shown(rewritten(path, {"ppt/media/image1.png": data}))[1] == codes


def huge_png(side: int) -> bytes:
    """A true PNG of side × side pixels, all black, one bit each."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    row = bytes(1 + (side + 7) // 8)
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


# ── The XML ─────────────────────────────────────────────────────────────────────────────────────


def shape(
    content: str = "", *, x: str = "0", width: str = "1000000", turn: str = "0", kind: str = "rect"
) -> str:
    """A shape with a fill."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="s"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm rot="{turn}"><a:off x="{x}" y="{x}"/><a:ext cx="{width}" cy="{width}"/></a:xfrm>'
        f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></p:spPr>{content}</p:sp>'
    )


def group(content: str) -> str:
    """A group around shapes."""
    return (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="8" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/>'
        '<a:chOff x="0" y="0"/><a:chExt cx="9" cy="9"/></a:xfrm>'
        f"</p:grpSpPr>{content}</p:grpSp>"
    )


def text_body(text: str, *, size: str = "1800", font: str = "Arial", look: str = "") -> str:
    """A text of one run."""
    return (
        f'<p:txBody><a:bodyPr {look}/><a:p><a:r><a:rPr sz="{size}"><a:latin typeface="{font}"/>'
        f'<a:ea typeface="{font}"/></a:rPr><a:t>{text}</a:t></a:r></a:p></p:txBody>'
    )


@pytest.fixture
def with_shapes(make_deck: MakeDeck, rewritten: Rewritten, part_of: PartOf) -> Callable[[str], Path]:
    """A deck whose slide has these shapes as well."""

    def make(shapes: str) -> Path:
        path = make_deck()
        changed = part_of(path, SLIDE).replace(b"</p:spTree>", shapes.encode() + b"</p:spTree>")
        return rewritten(path, {SLIDE: changed})

    return make


def test_of_twenty_thousand_shapes_the_first_are_drawn_and_the_rest_is_listed(
    with_shapes: Callable[[str], Path],
) -> None:
    _, codes = shown(with_shapes(shape() * 20_000))
    assert codes == {"render.too_many_shapes"}


def test_groups_in_groups_without_end_are_listed(with_shapes: Callable[[str], Path]) -> None:
    deep = shape()
    for _ in range(200):
        deep = group(deep)
    deck, codes = shown(with_shapes(deep))
    assert deck.slides[0].title == "Slide 1"
    assert codes == {"render.shape_failed"}


def test_brackets_deeper_than_any_parser_goes_cost_only_what_is_in_them(
    with_shapes: Callable[[str], Path],
) -> None:
    deck, codes = shown(with_shapes("<p:grpSp>" * 50_000 + "</p:grpSp>" * 50_000))
    assert len(deck.slides) == 1
    assert codes


def test_many_groups_of_many_groups_end_in_time(with_shapes: Callable[[str], Path]) -> None:
    wide = shape()
    for _ in range(4):
        wide = group(wide * 12)
    assert shown(with_shapes(wide))[1] == {"render.too_many_shapes"}


ABSURD = [
    "1e308",
    "-1e308",
    "NaN",
    "inf",
    "-1",
    "0",
    "99999999999999999999",
    "",
    "x",
    "１２",
    "0x10",
    "1" * 5000,
]


@pytest.mark.parametrize("number", ABSURD)
def test_absurd_numbers_are_survived_everywhere(
    make_deck: MakeDeck, rewritten: Rewritten, part_of: PartOf, number: str
) -> None:
    def build(presentation: Any) -> None:
        shapes = presentation.slides[0].shapes
        shapes.add_shape(5, 0, 0, Inches(2), Inches(1)).text = "Round"
        shapes.add_table(3, 3, 0, 0, Inches(4), Inches(2))
        shapes.add_connector(1, 0, 0, Inches(1), Inches(1))

    path = make_deck(build)
    for part in (SLIDE, "ppt/slideLayouts/slideLayout2.xml", "ppt/slideMasters/slideMaster1.xml", MAIN):
        numbers_replaced = _digits(part_of(path, part), number)
        rewritten(path, {part: numbers_replaced})
    _, codes = shown(path)
    assert "render.shape_failed" not in codes


def _digits(xml: bytes, number: str) -> bytes:
    """The XML with every whole number in an attribute, ids apart, replaced."""
    import re

    return re.sub(rb'(?<![\w:])(?!id=)([\w]+)="-?\d+"', rb'\1="' + number.encode() + b'"', xml)


@pytest.mark.parametrize("number", ["1e308", "-99999999999", "NaN", "2147483647"])
def test_a_shape_of_absurd_place_size_turn_or_text_does_no_harm(
    with_shapes: Callable[[str], Path], number: str
) -> None:
    path = with_shapes(
        shape(x=number)
        + shape(width=number)
        + shape(turn=number)
        + shape(text_body("big", size=number))
        + shape(text_body("inset", look=f'lIns="{number}" rIns="{number}" rot="{number}" numCol="{number}"'))
        + group(shape(text_body("grouped", size=number), x=number, width=number))
    )
    deck, codes = shown(path)
    assert "render.shape_failed" not in codes
    assert "inset" in deck.slides[0].text


def test_fonts_that_do_not_exist_are_replaced(with_shapes: Callable[[str], Path]) -> None:
    names = ["No Such Font", "", "@@@", "x" * 20_000, "a;b,c", "../../etc/passwd", "\u202e课", "+mn-xx"]
    _, codes = shown(with_shapes("".join(shape(text_body("text 课", font=name)) for name in names)))
    assert "render.shape_failed" not in codes


def test_xml_of_other_namespaces_is_a_slide_that_can_not_be_read(
    make_deck: MakeDeck, rewritten: Rewritten, part_of: PartOf
) -> None:
    path = make_deck(slides=2)
    changed = part_of(path, SLIDE).replace(b"http://schemas.openxmlformats.org/presentationml", b"urn:other")
    deck, codes = shown(rewritten(path, {SLIDE: changed}))
    assert [slide.title for slide in deck.slides] == ["", "Slide 2"]
    assert "deck.slide_unreadable" in codes


def test_a_text_of_ten_million_letters_ends_in_time(with_shapes: Callable[[str], Path]) -> None:
    deck, codes = shown(with_shapes(shape(text_body("课堂 lesson " * 1_000_000))))
    assert len(deck.slides[0].text) <= 100_000
    assert codes


@pytest.mark.long
def test_a_text_of_very_many_paragraphs_ends_in_time(with_shapes: Callable[[str], Path]) -> None:
    body = text_body("one").replace("</a:p>", "</a:p>" + "<a:p><a:r><a:t>课</a:t></a:r></a:p>" * 200_000)
    _, codes = shown(with_shapes(shape(body)))
    assert codes


def test_a_table_of_a_thousand_by_a_thousand_ends_in_time(with_shapes: Callable[[str], Path]) -> None:
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>1</a:t></a:r></a:p></a:txBody></a:tc>"
    column, row = '<a:gridCol w="9144"/>', f'<a:tr h="9144">{cell * 1_000}</a:tr>'
    small = 250  # rows: with a thousand the part is refused for its size alone
    for rows in (small, 1_000):
        table = f"<a:tbl><a:tblPr/><a:tblGrid>{column * 1_000}</a:tblGrid>{row * rows}</a:tbl>"
        frame = (
            '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="7" name="t"/><p:cNvGraphicFramePr/><p:nvPr/>'
            '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9144000" cy="9144000"/></p:xfrm>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
            f"{table}</a:graphicData></a:graphic></p:graphicFrame>"
        )
        deck, codes = shown(with_shapes(frame))
        assert len(deck.slides) == 1
        assert codes


@pytest.mark.long
def test_many_slides_as_large_as_is_just_allowed_take_no_more_than_five_seconds(
    make_deck: MakeDeck, rewritten: Rewritten, part_of: PartOf
) -> None:
    path = make_deck(slides=8)
    padding = b'<a:p a="1" b="2"/>' * 500_000
    names = [f"ppt/slides/slide{number}.xml" for number in range(1, 9)]
    large = {name: part_of(path, name).replace(b"</p:spTree>", padding + b"</p:spTree>") for name in names}
    deck, codes = shown(rewritten(path, large), slides=1)
    assert deck.slides[0].title == "Slide 1"
    assert codes == {"deck.slide_unreadable"}


def test_five_thousand_slides_open_and_more_are_refused(
    make_deck: MakeDeck, rewritten: Rewritten, part_of: PartOf
) -> None:
    path = make_deck()
    main, rels = part_of(path, MAIN).decode(), part_of(path, "ppt/_rels/presentation.xml.rels").decode()
    begin, end = main.index("<p:sldIdLst>"), main.index("</p:sldIdLst>")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    for count in (5_000, 5_001):
        ids = "".join(f'<p:sldId id="{1000 + n}" r:id="s{n}"/>' for n in range(count))
        entries = "".join(
            f'<Relationship Id="s{n}" Type="{kind}" Target="slides/x{n}.xml"/>' for n in range(count)
        )
        changes: dict[str, bytes | None] = {
            f"ppt/slides/x{n}.xml": b"<p:sld xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'/>"
            for n in range(count)
        }
        changes[MAIN] = (main[:begin] + "<p:sldIdLst>" + ids + main[end:]).encode()
        changes["ppt/_rels/presentation.xml.rels"] = rels.replace(
            "</Relationships>", entries + "</Relationships>"
        ).encode()
        rewritten(path, changes)
        if count == 5_000:
            assert len(shown(path)[0].slides) == 5_000
        else:
            assert refused(path) == "deck.too_big"
