"""HTML and SVG put together so that nothing can be left unescaped."""

from html import escape


class Markup(str):
    """Text that is markup already; any other string is escaped where it is put in."""

    __slots__ = ()


_VOID = frozenset({"meta", "br", "img"})


def element(tag: str, *children: str, **attributes: object) -> Markup:
    """An element with its children. An attribute's name loses a trailing `_`, and `_` inside becomes `-`;
    None leaves an attribute out."""
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_clean(str(value)))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Markup(f"<{tag}{named}>")
    return Markup(f"<{tag}{named}>{join(*children)}</{tag}>")


def join(*children: str) -> Markup:
    """The children one after the other."""
    return Markup(
        "".join(
            child if isinstance(child, Markup) else escape(_clean(child), quote=False) for child in children
        )
    )


def _clean(text: str) -> str:
    """Without what no page may hold: control characters and halves of characters."""
    kept = (" " if character < " " and character not in "\t\n" else character for character in text)
    return "".join(kept).encode("utf-8", "replace").decode("utf-8")
