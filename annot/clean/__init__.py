"""Page to document: decode, markup, glosses, script, boilerplate, damage, near-duplicates."""

from annot.clean.decoding import Decoded, decode
from annot.clean.groups import Groups, Member, group_documents
from annot.clean.page import clean_page
from annot.clean.picture import show
from annot.clean.rejoin import rejoin
from annot.clean.scores import PageScore, read_references, score
from annot.clean.settling import Cleaned
from annot.clean.signatures import signature

__all__ = [
    "Cleaned",
    "Decoded",
    "Groups",
    "Member",
    "PageScore",
    "clean_page",
    "decode",
    "group_documents",
    "read_references",
    "rejoin",
    "score",
    "show",
    "signature",
]
