"""Links of a PDF's pages lie where they are seen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from decks.render.renderer import Renderer
from decks.spots import Jump, Link
from tests.decks.pdf_file import pdf_file

Render = Callable[[Path], Renderer]
RECT = "/Rect [96 432 480 486]"  # a tenth to a half across, a tenth to a fifth down


def pdf_with(annotations: list[str], *, page: str = "", pages: int = 3) -> bytes:
    """A PDF of empty pages, 960 × 540 points; the first has these annotations."""
    kids = " ".join(f"{3 + index} 0 R" for index in range(pages))
    noted = " ".join(f"<< /Type /Annot /Subtype /Link {text} >>" for text in annotations)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [0 0 960 540] >>",
        f"<< /Type /Page /Parent 2 0 R /Annots [{noted}] {page} >>",
        *["<< /Type /Page /Parent 2 0 R >>"] * (pages - 1),
    ]
    return pdf_file(objects)


@pytest.fixture
def links_of(tmp_path: Path, renderer_of: Render) -> Callable[..., tuple[Link, ...]]:
    """The links of the first page of a PDF with these annotations."""

    def draw(*annotations: str, page: str = "") -> tuple[Link, ...]:
        path = tmp_path / "lesson.pdf"
        path.write_bytes(pdf_with(list(annotations), page=page))
        return renderer_of(path).draw(1, 0, 320, 320).findings.links

    return draw


def sides(link: Link) -> tuple[float, ...]:
    area = link.area
    return tuple(round(side, 2) for side in (area.x, area.y, area.width, area.height))


def test_addresses_and_pages_are_links_in_their_order(links_of: Callable[..., tuple[Link, ...]]) -> None:
    web, page = links_of(f"{RECT} /A << /S /URI /URI (https://example.com/) >>", f"{RECT} /Dest [5 0 R /Fit]")
    assert (web.jump, web.address) == (Jump.WEB, "https://example.com/")
    assert (page.jump, page.slide) == (Jump.SLIDE, 3)
    assert sides(web) == (0.1, 0.1, 0.4, 0.1)


def test_an_action_that_goes_to_a_page_is_a_link(links_of: Callable[..., tuple[Link, ...]]) -> None:
    (link,) = links_of(f"{RECT} /A << /S /GoTo /D [4 0 R /Fit] >>")
    assert (link.jump, link.slide) == (Jump.SLIDE, 2)


def test_programs_files_and_strange_addresses_are_none(links_of: Callable[..., tuple[Link, ...]]) -> None:
    assert (
        links_of(
            f"{RECT} /A << /S /Launch /F (evil.exe) >>",
            f"{RECT} /A << /S /URI /URI (file:///etc/passwd) >>",
            f"{RECT} /A << /S /JavaScript /JS (app.alert(1)) >>",
            f"{RECT} /A << /S /URI /URI (https://example.com/{'a' * 5000}) >>",
            f"{RECT} /Dest [99 0 R /Fit]",
            "/A << /S /URI /URI (https://example.com/) >>",
        )
        == ()
    )


def test_on_a_turned_and_cut_page_links_lie_where_they_are_seen(
    links_of: Callable[..., tuple[Link, ...]],
) -> None:
    (link,) = links_of(
        f"{RECT} /A << /S /URI /URI (https://example.com/) >>", page="/Rotate 90 /CropBox [0 270 960 540]"
    )
    assert sides(link) == (0.6, 0.1, 0.2, 0.4)
