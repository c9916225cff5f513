"""Known policies: in quotation marks as they stand, without them where their last word says what they are."""

import re
from collections.abc import Iterator

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.reading import Reading

__all__ = ["find_policies"]

SELF_EVIDENT = re.compile("(?:战略|行动|工程|计划|改革|制度|机制|方案|纲要|专项|规划|政策|目录|清单|办法|条例|法|协定|思想|精神|理念|观|论|布局|全面|自信|意识|维护|倡议|攻坚战|保卫战|责任制|体系|目标|规定|之路|格局)$|^[A-Z]+$")
PLAIN = frozenset("一带一路 放管服 揭榜挂帅 双招双引 东数西算 一区多园 乡村振兴 共同富裕".split())
# A kind of company, not a policy (“专精特新”企业).
HONOUR_AFTER = re.compile("(?:中小)?企业|人才|称号|荣誉|产品")
ANNEX = re.compile("(?:^|\n)附件[0-9一二三四五六七八九十]*[：:.．、 ]\\s*[0-9]?[.．]?\\s*([^\n，。；《》]{6,50}(?:措施|办法|方案|细则|规划|目录|意见|规定|要点|规则|条例)(?:（[^）\n]{1,10}）)?)(?=\n|$)")
# “双碳”目标: what follows the quote is its kind, not its name (guideline 7).
QUOTED_PART = re.compile("“[^”]+”(?=(?:目标|格局|建设|要求|机制|模式|形式|成果|工作|任务|标准)$)")
TITLE_LINE = re.compile("(?:^|\n)((?:[^\n，。]{2,24}?(?:政府|部|委|局|厅|办公厅|办公室|委员会|院))?(关于[^\n，。；]{4,60}的?(?:若干)?(?:意见|措施|通知|办法|决定|政策|方案|规定|细则|批复|通告|公告|政策措施)(?:（[^）\n]{1,10}）)?))(?=\n|$)")


def find_policies(reading: Reading) -> Iterator[Candidate]:
    """Yield the policies that a lexicon knows and the titles that stand alone in a line."""
    text = reading.text
    for hit in (*reading.hits, *reading.doubtful):
        if hit.entry.label != "POLICY":
            continue
        start, end, term = hit.start, hit.end, hit.entry.term
        if hit.is_own:
            yield Candidate(start, end, "POLICY", f"lexicon:{hit.lexicon}", Tier.USER)
        elif start and text[start - 1] == "“" and text[end : end + 1] == "”":
            if HONOUR_AFTER.match(text, end + 1):
                continue
            yield Candidate(start - 1, end + 1, "POLICY", f"lexicon:{hit.lexicon}", Tier.SURE)
        elif not hit.entry.is_ambiguous and (term.startswith("“") or SELF_EVIDENT.search(term) or term in PLAIN):
            quote = QUOTED_PART.match(term)
            yield Candidate(start, start + quote.end() if quote else end, "POLICY", f"lexicon:{hit.lexicon}")
    for match in TITLE_LINE.finditer(text):
        yield Candidate(*match.span(2), "POLICY", "policy:title-line", Tier.SURE)
    for match in ANNEX.finditer(text):
        yield Candidate(*match.span(1), "POLICY", "policy:annex", Tier.SURE)
