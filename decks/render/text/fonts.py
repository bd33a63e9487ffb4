"""Fonts: those that a deck names, and what stands in where the computer doesn't have them."""

from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics

from decks.render.text.scripts import Script
from decks.render.text.writings import Writing, writing_of_face

_AS_WIDE: dict[str, tuple[str, ...]] = {
    # Made so that every letter is as wide as in the original.
    "calibri": ("Carlito",),
    "cambria": ("Caladea",),
    "arial": ("Liberation Sans", "Arimo", "Helvetica"),
    "helvetica": ("Nimbus Sans", "Arial", "Liberation Sans"),
    "times new roman": ("Liberation Serif", "Tinos", "Times"),
    "times": ("Nimbus Roman", "Times New Roman", "Liberation Serif"),
    "courier new": ("Liberation Mono", "Cousine", "Courier"),
    "courier": ("Nimbus Mono PS", "Courier New", "Liberation Mono"),
    "arial narrow": ("Liberation Sans Narrow",),
    "georgia": ("Gelasio",),
    "palatino linotype": ("P052", "Palatino"),
    "book antiqua": ("P052", "Palatino"),
    "century gothic": ("URW Gothic",),
    "segoe ui": ("Selawik",),
    "noto sans jp": ("Noto Sans CJK JP", "Source Han Sans JP"),
    "noto sans kr": ("Noto Sans CJK KR", "Source Han Sans KR"),
    "noto sans sc": ("Noto Sans CJK SC", "Source Han Sans SC"),
    "noto sans tc": ("Noto Sans CJK TC", "Source Han Sans TC"),
}
_ALIKE: dict[str, tuple[str, ...]] = {
    "calibri light": ("Carlito",),
    "franklin gothic book": ("Libre Franklin",),
    "franklin gothic medium": ("Libre Franklin Medium", "Libre Franklin"),
    "franklin gothic demi": ("Libre Franklin SemiBold", "Libre Franklin"),
    "impact": ("Anton", "Liberation Sans Narrow", "Arial Narrow"),
}
_OTHER_NAMES = {
    "微软雅黑": "Microsoft YaHei",
    "宋体": "SimSun",
    "新宋体": "NSimSun",
    "黑体": "SimHei",
    "楷体": "KaiTi",
    "楷体_gb2312": "KaiTi",
    "仿宋": "FangSong",
    "仿宋_gb2312": "FangSong",
    "等线": "DengXian",
    "隶书": "LiSu",
    "幼圆": "YouYuan",
    "华文宋体": "STSong",
    "华文楷体": "STKaiti",
    "华文仿宋": "STFangsong",
    "华文细黑": "STXihei",
    "华文行楷": "STXingkai",
    "新細明體": "PMingLiU",
    "細明體": "MingLiU",
    "標楷體": "DFKai-SB",
    "微軟正黑體": "Microsoft JhengHei",
    "ｍｓ ｐゴシック": "MS PGothic",
    "ｍｓ ゴシック": "MS Gothic",
    "ｍｓ ｐ明朝": "MS PMincho",
    "ｍｓ 明朝": "MS Mincho",
    "メイリオ": "Meiryo",
    "游ゴシック": "Yu Gothic",
    "游明朝": "Yu Mincho",
    "맑은 고딕": "Malgun Gothic",
    "굴림": "Gulim",
    "돋움": "Dotum",
    "바탕": "Batang",
    "궁서": "Gungsuh",
}
_SERIF_WORDS = (
    "serif",
    "roman",
    "times",
    "georgia",
    "garamond",
    "cambria",
    "song",
    "宋",
    "simsun",
    "mincho",
    "明朝",
    "batang",
    "바탕",
    "gungsuh",
    "궁서",
    "仿",
    "楷",
    "kai",
    "ming",
    "明體",
    "antiqua",
    "bodoni",
    "schoolbook",
)
_SANS = ("Liberation Sans", "Arial", "Helvetica", "Noto Sans", "DejaVu Sans")
_SERIF = ("Liberation Serif", "Times New Roman", "Times", "Noto Serif", "DejaVu Serif")
_ASIAN_SANS = {
    Writing.SIMPLIFIED: (
        "Noto Sans CJK SC",
        "Microsoft YaHei",
        "PingFang SC",
        "Source Han Sans SC",
        "WenQuanYi Micro Hei",
    ),
    Writing.TRADITIONAL: ("Noto Sans CJK TC", "Microsoft JhengHei", "PingFang TC", "Source Han Sans TC"),
    Writing.HONG_KONG: (
        "Noto Sans CJK HK",
        "PingFang HK",
        "Source Han Sans HK",
        "Noto Sans CJK TC",
        "Microsoft JhengHei",
    ),
    Writing.JAPANESE: ("Noto Sans CJK JP", "Yu Gothic", "Meiryo", "Hiragino Sans", "Source Han Sans JP"),
    Writing.KOREAN: ("Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", "Source Han Sans KR"),
}
_ASIAN_SERIF = {
    Writing.SIMPLIFIED: ("Noto Serif CJK SC", "SimSun", "Songti SC", "Source Han Serif SC"),
    Writing.TRADITIONAL: ("Noto Serif CJK TC", "PMingLiU", "Songti TC", "Source Han Serif TC"),
    Writing.HONG_KONG: ("Noto Serif CJK HK", "MingLiU_HKSCS", "Noto Serif CJK TC", "PMingLiU", "Songti TC"),
    Writing.JAPANESE: ("Noto Serif CJK JP", "Yu Mincho", "Hiragino Mincho ProN", "Source Han Serif JP"),
    Writing.KOREAN: ("Noto Serif CJK KR", "Batang", "AppleMyungjo", "Source Han Serif KR"),
}
_SYMBOLS = ("DejaVu Sans", "Segoe UI Symbol", "Apple Symbols", "Noto Sans Symbols2")
_UNHEARD_OF = "Handsup no such font"


@dataclass(frozen=True, slots=True)
class Faces:
    """The families to try in turn for the characters of each script. `replaced` are the faces that this
    computer has not, nor one whose letters are as wide."""

    latin: tuple[str, ...]
    asian: tuple[str, ...]
    complex: tuple[str, ...]
    replaced: tuple[tuple[Script, str], ...] = ()

    def of(self, script: Script) -> tuple[str, ...]:
        """The families for one script."""
        if script is Script.LATIN:
            return self.latin
        return self.asian if script is Script.ASIAN else self.complex

    def missing(self, script: Script) -> str:
        """The face that was asked for in vain for a script; empty if there is none."""
        return next((name for other, name in self.replaced if other is script), "")


@cache
def faces_for(latin: str, asian: str, complex_: str, writing: Writing | None = None) -> Faces:
    """Families to try in turn for a text with these faces, whose language is written so if that is known.
    The first always exists, so that Qt never puts a family of its own choice in front."""
    western, eastern = _existing(latin), _existing_asian(asian, writing)
    other = _existing(complex_) if complex_ else western
    symbols = _present(_SYMBOLS)
    return Faces(
        _unique(western, eastern, symbols),
        _unique(eastern, western, symbols),
        _unique(other, western, symbols),
        tuple(
            (script, name)
            for script, name in zip(Script, (latin, asian, complex_), strict=True)
            if name and not _named(name) and not _present(_AS_WIDE.get(name.lower(), ()))
        ),
    )


def can_write(text: str, families: tuple[str, ...]) -> bool:
    """Whether some font has all signs of a text; letters and common signs count as written."""
    return all(_has_sign(sign, families) for sign in set(text) if _is_rare(sign))


def _is_rare(sign: str) -> bool:
    return sign >= "\u2300" and not ("\u2e80" <= sign <= "\uffff")


@lru_cache(maxsize=4096)
def _has_sign(sign: str, families: tuple[str, ...]) -> bool:
    return QFontMetrics(QFont(list(families))).inFontUcs4(ord(sign))


def _unique(*families: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(family for group in families for family in group))


def _existing(name: str) -> tuple[str, ...]:
    found = _named(name)
    if found:
        return (found,)
    lower = name.lower()
    stand_ins = _present(_AS_WIDE.get(lower, ())) or _present(_ALIKE.get(lower, ()))
    if stand_ins:
        return stand_ins[:1]
    chosen = _chosen_by_system(name)
    if chosen and (chosen != _chosen_by_system(_UNHEARD_OF) or not _is_serif(name)):
        return (chosen,)
    return _present(_SERIF if _is_serif(name) else _SANS)[:1]


def _existing_asian(name: str, writing: Writing | None) -> tuple[str, ...]:
    found = _named(name) or next(iter(_present(_AS_WIDE.get(name.lower(), ()))), "")
    writing = writing_of_face(name) or writing or Writing.SIMPLIFIED
    sans = (*_ASIAN_SANS[writing], *_ASIAN_SANS[Writing.SIMPLIFIED])
    general = _present((*_ASIAN_SERIF[writing], *sans) if _is_serif(name) else sans)[:1]
    return (found, *general) if found else general


def _named(name: str) -> str:
    installed = _installed()
    return installed.get(name.lower()) or installed.get(_other_names().get(name.lower(), ""), "")


@cache
def _other_names() -> dict[str, str]:
    """What a font is called in the other language, both ways; all in small letters."""
    names = {chinese: english.lower() for chinese, english in _OTHER_NAMES.items()}
    return {**{english: chinese for chinese, english in names.items()}, **names}


def _chosen_by_system(name: str) -> str:
    """The family that the system itself takes for a name, if it can write Latin letters."""
    family = QFontInfo(QFont(name)).family()
    writes = QFontDatabase.WritingSystem.Latin in QFontDatabase.writingSystems(family)
    return family if writes else ""


def _is_serif(name: str) -> bool:
    lower = name.lower()
    return "sans" not in lower and any(word in lower for word in _SERIF_WORDS)


def _present(names: tuple[str, ...]) -> tuple[str, ...]:
    installed = _installed()
    return tuple(installed[name.lower()] for name in names if name.lower() in installed)


@cache
def _installed() -> dict[str, str]:
    return {name.lower(): name for name in QFontDatabase.families()}
