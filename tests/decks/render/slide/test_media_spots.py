"""Films, sounds and animated pictures are found where their still pictures are drawn."""

import io
from collections.abc import Callable
from math import hypot
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import etree
from PIL import Image
from pptx.oxml.ns import qn
from pptx.util import Inches

from decks.pptx.ooxml import NAMESPACES
from decks.render.findings import Findings
from decks.render.renderer import Renderer
from decks.render.slide.media_spots import MOST_POINTS
from decks.spots import WHOLE, Medium, MediumKind
from tests.decks.media_samples import film, moving_picture, sound
from tests.decks.render.test_powerpoint import RELS, SLIDE, blank

Render = Callable[[Path], Renderer]
Make = Callable[..., Path]
Png = Callable[..., io.BytesIO]
Rewritten = Callable[..., Path]
PartOf = Callable[[Path, str], bytes]


@pytest.fixture
def with_film(make_deck: Make, png: Png) -> Callable[..., Path]:
    """A deck with a film of three by two inches, one inch from left and top; `change` gets its shape."""

    def make(change: Callable[[Any], None] | None = None) -> Path:
        def build(presentation: Any) -> None:
            place = (Inches(1), Inches(1), Inches(3), Inches(2))
            movie = blank(presentation).shapes.add_movie(
                io.BytesIO(film("red", "blue")), *place, png(), "video/avi"
            )
            movie.name = "The first call"
            if change is not None:
                change(movie)

        return make_deck(build)

    return make


def media(renderer: Renderer, click: int = 0) -> tuple[Medium, ...]:
    return renderer.draw(1, click, 400, 400).findings.media


def codes(renderer: Renderer) -> list[str]:
    return [problem.code for problem in renderer.draw(1, 0, 400, 400).findings.problems]


def inches(medium: Medium) -> list[float]:
    area = medium.area
    return [round(s, 1) for s in (area.x * 13.333, area.y * 7.5, area.width * 13.333, area.height * 7.5)]


def test_a_film_is_found_with_its_place_name_and_part(
    with_film: Callable[..., Path], renderer_of: Render
) -> None:
    renderer = renderer_of(with_film())
    (found,) = media(renderer)
    assert (found.kind, found.title) == (MediumKind.VIDEO, "The first call")
    assert found.part.startswith("ppt/media/")
    assert inches(found) == [1, 1, 3, 2]
    assert (found.by_itself, found.loops, found.turn, found.crop) == (False, False, 0, WHOLE)
    assert codes(renderer) == []


def test_a_film_beyond_the_slide_s_edge_keeps_its_shape(
    with_film: Callable[..., Path], renderer_of: Render
) -> None:
    def change(movie: Any) -> None:
        movie.left = Inches(-2)

    assert inches(media(renderer_of(with_film(change)))[0]) == [-2, 1, 3, 2]


def test_a_turned_and_cut_film_says_so(with_film: Callable[..., Path], renderer_of: Render) -> None:
    def change(movie: Any) -> None:
        movie.rotation = 30
        movie.crop_left, movie.crop_bottom = 0.25, 0.5

    (found,) = media(renderer_of(with_film(change)))
    assert found.turn == pytest.approx(30, abs=0.01)
    assert inches(found) == [1, 1, 3, 2]
    crop = found.crop
    assert (crop.x, crop.y, crop.width, crop.height) == (0.25, 0, 0.75, 0.5)


def test_a_round_film_has_its_outline(with_film: Callable[..., Path], renderer_of: Render) -> None:
    def change(movie: Any) -> None:
        movie._element.spPr.find(qn("a:prstGeom")).set("prst", "ellipse")

    outline = media(renderer_of(with_film(change)))[0].outline
    assert 10 < len(outline) <= MOST_POINTS
    assert all(0.49 < hypot(x - 0.5, y - 0.5) < 0.51 for x, y in outline)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("file:///C:/film.mp4", "render.media_linked"),
        ("https://example.com/embed/1", "render.media_online"),
    ],
)
def test_a_film_outside_the_file_is_reported(
    with_film: Callable[..., Path],
    renderer_of: Render,
    rewritten: Rewritten,
    part_of: PartOf,
    target: str,
    code: str,
) -> None:
    path = with_film()
    rels = part_of(path, RELS)
    part = next(piece for piece in rels.split(b'"') if piece.endswith(b".avi"))
    rels = rels.replace(b'Target="' + part + b'"', f'Target="{target}" TargetMode="External"'.encode())
    renderer = renderer_of(rewritten(path, {RELS: rels}))
    assert media(renderer) == ()
    assert code in codes(renderer)


def test_a_film_that_is_missing_is_reported(
    with_film: Callable[..., Path], renderer_of: Render, rewritten: Rewritten
) -> None:
    renderer = renderer_of(with_film())
    part = media(renderer)[0].part
    renderer = renderer_of(rewritten(with_film(), {part: None}))
    assert media(renderer) == ()
    assert "render.media_missing" in codes(renderer)


def test_a_film_in_the_file_wins_over_one_that_is_linked(
    with_film: Callable[..., Path], renderer_of: Render, rewritten: Rewritten, part_of: PartOf
) -> None:
    path = with_film()
    rels = part_of(path, RELS)
    linked = b'<Relationship Id="rIdOut" Type="x/video" Target="https://example.com/" TargetMode="External"/>'
    slide = part_of(path, SLIDE)
    before, _, after = slide.partition(b"<a:videoFile r:link=")
    slide = before + b'<a:videoFile r:link="rIdOut"' + after[after.index(b"/>") :]
    changed = {SLIDE: slide, RELS: rels.replace(b"</Relationships>", linked + b"</Relationships>")}
    assert len(media(renderer_of(rewritten(path, changed)))) == 1


def test_a_film_in_the_file_is_found_without_powerpoint_s_newer_words_for_it(
    with_film: Callable[..., Path], renderer_of: Render, rewritten: Rewritten, part_of: PartOf
) -> None:
    path = with_film()
    slide = part_of(path, SLIDE)
    start, end = slide.index(b"<p14:media"), slide.index(b"</p:ext>", slide.index(b"<p14:media"))
    assert len(media(renderer_of(rewritten(path, {SLIDE: slide[:start] + slide[end:]})))) == 1


def test_newer_words_that_lead_nowhere_do_not_cost_a_film_that_is_there(
    with_film: Callable[..., Path], renderer_of: Render, rewritten: Rewritten, part_of: PartOf
) -> None:
    path = with_film()
    slide = part_of(path, SLIDE)
    start = slide.index(b'r:embed="', slide.index(b"<p14:media"))
    broken = slide[:start] + b'r:embed="rIdGone"' + slide[slide.index(b'"', start + 9) + 1 :]
    renderer = renderer_of(rewritten(path, {SLIDE: broken}))
    assert len(media(renderer)) == 1
    assert codes(renderer) == []


def test_what_groups_blow_up_beyond_all_numbers_is_nowhere(
    with_film: Callable[..., Path], renderer_of: Render
) -> None:
    spaces = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in "ap")
    group = (
        f'<p:grpSp {spaces}><p:nvGrpSpPr><p:cNvPr id="{{}}" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="9" y="9"/><a:ext cx="1099511627776" cy="1099511627776"/>'
        '<a:chOff x="9" y="9"/><a:chExt cx="1" cy="1"/></a:xfrm></p:grpSpPr></p:grpSp>'
    )

    def change(movie: Any) -> None:
        movie.click_action.hyperlink.address = "https://example.com"
        inner, tree = movie._element, movie._element.getparent()
        for number in range(100, 129):
            outer = etree.fromstring(group.format(number))
            outer.append(inner)
            inner = outer
        tree.append(inner)

    found = renderer_of(with_film(change)).draw(1, 0, 400, 400).findings
    assert (found.media, found.links) == ((), ())
    assert msgspec.json.decode(msgspec.json.encode(found), type=Findings) == found


def test_a_sound_is_found_by_its_icon(
    with_film: Callable[..., Path], renderer_of: Render, rewritten: Rewritten, part_of: PartOf
) -> None:
    path = with_film()
    part = media(renderer_of(path))[0].part
    slide = part_of(path, SLIDE).replace(b"a:videoFile", b"a:audioFile")
    (found,) = media(renderer_of(rewritten(path, {SLIDE: slide, part: sound()})))
    assert found.kind is MediumKind.AUDIO


def test_a_film_that_begins_by_itself_and_goes_on_without_end_says_so(
    with_film: Callable[..., Path], renderer_of: Render
) -> None:
    def change(movie: Any) -> None:
        times = movie.part._element.find(f".//{qn('p:cMediaNode')}").find(qn("p:cTn"))
        times.set("repeatCount", "indefinite")
        times.find(f".//{qn('p:cond')}").set("delay", "0")

    (found,) = media(renderer_of(with_film(change)))
    assert (found.by_itself, found.loops) == (True, True)
    (later,) = media(renderer_of(with_film(change)), click=1)
    assert not later.by_itself


def test_an_animated_gif_moves_and_a_still_one_does_not(make_deck: Make, renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        shapes = blank(presentation).shapes
        shapes.add_picture(io.BytesIO(moving_picture("red", "blue")), Inches(1), Inches(1), Inches(2))
        shapes.add_picture(io.BytesIO(moving_picture("green")), Inches(5), Inches(1), Inches(2))

    (found,) = media(renderer_of(make_deck(build)))
    assert (found.kind, found.by_itself) == (MediumKind.MOVING_PICTURE, True)
    assert inches(found) == [1, 1, 2, 1]


def transparent(*places: tuple[int, int], disposal: int) -> io.BytesIO:
    """A transparent GIF with an opaque block in each frame, from one column to another; it stays in those
    that follow, unless the disposal is 2."""
    frames = [Image.new("RGBA", (40, 20), (0, 0, 0, 0)) for _ in places]
    for number, (frame, (left, right)) in enumerate(zip(frames, places, strict=True)):
        frame.paste((255, 60 * number, 0, 255), (left, 0, right, 20))
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:], duration=100, disposal=disposal)
    return data


@pytest.mark.parametrize(
    ("gif", "moves"),
    [
        (transparent((0, 20), (20, 40), disposal=2), False),
        (transparent((0, 20), (0, 20), (20, 40), disposal=2), False),
        (transparent((0, 20), (20, 40), disposal=1), True),
        (transparent((10, 20), (10, 20), disposal=2), True),
        (transparent((10, 20), (0, 20), (10, 40), disposal=2), True),
    ],
    ids=["walks", "leaves", "grows", "changes colour", "pulses"],
)
def test_a_transparent_gif_moves_if_its_first_frame_is_never_seen_through_it(
    make_deck: Make, renderer_of: Render, gif: io.BytesIO, moves: bool
) -> None:
    def build(presentation: Any) -> None:
        blank(presentation).shapes.add_picture(gif, Inches(1), Inches(1), Inches(2))

    renderer = renderer_of(make_deck(build))
    assert [found.kind for found in media(renderer)] == ([MediumKind.MOVING_PICTURE] if moves else [])
    assert codes(renderer) == ([] if moves else ["render.media_seen_through"])


def test_a_sound_that_would_go_on_over_the_next_slides_says_that_it_does_not(
    with_film: Callable[..., Path], renderer_of: Render
) -> None:
    def change(movie: Any) -> None:
        movie.part._element.find(f".//{qn('p:cMediaNode')}").set("numSld", "999")

    assert codes(renderer_of(with_film(change))) == ["render.media_goes_on"]


def test_a_damaged_gif_does_not_move(make_deck: Make, renderer_of: Render, rewritten: Rewritten) -> None:
    def build(presentation: Any) -> None:
        picture = io.BytesIO(moving_picture("red", "blue"))
        blank(presentation).shapes.add_picture(picture, Inches(1), Inches(1), Inches(2))

    path = make_deck(build)
    part = media(renderer_of(path))[0].part
    assert media(renderer_of(rewritten(path, {part: b"GIF89a" + b"\xff" * 40}))) == ()
