"""Where a name begins: the walk to the left from its head."""

from collections.abc import Sequence

from annot.annotate.segmenter import GUESSED, UNKNOWN, Token, is_known
from annot.annotate.vocabulary import words

__all__ = ["ANCHORS", "GLUED", "PROPER", "STOP_TAGS", "is_generic", "trim", "window"]

ANCHORS = frozenset({"PLACE", "COMPANY", "INSTITUTE", "ZONE", "GOV", "PERSON"})
PROPER = frozenset({UNKNOWN, "ns", "nt", "nz", "nr", "nrt", "nrfg", "eng", *ANCHORS, "PRODUCT", "PROJECT"})
# Prepositions, conjunctions, particles, adverbs, pronouns, times, interjections: no name holds them.
STOP_TAGS = frozenset(
    (
        "p", "c", "uj", "ul", "uz", "ug", "uv", "ud", "u", "d", "df", "dg", "r", "rr", "rz",
        "y", "e", "o", "t", "tg", "vq", "vi", "w", "i", "PERSON",
    )
)  # fmt: skip
# Prepositions that a guessed word may have swallowed (以紫鑫), and words that only look so.
GLUED = frozenset("较距沿驻如以在从与和向由被把将于为及对等即的是有让使经据各该本每此起止了着过")
UNGLUED = frozenset(("经开", "和谐", "和平", "和顺", "和田", "和厚", "从化", "等离", "即墨", "即时", "有色", "对接"))
CLOSING = frozenset("是在将由被了的为到赴")
SHORTEST_GUESS = 1
SIDES = frozenset("东西南北")
BOUND = 2  # characters of 西至, 南邻
JOINING = frozenset("和与及")
OPENERS = frozenset(("全国", "全球", "国家", "中国", "国际", "世界", "亚洲", "省", "市", "区", "县"))
NUMBERS = frozenset("一二三四五六七八九十")
YEARS = frozenset(("两年", "三年", "五年", "十年"))
HOSTS = frozenset(("PLACE", "INSTITUTE", "COMPANY"))
TORN = frozenset(("v", "vg", "q", "f", "a", "ag"))
PIECES = frozenset(("n", "ng", "nr", "j", "g", "zg"))
NOUN_TAGS = frozenset(("n", "nz", "b", "j", "INDUSTRY", UNKNOWN))
# The classes of words.tsv that decide whether a word may stand in a name.
VERBAL, STOP, NAME, RANK, GENERIC, BRANDS = map(words, ("verbal", "stop", "name", "rank", "generic", "brand"))
# Before a joint a name that ends so is over.
ENDED = tuple(words("whole"))
FARTHEST_HOST = 3
COUNTED = frozenset("一二两三四五六七八九十几数多百千")
LONGEST = 32
LONGEST_BRACKET = 10
# 国际|欧亚|科学院: a word of the name itself.
WORLDLY = frozenset(("国际", "世界", "亚洲"))
JOINTS = frozenset("·•-－+＋&—/.")


def window(tokens: Sequence[Token], head_start: int) -> list[Token]:
    """Return the words before a head that may belong to its name, in order.

    A word that the head's own word swallowed on the left (``诺丁汉大学``) comes as its left part.
    """
    found: list[Token] = []
    index = len(tokens) - 1
    while index >= 0 and tokens[index].start >= head_start:
        index -= 1
    while index >= 0 and head_start - tokens[index].start <= LONGEST:
        taken, index = _step(tokens, index, head_start, found)
        found += taken
    return found[::-1]


END = -1
"""The index at which a walk is over."""


def _step(tokens: Sequence[Token], index: int, head_start: int, found: Sequence[Token]) -> tuple[Sequence[Token], int]:
    """Return what one step of the walk takes, from right to left, and where it goes on."""
    token = tokens[index]
    if token.end > head_start:
        token = token.cut(token.start, head_start)
    if token.word in (")", "）"):
        opening = _opening(tokens, index)
        return (tokens[opening : index + 1][::-1], opening - 1) if opening else ((), END)
    # 投资促进局, and 开发|建设|指挥部: verbs directly before the head.
    inner = token.word in VERBAL and any(other.word not in VERBAL for other in found)
    may_stand = _may_stand_in_name(token, first=not found) and not inner
    if not may_stand and _is_torn(tokens, index, found):
        return [token._replace(tag=UNKNOWN)], index - 1
    joins = token.word in JOINING and _joins(tokens, index, found)
    if not may_stand and not joins and not _is_piece(tokens, index, found):
        return (), END
    return _guessed(token, index) if token.tag in GUESSED or token.tag == "ns" else ([token], index - 1)


def _guessed(token: Token, index: int) -> tuple[Sequence[Token], int]:
    """Return what a step takes of a word that may be a guess, which may have swallowed others, and where it goes on."""
    word, is_guess = token.word, token.tag in GUESSED
    if is_guess and len(word) > SHORTEST_GUESS and word[-1] in CLOSING and word not in BRANDS:
        # 赵晓民是|平高集团: the guess has swallowed the verb.
        return (), END
    if len(word) == 1 or not (is_guess or not is_known(word)):
        return [token], index - 1
    if len(word) > BOUND and word[0] in SIDES and word[:BOUND] in STOP:
        # 西至|京沪, 南邻|市人民医院
        return [token.cut(token.start + BOUND, token.end)], END
    if word[0] in GLUED and word[:2] not in UNGLUED:
        first = next((place for place, one in enumerate(word) if one not in GLUED), len(word))
        return [token.cut(token.start + first, token.end)] if first < len(word) else [], END
    return [token], index - 1


def _is_piece(tokens: Sequence[Token], index: int, found: Sequence[Token]) -> bool:
    """Tell whether a word that could end the walk is a piece of a name all the same.

    西安|联创|生物医药孵化器: between a place and a field a rare verb is part of a made-up name;
    春峰里·青岛数智产业园: before a middle dot anything is.
    """
    token = tokens[index]
    if token.tag == "m" and len(token.word) > 1 and token.word.isalpha() and found and len(found[-1].word) == 1:
        # 百家|湖, 三里|屯
        return not token.word.endswith(tuple("个大项条批多余"))
    if token.word in STOP and not (found and found[-1].word == "·"):
        return False
    if found and found[-1].word == "·":
        return token.word[0].isalnum()
    return token.tag == "v" and len(token.word) == 2 and _has_host(tokens, index)


def _is_torn(tokens: Sequence[Token], index: int, found: Sequence[Token]) -> bool:
    """Tell whether one character begins a made-up name that the segmenter tore apart (的|润|田智造, 浑南区|中|天)."""
    token = tokens[index]
    right, left = found[-1] if found else None, tokens[index - 1] if index else None
    if len(token.word) > 1 or token.tag not in TORN or right is None:
        return False
    if token.word in STOP and not (token.word == "中" and left is None):
        return False
    if not (len(right.word) == 1 and right.word.isalpha()) and right.tag not in GUESSED:
        return False
    return left is None or left.word == "的" or left.tag == "PLACE" or (len(left.word) == 1 and left.tag in PIECES)


def _has_host(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether nouns alone stand between a word and a place or an organisation before it (中国|汽车|流通|协会)."""
    for place in range(index - 1, max(-1, index - FARTHEST_HOST - 1), -1):
        if tokens[place].end != tokens[place + 1].start or tokens[place].word in STOP:
            return False
        if tokens[place].tag in HOSTS:
            return True
        if tokens[place].tag not in NOUN_TAGS:
            return False
    return False


def _joins(tokens: Sequence[Token], index: int, found: Sequence[Token]) -> bool:
    """Tell whether a 和 stands inside one name: nothing on its right is a name, all on its left belongs together."""
    if not found or found[-1].word in RANK or any(token.tag in PROPER for token in found):
        return False
    left = index - 1
    if left >= 0 and tokens[left].word.endswith(ENDED):
        return False
    while left >= 0 and index - left < 8 and _may_stand_in_name(tokens[left]):
        if tokens[left].tag in ANCHORS or tokens[left].word in OPENERS:
            return tokens[left].tag not in ("GOV", "COMPANY", "INSTITUTE") and index - left > 1
        left -= 1
    return False


def _opening(tokens: Sequence[Token], closing: int) -> int | None:
    for index in range(closing - 1, -1, -1):
        if tokens[closing].end - tokens[index].start > LONGEST_BRACKET:
            return None
        if tokens[index].word in ("(", "（"):
            return index if closing - index > 1 else None
    return None


def _may_stand_in_name(token: Token, *, first: bool = False) -> bool:
    word, tag = token.word, token.tag
    if tag in ANCHORS and tag != "PERSON":
        return True
    if first and (word in NUMBERS or word in YEARS):
        return True
    if len(word) == 2 and word[0] in COUNTED and word[1] in "大个项家类种座条批":
        return False
    if word in NAME or word in VERBAL or word in OPENERS or word in BRANDS:
        return True
    if word in STOP:
        return False
    if tag == UNKNOWN:
        return True
    if tag in STOP_TAGS:
        return False
    if tag == "m":
        return word.startswith("第") or word.replace(".", "").isdigit()
    if tag == "x" or not word[0].isalnum():
        return word in JOINTS or word[0].isalnum()
    return tag != "v" and tag != "q"


def trim(found: Sequence[Token]) -> list[Token]:
    """Cut what stands before the name: joints, ranks (国家级), and common words before its first place."""
    start = 0
    while start < len(found) and _stands_before(found[start].word):
        start += 1
    if start + 1 < len(found) and found[start].word.isdigit() and found[start + 1].word == ".":
        # 2.天能集团: the number of a point in a list.
        start += 2
    depth = 0
    for index in range(start, len(found)):
        token = found[index]
        depth += (token.word in ("(", "（")) - (token.word in (")", "）"))
        if depth == 0 and _is_anchor(token):
            return list(found[start if _leads_into(found, start, index) else index :])
    return list(found[start:])


def _stands_before(word: str) -> bool:
    return word in RANK or word in JOINTS or word in VERBAL or word == "项目"


def _leads_into(found: Sequence[Token], start: int, anchor: int) -> bool:
    """Tell whether what stands before the first place of a name belongs to it all the same."""
    if any(token.tag in PROPER or token.word in WORLDLY or token.word in BRANDS for token in found[start:anchor]):
        return True
    # 城头|山|国家遗址考古公园: a piece of one character before 国家 is part of a name.
    piece = found[anchor - 1].word if anchor > start and found[anchor].tag not in ANCHORS else ""
    return len(piece) == 1 and piece.isalpha()


def _is_anchor(token: Token) -> bool:
    return token.tag in ANCHORS or (token.tag == "ns" and len(token.word) > 1) or token.word in ("中国", "国家")


def is_generic(token: Token) -> bool:
    """Tell whether a word names nothing by itself."""
    return token.tag not in ANCHORS and (token.word in GENERIC or token.word in JOINTS)
