"""`python -m presenter [DECK]` and `python -m presenter rehearse [DECK]`."""

import sys

from presenter.cli import main

sys.exit(main(sys.argv[1:]))
