"""Whether a lexicon name stands in a text as itself or is only a piece of other words (科技部|门)."""

import re

from annot.annotate.gazetteer import Hit
from annot.annotate.segmenter import Words
from annot.annotate.vocabulary import words as words_of

__all__ = ["INVESTORS", "LEVEL_ENDS", "SHORTEST_NAME", "TRUSTED_LENGTH", "splits_word"]

SHORTEST_NAME = 2
LEVEL_ENDS = frozenset("省市区县州旗")
WATERS, SHORES = frozenset("湖江河海"), ("畔", "岸", "滨", "边")
AFTER_OFFICE = frozenset("将在已对就为从把由向与和")
OFFICE_AFTER = re.compile("政府|人民政府|人大|政协|法院|检察院|公安局")
NUMERALS = frozenset("一二两三四五六七八九十几")
GOVERNING = frozenset("以把将对为在从由向与和及")
NAMES = frozenset(("nt", "nz"))
# A longer name is trusted even where the dictionary would cut it otherwise (科技部|门, 发达|县域).
TRUSTED_LENGTH = 4
# 全国|新能源 holds no 国新能源, however long that name is.
SCOPES = frozenset(("全国", "我国", "各国", "全省", "全市"))
INVESTORS = frozenset(("台企", "台商", "台胞", "台资", "台青", "港企", "港资", "港商"))


def splits_word(text: str, words: Words, hit: Hit) -> bool:
    """Tell whether a short lexicon name is only a piece of other words (科技部|门, 发达|县域)."""
    if hit.is_own:
        return False
    if _is_torn(text, hit):
        return True
    if hit.end - hit.start >= TRUSTED_LENGTH or not words.cuts(hit.start, hit.end):
        return False
    if _is_ashore(text, hit):
        return False
    if hit.entry.label == "GOV" and text[hit.end : hit.end + 1] in AFTER_OFFICE:
        # 工信部|将: the segmenter took the end of the office and what it will do for a word.
        return not words.starts_at(hit.start)
    if _is_whole(text, words, hit):
        return False
    # 打造|成渝: the segmenter took the end of a verb and the beginning of the name for a word.
    return text[max(0, hit.start - 2) : hit.start] not in words_of("stop") or words.cuts(hit.end, hit.end)


def _is_torn(text: str, hit: Hit) -> bool:
    """Tell whether the character before a name or after it makes another word of it, however long it is."""
    if text[max(0, hit.start - 1) : hit.start + 1] in SCOPES or text[hit.end - 1 : hit.end + 1] == "部门":
        return True
    # 三|大港区: a count.
    counted = text[hit.start] == "大" and text[hit.start - 1 : hit.start] in NUMERALS
    # 在闽|台企
    return counted or (hit.end - hit.start == SHORTEST_NAME and text[hit.end - 1 : hit.end + 1] in INVESTORS)


def _is_ashore(text: str, hit: Hit) -> bool:
    """Tell whether the shore after a water is no part of its last word (金鸡湖|畔, but not 东|海岸)."""
    end = text[hit.end - 1 : hit.end + 1]
    return end[0] in WATERS and end[1:] in SHORES and end != "海岸"


def _is_whole(text: str, words: Words, hit: Hit) -> bool:
    """Tell whether a name stands in a longer word of the dictionary as itself."""
    # 中国|体育 as one name is no reason against 中国.
    if words.tag_from(hit.start) in NAMES and hit.entry.label == "PLACE":
        return True
    # 海南省|政府 as one word is no reason against 海南省.
    levelled = hit.entry.term[-1] in LEVEL_ENDS and words.starts_at(hit.start)
    if levelled and OFFICE_AFTER.match(text, hit.end):
        return True
    return hit.entry.label == "INDUSTRY" and _is_governed(text, words, hit)


def _is_governed(text: str, words: Words, hit: Hit) -> bool:
    """Tell whether only a preposition before it was taken for a part of a name's first word (以元|宇宙)."""
    governed = hit.start > 0 and text[hit.start - 1] in GOVERNING and words.starts_at(hit.start - 1)
    return governed and not words.cuts(hit.end, hit.end)
