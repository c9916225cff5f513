"""Names of people: by the title before them, the title or verb after them, in lists and bylines."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from annot.annotate.anchors import matches_near
from annot.annotate.bylines import find_bylines
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.lexicon import FOLDER, read_lexicon
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN, is_known
from annot.annotate.vocabulary import read_table, words

__all__ = ["find_persons"]

SEPARATOR = re.compile("(?:[（(][A-Za-z]{2,5}[）)])?(?:[\\s:：/]|同志)?")
SPEAKING = re.compile(
    "介绍|表示|说|指出|强调|认为|透露|告诉|坦言|解释|主持|笑着说|宣布|出席|参加|担任|出任|兼任|曾(?!经济)|当选|提到|回忆|感慨|直言|率(?!先)|对(?:记者|媒体)|[,，]联系电话|[）)]"
    "|、(?:通讯员|记者)|作[一-龥]{0,8}(?:发言|讲话|报告|部署|致辞)"
)
# 市委书记史根治到…: what somebody with a title goes and does.
ACTS = re.compile(
    "到(?!位|达)|来到|赴|前往|签署|签约|返|回到|向(?!上)|和(?!平)|深入|走进|走访|先后|一行|带队|带领|调研|会见|陪同|督导|在(?!于)"
)
SAYS = re.compile(
    "说(?!明|到)|表示|介绍|告诉|率(?!先)|一行|宣布|主持|作[一-龥《]{0,8}(?:发言|讲话|报告|部署|致辞|推介|介绍|分享|汇报|表态|交流)"
)
NEXT = re.compile("[、,， ]")
AFTER_MEMBER = re.compile("[、,， 。；）)]|等|参加|出席|陪同|调研|一同|分别|率|及|$")
BYLINE = re.compile("(?:^|[\n►●（(])(?:文/|图/|作者|编辑|来源)?[:：\\s]?\\s?([一-龥]{2,4})(?=$|[\n）)])")
# Names from other languages are written with few characters (爱因斯坦, 史蒂夫·乔布斯).
FOREIGN = pattern("persons", "foreign")
DOTTED = pattern("persons", "dotted")
DOT = re.compile("·")
LONGEST_PART = 6
# The third character of 王波表(示) is the beginning of what the person does, not of the name.
VERB_STARTS = frozenset("在为是的和与及等表说介指要会对从到就将已也又还正率主出以于")
NEVER_LAST = frozenset("到赴在将对从就已又还是的地及曾均则却便携")
# 统计师|孙晓说，: the tagger took the verb into the name.
SAID = re.compile("[说称][，,：:“]|作[一-龥《]{1,8}(?:发言|讲话|报告|部署|致辞|推介|介绍|分享|汇报|表态)")
# 泽|连斯基说: the end of a name from another language.
TRANSLITERATED = frozenset("斯基夫娃尔特姆")
# 王女士 is no name.
FORMS_OF_ADDRESS = frozenset(("女士", "先生", "老师", "师傅", "某", "某某", "大爷", "阿姨", "总", "姓", "氏"))
# 龙拱港, 高新区: what ends so is a place.
PLACE_ENDS = tuple("区县镇港省园")
NAME_TAGS = frozenset(("nr", "nrt", "nrfg", "PERSON", "PLACE", "ns", UNKNOWN))
OTHER_NAMES = frozenset(("ZONE", "GOV", "COMPANY", "INSTITUTE"))


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    terms = [entry.term for entry in read_lexicon(FOLDER / "surnames.tsv")]
    return frozenset(t for t in terms if len(t) == 1) | {"习"}, frozenset(t for t in terms if len(t) > 1)


@cache
def _cues() -> tuple[Any, tuple[tuple[bool, bool], ...]]:
    """Return the automaton of titles and verbs, and for each whether a name may follow and go before."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    cues = {entry.term: (entry.get("position") != "after", True) for entry in read_lexicon(FOLDER / "titles.tsv")}
    for word, kind in read_table("person_cues.tsv"):
        before, after = cues.get(word, (False, False))
        cues[word] = (before or kind in ("before", "both"), after or kind in ("after", "both"))
    automaton = CharwiseDoubleArrayAhoCorasick(list(cues), match_kind=MATCH_KIND_LEFTMOST_LONGEST)
    return automaton, tuple(cues.values())


def find_persons(reading: Reading) -> Iterator[Candidate]:
    """Yield the people of a document."""
    automaton, kinds = _cues()
    for start, end, number in automaton.find(reading.text):
        before, after = kinds[number]
        # 直流输电|工程满功率: a title that another word takes the end of is none.
        torn = not reading.words.breaks_at(end) and is_known(reading.text[end - 1 : end + 1])
        if before and not torn:
            yield from _after_title(reading, end)
        if after:
            yield from _before_cue(reading, start)
    for match in matches_near(DOTTED, DOT, reading.text, before=LONGEST_PART):
        yield Candidate(*match.span(), "PERSON", "person:foreign")
    yield from find_bylines(reading.text, lambda name: _begins_name(name, 0, len(name)))
    for match in BYLINE.finditer(reading.text):
        end = _name_end(reading, match.start(1))
        known = reading.hits_within(match.start(1), match.end(1))
        if end == match.end(1) and not known and _is_made_of_names(reading, match.start(1), end):
            yield Candidate(match.start(1), end, "PERSON", "person:byline")


def _after_title(reading: Reading, end: int) -> Iterator[Candidate]:
    """Yield the name after a title, and the names of the list it opens."""
    skipped = SEPARATOR.match(reading.text, end)
    start = skipped.end() if skipped else end
    stop = _name_end(reading, start)
    foreign = FOREIGN.match(reading.text, start)
    if foreign and (foreign.end() > stop or not _is_name(reading, start, stop)):
        yield Candidate(*foreign.span(), "PERSON", "person:foreign", Tier.SURE)
    elif stop and (_is_name(reading, start, stop) or _speaks(reading, start, stop)):
        yield Candidate(start, stop, "PERSON", "person:title-before", Tier.SURE)
        yield from _listed(reading, stop)


def _speaks(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a name of common words (方立言) stands between a title and a verb of speaking."""
    text = reading.text
    if text[start + 1 : end] in FORMS_OF_ADDRESS or text[start:end] in words("unnamed"):
        return False
    if any(hit.start == start for hit in reading.hits_within(start, end)):
        # 总经理秦岭介绍: a mountain does not speak.
        return bool(SAYS.match(text, end)) and not text.endswith(PLACE_ENDS, start, end)
    return end - start > 2 and bool(SPEAKING.match(text, end) or ACTS.match(text, end))


def _listed(reading: Reading, end: int) -> Iterator[Candidate]:
    """Yield the people that a list goes on with: 吴锦、方晓阳、胡敏."""
    while NEXT.match(reading.text, end):
        start = end + 1
        end = _name_end(reading, start)
        if not end or not AFTER_MEMBER.match(reading.text, end):
            return
        if not (_is_name(reading, start, end) or _is_plain(reading, start, end)):
            return
        yield Candidate(start, end, "PERSON", "person:list")


def _before_cue(reading: Reading, end: int) -> Iterator[Candidate]:
    """Yield the name that ends where a title or a verb of speaking begins, and the names of the list before it."""
    start = _name_before(reading, end)
    while start is not None:
        yield Candidate(start, end, "PERSON", "person:title-after", Tier.SURE)
        end = start - 1
        start = _name_before(reading, end) if end > 0 and reading.text[end] == "、" else None


def _name_before(reading: Reading, end: int) -> int | None:
    """Return where the name begins that ends at a place, None where none does."""
    text = reading.text
    for width in (3, 2, 4):
        start = end - width
        if start < 0 or not _begins_name(text, start, width) or not all(map(_is_ideograph, text[start:end])):
            continue
        if text[end - 1] in TRANSLITERATED and _is_han(text, start - 1):
            continue
        apart = not _is_han(text, start - 1) or reading.words.tag_at(start, end) in ("nr", "nrt", "nrfg")
        if (
            text[start:end].endswith(PLACE_ENDS)
            or words_of(reading, start, end)[0] in words("stop")
            or reading.hits_within(start, end)
        ):
            # 由谁|解释: a preposition that is also a surname.
            continue
        plain = not _is_han(text, start - 1) and _is_plain(reading, start, end)
        if apart and (plain or _is_name(reading, start, end)):
            return start
    return None


def _is_plain(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a surname and a common word of two characters (孙|国安) may be a name where one is expected."""
    tokens = reading.words.tokens(start, end)
    parted = [len(token.word) for token in tokens] == [1, 2] and tokens[0].start == start and tokens[1].end == end
    return parted and tokens[1].word not in words("stop") and reading.text[start:end] not in words("unnamed")


def words_of(reading: Reading, start: int, end: int) -> list[str]:
    """Return the words of a stretch."""
    return [token.word for token in reading.words.tokens(start, end)]


def _begins_name(text: str, start: int, width: int) -> bool:
    single, double = _surnames()
    if width == 4:
        return text[start : start + 2] in double
    return text[start] in single or text[start : start + 2] in double


def _name_end(reading: Reading, start: int) -> int:
    """Return where a name that begins at a place ends: after two or three characters, where a word does; 0 for none."""
    text = reading.text
    if start >= len(text) or not _begins_name(text, start, 3):
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


def _is_name(reading: Reading, start: int, end: int) -> bool:
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
    if _is_made_of_names(reading, start, end):
        return True
    if len(tokens[0].word) == 1 and len(tokens) == 2 and len(tokens[1].word) == 2 and not _is_han(reading.text, end):
        # 副司长|梅|建平，: a surname that the tagger knows, and the name before a mark.
        return not any(token.word in words("stop") for token in tokens[1:])
    # 记者 耿婷婷): between two marks a common word is a name all the same.
    return not _is_han(reading.text, start - 1) and not _is_han(reading.text, end)


def _is_made_of_names(reading: Reading, start: int, end: int) -> bool:
    tokens = reading.words.tokens(start, end)
    lone = len(tokens) == 1 and ((end - start > 2 and is_known(tokens[0].word)) or reading.hits_within(start, end))
    if tokens[-1].tag == "ns" and (lone or tokens[0].word in words("stop")):
        # 连云港 is a place, 主任于上海 a preposition before one.
        return False
    return all(token.tag in NAME_TAGS or len(token.word) == 1 for token in tokens)


def _is_han(text: str, position: int) -> bool:
    return 0 <= position < len(text) and _is_ideograph(text[position])


def _is_ideograph(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
