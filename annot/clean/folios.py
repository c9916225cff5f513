"""What a printed page carries besides its text: numbers and running heads, and the turns from page to page."""

import re
from itertools import pairwise

from annot.clean.lines import Line
from annot.clean.prose import is_prose
from annot.clean.wraps import starts_anew

__all__ = ["is_day", "label_folios", "part_line"]

_DASHES = r"[—－–\-·•~～]"
_FOOT = re.compile(
    rf"^{_DASHES}+\s*\d{{1,4}}\s*{_DASHES}+$|^第\s?\d{{1,4}}\s?页(?:[，,/\s]*共\s?\d{{1,4}}\s?页)?$|^\d{{1,4}}\s?/\s?\d{{1,4}}$"
    r"|^Page\s?\d{1,4}(?: of \d{1,4})?$",
    re.IGNORECASE,
)
# The number of the issue, or the name in capital pinyin, beside the number of the page or a name.
_ISSUE = (
    r"(?:(?:19|20)\d{2}\s?年\s?(?:第\s?\d{1,3}\s?期|\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)|总?第\s?\d{1,4}\s?期)"
    r"(?:\s?[（(]总第\s?\d{1,4}\s?期[）)])?"
)
_NAMED_ISSUE = re.compile(rf"(?:^|\s){_ISSUE}(?:$|\s)")
_NUMBER = rf"(?:{_DASHES}\s?)?\d{{1,4}}(?:\s?{_DASHES})?"
_MIRRORED = re.compile(rf"^(?:{_ISSUE}\s+{_NUMBER}|{_NUMBER}\s+{_ISSUE})$")
_PINYIN = re.compile(r"(?:^|[\s\u4e00-\u9fff])[A-Z]{2,}(?:\s?[A-Z]{2,}){2,}(?=$|[\s\u4e00-\u9fff])")
# Left and right pages differ in these: numbers, the issue, gaps, the name in pinyin.
_SIDES = re.compile(rf"\s*{_ISSUE}|[A-Z]{{2,}}|[\d\s（）()]+|{_DASHES}")
_DAY = re.compile(r"^(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日$")
_FOOT_OPENS = "—－–-·•~～第Pp0123456789"
_BARE_NUMBER = re.compile(r"^[1-9]\d{0,2}$")
_HEAD_LONGEST = 60
_HEAD_LEAST = 4
_NEAR = 2
_PAGE = r"\s?第?\s?[一二三四五六七八九十\dA-Z]{1,4}\s?版[^）)】]{0,8}[）)】]?"
_TURNED = re.compile(rf"[（(【]?(?:下转|转){_PAGE}$")
_TURNED_WHOLE = re.compile(rf"^[（(【▶►\s]*(?:紧接|下转|转){_PAGE}$")
_RESUMED = re.compile(rf"^[（(【]?(?:上接|紧接|接){_PAGE}\s?")
_APART = 9
_OPEN_LEAST = 18


def label_folios(lines: list[Line]) -> None:
    """Label feet and running heads of pages, and what stands between the halves of a turned article."""
    feet = {number for number, line in enumerate(lines) if _is_foot(lines, number, line.text)}
    feet |= _numbered_heads(lines)
    for number in feet:
        _label(lines[number])
    if feet:
        _label_running_heads(lines, feet)
    _label_turns(lines)


def is_day(text: str) -> bool:
    """Tell whether a line is a written day: right above it stands the issuer."""
    return text[0] in "12" and bool(_DAY.match(text))


def _label(line: Line) -> None:
    line.label, line.ends, line.weak = "folio", False, False


def _is_foot(lines: list[Line], number: int, text: str) -> bool:
    if text[0] not in _FOOT_OPENS or len(text) > _HEAD_LONGEST or not any(char.isdigit() for char in text):
        return False
    if _FOOT.match(text) or ("期" in text and _MIRRORED.match(text)):
        return True
    return bool(number and _BARE_NUMBER.match(text)) and _is_open(lines[number - 1].text)


def _numbered_heads(lines: list[Line]) -> set[int]:
    """Return the bare numbers beside a line that stands beside another bare number too, and that count up."""
    numbers = [number for number, line in enumerate(lines) if _BARE_NUMBER.match(line.text)]
    if len(numbers) < _NEAR:
        return set()
    heads: dict[tuple[int, str], list[int]] = {}
    for number in numbers:
        for step in (-1, 1):
            beside = lines[number + step].text if 0 <= number + step < len(lines) else ""
            if len(beside) >= _HEAD_LEAST and not is_prose(beside):
                heads.setdefault((step, beside), []).append(number)
    return {number for same in heads.values() if _count_up(lines, same) for number in same}


def _count_up(lines: list[Line], numbers: list[int]) -> bool:
    pages = [int(lines[number].text) for number in numbers]
    return len(pages) >= _NEAR and all(before < after <= before + _NEAR for before, after in pairwise(pages))


def _is_open(text: str) -> bool:
    """Tell whether a line stops in the midst of running text."""
    return len(text) >= _OPEN_LEAST and text[-1] not in "。！？!?；;：:…”）)"


def _label_running_heads(lines: list[Line], feet: set[int]) -> None:
    """Label the lines beside feet that the page has elsewhere too; its first writing may be the title."""
    first: dict[str, int] = {}
    found = False
    for number, line in enumerate(lines):
        name = _SIDES.sub("", line.text)
        is_new = first.setdefault(name or line.text, number) == number
        if not _HEAD_LEAST <= len(line.text) <= _HEAD_LONGEST or is_day(lines[min(number + 1, len(lines) - 1)].text):
            continue
        beside = any(number + step in feet for step in range(-_NEAR, _NEAR + 1))
        if is_new and not (beside and _PINYIN.search(line.text)):
            continue
        if beside and not line.label and not is_prose(line.text):
            _label(line)
            found = True
            again = first[name or line.text]
            # A masthead stands over another line of the kind; a title over the first foot is still a title.
            if (again + 1 not in feet and _is_folio(lines, again + 1)) or _NAMED_ISSUE.search(lines[again].text):
                _label(lines[again])
    for foot in feet if found else ():
        if foot + 2 < len(lines) and _is_other_head(lines[foot + 1], lines[foot + 2]):
            _label(lines[foot + 1])


def _is_folio(lines: list[Line], number: int) -> bool:
    return number < len(lines) and lines[number].label == "folio"


def _is_other_head(line: Line, after: Line) -> bool:
    """Tell whether the first line of a page is a running head too, and no issuer above its day."""
    if line.label or len(line.text) > _OPEN_LEAST or starts_anew(line.text) or line.text[-1] in "。！？；：:":
        return False
    return starts_anew(after.text) or _is_open(after.text)


def _label_turns(lines: list[Line]) -> None:
    turned = -_APART
    number = 0
    while number < len(lines):
        line = lines[number]
        resumed = _RESUMED.match(line.text) if "接" in line.text[:4] else None
        if "版" in line.text and _TURNED_WHOLE.match(line.text):
            _label(line)
            turned = number
        elif line.text[-2:-1] == "版" and (found := _TURNED.search(line.text)):
            part_line(lines, number, found.start())
            number += 1
            _label(lines[number])
            turned = number
        elif resumed:
            if resumed.end() < len(line.text):
                part_line(lines, number, resumed.end())
            _label(lines[number])
            _label_between(lines[max(turned, 0) + 1 : number] if number - turned <= _APART else [])
        number += 1


def _label_between(between: list[Line]) -> None:
    if not any(is_prose(line.text) and not line.label for line in between):
        for line in between:
            _label(line)


def part_line(lines: list[Line], number: int, place: int) -> None:
    """Part a line in two."""
    line = lines[number]
    rest = line.text[place:]
    lines.insert(number + 1, Line(line.end - len(rest), line.end, rest, line.element, line.linked))
    line.text, line.end = line.text[:place], line.end - len(rest)
