"""What is kept of a session, and for how long: erasing it, or one person in it."""

from typing import Annotated

import msgspec
from msgspec import Meta

from server.protocol.people import ParticipantId
from server.protocol.values import Incoming, Outgoing, Ref

SessionId = Annotated[str, Meta(min_length=1, max_length=64)]


class EraseSession(Incoming, frozen=True, tag="erase_session"):
    """Erase a session with all that happened in it: answered by `SessionErased`. Refused while it is open."""

    ref: Ref
    session_id: SessionId


class EraseParticipant(Incoming, frozen=True, tag="erase_participant"):
    """Erase all that is kept of a participant, whether the session is open or over: answered by
    `ParticipantErased`. Its figures are then as if nobody had been there: they shrink."""

    ref: Ref
    session_id: SessionId
    participant: ParticipantId


KeepingCommand = EraseSession | EraseParticipant


class Exported(msgspec.Struct, frozen=True):
    """A file that was made of a session, and when last. `kind`: csv, xlsx, html or handsup. Where the file is
    kept, the server doesn't know."""

    kind: str
    at_ms: int


class SessionErased(Outgoing, frozen=True, tag="session_erased"):
    """Nothing is left of the session here. What was exported of it before still is where it was put."""

    ref: int
    exports: tuple[Exported, ...] = ()


class ParticipantErased(Outgoing, frozen=True, tag="participant_erased"):
    """Nothing is left of the participant here. What was exported of the session before still is where it was
    put, and may tell of them."""

    ref: int
    exports: tuple[Exported, ...] = ()
