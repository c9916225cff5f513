"""Places: chains of divisions, short names that need a context, and one-character names."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.gazetteer import Hit
from annot.annotate.reading import Reading

__all__ = ["confirmed", "find_places"]

SUFFIX = re.compile("(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|地区|省|市|区|县|州|盟|旗)$")

# 京 沪 …: short for a province or a neighbouring city; a name only beside a verb of motion or between two of them.
ONE = "京津沪渝冀豫晋蒙辽吉黑苏浙皖闽赣鲁鄂湘粤桂琼川蜀黔滇陕甘陇青宁新藏港澳台穗蓉杭甬深汉"
MOVED = re.compile(rf"(?:(?<=来)|(?<=赴)|(?<=抵)|(?<=入)|(?<=驻)|(?<=离)|(?<=在)|(?<=到)|(?<=返)|(?<=落户)|(?<=援))([{ONE}])(?=[，。、；：！\s）)]|召开|举行|举办|开幕|落地|落户|揭幕|启动|发布|签约|调研|考察|投资|视察|期间|闭幕|成立|亮相|设立|出席|参加|央企|企业|特高压|游客|旅客|创业|发展|工作|开赛|开馆)")
PAIRS = re.compile(
    "京津冀|京津|津冀|京冀|京沪|京雄|川渝|成渝|渝川|粤港澳|粤港|港澳台|港澳|苏浙沪|沪苏浙皖|沪苏浙|苏浙皖|江浙沪|长三角|珠三角|泛珠三角|环渤海|闽台|闽粤|闽浙|沪杭|沪宁|杭甬|深莞惠|广佛|深汕|苏锡常|长株潭|郑汴|西咸|兰西|宁镇扬|厦漳泉|关中|滇黔|云贵川|云贵|晋陕豫|晋冀豫|豫鲁|鲁豫|湘赣|赣湘|湘鄂|鄂赣|皖苏|苏皖|苏鲁|鲁苏|桂粤|粤桂|琼粤|浙皖|浙川|浙闽|陕甘宁|甘青|青藏|川藏|川滇|黔桂|辽吉黑|蒙晋|陕川|沪苏|沪浙"
)
COUNTRIES = {
    "中": "", "美": "国|方|军|媒|元首|财长|联储|总统|企|商务部|股", "日": "方|军|媒|企|本", "俄": "方|军|媒|称|外长|总统|乌|罗斯", "乌": "方|军|称|克兰|总统", "以": "军|方空袭|方称|总理|防长|巴",
    "巴": "方|以", "韩": "方|军|媒|企", "英": "方|媒|军|国", "法": "方|军|国", "德": "方|企|国", "欧": "方|洲|盟", "印": "方|军|度", "澳": "方|媒|大利亚", "伊": "方|朗|拉克",
}  # fmt: skip
FOREIGN_TRADE = re.compile("(?<=对)[俄美欧日韩澳印](?=进出口|贸易|出口|进口|合作|投资|关系)|(?:俄乌|巴以|美俄|美欧|日韩|美日|美韩|中欧|英法|印巴)(?=双方|冲突|关系|互|战|合作|贸易|经贸|同盟|局势|谈判)")
SIDES = re.compile("|".join(f"{one}(?=(?:{after}))" for one, after in COUNTRIES.items() if after))
BETWEEN = re.compile("中(?=[美俄日韩法德英欧印澳非以阿]双方|方(?!便|面|案|式|向|法|针|位|圆|块|形|程|阵|略|言|寸|舱|才|知))")
RELATIONS = re.compile("中(?:美|俄|日|韩|法|德|英|欧|印|澳|非|以|阿|新|巴|老|越|泰|意|哈|白|塞|匈|瑞|日韩|东欧|东盟|国东盟)(?=(?:两国|双方|双边|关系|合作|经贸|贸易|友好|元首|投资|科技|企业|产业|国际|生态|智能|创新|人文|全面|资源|经济|文化|教育|数据|农业|海洋|建交|班列|合资|自贸|交流))")
REGION = re.compile("(?:(?:中?[东西]部?|[东西南北中]{1,2}部)(?:沿海)?|沿海|(?:东南|西南|东北|西北)(?:沿海)?)地区|长江以[南北]|中东部(?=地区|自)|东部沿海(?=地区)?")



# 碑林产业带, 联想创新园: a doubtful name directly before the head of a zone, an office or a road.
HEAD_AFTER = re.compile("(?:[一-龥]{0,4}?)(?:产业园|软件园|工业园|科技园|创业园|创新园|产业带|高新区|经开区|开发区|管委会|区委|区政府|县委|县政府|大学|医院|大道|[东西南北中]?路)")


def find_places(reading: Reading) -> Iterator[Candidate]:
    """Yield chains of divisions and one-character names."""
    yield from _chains(reading)
    yield from _graded(reading)
    for pattern, rule in ((MOVED, "short"), (SIDES, "side"), (FOREIGN_TRADE, "side"), (BETWEEN, "side"), (RELATIONS, "pair"), (REGION, "region"), (PAIRS, "pair")):
        for match in pattern.finditer(reading.text):
            if rule == "pair" or not reading.words.cuts(*match.span()) or rule == "side":
                yield Candidate(match.start(), match.end(), "PLACE", f"place:{rule}")


def _graded(reading: Reading) -> Iterator[Candidate]:
    """Yield the place of 宁波市级财政: the level goes with the word after it."""
    for hit in reading.hits:
        if hit.entry.label == "PLACE" and reading.text[hit.end : hit.end + 1] == "级" and hit.entry.term[-1] in "省市区县":
            yield Candidate(hit.start, hit.end - 1, "PLACE", "place:graded", Tier.SURE)


def _chains(reading: Reading) -> Iterator[Candidate]:
    """Yield divisions that stand one after the other, each within the one before (珠海市斗门区)."""
    start = None
    for left, right in pairwise([*reading.hits, None]):
        if left is None:
            continue
        if right is not None and left.end == right.start and is_within(right, left):
            start = left.start if start is None else start
        elif start is not None:
            yield Candidate(start, left.end, "PLACE", "place:chain")
            start = None


def is_within(inner: Hit, outer: Hit) -> bool:
    """Tell whether one place is said to lie in the other."""
    if inner.entry.label != "PLACE" or outer.entry.label != "PLACE":
        return False
    parent, full = inner.entry.get("parent"), outer.entry.full
    if parent:
        return parent == full or SUFFIX.sub("", parent) == outer.entry.term or _is_grandparent(inner, outer)
    return outer.entry.get("kind") == "country" and inner.entry.get("kind") in ("city", "region")


def _is_grandparent(inner: Hit, outer: Hit) -> bool:
    codes = inner.entry.get("code"), outer.entry.get("code")
    if not all(codes) or codes[0] == codes[1]:
        return False
    # GB/T 2260: two digits for the province, two for the prefecture, two for the county.
    width = 2 if codes[1].endswith("0000") else 4 if codes[1].endswith("00") else 6
    return codes[0].startswith(codes[1][:width])


def confirmed(reading: Reading) -> list[Hit]:
    """Return the doubtful names that their document confirms."""
    return [hit for hit in reading.doubtful if hit.entry.label == "PLACE" and _is_confirmed(reading, hit)]


def _is_confirmed(reading: Reading, hit: Hit) -> bool:
    full = hit.entry.full
    if full != hit.entry.term and full in reading.text:
        return reading.words.tag_at(hit.start, hit.end) not in ("v", "a", "d", "vn", "p", "c")
    if HEAD_AFTER.match(reading.text, hit.end) and reading.words.tag_at(hit.start, hit.end) not in ("v", "a", "d", "vn", "p", "c", "m"):
        return True
    before = reading.hits_within(max(0, hit.start - 12), hit.start)
    if before and before[-1].end == hit.start and is_within(hit, before[-1]):
        return True
    return _is_listed(reading, hit, before)


def _is_listed(reading: Reading, hit: Hit, before: Sequence[Hit]) -> bool:
    text = reading.text
    after = reading.hits_within(hit.end, hit.end + 12)
    left = bool(before) and before[-1].entry.label == "PLACE" and text[before[-1].end : hit.start] in ("、", "和", "与")
    right = bool(after) and after[0].entry.label == "PLACE" and text[hit.end : after[0].start] in ("、", "和", "与")
    return (left or right) and reading.words.tag_at(hit.start, hit.end) in ("ns", "nr", "nz", "n")
