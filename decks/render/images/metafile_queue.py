"""In which order metafiles are drawn."""

from enum import IntEnum

from decks.render.images.metafiles import Metafile


class Urgency(IntEnum):
    """Who waits for a metafile: somebody who wants a picture now, a picture that is prepared, nobody yet."""

    WANTED = 0
    PREPARED = 1
    AHEAD = 2


class MetafileQueue:
    """Metafiles that wait to be drawn: the most urgent first, of those wanted the newest, of others the
    oldest."""

    def __init__(self) -> None:
        self._waiting: dict[Urgency, dict[bytes, Metafile]] = {urgency: {} for urgency in Urgency}

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def add(self, metafile: Metafile, urgency: Urgency) -> None:
        """One more; if it is there already, it may only become more urgent."""
        known = next((at for at, waiting in self._waiting.items() if metafile.key in waiting), None)
        if known is not None:
            if known < urgency or known is urgency is not Urgency.WANTED:
                return
            del self._waiting[known][metafile.key]
        self._waiting[urgency][metafile.key] = metafile

    def take(self) -> tuple[Metafile, Urgency] | None:
        """The next, which is no longer here; `None` if there is none."""
        for urgency, waiting in self._waiting.items():
            if waiting:
                key = next(reversed(waiting) if urgency is Urgency.WANTED else iter(waiting))
                return waiting.pop(key), urgency
        return None

    def clear(self) -> None:
        """Forget all."""
        for waiting in self._waiting.values():
            waiting.clear()
