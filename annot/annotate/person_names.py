"""What may be the name of somebody: a surname and one or two characters that the words around leave to it."""

import re
from functools import cache

from annot.annotate.lexicon import FOLDER, read_lexicon
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN, is_known
from annot.annotate.vocabulary import words

__all__ = [
    "FORMS_OF_ADDRESS",
    "NAME_TAGS",
    "SAYS",
    "begins_name",
    "is_han",
    "is_ideograph",
    "is_made_of_names",
    "is_name",
    "is_plain",
    "name_end",
    "unlisted_end",
]

SAYS = re.compile(
    "说(?!明|到)|笑[道称言着]|打了?个比方|表示|向[一-龥]{2,8}(?:表示|介绍|透露|说)|介绍|告诉|率(?!先)|一行|宣布|主持|作[一-龥《]{0,8}(?:发言|讲话|报告|部署|致辞|推介|介绍|分享|汇报|表态|交流)"
)
# The third character of 王波表(示) is the beginning of what the person does, not of the name.
VERB_STARTS = frozenset("在为是的和与及等表说介指要会对从到就将已也又还正率主出以于")
NEVER_LAST = frozenset("到赴在将对向从就已又还是的地及曾均则却便携了着过最上")
# 统计师|孙晓说，: the tagger took the verb into the name.
SAID = re.compile("[说称][，,：:“]|作[一-龥《]{1,8}(?:发言|讲话|报告|部署|致辞|推介|介绍|分享|汇报|表态)")
# 王女士 is no name.
FORMS_OF_ADDRESS = frozenset(("女士", "先生", "老师", "师傅", "某", "某某", "大爷", "阿姨", "总", "姓", "氏"))
# 部长|云美丽介绍: a name of any surname between a title and what only people do.
SPOKEN = re.compile(
    "([一-龥]{2,4}?)(?:说(?!明|到|起)|表示|介绍|告诉|坦言|笑言|直言|感慨|透露|认为|指出|强调|解释|补充|回忆|总结|分析|打了?个比方|举了|掰着)"
)
# 负责人|纷纷表示, 专家|普遍认为, 记者|了解到: how and how often, not who.
HOW = frozenset("还也都又再则就均正曾将先已等们纷普一进同多不深随重特着首最据如对向在和与及的了且便却此其该本")
NAME_TAGS = frozenset(("nr", "nrt", "nrfg", "PERSON", "PLACE", "ns", UNKNOWN))
GIVEN_TAGS = frozenset(("nr", "nrt", "nrfg", "nz", UNKNOWN))
OTHER_NAMES = frozenset(("ZONE", "GOV", "COMPANY", "INSTITUTE"))


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    terms = [entry.term for entry in read_lexicon(FOLDER / "surnames.tsv")]
    return frozenset(t for t in terms if len(t) == 1) | {"习"}, frozenset(t for t in terms if len(t) > 1)


@cache
def _plain_surnames() -> frozenset[str]:
    """Return the surnames that are seldom anything else."""
    entries = read_lexicon(FOLDER / "surnames.tsv")
    return frozenset(entry.term for entry in entries if len(entry.term) == 1 and not entry.is_ambiguous)


def is_plain(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a surname and a common word of two characters (孙|国安) may be a name where one is expected."""
    tokens = reading.words.tokens(start, end)
    parted = [len(token.word) for token in tokens] == [1, 2] and tokens[0].start == start and tokens[1].end == end
    named = reading.text[start] in _plain_surnames() and reading.text[start:end] not in words("unnamed")
    return parted and named and tokens[1].word not in words("stop")


def begins_name(text: str, start: int, width: int) -> bool:
    """Tell whether a name of a width may begin at a place: whether a surname does."""
    single, double = _surnames()
    if width == 4:
        return text[start : start + 2] in double
    return text[start] in single or text[start : start + 2] in double


def name_end(reading: Reading, start: int) -> int:
    """Return where a name that begins at a place ends: after two or three characters, where a word does; 0 for none."""
    text = reading.text
    if start >= len(text) or not begins_name(text, start, 3):
        return 0
    given = start + (2 if text[start : start + 2] in _surnames()[1] else 1)
    width = 0
    while width < 2 and given + width < len(text) and "\u4e00" <= text[given + width] <= "\u9fff":
        width += 1
    end = given + width
    if width == 2 and (text[end - 1] in NEVER_LAST or SAID.match(text, end - 1)):
        # 书记|陈伟到|长葛市: the tagger took the preposition into the name.
        return end - 1
    breaks = reading.words.breaks_at
    if (
        width == 2
        and breaks(end - 1)
        and not SAYS.match(text, end)
        and (not breaks(end) or text[end - 1] in VERB_STARTS)
    ):
        return end - 1
    return end if width else 0


def unlisted_end(reading: Reading, start: int) -> int:
    """Return where a name ends that begins with no listed surname, before a verb of speaking; 0 for none."""
    match = SPOKEN.match(reading.text, start)
    if not match or not HOW.isdisjoint(match[1]) or match[1] in words("unnamed"):
        return 0
    tokens = reading.words.tokens(*match.span(1))
    strange = [token.tag in GIVEN_TAGS for token in tokens]
    if not any(strange) or any(len(token.word) > 1 and not odd for token, odd in zip(tokens, strange, strict=True)):
        return 0
    return 0 if reading.hits_within(*match.span(1)) else match.end(1)


def is_name(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch that begins with a surname is a name as the words in it and around it stand."""
    if reading.text[start + 1 : end] in FORMS_OF_ADDRESS or reading.text[end - 1] in NEVER_LAST:
        return False
    if reading.text[start:end] in words("unnamed"):
        return False
    tokens = [token for token in reading.tokens(start) if token.start < end and token.end > start]
    text = reading.text
    taken = end + bool(text[end : end + 1] in NEVER_LAST or SAID.match(text, end) or SAYS.match(text, end))
    if not tokens or tokens[0].start < start or tokens[-1].end > taken or end - start < 2:
        return False
    if tokens[0].word in words("stop") and len(tokens[0].word) > 1:
        # 代表|齐聚: a verb that begins with a surname.
        return False
    # 魏华山: a place inside a name stands behind its surname.
    whole = end - start > 2 and reading.words.tag_at(start, end) in ("nr", "nrt")
    # 吴忠琼: nor one that a name the tagger knows begins with.
    placed = not whole and any(token.tag == "PLACE" and token.start <= start for token in tokens)
    if placed or any(token.tag in OTHER_NAMES for token in tokens):
        return False
    if end - start == 2 and text[start] not in _plain_surnames() and not _stands_out(reading, start, end):
        return False
    if is_made_of_names(reading, start, end):
        return True
    if len(tokens[0].word) == 1 and len(tokens) == 2 and len(tokens[1].word) == 2 and not is_han(reading.text, end):
        # 副司长|梅|建平，: a surname that the tagger knows, and the name before a mark.
        return not any(token.word in words("stop") for token in tokens[1:])
    # 记者 耿婷婷): between two marks a common word is a name all the same.
    return not is_han(reading.text, start - 1) and not is_han(reading.text, end)


def _stands_out(reading: Reading, start: int, end: int) -> bool:
    """Tell whether two characters that could be common words (农户|种茶) are known or read as a name."""
    known = reading.words.tag_at(start, end) in ("nr", "nrt", "nrfg")
    return known or bool(SAYS.match(reading.text, end)) or not is_han(reading.text, start - 1)


def is_made_of_names(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch holds nothing but what the tagger takes for names, or single characters."""
    tokens = reading.words.tokens(start, end)
    lone = len(tokens) == 1 and ((end - start > 2 and is_known(tokens[0].word)) or reading.hits_within(start, end))
    if tokens[-1].tag == "ns" and (lone or tokens[0].word in words("stop")):
        # 连云港 is a place, 主任于上海 a preposition before one.
        return False
    return all(token.tag in NAME_TAGS or len(token.word) == 1 for token in tokens)


def is_han(text: str, position: int) -> bool:
    """Tell whether a Chinese character stands at a place."""
    return 0 <= position < len(text) and is_ideograph(text[position])


def is_ideograph(character: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u4e00" <= character <= "\u9fff"
