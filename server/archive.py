"""A session as one file: for a backup, or for another laptop. What comes in is never trusted.

A file is a ZIP archive of `manifest.json`, `events.jsonl` (one event a line, in order) and `pictures/SHA256`,
one for each picture of a question that is kept.
"""

import hashlib
import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from decks.questions.model import LONGEST_TEXT, TextAnswer, WordsAnswer
from server.eventlog import EventLog, LogError
from server.events import (
    Answered,
    Event,
    FeedbackGiven,
    Judged,
    Opened,
    QuestionAdded,
    Recorded,
    Summarised,
    TraineeAsked,
)
from server.names import clean
from server.picture_kind import kind_of
from server.protocol import LONGEST_ASKED, AskNow, EndSession, SessionRow, TextSubject
from server.question_pictures import LARGEST
from server.session import LookBack, Refusal, Session
from server.typed_text import clean_answer, clean_line, clean_text

FORMAT = 1
LARGEST_FILE = 64 * 1024 * 1024
"""Of an archive, in bytes."""

_MOST_EVENTS = 1_000_000
_LARGEST_LOG = 128 * 1024 * 1024
_LARGEST_DIRECTORY = 1024 * 1024
_LARGEST_MANIFEST = 256 * 1024
_MOST_PICTURES = 500
_LAST_MS = 253_402_300_799_999  # the end of the year 9999: later times have no date
_SESSION_ID = re.compile(r"[0-9A-Za-z._-]{1,64}")
_SHA256 = re.compile(r"[0-9a-f]{64}")

_END_RECORD = struct.Struct("<4s4H2LH")

_MANIFEST = "manifest.json"
_EVENTS = "events.jsonl"
_PICTURES = "pictures/"


class Manifest(msgspec.Struct, frozen=True):
    """What an archive says of itself. `sha256` is that of `events.jsonl`, in hex."""

    format: int
    session_id: str
    events: int
    sha256: str
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Archived:
    """What is in an archive."""

    session_id: str
    log: tuple[Recorded, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # by their SHA-256, in hex


def pack(session_id: str, log: Sequence[Recorded], read_picture: Callable[[str], bytes | None]) -> bytes:
    """The session as a file. A picture that isn't kept any more is left out."""
    lines = b"".join(_line(one) for one in log)
    found = {sha256: read_picture(sha256) for sha256 in sorted(pictures_named(log))}
    pictures = {sha256: body for sha256, body in found.items() if body is not None}
    manifest = Manifest(FORMAT, session_id, len(log), hashlib.sha256(lines).hexdigest(), tuple(pictures))
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_MANIFEST, msgspec.json.encode(manifest))
        archive.writestr(_EVENTS, lines)
        for sha256, body in pictures.items():
            archive.writestr(f"{_PICTURES}{sha256}", body, zipfile.ZIP_STORED)
    return page.getvalue()


def unpack(body: bytes) -> Archived:
    """What is in a file that comes from anywhere. A session that goes on where it was packed is over here.

    Raises `LogError` if it is no archive, is damaged, too large or of a newer version."""
    if len(body) > LARGEST_FILE:
        raise LogError("server.archive_too_large")
    if not _directory_fits(body):
        raise LogError("server.archive_damaged")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return _read(archive)
    except LogError:
        raise
    except Exception as error:  # whatever bytes these are, and whatever they make our own rules stumble over
        raise LogError("server.archive_damaged") from error


def take_in(log: EventLog, archived: Archived, now_ms: int) -> bool:
    """Keep a session that comes from elsewhere; False if it is here already, just so. Raises `LogError`,
    and keeps nothing, if there is another of the same name."""
    kept = log.read_from(archived.session_id, 1)
    if kept and list(kept) != list(archived.log):
        raise LogError("server.session_differs", session=archived.session_id)
    for sha256, body in archived.pictures.items():
        log.keep_picture(sha256, body, now_ms)
    if not kept:
        log.append(archived.session_id, archived.log)
    return not kept


def pictures_named(log: Sequence[Recorded]) -> frozenset[str]:
    """The hashes of the pictures that the session's questions have."""
    if not log:
        return frozenset()
    first = log[0].event
    if isinstance(first, Opened):
        named = {place.question.picture for place in first.deck.questions}
    elif isinstance(first, Summarised):
        named = {asked.question.picture for asked in first.figures.rounds}
    else:
        named = set()
    return frozenset(sha256 for sha256 in named if _SHA256.fullmatch(sha256))


def _line(one: Recorded) -> bytes:
    return msgspec.json.encode(one) + b"\n"


def _read(archive: zipfile.ZipFile) -> Archived:
    manifest = msgspec.json.decode(_inflate(archive, _MANIFEST, _LARGEST_MANIFEST), type=Manifest)
    if manifest.format > FORMAT:
        raise LogError("server.archive_newer")
    if not _SESSION_ID.fullmatch(manifest.session_id) or len(manifest.pictures) > _MOST_PICTURES:
        raise LogError("server.archive_damaged")
    lines = _inflate(archive, _EVENTS, _LARGEST_LOG)
    if hashlib.sha256(lines).hexdigest() != manifest.sha256:
        raise LogError("server.archive_damaged")
    log = tuple(_events(lines))
    if len(log) != manifest.events:
        raise LogError("server.archive_damaged")
    _check(manifest.session_id, log)
    pictures = dict(_pictures(archive, manifest, pictures_named(log)))
    return Archived(manifest.session_id, _ended(manifest.session_id, log), pictures)


def _directory_fits(body: bytes) -> bool:
    """Whether the archive's list of members is short: all of it is read before anything can be looked at
    (APPNOTE.TXT 4.3.16, end of central directory record). Archives of more than 4 GiB are none of ours."""
    place = body.rfind(b"PK\x05\x06", -(2**16 + _END_RECORD.size))
    if place < 0 or place + _END_RECORD.size > len(body):
        return False
    size = _END_RECORD.unpack_from(body, place)[5]
    return size <= _LARGEST_DIRECTORY and body[max(0, place - 20) : place][:4] != b"PK\x06\x07"


def _inflate(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A member, read only as far as it may be large: what the archive says of its size is not believed."""
    if archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise LogError("server.archive_damaged")  # the others can't be read by and by
    with archive.open(name) as member:
        body = member.read(most + 1)
    if len(body) > most:
        raise LogError("server.archive_too_large")
    return body


def _events(lines: bytes) -> Iterator[Recorded]:
    decode = msgspec.json.Decoder(Recorded).decode
    if lines.count(b"\n") > _MOST_EVENTS:
        raise LogError("server.archive_too_large")
    for seq, line in enumerate(lines.splitlines(), start=1):
        one = decode(line)
        if one.seq != seq or not 0 <= one.at_ms <= _LAST_MS:
            raise LogError("server.archive_damaged")
        yield one


def _pictures(
    archive: zipfile.ZipFile, manifest: Manifest, named: frozenset[str]
) -> Iterator[tuple[str, bytes]]:
    for sha256 in manifest.pictures:
        if sha256 not in named:
            raise LogError("server.archive_damaged")
        body = _inflate(archive, f"{_PICTURES}{sha256}", LARGEST)
        if hashlib.sha256(body).hexdigest() != sha256 or kind_of(body) is None:
            raise LogError("server.archive_damaged")
        yield sha256, body


# --- whether it is a session ---------------------------------------------------------------------


def _check(session_id: str, log: tuple[Recorded, ...]) -> None:
    """Go through the log as through one of our own: what our rules would not have let happen is refused."""
    if isinstance(log[0].event, Summarised):
        _check_summary(session_id, log)
        return
    if not isinstance(log[0].event, Opened):
        raise LogError("server.archive_damaged")
    session = Session(session_id)
    for one in log:
        if one.seq > 1 and isinstance(one.event, Opened | Summarised):
            raise LogError("server.archive_damaged")
        _check_event(session, one.event)
        session.apply(one)
    _measure(session_id, log)


def _check_event(session: Session, event: Event) -> None:
    if not _is_clean(event):
        raise LogError("server.archive_damaged")
    if isinstance(event, Answered):
        question = session.rounds[event.question_id, event.round].question
        if event.participant not in session.participants or not question.accepts(event.answer):
            raise LogError("server.archive_damaged")
        typed = isinstance(event.answer, TextAnswer | WordsAnswer)
        if typed and question.canonical(clean_answer(event.answer)) != event.answer:
            raise LogError("server.archive_damaged")
    if isinstance(event, QuestionAdded):
        decision = session.decide(AskNow(0, event.slide, event.question))
        if isinstance(decision, Refusal) or event not in decision:
            raise LogError("server.archive_damaged")
    if isinstance(event, FeedbackGiven):
        said = LookBack(event.participant, event.ratings, event.text)
        if session.decide(said) != (event,):
            raise LogError("server.archive_damaged")


def _is_clean(event: Event) -> bool:
    """Whether what was typed, but for answers, is as it comes in here: cleaned of what can't be seen, and no
    longer than it may be."""
    match event:
        case TraineeAsked(text=text):
            return bool(text) and clean_line(text, LONGEST_ASKED) == text
        case Judged(subject=TextSubject(text=text)):
            return clean_text(text, LONGEST_TEXT) == text
        case Opened(teams=names) | Summarised(teams=names):
            return all(clean(name) == name for name in names)
    typed = (getattr(event, kind, "") for kind in ("name", "number", "team"))
    return all(clean(text) == text for text in typed)


def _check_summary(session_id: str, log: tuple[Recorded, ...]) -> None:
    row = _measure(session_id, log)
    if len(log) != 1 or row.session_id != session_id or not row.summarised:
        raise LogError("server.archive_damaged")
    summary = log[0].event
    assert isinstance(summary, Summarised)
    # Nothing that a trainee typed stands in a summary of ours.
    figures = summary.figures
    said = () if figures.feedback is None else figures.feedback.texts
    typed = [figures.participants, said, *((asked.words, asked.texts) for asked in figures.rounds)]
    if any(map(any, typed)) or not _is_clean(summary):
        raise LogError("server.archive_damaged")


def _measure(session_id: str, log: tuple[Recorded, ...]) -> SessionRow:
    from server.statistics.session import measure

    return measure(session_id, log).session


def _ended(session_id: str, log: tuple[Recorded, ...]) -> tuple[Recorded, ...]:
    """The log with an end: the server takes up a session without one as if it were its own."""
    session = Session.fold(session_id, log)
    ending = session.decide(EndSession(0))
    assert not isinstance(ending, Refusal)
    at_ms = session.last_at_ms
    return (*log, *(Recorded(len(log) + place, at_ms, event) for place, event in enumerate(ending, 1)))
