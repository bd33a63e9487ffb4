"""The process that turns one Windows metafile (EMF, WMF) on stdin into an SVG drawing on stdout.

A metafile is a program of its own and may take long or much memory, so it gets a process that can be
ended.
"""

import sys

from metafile_render import MetafileError, render_metafile

MOST_MEMORY = 1024 * 2**20
LONGEST_S = 4


def main() -> int:
    """Exit code 1 if it can't be drawn."""
    _bound()
    try:
        result = render_metafile(sys.stdin.buffer.read(), output_format="svg", backend="replay")
    except (MetafileError, ArithmeticError, LookupError, ValueError, MemoryError, RecursionError):
        return 1
    sys.stdout.buffer.write(result.data)
    return 0


def _bound() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_S, LONGEST_S))


if __name__ == "__main__":
    sys.exit(main())
