"""Who takes part: brought back, named, merged, removed, signed in. Both sockets' messages of it."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from server.protocol.values import Incoming, Name, Outgoing, Ref

ParticipantId = Annotated[str, Meta(min_length=1, max_length=32)]
NewParticipantId = Annotated[str, Meta(pattern="^[0-9a-f]{16}$", max_length=16)]
Number = Annotated[str, Meta(max_length=40)]
RosterCode = Annotated[str, Meta(max_length=40)]
TypedCode = Annotated[str, Meta(max_length=20)]


class Mark(StrEnum):
    """What the sign-in says of a participant."""

    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"


# --- phone → server ------------------------------------------------------------------------------


class Rejoin(Incoming, frozen=True, tag="rejoin"):
    """This phone belongs to the participant with this rejoin code, as typed: case, hyphens and spaces don't
    count, nor what follows the first six characters. Answered by the page's `Stage`, or `PhoneRefused`:
    code, joined, removed or too_fast."""

    code: TypedCode


class SignIn(Incoming, frozen=True, tag="sign_in"):
    """I am in the room: the code that stands on the projector. Answered by `SignedInNow`, or `PhoneRefused`:
    wrong_code, over, not_joined or too_fast."""

    code: TypedCode


# --- server → phone ------------------------------------------------------------------------------


class Removed(Outgoing, frozen=True, tag="removed"):
    """The trainer has taken this participant out of the session: a stage of its own."""

    session_id: str
    title: str
    code: str = ""  # the receipt, as in `Waiting`


class IsThisYou(Outgoing, frozen=True, tag="is_this_you"):
    """Number and code are right: whose they are. The phone joins with this name if it is so."""

    number: str
    name: str


class SignedInNow(Outgoing, frozen=True, tag="signed_in"):
    """The sign-in is on disk."""


# --- host → server -------------------------------------------------------------------------------


class RenameParticipant(Incoming, frozen=True, tag="rename_participant"):
    """Call a participant so (the name is cleaned). Refused in an anonymous session."""

    ref: Ref
    participant: ParticipantId
    name: Name


class MergeParticipants(Incoming, frozen=True, tag="merge_participants"):
    """These two are one person: `into` stays, with its own answers and, where it has none, the other's; the
    other's phones and sign-in follow."""

    ref: Ref
    participant: ParticipantId
    into: ParticipantId


class RemoveParticipant(Incoming, frozen=True, tag="remove_participant"):
    """Take somebody out: not counted any more, and their phones can't join again."""

    ref: Ref
    participant: ParticipantId


class AddParticipant(Incoming, frozen=True, tag="add_participant"):
    """Somebody without a phone takes part; `participant` is an id that the host draws. Where there is a
    roster, its `number` names the person."""

    ref: Ref
    participant: NewParticipantId
    name: Name = ""
    number: Number = ""
    team: Name = ""


class ReadPeople(Incoming, frozen=True, tag="read_people"):
    """Ask who takes part in the session: answered by `PeopleRead`."""

    ref: Ref


class StartSignIn(Incoming, frozen=True, tag="start_sign_in"):
    """Let everybody sign in; `SignInCode` tells what the projector shows."""

    ref: Ref


class StopSignIn(Incoming, frozen=True, tag="stop_sign_in"):
    """No more sign-ins by code."""

    ref: Ref


class MarkPresent(Incoming, frozen=True, tag="mark_present"):
    """The trainer's word on whether somebody is here."""

    ref: Ref
    participant: ParticipantId
    mark: Mark


PeopleCommand = (
    RenameParticipant
    | MergeParticipants
    | RemoveParticipant
    | AddParticipant
    | ReadPeople
    | StartSignIn
    | StopSignIn
    | MarkPresent
)
"""What the host asks of the people in its session."""

# --- server → host -------------------------------------------------------------------------------


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """One who takes part."""

    participant: str
    name: str = ""
    number: str = ""
    team: str = ""
    code: str = ""  # the six characters that bring a phone back
    joined_at_ms: int = 0
    connected: bool = False
    phones: int = 0  # how many have ever belonged to this participant
    answered: int = 0  # rounds
    mark: Mark | None = None
    by_hand: bool = False  # whether the trainer said so, and not the code
    removed: bool = False
    shown: bool = True  # whether the class may see the name


class Missing(msgspec.Struct, frozen=True):
    """One who is on the roster and has not joined."""

    number: str
    name: str


class PeopleRead(Outgoing, frozen=True, tag="people"):
    """Who takes part, in the order of joining, and at last the removed; and who of the roster is missing."""

    ref: int
    people: tuple[Person, ...]
    missing: tuple[Missing, ...] = ()


class SignInCode(Outgoing, frozen=True, tag="sign_in_code"):
    """What the projector shows for the next `left_ms` of server time; without a code the sign-in is over."""

    code: str
    left_ms: int = 0
