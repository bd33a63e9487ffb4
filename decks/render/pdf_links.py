"""Link annotations of a PDF's pages (ISO 32000-1, 12.5.6.5), found by PDFium."""

import ctypes

from pypdfium2 import PdfDocument, PdfPage, raw

from decks.addresses import LONGEST_ADDRESS, MOST_LINKS, web_address
from decks.spots import Area, Jump, Link

_FINE = 10_000
"""Steps a page's side is divided into to find where something lies."""


def page_links(document: PdfDocument, page: PdfPage) -> tuple[Link, ...]:
    """The links of a page that may be followed, front last. The caller holds `pdfium_lock`."""
    found: list[Link] = []
    start, annotation = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page, start, annotation):
            break
        link = _link(document, page, annotation)
        if link is not None:
            found.append(link)
    return tuple(found)


def _link(document: PdfDocument, page: PdfPage, annotation: object) -> Link | None:
    rect = raw.FS_RECTF()
    if not raw.FPDFLink_GetAnnotRect(annotation, rect):
        return None
    area = _area(page, rect)
    if not (area.width and area.height):
        return None
    action = raw.FPDFLink_GetAction(annotation)
    if (address := _address(document, action)) != "":
        return Link(area, Jump.WEB, address=address)
    target = raw.FPDFLink_GetDest(document, annotation) or _target(document, action)
    index = raw.FPDFDest_GetDestPageIndex(document, target) if target else -1
    return Link(area, Jump.SLIDE, slide=index + 1) if 0 <= index < len(document) else None


def _target(document: PdfDocument, action: object) -> object:
    goes = bool(action) and raw.FPDFAction_GetType(action) == raw.PDFACTION_GOTO
    return raw.FPDFAction_GetDest(document, action) if goes else None


def _address(document: PdfDocument, action: object) -> str:
    """The address an action opens, if it may be followed; PDF has them in ASCII."""
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(document, action, None, 0)
    if not 0 < length <= LONGEST_ADDRESS + 1:
        return ""
    text = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document, action, text, length)
    return web_address(text.value.decode("ascii", "replace"))


def _area(page: PdfPage, rect: raw.FS_RECTF) -> Area:
    """Where a rectangle of the page lies in its picture, however the page is turned and cut."""
    corners = [_seen(page, x, y) for x, y in ((rect.left, rect.top), (rect.right, rect.bottom))]
    left, right = sorted(min(1.0, max(0.0, x)) for x, _ in corners)
    top, bottom = sorted(min(1.0, max(0.0, y)) for _, y in corners)
    return Area(left, top, right - left, bottom - top)


def _seen(page: PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE
