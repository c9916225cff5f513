"""The one tree of errors annot raises.

AnnotError
├── PageError          a page that cannot be read, decoded or cleaned
├── OffsetError        an offset outside its text, or a span that disagrees with its quoted text
├── SchemaError        a label schema, or a label, slot or value that the schema does not know
├── RecordError        an interchange record, table or file that is not in its form
├── LexiconError       a lexicon file that cannot be read
├── WorkspaceError     a station that is missing, half written or of another version
├── ServerError        Label Studio out of reach, refusing, or answering something unexpected
├── ModelError         a learned annotator that cannot be trained, found or loaded
└── ReleaseError       a dataset version that would be overwritten, broken or misnumbered

A message says where, what was found and what was expected, and what to do next; lower case,
no trailing stop. The command line prints it as one line and ends with exit code 1.
"""

__all__ = [
    "AnnotError",
    "LexiconError",
    "ModelError",
    "OffsetError",
    "PageError",
    "RecordError",
    "ReleaseError",
    "SchemaError",
    "ServerError",
    "WorkspaceError",
]


class AnnotError(Exception):
    """Anything annot refuses to do, in one sentence for the person who asked."""


class PageError(AnnotError):
    """A page that cannot be read, decoded or cleaned."""


class OffsetError(AnnotError):
    """An offset outside its text, or a span that disagrees with its quoted text."""


class SchemaError(AnnotError):
    """A broken label schema, or a label, slot or value the schema does not know."""


class RecordError(AnnotError):
    """An interchange record, table or file that is not in its form."""


class LexiconError(AnnotError):
    """A lexicon file that cannot be read."""


class WorkspaceError(AnnotError):
    """A station of the workspace that is missing, half written or of another version."""


class ServerError(AnnotError):
    """Label Studio out of reach, refusing, or answering something unexpected."""


class ModelError(AnnotError):
    """A learned annotator that cannot be trained, found or loaded."""


class ReleaseError(AnnotError):
    """A dataset version that would be overwritten, is broken or carries the wrong number."""
