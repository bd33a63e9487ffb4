"""`python -m decks`: draw a deck's slides, or say what is wrong with it."""

import signal
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # until there is somebody to take it

from decks.cli import main  # noqa: E402

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
