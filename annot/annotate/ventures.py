"""Names that fill the stretch they stand in: a company's project, a company's full name, a bank's branch."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.boundary import GLUED, STOP_TAGS
from annot.annotate.candidate import Candidate
from annot.annotate.firms import JOINING
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN, Token, is_known
from annot.annotate.vocabulary import words

__all__ = ["find_ventures"]

PROJECT = pattern("ventures", "project")
# What no name of a project holds, and after what one begins within its stretch (总投资52亿元的|…).
BODY = pattern("ventures", "body")
LEAD = pattern("ventures", "lead")
# 有限公司, 20万吨, (谷城): what shows that somebody's own project is meant.
OWNED = pattern("ventures", "owned")
FORM = pattern("ventures", "form")
# 中交（贵安新区）投资建设有限公司
BRACKETED = pattern("ventures", "bracketed")
BRANCH = pattern("ventures", "branch")
BRANCH_END = re.compile("分行|支行|营业部")
# 工程机械巨头|特雷克斯集团: what the company is stands before its name.
INTRODUCED = pattern("ventures", "introduced")
INTRODUCED_AT = pattern("ventures", "introduced_at")
LONGEST_KIND = 6
# 徕博科|中国区总经理, 爱舍伦|成功登陆北交所: whom an officer leads or an exchange lists.
EMPLOYER = pattern("ventures", "employer")
EMPLOYER_AT = pattern("ventures", "employer_at")
LONGEST_EMPLOYER = 20
# 光科检测项目奠基仪式: what a ceremony is held for.
CEREMONY = pattern("ventures", "ceremony")
CEREMONY_AT = pattern("ventures", "ceremony_at")
LONGEST_CEREMONY = 60
LONGEST_BRANCH = 10
LONGEST = 46
SHORTEST_COMPANY, LONGEST_COMPANY = 4, 22
SHORTEST_STEM, LONGEST_STEM = 2, 4
GOVERNING = frozenset(("v", "vn", "p", "uj", "x"))
PARTED = frozenset(("p", "c", "uj", "ul", "x", "r", "t"))
FREE = words("name") | words("verbal")
KINDS = frozenset(
    ("企业", "公司", "子公司", "全资子公司", "控股子公司", "母公司", "龙头", "巨头", "厂商", "民企", "央企", "国企")
)
TRADES = words("company-trade") | words("trade")
COMMON = words("generic") | words("branch") | words("economy") | words("vague") | words("bound") | TRADES


def find_ventures(reading: Reading) -> Iterator[Candidate]:
    """Yield the names of a document that fill their stretch."""
    yield from _owned(reading)
    yield from _celebrated(reading)
    yield from _in_full(reading)
    for match in matches_near(INTRODUCED, INTRODUCED_AT, reading.text, before=LONGEST_KIND):
        if _is_coined(reading, *match.span("name")):
            yield Candidate(*match.span("name"), "COMPANY", "venture:introduced")
    for match in matches_near(EMPLOYER, EMPLOYER_AT, reading.text, before=LONGEST_EMPLOYER):
        start, end = match.span("name" if match["name"] else "listed")
        if _is_coined(reading, start, end) and not reading.hits_within(start, end):
            yield Candidate(start, match.end("led") if match["name"] else end, "COMPANY", "venture:employer")
    for match in matches_near(BRANCH, BRANCH_END, reading.text, before=LONGEST_BRANCH):
        yield Candidate(*match.span(), "COMPANY", "venture:branch")


def _owned(reading: Reading) -> Iterator[Candidate]:
    """Yield the projects that begin with whose they are."""
    for match in PROJECT.finditer(reading.text):
        start = _beginning(reading, match.start(), match.end())
        if BODY.fullmatch(reading.text, start, match.start()) and _is_owned(reading, start, match.start()):
            yield Candidate(start, match.end(), "PROJECT", "venture:project")


def _celebrated(reading: Reading) -> Iterator[Candidate]:
    """Yield the projects that a ceremony is held for."""
    for match in matches_near(CEREMONY, CEREMONY_AT, reading.text, before=LONGEST_CEREMONY):
        start, end = match.span("name")
        if any(token.word not in words("generic") for token in reading.words.tokens(start, end - 2)):
            yield Candidate(start, end, "PROJECT", "venture:ceremony")


def _in_full(reading: Reading) -> Iterator[Candidate]:
    """Yield the companies whose full names fill a stretch."""
    for match in FORM.finditer(reading.text):
        start = _beginning(reading, match.start(), match.end())
        bracketed = BRACKETED.fullmatch(reading.text, start, match.start())
        if bracketed and not JOINING & set(bracketed.group()) and bracketed.group()[0] != "如":
            yield Candidate(start, match.end(), "COMPANY", "venture:bracketed")
        elif SHORTEST_COMPANY <= match.end() - start <= LONGEST_COMPANY and _is_plain(reading, start, match.start()):
            yield Candidate(start, match.end(), "COMPANY", "venture:company")


def _beginning(reading: Reading, head: int, end: int) -> int:
    """Return where the stretch begins that a head ends: after a break, a sum, or a verb of investing."""
    first = max(reading.segment(head)[0], end - LONGEST)
    leads = list(LEAD.finditer(reading.text, first, head))
    return leads[-1].end() if leads else first


def _is_owned(reading: Reading, start: int, head: int) -> bool:
    """Tell whether a stretch begins with whose project it is: a company, or a made-up name and its trade or size."""
    if _opens_with_company(reading, start, head):
        return True
    if OWNED.match(reading.text, start, head):
        return True
    tokens = reading.words.tokens(start, head)
    return len(tokens) > 3 and _is_brand(tokens[0]) and tokens[1].word in TRADES


def _opens_with_company(reading: Reading, start: int, head: int) -> bool:
    """Tell whether a known company stands first, or directly after its place (无锡|华进半导体|…)."""
    at = start
    for hit in reading.hits_within(start, head):
        if hit.start != at:
            return False
        if hit.entry.label == "COMPANY":
            return True
        if hit.entry.label != "PLACE":
            return False
        at = hit.end
    return False


def _is_brand(token: Token) -> bool:
    common = token.word in COMMON or token.tag in STOP_TAGS
    return SHORTEST_STEM <= len(token.word) <= LONGEST_STEM and not common and token.tag in ("n", "nr", "nz", UNKNOWN)


def _is_coined(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch holds a word that no dictionary has, and none that governs others."""
    tokens = reading.words.tokens(start, end)
    if any(
        token.word in words("stop") or token.word in COMMON - TRADES or token.tag in ("p", "c", "uj")
        for token in tokens
    ):
        return False
    own = [token for token in tokens if token.word not in TRADES]
    if not own or own[0].word[0] in GLUED:
        return False
    coined = any(token.tag in ("nr", "nrt", "nz", UNKNOWN) and not is_known(token.word) for token in own)
    return coined or len(own) < len(tokens)


def _is_plain(reading: Reading, start: int, end: int) -> bool:
    """Tell whether no word of a stretch governs or joins others (、成立沈阳…有限公司)."""
    tokens = reading.words.tokens(start, end)
    if any(token.tag == "v" and len(token.word) > 1 and token.word not in FREE for token in tokens[1:]):
        return False
    if not tokens or tokens[0].tag in GOVERNING or tokens[0].word in COMMON or JOINING & set(reading.text[start:end]):
        return False
    return not any(token.word in words("stop") or token.word in KINDS or token.tag in PARTED for token in tokens)
