"""Which stretch of a page's lines is the article."""

import re

from annot.clean.elements import Element
from annot.clean.hints import prose_within
from annot.clean.lines import Line
from annot.clean.prose import is_prose, is_sentence, is_teaser, leads_on
from annot.clean.tabular import is_table

__all__ = ["find_region"]

# Worth of a line: running text counts by its length, up to a bound so that one giant line does not outweigh a page.
_PROSE_MOST = 600
_SHORT_WORTH = -4
_PIECE_WORTH = -1
_FURNITURE_WORTH = -25
_WEAK_WORTH = -10
_CONTACT_WORTH = -60
_END_WORTH = -400
_LINKED_WORTH = -20
_SHORT = 40
_SENTENCE_LEAST = 8
_HEADING = 8
_ROW_WORTH = 8
_ROW_LONGEST = 200
_TABLE_BLANKS = 11
_INLINE_MOST = 2
_INLINE_SENTENCE = 20
_INLINE_WORTH = -60
_LINKED_ROW = 0.2
_FIGURES = re.compile(r"^(?=\D*\d)[\u4e00-\u9fff][^\s。，]{0,30}(?:\s[-—－+]?[\d.,%]*)+$")
_CONTAINER = 0.85
# An article of several lines is not within one of these, however short its other lines are.
_PARAGRAPHS = frozenset(["p", "li", "dd", "dt", "span", "h1", "h2", "h3", "h4"])
# An article has at least this much running text.
_LEAST_PROSE = 40
# More lines than these after the last sentence, with nothing to them, are a list of other articles.
_LOOSE_MOST = 5
_SIGNED_WITHIN = 16
_DAY = re.compile(
    r"^(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[二〇○零一九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$"
)
_ISSUER = re.compile(
    r"^[\u4e00-\u9fff（）()、\s]{3,40}(?:局|厅|委|会|府|办|院|部|处|中心|公司|集团|办公室|小组|指挥部|银行|社|所|站|学校|大学|联盟|秘书处|队|署|司|室)$"
)
# Fields with their values, numbered headings and rows of a table.
_STATED = re.compile(
    r"^(?:[\u4e00-\u9fff（）()\s]{2,20}[:：]\s?\S|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．]\D"
    r"|\d{1,2}[:：]\d{2}\s?[-—－–~～至]+\s?\d{1,2}[:：]\d{2}\s?\S*[\u4e00-\u9fff]"
    r"|(?=.*[\u4e00-\u9fff])(?=.*\d)\S+(?:\s\S+){2,})"
)
# Labels that say nothing of a page around the article: lines of the article's own edges have them too.
_OWN = frozenset(["meta", "editor", "contact", "rule"])
_STRUCTURED = "一二三四五六七八九十（(第1234567890●■◆▲·•※—-附"


def find_region(lines: list[Line], elements: tuple[Element, ...]) -> tuple[int, int] | None:
    """Return the first line of the article's body and one past its last, or None where there is no article."""
    teasers = {number for number, line in enumerate(lines) if is_teaser(line.text)}
    if len(teasers) < 2:
        teasers = {number for number in teasers if leads_on(lines[number].text)}
    worths = [_worth(line, number in teasers, seen) for number, (line, seen) in enumerate(_with_copies(lines))]
    for number, line in enumerate(lines):
        if not line.label and _is_row(line, elements):
            worths[number] = max(worths[number], _ROW_WORTH)
    _open_inline_lists(lines, worths)
    labels = {line.label for line in lines if line.label and not line.weak}
    is_text = not elements and not teasers
    start, end = _heaviest(worths)
    prose = sum(worth for worth in worths[start:end] if worth > 0)
    # A text with nothing of a page about it is an article from its first line to its last; one of fields and headings
    # without sentences may have lines like a page's fields too.
    if is_text and not labels and prose >= _LEAST_PROSE:
        return 0, len(lines)
    if prose < _LEAST_PROSE:
        is_told = prose + _stated(lines) >= 2 * _LEAST_PROSE
        if is_text and labels <= _OWN and is_told:
            return 0, len(lines)
        if not prose or not is_told:
            return None
    if _is_amid_teasers(lines, teasers, start, end, prose):
        return None
    if elements:
        start, end = _within_container(lines, elements, start, end)
    return start, _extended(lines, teasers, end)


def _stated(lines: list[Line]) -> int:
    """Return the number of characters in fields, numbered headings and rows of tables."""
    return sum(len(line.text) for line in lines if not line.label and _STATED.match(line.text))


def _open_inline_lists(lines: list[Line], worths: list[int]) -> None:
    """Take back most of what a heading of other articles costs where the text goes on right behind a title or two."""
    for number, line in enumerate(lines):
        if line.ends and line.label == "related":
            behind = lines[number + 1 : number + 1 + _INLINE_MOST]
            if any(
                not after.label and len(after.text) >= _INLINE_SENTENCE and is_sentence(after.text) for after in behind
            ):
                worths[number] = _INLINE_WORTH


def _is_row(line: Line, elements: tuple[Element, ...]) -> bool:
    """Tell whether a line is a row of figures: of a table, or in a text a name and numbers behind it."""
    if elements and elements[line.element].tag == "tr":
        return line.linked < _LINKED_ROW and any(char.isdigit() for char in line.text)
    return len(line.text) <= _ROW_LONGEST and bool(_FIGURES.match(line.text))


def _is_amid_teasers(lines: list[Line], teasers: set[int], start: int, end: int, prose: int) -> bool:
    """Tell whether a stretch is a teaser that was not cut, in a list of others that were."""
    cut = sum(len(lines[number].text) for number in teasers)
    return 2 * prose < cut and any(number < start for number in teasers) and any(number >= end for number in teasers)


def _with_copies(lines: list[Line]) -> list[tuple[Line, bool]]:
    seen: set[str] = set()
    marked = []
    for line in lines:
        marked.append((line, line.text in seen))
        seen.add(line.text)
    return marked


def _worth(line: Line, is_cut: bool, is_copy: bool) -> int:
    text = line.text
    if line.label:
        if line.ends:
            return _END_WORTH
        if line.label in ("photo_credit", "photo_caption", "rule", "folio"):
            return 0
        if line.weak or (is_copy and line.label == "toolbar"):
            return _WEAK_WORTH
        return _CONTACT_WORTH if line.label in ("contact", "login", "not_found", "hidden") else _FURNITURE_WORTH
    if is_cut:
        return -len(text)
    if line.linked > 0.5 and len(text) < 2 * _SHORT:
        return _LINKED_WORTH
    if line.wrapped or is_prose(text) or (text.count(" ") >= _TABLE_BLANKS and is_table(text)):
        return 0 if is_copy else min(len(text), _PROSE_MOST)
    if text[-1] == "。" and len(text) >= _SENTENCE_LEAST and not is_copy:
        return len(text)
    if text[0] in _STRUCTURED or " " in text:
        return 0
    return (_PIECE_WORTH if line.is_piece else _SHORT_WORTH) if len(text) <= _SHORT else 0


def _heaviest(worths: list[int]) -> tuple[int, int]:
    """Return the stretch with the greatest sum (Kadane, 1984)."""
    best, best_start, best_end = 0, 0, 0
    sum_here, start_here = 0, 0
    for number, worth in enumerate(worths):
        if sum_here <= 0:
            sum_here, start_here = 0, number
        sum_here += worth
        if sum_here > best:
            best, best_start, best_end = sum_here, start_here, number + 1
    return best_start, best_end


def _within_container(lines: list[Line], elements: tuple[Element, ...], start: int, end: int) -> tuple[int, int]:
    """Widen or narrow a stretch to the deepest element that holds nearly all its running text."""
    within = prose_within(lines[start:end], elements)
    if not within[0]:
        return start, end
    enough = _CONTAINER * within[0]
    deepest = max(number for number, prose in enumerate(within) if prose >= enough)
    while elements[deepest].tag in _PARAGRAPHS and end - start > 1:
        deepest = elements[deepest].parent
    inside = [number for number, line in enumerate(lines) if _is_within(line.element, deepest, elements)]
    return min(inside[0], start) if deepest == 0 else inside[0], inside[-1] + 1


def _is_within(element: int, container: int, elements: tuple[Element, ...]) -> bool:
    while element > container:
        element = elements[element].parent
    return element == container


def _extended(lines: list[Line], teasers: set[int], end: int) -> int:
    """Take in what follows the last sentence and still belongs: signature, date, captions, rows of a table."""
    last = end
    while last < len(lines) and not lines[last].label and last not in teasers and lines[last].linked < 0.5:
        last += 1
    # A short heading over links is theirs.
    if end < last < len(lines) and lines[last].linked >= 0.5 and len(lines[last - 1].text) <= _HEADING:
        last -= _is_loose(lines[last - 1].text)
    # Behind the day under an issuer's name stand lists and notes of the document; the rest is the page's.
    day = next((number for number in range(end, last) if _DAY.match(lines[number].text)), last)
    last = next((number for number in range(day + 1, last) if _is_loose(lines[number].text)), last)
    loose = sum(_is_loose(line.text) for line in lines[end:last])
    return max(last if loose <= _LOOSE_MOST else end, _signed(lines, end))


def _signed(lines: list[Line], end: int) -> int:
    """Return one past the day under an issuer's name, where only files to download stand before them."""
    for number in range(end, min(end + _SIGNED_WITHIN, len(lines))):
        line = lines[number]
        if line.ends:
            break
        if _DAY.match(line.text) and number and _ISSUER.match(lines[number - 1].text) and not lines[number - 1].label:
            return number + 1
        if not line.label and line.linked < 0.5 and _is_loose(line.text) and not _ISSUER.match(line.text):
            break
    return end


def _is_loose(text: str) -> bool:
    """Tell whether a line has nothing of running text, lists, tables or fields about it."""
    return not is_prose(text) and text[0] not in _STRUCTURED and not any(mark in text for mark in " ：:")
