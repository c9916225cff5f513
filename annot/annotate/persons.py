"""Names of people: by the title before or after them."""

import re
from collections.abc import Iterator

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.lexicon import FOLDER, read_lexicon
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN

__all__ = ["find_persons"]



def _terms(lexicon: str) -> list[str]:
    terms = [entry.term for entry in read_lexicon(FOLDER / f"{lexicon}.tsv")]
    return sorted(terms, key=lambda term: (-len(term), term))


NAME = (
    "(?:(?:" + "|".join(term for term in _terms("surnames") if len(term) > 1) + ")[一-龥]{1,2}"
    "|[习" + "".join(term for term in _terms("surnames") if len(term) == 1) + "][一-龥]{1,2})"
)
TITLES = "|".join(("记者", "通讯员", "摄影", *_terms("titles")))
TITLE_BEFORE = re.compile(rf"(?:{TITLES})(?:[\s:：、/]|同志)?(?=({NAME}))")
NEXT = re.compile(f"[、,， ]({NAME})(?=[、,， ]|等|参加|出席|陪同|调研|一同|分别|。)")
# Names from other languages are written with few characters (爱因斯坦, 史蒂夫·乔布斯).
SOUNDS = "[阿埃艾爱安奥巴贝比彼伯博布查达戴丹德迪蒂杜多厄恩尔法菲费弗福盖戈格哈海赫霍基吉加杰卡凯科克肯库拉莱兰劳雷里利林卢鲁伦罗洛马麦曼梅蒙米莫姆穆纳内尼诺努帕佩皮普奇乔切萨塞桑沙圣史斯苏索塔泰坦特托瓦威维韦沃乌西希夏谢辛雅亚耶伊因英尤夫默朔泽詹扎朱兹佐京朗]"
FOREIGN = re.compile(
    f"(?:{TITLES})({SOUNDS}{{3,8}}(?:·[一-龥]{{1,8}})?|特朗普|普京|拜登)|(?<![一-龥])({SOUNDS}{{1,6}}·{SOUNDS}{{2,8}})"
)
LEADERS = re.compile(f"(?:领导|同志|人员|专家|院士|嘉宾|成员)(?=({NAME})、)")
SPEAKS = "宣布|表示|说|介绍|指出|强调|认为|透露|出席|主持|致辞|会见|要求|告诉|率|讲话|坦言|解释|补充|带队|陪同|作报告|讲|提出|宣布|调研|担任|任组长|参加"
TITLE_AFTER = f"同志|先生|女士|总书记|主席|院士|教授|博士|书记|市长|省长|总理|团队|{SPEAKS}"
NAME_BEFORE = re.compile(rf"(?<![一-龥])({NAME})(?={TITLE_AFTER})")
HONOURED = re.compile(f"({NAME})(?=同志|总书记|主席(?!团)|先生|女士|院士|教授)")
BYLINE = re.compile(rf"(?:^|[\n►●（(])(?:文/|图/|记者|本报记者|通讯员|作者|编辑|来源)?[:：\s]?\s?({NAME})(?=$|[\n）)])")
NOT_NAMES = re.compile("^(?:和|同|于|时|成|平|都|党|向|经|从|相|全|任|居|国|公|有关|方面|关于|通过|高度|高质|安全|广大|常务|明确|应当|文化|江苏|江西|广东|广西|山东|山西|云南|甘肃|宁夏|海|金融|单位|万|连续|别|能|解|越|强|满|后|家|边|古|易|利|师|游|须|养|空|容|终|双|计|印|支持|项目|白|红|温|华|农业|东|尚|景|水|路|关|管|权|富|丰|简|曾经|那|何|于是|方便|万亿|车|牛|左右|包括|谈|谈到|和谐|施工|全市|全省|全国|全面|全体|经济|经过|时间|成立|国家|国际|国务)")
TAIL_NOT = frozenset("在为是的和与及等表说介指强要会对从到就将已也也又还正率主出一以于")


def find_persons(reading: Reading) -> Iterator[Candidate]:
    """Yield the people of a document."""
    yield from _foreign(reading.text)
    for pattern, rule in ((TITLE_BEFORE, "title-before"), (LEADERS, "leaders"), (NAME_BEFORE, "title-after"), (HONOURED, "honoured"), (BYLINE, "byline")):
        for match in pattern.finditer(reading.text):
            start, end = match.span(1)
            end = _end(reading, start, end)
            if _is_name(reading, start, end) and not (rule == "honoured" and reading.words.cuts(start, end)):
                yield Candidate(start, end, "PERSON", f"person:{rule}", Tier.SURE)
                yield from _listed(reading, end)


def _foreign(text: str) -> Iterator[Candidate]:
    for match in FOREIGN.finditer(text):
        yield Candidate(*match.span(match.lastindex or 0), "PERSON", "person:foreign")


def _listed(reading: Reading, end: int) -> Iterator[Candidate]:
    """Yield the people that a list goes on with: 吴锦、方晓阳、胡敏."""
    while follower := NEXT.match(reading.text, end):
        start, end = follower.span(1)
        if not _is_name(reading, start, end):
            return
        yield Candidate(start, end, "PERSON", "person:list")


def _end(reading: Reading, start: int, end: int) -> int:
    """Return the end of a name of two or three characters: where a word ends."""
    if end - start < 3 or not reading.words.breaks_at(end - 1):
        return end
    if not reading.words.breaks_at(end) or reading.text[end - 1] in TAIL_NOT:
        return end - 1
    return end


def _is_name(reading: Reading, start: int, end: int) -> bool:
    name = reading.text[start:end]
    if end - start < 2 or NOT_NAMES.match(name):
        return False
    tokens = [token for token in reading.tokens(start) if token.start < end and token.end > start]
    if any(token.tag in ("ZONE", "GOV", "COMPANY", "INSTITUTE") for token in tokens):
        return False
    # 魏华山: a place inside a name stands behind its surname.
    if any(token.tag == "PLACE" and token.start <= start for token in tokens):
        return False
    return all(token.tag in ("nr", "nrt", "nrfg", "PERSON", "PLACE", UNKNOWN) or len(token.word) == 1 for token in tokens) and not (
        tokens and tokens[0].start < start
    )
