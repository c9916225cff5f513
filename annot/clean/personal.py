"""Personal contact data, which never reaches a clean text: mobile numbers, messenger ids, identity numbers, e-mail."""

import re

__all__ = ["find_personal", "without_personal"]

# Every branch begins with a character of its own, so that the pattern is scanned for quickly.
_REST = r"[3-9]\d(?:[-\s]?(?:\d|\*){4}){2}(?![\d.%％]|\s?[万亿元吨人家户])"
_MOBILE = rf"1(?<![\d.]1){_REST}|\+(?<![\d.]\+)86[-\s]?1{_REST}|8(?<![\d.+]8)6[-\s]?1{_REST}"
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
_IDENTITY = r"[1-9](?<!\d[1-9])\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
_PERSONAL = re.compile("|".join((_IDENTITY, _MOBILE, _EMAIL, _WECHAT, _QQ)))
_PERSONAL_BUT_MAIL = re.compile("|".join((_IDENTITY, _MOBILE, _WECHAT, _QQ)))
# Quick to look for, since every branch begins with a letter of its own, and true of every text with personal data.
_AT = ("@", "＠", "[at]", "(at)", "（at）", "（at)", "(at）")
_MAY_HAVE = re.compile(
    r"1[3-9]\d[-\s]?[\d*]{4}|19\d\d[01]\d[0-3]\d{4}|20\d\d[01]\d[0-3]\d{4}|微\s?信|Q[Qq]|q[Qq]|V[Xx信]|v[Xx信]|hat"
)


def find_personal(text: str) -> list[tuple[int, int]]:
    """Return the places of personal contact data, in order."""
    has_mail = any(mark in text for mark in _AT)
    if not has_mail and not _MAY_HAVE.search(text):
        return []
    pattern = _PERSONAL if has_mail else _PERSONAL_BUT_MAIL
    return [match.span(match.lastgroup or 0) for match in pattern.finditer(text)]


def without_personal(text: str) -> str:
    """Return a text without personal contact data, for what has no offset map."""
    for start, end in reversed(find_personal(text)):
        text = text[:start] + text[end:]
    return text.strip()
