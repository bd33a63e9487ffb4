"""`python -m server WORD`: serve, sessions, report, class."""

import argparse
import asyncio
import errno
import logging
import os
import socket
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from assets.sentences import Language, sentence, system_language
from server.eventlog import LogError
from server.eventlog.sqlite import SqliteLog
from server.log_file import LOG_FILE, logging_to
from server.protocol import RunningServer, SessionRow
from server.running import DATABASE_FILE, AlreadyRunning, Claim, data_folder

FAILED = 1
ALREADY_RUNNING = 3
INTERRUPTED = 130

log_ = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns the exit code: 0, 1 (said why), 2 (usage), 3 (already running) or
    130 (interrupted). Whatever goes wrong is one sentence; the trace of a mistake of ours is logged."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = system_language()
    parser = _parser(language, words)
    args = parser.parse_args(words)
    data = data_folder(getattr(args, "data", None))
    before = os.umask(0o077)  # names and answers are nobody else's business on a shared machine
    try:
        return _carry_out(args, data, language)
    except AlreadyRunning:
        _complain(sentence("server.already_running", language, data=data))
        return ALREADY_RUNNING
    except LogError as error:
        _complain(sentence(error.code, language, **error.values))
        return FAILED
    except BrokenPipeError:  # `sessions | head`: whoever listened has heard enough
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - kept to the end, which flushes it
        return FAILED
    except OSError as error:
        code = "server.disk_full" if error.errno == errno.ENOSPC else "server.folder_unusable"
        _complain(sentence(code, language, path=error.filename or data))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        kept = "server.mistake_kept" if _keep_trace(data) else "server.mistake"
        _complain(sentence(kept, language, path=data / LOG_FILE))
        return FAILED
    finally:
        os.umask(before)


def _carry_out(args: argparse.Namespace, data: Path, language: Language) -> int:
    match args.word:
        case "serve":
            return _serve(args, data, language)
        case "sessions":
            return _sessions(args, data, language)
        case "report":
            return _report(args, data, language)
        case _:
            from server.rehearsal import cli as rehearsal

            return rehearsal.run(args)


def _parser(language: Language, words: list[str]) -> argparse.ArgumentParser:
    def say(code: str) -> str:
        return sentence(f"server.help.{code}", language)

    parser = argparse.ArgumentParser(prog="python -m server", description=say("program"))
    commands = parser.add_subparsers(dest="word", required=True, metavar="WORD")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, metavar="DIR", help=say("data"))

    serve = commands.add_parser("serve", parents=[shared], help=say("serve"))
    serve.add_argument("--phone-port", type=port, metavar="N", help=say("phone_port"))
    serve.add_argument("--speed", type=speed, default=1.0, metavar="X", help=say("speed"))
    serve.add_argument("--stay", action="store_true", help=say("stay"))
    serve.add_argument("--name", action="append", default=[], metavar="NAME", help=say("name"))
    serve.add_argument("--shared", action="store_true", help=say("shared"))

    sessions = commands.add_parser("sessions", parents=[shared], help=say("sessions"))
    files = sessions.add_subparsers(dest="file_word", metavar="WORD")
    # Not to be set again by what the second word says nothing of.
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=say("data"))
    exporting = files.add_parser("export", parents=[folder], help=say("sessions_export"))
    exporting.add_argument("session", metavar="SESSION", help=say("session"))
    exporting.add_argument("--out", type=Path, metavar="FILE", help=say("session_file"))
    importing = files.add_parser("import", parents=[folder], help=say("sessions_import"))
    importing.add_argument("file", type=Path, metavar="FILE", help=say("session_file"))

    report = commands.add_parser("report", parents=[shared], help=say("report"))
    report.add_argument("session", metavar="SESSION", help=say("session"))
    report.add_argument("--out", type=Path, metavar="DIR", help=say("out"))

    rehearsal = commands.add_parser("class", help=say("class"))
    if words[:1] == ["class"]:  # what it needs is loaded for nothing else
        from server.rehearsal.cli import add_arguments

        add_arguments(rehearsal)
    return parser


def _serve(args: argparse.Namespace, data: Path, language: Language) -> int:
    from server.app import Settings, serve

    def announce(running: RunningServer, state_file: Path) -> None:
        for address in _addresses():
            url = f"http://{address}:{running.phone_port}/"
            print(sentence("server.serving", language, url=url), flush=True)
        print(sentence("server.state_file", language, path=state_file), flush=True)

    settings = Settings(data, args.phone_port, args.speed, args.stay, args.shared, names=tuple(args.name))
    asyncio.run(serve(settings, announce))
    return 0


def _sessions(args: argparse.Namespace, data: Path, language: Language) -> int:
    match args.file_word:
        case "export":
            return _export(args, data, language)
        case "import":
            return _import(args, data, language)
        case _:
            return _list_sessions(data, language)


def _export(args: argparse.Namespace, data: Path, language: Language) -> int:
    from server.archive import pack

    log = _open_log(data)
    try:
        session_id = _chosen(log.sessions(), args.session)
        body = pack(session_id, log.read_from(session_id, 1), log.read_picture)
    finally:
        log.close()
    path = args.out or Path(f"{session_id}.handsup")
    path.write_bytes(body)
    _note_exports(data, session_id, ("handsup",), language)
    print(path)
    return 0


def _import(args: argparse.Namespace, data: Path, language: Language) -> int:
    from server.archive import LARGEST_FILE, take_in, unpack

    with args.file.open("rb") as file:
        archived = unpack(file.read(LARGEST_FILE + 1))
    claim = Claim(data).take()  # a running server would not know of it
    try:
        log = SqliteLog(data / DATABASE_FILE)
        try:
            imported = take_in(log, archived, int(time.time() * 1000))
        finally:
            log.close()
    finally:
        claim.release()
    code = "server.imported" if imported else "server.here_already"
    print(sentence(code, language, session=archived.session_id))
    return 0


def _list_sessions(data: Path, language: Language) -> int:
    log = _open_log(data)
    try:
        rows = log.sessions()
    finally:
        log.close()
    if not rows:
        print(sentence("server.sessions.none", language))
        return 0
    print(sentence("server.sessions.heading", language))
    for row in rows:
        print(_line(row, language))
    return 0


def _line(row: SessionRow, language: Language) -> str:
    began = datetime.fromtimestamp(row.opened_at_ms / 1000)
    marks = [
        sentence(f"server.sessions.{mark}", language)
        for mark, holds in (
            ("rehearsal", row.rehearsal),
            ("not_ended", row.ended_at_ms is None),
            ("summarised", row.summarised),
        )
        if holds
    ]
    counts = f"{row.joined:>6} {row.rounds:>6} {row.answers:>7}"
    return "  ".join([row.session_id, f"{began:%Y-%m-%d %H:%M}", counts, row.title, *marks]).rstrip()


def _report(args: argparse.Namespace, data: Path, language: Language) -> int:
    from server.reports import ReportError, write_report
    from server.statistics.session import measure

    log = _open_log(data)
    try:
        session_id = _chosen(log.sessions(), args.session)
        figures = measure(session_id, log.read_from(session_id, 1))
    finally:
        log.close()
    try:
        written = write_report(figures, args.out or Path(session_id), language)
    except ReportError as error:
        _complain(sentence(error.code, language, **error.values))
        return FAILED
    _note_exports(data, session_id, [path.suffix.removeprefix(".") for path in written], language)
    for path in written:
        print(path)
    return 0


def _note_exports(data: Path, session_id: str, kinds: Iterable[str], language: Language) -> None:
    """Remember what was made of a session, for the day it is erased: beside a server that is running, whose
    log lets another program write a line between two of its own. Who can't has the files all the same."""
    try:
        log = SqliteLog(data / DATABASE_FILE)
        try:
            for kind in kinds:
                log.note_export(session_id, kind, int(time.time() * 1000))
        finally:
            log.close()
    except LogError:
        _complain(sentence("server.export_not_noted", language))


def _chosen(rows: Sequence[SessionRow], word: str) -> str:
    """The session that `word` means: its id, the beginning of it, or "last"."""
    if word == "last" and rows:
        return rows[0].session_id
    found = [row.session_id for row in rows if row.session_id.startswith(word)]
    if word in found:
        return word
    if len(found) != 1:
        raise LogError("server.several_sessions" if found else "server.no_such_session", session=word)
    return found[0]


def _open_log(data: Path) -> SqliteLog:
    """The log for reading; a file of an older version is migrated unless a server holds it."""
    path = data / DATABASE_FILE
    try:
        return SqliteLog(path, read_only=True)
    except LogError as error:
        if error.code != "server.data_other_version":
            raise
    claim = Claim(data).take()
    try:
        return SqliteLog(path)
    finally:
        claim.release()


def _addresses() -> list[str]:
    """This machine's addresses, the one that leads outside first; loopback where there is no other."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it asks the system which way it would go
            found.append(probe.getsockname()[0])
        except OSError:
            pass
    return found or ["127.0.0.1"]


def port(text: str) -> int:
    """A port's number; 0 is any. Raises `ValueError`."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError(text)
    return number


def speed(text: str) -> float:
    """How fast time runs. Raises `ValueError`."""
    factor = float(text)
    if not 0 < factor <= 1000:
        raise ValueError(text)
    return factor


def _keep_trace(data: Path) -> bool:
    """Log the exception under way; whether that was possible."""
    try:
        (data / LOG_FILE).open("a").close()
    except OSError:
        return False
    with logging_to(data):
        log_.exception("a mistake of ours")
    return True


def _complain(text: str) -> None:
    print(text, file=sys.stderr)
