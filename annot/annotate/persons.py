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
from annot.annotate.person_names import (
    FORMS_OF_ADDRESS,
    NAME_TAGS,
    SAYS,
    begins_name,
    is_han,
    is_ideograph,
    is_made_of_names,
    is_name,
    is_plain,
    name_end,
    unlisted_end,
)
from annot.annotate.protagonists import find_protagonists
from annot.annotate.reading import Reading
from annot.annotate.segmenter import is_known
from annot.annotate.vocabulary import read_table, words

__all__ = ["find_persons"]

SEPARATOR = re.compile("(?:[（(][A-Za-z]{2,5}[）)])?(?:[\\s:：/]|同志)?")
SPEAKING = re.compile(
    "介绍|表示|说|指出|强调|认为|透露|告诉|坦言|解释|主持|笑着说|宣布|出席|参加|担任|出任|兼任|曾(?!经济)|当选|提到|回忆|感慨|直言|率(?!先)|对(?:记者|媒体)|[,，]联系电话|[）)：:]"
    "|打了?个|打趣|发言|举了|笑[道称言着]|提示|提醒|形容|分析|开玩笑|比喻|掰着"
    "|、(?:通讯员|记者)|作[一-龥]{0,8}(?:发言|讲话|报告|部署|致辞)"
)
# 市委书记史根治到…: what somebody with a title goes and does.
ACTS = re.compile(
    "到(?!位|达)|来到|赴|前往|签署|签约|返|回到|向(?!上)|和(?!平)|深入|走进|走访|先后|一行|带队|带领|带着|指着|今年|把目光|家的?|就在|的声音|穿着|则|一边|调研|会见|陪同|督导|在(?!于)"
)
NEXT = re.compile("[、,， ]")
AFTER_MEMBER = re.compile("[、,， 。；）)]|等|参加|出席|陪同|调研|一同|分别|率|及|$")
BYLINE = re.compile("(?:^|[\n►●（(])(?:文/|图/|作者|编辑|来源)?[:：\\s]?\\s?([一-龥]{2,4})(?=$|[\n）)])")
# Names from other languages are written with few characters (爱因斯坦, 史蒂夫·乔布斯).
FOREIGN = pattern("persons", "foreign")
DOTTED = pattern("persons", "dotted")
TITLED_DOTTED = pattern("persons", "titled_dotted")
TIBETAN = pattern("persons", "tibetan")
DOT = re.compile("·")
LONGEST_PART = 8
# 泽|连斯基说: the end of a name from another language.
TRANSLITERATED = frozenset("斯基夫娃尔特姆")
# 副厅长|江明成: the one word that the end of many titles makes with a surname.
RIVER = "长江"
# 中南大学的|廖崇文教授
LINKS = frozenset("的和与")
# 龙拱港, 高新区: what ends so is a place.
PLACE_ENDS = tuple("区县镇港省园")


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
        across = reading.text[end - 1 : end + 1]
        torn = not reading.words.breaks_at(end) and is_known(across) and across != RIVER and not _says(reading, end)
        if before and not torn:
            yield from _after_title(reading, end)
        if after:
            yield from _before_cue(reading, start)
    for match in matches_near(DOTTED, DOT, reading.text, before=LONGEST_PART):
        yield Candidate(*match.span(), "PERSON", "person:foreign")
    yield from find_protagonists(reading)
    yield from find_bylines(reading.text, lambda name: begins_name(name, 0, len(name)))
    for match in BYLINE.finditer(reading.text):
        end = name_end(reading, match.start(1))
        known = reading.hits_within(match.start(1), match.end(1))
        if end == match.end(1) and not known and is_made_of_names(reading, match.start(1), end):
            yield Candidate(match.start(1), end, "PERSON", "person:byline")


def _after_title(reading: Reading, end: int) -> Iterator[Candidate]:
    """Yield the name after a title, and the names of the list it opens."""
    skipped = SEPARATOR.match(reading.text, end)
    start = skipped.end() if skipped else end
    stop = name_end(reading, start)
    if whole := TITLED_DOTTED.match(reading.text, start) or TIBETAN.match(reading.text, start):
        yield Candidate(*whole.span(), "PERSON", "person:foreign", Tier.SURE)
        yield from _listed(reading, whole.end())
        return
    foreign = FOREIGN.match(reading.text, start)
    if foreign and (foreign.end() > stop or not is_name(reading, start, stop)):
        yield Candidate(*foreign.span(), "PERSON", "person:foreign", Tier.SURE)
    elif stop and (is_name(reading, start, stop) or _speaks(reading, start, stop)):
        yield Candidate(start, stop, "PERSON", "person:title-before", Tier.SURE)
        yield from _listed(reading, stop)
    elif stop := unlisted_end(reading, start):
        yield Candidate(start, stop, "PERSON", "person:unlisted", Tier.SURE)


def _speaks(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a name of common words (方立言) stands between a title and a verb of speaking."""
    text = reading.text
    if text[start + 1 : end] in FORMS_OF_ADDRESS or text[start:end] in words("unnamed"):
        return False
    if any(hit.start == start for hit in reading.hits_within(start, end)):
        # 总经理秦岭介绍: a mountain does not speak.
        return bool(SAYS.match(text, end)) and not text.endswith(PLACE_ENDS, start, end)
    first = reading.words.tokens(start, end)[0]
    # 成员|任期制和…: a common word begins there.
    common = len(first.word) > 1 and first.tag not in NAME_TAGS
    return end - start > 2 and bool(SPEAKING.match(text, end) or (not common and ACTS.match(text, end)))


def _says(reading: Reading, start: int) -> bool:
    """Tell whether a name and a verb of speaking follow (传承人|马进福表示)."""
    return bool(SAYS.match(reading.text, name_end(reading, start) or start))


def _listed(reading: Reading, end: int) -> Iterator[Candidate]:
    """Yield the people that a list goes on with: 吴锦、方晓阳、胡敏."""
    while NEXT.match(reading.text, end):
        start = end + 1
        end = name_end(reading, start)
        if not end or not AFTER_MEMBER.match(reading.text, end):
            return
        if not (is_name(reading, start, end) or is_plain(reading, start, end)):
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
        if start < 0 or not begins_name(text, start, width) or not all(map(is_ideograph, text[start:end])):
            continue
        if text[end - 1] in TRANSLITERATED and is_han(text, start - 1):
            continue
        linked = not is_han(text, start - 1) or text[start - 1] in LINKS
        apart = linked or reading.words.tag_at(start, end) in ("nr", "nrt", "nrfg")
        if (
            text[start:end].endswith(PLACE_ENDS)
            or _words_of(reading, start, end)[0] in words("stop")
            or reading.hits_within(start, end)
        ):
            # 由谁|解释: a preposition that is also a surname.
            continue
        plain = not is_han(text, start - 1) and is_plain(reading, start, end)
        if apart and (plain or is_name(reading, start, end)):
            return start
    return None


def _words_of(reading: Reading, start: int, end: int) -> list[str]:
    """Return the words of a stretch."""
    return [token.word for token in reading.words.tokens(start, end)]
