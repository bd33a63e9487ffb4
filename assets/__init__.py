"""Everything that is not code: the phone's page, icons, sentences, translations and bundled decks."""

from pathlib import Path

ASSETS = Path(__file__).parent
