"""What can be seen of a slide after how many clicks, and what moves."""

import random
from copy import deepcopy
from time import perf_counter

import pytest

from decks.motion import LONGEST_S, Effect, Side
from decks.pptx.builds import Emphasis, Look, count_steps, read_builds
from decks.pptx.graphic_parts import ChartPart
from decks.pptx.ooxml import attribute
from decks.pptx.timing import MOST_CLICKS
from tests.decks.animations import (
    appear,
    behaviour,
    by_itself,
    chart_part,
    click,
    diagram_part,
    disappear,
    effect,
    filtered,
    graphic,
    slide_with,
    target,
    text_shape,
    visibility,
)

RED = '<p:to><a:srgbClr val="FF0000"/></p:to>'
THREE = text_shape(7, "One", "Two", "Three")


def hidden(*clicks: str, triggered: tuple[str, ...] = ()) -> list[str]:
    """The hidden shapes of each look, as words."""
    builds = read_builds(slide_with(*clicks, triggered=triggered))
    assert builds.steps == count_steps(slide_with(*clicks, triggered=triggered))
    return [" ".join(sorted(look.hidden)) for look in builds.looks]


def changed(*effects: str, shape: str = "5") -> Emphasis:
    """What a click's effects have made of a shape."""
    return read_builds(slide_with(click(*effects), shapes=THREE)).looks[-1].changed.get(shape, Emphasis())


def test_a_slide_without_animations_is_one_step():
    builds = read_builds(slide_with())
    assert (builds.steps, builds.look(0), builds.look(9)) == (1, Look(), Look())


def test_what_enters_is_hidden_before_and_what_leaves_is_seen_before():
    assert hidden(click(appear(5)), click(disappear(6))) == ["5", "", "6"]
    assert hidden(click(appear(5)), click(disappear(5)), click(appear(5))) == ["5", "", "5", ""]
    assert hidden(click(disappear(5)), click(appear(5))) == ["", "5", ""]


def test_effects_with_and_after_another_share_its_click():
    assert hidden(click(appear(5), appear(6)), click(appear(7))) == ["5 6 7", "7", ""]


def test_what_begins_with_the_slide_takes_no_click():
    assert hidden(by_itself(appear(5)), click(appear(6))) == ["6", ""]


def test_only_the_first_group_begins_by_itself():
    assert len(hidden(by_itself(appear(5)), by_itself(appear(6)))) == 2


def test_in_one_click_the_later_effect_has_the_last_word():
    late = effect("exit", visibility(target(5), "hidden"), delay=800)
    assert hidden(click(late, appear(5))) == ["5", "5"]


def test_paragraphs_come_one_by_one_and_only_those_that_exist():
    slide = slide_with(
        click(appear(7, (0, 0))), click(appear(7, (1, 1_000_000_000))), click(appear(8, (0, 3))), shapes=THREE
    )
    looks = read_builds(slide).looks
    assert [look.hidden_paragraphs.get("7", frozenset()) for look in looks] == [
        {0, 1, 2},
        {1, 2},
        set(),
        set(),
    ]
    assert all(not look.hidden and "8" not in look.hidden_paragraphs for look in looks)


@pytest.mark.parametrize(
    ("span", "found"), [((0, 4), {0}), ((4, 8), {1}), ((2, 9), {0, 1, 2}), ((3, 5), {0, 1})]
)
def test_characters_mean_their_paragraphs(span: tuple[int, int], found: set[int]):
    aim = target(7, inside=f'<p:txEl><p:charRg st="{span[0]}" end="{span[1]}"/></p:txEl>')
    slide = slide_with(click(effect("entr", visibility(aim))), shapes=THREE)
    assert read_builds(slide).look(0).hidden_paragraphs == {"7": found}


def test_a_shapes_surface_comes_without_its_text():
    aim = target(7, inside="<p:bg/>")
    builds = read_builds(slide_with(click(effect("entr", visibility(aim))), shapes=THREE))
    assert [(look.bare, look.hidden) for look in builds.looks] == [({"7"}, set()), (set(), set())]


def comes(aim: str) -> str:
    """A click that brings a target."""
    return click(effect("entr", visibility(aim)))


def test_a_chart_comes_series_by_series():
    clicks = [comes(chart_part(5, "series", series=number)) for number in (0, 1)]
    builds = read_builds(slide_with(*clicks, shapes=graphic(5, "chart")))
    first, second = ChartPart(series=0), ChartPart(series=1)
    assert [look.hidden_parts.get("5") for look in builds.looks] == [{first, second}, {second}, None]
    assert builds.parts == {"5": {first, second}}
    assert not builds.unparted


def test_the_ground_of_a_chart_comes_with_its_first_part_at_the_latest():
    ground, points = chart_part(5, "gridLegend"), chart_part(5, "category", category=0)
    for clicks in ([comes(ground), comes(points)], [comes(points), comes(ground)]):
        builds = read_builds(slide_with(*clicks, shapes=graphic(5, "chart")))
        assert [look.hidden for look in builds.looks] == [{"5"}, frozenset(), frozenset()]


@pytest.mark.parametrize(
    ("step", "series", "category", "covered"),
    [
        ("series", 1, -4, {(1, 0), (1, 1)}),
        ("category", -4, 1, {(0, 1), (1, 1)}),
        ("ptInSeries", 1, 0, {(1, 0)}),
        ("ptInCategory", 0, 1, {(0, 1)}),
        ("allPts", -3, -3, {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ("gridLegend", -3, -3, set()),
    ],
)
def test_what_a_step_of_a_chart_brings(step: str, series: int, category: int, covered: set[tuple[int, int]]):
    slide = slide_with(comes(chart_part(5, step, series, category)), shapes=graphic(5, "chart"))
    (part,) = read_builds(slide).parts["5"]
    assert isinstance(part, ChartPart)
    points = {(series, category) for series in (0, 1) for category in (0, 1)}
    assert {point for point in points if part.covers(*point)} == covered


def test_a_diagram_comes_shape_by_shape():
    clicks = [comes(diagram_part(5, name)) for name in ("{A}", "{B}")]
    builds = read_builds(slide_with(*clicks, shapes=graphic(5, "diagram")))
    assert [look.hidden_parts.get("5") for look in builds.looks] == [{"{A}", "{B}"}, {"{B}"}, None]
    assert [look.unbegun for look in builds.looks] == [{"5"}, frozenset(), frozenset()]


def test_what_has_no_parts_comes_whole_and_clicks_that_bring_nothing_more_are_none():
    part = target(5, inside='<p:oleChartEl type="series" lvl="1"/>')
    assert hidden(comes(part), comes(part), click(appear(6)), comes(part)) == ["5 6", "6", ""]
    slide = slide_with(*[comes(chart_part(5, "series", series=number)) for number in range(3)])
    builds = read_builds(slide)
    assert (builds.steps, builds.unparted) == (2, True)


def test_a_click_that_also_does_something_else_is_still_one():
    part = target(5, inside='<p:oleChartEl type="series" lvl="1"/>')
    both = click(effect("entr", visibility(part)), appear(6))
    assert hidden(comes(part), both) == ["5 6", "6", ""]
    grown = effect("emph", behaviour("animScale", target(6), '<p:by x="150000" y="150000"/>'))
    passing = effect("emph", behaviour("animScale", target(6)), attributes='fill="remove"')
    for other in (grown, passing):
        assert len(hidden(comes(part), click(effect("entr", visibility(part)), other))) == 3


def test_emphasis_of_a_part_does_not_change_the_whole():
    coloured = effect("emph", behaviour("animClr", chart_part(5, "series", 0), RED, names=["fillcolor"]))
    builds = read_builds(slide_with(click(coloured), shapes=graphic(5, "chart")))
    assert builds.looks[-1].changed == {}
    assert builds.lost


def test_an_entrance_of_no_known_class_is_told_by_its_visibility():
    assert hidden(click(effect("", visibility(target(5))))) == ["5", ""]


def test_playing_a_film_is_a_click_that_changes_nothing():
    play = effect("mediacall", behaviour("cmd", target(5), attributes='type="call" cmd="playFrom(0.0)"'))
    assert hidden(click(play), click(appear(6))) == ["6", "6", ""]


def test_what_waits_for_a_click_on_a_shape_comes_after_all_others_and_is_told():
    builds = read_builds(slide_with(click(appear(5)), triggered=(click(appear(6)), click(disappear(6)))))
    assert [sorted(look.hidden) for look in builds.looks] == [["5", "6"], ["6"], [], ["6"]]
    assert builds.triggered


def test_a_film_that_pauses_when_clicked_is_no_trigger():
    pause = effect("mediacall", behaviour("cmd", target(5), attributes='type="call" cmd="togglePause"'))
    builds = read_builds(slide_with(triggered=(click(pause),)))
    assert (builds.steps, builds.triggered) == (1, False)


def test_what_hides_with_the_next_click_does():
    after = visibility(target(5), "hidden", 'dur="1" fill="hold" masterRel="nextClick" afterEffect="1"')
    first = effect("entr", visibility(target(5)), after=after)
    assert hidden(click(first), click(appear(6)), click(appear(7))) == ["5 6 7", "6 7", "5 7", "5"]


def test_what_hides_after_its_effect_is_gone_with_the_same_click():
    after = visibility(target(5), "hidden", 'dur="1" fill="hold" masterRel="sameClick" afterEffect="1"')
    assert hidden(click(effect("entr", visibility(target(5)), after=after))) == ["5", "5"]


@pytest.mark.parametrize(
    ("preset", "subtype", "words", "manner"),
    [
        (1, 0, "", None),
        (10, 0, "fade", (Effect.FADE, Side.BOTTOM)),
        (9, 0, "dissolve", (Effect.FADE, Side.BOTTOM)),
        (22, 8, "wipe(left)", (Effect.WIPE, Side.LEFT)),
        (22, 1, "wipe(up)", (Effect.WIPE, Side.TOP)),
        (22, 4, "wipe(down)", (Effect.WIPE, Side.BOTTOM)),
        (12, 2, "slide(fromRight)", (Effect.WIPE, Side.RIGHT)),
        (2, 4, "", (Effect.FLY, Side.BOTTOM)),
        (2, 8, "", (Effect.FLY, Side.LEFT)),
        (2, 3, "", (Effect.FLY, Side.TOP)),
        (7, 2, "", (Effect.FLY, Side.RIGHT)),
        (999, 0, "", None),
    ],
)
def test_how_something_comes(preset: int, subtype: int, words: str, manner: tuple[Effect, Side] | None):
    behaviours = [visibility(target(5)), *([filtered(target(5), words)] if words else [])]
    builds = read_builds(slide_with(click(effect("entr", *behaviours, preset=preset, subtype=subtype))))
    found = [(move.effect, move.side) for move in builds.moves_at(1)]
    assert found == ([] if manner is None else [manner])
    assert builds.moves_at(0) == builds.moves_at(7) == ()


def test_an_exit_moves_the_other_way():
    leaving = effect("exit", filtered(target(5), "fade"), visibility(target(5), "hidden"), preset=10)
    (move,) = read_builds(slide_with(click(leaving))).moves_at(1)
    assert (move.shape, move.paragraph, move.leaving) == ("5", None, True)


def test_the_movements_of_a_click_end_in_time_and_keep_their_order():
    fades = [
        effect("entr", visibility(target(n)), filtered(target(n), "fade", 1000), delay=n * 1000)
        for n in range(3)
    ]
    moves = read_builds(slide_with(click(*fades))).moves_at(1)
    assert [round(move.begins_s, 6) for move in moves] == [0.0, 0.1, 0.2]
    assert [round(move.begins_s + move.lasts_s, 6) for move in moves] == [0.1, 0.2, LONGEST_S]


def test_the_first_movement_does_not_wait():
    late = effect("entr", visibility(target(5)), filtered(target(5), "fade", 100), delay=700)
    (move,) = read_builds(slide_with(click(appear(6), late))).moves_at(1)
    assert (move.begins_s, round(move.lasts_s, 6)) == (0.0, 0.1)


def test_a_short_movement_is_not_drawn_out():
    quick = effect("entr", visibility(target(5)), filtered(target(5), "fade", 100))
    (move,) = read_builds(slide_with(click(quick))).moves_at(1)
    assert (move.begins_s, move.lasts_s) == (0.0, 0.1)


def test_what_comes_and_goes_in_one_click_does_not_move():
    coming = effect("entr", visibility(target(5)), filtered(target(5), "fade"))
    going = effect("exit", visibility(target(5), "hidden"), filtered(target(5), "fade"), delay=600)
    assert read_builds(slide_with(click(appear(6)), click(coming, going))).moves_at(2) == ()


def test_emphasis_stays_and_adds_up():
    grow = effect("emph", behaviour("animScale", target(5), '<p:by x="150000" y="50000"/>'), preset=6)
    spin = effect("emph", behaviour("animRot", target(5), attributes='by="16200000"'), preset=8)
    made = changed(grow, grow, spin, spin)
    assert (made.scale_x, made.scale_y, made.turn) == (2.25, 0.25, 180.0)


@pytest.mark.parametrize(
    ("name", "part"), [("fillcolor", "fill"), ("stroke.color", "line"), ("style.color", "text")]
)
def test_emphasis_colours(name: str, part: str):
    made = changed(effect("emph", behaviour("animClr", target(5), RED, names=[name])))
    assert attribute(getattr(made, part), "val") == "FF0000"


def test_a_paragraph_takes_a_colour_of_its_own():
    made = changed(
        effect("emph", behaviour("animClr", target(7, (1, 1)), RED, names=["style.color"])), shape="7"
    )
    assert [(number, attribute(colour, "val")) for number, colour in made.texts] == [(1, "FF0000")]


def test_what_dims_with_the_next_click_does():
    after = behaviour(
        "animClr", target(7, (0, 0)), RED, names=["ppt_c"], timed='masterRel="nextClick" afterEffect="1"'
    )
    first = effect("entr", visibility(target(7, (0, 0))), after=after)
    looks = read_builds(slide_with(click(first), click(appear(7, (1, 1))), shapes=THREE)).looks
    assert [[number for number, _ in look.changed["7"].texts] if look.changed else [] for look in looks] == [
        [],
        [],
        [0],
    ]


def test_transparency_is_read_both_ways():
    value = '<p:to><p:strVal val="0.25"/></p:to>'
    assert (
        changed(effect("emph", behaviour("set", target(5), value, names=["style.opacity"]))).opacity == 0.25
    )
    image = 'filter="image" prLst="opacity: 0.5"'
    assert changed(effect("emph", behaviour("animEffect", target(5), attributes=image))).opacity == 0.5


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("M 0 0 L 0.25 -0.5 E", (0.25, -0.5)),
        ("M 0 0 C 0.1 0.1 0.2 0.2 0.3 0.4", (0.3, 0.4)),
        ("M 0 0 L 0.1 0.1 l 0.2 0 E", (0.3, 0.1)),
        ("M 0.1 0 L 0.5 0.5 Z", (0.1, 0.0)),
        ("M 0 0 L 1e999 0", (0.0, 0.0)),
        ("nonsense", (0.0, 0.0)),
    ],
)
def test_a_motion_path_ends_where_it_ends(path: str, end: tuple[float, float]):
    made = changed(effect("path", behaviour("animMotion", target(5), attributes=f'path="{path}"'), preset=0))
    assert (made.shift_x, made.shift_y) == pytest.approx(end)


def test_what_returns_by_itself_leaves_nothing_behind():
    grow = '<p:by x="150000" y="150000"/>'
    pulse = behaviour("animScale", target(5), grow, timed='fill="hold" autoRev="1"')
    passing = behaviour("animScale", target(5), grow, timed='fill="remove"')
    rewound = effect("emph", behaviour("animScale", target(5), grow), attributes='fill="remove"')
    assert changed(effect("emph", pulse), effect("emph", passing), rewound) == Emphasis()


@pytest.mark.parametrize(
    ("made", "lost"),
    [
        (
            behaviour("set", target(5), '<p:to><p:strVal val="bold"/></p:to>', names=["style.fontWeight"]),
            True,
        ),
        (
            behaviour("animClr", target(5), "<p:by><p:hsl h='0' s='0' l='1'/></p:by>", names=["fillcolor"]),
            True,
        ),
        (behaviour("animRot", target(5), attributes='by="nan"'), False),
        (behaviour("animRot", target(5), attributes='by="60000"'), False),
        (behaviour("anim", target(5), names=["ppt_x"]), False),
    ],
)
def test_emphasis_that_is_not_drawn_is_told(made: str, lost: bool):
    assert read_builds(slide_with(click(effect("emph", made)))).lost is lost


def test_a_slide_of_endless_animations_is_read_to_a_limit_and_soon():
    paragraphs = text_shape(7, *["x"] * 1000)
    many = effect("entr", *[visibility(target(7, (0, 2_000_000_000)))] * 20)
    slide = slide_with(*[click(many)] * 150, *[click()] * 500, shapes=paragraphs)
    begun = perf_counter()
    builds = read_builds(slide)
    assert builds.steps == MOST_CLICKS + 1
    assert perf_counter() - begun < 3
    assert len(builds.looks[0].hidden_paragraphs["7"]) == 1000


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_done_to_a_tree_it_is_read(seed: int):
    chance = random.Random(seed)
    words = ["", "nan", "inf", "1e308", "-1", "99999999999999", "indefinite", "exit", "mainSeq", "M nan"]
    dim = behaviour("animClr", target(7, (0, 1)), RED, names=["style.color"])
    path = behaviour("animMotion", target(5), attributes='path="M 0 0 C 1 2 3 4 5 6 Z"')
    for _ in range(60):
        slide = slide_with(
            by_itself(disappear(3)),
            click(effect("emph", dim, path, after=dim), appear(7, (0, 2))),
            triggered=(click(appear(9)),),
            shapes=THREE,
        )
        elements = list(slide[1].iter())
        for _ in range(chance.randint(1, 8)):
            element, other = chance.choice(elements), chance.choice(elements)
            match chance.randrange(4):
                case 0 if element.attrib:
                    element.set(chance.choice(list(element.attrib)), chance.choice(words))
                case 1:
                    element.append(deepcopy(other))
                case 2 if element.getparent() is not None:
                    element.getparent().remove(element)
                case _:
                    element.tag = other.tag
        builds = read_builds(slide)
        assert builds.steps == len(builds.moves) == count_steps(slide)
        assert all(0 <= m.begins_s <= m.begins_s + m.lasts_s <= 0.301 for ms in builds.moves for m in ms)


def test_a_tree_that_is_too_deep_or_empty_is_passed_over():
    nest = "<p:par><p:cTn><p:childTnLst>" * 60 + appear(5) + "</p:childTnLst></p:cTn></p:par>" * 60
    assert hidden(click(nest), click(), "<p:par/>") == ["", "", "", ""]
