"""How much of a drawing could be drawn."""

from enum import IntEnum


class Completeness(IntEnum):
    """All of it; all of it but the finer look of something; not all of it.

    The process that draws metafiles exits with these numbers; 1 and 2 are what Python exits with when
    something goes wrong.
    """

    WHOLE = 0
    PLAINER = 3
    IN_PART = 4
