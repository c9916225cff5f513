"""Personal contact data, which never reaches a clean text: mobile numbers, messenger ids, identity numbers, e-mail."""

import re

__all__ = ["find_personal"]

_MOBILE = r"(?<![\d.])(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s]?(?:\d|\*){4}){2}(?![\d.%％]|\s?[万亿元吨人家户])"
_EMAIL = r"[A-Za-z0-9._%+-]+(?:@|\[at\])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|net|org|gov|edu)(?:\.cn)?\b"
_WECHAT = (
    r"(?:(?<=微信)|(?<=微信号)|(?<=微信同号)|(?<=VX)|(?<=vx)|(?<=WeChat))[:：]\s*(?:[A-Za-z][-\w]{5,19}|\d{6,11})\b"
)
_QQ = r"(?:(?<=QQ)|(?<=qq)|(?<=QQ号)|(?<=QQ群))[:：]\s*\d{5,11}\b"
# GB 11643-1999: region, date of birth, order, check character.
_IDENTITY = r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
_PERSONAL = re.compile("|".join((_IDENTITY, _MOBILE, _EMAIL, _WECHAT, _QQ)))
# Quick to scan for, and true of every text with personal data in it.
_MAY_HAVE = re.compile(r"1[3-9]\d[-\s]?[\d*]{4}|\d{17}|@|\[at\]|(?:微信|QQ|qq|VX|vx|WeChat)(?:同?号|群)?[:：]")


def find_personal(text: str) -> list[tuple[int, int]]:
    """Return the places of personal contact data, in order."""
    if not _MAY_HAVE.search(text):
        return []
    return [m.span() for m in _PERSONAL.finditer(text)]
