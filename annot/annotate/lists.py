"""Lists whose last noun says what their members are: A、B、C等企业, D、E等重大项目."""

import re
from collections.abc import Iterator

from annot.annotate.boundary import PROPER, trim, window
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.clauses import clause_start
from annot.annotate.patterns import pattern
from annot.annotate.reading import BREAKS, Reading
from annot.annotate.segmenter import GUESSED, UNKNOWN, Token
from annot.annotate.vocabulary import words

__all__ = ["find_listed"]

TAIL = pattern("lists", "tail")
BROUGHT_IN = re.compile("引进|招引|引入|落[户地]|入驻|签约|在谈|洽谈")
# …等重大项目|加快实施: whatever they are called after is built.
CARRIED_ON = pattern("lists", "carried_on")
# 新开工了|东山风场、…等13个风电项目
BEGUN = re.compile("(?:新?开工|新建|开建|建成|续建|竣工)了?$")
LONGEST_VERB = 4
LONGEST_CLAUSE = 30
COMPANIES = pattern("lists", "counted")
COUNTS = frozenset("0123456789一二两三四五六七八九十余")
TRADES = words("trade")
# 火箭装配厂房、卫星超级工厂等重大项目: works in common words.
WORKS = ("厂房", "工厂", "平台", "基地", "中心", "电站", "项目", "工程", "生产线", "物流园", "产业园", "科技园", "枢纽")
WORK = pattern("lists", "work")
QUOTE = re.compile("“[^“”\n]{2,24}”$")
LONGEST_MEMBER = 24
SHORTEST_MEMBER = 2
BEGINNINGS = frozenset("中新大")
# 顺丰集团、见达信息技术有限公司等22个项目: named after who builds them.
FIRMS = ("公司", "集团", "银行")
# 冷链物流、玻璃新材料产业等项目: fields, not projects.
FIELDS = ("产业", "行业", "领域")
# 集聚|区红十字…: the segmenter left the end of the word before to the member.
LEFT_OVER = frozenset("区园县市镇")
# 加快副中心城市建设、…等项目: what is done stands in the list by chance.
NO_MEMBERS = ("总部", "城市建设")
LONGEST_QUOTE = 26


def find_listed(reading: Reading) -> Iterator[Candidate]:
    """Yield the members of lists that end in 等 and a noun."""
    for match in TAIL.finditer(reading.text):
        label = match.lastgroup or ""
        if label == "PROJECT" and reading.text.endswith(FIELDS, 0, match.start()):
            continue
        members = list(_members(reading, match.start(), label))
        if label == "PROJECT" and members:
            own = _builder_or_works(reading.text, match, members[-1].start)
            told = [
                one._replace(label=own, tier=Tier.NORMAL) if one.source == "list:project" else one for one in members
            ]
            members = told if own else members
        yield from members
    yield from _counted(reading)


def _builder_or_works(text: str, tail: re.Match[str], start: int) -> str:
    """Return what the members of a list of projects are for sure; an empty text where each tells itself.

    引进了正崴新能源、韩国大象食品等一批大项目: who is brought in is a company; 工业强基等五项工程 are works.
    """
    if _is_brought_in(text, start):
        return "COMPANY"
    begun = BEGUN.search(text, max(0, start - LONGEST_VERB), start)
    built = tail.group().endswith("工程") or begun or CARRIED_ON.match(text, tail.end())
    return "PROJECT" if built else ""


def _is_brought_in(text: str, start: int) -> bool:
    return bool(BROUGHT_IN.search(text, clause_start(text, start, within=LONGEST_CLAUSE), start))


def _counted(reading: Reading) -> Iterator[Candidate]:
    """Yield the companies of 中芯、华虹两家企业, the works of A、B四个项目: two or more before their number."""
    for match in COMPANIES.finditer(reading.text):
        end = match.start()
        while end and reading.text[end - 1] in COUNTS:
            end -= 1
        label = "COMPANY" if match.group() == "家" else "PROJECT"
        # 继苹果、高通之后第四家企业: one in a row, not so many.
        counts = end < match.start() and reading.text[end - 1 : end] != "第"
        members = list(_members(reading, end, label)) if counts else []
        if len(members) > 1:
            yield from members


def _after_joint(found: list[Token]) -> list[Token]:
    """Cut what stands before a 和: it is another member of the list."""
    last = max((index for index, token in enumerate(found) if token.word[0] in "和与及"), default=-1)
    if last >= 0 and len(found[last].word) > 1:
        # 和厚|康: the segmenter glued the joint to the name.
        return [found[last].cut(found[last].start + 1, found[last].end), *found[last + 1 :]]
    return found[last + 1 :]


def _is_name(found: list[Token]) -> bool:
    """Tell whether a member is a name: a proper word, or pieces that no dictionary joins."""
    if found[-1].word in TRADES and len(found) == 2:
        return True
    return any(token.tag in PROPER for token in found) or sum(len(token.word) == 1 for token in found) > 1


def _members(reading: Reading, end: int, label: str) -> Iterator[Candidate]:
    text = reading.text
    while end > 0:
        member = _quoted(text, end, label) or _work(reading, end, label) or _named(reading, end, label)
        if member is None:
            return
        start = member.start
        if member.source:
            yield member
        if start == 0 or text[start - 1] not in "、和及与”“":
            return
        end = start if text[start - 1] in "”“" else start - 1 - (text[start - 2 : start] == "以及")


def _quoted(text: str, end: int, label: str) -> Candidate | None:
    quoted = QUOTE.search(text, max(0, end - LONGEST_QUOTE), end)
    if quoted and label in ("PRODUCT", "PROJECT"):
        return Candidate(quoted.start(), end, label, "list:quoted", Tier.SURE)
    return None


def _work(reading: Reading, end: int, label: str) -> Candidate | None:
    """Return the works in common words that fill the stretch between two separators (、火箭装配厂房、)."""
    text = reading.text
    if label != "PROJECT" or not text.endswith(WORKS, max(0, end - LONGEST_MEMBER), end):
        return None
    work = WORK.search(text, max(0, end - LONGEST_MEMBER), end)
    if not work or any(hit.entry.label == "INSTITUTE" for hit in reading.hits_within(work.start("own"), end)):
        return None
    return Candidate(work.start("own"), end, label, "list:work")


def _named(reading: Reading, end: int, label: str) -> Candidate | None:
    """Return the member that ends at a place; without a source where it stands in the list but is no name."""
    found = trim(_after_joint(window(reading.tokens(end - 1), end)))
    if not found or found[-1].end != end or end - found[0].start > LONGEST_MEMBER:
        return None
    start = found[0].start + (found[0].word[0] == "除")
    if found[0].word[0] in LEFT_OVER and found[0].tag in GUESSED and start and reading.text[start - 1] not in BREAKS:
        start += 1
    elif found[0].word in LEFT_OVER:
        return None
    if reading.text[start - 2 : start - 1] == "、" and reading.text[start - 1 : start] in BEGINNINGS:
        # 中|新科炬: a word that ends other names stands first between two marks.
        start -= 1
    if not _is_name(found) or end - start < SHORTEST_MEMBER or reading.text.endswith(NO_MEMBERS, start, end):
        return Candidate(start, end, label, "")
    if label == "PROJECT" and all(token.tag == "PLACE" for token in found):
        # 山东渤中、江苏射阳等海上风电项目: where they are, not what they are called.
        return Candidate(start, end, label, "")
    if label == "COMPANY" and len(found) > 1 and found[1].tag == "COMPANY" and _is_country(reading, found[0]):
        # 新加坡|丰益国际
        start = found[1].start
    firm = found[-1].tag in ("COMPANY", UNKNOWN) or reading.text.endswith(FIRMS, start, end)
    own = "COMPANY" if label == "PROJECT" and firm else label
    return Candidate(start, end, own, f"list:{label.lower()}", Tier.GUESS if len(found) == 1 else Tier.NORMAL)


def _is_country(reading: Reading, token: Token) -> bool:
    hits = reading.hits_within(token.start, token.end)
    return bool(hits) and hits[0].entry.get("kind") == "country" and hits[0].end == token.end
