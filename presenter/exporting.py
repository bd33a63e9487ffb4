"""What the review asks for: carried out by whoever can talk to the server."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ExportKind = Literal["csv", "xlsx", "html"]


@dataclass(frozen=True, slots=True)
class ExportWish:
    """Write the session's figures as `kind` to `path`, which the trainer has chosen."""

    session_id: str
    kind: ExportKind
    path: Path
