"""`python -m decks`: draw a deck's slides, or say what is wrong with it."""

import sys

from decks.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
