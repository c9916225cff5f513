"""What must stand before a head for it to end a name."""

from collections.abc import Callable, Mapping, Sequence

from annot.annotate.boundary import PROPER, is_generic
from annot.annotate.government import LEVELS
from annot.annotate.segmenter import UNKNOWN, Token
from annot.annotate.vocabulary import Head, Need, words

__all__ = ["meets"]

# A plan is named after what it does, in common words; a zone or an institute is not.
LOOSE = frozenset(("POLICY",))
# 县人民医院, 市博物馆: there is one of each.
PUBLIC = ("医院", "博物馆", "图书馆", "科技馆", "保健院", "疾控中心", "文化馆", "美术馆")
SHORTEST_PLACE = 2
LONGEST_AREA = 6
LONGEST_TOWN = 3
# 川渝|高竹|新区: what stands between the place and the head is itself a name.
NEW_AREA_TAGS = frozenset(("PLACE", "ns", "nr", "nz", UNKNOWN))
ROAD_ENDS = ("道", "路", "街")
HIGHWAYS = frozenset(("国道", "省道", "县道"))
ROADS = frozenset(("路", "街", "大道", "大街"))
SIDES = "东西南北中"
SIDED_ROADS = frozenset(("东路", "西路", "南路", "北路", "中路", "东街", "西街", "南街", "北街"))
RINGS = frozenset("东西南北中内外一二三四五六")
LONGEST_ROAD = 4
MADE_UP = frozenset(("nr", UNKNOWN))
TOWNS = frozenset(("街道", "镇", "乡", "村"))
TOWN_TAGS = frozenset(("n", "nr", "v", "a", "s", "f", "zg", "g", "ng", "b", UNKNOWN))
SHORTEST_UNDERTAKING = 5
# 青岛功能区 is a kind of area, 前海片区 a name.
COMMON_AREAS = frozenset(("功能区", "示范区", "产业区", "产业基地"))
SOCIETIES = frozenset(("协会", "学会", "联合会", "研究会", "促进会", "商会"))
NATION = frozenset(("国家", "中国"))
ANCHOR_WORDS = frozenset(("国家", "中国", "全国", "全球", *LEVELS))


def meets(found: Sequence[Token], head_start: int, head: Head) -> bool:
    """Tell whether the words before a head make it a name.

    Args:
        found: The words, at least one.
        head_start: Where the head begins.
        head: The head.
    """
    if head.text == "项目":
        return _is_undertaking(found, head_start)
    if head.label == "PLACE" and len(head.text) == 1 and head_start - found[0].start < SHORTEST_PLACE:
        return found[-1].tag == "PLACE"
    if head.text == "片区" and not any(token.tag in PROPER or len(token.word) == 1 for token in found):
        return False
    if head.text == "村" and _is_kind_of_village("".join(token.word for token in found)):
        return False
    if head.text == "分区":
        # 开发区新疆兵团|分区: part of a zone.
        return found[0].tag == "ZONE"
    if head.text.endswith(ROAD_ENDS) and _is_road(found, head_start, head):
        return True
    if head.text in COMMON_AREAS and all(token.tag in ("PLACE", "ns") for token in found):
        return False
    return _NEEDS[head.need](found, head) or (head.text in TOWNS and _is_town(found, head_start))


def _is_road(found: Sequence[Token], head_start: int, head: Head) -> bool:
    """Tell whether a road needs no proper word: 105国道, 西外环路, 新柳大道, 迎宾路."""
    if head.text in HIGHWAYS and found[-1].word.isdigit():
        return True
    if head.text.endswith("环路") and found[-1].word[-1] in RINGS:
        return True
    if head.text in SIDED_ROADS:
        length = head_start - found[0].start
        return SHORTEST_PLACE <= length <= LONGEST_ROAD and not any(is_generic(token) for token in found)
    if head.text == "大道" and _is_made_up(found, head_start):
        return True
    return head.text in ROADS and _is_common_road("".join(token.word for token in found))


def _is_made_up(found: Sequence[Token], head_start: int) -> bool:
    """Tell whether what stands before 大道 is no phrase: it holds a piece of one character (新|柳|大道)."""
    pieces = any(len(token.word) == 1 for token in found) and not any(is_generic(token) for token in found[1:])
    return pieces and SHORTEST_PLACE <= head_start - found[0].start <= LONGEST_ROAD


def _is_common_road(stem: str) -> bool:
    """Tell whether roads are usually called so (迎宾路, 人民东路), in common words."""
    return stem in words("road") or stem.rstrip(SIDES) in words("road")


def _is_kind_of_village(stem: str) -> bool:
    """Tell 行政村 and 奥运村开村 from the name of a village."""
    return stem in words("kind-of-town") or stem.endswith("开")


def _is_town(found: Sequence[Token], head_start: int) -> bool:
    """Tell whether two or three characters of common words are the name of a town (石门街道, 茄子溪街道)."""
    plain = all(token.tag in TOWN_TAGS for token in found)
    stem = "".join(token.word for token in found)
    return (
        plain
        and SHORTEST_PLACE <= head_start - found[0].start <= LONGEST_TOWN
        and not any(is_generic(token) for token in found)
        and stem not in words("kind-of-town")
    )


def _specific(found: Sequence[Token]) -> list[Token]:
    return [token for token in found if not is_generic(token) and token.word not in ANCHOR_WORDS]


def _has_specific(found: Sequence[Token], head: Head) -> bool:
    specific = _specific(found)
    if any(map(_is_particular, specific)) or (head.label in LOOSE and bool(specific)):
        return True
    # 国家|电焊机|质量检测中心; 人民|电器|集团
    society = head.text in SOCIETIES and len(found) > 1
    national = head.label == "INSTITUTE" and found[0].word in NATION and (bool(specific) or society)
    return national or (head.text == "集团" and _is_trading(found))


def _is_trading(found: Sequence[Token]) -> bool:
    """Tell whether words before 集团 are a brand and its trade, as one word or two."""
    return len(found) > 1 and found[-1].word in words("company-trade") and found[0].word not in words("company-trade")


def _has_anchor(found: Sequence[Token], head: Head) -> bool:
    first = found[0]
    if first.tag in PROPER or first.word in words("brand") or (head.label == "GOV" and first.word in LEVELS):
        return True
    if first.word in ANCHOR_WORDS and (head.label == "PRODUCT" or head.text.endswith(PUBLIC)):
        return True
    return first.word in ANCHOR_WORDS and bool(_specific(found))


def _has_made_up_word(found: Sequence[Token], _head: Head) -> bool:
    last = found[-1]
    return (last.tag in PROPER and len(last.word) > 1) or sum(len(token.word) == 1 for token in found) > 1


_NEEDS: Mapping[Need, Callable[[Sequence[Token], Head], bool]] = {
    Need.ANY: lambda _found, _head: True,
    Need.NONE: lambda _found, _head: True,
    Need.OFFICE: lambda found, _head: found[0].tag in PROPER or found[0].word in LEVELS,
    Need.SPECIFIC: _has_specific,
    Need.ANCHOR: _has_anchor,
    Need.PLACE: lambda found, _head: found[-1].tag in ("PLACE", "ns"),
    Need.PROPER: _has_made_up_word,
    Need.NEW_AREA: lambda found, _head: _is_area(found),
    Need.PHRASE: lambda found, _head: found[0].tag in PROPER,
}


def _is_particular(token: Token) -> bool:
    return token.tag in PROPER or token.tag == "INDUSTRY" or (len(token.word) == 1 and token.word.isalpha())


def _is_area(found: Sequence[Token]) -> bool:
    """Tell whether a new area has a place before it, or one word that no dictionary knows (邢东|新区)."""
    placed = found[0].tag in ("PLACE", "ns") and found[-1].tag in NEW_AREA_TAGS
    if found[0].tag in MADE_UP and len(found) == 2 and found[-1].end - found[0].start == LONGEST_TOWN:
        # 岚|海湾|新区
        return not any(map(is_generic, found))
    return placed or (len(found) == 1 and found[0].tag in MADE_UP and len(found[0].word) > 1)


def _is_undertaking(found: Sequence[Token], head_start: int) -> bool:
    """Tell whether 项目 ends a name: somebody's, or one with a made-up word in it, and not that of a place."""
    if found[0].tag in ("PLACE", "ns"):
        made_up = any(token.tag in (UNKNOWN, "COMPANY") for token in found)
        return len(found) > 2 and head_start - found[0].start > (SHORTEST_UNDERTAKING if made_up else LONGEST_AREA)
    if found[0].tag in ("ZONE", "GOV") or len(found) < 2:
        return False
    if any(token.tag in ("COMPANY", "INSTITUTE") for token in found):
        return True
    return any(token.tag == UNKNOWN for token in found) and head_start - found[0].start > SHORTEST_UNDERTAKING
