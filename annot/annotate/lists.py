"""Lists whose last noun says what their members are: A、B、C等企业, D、E等重大项目."""

import re
from collections.abc import Iterator

from annot.annotate.boundary import PROPER, trim, window
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN, Token
from annot.annotate.vocabulary import words

__all__ = ["find_listed"]

TAIL = pattern("lists", "tail")
TRADES = words("trade")
QUOTE = re.compile("“[^“”\n]{1,24}”$")
LONGEST_MEMBER = 24


def find_listed(reading: Reading) -> Iterator[Candidate]:
    """Yield the members of lists that end in 等 and a noun."""
    for match in TAIL.finditer(reading.text):
        label = match.lastgroup or ""
        yield from _members(reading, match.start(), label)


def _after_joint(found: list[Token]) -> list[Token]:
    """Cut what stands before a 和: it is another member of the list."""
    last = max((index for index, token in enumerate(found) if token.word[0] in "和与及"), default=-1)
    if last >= 0 and len(found[last].word) > 1:
        # 和厚|康: the segmenter glued the joint to the name.
        return [found[last].cut(found[last].start + 1, found[last].end), *found[last + 1 :]]
    return found[last + 1 :]


def _is_name(found: list[Token]) -> bool:
    """Tell whether a member is a name: a proper word, or pieces that no dictionary joins."""
    if found[-1].word in TRADES and len(found) == 2:
        return True
    return any(token.tag in PROPER for token in found) or sum(len(token.word) == 1 for token in found) > 1


def _members(reading: Reading, end: int, label: str) -> Iterator[Candidate]:
    text = reading.text
    while end > 0:
        quoted = QUOTE.search(text, max(0, end - 26), end)
        if quoted and label in ("PRODUCT", "PROJECT"):
            start = quoted.start()
            yield Candidate(start, end, label, "list:quoted", Tier.SURE)
        else:
            found = trim(_after_joint(window(reading.tokens(end - 1), end)))
            if not found or found[-1].end != end or end - found[0].start > LONGEST_MEMBER:
                return
            start = found[0].start
            if _is_name(found) and end - start > 1 and not text[start:end].endswith("总部"):
                own = "COMPANY" if label == "PROJECT" and found[-1].tag in ("COMPANY", UNKNOWN) else label
                yield Candidate(
                    start, end, own, f"list:{label.lower()}", Tier.GUESS if len(found) == 1 else Tier.NORMAL
                )
        if start == 0 or text[start - 1] not in "、和及与”“":
            return
        end = start if text[start - 1] in "”“" else start - 1
