"""Where a paragraph ends when credits, buttons and bidding that a page ran into it are left out."""

import re

__all__ = ["find_tail"]

_PROMPT = re.compile(
    r"(?<=[。！？!?；])\s*(?:别忘了|记得|欢迎|请|敬请|点击|长按|喜欢|更多)[^。！？!?]{0,40}"
    r"(?:订阅|关注|点赞|转发|扫码|下载)[^。！？!?]{0,50}[。！？!]?\s*$"
    r"|(?<=[。！？!?；])\s*(?:别忘了|记得|欢迎)(?:订阅|关注|点赞|转发)[^。！？!?]{0,50}[。！？!]?\s*$"
)
_TAIL = re.compile(
    r"\s*(?:(?<=[。！？”）)\s])[\u4e00-\u9fff·]{2,4}(?:[、\s][\u4e00-\u9fff·]{2,4})?\s?摄影?|[（(【\[]\s*(?:责任编辑|责编|编辑|实习编辑|审核|校对|审校|值班编辑|网络编辑)[\s:：/|][^。！？（）()]{0,40}[）)】\]]"
    r"|[（(]?返回搜狐，?查看更多.*|\s【?(?:责任编辑|编辑|责编|审核|校对|来源|作者)】?\s?[:：]\s?\S{2,12}|(?:举报|反馈|举报/反馈)"
    r"|(?<=[。！？”）)])\s*(?:更多精彩内容|更多内容|阅读原文|点击阅读原文|展开全文|收起|特别声明)[^。]{0,40}"
    r"|【(?:我要)?纠错】.*|\[(?:我要)?纠错\].*|责任编辑[:：]\s?\S{2,12}"
    r"|(?:标签|关键词|Tags?)\s?(?:[（(]Tags?[）)])?[:：]?\s*(?:#[^#\s]{1,20}#?\s*)+|(?:#[^#\s]{1,20}#?\s*){3,}|(?:#[^#\s]{1,20}#\s*){2,}(?:L\S{2,20}的(?:微博)?视频)?|L\S{2,20}的(?:微博|秒拍)视频"
    r"|[\[［【〖〔]?(?:打印|关闭|返回顶部|分享到?|收藏)[\]］】〗〕]?(?:\s*[\[［【〖〔]?(?:打印|关闭|返回顶部|分享到?|收藏)(?:窗口|本页)?[\]］】〗〕]?)*)\s*$"
)
_TAIL_WITHIN = 120
_SIGNS = re.compile(
    "编|审|校|摄|#|返回|来源|作者|举报|反馈|更多|阅读原文|展开|收起|特别|纠错|打印|关闭|分享|收藏|视频|标签|关键词|Tag"
)
_PROMPTS = re.compile("关注|点赞|转发|订阅|扫码|下载")


def find_tail(text: str) -> int:
    """Return where a paragraph ends when credits and buttons that a dump ran into it are left out."""
    offset = max(0, len(text) - _TAIL_WITHIN)
    # Nothing of the kind ends as a sentence does.
    is_open = text[-1] not in "。；" and _SIGNS.search(text, offset) is not None
    match = _TAIL.search(text, offset) if is_open else None
    end = match.start() if match else len(text)
    if not _PROMPTS.search(text, offset):
        return end
    prompt = _PROMPT.search(text, offset, end)
    return prompt.start() if prompt else end
