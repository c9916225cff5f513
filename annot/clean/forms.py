"""What a line is by its form alone: stamps of time, trails of links, credits, addresses, mastheads."""

import re

from annot.clean.asides import label_aside
from annot.clean.prose import is_prose

__all__ = ["FILLING", "has_stamp", "is_clock", "is_count", "label_by_form"]

FILLING = re.compile(
    r"[\s|丨/\\·•.,，。、;；:：>»›《》<＞＜→\-—_+*#\[\]［］【】〖〗〔〕()（）{}「」『』“”\"'!！?？&=~^@\d■□◆◇●○★☆▲△▼▽►▶◀✕×…]+"
)
"""Everything on a line that is neither word nor name."""

_SHORT = 100
_LONGEST = 160
# 2024年1-4月 is a stretch of months, not a day.
_DATE = r"(?!\d{4}\s?年\s?\d{1,2}\s?[-/.])(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
_TIME = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_STAMP = re.compile(
    rf"[\[(（【]?{_DATE}[\])）】]?(?:\s*T?\s*{_TIME})?|{_TIME}|香港时间\d{{1,2}}时\d{{1,2}}分"
    r"|(?<!\d)\d{1,2}\s?(?:秒钟?|分钟|小时|天|周|个月|月|年)前(?=$|[^\u4e00-\u9fff]|发布|更新|来自)"
    r"|(?:昨天|前天)(?=\s|$)|^刚刚(?=\s|$|发布|更新)"
)
_DAY = re.compile(_DATE)
_WRITTEN_DATE = re.compile(r"^[（(]?\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[）)]?$")
_LISTED = re.compile(
    rf"^(?=.{{8,90}}$)(?:.*[^\d\s\-/.年月:：(（\[].{{0,2}}[\[(（]?{_DATE}[\])）]?|[\[(（]?{_DATE}[\])）]?\s*\S.*)$"
)
_META_REST = 14
# Beside the hour as well as the day more may stand: the writer's name and trade, the place.
_META_REST_TIMED = 24
_TIMED = re.compile(rf"{_DATE}\s*T?{_TIME}")
_CLOCK_LONGEST = 30
_CLOCK = re.compile(rf"^[\[(（【]?{_DATE}\s*T?\s*{_TIME}[\])）】]?$")
_FLOOR = re.compile(
    r"(?:沙发|板凳|地板|\d{1,4}\s?[楼#]|#\d{1,4}).{0,8}发表于|发表于.{0,24}(?:沙发|板凳|地板|\d{1,4}\s?[楼#])$"
)
# A row of a programme; when a law was passed.
_PROGRAMME = re.compile(r"^\d{1,2}[:：]\d{2}\s?[-—－–~～至]+\s?\d{1,2}[:：]\d{2}\s?\S*[\u4e00-\u9fff]")
_PASSED = re.compile(r"^[（(].{4,60}(?:通过|修订|修正|施行|公布|批准|印发)[^（）()]{0,40}[）)]$")
_MENU = re.compile(r"^(?:网站|返回)?首\s?页[\u4e00-\u9fff\s|｜/A-Za-z]{2,60}$")
_BYLINE_LONGEST = 50
_END_LONGEST = 12
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[。！？；!?;]")
_CRUMB = re.compile(r"\s*(?:>+|»|›|＞+|→)\s*")
# One of these characters stands in every line of the form; they are quick to look for.
_STAMP_SIGN = re.compile("19\\d\\d|20\\d\\d|:|：|前|昨天|刚刚|香港时间")
_FOLIO_SIGN = re.compile("[版期号年编]")
_CREDITS_SIGN = re.compile("[:：/／|丨]")
_CRUMB_SIGN = re.compile("[>»›＞→]")
_CONTACT_SIGN = re.compile("微信|QQ|热线|发言人|联络|联系人")
_PICTURE_SIGN = re.compile("图|摄|照片|视频截图")
_CREDIT_SIGN = re.compile("[摄图绘供]")
_RULE = re.compile(r"^[\W_]+$")
_END = re.compile(r"^[（(【]?(?:完|全文完|本文完|正文完|END|The End|-+\s?END\s?-+)[）)】]?$", re.IGNORECASE)
_NAME = r"[\u4e00-\u9fff·]{1,4}(?:\s?[\u4e00-\u9fff·]{1,4})?"
_CREDIT = re.compile(
    rf"(?:(?:^|[。！？\s（(/:：,，])(?:[\u4e00-\u9fff]{{2,14}}(?:记者|通讯员|发|摄影|特约)\s?[（(]?\s?)?{_NAME}(?:[、\s]{_NAME}){{0,3}}"
    r"\s?(?<!拍)[/／]?(?:摄|摄影|供图|图|制图|绘)|(?:受访者|企业|单位|本人|网友|资料|官方|主办方)供图|(?<!本版)(?:图片|照片|图)由\S{2,16}(?:提供|供图))[）)]?[。.]?$"
)
_CAPTION = re.compile(
    r"[。\s（(](?:摄影|摄|图源|图片来源|供图|图)[:：/／]\s?[\u4e00-\u9fffA-Za-z·]{2,12}[）)]?$"
    r"|[（(][^（）()]{0,12}摄[，,、]?[^（）()]{0,10}[）)][。.]?$|[（(](?:图源|图片来源|资料图片?|无人机照片|视频截图|效果图)[^（）()]{0,20}[）)][。.]?$"
)
_FIGURE = re.compile(r"^(?:图为|图注|图[一二三四五六七八九十\d]{1,2}[:：为 ]|[▲△▴↑↓]).{1,80}$")
_ROLE = (
    r"(?:(?:本报|实习|特约|见习|责任|网络|文字|视频|摄影|值班|新媒体|文章|信息)?(?:记者|通讯员|编辑|责编|录入|校对|审核|供稿|撰稿)"
    r"|作者|撰文|采写|核稿|审稿|初审|复审|终审|一审|二审|三审|编审|监制|策划|统筹|主编|排版|制图|视觉|摄影|摄像|美编|签发|签审|供图|图片"
    r"|文字|剪辑|拍摄|出品人?|值班主任|主播|文案|翻译|整理|文|图)"
)
_PERSON = r"(?:[\u4e00-\u9fff·]{2,4}|[A-Za-z][\w.]{1,15})"
# Names behind their parts in making an article: 记者：甲 通讯员：乙.
_CREDITS = re.compile(
    rf"^[（(【\[]?(?:[【\[]?{_ROLE}[】\]]?\s?[:：/／|丨]\s*{_PERSON}(?:[、,，\s]+{_PERSON}(?![:：/／|丨]))*[\s;；|｜]*){{1,8}}[）)】\]]?$"
)
# Who wrote it, on a line of its own: □本报记者 甲 通讯员 乙.
_BYLINE = re.compile(
    rf"^[□■◎○●►▶◆◇△▲—\-\s（(【\[]*(?:[\u4e00-\u9fff/／·]{{0,16}}\s?(?:记者|通讯员|实习生|特约撰稿人?)[:：\s|丨/／]*{_PERSON}(?:[、\s]+{_PERSON})*"
    r"\s*(?:[/／]?(?:文|图|摄|文/图|文并摄|[\u4e00-\u9fff]{0,6}(?:报道|报导|专电)|整理))?\s*)+[）)】\]]?$"
)
# Beside a bar the names may be those of an office or several people.
_BARRED = re.compile(
    r"^(?:素材|资料|内容|编辑|责编|美编|责任编辑|审核|审校|校对|校审|监制|终审|复审|初审|供稿|排版|制作)\s?[|｜丨/／]\s?\S{2,16}(?:[\s、]\S{2,12}){0,3}$"
)
# At the head of a newspaper page the parts are parted from the names by blanks.
_SPACED = re.compile(rf"^(?:{_ROLE}\s{_PERSON}(?:\s{_PERSON})??(?:\s|$)){{2,6}}$")
_ROLED = re.compile(rf"^(?:【(?:{_ROLE}|海报|设计|插画|动画|视频|配音)】\s?{_PERSON}(?:[、\s]{_PERSON})*\s*){{1,6}}$")
# Authors of a paper with the numbers of their offices, and those offices.
_NOTED = re.compile(r"^[\u4e00-\u9fff·]{2,4}\d[*＊]?(?:[，,]\s?[\u4e00-\u9fff·]{2,4}\d[*＊]?){1,9}$")
_OFFICES = re.compile(
    r"^[（(]\s?1\s?[.．、]\s?\S{4,40}(?:大学|学院|研究院|研究所|科学院|中心|学校|公司|委员会|局|部).{0,160}[）)]$"
)
_GIVEN = re.compile(r"^[（(【\[]\S{2,12}\s?\S{0,6}\s?(?:供稿|报道|整理|编辑|撰稿|供图|编译|采写)[）)】\]]$")
_ORIGINAL = re.compile(r"^原创(?:[ :：]\s*\S{1,20}){1,4}$|^原创\S{2,12}(?:\s\S{1,12}){1,3}$")
_HASHTAGS = re.compile(
    r"^(?:标签\S{0,8}[:：])?\s*(?:#[^#\s]{1,20}#?\s*){2,}(?:[+＋]?\s?关注)?$|^(?:#[^#\s]{1,20}?\s?\d{1,3}\s?个(?:内容)?\s*)+$"
)
_ADDRESS = re.compile(r"(?:^|\s)(?:通讯|通信|联系|办公|公司|单位|本社|社)?地址[:：].*(?:邮编|邮政编码)")
_ADDRESSES = re.compile(r"https?://[\w./?=&%~#:-]+|www\.[\w./-]+")
_URL = re.compile(r"^(?:\S{1,8}[:：]\s*)?(?:https?://|www\.)\S+$")
_CONTACT_LINE = re.compile(
    r"(?:微信|QQ|热线).{0,12}(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|400[\s-]?\d{3,4}[\s-]?\d{3,4})|^\S{2,6}微信号$"
    r"|^\S{0,12}(?:发言人|新闻联络人?|媒体联络人?|媒体联系人?|业务联络人?|联络人)[:：].{2,30}(?:电话|信箱|邮箱|邮件|分机)"
)
_HANDLE = re.compile(
    r"^@\S{2,20}$|^[+＋]\s?\d+$|^《?\s?\S{2,8}[日晚]报\s?》?\s?[（(].{0,30}第\s?\w{1,3}\s?版.{0,6}[）)]$"
)
# The line at the head of a newspaper page or of an issue of a gazette.
_FOLIO = re.compile(
    r"星期[一二三四五六日天]|版式|组版|责编|责任编辑|美编|[A-D]?\d{1,2}版|第\d{1,2}版|农历|总?第\s?\d+\s?期|国内统一(?:连续出版物|刊)号"
    r"|CN\s?\d{2}-\d{4}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年\S{0,2}月|邮发代号|主管主办|(?:日|晚|时|商|公|学|周)报社?出版"
)
_PUBLISHER = re.compile(r"(?:主管|主办|出版)(?:主管|主办|出版)?$")
_FOLIO_LONGEST = 24
# A day that something is due, beside those that a page was published or changed on.
_DUE = re.compile(
    r"^(?!(?:时间|日期)[:：]|.{0,6}(?:发布|发表|更新|发文|发稿|录入|公开|公布|成文|印发|生成|上传|刊|来源))\S{4,12}[:：]"
)
# Counts of readers and what they thought.
_COUNTER = re.compile(
    r"^(?:已有?)?\s?\d[\d,.]*\s?[万wWkK+]{0,2}\s?(?:人|条|个|次)?(?:赞同|觉得|评论|回答|播放|参与|阅读|点?赞|粉丝"
    r"|关注|收藏|浏览|回复|看过|喜欢|跟贴|推荐|分享|转发|围观)\S{0,8}$"
    r"|^(?:赞同?|评论|点赞|收藏|转发|阅读|浏览|粉丝|播放|回复|喜欢|推荐|在看|关注|文章)\s?[（(]?\d[\d,.]*\s?[万wWkK+]{0,2}[）)]?$"
    r"|^(?:点击)?(?:展开|查看|阅读|还剩)?(?:剩余|余下)\s?\d{1,3}%|^来自\s\S{2,20}$|^来自(?:微博|微信|iPhone|网页|手机)"
)
_PAGER = re.compile(
    r"^(?:本?(?:篇|文|新闻)?(?:文章|新闻|文件|内容)?)?\s?(?:总?共|分)有?\s?\d{1,3}\s?页(?:[,，;；/|\s]*(?:(?:当前|目前|现在)[为是]?|您在)?[:：]?\s?第\s?\d{1,3}\s?页)?[^。，]{0,30}$"
    r"|^(?:当前|目前|现在)[为是]?\s?第\s?\d{1,3}\s?页[^。]{0,30}$"
)
_SOURCE = re.compile(
    r"^[（(]?(?:(?:文章|信息|新闻|稿件|内容|消息|转载|图文|本文|原文|素材|视频)?来\s?源|稿源|出处)\s?[:：|｜丨/／]\s?\S{2,24}[）)]?$"
)


def label_by_form(text: str) -> str:
    """Return what a line is by its form, or nothing."""
    if _RULE.match(text):
        return "rule"
    if len(text) <= _SHORT:
        short = _of_short(text)
        if short:
            return short
    if len(text) <= _LONGEST:
        if text[-1] in "摄图绘影供）)。." and _CREDIT_SIGN.search(text) and _CREDIT.search(text):
            return "photo_credit"
        if _FIGURE.match(text) or (_PICTURE_SIGN.search(text) and _CAPTION.search(text)):
            return "photo_credit"
        if _CONTACT_SIGN.search(text) and _CONTACT_LINE.search(text):
            return "contact"
        return label_aside(text)
    return ""


def is_count(text: str) -> bool:
    """Tell whether a line counts the readers who liked or saw a text."""
    return len(text) <= _SHORT and bool(_COUNTER.match(text))


def is_clock(text: str) -> bool:
    """Tell whether a line is nothing but a day and an hour, as no paragraph is."""
    return len(text) <= _CLOCK_LONGEST and bool(_CLOCK.match(text))


def has_stamp(text: str) -> bool:
    """Tell whether a line names a day in figures, as stamps of time do."""
    return bool(_DAY.search(text))


def _of_short(text: str) -> str:
    if _is_folio(text):
        return "folio"
    if "表于" in text and _FLOOR.search(text):
        return "comment"
    has_digit = bool(_DIGIT.search(text))
    dated = _of_dated(text) if has_digit else ""
    # Each form is looked for only where a character of its own stands, which is quick to tell.
    if dated or ((has_digit or text[0] == "来") and _COUNTER.match(text)):
        return dated or "meta"
    if len(text) <= _END_LONGEST and _END.match(text):
        return "rule"
    if "页" in text and _PAGER.match(text):
        return "pager"
    if ("#" in text or "标签" in text) and _HASHTAGS.match(text):
        return "share"
    if _is_field(text):
        return "meta"
    if _is_credits(text):
        return "editor"
    if ("首" in text and _MENU.match(text)) or "{{" in text:
        return "navigation"
    crumbs = len(_CRUMB.findall(text)) if _CRUMB_SIGN.search(text) else 0
    return "navigation" if crumbs >= 2 or (crumbs and text.endswith((">", "＞", "»"))) else ""


def _is_field(text: str) -> bool:
    if ("://" in text or "www." in text) and _URL.match(text):
        return True
    if (text[0] in "@+＋" or "报" in text) and _HANDLE.match(text):
        return True
    if ("源" in text or "出处" in text) and _SOURCE.match(text):
        return True
    return text.startswith("原创") and bool(_ORIGINAL.match(text))


def _is_folio(text: str) -> bool:
    if len(text) <= _FOLIO_LONGEST and _PUBLISHER.search(text):
        return True
    # Of any two such marks one has one of these characters.
    return _FOLIO_SIGN.search(text) is not None and not is_prose(text) and len(_FOLIO.findall(text)) >= 2


def _is_credits(text: str) -> bool:
    if _CREDITS_SIGN.search(text) and (_CREDITS.match(text) or _BARRED.match(text)):
        return True
    if text[0] in "（(【[" and (_GIVEN.match(text) or _ROLED.match(text) or _OFFICES.match(text)):
        return True
    if text[-1] in "0123456789*＊" and _NOTED.match(text):
        return True
    if " " in text and _SPACED.match(text):
        return True
    return len(text) <= _BYLINE_LONGEST and ("记者" in text or "通讯员" in text) and bool(_BYLINE.match(text))


def _of_dated(text: str) -> str:
    if text[0] in "（(0123456789" and (_PROGRAMME.match(text) or _PASSED.match(text)):
        return ""
    if not _STAMP_SIGN.search(text):
        return ""
    if _STAMP.search(text) and not (_WRITTEN_DATE.match(text) or _SENTENCE.search(text) or _DUE.match(text)):
        rest = FILLING.sub("", _STAMP.sub("", _ADDRESSES.sub("", text)))
        if len(rest) <= (_META_REST_TIMED if _TIMED.search(text) else _META_REST):
            return "meta"
        if _LISTED.match(text) and not is_prose(text):
            return "listing"
    return "contact" if _ADDRESS.search(text) else ""
