"""Hands in a real browser: Label Studio's editor as an annotator uses it, in Debian's Chromium.

Run as a program it takes the picture of the labelling screen:

    .venv/bin/python -m tests.editor docs/labelling-screen.png
    .venv/bin/python -m tests.editor docs/labelling-screen.png --page page.html --paragraph NUMBER
"""

import argparse
import json
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from annot.annotate import Annotator
from annot.clean import clean_page
from annot.labelstudio.connection import Connection
from annot.labelstudio.project import ensure_project
from annot.labelstudio.push import push
from annot.labelstudio.server import start, stop
from annot.labelstudio.task import tasks_for
from annot.line.annotate import annotate_document
from annot.line.clean import read_page
from annot.schema import read_schema
from tests.label_studio import CHECKOUT, name_program

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# No sandbox: tests run as root in containers. The rest keeps Chromium from calling home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 60_000


@contextmanager
def editor(url, account_file, *, width=1600, height=1000):
    """Open a browser, log in with the embedded server's account, and give the editor."""
    from playwright.sync_api import sync_playwright

    account = json.loads(account_file.read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(PATIENCE)
        page.goto(f"{url}/user/login/")
        page.fill("input[name=email]", account["email"])
        page.fill("input[name=password]", account["password"])
        page.click("button[type=submit]")
        page.wait_for_url(lambda address: "login" not in address)
        yield Editor(page, url)
        browser.close()


class Editor:
    """The editor of one task at a time."""

    def __init__(self, page, url):
        self.page = page
        self.url = url

    def open(self, project, task):
        """Open a task from the list, as a person who looks one up does."""
        self.page.goto(f"{self.url}/projects/{project}/data?task={task}")
        self.page.wait_for_selector(".htx-highlight")

    def open_stream(self, project):
        """Open the labelling stream, as a person who works through the tasks does, past the instructions."""
        self.page.goto(f"{self.url}/projects/{project}/data?labeling=1")
        self.page.wait_for_selector(".lsf-modal-ls_visible")
        self.page.keyboard.press("Escape")
        self.page.wait_for_selector(".lsf-modal-ls_visible", state="detached")
        self.page.wait_for_selector(".htx-highlight")

    def regions(self):
        """Return start, end and Chinese label of the marked regions."""
        marks = self.page.eval_on_selector_all(
            ".htx-highlight", "all => all.map(x => [+x.dataset.start, +x.dataset.end, x.dataset.label])"
        )
        return [(start, end, label.partition(":")[2]) for start, end, label in marks]

    def click(self, start, end):
        """Select the region with these offsets."""
        self.page.locator(f'.htx-highlight[data-start="{start}"][data-end="{end}"]').first.click()

    def delete(self, start, end):
        """Delete a region: click, Backspace."""
        self.click(start, end)
        self.page.keyboard.press("Backspace")

    def relabel(self, start, end, key):
        """Give a region another label: click, the label's key."""
        self.click(start, end)
        self.page.keyboard.press(key)
        self.page.keyboard.press("Escape")

    def draw(self, start, end, key):
        """Mark a stretch: the label's key, then drag along the characters."""
        self.page.keyboard.press(key)
        box = self.page.evaluate(RECTANGLE, [start, end])
        self.page.mouse.move(box["left"] + 1, box["top"])
        self.page.mouse.down()
        self.page.mouse.move((box["left"] + box["right"]) / 2, box["bottom"], steps=5)
        self.page.mouse.move(box["right"] - 1, box["bottom"], steps=5)
        self.page.mouse.up()
        self.page.keyboard.press("Escape")

    def relate(self, source, target):
        """Relate two regions: click the first, Alt+R, click the second."""
        self.click(*source)
        self.page.keyboard.press("Alt+r")
        self.click(*target)
        self.page.keyboard.press("Escape")

    def set_number(self, name, number):
        """Write a number into a field of the selected region."""
        self.page.fill(f'input[name="{name}"]', number)
        self.page.keyboard.press("Tab")

    def submit(self):
        """Submit, and wait until the server has it."""
        with self.page.expect_response(
            lambda answer: "/annotations" in answer.url and answer.request.method in {"POST", "PATCH"}
        ) as answer:
            self.page.click("button[name=submit], button[name=update]")
        assert answer.value.ok


# The rectangle from the first to the last character of a stretch of the text, in points of the screen.
RECTANGLE = """([start, end]) => {
  const root = document.querySelector('.lsf-htx-richtext'), range = document.createRange();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let seen = 0, node, begun = false;
  while ((node = walker.nextNode())) {
    const points = [...node.data];
    const unit = (count) => points.slice(0, count).join('').length;
    if (!begun && start < seen + points.length) { range.setStart(node, unit(start - seen)); begun = true; }
    if (end <= seen + points.length) { range.setEnd(node, unit(end - seen)); break; }
    seen += points.length;
  }
  const rects = [...range.getClientRects()].filter((rect) => rect.width > 1), last = rects[rects.length - 1];
  return {left: rects[0].left, top: rects[0].top + rects[0].height / 2,
          right: last.right, bottom: last.top + last.height / 2};
}"""


def picture(target, page, number, folder):
    """Take the picture of the labelling screen with a paragraph of a page as the line pre-annotates it."""
    document = clean_page(read_page(page)).document
    annotation = annotate_document(document, Annotator())[number]
    schema = read_schema()
    server = start(folder)
    try:
        with Connection(server.url, server.token_file.read_text(encoding="utf-8")) as connection:
            project = ensure_project(connection, schema, "政策文本标注")
            push(connection, project, tasks_for(document, [annotation], schema))
        with editor(server.url, server.account_file) as hands:
            hands.open_stream(project.id)
            shown = next((frame for frame in annotation.frames if frame.quantity.direction), annotation.frames[0])
            span = annotation.spans[shown.value]
            hands.click(span.start, span.end)
            hands.page.wait_for_timeout(1500)
            hands.page.screenshot(path=target)
    finally:
        stop(folder)


def main():
    """Take the picture of the labelling screen."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--page", type=Path, default=CHECKOUT / "seeds" / "002_e7e93553ca6a2c04.txt", help="a raw page")
    parser.add_argument("--paragraph", type=int, default=9, help="number of the paragraph to show")
    arguments = parser.parse_args()
    name_program()
    with tempfile.TemporaryDirectory() as folder:
        picture(arguments.target, arguments.page, arguments.paragraph, Path(folder) / "server")


if __name__ == "__main__":
    sys.exit(main())
