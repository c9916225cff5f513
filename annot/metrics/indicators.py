"""Which noun phrase each number measures."""

import re
from collections.abc import Sequence

from annot.annotation import Kind, Quantity
from annot.metrics.cues import cues
from annot.metrics.lists import parallel_runs
from annot.metrics.phrases import left_phrase, right_phrase
from annot.metrics.tokens import Role, tokens, words
from annot.span import Span

__all__ = ["Place", "find_indicators"]

Place = tuple[int, int]

_CLAUSE = "，。；！？,;：:！!?（(\n●"
_SENTENCE = "。；！？;\n!?"
_SHARE = re.compile(
    r"(?<![独霸抢侵])占(?!地|比|道|用|有|据)(?P<whole>[^，。；、\d]{0,24})$|占比(?=[^，。；、\d]{2,20}$)(?P<odd>[^，。；、\d]{2,20})$"
)
_SCOPES = re.compile(r"(?:了|到|据)?(?:全[市省国区县球州镇]|本[市省区]|我[国省市])?的?$")
_BRACKET = re.compile(r"[（(][^（）()]{1,30}[）)]$")
_FORMER = re.compile(r"[由从](?:上年|去年|原来|原先|过去|之前|最初|20\d\d年|上一年)?的?$")
_AID = re.compile("补助|补贴|奖励|资助|扶持|奖补|贴息|奖金")
_LIST = re.compile(r"\s*(?:、|和|及|与|，|,|以及|和分别|,?\s)\s*$")
_INDUSTRY_TAIL = re.compile("等?(?:[一二两三四五六七八九十]+大[^，。；、]{0,4}?)?(?:产业集群|产业|行业|领域|集群|业)")
_LEVEL = re.compile("(?:增至|达到?|为|增加[到至]|上升[到至]|降至|减至|减少[到至]|突破)")
_DISTANCE = re.compile("(?:距离?|相距|离)[^，。；]{1,12}$")
_MEASURING = re.compile("(?:数量|人数|总数|户数|家数|总量|数|量|排名|额|规模|人口|面积|年产|日产|月产)$")


class _Marks:
    """A paragraph with its quantities and entities, and the boundaries between them."""

    def __init__(self, text: str, entities: Sequence[Span], quantities: Sequence[tuple[Span, Quantity]]) -> None:
        self.text, self.entities, self.quantities = text, entities, quantities
        self.found: list[Place | None] = []

    def floor(self, index: int, place: int) -> int:
        """Return where a phrase ending at the place may start: after the last number, entity or clause mark."""
        floor = self.quantities[index - 1][0].end if index else 0
        if index and (named := self.found[index - 1]) and named[1] <= place:
            floor = max(floor, named[1])
        for entity in self.entities:
            if entity.end <= place:
                floor = max(floor, entity.end)
            elif entity.start < place:
                floor = max(floor, place)
        return max(floor, self.clause(place))

    def clause(self, place: int) -> int:
        """Return where the clause of the place starts."""
        return max(self.text.rfind(mark, 0, place) for mark in _CLAUSE) + 1

    def sentence(self, place: int) -> int:
        """Return where the sentence of the place starts."""
        return max(self.text.rfind(mark, 0, place) for mark in _SENTENCE) + 1

    def ceiling(self, index: int) -> int:
        """Return where a phrase after the number must end: before the next number, entity or clause mark."""
        end = self.quantities[index][0].end
        ceiling = len(self.text)
        if index + 1 < len(self.quantities):
            ceiling = self.quantities[index + 1][0].start
        for entity in self.entities:
            if entity.start >= end:
                ceiling = min(ceiling, entity.start)
        for mark in "，。；！？,;\n：":
            found = self.text.find(mark, end, ceiling)
            ceiling = found if found >= 0 else ceiling
        return ceiling

    def bare(self, index: int) -> tuple[int, bool]:
        """Return the place before the links in front of the number, and whether there were any."""
        text, place = self.text, self.quantities[index][0].start
        floor = self.quantities[index - 1][0].end if index else 0
        start = place
        while place > floor:
            if text[place - 1] in " \u3000":
                place -= 1
            elif match := _FORMER.search(text, max(floor, place - 10), place):
                place = match.start()
            elif match := _BRACKET.search(text, max(floor, place - 32), place):
                place = match.start()
            elif found := cues("peel").before(text, place, floor):
                place = found[0]
            elif (time := self._time_before(place)) is not None and time > floor:
                place = time
            else:
                break
        return place, place < start

    def _time_before(self, place: int) -> int | None:
        for entity in self.entities:
            if entity.end == place and entity.label == "TIME":
                return entity.start
        return None


def find_indicators(
    text: str, entities: Sequence[Span], quantities: Sequence[tuple[Span, Quantity]]
) -> list[Place | None]:
    """Return for each quantity the place of the phrase it measures, or None."""
    marks = _Marks(text, entities, quantities)
    for index in range(len(quantities)):
        marks.found.append(_own(marks, index) or _inherited(marks, index) or _aid(marks, index))
    for run in parallel_runs(text, quantities):
        _distribute(marks, run)
    return marks.found


def _aid(marks: _Marks, index: int) -> Place | None:
    """Take the aid the sentence has named before a sum that has no name of its own: 给予补贴，每家最高100万元."""
    span, quantity = marks.quantities[index]
    if quantity.kind is not Kind.MONEY or span.label == "CHANGE":
        return None
    start = max(marks.sentence(span.start), marks.text.rfind("，", 0, max(0, marks.clause(span.start) - 1)) + 1)
    named = list(_AID.finditer(marks.text, start, span.start))
    if not named:
        return None
    place = named[-1].span()
    return next((p for p in marks.found if p and p[0] <= place[0] < p[1]), left_phrase(marks.text, start, place[1]))


def _distribute(marks: _Marks, run: range) -> None:
    """Give numbers told one for one (分别) the indicators they stand for, in order."""
    span = marks.quantities[run[0]][0]
    if _own(marks, run[0]) is None:
        earlier = [
            place for place in dict.fromkeys(marks.found[: run[0]]) if place and place[0] >= marks.sentence(span.start)
        ]
        named = earlier[-len(run) :]
    else:
        named = _coordinates(marks, run)
    if len(named) == len(run):
        marks.found[run[0] : run[-1] + 1] = named


def _coordinates(marks: _Marks, run: range) -> list[Place]:
    """Return the indicators joined by 和 and 、 before the numbers: 进口和出口分别增长."""
    last = marks.found[run[0]]
    named = [last] if last else []
    while named and len(named) < len(run):
        place = named[0][0] - 1
        if marks.text[place : place + 1] not in ("和", "与", "及", "、"):
            break
        phrase = left_phrase(marks.text, marks.floor(run[0], place), place)
        if phrase is None:
            break
        named.insert(0, phrase)
    return named


def _own(marks: _Marks, index: int) -> Place | None:
    span, quantity = marks.quantities[index]
    if quantity.unit == "℃" and span.label == "CHANGE":
        return None
    share, settled = _share(marks, index)
    if settled:
        return share
    left = _left(marks, index)
    if span.label == "CHANGE" or quantity.kind is Kind.RANK:
        return left
    taken = left if left and not _taken(left, marks.found) else None
    if quantity.kind is Kind.COUNT:
        return _counted(marks, index, taken)
    if quantity.kind is Kind.LENGTH and _DISTANCE.search(marks.text, marks.clause(span.start), span.start):
        return None
    if taken:
        return taken
    return _right(marks, index, of=quantity.kind in (Kind.MONEY, Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE))


def _counted(marks: _Marks, index: int, left: Place | None) -> Place | None:
    """Choose between 工程师1175人 and 1175名工程师: the noun behind wins unless a verb of level parts it off."""
    span, _ = marks.quantities[index]
    right = _right(marks, index, of=True)
    if left is None or right is None:
        return right or left
    between = marks.text[left[1] : span.start]
    if _LEVEL.search(between) or _MEASURING.search(marks.text[left[0] : left[1]]) or right[0] > span.end:
        return left
    return right


def _taken(place: Place, found: Sequence[Place | None]) -> bool:
    return any(other and other[0] < place[1] and place[0] < other[1] for other in found)


def _left(marks: _Marks, index: int) -> Place | None:
    text, (place, _) = marks.text, marks.bare(index)
    span, quantity = marks.quantities[index]
    ratio = re.search("[:：]", span.of(text)) or (text[place : place + 1] == "均" and quantity.kind is Kind.OTHER)
    joint = "和与及、" if ratio else ""
    if text[place - 1 : place] == "等":
        place, joint = place - 1, "、"
    elif text[place - 3 : place] == "排名中":
        place -= 1
    phrase = left_phrase(text, marks.floor(index, place), place, joint=joint, deed=quantity.kind is Kind.COUNT)
    return _ranked(marks, index, phrase) if phrase else None


def _ranked(marks: _Marks, index: int, phrase: Place) -> Place:
    """Take in the scope of a ranking (全国高新区排名), and leave out the heading of a list of industries."""
    text = marks.text
    if text[phrase[0] - 2 : phrase[0]] in ("全国", "全球", "世界") and text[: phrase[1]].endswith(
        ("排名", "园区", "榜")
    ):
        if marks.floor(index, phrase[1]) <= phrase[0] - 2:
            return phrase[0] - 2, phrase[1]
    floor = marks.floor(index, phrase[1])
    if any(e.end == floor and e.label == "INDUSTRY" for e in marks.entities):
        match = _INDUSTRY_TAIL.match(text, floor, phrase[1])
        if match and phrase[0] < match.end() < phrase[1]:
            return match.end(), phrase[1]
    return phrase


def _right(marks: _Marks, index: int, *, of: bool) -> Place | None:
    span, quantity = marks.quantities[index]
    text, ceiling = marks.text, marks.ceiling(index)
    if quantity.kind in (Kind.AREA, Kind.LENGTH, Kind.OTHER) and text[span.end : span.end + 1] == "的":
        right = right_phrase(text, span.end, ceiling, of=True)
        return right if right and any(text[right[0] : right[1]].endswith(word) for word in words("measure")) else None
    if quantity.unit in ("人", "人次"):
        for word in words("casualty"):
            if text.startswith(word, span.end):
                return _casualties(text, span.end, ceiling)
    right = right_phrase(text, span.end, ceiling, of=of)
    if (
        right
        and right[1] == ceiling
        and index + 1 < len(marks.quantities)
        and ceiling == marks.quantities[index + 1][0].start
    ):
        return _shared(marks, index, right)
    return right


def _casualties(text: str, start: int, ceiling: int) -> Place:
    """Read 死亡或失踪 after a number of people."""
    names = "|".join(sorted(words("casualty"), key=len, reverse=True))
    match = re.compile(f"(?:{names})(?:(?:或|和|、)(?:{names}))*").match(text, start, ceiling)
    return (start, match.end() if match else start + 2)


def _shared(marks: _Marks, index: int, right: Place) -> Place | None:
    """Part the words between two numbers: 50家|企业|贷款|1.85亿元."""
    following = marks.quantities[index + 1]
    if following[1].kind is Kind.COUNT and following[0].label == "VALUE" and _right(marks, index + 1, of=False):
        return right
    run = tokens(marks.text, *right)
    if len(run) < 2 or run[-1].role is not Role.NAME:
        return right
    run.pop()
    while len(run) > 1 and run[-1].role in (Role.ACT, Role.VERB):
        run.pop()
    return right[0], run[-1].end


def _share(marks: _Marks, index: int) -> tuple[Place | None, bool]:
    """Read 占…比重 by rule 18; the flag tells that the rule applies."""
    span, quantity = marks.quantities[index]
    if quantity.kind not in (Kind.PERCENT, Kind.RATIO, Kind.PERCENTAGE_POINT):
        return None, False
    place = marks.bare(index)[0]
    of = marks.text[place : place + 1] == "的"
    match = _SHARE.search(marks.text, marks.clause(place), place)
    if match is None:
        return None, False
    if span.label == "CHANGE" and not match[0].endswith(("比重", "比例", "份额")):
        return None, False
    whole = match["whole"] if match["whole"] is not None else match["odd"]
    if match["odd"] is None and _SCOPES.match(whole):
        owned = left_phrase(marks.text, marks.floor(index, match.start()), match.start())
        return owned or _inherited(marks, index, any_unit=True), True
    end = place - (1 if whole.endswith("的") and not of else 0)
    return (match.start(), end), True


def _inherited(marks: _Marks, index: int, *, any_unit: bool = False) -> Place | None:
    """Take the indicator of the number before, where the sentence goes on about it."""
    if not index:
        return None
    span, quantity = marks.quantities[index]
    last, before = marks.quantities[index - 1]
    between = marks.text[last.end : span.start]
    if marks.sentence(span.start) > last.end or marks.found[index - 1] is None:
        return None
    if span.label == "CHANGE" and re.search("[拉带推]动", between):
        return None
    if any_unit or span.label == "CHANGE" or quantity.kind is Kind.RANK:
        return marks.found[index - 1]
    if not between.strip() or quantity.unit == before.unit and (_LIST.fullmatch(between) or marks.bare(index)[1]):
        return marks.found[index - 1]
    return None
