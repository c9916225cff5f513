"""Events that a number or a year opens: 第十四届中国艺术节, 2024年中国罕见病大会, 党的二十大."""

import re
from collections.abc import Iterator

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.reading import Reading

__all__ = ["find_events"]

NUMERAL = "[0-9〇零一二三四五六七八九十百]"
NAME = "[一-龥A-Za-z0-9·（）()“”—－–+&-]"
KINDS = (
    "(?:博览会|交易会|进口博览会|洽谈会|展览会|投洽会|高交会|广交会|进博会|服贸会|消博会|链博会|文博会|科博会|智博会|数博会|[一-龥]博会|展会|峰会|论坛|高峰论坛|大会|年会|大赛|总决赛|竞赛|比赛|联赛|公开赛|锦标赛|挑战赛|邀请赛|锦标赛|艺术节|文化节|旅游节|电影节|音乐节|啤酒节|美食节|购物节|消费节|采摘节|节|"
    "运动会|全运会|亚运会|奥运会|冬奥会|大运会|世运会|残运会|马拉松|车展|宣传周|活动周|科技周|双创周|宣传月|活动月|对接会|推介会|交流会|研讨会|招聘会|发布会|工作会议|全体会议|代表大会|会议|全会|周|(?<![发参开进拓扩])展|活动|演练)"
)
EDITION = re.compile(
    f"(?:(?:(?:19|20)[0-9]{{2}}年?(?:度)?)?第{NUMERAL}{{1,4}}届{NAME}{{0,30}}?{KINDS}(?:总决赛|决赛|启动仪式)?(?!议程|期|场|址|员|奖|徽|馆|费|务|计|签约|客|长|商|体|议|社|展))"
)
YEAR = re.compile(f"(?<![0-9])(?:20[0-9]{{2}}年?(?:度)?)(?!以来|底|初|末|全|上|下|前|后|[0-9])(?=[一-龥A-Z“])({NAME}{{1,24}}?{KINDS})(?!议程|期|场|址|员|奖|徽|馆|费|务|计|上|中|客|长|商|体|议|社|展)")
YEAR_STOPS = re.compile("举[办行]|召开|参加|组织(?:实施|开展)|开展|启动|承办|主办|在|实现|完成|全市|全省|全国重点|我|建设|推进|的|了|第[一二三四]|将|年内|月|日|届|是|和|与|工作会议(?!$)|政府|第[0-9]")
CONGRESS = re.compile("党的(?:[一二三四五六七八九十]+大)(?![一-龥]?[项步])|(?:中国)?共产党第[一二三四五六七八九十]+次全国代表大会|(?:党的)?(?:[一二三四五六七八九十]+届(?:[一二三四五六七八九十]+中|历次)全会)|(?:中央|全国)(?:经济|农村|城市|科技|宣传思想文化|金融|人才|民族|统战|政法|外事|教育|组织|[一-龥和]{2,12})工作(?:座谈)?会议?|全国[“\"]?两会[”\"]?|国务院常务会议|中央政治局会议|中央全面深化改革委员会[一-龥]{0,12}会议")
KNOWN = re.compile(
    "(?:北京|杭州|成都|巴黎|东京|里约|索契|平昌|伦敦|米兰|哈尔滨|亚|)?(?:(?<=[0-9]年)|)(?:冬奥会|冬残奥会|奥运会|残奥会|亚运会|亚残运会|大运会|世运会|全运会|进博会|广交会|服贸会|消博会|链博会|高交会|投洽会|数博会|智博会|工博会|亚冬会|世界杯|世锦赛)"
    "|新冠(?:肺炎)?疫情|新型冠状病毒(?:感染的)?肺炎疫情|非典疫情|非典|国际金融危机|亚洲金融危机|汶川(?:特大)?地震|汶川特大地震|中美贸易战|俄乌冲突|巴以冲突|抗日战争|解放战争|南昌起义|达沃斯论坛|夏季达沃斯(?:论坛)?|博鳌亚洲论坛|世界互联网大会(?:乌镇峰会)?|世界人工智能大会|世界机器人大会|世界计算大会|世界智能大会|中非合作论坛(?:[一-龥]{1,4}峰会)?|“一带一路”国际合作高峰论坛|乌镇峰会|上合(?:组织)?(?:[一-龥]{2})?峰会|金砖国家领导人(?:[一-龥]{2})?会晤|珠海航展|广州车展|上海车展|北京车展|世博会|园博会|绿博会|花博会|世园会|双11|双十一"
)


def find_events(reading: Reading) -> Iterator[Candidate]:
    """Yield the events that begin with a number or a year, and those the whole country knows."""
    text = reading.text
    for match in EDITION.finditer(text):
        yield Candidate(*match.span(), "EVENT", "event:edition", Tier.SURE)
    for match in YEAR.finditer(text):
        if not YEAR_STOPS.search(match.group(1)):
            yield Candidate(*match.span(), "EVENT", "event:year", Tier.SURE)
    for pattern, rule in ((CONGRESS, "congress"), (KNOWN, "known")):
        for match in pattern.finditer(text):
            yield Candidate(*match.span(), "EVENT", f"event:{rule}")
