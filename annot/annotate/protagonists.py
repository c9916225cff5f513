"""People a report tells about: names without a title that begin one sentence and stand in the text again."""

import re
from collections.abc import Iterator

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
    personal = bool(PRONOUN.search(text))
    for match in OPENING.finditer(text):
        start = match.end()
        end = name_end(reading, start) if begins_name(text, start, LENGTHS[0]) else 0
        if end - start not in LENGTHS or PLACE_AFTER.match(text, end):
            continue
        told = bool(PERSONAL.match(text, end)) or (personal and text.count(text[start:end]) >= OFTEN)
        if told and _is_name(reading, start, end):
            yield Candidate(start, end, "PERSON", "person:protagonist")


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
