"""How far the simulated class has come."""

import msgspec


class Progress(msgspec.Struct):
    """Counts over all phones. `answered` counts answers given, changed ones again, resent ones not;
    each of them ends up `acknowledged` or `refused`, or is still under way."""

    joined: int = 0
    answered: int = 0
    acknowledged: int = 0
    refused: int = 0
    reconnects: int = 0
    feedback: int = 0  # how many said how it was
