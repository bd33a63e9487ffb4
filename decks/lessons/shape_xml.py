"""Shapes of masters and layouts as XML, which python-pptx can't make. All measures in points."""

from typing import Literal

from pptx.util import Pt

Ink = Literal["tx1", "bg1", "tx2", "bg2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"]
"""A colour of the theme, by the name that shapes call it."""

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
SLIDE_NUMBER = 'type="sldNum" sz="quarter" idx="12"'
_FIELD = "{8A1B6E9C-3D0F-4A57-9C11-2F0E5D7A6B43}"


def place(x: float, y: float, width: float, height: float) -> str:
    """Where a shape stands."""
    return f'<a:xfrm><a:off x="{Pt(x)}" y="{Pt(y)}"/><a:ext cx="{Pt(width)}" cy="{Pt(height)}"/></a:xfrm>'


def placeholder(
    number: int,
    name: str,
    kind: str,
    where: str,
    size: int,
    ink: Ink,
    anchor: str = "t",
    algn: str = "l",
    bold: bool = False,
) -> str:
    """A place for text in a master or layout; `kind` is the attributes of its `p:ph`."""
    run = f'<a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{where}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f'<a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{algn}"><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{ink}"/></a:solidFill>'
        f"</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{_number_field('‹#›') if kind == SLIDE_NUMBER else run}"
        "</a:p></p:txBody></p:sp>"
    )


def decoration(number: int, shape: str, where: str, ink: Ink, outline: bool = False, alpha: int = 100) -> str:
    """A shape without text, filled or outlined; `alpha` in per cent."""
    colour = f'<a:schemeClr val="{ink}"><a:alpha val="{alpha * 1000}"/></a:schemeClr>'
    paint = f"<a:solidFill>{colour}</a:solidFill>"
    look = f'<a:noFill/><a:ln w="{Pt(2)}">{paint}</a:ln>' if outline else f"{paint}<a:ln><a:noFill/></a:ln>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Decoration {number}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{where}<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
        f'{look}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p>'
        "</p:txBody></p:sp>"
    )


def slide_number_on_slide(shape_id: int, number: int) -> str:
    """The place of the number on a slide itself; place and look are the layout's."""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{shape_id}" name="Slide Number"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {SLIDE_NUMBER}/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{_number_field(str(number))}</a:p></p:txBody></p:sp>"
    )


def _number_field(text: str) -> str:
    return f'<a:fld id="{_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>{text}</a:t></a:fld>'
