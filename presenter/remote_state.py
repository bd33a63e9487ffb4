"""Where the trainer's phone as a clicker stands."""

from dataclasses import dataclass

from server.protocol import CodeState


@dataclass(frozen=True, slots=True)
class RemoteState:
    """Where it stands. `possible`: a session is open and the server is there; `code` is empty unless it waits
    for its phone; `phones` were let in, `connected` of them have a line now."""

    possible: bool = False
    code: str = ""
    code_state: CodeState = CodeState.NONE
    phones: int = 0
    connected: int = 0
    notes: bool = False
