"""The names of government offices without their place."""

from annot.annotate.lexicon import FOLDER, read_lexicon

__all__ = ["office_names"]


def office_names() -> tuple[str, ...]:
    """Return the names of offices without their place: 科技局, 发展改革委, 工业和信息化局."""
    names = set()
    for entry in read_lexicon(FOLDER / "gov_stems.tsv"):
        if entry.label == "GOV_OFFICE":
            names.add(entry.term)
        elif entry.label == "GOV_STEM":
            names.update(entry.term + head for head in entry.get("heads").split(",") if head)
    return tuple(sorted(name for name in names if len(name) > 1))
