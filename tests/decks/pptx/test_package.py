"""A package is read with suspicion, one part at a time."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from decks.pptx.ooxml import local_name, qname
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


@pytest.mark.parametrize(
    ("strict", "name"),
    [
        ("drawingml/chart", "c:chartSpace"),
        ("drawingml/diagram", "dgm:dataModel"),
        ("officeDocument/math", "m:oMath"),
    ],
)
def test_charts_diagrams_and_equations_of_strict_files_are_known(
    make_deck: Callable[..., Path], rewritten: Callable[..., Path], strict: str, name: str
) -> None:
    prefix = name.partition(":")[0]
    xml = f'<{name} xmlns:{prefix}="http://purl.oclc.org/ooxml/{strict}"/>'
    with Package(rewritten(make_deck(), {SLIDE: xml.encode()})) as package:
        assert package.xml(SLIDE).tag == qname(name)


P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
MORPH = "http://schemas.microsoft.com/office/powerpoint/2015/09/main"
NEW, OLD = "<p:new/>", "<mc:Fallback><p:old/></mc:Fallback>"


def choice(needs: str, held: str = NEW, **prefixes: str) -> str:
    named = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in prefixes.items())
    return f'<mc:Choice{named} Requires="{needs}">{held}</mc:Choice>'


def alternatives(*branches: str) -> str:
    return f"<mc:AlternateContent>{''.join(branches)}</mc:AlternateContent>"


@pytest.mark.parametrize(
    ("written", "newest", "taken"),
    [
        (alternatives(choice("x"), OLD), False, {"old"}),
        (alternatives(choice("x"), OLD), True, {"new"}),
        (alternatives(choice("a14", a14=A14), OLD), False, {"new"}),
        (alternatives(choice("p14 a14", p14=P14, a14=A14), OLD), False, {"new"}),
        (alternatives(choice("p14 x", p14=P14, x=MORPH), OLD), False, {"old"}),
        (alternatives(choice("a14", a14=MORPH), OLD), False, {"old"}),
        (alternatives(choice("", "<p:odd/>"), OLD), False, {"old"}),
        (alternatives(choice("x", "<p:odd/>", x=MORPH), choice("y", y=A14), OLD), False, {"new"}),
        (alternatives(choice("p14", "<p:contentPart/>", p14=P14), OLD), False, {"old"}),
        (alternatives(choice("x", x=MORPH)), False, {"new"}),
        (alternatives(choice("a14", alternatives(choice("x"), OLD), a14=A14), OLD), False, {"old"}),
        (
            alternatives(choice("x"), f"<mc:Fallback>{alternatives(choice('x'), OLD)}</mc:Fallback>"),
            False,
            {"old"},
        ),
        (alternatives(), False, set()),
    ],
)
def test_one_branch_takes_the_place_of_alternatives(
    make_deck: Callable[..., Path],
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    written: str,
    newest: bool,
    taken: set[str],
) -> None:
    path = make_deck()
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    marked = written.replace("<mc:AlternateContent>", f'<mc:AlternateContent xmlns:mc="{mc}">', 1)
    changed = part_of(path, SLIDE).replace(b"</p:spTree>", f"{marked}</p:spTree>".encode())
    with Package(rewritten(path, {SLIDE: changed}), newest=newest) as package:
        names = {local_name(element) for element in package.xml(SLIDE).iter()}
    assert names & {"new", "old", "odd", "contentPart"} == taken
    assert "AlternateContent" not in names


def test_trees_unused_longest_go_when_they_take_too_much(
    make_deck: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"ppt/slides/slide{number}.xml" for number in (1, 2, 3)]
    with Package(make_deck(slides=3)) as package:
        one = package.xml(names[0])
        assert package.xml(names[0]) is one
        monkeypatch.setattr("decks.pptx.package.KEPT_TREES", 1)
        two = package.xml(names[1])
        assert package.xml(names[1]) is two
        again = package.xml(names[0])
        assert again is not one
        assert again.tag == one.tag


@pytest.mark.parametrize("bomb", [b"<a/>" * 4_000_000, b"<a b='' c='' d='' e=''/>" * 600_000])
def test_a_part_whose_tree_would_fill_the_memory_is_not_parsed(
    make_deck: Callable[..., Path], rewritten: Callable[..., Path], bomb: bytes
) -> None:
    path = rewritten(make_deck(), {SLIDE: b"<x>" + bomb + b"</x>"})
    with Package(path) as package, pytest.raises(PartError, match="large"):
        package.xml(SLIDE)
