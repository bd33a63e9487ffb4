"""What the page's scripts say, by their syntax trees: for holding it against what old browsers understand."""

from collections.abc import Iterator

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_PARSER = Parser(Language(tree_sitter_javascript.language()))
_DECLARING = ("variable_declarator", "function_declaration", "class_declaration", "import_specifier")


def nodes(script: str) -> Iterator[Node]:
    """All of a script's syntax tree, outermost first."""
    waiting = [_PARSER.parse(script.encode()).root_node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def words(node: Node) -> str:
    """What stands there."""
    return (node.text or b"").decode()


def borrowed_names(script: str) -> set[str]:
    """The names of what the script uses and neither declares nor defines, of globals and of members alike:
    what is the browser's own, and what comes from other modules or over the wire."""
    used: set[str] = set()
    own: set[str] = set()
    for node in nodes(script):
        if node.type == "identifier":
            (own if _declares(node) else used).add(words(node))
        elif node.type == "property_identifier":
            (used if _is_read(node) else own).add(words(node))
        elif node.type in ("shorthand_property_identifier_pattern", "shorthand_property_identifier"):
            own.add(words(node))
    return used - own


def _declares(node: Node) -> bool:
    parent = node.parent
    if parent is None:
        return False
    if parent.type in _DECLARING:
        return parent.child_by_field_name("name") == node or parent.type == "import_specifier"
    return parent.type in ("formal_parameters", "rest_pattern", "array_pattern", "catch_clause") or (
        parent.type in ("arrow_function", "assignment_pattern") and parent.named_children[0] == node
    )


def _is_read(node: Node) -> bool:
    """Whether it is a member that is looked up, not one that is set or defined."""
    parent = node.parent
    if parent is None or parent.type != "member_expression":
        return False
    around = parent.parent
    return (
        around is None
        or around.type != "assignment_expression"
        or around.child_by_field_name("left") != parent
    )
