"""Words of a stretch of text with the part each can play in the name of an indicator."""

import re
from enum import Enum, auto
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

__all__ = ["Role", "Token", "ends", "tokens", "words"]

_CERTAIN = 100_000
"""Frequency that makes segmentation keep a listed indicator whole."""
_THRESHOLD = re.compile(
    r"每?(?:\d+(?:\.\d+)?)?[十百千万亿]{1,2}(?:美?元|人|家|户|名|亩|级|吨|头|只|羽|株|人口)|每[百千万]"
)
_SCALE = re.compile("[十百千万亿]+")
_SCALED = ("项目", "企业", "产业", "集群", "园区", "镇", "县", "村", "街区")
_PAIR = 3
_SET_PHRASE = 4
_ROMAN = frozenset("ⅠⅡⅢⅣⅤⅥ")
_GRADE = re.compile("[一二三四五六七八九十]")
_COUNTED = re.compile("[一二两三四五六七八九十百千\\d]+[大个项家类种]?")
_SUFFIXES = frozenset("率额量值数度费价款比力")
_ENDINGS = frozenset("率额量值数度费款价手器员者众机件网库馆院所金期力道")
"""Characters that end nouns whatever part of speech the dictionary gives: 选手, 困难群众, 交付周期."""
_DEICTIC = re.compile("[今去明昨前后目现当近早晚此往本上下同往\\d〇一二三四五六七八九十]")
_NOUNS = frozenset("道口层块段片股线面级门栋幢棵株座支环场")
_INNER = frozenset("类型级式性化片股")
_NUMERALS = frozenset("每一二两三四五六七八九十百千万亿")
_PER = frozenset(("吨", "亩", "有效"))
"""What stands right before a noun as a part of its name when it is no measure or adverb: 吨铝电耗, 有效问卷."""
_UNITS = frozenset(("号", "比", "以上", "级", "年", "月", "日"))
_COUNTERS = frozenset("户家所站店类线口区点段股片")
_NAMING = ("vn", "an", "j", "s", "eng", "zg", "g", "h", "ng", "ag")


class Role(Enum):
    """What a word can do in the name of an indicator.

    NAME may end it; PART stands inside; ACT is a verb that may modify or govern; VERB always governs and ends the
    search; OWNER says whose indicator it is (园区, 公司) unless it is itself the last word; STOP belongs to none,
    nor does ADVERB, which colours the verb between a name and its number; MARK is punctuation.
    """

    NAME = auto()
    PART = auto()
    ACT = auto()
    VERB = auto()
    OWNER = auto()
    STOP = auto()
    ADVERB = auto()
    MARK = auto()


class Token(NamedTuple):
    """A word at ``text[start:end]`` with its role."""

    start: int
    end: int
    word: str
    role: Role


_BY_FLAG = {"d": Role.ADVERB, "v": Role.ACT, **dict.fromkeys("rucpymwe", Role.STOP)}


@cache
def _segmenter() -> Any:  # noqa: ANN401  (rjieba ships no types)
    import rjieba

    segmenter = rjieba.Jieba()
    predicates = (word for word in words("govern") if len(word) > _PAIR and not word.startswith("累计"))
    for word in (
        *_lines("indicators.txt"),
        *words("term"),
        *words("nominal"),
        *words("fresh"),
        *words("owner"),
        *predicates,
    ):
        segmenter.add_word(word, _CERTAIN, "nz")
    return segmenter


def _lines(name: str) -> list[str]:
    content = files("annot.metrics").joinpath(name).read_text(encoding="utf-8")
    return [line for line in content.splitlines() if line and not line.startswith("#")]


@cache
def words(group: str) -> frozenset[str]:
    """Return the words of one group of phrase_words.tsv."""
    rows = (line.split("\t") for line in _lines("phrase_words.tsv"))
    return frozenset(word for word, of in rows if of == group)


@lru_cache(maxsize=1 << 16)
def ends(word: str, group: str) -> bool:
    """Tell whether the word ends in one of a group of phrase_words.tsv."""
    return word.endswith(tuple(words(group)))


@cache
def _listed() -> dict[str, Role]:
    """Return the words whose role does not depend on their part of speech; the later group wins."""
    roles: dict[str, Role] = {}
    groups = (
        ("govern", Role.VERB),
        ("scope", Role.STOP),
        ("adverb", Role.ADVERB),
        ("either", Role.ACT),
        ("owner", Role.OWNER),
    )
    for group, role in (*groups, ("term", Role.NAME), ("nominal", Role.NAME)):
        roles.update(dict.fromkeys(words(group), role))
    roles.update(dict.fromkeys(_lines("indicators.txt"), Role.NAME))
    roles.update(dict.fromkeys(words("owner"), Role.OWNER))
    return roles


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words of the stretch in order."""
    return [Token(start + first, start + last, word, role) for first, last, word, role in _cut(text[start:end])]


@lru_cache(maxsize=1 << 13)
def _cut(stretch: str) -> tuple[Token, ...]:
    """Return the words of a stretch by their places in it; of the stretches of a new text two in five come again."""
    found: list[Token] = []
    place = 0
    for pair in _segmenter().tag(stretch, False):
        for part, role in _parted(pair):
            found.append(Token(place, place + len(part), part, role))
            place += len(part)
    return tuple([_settled(found, index) for index in range(len(found))])


@lru_cache(maxsize=1 << 16)
def _parted(pair: tuple[str, str]) -> tuple[tuple[str, Role], ...]:
    """Return a word with its role, or the parts of a phrase that begins with a verb (解决问题) or adverb (不断扩大)."""
    word, flag = pair
    phrase = len(word) > 3 and flag in ("l", "i") and word not in _listed() and word[:2] in words("govern")
    trend = len(word) == _SET_PHRASE and word[2:] in words("trend") and word[:2] in words("adverb")
    return tuple((part, _role(part, flag)) for part in ((word[:2], word[2:]) if phrase or trend else (word,)))


def _closed_by_noun(word: str) -> bool:
    """Tell whether a set phrase of four characters is a noun: 控制中心, 加工成本."""
    tail = word[2:]
    named = _listed().get(tail) is Role.NAME or tail in words("head") or tail in words("site")
    return len(word) == _SET_PHRASE and named


def _role(word: str, flag: str) -> Role:
    if role := _listed().get(word):
        return role
    if flag[0] == "x":
        return Role.PART if word.isalnum() else Role.MARK
    if len(word) > 1 and word[-1] in _ENDINGS and flag[0] in "vatrzdlim":
        return Role.NAME
    if flag in ("l", "i"):
        return Role.NAME if len(word) < 4 or (flag == "l" and _closed_by_noun(word)) else Role.PART
    if word in _SUFFIXES or (flag == "mq" and len(word) > 2) or flag in _NAMING or flag[0] == "n":
        return Role.NAME
    if flag[0] == "t":
        return Role.STOP if _DEICTIC.match(word) else Role.PART
    if flag == "q":
        return Role.STOP
    return _BY_FLAG.get(flag[0], Role.PART)


def _settled(run: list[Token], index: int) -> Token:
    """Give a word the role its neighbours leave it: 亿元以上项目 is a name, 五大 is not, 绿|道 ends one."""
    token = run[index]
    if index + 1 < len(run):
        if token.word.isspace() and index:
            return token._replace(role=Role.PART)
        inner = _inside(run, index) if token.role in (Role.STOP, Role.PART, Role.ADVERB) else None
        return token if inner in (None, token.role) else token._replace(role=inner)
    ends = token.word in _COUNTERS or (index and _closes(token.word, run[index - 1]))
    return token._replace(role=Role.NAME) if ends else token


def _closes(word: str, before: Token) -> bool:
    """Tell whether a measure word that stands before a number, not behind one, is a noun: 绿|道, 桥隧|比."""
    if before.role not in (Role.NAME, Role.ACT, Role.PART) or _COUNTED.fullmatch(before.word):
        return False
    return word == "比" or (word in _NOUNS and before.word not in ("较", "相"))


def _inside(run: list[Token], index: int) -> Role | None:
    """Return the role of a number or a small word inside a phrase; None when the neighbours say nothing."""
    word, following = run[index].word, run[index + 1].word
    if (word[0] in _NUMERALS or word[0].isdecimal()) and (role := _number_inside(word, following)) is not None:
        return role
    if word in ("过", "超", "超过") and _THRESHOLD.fullmatch(
        "".join(later.word for later in run[index + 1 :][: 1 + following.isdecimal()])
    ):
        return Role.PART
    if word in _PER and run[index + 1].role is Role.NAME and not (index and _counts(run[index - 1])):
        return Role.PART
    if index and (word, following[-1]) in (("及", "上"), ("及", "下")):
        return Role.PART
    if word == "类" and index and run[index - 1].word in _ROMAN:
        return Role.PART
    if word == "户" and index and run[index - 1].role in (Role.NAME, Role.ACT) and run[index + 1].role is Role.NAME:
        return Role.PART
    if index and word in _INNER and run[index + 1].role is not Role.STOP:
        return Role.PART
    if word not in _UNITS:
        return None
    return None if index and run[index - 1].word[-1].isdecimal() else Role.PART


def _counts(before: Token) -> bool:
    """Tell whether a word is a number, so that what follows is its measure: 5|吨, 每|亩, 万余|亩."""
    last = before.word[-1]
    return last.isdecimal() or last in "每百千万亿余多几半数两一二三四五六七八九十"


def _number_inside(word: str, following: str) -> Role | None:
    """Return the role of a number inside a phrase: part of a threshold or a grade, else none of the name."""
    if _SCALE.fullmatch(word) and (following[0] in "级元" or following in _SCALED):
        return Role.PART
    if _THRESHOLD.fullmatch(word) or (_GRADE.fullmatch(word) and following[0] in "型级类等甲"):
        return Role.PART
    if word.isdecimal() and _THRESHOLD.match(following):
        return Role.PART
    if word.isdecimal() and following[0] == "强":
        return Role.PART
    return Role.STOP if _COUNTED.fullmatch(word) else None
