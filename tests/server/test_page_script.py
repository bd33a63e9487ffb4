"""The modules of a page, joined as they are sent."""

import pytest

from server.page_script import served_scripts


def served(*entries: str, **modules: str) -> dict[str, str]:
    found = served_scripts(
        {f"{name}.js": text for name, text in modules.items()}, [f"{e}.js" for e in entries]
    )
    return {name.removesuffix(".js"): text for name, text in found.items()}


def test_what_is_imported_stands_before_and_once_and_is_exported_still() -> None:
    scripts = served(
        "page",
        page='import { b } from "./b.js";\nimport {\n  a,\n} from "./a.js";\nuse(a, b);\n',
        b='import { a } from "./a.js";\nexport const b = a + 1;\n',
        a="export const a = 1;\n",
    )
    assert scripts["page"] == "export const a = 1;\nexport const b = a + 1;\nuse(a, b);\n"


def test_what_came_with_the_page_is_found_there_by_whoever_asks_for_it_alone() -> None:
    scripts = served("page", page='import { a } from "./a.js";\n', a="export const a = 1;\n")
    assert scripts["a"] == 'export * from "./page.js";\n'


def test_what_is_loaded_later_shares_what_is_there_and_brings_the_rest() -> None:
    scripts = served(
        "page",
        page='import { a } from "./a.js";\nlater(import("./more.js"));\n',
        a="export const a = 1;\n",
        more='import { a } from "./a.js";\nimport { b } from "./b.js";\nexport class More {}\n',
        b="export const b = 2;\n",
    )
    assert 'import("./more.js")' in scripts["page"]
    assert (
        scripts["more"]
        == 'import { a } from "./page.js";\nimport { b } from "./b.js";\nexport class More {}\n'
    )
    assert scripts["b"] == "export const b = 2;\n"


def test_two_pages_have_each_their_own() -> None:
    a = "export const a = 1;\n"
    scripts = served(
        "one", "two", one='import { a } from "./a.js";\n', two='import { a } from "./a.js";\n', a=a
    )
    assert scripts["one"] == scripts["two"] == a


def test_comments_and_indentation_stay_behind() -> None:
    text = '/** What it\n * does. */\nf(() => {\n  // why\n  go("//a"); // here\n});\n'
    assert served("page", page=text)["page"] == 'f(() => {\ngo("//a"); // here\n});\n'


def test_two_that_import_each_other_are_joined_all_the_same() -> None:
    scripts = served(
        "page", page='import { b } from "./b.js";\nf();\n', b='import { c } from "./page.js";\nb();\n'
    )
    assert scripts["page"] == "b();\nf();\n"


@pytest.mark.parametrize(
    "line",
    ['import b from "./b.js";', 'import { b } from "../b.js";', "export default 1;", "export { page };"],
)
def test_other_forms_are_refused_when_the_server_starts(line: str) -> None:
    with pytest.raises(ValueError, match=r"^page\.js: (import|export) "):
        served("page", page=f"{line}\n", b="\n")
