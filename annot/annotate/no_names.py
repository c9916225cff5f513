"""What stands around a head and says that it ends no name: a number, a rank, who acts, what a government does."""

import re

from annot.annotate.boundary import ANCHORS
from annot.annotate.government import LEVELS
from annot.annotate.kinds import WHOLE, is_kind_of_zone
from annot.annotate.segmenter import Token
from annot.annotate.vocabulary import Head

__all__ = ["COUNTRIES", "RANKS", "is_no_name"]

RANKS = frozenset(("重点", "重大"))
"""Ranks that belong to the name of a plan (重点实验室梯次培育计划) and make a project one of many."""
COUNTRIES = re.compile("中[俄蒙朝越老缅印哈巴尼韩日美欧]$")
"""What lies between two countries is named after both, and is no one place (经中俄|口岸)."""
# 政府工作报告, 政府采购: what a government does, not the government.
NO_OFFICE = re.compile("(?<=政府)(?:工作报告|大院|采购|性|债|投资|补贴|网站|部门|基金|储备|服务|职能|信息)")
# 810个省重点项目: counted things, not a name.
COUNTED = re.compile("[0-9]+[余多]?[个项家条座处所批件]")
COUNTED_BEFORE = re.compile("[0-9]+[余多]?[个座条家处所]$")
LONGEST_COUNT = 8
KINDRED = frozenset(("PLACE", "ZONE", "INSTITUTE", "PROJECT"))
PLANS = re.compile("[在于投用到今明总新年未建引向对将为与把分]|[0-9]")
# 王凤山一行来访: who comes and speaks is no hill.
ACTS = re.compile("一行|表示|说|介绍|指出|强调|主持|出席|致辞|陪同|带队|率队|告诉|认为|先生|教授|院士|同志")
# 锦绣千村|合作社, 沿江|三|镇
TOWNS = frozenset(("村", "镇", "乡", "街道"))
NUMERALS = frozenset("一二两三四五六七八九十几")
PARTY_HEADS = frozenset(("党委", "党组", "纪委", "党工委", "工会"))
RULED = frozenset(("人大", "人大常委会", "政协", "纪委", "纪委监委"))


def is_no_name(text: str, found: list[Token], end: int, head: Head) -> bool:
    """Tell whether what stands around a head says that it ends no name.

    Args:
        text: The document.
        found: The words before the head that its name may begin with, none where there are none.
        end: Where the head ends.
        head: The head.
    """
    if head.label == "GOV" and _is_no_office(text, found, end, head):
        return True
    if not found:
        return False
    if _is_no_place(text, found, end, head) or _is_common(text, found, end, head) or _is_ranked(found, head):
        return True
    if COUNTED.match(text, found[0].start):
        return True
    if head.label == "INSTITUTE" and all(token.word in WHOLE for token in found):
        return True
    if head.label in KINDRED and COUNTED_BEFORE.search(text, max(0, found[0].start - LONGEST_COUNT), found[0].start):
        # 8个小二型水库, 3座抽水蓄能电站
        return not any(token.tag in ("PLACE", "ns", "COMPANY") for token in found)
    return head.label == "ZONE" and is_kind_of_zone(text, found, end, head)


def _is_no_office(text: str, found: list[Token], end: int, head: Head) -> bool:
    """Tell whether a head is what a government does, an office of each place, or one that other rules decide on."""
    if NO_OFFICE.match(text, end) or _is_ruled(found, head) or _is_inner(found, head):
        return True
    return bool(found) and text.endswith("各", 0, found[0].start)


def _is_no_place(text: str, found: list[Token], end: int, head: Head) -> bool:
    """Tell whether a head belongs to a person, a company or a count, or is a border of two countries."""
    if len(head.text) == 1 and found[0].tag == "nr" and len(found[0].word) == 1 and ACTS.match(text, end):
        return True
    if head.text in TOWNS and (text.startswith(("合作社", "镇银行"), end) or found[-1].word in NUMERALS):
        return True
    return head.label == "PLACE" and bool(COUNTRIES.match(text, found[0].start, end - len(head.text)))


def _is_ranked(found: list[Token], head: Head) -> bool:
    """Tell whether a project is one of a rank (山东省重点制造业项目), or a zone yet to be built (建设产业园)."""
    if head.text == "项目":
        return any(token.word in RANKS or token.word == "龙头" for token in found)
    return head.label == "ZONE" and found[-1].word == "建设"


def _is_inner(found: list[Token], head: Head) -> bool:
    """Tell whether an office is that of a company or an institute (中国宝武|党委): not one of the state."""
    return head.text in PARTY_HEADS and any(token.tag in ("COMPANY", "INSTITUTE") for token in found)


def _is_common(text: str, found: list[Token], end: int, head: Head) -> bool:
    """Tell whether what follows makes a head a verb (绿地集团|计划|投资) or counts it (道路工程6个)."""
    if head.text == "计划":
        # 佛山|计划|从2018年: who plans, not what a plan is called.
        return bool(PLANS.match(text, end)) or all(token.tag in ANCHORS for token in found)
    if head.text.endswith("规划") and text.startswith(("建设", "面积", "用地", "总"), end):
        return True
    return head.label == "PROJECT" and bool(COUNTED.match(text, end))


def _is_ruled(found: list[Token], head: Head) -> bool:
    """Tell whether a paragraph must explain an office (县人大, 市政协): the rules of government.py decide."""
    return head.text in RULED and len(found) == 1 and found[0].word in LEVELS
