"""The real server process: its start, its end, and what is in its way."""

import json
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from server.app import Settings, allow_files, listen_for_phones, serve
from server.cli import main
from server.protocol import (
    EndSession,
    EraseParticipant,
    EraseSession,
    HostWelcome,
    ListSessions,
    OpenSession,
    ParticipantErased,
    RunningServer,
    SessionErased,
    Trouble,
)
from server.running import AlreadyRunning, Claim, keep_phone_port, kept_phone_port, read_running

REPOSITORY = Path(__file__).parents[2]


def run(*words: str, language: str = "en", launcher: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*launcher, sys.executable, "-m", "server", *words],
        cwd=REPOSITORY,
        env={**os.environ, "HANDSUP_LANGUAGE": language},
        capture_output=True,
        text=True,
        timeout=60,
    )


def all_there(listed: str) -> bool:
    paths = listed.splitlines()
    return bool(paths) and all(Path(path).stat().st_size for path in paths)


async def test_the_state_file_is_only_for_its_user_and_goes_with_the_server(server_process) -> None:
    await server_process.start("--phone-port", "0")
    path = server_process.data / "server.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    state = json.loads(path.read_text())
    assert set(state) == {"pid", "host_port", "phone_port", "secret", "started", "version"}
    assert state["pid"] == server_process.process.pid
    assert await server_process.stop() == 0
    assert not path.exists()


async def test_a_second_server_on_the_same_data_ends_with_a_sentence(server_process) -> None:
    await server_process.start("--phone-port", "0")
    second = run("serve", "--data", str(server_process.data), "--phone-port", "0")
    assert second.returncode == 3
    assert second.stderr.count("\n") == 1
    assert "already runs" in second.stderr
    assert read_running(server_process.data) == server_process.running


async def test_told_to_end_it_says_good_bye_and_keeps_the_session(server_process, deck_summary) -> None:
    await server_process.start("--phone-port", "0")
    host = await server_process.host()
    await host.do(lambda ref: OpenSession(ref, deck_summary))
    phone = await server_process.phone("0" * 32)
    await phone.hello()
    await phone.join("Ann")
    server_process.process.send_signal(signal.SIGTERM)
    assert await phone.hear_close() == 1012
    async for _ in host.socket:
        pass
    assert host.socket.close_code == 1001
    assert await server_process.stop() == 0
    log = server_process.log()
    assert "went_silent" not in [one.event.__struct_config__.tag for one in log]
    names = b"".join(path.read_bytes() for path in server_process.data.glob("server.log*"))
    assert b"Ann" not in names
    assert b"127.0.0.1" not in names


async def test_a_fast_server_says_so_and_goes_on_where_it_was(server_process, deck_summary) -> None:
    await server_process.start("--phone-port", "0", "--speed", "1000")
    host = await server_process.host()
    welcome = await host.hear()
    assert isinstance(welcome, HostWelcome)
    assert welcome.speed == 1000
    await host.do(lambda ref: OpenSession(ref, deck_summary))
    await server_process.stop(signal.SIGKILL)
    last_ms = server_process.log()[-1].at_ms
    await server_process.start("--phone-port", "0")
    welcome = await (await server_process.host()).hear()
    assert isinstance(welcome, HostWelcome)
    assert welcome.now_ms >= last_ms
    assert welcome.session is not None


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems with Unix permissions")
async def test_a_read_only_file_is_trouble_until_it_can_be_written(
    server_process, unprivileged, empty_log, deck_summary
) -> None:
    server_process.data.mkdir()
    path = server_process.data / "sessions.sqlite"
    path.write_bytes(empty_log.read_bytes())
    path.chmod(0o444)
    await server_process.start("--phone-port", "0", launcher=unprivileged)
    host = await server_process.host()
    trouble = await host.hear_until(Trouble)
    assert trouble.code == "server.data_read_only"
    assert await host.refused(lambda ref: OpenSession(ref, deck_summary)) == "server.data_read_only"
    path.chmod(0o644)
    await host.hear_until(Trouble, lambda message: message.code == "")
    await host.do(lambda ref: OpenSession(ref, deck_summary))
    await host.do(EndSession)


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems with Unix permissions")
async def test_a_folder_that_can_not_be_written_is_named(server_process, unprivileged) -> None:
    server_process.data.mkdir(0o555)
    with pytest.raises(AssertionError, match="Handsup can't use"):
        await server_process.start("--phone-port", "0", launcher=unprivileged)
    assert server_process.process.returncode == 1
    server_process.data.chmod(0o755)


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "is damaged or is no file of Handsup's"), ("zh", "已损坏")]
)
def test_a_damaged_file_is_named_and_left_alone(tmp_path: Path, language: str, sentence: str) -> None:
    path = tmp_path / "sessions.sqlite"
    path.write_bytes(b"No database at all. " * 500)
    for words in (("serve", "--phone-port", "0"), ("sessions",), ("report", "last")):
        ended = run(*words, "--data", str(tmp_path), language=language)
        assert ended.returncode == 1
        assert sentence in ended.stderr
        assert "Traceback" not in ended.stderr
    assert path.read_bytes() == b"No database at all. " * 500


async def test_sessions_are_listed_and_reported_while_the_server_runs(
    server_process, deck_summary, tmp_path
) -> None:
    await server_process.start("--phone-port", "0")
    data = str(server_process.data)
    assert "No session" in run("sessions", "--data", data).stdout
    host = await server_process.host()
    await host.do(lambda ref: OpenSession(ref, deck_summary, rehearsal=True))
    listed = run("sessions", "--data", data).stdout
    assert "A lesson" in listed
    assert "(rehearsal)" in listed
    assert "(not ended)" in listed
    session_id = listed.splitlines()[1].split()[0]
    for word in ("last", session_id, session_id[:6]):
        written = run("report", word, "--data", data, "--out", str(tmp_path / "out"))
        assert written.returncode == 0, written.stderr
        assert all_there(written.stdout)
    missing = run("report", "1999", "--data", data)
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)


async def test_what_the_command_line_exports_beside_a_running_server_is_named_when_it_is_erased(
    server_process, deck_summary, tmp_path
) -> None:
    await server_process.start("--phone-port", "0")
    data = str(server_process.data)
    host = await server_process.host()
    await host.do(lambda ref: OpenSession(ref, deck_summary))
    assert run("report", "last", "--data", data, "--out", str(tmp_path / "out")).returncode == 0
    file = tmp_path / "lesson.handsup"
    assert run("sessions", "export", "last", "--data", data, "--out", str(file)).returncode == 0
    session_id = server_process.session_id()
    erased = await host.ask(lambda ref: EraseParticipant(ref, session_id, "nobody"))
    assert isinstance(erased, ParticipantErased)
    assert {one.kind for one in erased.exports} == {"html", "xlsx", "csv", "handsup"}
    await host.do(EndSession)
    gone = await host.ask(lambda ref: EraseSession(ref, session_id))
    assert isinstance(gone, SessionErased)
    assert gone.exports == erased.exports


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems with Unix permissions")
@pytest.mark.parametrize(
    ("language", "said"), [("en", "This export could not be noted"), ("zh", "这次导出没能记下来")]
)
async def test_who_can_not_note_an_export_has_the_file_all_the_same(
    server_process, unprivileged, deck_summary, tmp_path, language: str, said: str
) -> None:
    await server_process.start("--phone-port", "0")
    host = await server_process.host()
    await host.do(lambda ref: OpenSession(ref, deck_summary))
    await server_process.stop()
    (server_process.data / "sessions.sqlite").chmod(0o444)
    for words in (("report", "last"), ("sessions", "export", "last")):
        out = tmp_path / words[0]
        options = ("--data", str(server_process.data), "--out", str(out))
        ended = run(*words, *options, language=language, launcher=unprivileged)
        assert ended.returncode == 0
        assert said in ended.stderr
        assert ended.stderr.count("\n") == 1
        assert all_there(ended.stdout)


def test_without_any_data_the_list_says_so(tmp_path: Path) -> None:
    ended = run("sessions", "--data", str(tmp_path / "nowhere"), language="zh")
    assert ended.returncode == 1
    assert "还没有保存过课" in ended.stderr
    assert not (tmp_path / "nowhere").exists()


def test_a_port_in_use_leads_to_the_next() -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        sockets = listen_for_phones(port)
        found = sockets[0].getsockname()[1]
        for one in sockets:
            one.close()
    assert found != port


def test_a_claim_is_for_one_server_alone(tmp_path: Path) -> None:
    first = Claim(tmp_path).take()
    with pytest.raises(AlreadyRunning):
        Claim(tmp_path).take()
    running = RunningServer(1, 2, 3, "secret", 4, "5")
    first.publish(running)
    assert read_running(tmp_path) == running
    assert [path.name for path in tmp_path.glob("server.json*")] == ["server.json"]
    first.release()
    assert read_running(tmp_path) is None
    Claim(tmp_path).take().release()


def test_a_state_file_that_is_none_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "server.json").write_text('{"pid": "many"}')
    assert read_running(tmp_path) is None


async def test_it_ends_by_itself_when_no_host_comes(tmp_path: Path) -> None:
    told: list[RunningServer] = []
    settings = Settings(tmp_path, phone_port=0, alone_s=0.01)
    await serve(settings, lambda running, _: told.append(running))
    assert len(told) == 1
    assert read_running(tmp_path) is None


async def test_phones_find_the_server_where_it_was_the_day_before(tmp_path: Path) -> None:
    told: list[RunningServer] = []
    settings = Settings(tmp_path, alone_s=0.01)
    with socket.create_server(("0.0.0.0", 0)) as free:
        port = free.getsockname()[1]
    keep_phone_port(tmp_path, port)
    for _ in range(2):
        await serve(settings, lambda running, _: told.append(running))
    assert [running.phone_port for running in told] == [port, port]


async def test_a_port_that_was_wanted_once_is_not_remembered(tmp_path: Path) -> None:
    keep_phone_port(tmp_path, 8799)
    await serve(Settings(tmp_path, phone_port=0, alone_s=0.01), lambda *_: None)
    assert kept_phone_port(tmp_path) == 8799


@pytest.mark.parametrize("text", ["", "many", "0", "65536", "-1", "8765 8766", "8" * 5000, "٨٧٦٥"])
def test_a_remembered_port_that_is_none_is_forgotten(tmp_path: Path, text: str) -> None:
    (tmp_path / "phone_port").write_text(text, encoding="utf-8")
    assert kept_phone_port(tmp_path) is None


async def test_the_programs_log_holds_no_names_and_no_answers(server_process, deck_summary) -> None:
    await server_process.start("--phone-port", "0")
    host = await server_process.host()
    assert isinstance(await host.hear(), HostWelcome)
    await host.do(lambda ref: OpenSession(ref, deck_summary))
    phone = await server_process.phone("1" * 32)
    await phone.hello()
    await phone.join("Rumpelstilzchen")
    await phone.socket.send_str('{"type":"join","name":"Rumpelstilzchen\\udcff"}')  # it could stumble here
    await phone.hear()
    await host.open("poll")
    await phone.hear()
    await phone.answer("poll", 1, 0)
    await host.close("poll")
    await host.do(EndSession)
    (row,) = (await host.ask(ListSessions)).sessions
    erased = await host.ask(lambda ref: EraseParticipant(ref, row.session_id, "Rumpelstilzchen"))
    assert isinstance(erased, ParticipantErased)
    url = f"http://127.0.0.1:{server_process.running.phone_port}/receipt"
    for code in ("RUMPELSTILZC", "Rumpelstilzchen" * 10):
        await server_process.client.post(url, json={"code": code})
    await server_process.stop()
    logged = (server_process.data / "server.log").read_text()
    assert "started" in logged
    for secret in ("umpelstilz", "UMPELSTILZ", "1" * 32, server_process.running.secret, "127.0.0.1"):
        assert secret not in logged


class Stingy:
    """A system that lets no limit above `most` be set."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.set_to: list[int] = []

    def __call__(self, wanted: int) -> None:
        if wanted > self.most:
            raise ValueError("not allowed to raise maximum limit")
        self.set_to.append(wanted)


@pytest.mark.parametrize(
    ("soft", "hard", "most", "expected"),
    [
        (1024, 1_048_576, 1_048_576, 65536),
        (256, -1, 24576, 24576),
        (256, -1, 10240, 10240),
        (256, -1, 100, 256),
        (1024, 20_000, 20_000, 10240),
        (256, 2048, 2048, 2048),
        (65536, -1, 1_000_000, 65536),
        (-1, -1, 1_000_000, -1),
    ],
)
def test_as_many_files_are_allowed_as_the_system_lets_be(
    soft: int, hard: int, most: int, expected: int
) -> None:
    system = Stingy(most)
    assert allow_files(soft, hard, system) == expected
    assert system.set_to == ([] if expected == soft else [expected])


async def test_the_log_says_how_many_sockets_may_be_open(server_process) -> None:
    await server_process.start("--phone-port", "0")
    await server_process.stop()
    assert "files and sockets may be open" in (server_process.data / "server.log").read_text()


async def test_a_damaged_session_does_not_keep_the_server_from_starting(server_process, deck_summary) -> None:
    await server_process.start("--phone-port", "0")
    host = await server_process.host()
    await host.do(lambda ref: OpenSession(ref, deck_summary))
    await server_process.stop()
    with closing(sqlite3.connect(server_process.data / "sessions.sqlite")) as other, other:
        other.execute("UPDATE events SET body = 'no JSON'")
    await server_process.start("--phone-port", "0")
    welcome = await (await server_process.host()).hear()
    assert isinstance(welcome, HostWelcome)
    assert welcome.session is None
    assert await server_process.stop() == 0


@pytest.mark.parametrize(("language", "sentence"), [("en", "Something went wrong"), ("zh", "内部出错")])
def test_a_mistake_of_ours_is_a_sentence_and_its_trace_stands_in_the_log(
    tmp_path: Path, language: str, sentence: str
) -> None:
    ended = run_with_a_mistake("sessions", "--data", str(tmp_path), language=language)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert sentence in ended.stderr
    assert str(tmp_path / "server.log") in ended.stderr
    assert "nobody foresaw this" in (tmp_path / "server.log").read_text()


def test_a_mistake_without_a_folder_to_log_to_is_a_sentence_too(tmp_path: Path) -> None:
    ended = run_with_a_mistake("sessions", "--data", str(tmp_path / "nowhere"))
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "nowhere" not in ended.stderr
    assert not (tmp_path / "nowhere").exists()


MISTAKEN = """
import sys
from server import cli

def fail(*_):
    raise AssertionError("nobody foresaw this")

cli._open_log = fail
sys.exit(cli.main())
"""


def run_with_a_mistake(*words: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", MISTAKEN, *words],
        cwd=REPOSITORY,
        env={**os.environ, "HANDSUP_LANGUAGE": language},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems with Unix permissions")
async def test_everything_the_server_and_its_commands_write_is_for_their_user_alone(
    server_process, deck_summary, tmp_path
) -> None:
    await server_process.start("--phone-port", "0")
    host = await server_process.host()
    await host.do(lambda ref: OpenSession(ref, deck_summary))
    await server_process.stop()
    out = tmp_path / "out"
    assert run("report", "last", "--data", str(server_process.data), "--out", str(out)).returncode == 0
    written = [server_process.data, *server_process.data.iterdir(), out, *out.iterdir()]
    assert len(written) > 5
    assert [path for path in written if path.stat().st_mode & 0o077] == []


def test_the_command_line_leaves_the_umask_as_it_was(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        assert main(["sessions", "--data", str(tmp_path / "nowhere")]) == 1
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)
