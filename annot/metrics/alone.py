"""An expression that stands alone, spelled as a text would spell it: 7 万5 千, 40k, 2e5, 500$, 三雙, 比170低.

In a running text these spellings are too open (5G, a blank between two numbers); alone they can only be a number.
"""

import re
import unicodedata
from decimal import Decimal
from functools import cache

from annot.annotation import Kind
from annot.metrics.prefixes import SIGN, SIGNS
from annot.metrics.units import Units

__all__ = ["respelled"]

_HAN = "[一二两三四五六七八九十百]"
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"^[Nn][Oo]\.?\s?(?=\d)", "第"),
        # Figures: blanks, points, fractions.
        (r"(?<![\d.])\.(?=\d)", "0."),
        # 5G alone is a network.
        (r"(?<=\d)(?<!^\d)G(?![A-Za-z/\d])", "e9"),
        (r"^(\d+)\s+(\d+)[/⁄](\d+)$", r"\1又\3分之\2"),
        ("⁄", "/"),
        (r"又(\d+)/(\d+)$", r"又\2分之\1"),
        (rf"^({_HAN}+)比({_HAN}+)$", r"\2分之\1"),
        (r"(?<!\d)\s+|\s+(?!\d)|(?<=\d)\s(?=\d{3}(?!\d))", ""),
        (r"(?<=\d)\s(?=\d折)", ""),
        (r"(?<=[零〇一二两三四五六七八九十百千万])[.·](?=[零〇一二三四五六七八九])", "点"),
        ("百分(?![之点])", "百分之"),
        ("半百", "五十"),
        ("^半(?=成)", "0.5"),
        ("^半(?=折)", "五"),
        # Units: signs, and metres with their tenths (一米八, 1米75).
        (rf"^({_HAN}+)米({_HAN}{{1,2}})$", r"\1点\2米"),
        (r"^(\d+)米(\d{1,2})$", r"\1.\2米"),
        (r"°(?![CF])", "度"),
        (r"(?<=\d)(?:''|″|\")", "英寸"),
        (r"(?<=\d)['′]", "英尺"),
        # Money: formal and spoken endings.
        ("(?<=[元圆角分])[整正]$|(?<=[角分毛])钱$", ""),
        ("个亿(?=.)", "亿"),
        ("蚊", "元"),
        ("毫(?![米升克安瓦秒巴伏])", "毛"),
        # Rates and ranks.
        ("^每(小时|分钟|秒)(.+)$", r"\2/\1"),
        (r"^时速([^/]+)$", r"\1/小时"),
        # Bounds.
        (r"[(（]含[)）]", ""),
        ("或者等于", "或等于"),
        ("(?:或者|或|及)(?:更多|以上)$", "以上"),
        ("^比(.+)[大高多长重](?:一?些|一点)?$", r"大于\1"),
        ("^比(.+)[小低少短轻](?:一?些|一点)?$", r"小于\1"),
        ("^(?:介于|位于|处于|在|从)(?=.)|^等于", ""),
        ("[和与跟](?=[^和与跟]+之间$)", "至"),
        ("之间$", ""),
        ("<=", "≤"),
        (">=", "≥"),
    )
)
_POWER = re.compile(
    r"(?P<base>\d{1,12}(?:\.\d{1,12})?)(?:[eE](?P<ten>[+\-]?\d{1,2})|\^(?P<power>[+\-]?\d{1,2}))(?![\d.])"
)
_LETTERS = {"k": "千", "K": "千", "w": "万", "M": "百万"}
_LETTER = re.compile(r"(?<=\d)(?P<letter>[kKwM])(?![A-Za-z/²³\d])")
_FINE, _ROUGH = 18, Decimal(10) ** 9


def respelled(expression: str, units: Units) -> str:
    """Return the expression in simplified characters, without blanks, with scale words and the currency behind."""
    text = _simplified(unicodedata.normalize("NFKC", expression).strip())
    for pattern, plain in _SPELLINGS:
        text = pattern.sub(plain, text)
    text = _POWER.sub(_power, text)
    return _with_coin_behind(_LETTER.sub(lambda match: _LETTERS[match["letter"]], text), units)


@cache
def _converter() -> "object":
    from opencc import OpenCC

    return OpenCC("t2s")


def _simplified(text: str) -> str:
    """Return the text in simplified characters; 參 is the capital 叁, not 参."""
    if text.isascii():
        return text
    converted: str = _converter().convert(text.replace("參", "叁"))  # type: ignore[attr-defined]
    return converted.replace("公裏", "公里").replace("英裏", "英里")


def _power(match: re.Match[str]) -> str:
    """Write 2e5 and 2^5 out."""
    base = Decimal(match["base"])
    if not base:
        return match[0]
    value = base.scaleb(int(match["ten"])) if match["ten"] else base ** int(match["power"])
    written = value if value > _ROUGH else round(value, _FINE).normalize()
    return f"{written:f}" if written else match[0]


def _with_coin_behind(text: str, units: Units) -> str:
    """Return the text with a currency before or a sign behind the number as its unit: 人民币3.14, ¥35元, 500$."""
    sign, unit = SIGN.match(text), units.at(text, 0)
    if sign:
        coin, amount = SIGNS[sign[0]], text[sign.end() :]
    elif unit and unit.kind is Kind.MONEY:
        coin, amount = unit.word, text[len(unit.word) :]
    else:
        ending = SIGN.search(text)
        return text[: ending.start()] + SIGNS[ending[0]] if ending and ending.end() == len(text) else text
    return amount.removesuffix("元") + coin
