"""Personal contact data, which never reaches a clean text: mobile numbers, messenger ids, identity numbers, e-mail."""

import re

__all__ = ["find_personal"]

_MOBILE = r"(?<![\d.])(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s]?(?:\d|\*){4}){2}(?![\d.%％]|\s?[万亿元吨人家户])"
_EMAIL = r"[A-Za-z0-9._%+-]+\s?(?:[@＠]|\[at\]|[（(]at[)）]|#@)\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b"
# The name of the messenger stays, with its colon; only the id goes.
_BEHIND = "|".join(
    rf"(?<={name}{colon})"
    for name in (
        "微信",
        "微信号",
        "微信同号",
        "微信ID",
        "微信id",
        "VX",
        "vx",
        "V信",
        "WeChat",
        "Wechat",
        "wechat",
        "加微信",
        "微 信",
    )
    for colon in ("：", ":", "： ", ": ", " ", "为", "是", "")
    if colon or name not in ("微信", "加微信", "微 信", "微信同号")
)
_WECHAT = rf"(?:{_BEHIND})(?:[A-Za-z][-\w]{{5,19}}(?![\w.])|\d{{6,11}}\b)"
_QQ = (
    r"(?:(?<=[Qq][Qq][:：])|(?<=[Qq][Qq][:：] )|(?<=[Qq][Qq]号[:：])|(?<=[Qq][Qq]群[:：])"
    r"|(?<=QQ群号[:：])|(?<=QQ客服[:：]))\d{5,11}\b"
)
# GB 11643-1999: region, date of birth, order, check character.
_IDENTITY = r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
_PERSONAL = re.compile("|".join((_IDENTITY, _MOBILE, _EMAIL, _WECHAT, _QQ)))
# Quick to scan for, and true of every text with personal data in it.
_MAY_HAVE = re.compile(
    r"1[3-9]\d[-\s]?[\d*]{4}|\d{17}|[@＠]|\[at\]|[（(]at[)）]|(?:微\s?信|QQ|qq|Qq|VX|vx|V信|We[Cc]hat|wechat)"
)


def find_personal(text: str) -> list[tuple[int, int]]:
    """Return the places of personal contact data, in order."""
    if not _MAY_HAVE.search(text):
        return []
    return [m.span() for m in _PERSONAL.finditer(text)]
