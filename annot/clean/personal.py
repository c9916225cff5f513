"""Personal contact data, which never reaches a clean text: mobile numbers, messenger ids, identity numbers, e-mail."""

import re

__all__ = ["find_personal"]

_MOBILE = r"(?<![\d.])(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s]?(?:\d|\*){4}){2}(?![\d.%％]|\s?[万亿元吨人家户])"
_EMAIL = (
    r"[A-Za-z0-9._%+-]+\s?(?:[@＠]|\[at\]|[（(]at[)）]|#@)\s?"
    r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![A-Za-z0-9])"
)
# The name of the messenger stays, with its colon; only the id goes.
_WECHAT = (
    r"(?:微\s?信|V信|[Vv][Xx]|[Ww]e[Cc]hat)(?:同?号|ID|id|客服)?(?:[:：]\s?|(?<=号)[为是\s]?|(?<=ID)[为是\s]?)"
    r"(?P<wechat>[A-Za-z][-A-Za-z0-9_]{5,19}(?![A-Za-z0-9_.])|\d{6,11}(?!\d))"
)
_QQ = r"[Qq][Qq](?:号|群|群号|客服|咨询)?[:：]\s?(?P<qq>\d{5,11}(?!\d))"
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
    return [match.span(match.lastgroup or 0) for match in _PERSONAL.finditer(text)]
