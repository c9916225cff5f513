"""What a site says to its readers amid an article: promotion, bidding, whose rights they are."""

import re

__all__ = ["label_aside"]

_SHORT = 100
# What may not be done with the text, and to whom it belongs.
_RIGHTS = re.compile(
    r"(?:未经|未获|未得|禁止|严禁|谢绝|不得|请勿)[^，。]{0,16}(?:转载|转贴|摘编|复制|镜像)|(?:版权|著作权)(?:归|属)[^，。]{1,24}所有"
    r"|(?:转载|引用|摘编)[^，。]{0,12}(?:注明|标明)[^，。]{0,6}(?:出处|来源)"
)
_RIGHTS_WORDS = re.compile("转载|转贴|摘编|复制|镜像|版权|著作权|引用")
# Where a text was first, and who allowed that it is here.
_FROM = re.compile(
    r"^本文(?:来自|来源于?[:：]?|转载?自|首发于)[^。]{2,60}。?$|^本文[^。]{2,40}授权[^。]{0,12}(?:发布|转载)。?$"
)
# What readers are bidden to do.
_BIDDING = re.compile(
    r"(?:评论区|留言区|弹幕)(?:里|中)?(?:留言|讨论|交流|说|聊|分享|告诉|见)|欢迎(?:您|大家)?(?:在)?(?:评论|留言|转发|点赞|关注|订阅|收藏)"
    r"|(?:点赞|关注|转发|收藏|在看).{0,6}(?:点赞|关注|转发|收藏|在看|评论)"
    r"|点(?:个|亮|一?下|击)?\S{0,2}[“\"「『【]?(?:在看|小红心|星标)|点个?[“\"]?赞[”\"]?\S{0,4}[吧呗哦啦][！!。~～]*$"
    r"|(?:转发|分享)(?:给|到)\S{0,8}(?:朋友圈?|好友|家人|更多人)\S{0,4}[！!~～吧]$"
)
_BIDDING_LONGEST = 60
# Promotion that stands in a body as a line of its own.
_PROMOTION = re.compile(
    r"^(?:更多|想?了解更多|欲了解更多|查看更多|获取更多)[^。]{2,80}(?:详见|请见|请看|请关注|请点击|点击|请访问|请咨询|请查阅|参见|查看|扫码|尽在)"
    r"|(?:尽在|就在|就上|请上|请下载|下载|打开|关注)[^。，]{2,16}(?:APP|App|app|客户端|公众号|小程序|视频号)[》”」]?[！!。]?$"
    r"|^(?:点击|戳|扫描?|长按)(?:查看|进入|阅读|观看|图片|上方|下方|这里|此处|链接)[^。]{0,30}$"
    r"|^(?:炒股|买股|理财|选股)就(?:看|上|用)"
)


# One of these stands in every such line; patterns of literal branches are quick to look for.
_PROMOTION_OPENS = "更想了欲查获点戳扫长炒买理选"
_PROMOTION_WORDS = re.compile("尽在|就在|就上|请上|下载|打开|关注")
_BIDDING_WORDS = re.compile("评论|留言|弹幕|欢迎|赞|关注|转发|收藏|在看|星标|小红心|分享")


def label_aside(text: str) -> str:
    """Return what kind of aside a line is, or nothing."""
    if (text[0] in _PROMOTION_OPENS or _PROMOTION_WORDS.search(text)) and _PROMOTION.search(text):
        return "advert"
    if len(text) <= _BIDDING_LONGEST and _BIDDING_WORDS.search(text) and _BIDDING.search(text):
        return "share"
    if text.startswith("本文") and _FROM.match(text):
        return "notice"
    if len(text) > _SHORT or text[0].isdigit() or not _RIGHTS_WORDS.search(text):
        return ""
    return "notice" if _RIGHTS.search(text) else ""
