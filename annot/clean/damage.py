"""Places where a scraper, a scanner or a layout took something from a text that cannot be put back with certainty."""

import re
from collections.abc import Iterator

from annot.document import Damage, DamageKind

__all__ = ["find_damage", "is_cut_off", "is_second_half"]

_NUMERAL = r"\d零〇一二三四五六七八九十百千万亿两数几多余近约超逾上成过达半双单"
_COUNTED = "场家个人名户项件台套次批种部座只位亩吨辆篇期所间"
# A remainder, a unit or a sign of change that stands where its number must have stood.
# A remainder, a unit or a sign of change that stands where its number must have stood. Every branch begins with a
# character of its own, so that the pattern is scanned for quickly.
_LOST = re.compile(
    rf"余(?<![{_NUMERAL}业剩盈富其有之年闲课空残劫)）]余)(?:[{_COUNTED}](?![一-龥]?(?:们|均))|万人次|万元|亿元)"
    r"|万人次(?<=[线计待超达约]万人次)"
    r"|家(?<=[\u4e00-\u9fff]线家)(?=[\u4e00-\u9fff]{2,12}(?:企业|公司|机构|单位))"
    r"|(?:增长|下降|提高|上升|降低|达到|占比|同比增|环比增|增速|增幅|比重)[为达约]?(?=%|％|个百分点)"
    r"|第(?=[届位名次](?:[，。、；）)]|$))"
    r"|年月日(?<![\d〇零一二三四五六七八九十某当全每近多数几同本次去今明前后上下常整学财半]年月日)"
    r"|(?:总投资|投资额|产值|营业收入|销售收入|金额|贷款)(?:达|为|约|超过?)(?=[万亿]元)(?![万亿]元(?:以上|级))"
)
_TOFU = re.compile(r"锟斤拷|烫烫烫|[□?？](?<=[\u4e00-\u9fff].)[□?？]+(?=[\u4e00-\u9fff])")
_ENTITY = re.compile(r"&#?[A-Za-z0-9]{2,10};|(?<=[\u4e00-\u9fff?？])(?:rdquo|ldquo|nbsp|hellip|mdash);?")
_ENDING = '。！？!?…；;：:”"’』」）)】》]—～~'
_SENTENCE = re.compile(r"[。！？]")
_COMMA = re.compile(r"[，,]")
_LISTED = tuple("●■◆▲·•※★○◎□△-—附（(第一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩") + tuple("0123456789")
_SECOND_HALF = re.compile(r"^[，,。、；;！!？?：:”’）)》】%％]|^[\u4e00-\u9fff]{0,2}[！!？?。]”")
_PERHAPS_SECOND_HALF = re.compile(r"^[\u4e00-\u9fff][，,。、]")
# Captions between the halves of a sentence are one or two.
_APART = 3
_LONG = 40


def find_damage(text: str) -> Iterator[Damage]:
    """Yield the damaged places of a clean text; the ends of broken sentences as empty places."""
    for match in _LOST.finditer(text):
        yield Damage(match.start(), match.end(), DamageKind.LOST_CHARACTERS)
    for match in _TOFU.finditer(text):
        yield Damage(match.start(), match.end(), DamageKind.LOST_CHARACTERS)
    if "&" in text or "quo" in text or "nbsp" in text or "hellip" in text or "mdash" in text:
        for match in _ENTITY.finditer(text):
            yield Damage(match.start(), match.end(), DamageKind.BROKEN_ENTITY)
    yield from _find_broken_sentences(text)


def _find_broken_sentences(text: str) -> Iterator[Damage]:
    start, open_until = 0, 0
    for number, line in enumerate(text.split("\n")):
        if is_second_half(line, number <= open_until):
            yield Damage(start, start, DamageKind.BROKEN_SENTENCE)
        # A line of running text right under the title may be a deck, which ends without a mark.
        if is_cut_off(line) and (number > 1 or (number and line[-1] in "，,、")):
            yield Damage(start + len(line), start + len(line), DamageKind.BROKEN_SENTENCE)
            open_until = number + _APART
        start += len(line) + 1


def is_second_half(line: str, after_cut: bool) -> bool:
    """Tell whether a paragraph starts in mid-sentence.

    Args:
        line: The paragraph.
        after_cut: Whether a paragraph shortly before it was cut off, so that less certain signs count too.
    """
    return bool(_SECOND_HALF.match(line)) or (after_cut and bool(_PERHAPS_SECOND_HALF.match(line)))


def is_cut_off(line: str) -> bool:
    """Tell whether a paragraph stops in mid-sentence: running text without an end, or a quotation left open."""
    if not line or line[-1] in _ENDING:
        return False
    if line[-1] in "，,、" and len(line) >= 10:
        return True
    if line.startswith(_LISTED):
        return False
    if line.count("“") > line.count("”") and len(line) >= 15 and _COMMA.search(line):
        return True
    return len(line) >= _LONG and bool(_SENTENCE.search(line) or _COMMA.search(line))
