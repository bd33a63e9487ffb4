"""The modules of the phones' pages as phones fetch them: what a page begins with comes in one request.

On a slow network every request costs a round trip, and each import is found only when the script before it
has come. So that nothing has to be built, the server joins the modules when it reads them. They must keep to
a plain form: imports by name from beside (`import { a } from "./b.js";`), exports where things are declared,
no name at the top of two modules (the browser refuses that), and no line break within a string.
"""

import re
from collections.abc import Iterable, Mapping

_IMPORT = re.compile(r'^import (\{[\w\s,]*\}) from "\./([\w-]+\.js)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) )", re.M)
_OTHER = re.compile(r"^(?:import\b(?!\()|export\b).*", re.M)
_COMMENTS = re.compile(r"^\s*/\*\*.*?\*/\n|^\s*//[^\n]*\n", re.M | re.S)
_SPACE = re.compile(r"^\s+", re.M)


def served_scripts(modules: Mapping[str, str], entries: Iterable[str]) -> dict[str, str]:
    """What is sent for each module, by file name. `modules` are their texts, `entries` those that pages begin
    with.

    An entry comes with all that it imports, and exports what these export. A module that came with it is
    found there by whoever asks for it, and one that is loaded later imports from there: none is ever there
    twice in a page. Comments and indentation stay behind. Raises `ValueError` for an import or export of
    another form, `KeyError` for a module that isn't there."""
    for name, text in modules.items():
        odd = _OTHER.search(_EXPORT.sub("", _IMPORT.sub("", text)))
        if odd is not None:
            raise ValueError(f"{name}: {odd.group()}")
    served: dict[str, str] = {}
    came_with: dict[str, str] = {}
    for entry in entries:
        order = _in_order(modules, entry)
        came_with |= {name: entry for name in order if name not in came_with}
        served[entry] = "".join(_IMPORT.sub("", modules[name]) for name in order)
    for name, text in modules.items():
        if name in came_with:
            served.setdefault(name, f'export * from "./{came_with[name]}";\n')
        else:
            served[name] = _IMPORT.sub(lambda found: _import_from(came_with, *found.groups()), text)
    return {name: _SPACE.sub("", _COMMENTS.sub("", text)) for name, text in served.items()}


def _in_order(modules: Mapping[str, str], entry: str) -> list[str]:
    """The entry and all that it imports, directly or not, each after what it needs."""
    order: list[str] = []
    begun: set[str] = set()

    def take(name: str) -> None:
        begun.add(name)  # two may import each other
        for _, other in _IMPORT.findall(modules[name]):
            if other not in begun:
                take(other)
        order.append(name)

    take(entry)
    return order


def _import_from(came_with: Mapping[str, str], names: str, module: str) -> str:
    return f'import {names} from "./{came_with.get(module, module)}";\n'
