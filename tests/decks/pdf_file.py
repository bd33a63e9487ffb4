"""PDFs written by hand."""


def pdf_file(objects: list[str]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + end + trailer).encode("ascii")


def stream(words: str, entries: str = "") -> str:
    return f"<< /Length {len(words)} {entries} >>\nstream\n{words}\nendstream"


def endless_pdf(depth: int = 10, wide: int = 20) -> bytes:
    """Two pages: a drawing that draws another again and again, which draws another …, and a red one."""
    forms = []
    for number in range(depth):
        drawn = f"/Resources << /XObject << /F {8 + number} 0 R >> >>" if number < depth - 1 else ""
        words = "/F Do " * wide if drawn else "0 0 9 9 re f"
        forms.append(stream(words, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {drawn}"))
    return pdf_file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 960 540] >>",
            "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /XObject << /F 7 0 R >> >> >>",
            "<< /Type /Page /Parent 2 0 R /Contents 6 0 R >>",
            stream("/F Do"),
            stream("1 0 0 rg 0 0 960 540 re f"),
            *forms,
        ]
    )
