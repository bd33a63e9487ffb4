"""A package is read with suspicion, one part at a time."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from decks.pptx.ooxml import qname
from decks.pptx.package import Package, PartError

SLIDE = "ppt/slides/slide1.xml"


def billion_laughs() -> bytes:
    """Thirteen entities, each ten of the one before."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 13))
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><x>&a12;</x>'.encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_an_entity_bomb_is_never_parsed(
    make_deck: Callable[..., Path], rewritten: Callable[..., Path], encoding: str
) -> None:
    bomb = billion_laughs().decode().encode(encoding)
    with (
        Package(rewritten(make_deck(), {SLIDE: bomb})) as package,
        pytest.raises(PartError, match="document type"),
    ):
        package.xml(SLIDE)


def test_an_outside_entity_is_never_read(
    make_deck: Callable[..., Path], rewritten: Callable[..., Path], tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><x>&e;</x>'
    with Package(rewritten(make_deck(), {SLIDE: text.encode()})) as package, pytest.raises(PartError):
        package.xml(SLIDE)


def test_a_target_that_climbs_out_leads_nowhere(
    make_deck: Callable[..., Path],
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
) -> None:
    path = make_deck()
    name = "ppt/slides/_rels/slide1.xml.rels"
    changed = part_of(path, name).replace(b"../slideLayouts/", b"../../../../slideLayouts/")
    with Package(rewritten(path, {name: changed})) as package:
        assert package.related(SLIDE, "slideLayout") is None


def test_targets_are_found_from_the_root_and_with_escapes(
    make_deck: Callable[..., Path],
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
) -> None:
    path = make_deck()
    name = "ppt/slides/_rels/slide1.xml.rels"
    changed = part_of(path, name).replace(b"../slideLayouts/", b"/ppt/slide%4Cayouts/")
    with Package(rewritten(path, {name: changed})) as package:
        target = package.related(SLIDE, "slideLayout")
        assert target is not None
        assert target in package


def test_a_missing_part_is_said(make_deck: Callable[..., Path]) -> None:
    with Package(make_deck()) as package, pytest.raises(PartError, match="missing"):
        package.read("ppt/slides/slide9.xml")


def test_a_part_larger_than_the_limit_is_not_read(make_deck: Callable[..., Path]) -> None:
    with Package(make_deck()) as package, pytest.raises(PartError, match="large"):
        package.read(SLIDE, limit=10)


def test_a_damaged_part_is_said(make_deck: Callable[..., Path]) -> None:
    path = make_deck()
    with zipfile.ZipFile(path) as package:
        entry = package.getinfo(SLIDE)
    content = bytearray(path.read_bytes())
    start = entry.header_offset + 30 + len(SLIDE) + 60
    content[start : start + 40] = bytes(40)
    path.write_bytes(content)
    with Package(path) as deck, pytest.raises(PartError, match="damaged"):
        deck.read(SLIDE)


def test_a_control_character_costs_only_itself(
    make_deck: Callable[..., Path],
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
) -> None:
    path = make_deck()
    changed = part_of(path, SLIDE).replace(b"Slide 1", b"Slide \x01 1")
    with Package(rewritten(path, {SLIDE: changed})) as package:
        assert package.xml(SLIDE).tag == qname("p:sld")
        assert package.mended == {SLIDE}


def test_a_strict_file_reads_like_a_usual_one(
    make_deck: Callable[..., Path],
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
) -> None:
    path = make_deck()
    usual = b"http://schemas.openxmlformats.org/presentationml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/presentationml/main"
    changed = part_of(path, SLIDE).replace(usual, strict)
    with Package(rewritten(path, {SLIDE: changed})) as package:
        assert package.xml(SLIDE).tag == qname("p:sld")


@pytest.mark.parametrize(("newest", "taken", "left"), [(False, "p:old", "p:new"), (True, "p:new", "p:old")])
def test_one_branch_takes_the_place_of_alternatives(
    make_deck: Callable[..., Path],
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    newest: bool,
    taken: str,
    left: str,
) -> None:
    path = make_deck()
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    alternatives = (
        f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="x"><p:new/></mc:Choice>'
        "<mc:Fallback><p:old/></mc:Fallback></mc:AlternateContent></p:spTree>"
    )
    changed = part_of(path, SLIDE).replace(b"</p:spTree>", alternatives.encode())
    with Package(rewritten(path, {SLIDE: changed}), newest=newest) as package:
        names = [element.tag for element in package.xml(SLIDE).iter()]
    assert qname(taken) in names
    assert qname(left) not in names
