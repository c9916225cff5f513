"""Names in quotation marks: titles in 《》, and “…” where it is a policy, a product or a project."""

import re
from collections.abc import Iterator

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.reading import Reading

__all__ = ["find_quotes"]

TITLE = re.compile("《[^《》\n]{1,80}》")
MEDIA_END = re.compile("(?:日报|晚报|晨报|时报|导报|早报|周报|商报|学报|画报|都市报|青年报|人民网|新华网|周刊|月刊|杂志|新闻联播|新闻网|电视台|之声|评论|观察|焦点访谈)(?:海外版)?》$")
WORK_BEFORE = re.compile("(?:电影|影片|电视剧|剧集|纪录片|网剧|微短剧|短剧|动画|动漫|图书|小说|歌曲|话剧|舞剧|歌剧|戏剧|音乐剧|大片|游戏|手游|综艺|节目|专著|长篇|舞蹈|杂技)(?:[“”、》《一-龥0-9]{0,20})?$")
POLICY_END = re.compile(
    "(?:规划|意见|办法|条例|方案|法|通知|批复|决定|纲要|指南|标准|规范|目录|报告|措施|细则|规定|公报|协定|宣言|倡议|白皮书|计划|政策|公告|协议|清单|体系|章程|制度|备忘录|声明|公约|条约|要点|决议|准则|导则|规程|要求|条|号文|文件|说明|解读|答复|通报|名单|函|令|守则|试行|暂行)"
    "(?:[（(][^）)]{1,16}[）)])*》$"
)

QUOTED_ZONE = re.compile("“[一-龥A-Za-z0-9]{2,8}”(?:国家|自主|创新|产业|科技|现代|农业|经济|技术|特色|文化|旅游|综合|生态|国际){0,4}(?:示范区|产业园区?|商务区|科技园|创业园|创新园|街区|开发区|试验区|科创走廊|工业园)")
QUOTED = re.compile("“([^“”\n]{1,30})”")
# What a quoted phrase is called after it; the first group belongs to the name, the second does not (guideline 7).
CALLED_IN = re.compile("(?:发展)?战略|改革|攻势|新政|(?:主导)?产业体系|主导产业|(?:协同创新)?机制(?=改革)|(?:三年|五年|专项|攻坚|提升|倍增|重大)?(?:行动计划|行动方案|行动|计划|工程)|规划(?:纲要)?|倡议|条例|体系")
CALLED_OUT = re.compile("(?:[0-9]个)?(?:[一-龥]{0,6}?)(?:机制|模式|方式|原则|举措|政策|格局|目标|试点|工作法|制度|思路|方略|理念|布局|工作要求|部署|服务模式|为己任|功能定位)")
NUMBERED = re.compile("^(?:[0-9]+(?:\\+[0-9A-Za-zNnXx]+)+|[0-9]{3,5}|[0-9]+条|[一二三四五六七八九十两双百千万][一-龥]{1,2}[一二三四五六七八九十两双多0-9]+[一-龥]{1,2}|[两三四五六七八九十][一-龥]{1,2}|[一二三四五六七八九十0-9]+[个大项条]?[一-龥]{0,4}(?:行动|工程|计划|改革|攻坚行动|战略)|[一二三四五六七八九十]个[一-龥]{4,6})$")
ADOPTED = re.compile("(?:实施|推行|践行|实行|试行|首创|落实)(?:了)?$")
VESSEL = re.compile("^[一-龥A-Za-z0-9·-]{1,10}号$")
EMPHASISED = re.compile("特点|态势|特征|经济|任务|核心|[（(]|主题|问题|人员|企业|单位")
# 锚定“走在前、开新局”: a slogan of two halves that somebody holds to.
# “零跑腿”, “掌上办”: the official short names of a service reform.
SERVICE = re.compile("^(?:零|不|一|全|就近|掌上|智能|马上|只|最多|网上|一次|集成|异地|跨省|一件事|秒|快|免|简)[一-龥]{0,4}(?:办|通办|办理|跑腿|跑|跑动|见面|接触|证明|申报|一次|秒批|享)$")
# “中国光谷”: a region that calls itself a valley of its trade.
VALLEY = re.compile("^中国[一-龥]{1,3}(?:谷|湾|岛)$")
NUMBERED_MODEL = re.compile("[0-9]{2,}型|[A-Z]{1,4}-?[0-9]{2,}")
SLOGAN = re.compile("^[一-龥]{2,6}[、，,][一-龥]{2,6}(?:[、，,][一-龥]{2,6}){0,2}$")
UPHELD = re.compile("(?:坚持|锚定|践行|秉持|秉承|遵循|弘扬|按照|贯彻|落实|围绕|聚焦)(?:了|好)?$")
LOAN = re.compile("^[一-龥A-Za-z0-9]{1,6}(?:贷|险|宝|码|券)$")
PRODUCT_AFTER = re.compile("(?:等)?(?:系列)?(?:产品|品牌|APP|App|小程序|软件|系统|大模型|芯片|机器人|列车|动车组|火箭|卫星|飞船|无人机|飞机|客机|潜水器|信贷产品|金融产品|贷款)")
PROJECT_AFTER = re.compile("(?:等)?(?:[一二两三四五六七八九十0-9]+[项个大])?(?:大科学装置|重大科技基础设施|科学装置|工程|项目|水电站|核电)")
EVENT_AFTER = re.compile("(?:系列)?(?:活动|大赛|赛事|联赛|论坛|大会|峰会|博览会|晚会|文化节|主题活动|主题展|展览|展)")
HONOUR_AFTER = re.compile("(?:称号|荣誉|之称|美誉|之一|样板|企业|问题|现象|作用|人才)")
COMMON = frozenset("一盘棋 一把手 一站式 一张图 一卡通 一张网 一条龙 一条心 一刀切 一体化 双轮驱动 第一动力 牛鼻子 新引擎 加速度 加速键 两手抓 三农 四上 四上企业 双一流 双碳 五金 三角 两会 一老一小 老字号 小巨人 专精特新 链主 瞪羚 独角兽 隐形冠军 单项冠军 灯塔工厂 硬科技 软实力 金名片 主力军 排头兵 领头羊 火车头 压舱石 稳定器 助推器 新动能 新高地 强磁场".split())


def find_quotes(reading: Reading) -> Iterator[Candidate]:
    """Yield the names that quotation marks make, and blocks for quotes that are mere emphasis."""
    yield from _titles(reading.text)
    yield from _zones(reading)
    found: list[Candidate] = []
    for match in QUOTED.finditer(reading.text):
        own = list(_quoted(reading.text, match))
        if not own and found and found[-1].end == match.start():
            # “A”“B”“C”: what one is called, all are.
            own = [Candidate(*match.span(), found[-1].label, "quote:series")]
        found += own
    yield from found
    yield from _backwards(reading.text, found)


def _zones(reading: Reading) -> Iterator[Candidate]:
    """Yield zones named by a quote: “福厦泉”国家自主创新示范区, 滨海站“于响”商务区."""
    for match in QUOTED_ZONE.finditer(reading.text):
        start = match.start()
        places = [hit for hit in reading.hits_within(max(0, start - 8), start) if hit.end == start]
        yield Candidate(places[0].start if places else start, match.end(), "ZONE", "quote:zone", Tier.SURE)


def _backwards(text: str, found: list[Candidate]) -> Iterator[Candidate]:
    """Yield the quotes that stand directly before a named one."""
    for candidate in found:
        end = candidate.start
        while end and text[end - 1] == "”" and text[candidate.start] == "“":
            start = text.rfind("“", max(0, end - 30), end)
            if start < 0:
                break
            yield Candidate(start, end, candidate.label, "quote:series")
            end = start


def _titles(text: str) -> Iterator[Candidate]:
    for match in TITLE.finditer(text):
        title, before = match.group(), text[max(0, match.start() - 24) : match.start()]
        if MEDIA_END.search(title):
            label, rule = "INSTITUTE", "media"
        elif POLICY_END.search(title):
            label, rule = "POLICY", "title"
        elif WORK_BEFORE.search(before) or len(title) <= 9:
            label, rule = "PRODUCT", "work"
        else:
            label, rule = "POLICY", "title-other"
        yield Candidate(match.start(), match.end(), label, f"quote:{rule}", Tier.SURE)


def _quoted(text: str, match: re.Match[str]) -> Iterator[Candidate]:
    inner, start, end = match.group(1), match.start(), match.end()
    after, before = text[end : end + 12], text[max(0, start - 10) : start]
    if inner.startswith(("十", "八五", "九五")) and inner.endswith("五") and len(inner) <= 3:
        plan = re.match("(?:[一-龥]{0,14}?)(?:发展)?规划(?:纲要)?", after)
        if plan and "时期" not in plan.group() and "期间" not in plan.group():
            yield Candidate(start, end + plan.end(), "POLICY", "quote:plan", Tier.SURE)
        return
    called = CALLED_IN.match(after)
    if called and inner not in COMMON:
        yield Candidate(start, end + called.end(), "POLICY", "quote:called", Tier.SURE)
    elif SERVICE.match(inner):
        yield Candidate(start, end, "POLICY", "quote:service", Tier.NORMAL)
    elif VALLEY.match(inner):
        yield Candidate(start + 1, end - 1, "ZONE", "quote:valley", Tier.SURE)
    elif NUMBERED_MODEL.search(inner) and len(inner) > 5:
        yield Candidate(start, end, "PRODUCT", "quote:model", Tier.SURE)
    elif VESSEL.match(inner) and not inner.endswith("字号"):
        label = "PROJECT" if "班列" in inner else "PRODUCT"
        yield Candidate(start, end, label, "quote:vessel", Tier.SURE)
    elif PROJECT_AFTER.match(after):
        yield Candidate(start, end, "PROJECT", "quote:project", Tier.SURE)
    elif PRODUCT_AFTER.match(after) and inner not in COMMON:
        yield Candidate(start, end, "PRODUCT", "quote:product", Tier.SURE)
    elif HONOUR_AFTER.match(after) or inner in COMMON or len(inner) < 2:
        return
    elif CALLED_OUT.match(after):
        yield Candidate(start, end, "POLICY", "quote:called-out", Tier.SURE)
    elif NUMBERED.match(inner) and not EMPHASISED.match(after) and text[end:end+1] not in "：:":
        yield Candidate(start, end, "POLICY", "quote:numbered", Tier.SURE)
    elif SLOGAN.search(inner) and UPHELD.search(before):
        yield Candidate(start, end, "POLICY", "quote:slogan", Tier.NORMAL)
    elif len(inner) > 3 and ADOPTED.search(before) and not EVENT_AFTER.match(after):
        yield Candidate(start, end, "POLICY", "quote:adopted", Tier.NORMAL)
    elif LOAN.match(inner) and len(inner) >= 3:
        yield Candidate(start, end, "PRODUCT", "quote:loan", Tier.NORMAL)
