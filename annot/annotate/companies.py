"""Companies without a legal form: X总部, and short names that end in their trade (悟牛科技, 汉唐生物)."""

import re
from collections.abc import Iterator

from annot.annotate.boundary import PROPER, trim, window
from annot.annotate.candidate import Candidate
from annot.annotate.reading import BREAKS, Reading
from annot.annotate.segmenter import UNKNOWN, Token, is_known
from annot.annotate.vocabulary import words

__all__ = ["find_companies"]

TRADE = re.compile(
    "(?:生物科技|电子科技|信息科技|智能科技|环保科技|科技|生物医药|生物|智能装备|智能|信息技术|信息|数科|软件|微电子|电子|基因|医疗器械|医疗|医药|药业|制药|新能源|能源|新材料|材料|光电|光学|半导体|机电|精工|动力|环境|环保|传感|重工|机械|汽车|数据|网络|物流|速递|快递|股份|实业|食品|乳业|酒业|家居|电器|电气|电缆|轮胎|橡胶|化学|化工|钢铁|铝业|铜业|矿业|锂业|锂电|通信|通讯|传媒|影业|航空|航天|船舶|造船|轴承|仪器|激光|芯片|芯动力|动保|农业|农牧|种业|置业|地产|资本|创投|数码|云)"
    "(?=[、，。；）)“”\n：]|等|和(?![谐平])|与|及|在|也|是|的|连夜|总部|总经理|董事长|创始人|负责人|公司|集团|落户|入驻|签约|投资|项目|将|已|有限|率先|推出|研发|自主|发布|完成|相关|[0-9一二两三四五六七八九十]+家)"
)
# 北方总部, 全球AI总部: what stands between a company and its 总部 is not its name (guideline 3).
HEADQUARTERS = re.compile("(?:(?:全球|中国|亚太|国际|区域|地区|华北|华东|华南|华中|西南|西北|东北|北方|南方|西部|东部|中部|第[一二]|销售|研发|运营|结算|功能|职能|创新|制造|生产|营销|采购|双|AI|人工智能|新零售|数字|智能|北京|上海|深圳|大中华区)*)总部")
SHORTEST_STEM = 2


def find_companies(reading: Reading) -> Iterator[Candidate]:
    """Yield the companies that a trade or a 总部 gives away."""
    for match in TRADE.finditer(reading.text):
        found = window(reading.tokens(match.start()), match.start())
        found = trim(found)
        if found and _is_stem(found, match.start()):
            yield Candidate(found[0].start, match.end(), "COMPANY", "company:trade")
        else:
            yield from _bounded(reading, match.start(), match.end())
    for match in HEADQUARTERS.finditer(reading.text):
        found = trim(window(reading.tokens(match.start()), match.start()))
        if found and found[-1].end == match.start() and _is_brand(found):
            yield Candidate(found[0].start, match.start(), "COMPANY", "company:headquarters")


def _bounded(reading: Reading, trade: int, end: int) -> Iterator[Candidate]:
    """Yield a made-up name that fills the stretch between a break or a place and its trade (、立非生物)."""
    text = reading.text
    start = trade
    while start > trade - 4 and start > 0 and text[start - 1] not in BREAKS and not _ends_place(reading, start):
        start -= 1
    stem = text[start:trade]
    free = start == 0 or text[start - 1] in BREAKS
    if 2 <= len(stem) <= 3 and stem.isalpha() and not is_known(stem) and (free or _ends_place(reading, start)):
        places = [hit for hit in reading.hits_within(max(0, start - 6), start) if hit.end == start]
        if any(token.word in words("stop") and len(token.word) > 1 for token in reading.words.tokens(start, trade)):
            return
        yield Candidate(places[0].start if places else start, end, "COMPANY", "company:bounded")


def _ends_place(reading: Reading, position: int) -> bool:
    return any(
        hit.end == position and hit.entry.label == "PLACE" for hit in reading.hits_within(max(0, position - 6), position)
    )


def _is_stem(found: list[Token], end: int) -> bool:
    """Tell whether the words before a trade are a made-up name, with or without a place before it."""
    own = [token for token in found if token.tag != "PLACE"]
    if not own or own[-1].end != end:
        return False
    length = end - own[0].start
    made_up = all(token.tag in ("nr", "nz", "nrt", "eng", "j", UNKNOWN) or len(token.word) == 1 for token in own)
    return made_up and SHORTEST_STEM <= length <= 6 and sum(len(token.word) == 1 for token in own) != 1


def _is_brand(found: list[Token]) -> bool:
    return any(token.tag in PROPER and token.tag not in ("PLACE", "ns", "ZONE", "GOV") for token in found)
