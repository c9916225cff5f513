"""A person in a real browser: what they see is what was predicted, and exactly what they did comes home."""

from decimal import Decimal
from pathlib import Path

import pytest

from annot.annotation import Annotation, Frame, Kind, Quantity
from annot.document import Document
from annot.labelstudio.project import ensure_project
from annot.labelstudio.pull import pull
from annot.labelstudio.push import push
from annot.labelstudio.task import tasks_for
from annot.schema import read_schema
from annot.span import Span
from tests.editor import CHROMIUM, editor

SCHEMA = read_schema()
pytestmark = [
    pytest.mark.server,
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}; set CHROMIUM"),
]

#       0         10        20        30        40        50
TEXT = "2021年,𠮷林😀高新区 营业收入超5230亿元,同比增长23%,带动　青岛发展"
PERCENT = Quantity(Kind.PERCENT, Decimal("0.23"), Decimal("0.23"), "1")
MONEY = Quantity(Kind.MONEY, Decimal(523000000000), None, "元")


def span(words, label):
    start = TEXT.index(words)
    return Span(start, start + len(words), label)


TIME, ZONE, INDICATOR = span("2021年", "TIME"), span("高新区", "ZONE"), span("营业收入", "INDICATOR")
VALUE, CHANGE, PLACE = span("超5230亿元", "VALUE"), span("同比增长23%", "CHANGE"), span("青岛", "PLACE")


@pytest.fixture
def project(label_studio):
    project = ensure_project(label_studio.connection, SCHEMA, label_studio.title("browser"))
    page = Document("0" * 16, "page", f"标题\n{TEXT}", None, "utf-8", "标题")
    frames = (Frame(3, MONEY, 2, 1, 0), Frame(4, PERCENT, 2, 1, 0))
    spans = (TIME, ZONE, INDICATOR, VALUE, CHANGE, PLACE)
    annotation = Annotation(page.document_id, 1, 3, TEXT, spans, frames, annotator="rules-1")
    push(label_studio.connection, project, tasks_for(page, [annotation], SCHEMA))
    return project


def test_exactly_what_a_person_did_in_the_browser_comes_home(label_studio, project):
    with editor(label_studio.url, label_studio.folder / "account.json") as hands:
        hands.open_stream(project.id)
        assert hands.regions() == [
            (region.start, region.end, SCHEMA.label(region.label).name)
            for region in (TIME, ZONE, INDICATOR, VALUE, CHANGE, PLACE)
        ]
        hands.delete(TIME.start, TIME.end)
        # From the emoji over the space: what is beyond the BMP before it, and white space in it, move nothing.
        added = Span(TEXT.index("𠮷"), TEXT.index("😀") + 1, "COMPANY")
        hands.draw(added.start, added.end, SCHEMA.label("COMPANY").hotkey)
        wide = Span(TEXT.index("带动　青"), TEXT.index("带动　青") + 3, "POLICY")
        hands.draw(wide.start, wide.end, SCHEMA.label("POLICY").hotkey)
        hands.relabel(PLACE.start, PLACE.end, SCHEMA.label("GOV").hotkey)
        hands.click(VALUE.start, VALUE.end)
        assert "金额 ≥ 5230亿元" in hands.page.inner_text("body")
        hands.set_number("max", "530000000000.5")
        hands.relate((CHANGE.start, CHANGE.end), (PLACE.start, PLACE.end))
        hands.submit()
    (pulled,) = pull(label_studio.connection, project, salt="s")
    assert pulled.rejected == ()
    (reading,) = pulled.readings
    assert reading.notices == ()
    assert reading.annotation.spans == (
        added,
        ZONE,
        INDICATOR,
        VALUE,
        CHANGE,
        wide,
        Span(PLACE.start, PLACE.end, "GOV"),
    )
    by_value = {reading.annotation.spans[frame.value].label: frame for frame in reading.annotation.frames}
    assert by_value["VALUE"] == Frame(
        3, Quantity(Kind.MONEY, Decimal(523000000000), Decimal("530000000000.5"), "元"), 2, 1, None
    )
    assert by_value["CHANGE"] == Frame(4, PERCENT, 2, 6, None)
