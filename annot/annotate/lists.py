"""Lists whose last noun says what their members are: A、B、C等企业, D、E等重大项目."""

import re
from collections.abc import Iterator

from annot.annotate.boundary import PROPER, trim, window
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN, Token

__all__ = ["find_listed"]

COUNT = "(?:[0-9一二两三四五六七八九十]+余?[家个所项条大座支名款种]|多[家个项]|一批|一大批|众多|诸多)?"
KINDS = (
    ("COMPANY", "(?:(?![产行]业|领域|平台的)[一-龥A-Z0-9“”]){0,14}?(?:企业|公司|巨头|大厂|银行|厂商|车企|药企|供应商|运营商|集团)(?!家|协会|研发|技术中心|和个人)"),
    ("PROJECT", "(?:[一-龥]{0,8}?)(?:项目|工程)(?!组|库|经理|师|部)"),
    ("INSTITUTE", "(?:[一-龥“”]{0,8}?)(?:高校|大学|院校|科研院所|科研机构|研发机构|创新平台|科创平台|研究机构|媒体|医院)"),
    ("PRODUCT", "(?:[一-龥]{0,6}?)(?:产品|药品|品种|机型|车型|装备|大国重器|国之重器|型号|中成药|基金(?!会))"),
    ("GOV", "(?:[一-龥]{0,4}?)(?:部委|委办局)"),
)  # fmt: skip
TAIL = re.compile("等" + COUNT + "(?:" + "|".join(f"(?P<{label}>{noun})" for label, noun in KINDS) + ")")
TRADES = frozenset("电器 电气 汽车 重工 机械 食品 乳业 药业 制药 医药 科技 化工 化学 材料 能源 电子 软件 通信 生物 股份 纸业 水泥 轮胎 酒业 服饰 家居 传媒 物流 智能 光电 钢铁 集团".split())
QUOTE = re.compile("“[^“”\n]{1,24}”$")
LONGEST_MEMBER = 24


def find_listed(reading: Reading) -> Iterator[Candidate]:
    """Yield the members of lists that end in 等 and a noun."""
    for match in TAIL.finditer(reading.text):
        label = match.lastgroup or ""
        yield from _members(reading, match.start(), label)


def _after_joint(found: list[Token]) -> list[Token]:
    """Cut what stands before a 和: it is another member of the list."""
    last = max((index for index, token in enumerate(found) if token.word in ("和", "与", "及")), default=-1)
    return found[last + 1 :]


def _is_name(found: list[Token]) -> bool:
    """Tell whether a member is a name: a proper word, or pieces that no dictionary joins."""
    if found[-1].word in TRADES and len(found) == 2:
        return True
    return any(token.tag in PROPER for token in found) or sum(len(token.word) == 1 for token in found) > 1


def _members(reading: Reading, end: int, label: str) -> Iterator[Candidate]:
    text = reading.text
    while end > 0:
        quoted = QUOTE.search(text, max(0, end - 26), end)
        if quoted and label in ("PRODUCT", "PROJECT"):
            start = quoted.start()
            yield Candidate(start, end, label, "list:quoted", Tier.SURE)
        else:
            found = trim(_after_joint(window(reading.tokens(end - 1), end)))
            if not found or found[-1].end != end or end - found[0].start > LONGEST_MEMBER:
                return
            start = found[0].start
            if _is_name(found) and end - start > 1 and not text[start:end].endswith("总部"):
                own = "COMPANY" if label == "PROJECT" and found[-1].tag in ("COMPANY", UNKNOWN) else label
                yield Candidate(start, end, own, f"list:{label.lower()}", Tier.GUESS if len(found) == 1 else Tier.NORMAL)
        if start == 0 or text[start - 1] not in "、和及与”“":
            return
        end = start if text[start - 1] in "”“" else start - 1
