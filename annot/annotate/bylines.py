"""People who sign a text: 文/王晓, 责任编辑：顾磊, （记者 李敏 通讯员 何平）, 中新网济南2月2日电（吴江 张芳）."""

import re
from collections.abc import Callable, Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.candidate import Candidate
from annot.annotate.patterns import pattern

__all__ = ["find_bylines"]

SIGNED = pattern("bylines", "signed")
SIGNED_AT = re.compile("[|丨｜：:/／]")
LONGEST_ROLE = 5
# 终审：吴志军 魏保东
BESIDE = re.compile(r"[\s、，,](?P<name>[一-龥]{2,3})(?=$|[\s、，。；）)])")
# 周思莹（青瓷博物馆副馆长）：who speaks begins the paragraph.
SPEAKER = re.compile(r"(?:^|\n)(?P<name>[一-龥]{2,4})[（(][^）)\n]{2,40}[）)][：:]")
# （吴非 康华蕾 张芹）: nothing but names and roles between two brackets, after a dateline or with a role.
GROUP = pattern("bylines", "group")
GROUP_AT = re.compile("[（(]")
# 谢贵明 摄
SHOT = pattern("bylines", "shot")
SHOT_AT = re.compile(r"\s[摄文图](?![一-龥])")
# 记者 华 铭
SPACED = pattern("bylines", "spaced")
SPACED_AT = re.compile(r"\s[一-龥](?![一-龥])")
LONGEST_SPACED = 12
SIGNER = pattern("bylines", "signer")
DATELINE = re.compile(r"(?:[电讯]|报道)\s?$")
LONGEST_DATELINE = 4


def find_bylines(text: str, begins_name: Callable[[str], bool]) -> Iterator[Candidate]:
    """Yield the people who sign a text.

    Args:
        text: The text of a document.
        begins_name: Whether a stretch begins with a surname.
    """
    for start, end in (*_signed(text, begins_name), *_alone(text, begins_name), *_grouped(text, begins_name)):
        yield Candidate(start, end, "PERSON", "person:signed")


def _signed(text: str, begins_name: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield those whose role stands before them, with the others beside them."""
    for match in matches_near(SIGNED, SIGNED_AT, text, before=LONGEST_ROLE):
        beside: re.Match[str] | None = match
        while beside and begins_name(beside["name"]):
            yield beside.span("name")
            beside = BESIDE.match(text, beside.end("name"))


def _alone(text: str, begins_name: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield those who took a picture, who are written with a blank, and who answer."""
    found = [
        *matches_near(SHOT, SHOT_AT, text, before=LONGEST_ROLE),
        *matches_near(SPACED, SPACED_AT, text, before=LONGEST_SPACED),
        *SPEAKER.finditer(text),
    ]
    yield from (match.span("name") for match in found if begins_name(match["name"]))


def _grouped(text: str, begins_name: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield those who stand between brackets: after a dateline, with a role, or at the end of a paragraph."""
    for match in matches_near(GROUP, GROUP_AT, text, before=0):
        signers = list(SIGNER.finditer(text, match.start() + 1, match.end()))
        dated = DATELINE.search(text, max(0, match.start() - LONGEST_DATELINE), match.start())
        told = any(signer["role"] for signer in signers)
        if (dated or told or _closes(text, match)) and all(
            signer["role"] or begins_name(signer["name"]) for signer in signers
        ):
            yield from (signer.span("name") for signer in signers)


def _closes(text: str, group: re.Match[str]) -> bool:
    """Tell whether a paragraph ends with a group whose first names are parted by a blank."""
    return text[group.end() : group.end() + 1] in ("", "\n") and text[group.end("first")].isspace()
