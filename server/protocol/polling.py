"""What carries the phone's messages where a WebSocket doesn't get through: a POST, and a GET that waits."""

import msgspec

PHONE_SAY_PATH = "/phone/say"
PHONE_HEAR_PATH = "/phone/hear"
LINE_HEADER = "Handsup-Line"
"""32 hex digits, drawn by the page for each line that it opens."""


class Heard(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the server has said on a line. Messages are numbered from 1; `last` is the number of the last one
    here, or of the last one acknowledged if there is none. They are kept until a later `after` names them."""

    last: int
    messages: tuple[msgspec.Raw, ...] = ()
