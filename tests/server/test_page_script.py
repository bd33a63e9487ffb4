"""A page's modules, each joined with what it imports."""

import pytest

from server.page_script import whole_script


def joined(name: str, **modules: str) -> str:
    return whole_script(name, lambda other: modules[other.removesuffix(".js")])


def test_what_is_imported_stands_before_and_once() -> None:
    text = joined(
        "page.js",
        page='import { b } from "./b.js";\nimport { a } from "./a.js";\nuse(a, b);\n',
        b='import { a } from "./a.js";\nexport const b = a + 1;\n',
        a="export const a = 1;\n",
    )
    assert text == "const a = 1;\nconst b = a + 1;\nuse(a, b);\n"


def test_a_module_exports_what_it_exported_itself() -> None:
    text = joined(
        "page.js",
        page='import {\n  a,\n} from "./a.js";\nexport function page() {}\n',
        a="export class a {}\nexport async function wait() {}\n",
    )
    assert text == "class a {}\nasync function wait() {}\nexport function page() {}\n"


def test_what_is_loaded_later_stays_a_request_of_its_own() -> None:
    assert joined("page.js", page='later(import("./more.js"));\n') == 'later(import("./more.js"));\n'


def test_comments_and_indentation_stay_behind() -> None:
    text = joined(
        "page.js", page='/** What it\n * does. */\nf(() => {\n  // why\n  go("//a"); // here\n});\n'
    )
    assert text == 'f(() => {\ngo("//a"); // here\n});\n'


def test_two_that_import_each_other_are_joined_all_the_same() -> None:
    text = joined(
        "page.js", page='import { b } from "./b.js";\nf();\n', b='import { c } from "./page.js";\nb();\n'
    )
    assert text == "b();\nf();\n"


@pytest.mark.parametrize(
    "line",
    ['import b from "./b.js";', 'import { b as c } from "../b.js";', "export default 1;", "export { page };"],
)
def test_other_forms_are_refused_when_the_server_starts(line: str) -> None:
    with pytest.raises(ValueError, match=r"^page\.js: (import|export) "):
        joined("page.js", page=f"{line}\n", b="\n")
