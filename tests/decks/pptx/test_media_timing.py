"""When films begin is read from a slide's timing."""

from lxml import etree

from decks.pptx.builds import read_builds
from decks.pptx.media_timing import read_media_timing
from decks.pptx.ooxml import NAMESPACES, Element
from tests.decks.animations import click, effect, target, visibility

ON_CLICK = '<p:cond delay="indefinite"/>'
WITH_SLIDE = '<p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>'


def group(starts: str, *commands: tuple[str, str]) -> str:
    """What one click starts: commands to shapes."""
    effects = "".join(
        f'<p:par><p:cTn presetClass="mediacall" presetID="1" nodeType="clickEffect"><p:childTnLst>'
        f'<p:cmd type="call" cmd="{command}"><p:cBhvr><p:cTn dur="1"/>'
        f'<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par>'
        for command, shape in commands
    )
    return (
        f"<p:par><p:cTn><p:stCondLst>{starts}</p:stCondLst><p:childTnLst>{effects}"
        "</p:childTnLst></p:cTn></p:par>"
    )


def slide(groups: str = "", media: str = "") -> Element:
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    return etree.fromstring(
        f'<p:sld {names}><p:timing><p:tnLst><p:par><p:cTn nodeType="tmRoot"><p:childTnLst>'
        f'<p:seq><p:cTn id="2" nodeType="mainSeq"><p:childTnLst>{groups}</p:childTnLst></p:cTn></p:seq>'
        f"{media}</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing></p:sld>"
    )


def medium(shape: str, start: str = "indefinite", times: str = "") -> str:
    return (
        f'<p:video><p:cMediaNode><p:cTn {times}><p:stCondLst><p:cond delay="{start}"/></p:stCondLst></p:cTn>'
        f'<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cMediaNode></p:video>'
    )


def test_a_film_begins_with_the_slide_or_with_a_click() -> None:
    timing = read_media_timing(
        slide(group(WITH_SLIDE, ("playFrom(0.0)", "4")) + group(ON_CLICK) + group(ON_CLICK, ("play", "7")))
    )
    assert timing.begins == {"4": {0}, "7": {2}}


def test_the_clicks_are_those_of_the_builds() -> None:
    read = slide(group(ON_CLICK, ("playFrom(0.0)", "4")) + group(ON_CLICK, ("playFrom(0.0)", "7")))
    assert read_media_timing(read).begins == {"4": {1}, "7": {2}}
    assert read_builds(read).steps == 3


def test_clicks_that_bring_nothing_more_are_none_for_films_either() -> None:
    part = effect("entr", visibility(target(9, inside="<p:oleChartEl/>")))
    bring = click(part)
    read = slide(bring + bring + group(ON_CLICK, ("play", "7")) + bring + group(ON_CLICK, ("play", "8")))
    assert read_media_timing(read).begins == {"7": {2}, "8": {3}}
    assert read_builds(read).steps == 4


def test_every_kind_of_group_counts_as_a_click() -> None:
    first, second = (group(ON_CLICK, ("play", shape)) for shape in "47")
    others = [first.replace("<p:par>", f"<p:{kind}>", 1)[: -len("</p:par>")] for kind in ("seq", "excl")]
    groups = "".join(f"{other}</p:{kind}>" for other, kind in zip(others, ("seq", "excl"), strict=True))
    read = slide(groups + second)
    assert read_media_timing(read).begins == {"4": {1, 2}, "7": {3}}
    assert read_builds(read).steps == 4


def test_only_playing_begins() -> None:
    read = slide(group(ON_CLICK, ("togglePause", "4"), ("stop", "5")), medium("4"))
    assert read_media_timing(read).begins == {}


def test_a_medium_may_begin_and_go_on_without_end_of_its_own() -> None:
    timing = read_media_timing(slide(media=medium("4", "0", 'repeatCount="indefinite"') + medium("5")))
    assert timing.begins == {"4": {0}}
    assert timing.loops == {"4"}


def test_a_slide_without_timing_has_no_media_that_begin() -> None:
    bare = etree.fromstring(f'<p:sld xmlns:p="{NAMESPACES["p"]}"/>')
    assert read_media_timing(bare).begins == {}


def test_endless_lists_are_not_read_to_their_end() -> None:
    timing = read_media_timing(slide(media="".join(medium(str(n), "0") for n in range(6000))))
    assert len(timing.begins) == 5000
