"""Equations are laid out as a mathematician would."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QImage

from decks.pptx.ooxml import attribute, child
from decks.render.equations.equation import Equation
from decks.render.equations.setting import DEEPEST, MOST_PIECES

LayOut = Callable[..., Equation]
Ink = Callable[[Equation], tuple[int, int, int, int]]


def r(text: str, sty: str = "", more: str = "") -> str:
    shape = f'<m:rPr><m:sty m:val="{sty}"/></m:rPr>' if sty else ""
    return f"<m:r>{shape}{more}<m:t>{text}</m:t></m:r>"


def f(above: str, below: str, kind: str = "bar") -> str:
    properties = f'<m:fPr><m:type m:val="{kind}"/></m:fPr>'
    return f"<m:f>{properties}<m:num>{above}</m:num><m:den>{below}</m:den></m:f>"


def sup(base: str, upper: str) -> str:
    return f"<m:sSup><m:e>{base}</m:e><m:sup>{upper}</m:sup></m:sSup>"


def sub(base: str, lower: str) -> str:
    return f"<m:sSub><m:e>{base}</m:e><m:sub>{lower}</m:sub></m:sSub>"


def d(*held: str, begin: str = "(", end: str = ")") -> str:
    signs = f'<m:begChr m:val="{begin}"/><m:endChr m:val="{end}"/>'
    return f"<m:d><m:dPr>{signs}</m:dPr>{''.join(f'<m:e>{one}</m:e>' for one in held)}</m:d>"


def nary(sign: str, lower: str, upper: str, held: str, more: str = "") -> str:
    return (
        f'<m:nary><m:naryPr><m:chr m:val="{sign}"/>{more}</m:naryPr>'
        f"<m:sub>{lower}</m:sub><m:sup>{upper}</m:sup><m:e>{held}</m:e></m:nary>"
    )


def e(name: str, held: str, properties: str = "") -> str:
    return f"<m:{name}><m:{name}Pr>{properties}</m:{name}Pr><m:e>{held}</m:e></m:{name}>"


def height(equation: Equation) -> float:
    return equation.box.height


def test_a_fraction_stands_on_the_axis_with_its_bar(
    laid_out: LayOut, picture_of: Callable[..., QImage]
) -> None:
    equation = laid_out(f(r("1"), r("22")))
    image = picture_of(equation)
    bar = [y for y in range(image.height()) if QColor(image.pixel(30, y)).lightness() < 128]
    axis = 20 + equation.ascent - 0.25 * 200
    assert abs(bar[len(bar) // 2] - axis) < 8
    assert abs(equation.box.ascent - 0.25 * 200) > 100
    assert equation.box.descent > 50


def test_a_fraction_within_a_text_is_smaller(laid_out: LayOut) -> None:
    wide, small = laid_out(f(r("a"), r("b"))), laid_out(f(r("a"), r("b")), inline=True)
    assert height(small) < 0.85 * height(wide)
    assert small.width < wide.width


def test_the_kinds_of_fractions_differ(laid_out: LayOut) -> None:
    made = {kind: laid_out(f(r("a"), r("b"), kind)) for kind in ("bar", "noBar", "lin", "skw")}
    assert height(made["lin"]) < height(made["skw"]) < height(made["bar"])
    assert made["lin"].width > made["bar"].width
    assert len({(one.width, height(one)) for one in made.values()}) == 4


def test_scripts_are_raised_and_lowered_beside_each_other(laid_out: LayOut) -> None:
    plain = laid_out(r("x"))
    upper, lower = laid_out(sup(r("x"), r("2"))), laid_out(sub(r("x"), r("2")))
    both = laid_out(
        f"<m:sSubSup><m:e>{r('x')}</m:e><m:sub>{r('2')}</m:sub><m:sup>{r('2')}</m:sup></m:sSubSup>"
    )
    assert upper.box.ascent > plain.box.ascent + 30
    assert upper.box.descent == plain.box.descent
    assert lower.box.descent > plain.box.descent + 10
    assert both.width < upper.width + lower.width - plain.width
    assert both.box.ascent >= upper.box.ascent


def test_tall_scripts_keep_out_of_each_others_way(laid_out: LayOut) -> None:
    tall = f(r("a"), r("b"))
    both = f"<m:sSubSup><m:e>{r('x')}</m:e><m:sub>{tall}</m:sub><m:sup>{tall}</m:sup></m:sSubSup>"
    upper = laid_out(sup(r("x"), tall))
    script = upper.box.ascent + laid_out(sub(r("x"), tall)).box.descent
    assert height(laid_out(both)) > script + 5


def test_scripts_of_scripts_are_smaller_but_not_ever_smaller(laid_out: LayOut) -> None:
    widths, xml = [], r("x")
    for _ in range(4):
        widths.append(laid_out(xml).width)
        xml = sup(r("x"), xml)
    steps = [later - earlier for earlier, later in pairwise(widths)]
    assert steps[0] > steps[1] > 0
    assert abs(steps[2] - steps[1]) < 5


def test_scripts_may_stand_before_their_base(laid_out: LayOut, ink_of: Ink) -> None:
    xml = f"<m:sPre><m:sub>{r('2')}</m:sub><m:sup>{r('14')}</m:sup><m:e>{r('C')}</m:e></m:sPre>"
    equation = laid_out(xml)
    assert equation.width > laid_out(r("C")).width + 100
    assert ink_of(equation)[2] > equation.width - 30


@pytest.mark.parametrize("signs", ["()", "[]", "{}", "||", "‖‖", "⟨⟩", "⌈⌉", "⌊⌋", "⟦⟧"])
def test_brackets_grow_with_what_they_hold(laid_out: LayOut, ink_of: Ink, signs: str) -> None:
    tall = f(f(r("a"), r("b")), f(r("c"), r("d")))
    bare, held = laid_out(tall), laid_out(d(tall, begin=signs[0], end=signs[1]))
    assert height(held) >= 0.9 * height(bare)
    assert held.width > bare.width + 20
    left, top, right, bottom = ink_of(held)
    assert right - left > held.width - 60
    assert bottom - top > 0.85 * height(bare)


@pytest.mark.parametrize("sign", "([{|‖⟨⌈⌊⟦/")
def test_a_bracket_itself_is_as_high_as_what_it_holds(laid_out: LayOut, ink_of: Ink, sign: str) -> None:
    unseen = e("phant", f(f(r("a"), r("b")), f(r("c"), r("d"))), '<m:show m:val="0"/>')
    left, top, right, bottom = ink_of(laid_out(d(unseen, begin=sign, end="")))
    assert bottom - top > 0.85 * height(laid_out(unseen))
    assert right - left < 200


def test_brackets_around_letters_stay_as_they_are(laid_out: LayOut) -> None:
    assert abs(laid_out(d(r("x"))).width - laid_out(r("(x)")).width) < 2


def test_a_bracket_may_be_missing_and_parts_are_separated(laid_out: LayOut) -> None:
    one = laid_out(d(r("x"), end=""))
    assert one.width < laid_out(d(r("x"))).width
    assert laid_out(d(r("x"), r("y"))).width > laid_out(d(r("xy"))).width + 10


def test_a_root_covers_what_it_holds(laid_out: LayOut, ink_of: Ink) -> None:
    hidden = '<m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>'
    square = laid_out(f"<m:rad>{hidden}<m:e>{r('x')}</m:e></m:rad>")
    cubic = laid_out(f"<m:rad><m:deg>{r('3')}</m:deg><m:e>{r('x')}</m:e></m:rad>")
    tall = laid_out(f"<m:rad>{hidden}<m:e>{f(r('a'), r('b'))}</m:e></m:rad>")
    assert square.box.ascent > laid_out(r("x")).box.ascent + 15
    assert cubic.width > square.width
    assert height(tall) > height(laid_out(f(r("a"), r("b"))))
    assert ink_of(square)[1] <= 5


def test_limits_stand_above_and_below_where_there_is_room(laid_out: LayOut) -> None:
    xml = nary("∑", r("i=1"), r("n"), r("i"))
    own, inline = laid_out(xml), laid_out(xml, inline=True)
    assert height(own) > 1.5 * height(inline)
    assert inline.width > laid_out(nary("∑", "", "", r("i")), inline=True).width + 30


def test_limits_of_an_integral_stand_beside_it(laid_out: LayOut) -> None:
    beside = laid_out(nary("∫", r("0"), r("1"), r("x")))
    above = laid_out(nary("∫", r("0"), r("1"), r("x"), '<m:limLoc m:val="undOvr"/>'))
    assert height(above) > height(beside) + 50
    assert beside.width > above.width


def test_hidden_limits_are_not_shown(laid_out: LayOut) -> None:
    hidden = laid_out(nary("∑", r("i"), r("n"), r("x"), '<m:subHide m:val="1"/><m:supHide m:val="on"/>'))
    assert height(hidden) == height(laid_out(nary("∑", "", "", r("x"))))


def test_a_matrix_has_its_columns_and_rows(laid_out: LayOut) -> None:
    def matrix(rows: list[list[str]], more: str = "") -> str:
        lines = "".join(f"<m:mr>{''.join(f'<m:e>{c}</m:e>' for c in row)}</m:mr>" for row in rows)
        return f"<m:m><m:mPr>{more}</m:mPr>{lines}</m:m>"

    one, two = laid_out(matrix([[r("a")]])), laid_out(matrix([[r("a"), r("b")], [r("c"), r("d")]]))
    assert two.width > one.width + 200
    assert height(two) > 1.8 * height(one)
    assert abs((two.box.ascent - two.box.descent) / 2 - 50) < 2


def test_the_lines_of_an_array_stand_under_each_other(laid_out: LayOut) -> None:
    def array(*lines: str) -> str:
        return f"<m:eqArr>{''.join(f'<m:e>{r(line)}</m:e>' for line in lines)}</m:eqArr>"

    aligned = laid_out(array("x&amp;=1", "xxxxxx&amp;=1"))
    longest = laid_out(array("xxxxxx&amp;=1"))
    crossed = laid_out(array("xxxxxx&amp;=1", "x&amp;=111111111"))
    assert abs(aligned.width - longest.width) < 1
    assert crossed.width > longest.width + 100


@pytest.mark.parametrize(
    "sign", ["\u0302", "\u0303", "\u20d7", "\u0304", "\u0307", "\u0308", "\u030c", "^", "~"]
)
def test_an_accent_stands_above(laid_out: LayOut, ink_of: Ink, sign: str) -> None:
    bare, equation = laid_out(r("x")), laid_out(e("acc", r("x"), f'<m:chr m:val="{sign}"/>'))
    assert equation.box.ascent > bare.box.ascent + 10
    assert abs(equation.width - bare.width) < 12
    assert ink_of(equation)[1] < ink_of(bare)[1] + 30


def test_an_unknown_accent_is_written_above(laid_out: LayOut) -> None:
    assert laid_out(e("acc", r("x"), '<m:chr m:val="Q"/>')).box.ascent > laid_out(r("x")).box.ascent + 60


def test_bars_and_braces_lie_over_or_under(laid_out: LayOut) -> None:
    bare = laid_out(r("a+b"))
    over = laid_out(e("bar", r("a+b"), '<m:pos m:val="top"/>'))
    under = laid_out(e("bar", r("a+b")))
    brace = laid_out(e("groupChr", r("a+b")))
    above = laid_out(e("groupChr", r("a+b"), '<m:chr m:val="⏞"/><m:pos m:val="top"/>'))
    assert over.box.ascent > bare.box.ascent + 20
    assert under.box.descent > bare.box.descent + 20
    assert brace.box.descent > bare.box.descent + 60
    assert above.box.ascent > bare.box.ascent + 60
    assert {one.width for one in (over, brace, above)} == {over.width}


def test_a_limit_stands_under_its_function(laid_out: LayOut) -> None:
    limit = f"<m:limLow><m:e>{r('lim', 'p')}</m:e><m:lim>{r('x→0')}</m:lim></m:limLow>"
    equation = laid_out(f"<m:func><m:fName>{limit}</m:fName><m:e>{r('x')}</m:e></m:func>")
    assert equation.box.descent > 100
    assert equation.width > laid_out(r("lim", "p")).width + laid_out(r("x")).width + 20


def test_a_phantom_takes_room_unseen(laid_out: LayOut, ink_of: Ink) -> None:
    bare, unseen = laid_out(r("xy")), laid_out(e("phant", r("xy"), '<m:show m:val="0"/>'))
    assert unseen.width == bare.width
    assert ink_of(unseen) == (0, 0, 0, 0)
    assert laid_out(e("phant", r("xy"), '<m:zeroWid m:val="1"/>')).box.width == 0


def test_a_frame_goes_around_and_may_be_crossed_out(laid_out: LayOut, ink_of: Ink) -> None:
    framed = laid_out(e("borderBox", r("x")))
    bare = laid_out(r("x"))
    assert framed.width > bare.width + 50
    left, top, right, bottom = ink_of(framed)
    assert right - left > bare.width + 40
    assert bottom - top > bare.box.ascent + 40
    open_frame = laid_out(e("borderBox", r("x"), '<m:hideLeft m:val="1"/><m:hideTop m:val="1"/>'))
    assert ink_of(open_frame)[0] > left


def test_letters_slant_but_digits_and_functions_stand(laid_out: LayOut) -> None:
    assert laid_out(r("x")).width != laid_out(r("x", "p")).width
    assert laid_out(r("12")).width == laid_out(r("12", "p")).width


def test_a_sign_that_joins_nothing_stands_close(laid_out: LayOut) -> None:
    joined, alone = laid_out(r("a−b")), laid_out(r("−ab"))
    assert joined.width > alone.width + 60
    assert laid_out(r("a=−b")).width < laid_out(r("a=b−")).width + 100


def test_runs_have_sizes_of_their_own_that_shrink_with_the_text(laid_out: LayOut) -> None:
    small = r("x", more='<a:rPr sz="1000"/>')
    assert laid_out(small).width == pytest.approx(laid_out(r("x")).width / 2, rel=0.05)
    assert laid_out(small, scale=2.0).width == pytest.approx(laid_out(r("x")).width, rel=0.05)


def test_runs_may_be_raised_and_lowered_as_in_a_text(laid_out: LayOut) -> None:
    plain = laid_out(r("x"))
    raised, lowered = (laid_out(r("x", more=f'<a:rPr baseline="{by}"/>')) for by in (30_000, -25_000))
    assert raised.width == pytest.approx(plain.width * 2 / 3, rel=0.05)
    assert raised.box.ascent > plain.box.ascent + 20
    assert lowered.box.descent > plain.box.descent + 30


def test_runs_have_colours_of_their_own(laid_out: LayOut, ink_of: Ink) -> None:
    def colour_in(properties: object) -> QColor | None:
        fill = child(properties, "a:solidFill", "a:srgbClr")
        return None if fill is None else QColor("#" + attribute(fill, "val"))

    white = '<a:rPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr>'
    assert ink_of(laid_out(r("x", more=white), colour_in=colour_in)) == (0, 0, 0, 0)
    assert ink_of(laid_out(r("x", more="<a:rPr/>"), colour_in=colour_in)) != (0, 0, 0, 0)


def test_a_long_equation_goes_on_in_the_next_line(laid_out: LayOut) -> None:
    xml = r("aaaaaaaa=bbbbbbbb+cccccccc=dddddddd")
    whole, broken = laid_out(xml), laid_out(xml, available=1500.0)
    assert whole.width > 1500 > broken.width
    assert height(broken) > 2 * height(whole)
    assert broken.ascent == whole.ascent


def test_a_line_ends_outside_of_brackets_if_it_can(laid_out: LayOut) -> None:
    xml = r("aaaa+") + d(r("cccc+dddd"))
    outside = laid_out(xml, available=laid_out(r("aaaa+(cccc+d")).width)
    assert outside.width == pytest.approx(laid_out(r("+(cccc+dddd)")).width, abs=20)
    nothing_fits = laid_out(r("aaaa+bbbb"), available=10.0)
    assert height(nothing_fits) > 1.5 * height(laid_out(r("aaaa")))


def test_equations_of_a_paragraph_stand_under_each_other(laid_out: LayOut) -> None:
    two = laid_out(f"{r('a=b')}</m:oMath><m:oMath>{r('c')}")
    assert height(two) > 1.8 * height(laid_out(r("c")))
    assert two.width == laid_out(r("a=b")).width
    assert two.align == "center"
    assert laid_out(r("c"), inline=True).align == ""


def test_words_are_written_in_the_face_of_the_text(laid_out: LayOut) -> None:
    word = "<m:r><m:rPr><m:nor/></m:rPr><m:t>if not</m:t></m:r>"
    assert laid_out(word).width != laid_out(r("if not")).width
    assert laid_out(r("速度")).width > 300


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<m:f/>",
        "<m:f><m:num/><m:den/></m:f>",
        "<m:sSup/>",
        "<m:rad/>",
        "<m:nary/>",
        "<m:d/>",
        '<m:d><m:dPr><m:begChr m:val=""/></m:dPr></m:d>',
        "<m:m/>",
        "<m:m><m:mr/></m:m>",
        "<m:eqArr/>",
        "<m:func/>",
        "<m:limLow/>",
        '<m:acc><m:accPr><m:chr m:val=""/></m:accPr></m:acc>',
        "<m:bar/>",
        "<m:groupChr/>",
        "<m:borderBox/>",
        "<m:phant/>",
        "<m:sPre/>",
        "<m:r><m:t/></m:r>",
        "<m:r><m:t>&amp;&amp;&#9;</m:t></m:r>",
        "<m:unheard><m:r><m:t>x</m:t></m:r></m:unheard>",
        '<m:r><a:rPr sz="-99999999999999"/><m:t>x</m:t></m:r>',
        '<m:r><a:rPr sz="99999999999999"/><m:t>x</m:t></m:r>',
        '<m:m><m:mPr><m:mcs><m:mc><m:mcPr><m:count m:val="999999999"/></m:mcPr></m:mc></m:mcs></m:mPr></m:m>',
        '<m:f><m:num><m:argPr><m:argSz m:val="-99999"/></m:argPr><m:r><m:t>x</m:t></m:r></m:num></m:f>',
    ],
)
def test_whatever_is_missing_or_absurd_is_drawn_somehow(laid_out: LayOut, ink_of: Ink, xml: str) -> None:
    for inline in (False, True):
        equation = laid_out(xml, inline=inline)
        assert equation.width >= 1
        assert equation.ascent > 0
        if "99999999999999" not in xml:
            ink_of(equation)


def test_an_endlessly_deep_equation_is_cut(laid_out: LayOut) -> None:
    xml = r("x")
    for _ in range(DEEPEST):
        xml = sup(r("x"), xml)
    assert not laid_out(xml).whole


def test_an_equation_of_very_many_pieces_is_cut(laid_out: LayOut) -> None:
    assert not laid_out(r("x+" * MOST_PIECES)).whole
    assert not laid_out(r("x") * (MOST_PIECES + 1)).whole
    assert laid_out(r("x+" * 100)).whole


@pytest.mark.parametrize(
    "xml",
    [
        "<m:eqArr>{}</m:eqArr>".format("<m:e/>" * 2 * MOST_PIECES),
        "<m:d>{}</m:d>".format("<m:e/>" * 2 * MOST_PIECES),
        "<m:m>{}</m:m>".format("<m:mr><m:e/></m:mr>" * 2 * MOST_PIECES),
    ],
    ids=["array", "brackets", "matrix"],
)
def test_very_many_parts_are_cut(laid_out: LayOut, xml: str) -> None:
    assert not laid_out(xml).whole


def test_words_in_chinese_or_japanese_are_as_in_the_text_around(laid_out: LayOut) -> None:
    words = laid_out("<m:r><m:t>とした。場合</m:t></m:r>")
    assert words.width == pytest.approx(6 * 200, abs=6)
