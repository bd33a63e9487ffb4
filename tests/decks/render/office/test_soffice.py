"""One run of LibreOffice, or of something that behaves badly in its place."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer

import pytest

from decks.model import DeckError
from decks.render.office.program import Program
from decks.render.office.soffice import Cancelled, make_pdf

Make = Callable[..., Program]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The folder to work in, with something to convert."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "deck.pptx").write_bytes(b"a deck")
    return folder


def run(program: Program, work: Path, cancelled: Event | None = None, longest_s: float = 20.0) -> Path:
    return make_pdf(program, work / "deck.pptx", work, cancelled or Event(), longest_s)


def is_gone(pid: int) -> bool:
    """Whether the process has ended; one that nobody has waited for yet has, too."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    about = Path(f"/proc/{pid}/stat")
    return about.exists() and about.read_text().rpartition(")")[2].split()[0] == "Z"


def wait_until(reached: Callable[[], bool]) -> bool:
    give_up_at = time.monotonic() + 10
    while not reached() and time.monotonic() < give_up_at:
        Event().wait(0.01)
    return reached()


def test_it_makes_a_pdf_with_a_profile_of_its_own(
    soffice: Make, work: Path, calls: Callable[[], list[list[str]]]
):
    pdf = run(soffice("write_pdf()"), work)
    assert pdf.read_bytes().startswith(b"%PDF")
    (words,) = calls()
    assert f"-env:UserInstallation={(work / 'profile').as_uri()}" in words
    assert {"--headless", "--norestore", "--nolockcheck"} <= set(words)
    assert any("ExportHiddenSlides" in word for word in words)
    settings = (work / "profile" / "user" / "registrymodifications.xcu").read_text()
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true' in settings
    assert 'oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true' in settings


def test_our_own_python_settings_are_not_its(soffice: Make, work: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    program = soffice('(here / "seen").write_text(os.environ.get("PYTHONPATH", "none"))\nwrite_pdf()')
    run(program, work)
    assert (work.parent / "seen").read_text() == "none"


@pytest.mark.parametrize("body", ["sys.exit(3)", "pass", "(folder / 'deck.pdf').touch()"])
def test_without_a_pdf_it_has_failed(soffice: Make, work: Path, body: str):
    with pytest.raises(DeckError, match=r"office\.failed"):
        run(soffice(body), work)


def test_a_program_that_does_not_start_has_failed(work: Path, tmp_path: Path):
    with pytest.raises(DeckError, match=r"office\.failed"):
        run(Program(tmp_path / "nothing", "1"), work)


def test_one_that_hangs_is_ended_with_its_children(
    soffice: Make, work: Path, calls: Callable[[], list[list[str]]]
):
    program = soffice("leave_child()\ntime.sleep(600)")
    with pytest.raises(DeckError) as caught:
        run(program, work, longest_s=0.6)
    assert (caught.value.code, caught.value.values) == ("office.too_slow", {"seconds": "0.6"})
    child = int((work.parent / "child").read_text())
    assert is_gone(int(calls()[0][0]))
    assert wait_until(lambda: is_gone(child))


def test_a_child_that_stays_behind_is_ended_too(soffice: Make, work: Path):
    run(soffice("write_pdf()\nleave_child()"), work)
    child = int((work.parent / "child").read_text())
    assert wait_until(lambda: is_gone(child))


def test_it_can_be_cancelled(soffice: Make, work: Path, calls: Callable[[], list[list[str]]]):
    cancelled = Event()
    program = soffice("time.sleep(600)")
    timer = Timer(0.3, cancelled.set)
    timer.start()
    with pytest.raises(Cancelled):
        run(program, work, cancelled)
    timer.join()
    assert all(is_gone(int(call[0])) for call in calls())
