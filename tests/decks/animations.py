"""Animations as PowerPoint writes them, for decks made in tests."""

from collections.abc import Sequence
from typing import Any

from lxml import etree

from decks.pptx.ooxml import NAMESPACES, qname

_SPACES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMESPACES.items())


def target(shape: object, paragraphs: tuple[int, int] | None = None, inside: str = "") -> str:
    """A `p:tgtEl`; `paragraphs` are first and last, `inside` is what else the target says."""
    if paragraphs is not None:
        inside = f'<p:txEl><p:pRg st="{paragraphs[0]}" end="{paragraphs[1]}"/></p:txEl>'
    return f'<p:tgtEl><p:spTgt spid="{shape}">{inside}</p:spTgt></p:tgtEl>'


def chart_part(shape: object, step: str, series: int = -3, category: int = -3) -> str:
    """The target that is a part of a chart, as a step of its build names it."""
    numbers = f'seriesIdx="{series}" categoryIdx="{category}"'
    return target(shape, inside=f'<p:graphicEl><a:chart {numbers} bldStep="{step}"/></p:graphicEl>')


def diagram_part(shape: object, name: str) -> str:
    """The target that is a shape of a diagram's drawing, by its `modelId`."""
    return target(shape, inside=f'<p:graphicEl><a:dgm id="{name}" bldStep="sp"/></p:graphicEl>')


def visibility(aim: str, value: str = "visible", timed: str = 'dur="1" fill="hold"') -> str:
    """The behaviour that shows or hides."""
    return (
        f"<p:set><p:cBhvr><p:cTn {timed}/>{aim}<p:attrNameLst><p:attrName>style.visibility</p:attrName>"
        f'</p:attrNameLst></p:cBhvr><p:to><p:strVal val="{value}"/></p:to></p:set>'
    )


def filtered(aim: str, words: str, ms: int = 500) -> str:
    """The behaviour that lets something come or go through a filter."""
    return (
        f'<p:animEffect transition="in" filter="{words}"><p:cBhvr><p:cTn dur="{ms}"/>{aim}</p:cBhvr>'
        "</p:animEffect>"
    )


def behaviour(
    name: str,
    aim: str,
    content: str = "",
    attributes: str = "",
    names: Sequence[str] = (),
    timed: str = 'fill="hold"',
) -> str:
    """Any other behaviour, of half a second; it lasts unless `timed` says something else."""
    listed = "".join(f"<p:attrName>{each}</p:attrName>" for each in names)
    return (
        f'<p:{name} {attributes}><p:cBhvr><p:cTn dur="500" {timed}/>{aim}'
        f"<p:attrNameLst>{listed}</p:attrNameLst></p:cBhvr>{content}</p:{name}>"
    )


def effect(
    kind: str,
    *behaviours: str,
    preset: int = 1,
    subtype: int = 0,
    delay: int = 0,
    after: str = "",
    attributes: str = 'fill="hold"',
) -> str:
    """An effect of a class; `delay` in milliseconds, `after` is its `p:subTnLst`'s content."""
    after = f"<p:subTnLst>{after}</p:subTnLst>" if after else ""
    return (
        f'<p:par><p:cTn presetID="{preset}" presetClass="{kind}" presetSubtype="{subtype}" {attributes} '
        f'nodeType="clickEffect"><p:stCondLst><p:cond delay="{delay}"/></p:stCondLst>'
        f"<p:childTnLst>{''.join(behaviours)}</p:childTnLst>{after}</p:cTn></p:par>"
    )


def appear(shape: object, paragraphs: tuple[int, int] | None = None) -> str:
    """The plain entrance."""
    return effect("entr", visibility(target(shape, paragraphs)))


def disappear(shape: object) -> str:
    """The plain exit."""
    return effect("exit", visibility(target(shape), "hidden"))


def coloured(aim: str, name: str, value: str) -> str:
    """A click that gives what `name` says (`fillcolor`, `stroke.color`, `style.color`) a colour."""
    to = f'<p:to><a:srgbClr val="{value}"/></p:to>'
    return click(effect("emph", behaviour("animClr", aim, to, names=[name])))


def click(*effects: str, condition: str = '<p:cond delay="indefinite"/>') -> str:
    """What one click starts."""
    return (
        f"<p:par><p:cTn fill='hold'><p:stCondLst>{condition}</p:stCondLst><p:childTnLst><p:par><p:cTn>"
        f'<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>{"".join(effects)}</p:childTnLst>'
        "</p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def by_itself(*effects: str) -> str:
    """What begins with the slide."""
    return click(*effects, condition='<p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"/>')


def timing(*clicks: str, triggered: Sequence[str] = ()) -> str:
    """The `p:timing` of a slide."""
    return (
        f"<p:timing {_SPACES}><p:tnLst><p:par><p:cTn nodeType='tmRoot'><p:childTnLst>"
        f"{_sequence('mainSeq', clicks)}{_sequence('interactiveSeq', triggered) if triggered else ''}"
        "</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )


def _sequence(kind: str, clicks: Sequence[str]) -> str:
    content = f"<p:childTnLst>{''.join(clicks)}</p:childTnLst>"
    return f'<p:seq><p:cTn nodeType="{kind}">{content}</p:cTn></p:seq>'


def animate(slide: Any, *clicks: str, triggered: Sequence[str] = ()) -> None:
    """Put animations on a slide of python-pptx's."""
    slide._element.append(etree.fromstring(timing(*clicks, triggered=triggered)))


def slide_with(*clicks: str, triggered: Sequence[str] = (), shapes: str = "") -> Any:
    """A `p:sld` with nothing but shapes and animations."""
    return etree.fromstring(
        f"<p:sld {_SPACES}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>"
        f"{timing(*clicks, triggered=triggered)}</p:sld>"
    )


def text_shape(number: int, *paragraphs: str) -> str:
    """A `p:sp` with text."""
    text = "".join(f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>" for words in paragraphs)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name=""/></p:nvSpPr><p:txBody><a:bodyPr/>{text}</p:txBody>'
        "</p:sp>"
    )


def graphic(number: int, kind: str) -> str:
    """A `p:graphicFrame` that holds a `chart`, a `diagram` …"""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name=""/></p:nvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{kind}"/>'
        "</a:graphic></p:graphicFrame>"
    )


def transition(slide: Any, xml: str) -> None:
    """Give a slide of python-pptx's a transition."""
    element = etree.fromstring(f"<p:transition {_SPACES} {xml}</p:transition>")
    colours = slide._element.find(qname("p:clrMapOvr"))
    colours.addnext(element) if colours is not None else slide._element.append(element)
