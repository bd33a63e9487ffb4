"""The simulated class as a process of its own."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

import msgspec
import pytest

from server.protocol import SlideQuestion
from server.rehearsal.cli import add_arguments, run
from server.rehearsal.progress import Progress

ROOT = Path(__file__).parents[3]
PROGRAM = (
    "import argparse, sys; from server.rehearsal.cli import add_arguments, run; "
    "p = argparse.ArgumentParser(); add_arguments(p); sys.exit(run(p.parse_args()))"
)


async def start(*arguments):
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, *arguments, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe
    )


def parse(*arguments):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(["--url", "ws://127.0.0.1:9/phone", *arguments])


async def test_the_questions_come_in_and_the_progress_goes_out(answer_server, question):
    held = await start("--url", answer_server.url, "--phones", "8", "--speed", "300", "--questions", "-")
    held.stdin.write(msgspec.json.encode([SlideQuestion(1, question)]))
    held.stdin.close()
    await answer_server.until(lambda: len(answer_server.names) == 8)
    await answer_server.ask(question)
    await answer_server.until(lambda: len(answer_server.saved) >= 5)
    await answer_server.close()
    await answer_server.end()
    out, err = await held.communicate()
    assert (held.returncode, err) == (0, b"")
    last = msgspec.json.decode(out.splitlines()[-1], type=Progress, strict=True)
    assert last.joined == 8
    assert last.answered == last.acknowledged + last.refused
    assert last.acknowledged >= len(answer_server.saved)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to send there")
async def test_it_stops_in_good_order_when_told_to(answer_server):
    held = await start("--url", answer_server.url, "--phones", "3", "--speed", "300")
    await answer_server.until(lambda: len(answer_server.names) == 3)
    held.send_signal(signal.SIGTERM)
    out, err = await held.communicate()
    assert (held.returncode, err) == (0, b"")
    assert msgspec.json.decode(out.splitlines()[-1], type=Progress).joined == 3


async def test_it_goes_when_nobody_reads_its_progress_any_more(answer_server, monkeypatch):
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)  # with it nothing is left to be flushed at the end
    held = await start("--url", answer_server.url, "--phones", "3", "--speed", "300")
    held.stdout._transport.close()
    assert await asyncio.wait_for(held.wait(), 20) == 0


@pytest.mark.parametrize("content", [b"", b"{}", b"[{}]", b"\xff\xfe"])
def test_questions_that_cannot_be_read_are_said_so(content, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("HANDSUP_LANGUAGE", "en")
    file = tmp_path / "questions.json"
    file.write_bytes(content)
    assert run(parse("--questions", str(file))) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("The questions for the simulated class can't be read: ")
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "arguments",
    [("--phones", "0"), ("--phones", "2001"), ("--speed", "0"), ("--speed", "inf"), ("--seconds", "-1")],
)
def test_what_makes_no_sense_is_refused(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        parse(*arguments)
    assert caught.value.code == 2
    assert arguments[0] in capsys.readouterr().err
