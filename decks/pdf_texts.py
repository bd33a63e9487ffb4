"""The words on a PDF's pages, read by a process of their own: `python -m decks.pdf_texts FILE PAGES`.

PDFium reads all that a page draws before it tells any word of it, and can't be interrupted: a page of forms
within forms within forms takes for ever. So whoever waits for the words waits only so long.
"""

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from threading import Timer

from pypdfium2 import PdfDocument, PdfiumError

from decks.plain_text import plain
from decks.python_command import python_command, python_environment

LONGEST_READING_S = 4.0
LONGEST_TEXT = 20_000


def read_texts(path: Path, pages: int) -> list[str | None]:
    """The words of each page; None for one that can't be read, and no word for those not reached in time: a
    page that takes all of it, and those after."""
    command = python_command("decks.pdf_texts", str(path), str(pages))
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=python_environment(),
    ) as process:
        watch = Timer(LONGEST_READING_S, process.kill)
        watch.start()
        try:
            assert process.stdout is not None
            texts = [json.loads(line) for line in process.stdout if line.endswith(b"\n")]
        finally:
            watch.cancel()
            process.kill()
    return (texts + [""] * pages)[:pages]


def main(words: list[str]) -> int:
    """Print each page's words as a line of JSON as soon as they are read."""
    path, pages = Path(words[0]), int(words[1])
    with contextlib.closing(PdfDocument(path)) as document:
        for index in range(min(pages, len(document))):
            sys.stdout.write(json.dumps(_words(document, index)) + "\n")
            sys.stdout.flush()
    return 0


def _words(document: PdfDocument, index: int) -> str | None:
    try:
        page = document[index]
    except PdfiumError:
        return None
    try:
        return plain(page.get_textpage().get_text_bounded())[:LONGEST_TEXT]
    except PdfiumError:
        return ""
    finally:
        page.close()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
