"""The process that turns one Windows metafile (EMF, WMF) on stdin into an SVG drawing on stdout.

A metafile is a program of its own and may take long or much memory, so it gets a process that can be
ended. It comes after its length, eight bytes little-endian; stdin stays open as long as somebody waits
for the drawing, and the process ends with it. The command line says how nice it is to others (Unix's
niceness; elsewhere it isn't).
"""

import os
import struct
import sys
import threading

from metafile_render import MetafileError, render_metafile

MOST_MEMORY = 1024 * 2**20
LONGEST_S = 4


def main() -> int:
    """Exit code 1 if it can't be drawn."""
    _bound()
    (size,) = struct.unpack("<Q", sys.stdin.buffer.read(8))
    data = sys.stdin.buffer.read(size)
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    try:
        result = render_metafile(data, output_format="svg", backend="replay")
    except (MetafileError, ArithmeticError, LookupError, ValueError, MemoryError, RecursionError):
        return 1
    sys.stdout.buffer.write(result.data)
    return 0


def _end_with_stdin() -> None:
    os.read(0, 1)
    os._exit(1)


def _bound() -> None:
    if sys.platform != "win32":
        import resource

        os.nice(int(sys.argv[1]))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_S, LONGEST_S))


if __name__ == "__main__":
    sys.exit(main())
