"""What goes before the head of an indicator: words that modify it, words that govern it, and 新增."""

import re

from annot.metrics.tokens import Role, Token, ends, words

__all__ = ["JOINED", "PER_HEAD", "anchored", "bracketed", "coordinates", "deverbal", "fresh", "measured", "modifies"]

JOINED = ("和", "与", "及", "或")
PER_HEAD = ("人均", "户均", "亩均", "地均", "每万人", "每千人", "每百人", "每百户", "每万人口", "每千人口")
_TOWARDS = ("向", "为", "对", "给", "替", "与", "同")
_BEFORE_FRESH = ("新", *PER_HEAD)
_MEASURED = re.compile(
    "(?:率|额|量|数|值|度|费|金|款|比|比重|占比|面积|价|价格|成本|利润|效率|资本|产|投资|收入|支出|能力|长|长度|距离|温差|时速|周期|时间|类|产能|航程|里程|能耗|用时|成本)$"
)
_JOINABLE = re.compile(f"{_MEASURED.pattern}|(?:企业|项目)$")
_SHARERS = ("人数", "人次", "户数", "人员", "职工", "居民", "对象")
_DEGREE = re.compile(
    "(?:率|额|量|数|面积|范围|时间|时长|周期|期限|标准|强度|密度|能力|水平|规模|比例|比重|占比|金额|人数|次数|人次|半径|价格|里程|高度|时速|车速|流量|年限|存量|总量|强度|经费|资金)$"
)


def measured(text: str, place: tuple[int, int]) -> bool:
    """Tell whether a phrase ends in a measure, not in a thing: 进口均价, but not 原油."""
    phrase = text[place[0] : place[1]]
    return _MEASURED.search(phrase) is not None or phrase.endswith(("规模", "投入"))


def deverbal(run: list[Token], index: int) -> bool:
    """Tell whether a governing verb only says of which kind a measure is: 管辖面积, 成交量, but not 实现产值."""
    if index == len(run) - 2 and run[-1].word in ("率", "量", "额", "数", "度"):
        return True
    if run[index].word in words("sharing") and run[-1].word.endswith(_SHARERS) and index + 1 < len(run):
        return True
    if index != len(run) - 2 or run[index].word in words("light"):
        return False
    return len(run[index].word) > 1 and _DEGREE.search(run[-1].word) is not None and not run[-1].word[0].isdecimal()


def bracketed(run: list[Token], closing: int) -> int | None:
    """Return the index of the bracket that closes here when a name goes on behind it: 中欧（中亚）班列."""
    if closing in (0, len(run) - 1):
        return None
    for index in range(closing - 1, max(-1, closing - 5), -1):
        if run[index].word in ("（", "("):
            return index
    return None


def modifies(run: list[Token], index: int) -> bool:
    """Tell whether a verb modifies the noun after it (竞聘人员) instead of governing it (受理诉求)."""
    token = run[index]
    leads = token.word in words("lead")
    if index == len(run) - 1 or not (leads or token.role is Role.ACT):
        return True
    while leads and index and run[index - 1].word in words("lead") and run[index - 1].role is Role.ACT:
        index -= 1
    if index and run[index - 1].word == "”":
        return True
    if token.word == "投入" and run[index + 1].word.endswith(("资金", "基金", "经费", "人力")):
        return False
    if index and _done(run, index):
        return False
    return (index > 0 and _follows_noun(run[index - 1])) or _qualifies(token.word, run, index, leads=leads)


def _follows_noun(before: Token) -> bool:
    """Tell whether what stands before a verb makes it a part of the noun behind it: 企业|招聘人员, 培训和|招聘人员."""
    named = before.role in (Role.NAME, Role.PART, Role.VERB, Role.ACT) and before.word != "累计"
    return named or before.word in JOINED


def _qualifies(verb: str, run: list[Token], index: int, *, leads: bool) -> bool:
    """Tell whether the noun at the end is one that verbs say the kind of: 服务|平台, 审批|时间, 竞聘|人员."""
    head = run[-1].word
    measure = _MEASURED.search(head) is not None
    if not leads:
        return measure or (ends(head, "head") and not head.endswith("装机"))
    if _site(verb, head) or (verb not in words("maker") and _DEGREE.search(head)):
        return True
    return measure and all(later.role is Role.ACT for later in run[index + 1 : -1])


def _done(run: list[Token], index: int) -> bool:
    """Tell whether the word before makes the verb a deed: 企业|引进人才, 累计|调度水库."""
    verb, before, head = run[index].word, run[index - 1].word, run[-1].word
    if before == "累计":
        return not _MEASURED.search(head)
    if _addressed(run, index):
        return True
    return before in words("agent") and not (_MEASURED.search(head) or _site(verb, head))


def _addressed(run: list[Token], index: int) -> bool:
    """Tell whether the verb is done to whom a preposition names: 向社会|输送人才, 为企业|减免租金."""
    for earlier in range(index - 1, -1, -1):
        if run[earlier].word in _TOWARDS:
            return earlier < index - 1
        if run[earlier].role not in (Role.NAME, Role.PART, Role.OWNER):
            break
    return False


def _site(verb: str, head: str) -> bool:
    """Tell whether the verb says what a thing serves for: 服务平台, 审批事项, but not 建设平台."""
    return verb not in words("maker") and ends(head, "site")


def fresh(run: list[Token], index: int) -> int:
    """Take in 新增, 新引进 and 累计 that stand right at the name (guideline, rule 14)."""
    while 0 < index < len(run):
        word, before = run[index - 1].word, run[index - 2].word if index > 1 else ""
        if word in words("fresh"):
            index -= 1
        elif before in _BEFORE_FRESH and (before != "新" or before + word in words("fresh")):
            index -= 2
        elif word == "新" and run[index].word in ("引进", "开工", "竣工", "登记", "注册"):
            index -= 1
        else:
            break
    return index


def anchored(run: list[Token], index: int) -> int:
    """Return where a name starts that follows a verb: at the 新增 that governs both, if any (新增|缴存职工)."""
    if run[index - 1].word in words("light") and run[index - 1].word != "受":
        return fresh(run, index)
    for earlier in range(index - 1, -1, -1):
        token = run[earlier]
        if token.word in words("fresh") and token.word != "累计":
            return earlier
        if token.role in (Role.MARK, Role.STOP, Role.ADVERB):
            break
    return fresh(run, index)


def _first(run: list[Token], index: int) -> bool:
    """Tell whether nothing that could belong to the phrase stands before the word."""
    return index == 0 or run[index - 1].role in (Role.STOP, Role.MARK, Role.VERB, Role.OWNER)


def coordinates(run: list[Token], index: int) -> bool:
    """Tell whether the conjunction joins modifiers of one head (硕士、博士学历占比) or new things (新产品、新技术)."""
    if not 0 < index < len(run) - 1:
        return False
    left, right = run[index - 1], run[index + 1]
    if right.word[0] == "新" and left.role is Role.NAME and "新" in (left.word[0], run[index - 2].word):
        return True
    if index == len(run) - 2:
        return False
    if right.role in (Role.ACT, Role.PART) and left.role is not Role.MARK and run[index].word != "、":
        return True
    if run[index].word in ("及", "和", "与") and _first(run, index - 1) and _JOINABLE.search(run[-1].word):
        return left.role is Role.NAME and not _MEASURED.search(left.word) and right.role in (Role.NAME, Role.PART)
    return (
        len(left.word) <= 2
        and len(right.word) <= 2
        and left.role is Role.NAME
        and not _MEASURED.search(left.word)
        and _MEASURED.search(run[-1].word) is not None
    )
