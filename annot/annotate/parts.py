"""Which of the words before a head are its own name, where another name stands directly before it."""

from collections.abc import Callable, Mapping

from annot.annotate.boundary import PROPER
from annot.annotate.segmenter import Token
from annot.annotate.vocabulary import Head

__all__ = ["own_part"]

# 河南省委|办公厅|河南省政府: the office before has its own name.
OFFICES = frozenset(("办公厅", "办公室"))
UNDERTAKINGS = frozenset(("项目", "重大项目", "重点项目", "工程", "重点工程", "企业"))
BARE_ZONES = frozenset(("经开区", "高新区", "开发区", "新区", "园区", "经济开发区", "工业园区", "产业园区", "自贸区"))
KINDS = frozenset(("企业", "龙头企业", "上市企业", "民企", "央企", "国企"))
GROUNDS = frozenset("区城园谷港廊圈带")
TOWNS = frozenset(("街道", "镇", "乡", "村", "社区"))
LONGEST_TOWN = 3  # characters that are a town whatever the words they were cut into (海子|洼|村)
PARTY = ("省委", "市委", "区委", "县委", "工委", "党委")


def own_part(found: list[Token], head: Head) -> list[Token]:
    """Cut another name that stands directly before this one (guideline 2 and 8)."""
    if head.label in _PARTS:
        return _PARTS[head.label](found, head)
    if head.label == "PROJECT" and found and found[0].word in BARE_ZONES:
        return found[1:]
    if head.text == "改革":
        return [token for token in found if token.tag != "PLACE"] if found and found[0].tag == "PLACE" else found
    return found


def _office(found: list[Token], _head: Head) -> list[Token]:
    """Cut another office before an office, and the house that it sits in."""
    last = max(
        (i for i, token in enumerate(found[:-1]) if token.word.endswith(PARTY) or token.word in OFFICES), default=-1
    )
    found = found[last + 1 :]
    seat = max((i for i in range(1, len(found)) if found[i].tag == "PLACE" != found[i - 1].tag), default=0)
    # 北洋大厦9楼|威海市工业和信息化局: an office begins with its place.
    return found[seat:] if seat and found[0].tag != "GOV" else found


def _place(found: list[Token], head: Head) -> list[Token]:
    """Cut a project and a zone before a place (山东省重大项目|龙拱港, 湖南湘江新区|梅溪湖艺术中心)."""
    last = max((i for i, token in enumerate(found) if _ends_other(token)), default=-1)
    if head.text in TOWNS and found and last == len(found) - 1 and found[-1].tag == "ZONE":
        # 南汇新城|镇
        return found[-1:]
    found = found[last + 1 :]
    if head.text in TOWNS:
        return _town(found)
    return _after_noun(found) if len(head.text) == 1 else found


def _company(found: list[Token], _head: Head) -> list[Token]:
    """Cut the kind of company that stands before its name, and the bare zone it lies in."""
    last = max((i for i, token in enumerate(found) if token.word in KINDS and not _is_trade(found, i)), default=-1)
    return _outside_zone(found[last + 1 :])


def _outside_zone(found: list[Token]) -> list[Token]:
    """Cut the bare zone that a company lies in, with what stands in brackets behind it (高新区（南区）|河北…)."""
    if not found or found[0].word not in BARE_ZONES:
        return found
    closing = next((i for i, token in enumerate(found) if token.word in (")", "）")), 0)
    return found[closing + 1 :]


def _is_trade(found: list[Token], index: int) -> bool:
    """Tell whether 企业 is what a company manages or serves (钜成|企业|管理|有限公司)."""
    return index + 1 < len(found) and found[index + 1].word in ("管理", "服务", "咨询", "发展", "孵化")


def _is_host(token: Token) -> bool:
    """Tell whether a word ends what a place lies at or belongs to (金鸡湖畔|苏州国际博览中心, 有限公司|大港)."""
    return token.word.endswith(("畔", "之滨", "沿岸", "有限公司"))


def _town(found: list[Token]) -> list[Token]:
    """Cut common words before the name of a town: it begins with a proper word (项目|刘家堡|乡)."""
    if not found or found[-1].end - found[0].start <= LONGEST_TOWN:
        return found
    return found[next((i for i, token in enumerate(found) if token.tag in PROPER), 0) :]


def _after_noun(found: list[Token]) -> list[Token]:
    """Cut what a common noun ends before the name of a hill or a water (齐鲁医学部|王凤山)."""
    last = max((i for i, token in enumerate(found[:-1]) if token.tag == "n" and len(token.word) > 1), default=-1)
    return found[last + 1 :]


def _ends_other(token: Token) -> bool:
    # 泰达|航母主题公园: a brand of a zone is part of the name.
    zone = token.tag == "ZONE" and token.word[-1] in GROUNDS
    # 南水北调惠泽|华北地区, but 黑河公路大桥|口岸
    works = token.tag == "PROJECT" and not token.word.endswith(("桥", "路", "铁", "速", "河", "港", "站"))
    return token.word in UNDERTAKINGS or zone or works or _is_host(token)


def _without_host(found: list[Token], _head: Head) -> list[Token]:
    """Cut a zone or an office before the name of an event: they are names of their own (guideline 2)."""
    last = max(
        (
            index
            for index, token in enumerate(found)
            if token.tag == "ZONE" or (token.tag == "GOV" and token.word[-1] in "局委厅会府部办室")
        ),
        default=-1,
    )
    return found[last + 1 :]


_PARTS: Mapping[str, Callable[[list[Token], Head], list[Token]]] = {
    "EVENT": _without_host,
    "GOV": _office,
    "PLACE": _place,
    "COMPANY": _company,
}
