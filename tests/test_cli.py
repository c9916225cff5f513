"""The command line: help, exit codes, pipes, and one clear line for a person's mistake."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annot.cli import COMMANDS
from annot.cli.options import FORMS as FORM_NAMES
from annot.export.formats import FORMS

CHECKOUT = Path(__file__).parent.parent
SEED = CHECKOUT / "seeds" / "002_e7e93553ca6a2c04.txt"


def annot(*arguments, folder, stdin="", code=0):
    done = subprocess.run(
        [sys.executable, "-m", "annot", *map(str, arguments)],
        input=stdin, capture_output=True, text=True, cwd=folder, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_description_and_an_example(name, tmp_path):
    text = annot(name, "--help", folder=tmp_path).stdout
    inner = [line.split()[0] for line in text.partition("Commands:\n")[2].splitlines() if line.startswith("  ")]
    texts = [annot(name, sub, "--help", folder=tmp_path).stdout for sub in inner] or [text]
    assert all("annot " in text and "Example" in text for text in texts)


def test_the_names_of_formats_are_those_of_the_library():
    assert tuple(FORMS) == FORM_NAMES


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("clean", "nowhere"), "nowhere: no such file or folder", id="missing seeds folder"),
        pytest.param(("run", "nowhere"), "nowhere: no such file or folder", id="run on a missing folder"),
        pytest.param(("clean", "empty"), "no pages found", id="folder without pages"),
        pytest.param(("push",), "no Label Studio is running here", id="push without a server"),
        pytest.param(("push", "--url", "http://127.0.0.1:9", "--token", "t" * 40), "out of reach", id="unreachable"),
        pytest.param(("export",), "no gold yet; run `annot merge` first", id="export before merge"),
        pytest.param(("import", SEED, "--from", "conll"), "no documents yet", id="import before clean"),
        pytest.param(("metrics", "nowhere.html"), "nowhere.html: No such file", id="metrics of nothing"),
        pytest.param(("clean", SEED, "--engine", "many"), "expected a number of processes", id="unknown engine"),
        pytest.param(("annotate", "--lines", "gbk.txt"), "gbk.txt: not UTF-8", id="lines that are no UTF-8"),
        pytest.param(("annotate",), "no documents; run `annot clean`", id="annotate before clean"),
        pytest.param(
            ("schema", "check", "--version", "9.9.9"), "no such schema file; versions there: 1.0.0", id="unknown schema"
        ),
        pytest.param(("merge",), "no predictions yet; run `annot annotate`", id="merge before annotate"),
        pytest.param(("clean", SEED, "-w", "full/x"), "full/x/pages/part-", id="workspace below a file"),
        pytest.param(
            ("clean", SEED, "--output", "full/x"), "full/x/002_e7e93553ca6a2c04.txt", id="output below a file"
        ),
        pytest.param(("server", "start", "-w", "full/x"), "full/x/server: Not a directory", id="server below a file"),
    ],
)
def test_a_mistake_is_one_clear_line_and_exit_code_1(arguments, message, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").write_bytes(b"")
    (tmp_path / "gbk.txt").write_bytes("政策".encode("gb18030"))
    done = annot(*arguments, folder=tmp_path, code=1)
    said = [line for line in done.stderr.splitlines() if line.startswith("annot: ")]
    assert len(said) == 1
    assert message in said[0]
    assert "t" * 40 not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("clean",),
        ("nonsense",),
        ("annotate", "--explain"),
        ("export", "--as", "conll"),
        ("metrics", SEED, "--as", "parquet"),
    ],
    ids=["no pages", "unknown command", "explain without lines", "form without output", "parquet to a terminal"],
)
def test_wrong_usage_is_exit_code_2(arguments, tmp_path):
    annot(*arguments, folder=tmp_path, code=2)


def test_lines_give_one_record_each_in_order_and_nothing_else(tmp_path):
    text = "苏州工业园区2023年进出口总额增长8.2%。\n\n  \n第二篇，合肥高新区。\n最后一段"
    done = annot("annotate", "--lines", "-", folder=tmp_path, stdin=text)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["text"] for record in records] == [
        "苏州工业园区2023年进出口总额增长8.2%。", "第二篇，合肥高新区。", "最后一段",
    ]  # fmt: skip
    assert {"start": 0, "end": 6, "label": "ZONE", "text": "苏州工业园区"}.items() <= records[0]["spans"][0].items()
    assert all(span["text"] == r["text"][span["start"] : span["end"]] for r in records for span in r["spans"])


def piped(arguments, reader, folder):
    command = f"{sys.executable} -m annot {arguments} | {reader}"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, cwd=folder, check=False
    )


def test_a_run_asks_its_server_before_it_begins(tmp_path):
    place = ("--url", "http://127.0.0.1:9", "--token", "t" * 40)
    assert "out of reach" in annot("run", SEED, *place, folder=tmp_path, code=1).stderr
    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_leaves_is_no_error(tmp_path):
    # More than a pipe holds, so that the writer is still writing when the reader has gone.
    (tmp_path / "long.txt").write_text("第一季度进出口总额增长8.2%。\n" * 2000, encoding="utf-8")
    done = piped("annotate --lines long.txt", "head -1", tmp_path)
    assert json.loads(done.stdout)["text"] == "第一季度进出口总额增长8.2%。"
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stage_that_cannot_say_its_lines_was_not_done(tmp_path):
    done = piped(f"clean {SEED} 2>&1", "true", tmp_path)
    assert done.returncode == 1


def test_a_full_disk_is_one_line(tmp_path):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "annot", "schema", "show"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "annot: No space left on device; is there room, and may it be read and written?\n"


def test_bad_pages_are_rejected_with_a_reason_and_the_run_goes_on(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "empty.txt").write_bytes(b"")
    (pages / "binary.html").write_bytes(bytes(range(256)) * 40)
    (pages / "good.txt").write_bytes(SEED.read_bytes())
    printed = annot("clean", "pages", "--output", "clean", folder=tmp_path).stderr
    assert "cleaned 1 page, rejected 2: see work/documents/rejected" in printed
    assert (tmp_path / "clean" / "empty.txt").read_bytes() == b""
    assert (tmp_path / "clean" / "good.txt").read_text(encoding="utf-8").startswith("青岛高新区")
    listed = annot("status", "--rejected", folder=tmp_path).stdout
    assert sorted(listed.splitlines()) == ["documents\tbinary.html\tbinary_page", "documents\tempty.txt\tempty_page"]
    status = json.loads(annot("status", "--json", folder=tmp_path).stdout)
    assert status["stations"]["pages"]["rows"] == 3
    documents = status["stations"]["documents"]
    assert (documents["rows"], documents["rejected"]) == (1, 2)
    assert documents["removed"] > 0


def test_an_analyst_gets_the_metrics_of_a_page_alone(tmp_path):
    table = annot("metrics", SEED, folder=tmp_path).stdout
    assert "5230亿元" in table
    rows = json.loads(annot("metrics", SEED, "--as", "json", folder=tmp_path).stdout)
    revenue = next(row for row in rows if row["value"] == "5230亿元")
    assert (revenue["indicator"], revenue["minimum"], revenue["unit"]) == ("营业收入", "523000000000", "元")
    csv = annot("metrics", SEED, "--as", "csv", folder=tmp_path).stdout
    assert csv.startswith("document_id,paragraph,start,end,label,value,indicator,subject,period,")


def test_help_loads_few_modules():
    script = "from annot.cli import cli; import sys; cli(['--help'], standalone_mode=False); print(len(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    # Not a time, which would depend on the machine: this many small modules load in about a tenth of a second.
    assert int(printed.splitlines()[-1]) < 400
