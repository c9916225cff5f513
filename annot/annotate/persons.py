"""Names of people: by the title before or after them."""

import re
from collections.abc import Iterator

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN

__all__ = ["find_persons"]

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公岳帅亓仉郈"
DOUBLE = "欧阳|上官|司马|诸葛|司徒|东方|令狐|皇甫|尉迟|公孙|慕容|端木|夏侯|闻人|澹台|宇文|长孙|轩辕|南宫|拓跋"
NAME = rf"(?:(?:{DOUBLE})[一-龥]{{1,2}}|[{SURNAMES}](?:[一-龥]{{1,2}}|·))"
TITLES = (
    "书记|副书记|总书记|市长|副市长|省长|副省长|县长|副县长|区长|副区长|州长|镇长|部长|副部长|局长|副局长|厅长|副厅长|处长|副处长|科长|主任|副主任|院长|副院长|校长|副校长|所长|副所长|"
    "董事长|副董事长|总经理|副总经理|总裁|副总裁|CEO|首席执行官|首席科学家|首席专家|总工程师|总监|创始人|联合创始人|负责人|主席|副主席|总理|副总理|国务委员|委员长|秘书长|副秘书长|会长|副会长|理事长|"
    "委员|常委|院士|教授|副教授|研究员|博士|专家|工程师|记者|通讯员|编辑|摄影|作者|站长|馆长|行长|副行长|厂长|经理|总编辑|社长|台长|大使|总统|首相|外长|司令员|政委|主播|队长|村支书|支书|科学家|企业家|法定代表人|组长|副组长|总指挥|司长|副司长|发言人|导演|医生|代表"
)
TITLE_BEFORE = re.compile(rf"(?:{TITLES})(?:[\s:：、/]|同志)?(?=({NAME}))")
NEXT = re.compile(f"[、,， ]({NAME})(?=[、,， ]|等|参加|出席|陪同|调研|一同|分别|。)")
LEADERS = re.compile(f"(?:领导|同志|人员|专家|院士|嘉宾|成员)(?=({NAME})、)")
SPEAKS = "宣布|表示|说|介绍|指出|强调|认为|透露|出席|主持|致辞|会见|要求|告诉|率|讲话|坦言|解释|补充|带队|陪同|作报告|讲|提出|宣布|调研|担任|任组长|参加"
TITLE_AFTER = f"同志|先生|女士|总书记|主席|院士|教授|博士|书记|市长|省长|总理|团队|{SPEAKS}"
NAME_BEFORE = re.compile(rf"(?<![一-龥])({NAME})(?={TITLE_AFTER})")
HONOURED = re.compile(f"({NAME})(?=同志|总书记|主席(?!团)|先生|女士|院士|教授)")
BYLINE = re.compile(rf"(?:^|[\n►●（(])(?:文/|图/|记者|本报记者|通讯员|作者|编辑|来源)?[:：\s]?\s?({NAME})(?=$|[\n）)])")
NOT_NAMES = re.compile("^(?:和|同|于|时|成|平|都|党|向|经|从|相|全|任|居|国|公|有关|方面|关于|通过|高度|高质|安全|广大|常务|明确|应当|文化|江苏|江西|广东|广西|山东|山西|云南|甘肃|宁夏|海|金融|单位|万|连续|别|能|解|越|强|满|后|家|边|古|易|利|师|游|须|养|空|容|终|双|计|印|支持|项目|白|红|温|华|农业|东|尚|景|水|路|关|管|权|富|丰|简|曾经|那|何|于是|方便|万亿|车|牛|左右|包括|谈|谈到|和谐|施工|全市|全省|全国|全面|全体|经济|经过|时间|成立|国家|国际|国务)")
TAIL_NOT = frozenset("在为是的和与及等表说介指强要会对从到就将已也也又还正率主出一以于")


def find_persons(reading: Reading) -> Iterator[Candidate]:
    """Yield the people of a document."""
    for pattern, rule in ((TITLE_BEFORE, "title-before"), (LEADERS, "leaders"), (NAME_BEFORE, "title-after"), (HONOURED, "honoured"), (BYLINE, "byline")):
        for match in pattern.finditer(reading.text):
            start, end = match.span(1)
            end = _end(reading, start, end)
            if _is_name(reading, start, end) and not (rule == "honoured" and reading.words.cuts(start, end)):
                yield Candidate(start, end, "PERSON", f"person:{rule}", Tier.SURE)
                yield from _listed(reading, end)


def _listed(reading: Reading, end: int) -> Iterator[Candidate]:
    """Yield the people that a list goes on with: 吴锦、方晓阳、胡敏."""
    while follower := NEXT.match(reading.text, end):
        start, end = follower.span(1)
        if not _is_name(reading, start, end):
            return
        yield Candidate(start, end, "PERSON", "person:list")


def _end(reading: Reading, start: int, end: int) -> int:
    """Return the end of a name of two or three characters: where a word ends."""
    if end - start < 3 or reading.words.cuts(end - 1, end - 1):
        return end
    if reading.words.cuts(end, end) or reading.text[end - 1] in TAIL_NOT:
        return end - 1
    return end


def _is_name(reading: Reading, start: int, end: int) -> bool:
    name = reading.text[start:end]
    if end - start < 2 or NOT_NAMES.match(name):
        return False
    tokens = [token for token in reading.tokens(start) if token.start < end and token.end > start]
    if any(token.tag in ("ZONE", "GOV", "COMPANY", "INSTITUTE") for token in tokens):
        return False
    # 魏华山: a place inside a name stands behind its surname.
    if any(token.tag == "PLACE" and token.start <= start for token in tokens):
        return False
    return all(token.tag in ("nr", "nrt", "nrfg", "PERSON", "PLACE", UNKNOWN) or len(token.word) == 1 for token in tokens) and not (
        tokens and tokens[0].start < start
    )
