"""A schemas folder with a version 2.0.0 of the user's own: the shipped 1.0.0, a later one, and the ways there."""

import shutil

from annot.schema import shipped_folder

STEPS = """
from = "1.0.0"
to = "2.0.0"
[[steps]]
kind = "rename"
label = "ZONE"
to = "PARK"
[[steps]]
kind = "merge"
labels = ["PRODUCT", "PROJECT"]
to = "WORK"
[[steps]]
kind = "split"
label = "PLACE"
rules = [{ pattern = "(省|市)$", to = "CITY" }]
otherwise = "PLACE"
[[steps]]
kind = "remove"
label = "EVENT"
[[steps]]
kind = "add"
label = "AWARD"
"""
# The same in two steps.
FIRST = """
from = "1.0.0"
to = "1.1.0"
[[steps]]
kind = "rename"
label = "ZONE"
to = "PARK"
"""
SECOND = STEPS.replace('"1.0.0"', '"1.1.0"').replace(FIRST[FIRST.index("[[steps]]") :].lstrip(), "")
# Code, Chinese name and key of the labels that take the places of those that go.
PARK, WORK = ("PARK", "开发园区", "2"), ("WORK", "项目与产品", "9")
CITY, AWARD = ("CITY", "省市", "0"), ("AWARD", "奖项", "q")
TARGETS = (
    'to = ["PLACE", "CITY", "PARK", "GOV", "COMPANY", "INSTITUTE", "PERSON", "POLICY", "INDUSTRY", "WORK", "AWARD"]'
)


def label(code, name, key):
    return (
        f'\ncode = "{code}"\nname = "{name}"\ngroup = "entity"\ndefinition = "{name}"\n'
        f'colour = "#0000{ord(key):02x}"\nhotkey = "{key}"\n\n'
    )


def version_2():
    """Return the text of schema 2.0.0, out of that of 1.0.0."""
    head, *labels = (shipped_folder() / "policy" / "1.0.0.toml").read_text(encoding="utf-8").split("[[labels]]")
    last, relations = labels.pop().split("# Relations go", 1)
    new = {"ZONE": PARK, "PROJECT": WORK, "PRODUCT": CITY, "EVENT": AWARD}
    codes = [text.split('"')[1] for text in labels]
    kept = [label(*new[code]) if code in new else text for code, text in zip(codes, labels, strict=True)]
    lines = relations.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith('to = ["PLACE"'))
    lines[place] = TARGETS
    return (
        "[[labels]]".join([head.replace('"1.0.0"', '"2.0.0"'), *kept, last])
        + "# Relations go"
        + "\n".join(lines)
        + "\n"
    )


def schemas_with_version_2(folder):
    """Make the folder and return it."""
    shutil.copytree(shipped_folder(), folder)
    (folder / "policy" / "2.0.0.toml").write_text(version_2(), encoding="utf-8")
    (folder / "policy" / "migrations" / "1.0.0-2.0.0.toml").write_text(STEPS, encoding="utf-8")
    return folder


def schemas_with_two_steps(folder):
    """Make the folder with a version 1.1.0 on the way to 2.0.0 instead of the direct one, and return it."""
    policy = schemas_with_version_2(folder) / "policy"
    first = (policy / "1.0.0.toml").read_text(encoding="utf-8")
    (policy / "1.1.0.toml").write_text(
        first.replace('"1.0.0"', '"1.1.0"').replace('"ZONE"', '"PARK"'), encoding="utf-8"
    )
    (policy / "migrations" / "1.0.0-2.0.0.toml").unlink()
    for name, steps in (("1.0.0-1.1.0", FIRST), ("1.1.0-2.0.0", SECOND)):
        (policy / "migrations" / f"{name}.toml").write_text(steps, encoding="utf-8")
    return folder
