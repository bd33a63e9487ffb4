"""One run of LibreOffice: a profile of its own, an end in time, and nothing left running."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import BinaryIO

from decks.model import DeckError
from decks.render.office import guard
from decks.render.office.program import Program

LONGEST_S = 60.0
_LOOK_EVERY_S = 0.1
_PATIENCE_S = 2.0
"""How long the guard may take to end LibreOffice."""
_FILTER = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
# No macro runs, and nothing is fetched that a deck from anywhere refers to.
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Misc", "FirstRun", "false"),
    ("Java/VirtualMachine", "Enable", "false"),
)
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{place}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items '
    'xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n'
)


class Cancelled(Exception):  # noqa: N818 - it is no error
    """The trainer doesn't want it any more."""


def make_pdf(
    program: Program, deck: Path, folder: Path, cancelled: Event, longest_s: float = LONGEST_S
) -> Path:
    """The deck as a PDF in `folder`, where LibreOffice's own files go as well. Its processes have all ended
    when this returns or raises: `DeckError` if there is no PDF in time, `Cancelled`, `OSError`. They end as
    well when we are killed meanwhile."""
    profile = folder / "profile"
    _write_settings(profile)
    log = folder / "soffice.log"
    options = ("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault")
    arguments = [f"-env:UserInstallation={profile.as_uri()}", *options, "--convert-to", _FILTER]
    with log.open("wb") as output:
        command = [str(program.path), *arguments, "--outdir", str(folder), str(deck)]
        try:
            process = _start(command, output)
        except OSError as error:
            raise DeckError("office.failed") from error
        try:
            _wait(process, cancelled, longest_s)
        finally:
            _end(process)
    pdf = folder / f"{deck.stem}.pdf"
    if not pdf.is_file() or pdf.stat().st_size == 0:
        print(log.read_text(encoding="utf-8", errors="replace")[-2000:], file=sys.stderr)  # noqa: T201
        raise DeckError("office.failed")
    return pdf


def _write_settings(profile: Path) -> None:
    items = "".join(_ITEM.format(place=place, name=name, value=value) for place, name, value in _SETTINGS)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        _REGISTRY.format(items=items), encoding="utf-8"
    )


def _start(command: list[str], output: BinaryIO) -> subprocess.Popen[bytes]:
    """The process, the first of a group of its own (LibreOffice begins by starting another), which ends
    with us: the pipe to it is never written to."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.Popen(
        [sys.executable, "-I", "-S", guard.__file__, *command],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=output,
        env=environment,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _wait(process: subprocess.Popen[bytes], cancelled: Event, longest_s: float) -> None:
    give_up_at = monotonic() + longest_s
    while True:
        try:
            process.wait(_LOOK_EVERY_S)
            return
        except subprocess.TimeoutExpired:
            if cancelled.is_set():
                raise Cancelled from None
            if monotonic() > give_up_at:
                raise DeckError("office.too_slow", seconds=f"{longest_s:g}") from None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice through its guard, and what is left by force."""
    if process.stdin is not None:
        process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_PATIENCE_S)
    guard.end_tree(process)
    process.wait()
