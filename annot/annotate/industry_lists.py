"""Lists of industries: A、B、C等产业, A、B两大集群, 涉及A、B、C等领域, 以A、B、C为主导."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annot.annotate.boundary import STOP_TAGS
from annot.annotate.candidate import Candidate
from annot.annotate.fields import BOUND, NO_FIELDS, PROCESSES, RANKED, SEAS, field_before, is_party, is_vague
from annot.annotate.reading import BREAKS, Reading
from annot.annotate.segmenter import Token
from annot.annotate.vocabulary import words

__all__ = ["find_field_lists", "list_before", "list_up_to", "member_at"]

# 电子信息、汽车制造2个千亿级产业集群, A、B四大产业
COUNT = re.compile(
    "(?<=[一-龥)）])(?<!第)(?:[0-9]{1,2}|[一二两三四五六七八九十]+)[大个条](?:[一-龥]|(?<=[超近过约逾])[0-9]+|“[^”]{1,4}”){0,8}$"
)
LONGEST_COUNT = 16
FARTHEST_ETC = 14
ENDS = frozenset("，。；、,;\n")
# 旅游、金融、物流等现代服务业; a list of fields that ends otherwise counts where most of it is known.
LISTED_BRANCH = re.compile("等[一-龥]{0,6}(?:服务业|制造业|加工业)(?!项目|企业|公司)")
FIELDS_AFTER = re.compile(
    "等(?:[一-龥]{0,6}(?:领域|赛道|板块|行业|方向)|[0-9一二两三四五六七八九十多]+[大个]?[一-龥]{0,4}(?:领域|赛道|板块|方向))"
    "|(?<=[一-龥])[两三四五六七八九十]大(?:[一-龥]{0,4})(?:领域|赛道|板块|方向)"
    "|(?<=[一-龥])这(?:些|[两三四五六七八][个大])(?:领域|行业|产业|赛道)"
    "|[三四五六七八]张(?:名片|王牌|牌)"
    "|为(?:[三四五]大)?(?:主导|重点|支柱|代表|核心|主攻方向|支撑|特色|龙头|主的|主体|引领)"
)
NOUNS = ("产业集群", "产业链", "集群", "产业")
LONGEST_MEMBER = 12
SEPARATED = re.compile("[、和及与][^，。；]*$")
SEPARATORS = "、和及与"
JOINTS = frozenset("和与及")
# A number, or another list's noun, within what stands between two marks.
BROKEN = re.compile("[0-9一二两三四五六七八九十几多][大个条]|产业[和与及]")
OUTER = frozenset(("国家", "全国", "中国", "全市", "全省", "全区", "全县", "我国", "世界", "全球", "国际"))
# 未来材料, 生产性服务: words that elsewhere end the walk to the left.
COMMON = SEAS | words("name") | {"未来"}
FOREIGN = STOP_TAGS | {"PLACE", "ns", "GOV", "ZONE"}
# 先进储能, 新型显示: a rank elsewhere, here a part of the name.
STOP, RANK = words("stop"), words("rank") - {"先进", "新型", "大型", "小型"}
VERBAL = words("verbal") - PROCESSES - {"销售", "生产", "运营", "运输", "集成", "储运", "融合"}
FEWEST_KNOWN = 2
FEWEST_AROUND = 3
SHORTEST_PLAIN = 3


class Member(NamedTuple):
    """A member of a list.

    Attributes:
        start, end: Place of its name.
        vague: Whether it names no industry by itself.
        plain: Whether that is so only because its words are common (未来材料): among industries it is one.
    """

    start: int
    end: int
    vague: bool
    plain: bool


def find_field_lists(reading: Reading) -> Iterator[Candidate]:
    """Yield the members of lists that end in a branch, and of lists of fields half of which are known industries."""
    for match in LISTED_BRANCH.finditer(reading.text):
        yield from _members_before(reading, match.start())
    sure = {hit.end for hit in reading.hits if hit.entry.label == "INDUSTRY"}
    known = sure.union(hit.end for hit in reading.doubtful if hit.entry.label == "INDUSTRY")
    for match in FIELDS_AFTER.finditer(reading.text):
        found = list(_members(reading, match.start()))
        certain, half = sum(one.end in sure for one in found), 2 * sum(one.end in known for one in found)
        said = match.group().startswith("这") or (match.group().startswith("为") and _is_governed(reading.text, found))
        fewest = 1 if said else FEWEST_KNOWN
        if certain >= fewest and half >= len(found):
            yield from _marked(found, "industry:fields")


def _is_governed(text: str, found: list[Member]) -> bool:
    """Tell whether a list of two or more is what 以 makes the main one (以A和B为重点)."""
    return len(found) >= FEWEST_KNOWN and text[found[-1].start - 1 : found[-1].start] == "以"


def list_before(reading: Reading, noun: int) -> Iterator[Candidate]:
    """Yield the members of ``A、B、C等主导产业`` and of ``A、B两大主导产业`` before their noun."""
    text = reading.text
    etc = text.rfind("等", max(0, noun - FARTHEST_ETC), noun)
    if etc < 0:
        etc = _count_before(text, noun)
    if (
        etc > 0
        and "一体" not in text[etc:noun]
        and not ENDS & set(text[etc:noun])
        and not text.startswith("领域", noun)
        and not NO_FIELDS.match(text, etc)
    ):
        yield from _members_before(reading, etc)


def list_up_to(reading: Reading, start: int) -> Iterator[Candidate]:
    """Yield the members of the list that goes on to the left of an industry, or ends in a number before it."""
    if start and reading.text[start - 1] in SEPARATORS:
        yield from _members_before(reading, start - 1)
    elif (count := _count_before(reading.text, start)) > 0:
        yield from _members_before(reading, count)


def _count_before(text: str, end: int) -> int:
    """Return where the number of a list's members stands before a place, -1 where none does or no list."""
    count = COUNT.search(text, max(0, end - LONGEST_COUNT), end)
    listed = count and SEPARATED.search(text, max(0, count.start() - LONGEST_MEMBER), count.start())
    return count.start() if count and listed else -1


def _members_before(reading: Reading, end: int) -> Iterator[Candidate]:
    """Yield the members of the list of industries that ends at a place."""
    yield from _marked(list(_members(reading, end)), "industry:list")


def _marked(found: list[Member], source: str) -> Iterator[Candidate]:
    """Yield the members that name industries; common words do where most of the others are industries."""
    mostly = len(found) >= FEWEST_AROUND and 2 * sum(not one.vague for one in found) >= len(found)
    for one in found:
        if not one.vague or (mostly and one.plain):
            yield Candidate(one.start, one.end, "INDUSTRY", source)


def _members(reading: Reading, end: int) -> Iterator[Member]:
    """Yield the members of a list from the last one to the first."""
    text = reading.text
    while end > 0:
        member = member_at(reading, end)
        if member is None:
            return
        yield member
        if member.start == 0 or text[member.start - 1] not in SEPARATORS:
            return
        end = member.start - 1


def member_at(reading: Reading, end: int) -> Member | None:
    """Return the member that ends at a place; None where no noun does."""
    text = reading.text
    if not end or text[end - 1] in BREAKS:
        return None
    found = field_before(reading, end)
    start = found[0].start if found and found[-1].end == end else end
    if whole := _whole(reading, start, end):
        found, start = whole, whole[0].start
    if start == end:
        return None
    name = _without_noun(text[start:end])
    vague = is_vague(found, name)
    return Member(start, start + len(name), vague, vague and _is_plain(name))


def _whole(reading: Reading, start: int, end: int) -> list[Token]:
    """Return all words between two marks of a list where they name a member that begins before a place."""
    text, left = reading.text, reading.segment(end - 1)[0]
    if left >= start or text[left - 1 : left] != "、" or end - left > LONGEST_MEMBER or BROKEN.search(text, left, end):
        return []
    tokens = reading.words.tokens(left, end)
    # 二、|培育|戏曲产业: a verb and its object, no member.
    outer = (
        tokens[0].word in OUTER
        or tokens[0].word in VERBAL
        or not _is_whole(tokens, followed=text[end : end + 1] == "、")
    )
    return [] if outer else tokens


def _without_noun(name: str) -> str:
    """Cut the noun that follows the name of an industry, which only some names need (guideline 12)."""
    for noun in NOUNS:
        if name.endswith(noun) and name[: -len(noun)] not in BOUND and len(name) > len(noun) + 1:
            return name[: -len(noun)]
    return name


def _is_plain(name: str) -> bool:
    """Tell whether a name of common words may be an industry among others."""
    return len(name) >= SHORTEST_PLAIN and not (is_party(name) or name.endswith(RANKED) or BROKEN.search(name))


def _is_whole(tokens: list[Token], *, followed: bool) -> bool:
    """Tell whether a member fills all between two marks of its list: no word in it begins another phrase."""
    return all(followed if token.word in JOINTS else _is_common(token) for token in tokens)


def _is_common(token: Token) -> bool:
    """Tell whether a word may stand in a member of a list wherever it likes: not a number, a place or a preposition."""
    if token.tag == "t" or token.word in COMMON:
        return True
    return not (token.tag in FOREIGN or token.word in STOP or token.word in RANK)
