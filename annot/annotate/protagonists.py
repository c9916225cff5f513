"""People a report tells about: names without a title that begin one sentence and stand in the text again."""

import re
from collections import Counter
from collections.abc import Iterator, Set

from annot.annotate.candidate import Candidate
from annot.annotate.person_names import begins_name, is_made_of_names, is_plain, name_end
from annot.annotate.reading import Reading
from annot.annotate.segmenter import is_known
from annot.annotate.vocabulary import words

__all__ = ["find_protagonists"]

OPENING = re.compile("(?:^|[。！？”\n])\\s*(?=[一-龥]{3})")
# Who is told about is spoken of as a person somewhere.
PRONOUN = re.compile("(?<!其)[他她](?!们)")
OFTEN = 2
# 王小贵家的旅馆, 孙绍鹏对此深有体会: what is said of a person only, so that once is enough.
PERSONAL = re.compile(
    "家的|对此(?:深有|感)|所在的|是[一-龥]{0,12}(?:人|员|子|师|者|生)[，,。]|守了|蹲|笑|摇了?摇?头"
    "|的(?:手上|手里|脸上|眼[里睛]|父亲|母亲|女儿|儿子|丈夫|妻子|老家|老伴|公司|门市部|工坊|摊位|话)"
)
# 高桥大|市场
PLACE_AFTER = re.compile("市场|社区|广场|街|路|村|镇")
LENGTHS = (3, 4)


def find_protagonists(reading: Reading) -> Iterator[Candidate]:
    """Yield where a sentence begins with a name that the document holds more than once."""
    text = reading.text
    found = list(_openings(reading))
    personal = bool(PRONOUN.search(text))
    often = _often(text, {text[start:end] for start, end in found}) if found and personal else frozenset()
    for start, end in found:
        if PERSONAL.match(text, end) or text[start:end] in often:
            yield Candidate(start, end, "PERSON", "person:protagonist")


def _openings(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the places of the names that sentences begin with."""
    for match in OPENING.finditer(reading.text):
        start = match.end()
        end = name_end(reading, start) if begins_name(reading.text, start, LENGTHS[0]) else 0
        if end - start not in LENGTHS or PLACE_AFTER.match(reading.text, end):
            continue
        if _is_name(reading, start, end):
            yield start, end


def _often(text: str, names: Set[str]) -> Set[str]:
    """Return the names that a text holds more than once; one pass, since a long text opens with thousands of names."""
    stretches = (text[start : start + length] for length in LENGTHS for start in range(len(text)))
    counts = Counter(stretch for stretch in stretches if stretch in names)
    return {name for name in names if counts[name] >= OFTEN}


def _is_name(reading: Reading, start: int, end: int) -> bool:
    """Tell whether nothing but a name begins a sentence (not 高质量, 时间长)."""
    surface, tokens = reading.text[start:end], reading.words.tokens(start, end)
    if surface in words("unnamed") or tokens[-1].end > end:
        return False
    if any(hit.start == start for hit in reading.hits_within(start, end)):
        return False
    tagged = reading.words.tag_at(start, end) in ("nr", "nrt", "nrfg")
    if not tagged and (is_known(surface) or any(token.word in words("stop") for token in tokens)):
        return False
    return is_made_of_names(reading, start, end) or is_plain(reading, start, end)
