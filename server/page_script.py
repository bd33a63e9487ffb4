"""The phone page's modules as phones fetch them: each whole, with all that it imports, in one request.

On a slow network every request costs a round trip, and each import is found only when the script before it
has come. So that nothing has to be built, the server joins the modules when it reads them. They must keep to
a plain form: imports by name from beside (`import { a } from "./b.js";`), exports where things are declared,
no name at the top of two modules (the browser refuses that), and no line break within a string.
"""

import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import \{[\w\s,]*\} from "\./([\w-]+\.js)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) )", re.M)
_OTHER = re.compile(r"^(?:import\b(?!\()|export\b).*", re.M)
_COMMENTS = re.compile(r"^\s*/\*\*.*?\*/\n|^\s*//[^\n]*\n", re.M | re.S)
_SPACE = re.compile(r"^\s+", re.M)


def whole_script(name: str, read: Callable[[str], str]) -> str:
    """The module of this name after all that it imports, directly or not, each once; without comments and
    indentation. It exports what it exported; the others' exports are its own business now. `read` gives a
    module's text. Raises `ValueError` for an import or export of another form."""
    joined: dict[str, str] = {}

    def take(module: str) -> None:
        text = read(module)
        joined[module] = ""  # before its imports, lest two that import each other never end
        for other in _IMPORT.findall(text):
            if other not in joined:
                take(other)
        body = _EXPORT.sub("", _IMPORT.sub("", text))
        odd = _OTHER.search(body)
        if odd is not None:
            raise ValueError(f"{module}: {odd.group()}")
        del joined[module]  # it stands after what it needs
        joined[module] = _IMPORT.sub("", text) if module == name else body

    take(name)
    return _SPACE.sub("", _COMMENTS.sub("", "".join(joined.values())))
