"""Numbers that count nothing: dates, names, models, codes, clause numbers, and lists announced by their length."""

import re
import string

from annot.metrics.breaks import PARENTHESIS
from annot.metrics.numerals import LONGEST

__all__ = ["is_announced", "is_code", "is_time", "noise", "titles"]

_TIME = re.compile(
    r"[余多来几]?(?:个)?半?(?:多|余)?(?:年|月|日(?!元|圆)|号|天(?!次)|周(?!岁)|星期|礼拜|小时|季度|世纪|旬|昼夜|载(?!重)|年代|工作日|学期|时(?!装|速)|点(?:钟|半|整|\d))"
    r"|[-—–~至到、和及]\d{1,4}(?:年|月|日|号|时|天|小时)|[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|[：:]\d\d(?!\d|[：:]\d)(?=$|[，。、）)～~\-—至到\s])"
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:：][0-5]\d")
_RATIO_WORD = re.compile("比|例|重|结构|占")
_TIME_HEADS = frozenset("余多来几个半年月日号天周星礼小季世旬昼夜载工学时点-—–~至到、和及/.：:")
_CODE_TAILS = frozenset("-‐/_.—〔[【#№+＋×*（：:Q码话编号每时xX" + string.ascii_letters)
_SHORTENED = re.compile(
    r"(?:缩短|压缩|压减|减少|延长|提前|缩减|减至|降至|降)(?:了|至|到|为)?(?:近|约|超过?|不到|不足)?$"
)
_SHORTENS = re.compile(r"[^，。；、\d]{1,4}(?:压缩|缩短|压减|减少|缩减|降)(?:至|到|为)")
_LASTING = re.compile(r"(?:年限|寿命|住院日|工期|[天日]数|周期|时长|用时|耗时)[^，。；、\d]{0,5}$")
_DAYS = re.compile("[天日]数(?:达到?|共计?|为|有|增至|增加到)?(?:超过?|近|约|不少于)?$")
_CODE_AFTER = re.compile(
    r"强(?!度)|型|号|版|线(?!路)|路(?!口|段)|环|室|弄|单元|栋(?=[\dA-Za-z一二三四五六七八九十（(])|届(?=[^，。；、）,;)])|期(?!货)|A级|星级|后(?=[^，。；、）)])|字(?=头|方针)|进制|维|分钟[^，。；“”]{0,8}圈"
    r"|类(?=新药|创新药|化药|生物制品|医疗器械|中药|疫苗)|[轴](?=联动|机床|加工|数控|车铣|立式|卧式|龙门|无人机)|[大](?!约|概|小|中型)|十二五|[GDKTS](?![A-Za-zＷ])|[xX×*]\s?\d|[+＋]\d|[）)〕\]]?号|甲(?=[医等])|产(?=业|融)|资(?=企)|次(?:产业|元|创业|会议|全会|全体|集体|党代)|农(?!户)|团(?=[、的场镇连（(])|会(?=[议期])"
)
_CODE_BEFORE = re.compile(
    r"(?:[A-Za-z](?:[-‐/_.]|—)?|[〔\[【#№]|\d[-+＋×*xX/]|[+＋×*/]|\d[：:]|\d时|电话[：:]?|邮编[：:]?|编号[：:]?|QQ|每|代码[：:]?)$"
)
_LIST_MARK = re.compile(r"[、.．)）](?!\d)")
_LONG_DIGITS = re.compile(r"\d{6,}(?![.\d]|[,，]\d{3})")
_DEICTIC = re.compile(r"(?:这|那|该|上述|以上|以下|如下|各|每|某|哪|任|另|其他|其它|其余|前述|下列|同|首|头|任何)$")
_OF_NUMBER = re.compile(r"[\d,.〇零一二两三四五六七八九十百千万亿兆几]")
_NOISE = re.compile(rf"{_OF_NUMBER.pattern}{{{LONGEST + 1},}}")
_ADDRESS = re.compile("[a-z]{2,6}://[!-~]+")
_DIGIT = re.compile(r"\d")
_JOINT = re.compile("[和及与]")
_TWO, _MOST_NAMES, _LONGEST_LIST = 2, 12, 160
"""Nobody sums up fewer or more names than these, or a list that began so many characters before."""
_SENTENCE = "。；！？：;!?:\n"


def titles(text: str) -> list[tuple[int, int]]:
    """Return the places of book titles: a number in one belongs to the name."""
    found, place = [], text.find("《")
    while place >= 0:
        end = text.find("》", place)
        if end < 0:
            break
        found.append((place, end + 1))
        place = text.find("《", end)
    return found


def noise(text: str) -> list[tuple[int, int]]:
    """Return addresses, and runs of digits and numerals too long for a number: rules of tables, digests, garbage."""
    # So long a run holds one of every LONGEST + 1 places: most paragraphs are cleared by a look at these.
    seen = _OF_NUMBER.search(text[LONGEST :: LONGEST + 1])
    found = [match.span() for match in _NOISE.finditer(text)] if seen else []
    return found + [match.span() for match in _ADDRESS.finditer(text)] if "://" in text else found


def is_time(text: str, start: int, end: int) -> bool:
    """Tell whether the number is part of a date or a duration; a shortened one (缩短30天) is a change."""
    if text[end : end + 1] not in _TIME_HEADS and not (":" in (numeral := text[start:end]) or "：" in numeral):
        return False
    # A decimal is measured (通关时间28.6小时, 平均住院日8.8日); whole hours are a term (24小时内).
    if "." in text[start:end] and (text.startswith("小时", end) or _LASTING.search(text, max(0, start - 12), start)):
        return False
    if _CLOCK.fullmatch(text, start, end) and not _RATIO_WORD.search(text, max(0, start - 4), start):
        return True
    if not _TIME.match(text, end):
        return False
    shortened = _SHORTENED.search(text, max(0, start - 8), start) or _SHORTENS.match(text, end)
    if text[end : end + 1] == "天" and _DAYS.search(text, max(0, start - 6), start):
        return False
    return not (text[end : end + 1] in "天个工小" and shortened)


def is_code(text: str, start: int, end: int, *, unit: bool) -> bool:
    """Tell whether the number belongs to a name, a model, a telephone or document number, or numbers a paragraph."""
    if _CODE_AFTER.match(text, end):
        return True
    if text.endswith("PUE", 0, start) and "." in text[start:end]:
        return False
    if start and text[start - 1] in _CODE_TAILS and _CODE_BEFORE.search(text, max(0, start - 5), start):
        return True
    if not unit and (
        _LONG_DIGITS.match(text, start) or (text[start] == "0" and text[start + 1 : start + 2].isdecimal())
    ):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("“", "‘", "(", "（", "〈") and before and after in ("”", "’", ")", "）", "〉"):
        return True
    return (start == 0 or before == "\n") and bool(_LIST_MARK.match(text, end))


def is_announced(text: str, start: int, value: int, *, han: bool) -> bool:
    """Tell whether the number only announces or sums up a list: A、B两地; A、B、C等三家; 这两条.

    Args:
        text: The paragraph.
        start: Where the number starts.
        value: The number.
        han: Whether it is written in Chinese numerals.
    """
    if han and _DEICTIC.search(text, max(0, start - 3), start):
        return True
    if value > _MOST_NAMES:
        return False
    head = text[max(0, start - _LONGEST_LIST) : start]
    head = head[max(head.rfind(mark) for mark in _SENTENCE) + 1 :]
    listed = PARENTHESIS.sub("", head.removesuffix("等"))
    run = listed[max(listed.rfind("，"), listed.rfind(",")) + 1 :]
    if value < _TWO or _DIGIT.search(run) or _names(run) != value:
        return False
    return han or head.endswith("等") or "、" in run


def _names(run: str) -> int:
    """Return how many names are listed: A、B和C, “甲”“乙”."""
    joined = _JOINT.search(run[run.rfind("、") + 1 :]) is not None
    return run.count("、") + run.count("”“") + run.count("””") + joined + 1
