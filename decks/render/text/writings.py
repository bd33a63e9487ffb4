"""The East Asian ways of writing, which draw the same characters differently: which a language has, and for
which a face was made."""

import re
from enum import Enum
from functools import lru_cache


class Writing(Enum):
    """A way of writing."""

    SIMPLIFIED = "sc"
    TRADITIONAL = "tc"
    HONG_KONG = "hk"
    JAPANESE = "jp"
    KOREAN = "kr"

    @property
    def script(self) -> str:
        """What themes call it where they list faces (`a:font`)."""
        return _SCRIPTS[self]


_SCRIPTS = {
    Writing.SIMPLIFIED: "Hans",
    Writing.TRADITIONAL: "Hant",
    Writing.HONG_KONG: "Hant",
    Writing.JAPANESE: "Jpan",
    Writing.KOREAN: "Hang",
}
_REGIONS = {
    "tw": Writing.TRADITIONAL,
    "cht": Writing.TRADITIONAL,
    "hant": Writing.TRADITIONAL,
    "hk": Writing.HONG_KONG,
    "mo": Writing.HONG_KONG,
}
_FACES = (
    (Writing.HONG_KONG, re.compile(r"hkscs|\bhk\b|香港")),
    (
        Writing.KOREAN,
        re.compile(r"[가-힣]|malgun|gulim|dotum|batang|gungsuh|nanum|apple ?(sd )?gothic|\bkr\b"),
    ),
    (
        Writing.JAPANESE,
        re.compile(
            r"[ぁ-ヿｦ-ﾟ]|明朝|游|^ms (ui |p)?gothic|^ms p?mincho|^hg[psg]|meiryo|yu ?gothic|mincho|"
            r"hiragino|kozuka|^biz ud|^ud digi|osaka|\bjp\b"
        ),
    ),
    (Writing.TRADITIONAL, re.compile(r"體|細明|正黑|jhenghei|mingliu|dfkai|biaukai|lihei|lisong|\btc\b")),
    (
        Writing.SIMPLIFIED,
        re.compile(
            r"体|黑|楷|仿|simsun|simhei|yahei|dengxian|fangsong|kaiti|songti|heiti|^st[xskflzhc]|lisu|youyuan|"
            r"^fz|\bsc\b"
        ),
    ),
)
"""Words in the names of faces, the more certain first."""


@lru_cache(maxsize=256)
def writing_of_language(language: str) -> Writing | None:
    """How a language (`ja-JP`, `zh-TW`) is written; `None` if it isn't East Asian."""
    first, *regions = language.lower().replace("_", "-").split("-")
    if first == "zh":
        return next((_REGIONS[region] for region in regions if region in _REGIONS), Writing.SIMPLIFIED)
    return {"ja": Writing.JAPANESE, "ko": Writing.KOREAN}.get(first)


def writing_of_face(name: str) -> Writing | None:
    """The writing that a face of this name was made for; `None` if the name doesn't tell."""
    lower = name.lower()
    return next((writing for writing, words in _FACES if words.search(lower)), None)
