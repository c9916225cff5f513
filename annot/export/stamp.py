"""What a release is stamped with beside its content."""

from dataclasses import dataclass

__all__ = ["Stamp", "changelog_entry"]


def changelog_entry(version: str, made_at: str, changes: str) -> str:
    """Return the entry of a release in the dataset's CHANGELOG.md."""
    return f"\n## {version} ({made_at[:10]})\n\n{changes or '- first release'}\n"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The number of a release, and when and by what it was made.

    Attributes:
        version: Its number.
        previous: The number of the release it was compared with; empty for the first.
        made_at: Time of the release, ISO 8601.
        code_version: Version of annot.
        changes: What changed since the previous release, in Markdown; empty for the first.
        history: CHANGELOG.md of the previous release; empty for the first.
    """

    version: str
    previous: str
    made_at: str
    code_version: str
    changes: str = ""
    history: str = ""
