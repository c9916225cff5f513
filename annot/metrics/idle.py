"""Numbers that stand idle (一个, 两地, 亿元以上项目), and bare numbers whose unit their words imply."""

import re
from decimal import Decimal

from annot.annotation import Kind
from annot.metrics.amounts import Amount
from annot.metrics.cues import cues
from annot.metrics.dictionary import is_word
from annot.metrics.names import is_announced
from annot.metrics.units import Unit

__all__ = ["implied_unit", "is_idle"]

_MONEY = re.compile(
    "投资|产值|收入|资金|利润|税|营收|GDP|额|金|款|价值|贷|补贴|规模|估值|市值|消费|货值|费|资产|成本|支出|投入|销售|融资"
)
_THRESHOLD = re.compile("(?:级|元)?(?=项目|企业|产业|集群|园区|镇|村|工程|重大|大|工业|骨干|龙头|规模|制造)")
_FUSED, _OVER = (
    re.compile(
        "(?:外贸|制造业?|龙头|骨干|链主|上市|重点|农业|工业|重大|产业)?(?:企业|项目|产业|园区|镇|村|集群|工程|县)"
    ),
    ("过", "超"),
)
_COUNTED_THEN = re.compile(
    r"(?!的)[一-龥“”]{2,12}?(?:不少于|不低于|超过?|达到?|突破|近|约|至少|共|新增)?"
    r"\d+(?:\.\d+)?[余多]?(?:至\d+)?[余多]?[家个项户座人名台套条处宗]"
)
_SIZED = re.compile("(?![以左上之及至到、和的])[一-龥]")
"""A size that says of which kind a thing is: 12英寸晶圆."""
_AGED = re.compile(
    "(?:及以上|以上|以下)?(?:的?(?:常住|户籍|城镇|农村)?(?:人口|人群|老人|老年人|儿童|妇女|青年|青少年|群众|观众|居民|女性|男性)|[占\\d]|、\\d{1,3}[-—~至到\\d]{0,4}周?岁)"
)
"""What ages stand before that only say who is counted: 60岁以上老人, 14岁以下|5145人, 0—14岁、15—59岁人口."""
_CROWD = re.compile(
    "[^，。；、]{0,4}(?P<who>人口|群众|居民|学生|农民|职工|游客|旅客|人员|对象|用户|粉丝|户|党员|劳动力|市民|老人|儿童|观众)"
)
_CROWDED = re.compile("(?P<who>用户|粉丝|人数|人口|游客|旅客|客流量?|学员|会员)(?:数|量)?[^，。；、]{0,5}$")
_MEASURE = re.compile(
    "(?![的了在是和与及年月日时分秒号强型版线路第之以上下等中内外大小多新老高低前后左右东西南北本各这那其为被把从向对于"
    "由到至或而且但也都就不没有会要能可将使让给余几半成倍番折来])[一-龥](?=[一-龥])"
)
_INDEX = re.compile(
    "(?:指数|PMI|PUE(?:均?值)?|得分|评分|系数|总分|均分|收入比|比值|性别比|容积率)(?:为|达|达到|[低高降升]至|降到|是|得分|值为|[由从](?:上年|去年|\\d{4}年)?的?"
    "|[由从][^，。；]{0,6}?\\d\\.\\d+(?:提高|缩小|下降|上升|扩大|降|升)[到至为])?$"
)
_LASTING = {"日": "天", "年": "年"}
_BARE_NOUN = re.compile("(?=[国省市县区个部城项地院学公])")
_SMALL = frozenset("二两三四五六七八九十123456")
_PLAIN = re.compile(r"[\d.]+|[一二两三四五六七八九十]+")
_TOTAL = re.compile("(?:共|连续|举办|累计|总计|达|超过|近|约|新增|拥有|现有)了?$")
_VISITS = re.compile("人次(?:数|为|达到?|共)?$")
_THINGS = ("个", "家", "项", "名", "人", "座", "所", "处", "件", "只", "支", "户", "套", "台", "场")
_EACH = re.compile("(?:每[^，。；、]{0,5}|最[后先]|[这那哪头首])$")
"""What makes 一 the base of a rate or a saying: 每消耗|一吨, 最后|一公里."""
_HEADING = re.compile(r"\d{1,2}\.\d{1,2}")
"""The number of a heading: 1.2|项目背景, 2.1|人才队伍; people and things have no tenths but on average."""
_COIN = ("角", "毛", "分")
_GRADED = ("级", "口", "层", "点", "面")
_NAMED_NEXT = re.compile("[一-龥]{0,6}(?:依次|分别)(?:是|为)(?=[一-龥])")
_ANNOUNCED = 100
"""Nobody lists a hundred names before summing them up."""
_RATINGS = ("千伏", "kV", "KV", "万吨级", "吨级")
_PROVERBS = (Kind.COUNT, Kind.OTHER, Kind.VOLUME)
_COUNTED, _CURRENT = Unit("", Kind.COUNT, "个", Decimal(1)), Unit("", Kind.MONEY, "元", Decimal(1))


def _coined(text: str, place: int) -> bool:
    """Tell whether the character stands as a word of its own: 12|垛|柴火, but 12|热线."""
    return not is_word(text[place : place + 2]) and is_word(text[place + 1 : place + 3])


def implied_unit(text: str, amount: Amount) -> Unit | None:
    """Return the unit a bare number has by its words: 投资50多亿 is money, 140余国家 and 12垛柴火 are counts.

    A decimal of days or years that is no TIME is measured: 平均住院日8.8日, 受教育年限10.26年.
    """
    numeral = amount.numeral
    head = text[max(0, amount.start - 16) : amount.start]
    if numeral[-1] in "万亿" and (len(numeral) > 1 or _VISITS.search(head)):
        return _implied_by_scale(text, amount, head)
    if amount.vague and numeral.isdecimal() and _BARE_NOUN.match(text, amount.end):
        return _COUNTED
    if numeral.isdecimal() and numeral[0] != "0" and _MEASURE.match(text, amount.end) and _coined(text, amount.end):
        return Unit(text[amount.end], Kind.COUNT, text[amount.end], Decimal(1))
    if "." in numeral and (lasting := _LASTING.get(text[amount.end : amount.end + 1])):
        return Unit(text[amount.end], Kind.DURATION, lasting, Decimal(1))
    if numeral[0].isdecimal() and _INDEX.search(head):
        return Unit("", Kind.OTHER, "1", Decimal(1))
    return None


def _implied_by_scale(text: str, amount: Amount, head: str) -> Unit | None:
    """Return the unit of so many 万 or 亿 by the words around: visits, money, or who is counted."""
    if _VISITS.search(head):
        return _COUNTED._replace(canonical="人次")
    crowd = _CROWD.match(text, amount.end)
    if _MONEY.search(head) or (amount.numeral[-1] == "亿" and not crowd):
        return _CURRENT
    crowd = crowd or _CROWDED.search(head)
    return _COUNTED._replace(canonical="户" if crowd["who"] == "户" else "人") if crowd else None


def is_idle(text: str, amount: Amount, unit: Unit, *, place: int, floor: int) -> bool:
    """Tell whether the words make the number idle: 一个, 两地, 亿元以上项目, A、B、C等三家.

    Args:
        text: The paragraph.
        amount: The number; its unit may be missing.
        unit: Its unit, read or implied.
        place: Where the digits start, after a sign.
        floor: Where the quantity before it ends.
    """
    numeral = amount.numeral
    if numeral == "半" and not unit.word:
        return not cues("bound").before(text, amount.start, floor)
    if numeral in ("上万", "上百") and text[max(0, amount.start - 2) : amount.start] in ("成千", "成百"):
        return True
    if numeral in ("一", "半", "数", "几", "上"):
        return numeral in "数几上" or _single(text, unit, place)
    if _summed_up(text, amount, unit, place) or _headed(text, amount, unit):
        return True
    if numeral in _SMALL and _proverbial(text, amount, unit):
        return True
    if numeral[0] in "百千万亿" and "分之" not in numeral and not _bounded(text, amount, unit, floor):
        return True
    return _fused(text, amount, unit) or _is_word_part(text, amount, unit, place)


def _is_word_part(text: str, amount: Amount, unit: Unit, place: int) -> bool:
    """Tell whether number and unit are parts of a word: 八角, 五折|算, 万|级, 届|三次, 两|面."""
    numeral, word = amount.numeral, unit.word
    if word in _COIN and not numeral[-1].isdecimal():
        return True
    if word == "折" and text[amount.end : amount.end + 1] in ("算", "合", "旧"):
        return True
    if (word == "级" and numeral[-1] in "万亿") or (word == "次" and text[place - 1 : place] == "届"):
        return True
    return (
        word in _GRADED
        and not (word == "点" and "." in numeral)
        and "级" not in numeral
        and _PLAIN.fullmatch(numeral) is not None
    )


def _single(text: str, unit: Unit, place: int) -> bool:
    """Tell whether one of the unit is no measure: 一家, 每消耗一吨, 最后一公里; money has a price (每枚一美元)."""
    if unit.kind is Kind.COUNT or cues("idle").after(unit.word, 0):
        return True
    return unit.kind is not Kind.MONEY and _EACH.search(text, max(0, place - 6), place) is not None


def _headed(text: str, amount: Amount, unit: Unit) -> bool:
    """Tell whether the number opens a line as the number of its heading."""
    if unit.kind is not Kind.COUNT or (amount.start and text[amount.start - 1] != "\n"):
        return False
    goes_on = text[amount.end : amount.end + 1].isalpha() and not amount.bound and not amount.vague
    return goes_on and _HEADING.fullmatch(amount.numeral) is not None


def _fused(text: str, amount: Amount, unit: Unit) -> bool:
    """Tell whether a threshold is one with its noun: 亿元以上项目, 过百亿元企业, 60岁以上老人, 20万吨级泊位|12个."""
    if unit.kind is Kind.MONEY and text[amount.start - 1 : amount.start] in _OVER and _FUSED.match(text, amount.end):
        return True
    if (amount.bound or unit.word in _RATINGS) and unit.kind not in _PROVERBS and _COUNTED_THEN.match(text, amount.end):
        return True
    if unit.word in ("英寸", "吋", "寸") and _SIZED.match(text, amount.end):
        return True
    if unit.word in ("岁", "周岁") and _AGED.match(text, amount.end):
        return True
    counts = unit.kind in (Kind.RATIO, Kind.PERCENT) or unit.word in ("个", "项", "家")
    return bool(amount.bound) and not counts and _THRESHOLD.match(text, amount.end) is not None


def _summed_up(text: str, amount: Amount, unit: Unit, place: int) -> bool:
    """Tell whether a count only sums up the names before it."""
    if unit.kind is not Kind.COUNT or amount.low is None or amount.low != amount.high or amount.low >= _ANNOUNCED:
        return False
    if _NAMED_NEXT.match(text, amount.end):
        return True
    return is_announced(text, place, int(amount.low), han=not amount.numeral[0].isdecimal())


def _proverbial(text: str, amount: Amount, unit: Unit) -> bool:
    """Tell whether a small number stands in a set phrase or before an abstract noun: 六位一体, 两个确立."""
    numeral, start = amount.numeral, amount.start
    if start and text[start - 1] in "“‘" and not numeral.isdecimal():
        return True
    if unit.kind not in _PROVERBS or amount.vague or amount.bound == "at_most":
        return False
    if numeral.isdecimal() and text[start - 1 : start] in ("由", "从", "至", "到"):
        return False
    idle = not numeral.isdecimal() and cues("idle").after(unit.word, 0) == (len(unit.word), "-")
    if idle and not _TOTAL.search(text, max(0, start - 6), start):
        return True
    return (bool(amount.bound) and (unit.word not in _THINGS or text.startswith("的", amount.end))) or cues(
        "abstract"
    ).after(text, amount.end) is not None


def _bounded(text: str, amount: Amount, unit: Unit, floor: int) -> bool:
    """Tell whether a bare scale word is a number: 近百家, 百余位, 超千亿元."""
    if unit.kind is Kind.MONEY and text[amount.end : amount.end + 2] in ("企业", "项目", "产业"):
        return False
    led = cues("bound").before(text, amount.start, floor)
    return led is not None or amount.vague or (len(amount.numeral) > 1 and amount.numeral[1] in "余多")
