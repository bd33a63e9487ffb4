"""The process that turns one Windows metafile (EMF, WMF) on stdin into an SVG drawing on stdout.

A metafile is a program of its own and may take long or much memory, so it gets a process that can be
ended. It comes after its length, eight bytes little-endian; stdin stays open as long as somebody waits
for the drawing, and the process ends with it. The command line says how nice it is to others (Unix's
niceness; elsewhere it isn't). The exit code says how much of it was drawn.
"""

import os
import struct
import sys
import threading

from metafile_render import MetafileError, MetafileRenderResult, render_metafile

from decks.render.images.completeness import Completeness

MOST_MEMORY = 1024 * 2**20
LONGEST_S = 4
NOT_DRAWN = 1

_LEFT_OUT = frozenset(
    {
        *("unsupported_emf_record", "unsupported_wmf_record", "unsupported_wmf_dib_record"),
        *("emfplus_unsupported_brush", "emfplus_unsupported_image", "emfplus_unsupported_object"),
        *("emfplus_object_skipped", "emfplus_drawing_skipped", "emfplus_text_skipped"),
        *("emfplus_state_unsupported", "glyph_index_text", "diagnostics_truncated"),
    }
)
"""Of what the package says of a drawing that isn't whole, that by which something is missing. The rest is
drawn another way: a pattern in one colour, a line without its cap."""


def main() -> int:
    """The exit code: `NOT_DRAWN`, or a `Completeness`."""
    _bound()
    (size,) = struct.unpack("<Q", sys.stdin.buffer.read(8))
    data = sys.stdin.buffer.read(size)
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    try:
        result = render_metafile(data, output_format="svg", backend="replay")
    except (MetafileError, ArithmeticError, LookupError, ValueError, MemoryError, RecursionError):
        return NOT_DRAWN
    sys.stdout.buffer.write(result.data)
    return _completeness(result)


def _completeness(result: MetafileRenderResult) -> Completeness:
    if not result.partial:
        return Completeness.WHOLE
    all_there = _LEFT_OUT.isdisjoint(found.code for found in result.diagnostics)
    return Completeness.PLAINER if all_there else Completeness.IN_PART


def _end_with_stdin() -> None:
    os.read(0, 1)
    os._exit(NOT_DRAWN)


def _bound() -> None:
    if sys.platform != "win32":
        import resource

        os.nice(int(sys.argv[1]))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        # The signal of the first limit tells that it was the time; the second is for whoever ignores it.
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_S, LONGEST_S + 1))


if __name__ == "__main__":
    sys.exit(main())
