"""The benchmark measures every row on texts of which none comes twice, and its documents say what it measured."""

from __future__ import annotations

import sys
from functools import partial
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import bench
import report_detection
from speed import growth, processes, restoring, rounds, texts
from speed.answering import ASKED
from speed.damaged import DAMAGED, Damaged, with_damage
from speed.figures import Curve, Figure, Measured, Row
from speed.peers import Peers
from speed.plots import PLOTS, drawn
from speed.rounds import affordable, interleaved, patiently, timed
from speed.run import Run, against
from speed.tables import report, table
from speed.texts import cut, fresh

from mojibake_fix.restore.channels import UTF8_AS_GBK

ROOT = Path(__file__).resolve().parent.parent
COMMITTED = ROOT / "docs/speed.json"
SAMPLES = {
    "Chinese": "clean.zh-hans.txt",
    "Traditional Chinese": "clean.zh-hant.txt",
    "Japanese": "clean.ja.txt",
    "Korean": "clean.ko.txt",
    "English": "clean.en.txt",
    "ASCII": "clean.en.txt",
    "Markdown with code": "clean.zh-hans.txt",
}


@pytest.fixture
def samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the texts from the samples of this repository, which nothing has to fetch."""
    monkeypatch.setattr(texts, "_corpus", lambda name: (ROOT / "samples" / SAMPLES[name]).read_bytes())


@pytest.fixture
def unrestored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave damaged text as it is: the benchmark is tested, not what it measures."""
    monkeypatch.setattr(restoring, "_repair", str)
    monkeypatch.setattr(growth, "_repair", str)
    monkeypatch.setattr(growth, "_one", timed(str, str))


def test_a_bound_that_is_missed_is_said_to_be() -> None:
    """One figure that misses its bound is enough; a figure without a bound misses nothing."""
    missed = Row("clean", "reading", (Figure(4.1, "times decoding", at_most=4), Figure(0, "MB/s")))
    assert "**no**" in table((missed,))
    assert "0 of 1 rows" in report(Measured({}, (missed, Row("clean", "free", (Figure(9, "ms"),))), ()))


def test_who_takes_no_part_has_no_figure() -> None:
    """Without the peers there is no ratio to them, and no bound that looks as if it were met."""
    times = interleaved({"ours": len, "decoding": len}, ["warm", "a", "bb"])
    assert [figure.unit for figure in against(times, {"decoding": 4, "plsfix": 0.2})] == ["times decoding"]
    assert Run().others("plsfix") == {}


def test_the_document_needs_all_parts() -> None:
    """A table of some rows would look like a run."""
    with pytest.raises(SystemExit):
        bench.main(["--only", "clean", "--write"])


def test_no_text_comes_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often one is asked for, it begins elsewhere, is whole lines of its corpus, and no larger than it may be."""
    lines = [f"第 {number} 行\n" for number in range(200)]
    monkeypatch.setattr(texts, "_corpus", lambda name: "".join(lines).encode())
    found = [fresh("Chinese", 600) for _ in range(50)]
    assert len({text.partition("\n")[0] for text in found}) == 50
    for text in found:
        assert 500 < len(text.encode()) <= 600
        places = [lines.index(line) for line in text.splitlines(keepends=True)]
        assert all(two == (one + 1) % 200 for one, two in pairwise(places))


def test_a_text_may_be_larger_than_its_corpus(samples: None) -> None:
    """Then it begins again at the top."""
    corpus = texts._corpus("Korean")
    text = fresh("Korean", 3 * len(corpus))
    assert 2 * len(corpus) < len(text.encode()) <= 3 * len(corpus)
    assert corpus.decode() in text


@pytest.mark.parametrize(("text", "whole"), [("一", ""), ("一\n二", "一\n"), ("一二", "一"), ("一\n\n", "一\n")])
def test_no_line_and_no_character_is_cut(text: str, whole: str) -> None:
    """What the last byte stood in is left out."""
    assert cut(text.encode()[:-1]).decode() == whole


def test_every_round_has_another_first() -> None:
    """The first text warms everybody up, and counts for nobody."""
    asked: list[str] = []

    def contender(name: str, text: str) -> float:
        asked.append(name + text)
        return 1.0

    times = interleaved({name: partial(contender, name) for name in "ab"}, "0123")
    assert asked == ["a0", "b0", "a1", "b1", "b2", "a2", "a3", "b3"]
    assert times.ratio("a", "b") == 1.0


def test_what_is_slow_has_less_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets a smaller text, and after the time of all rounds no more rounds."""
    tried: list[int] = []

    def seconds(size: int) -> float:
        tried.append(size)
        return 60.0

    assert affordable(seconds, 5_000_000) == tried[-1] < 1_000
    assert len(tried) == 1
    monkeypatch.setattr(rounds, "_LONGEST", 15.0)
    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    assert list(patiently("abcdef")) == ["a", "b"]


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("name", DAMAGED)
def test_damage_has_its_clean_lines(name: str) -> None:
    """Something is damaged, and what it should become is known."""
    damaged = DAMAGED[name](20_000)
    assert damaged.clean
    assert damaged.texts
    assert damaged.size > 0
    assert "\n".join(damaged.texts) != "\n".join(damaged.clean)


def test_holes_have_their_rate(samples: None) -> None:
    """27 in 1,000 characters; the last line taken may be one hole-ridden line too many."""
    damaged = DAMAGED["UTF-8 as GBK, 27 holes in 1,000 characters"](50_000)
    holes = sum(text.count("?") for text in damaged.texts) - sum(line.count("?") for line in damaged.clean)
    last = max(map(len, damaged.clean))
    assert 0 < holes <= 0.027 * sum(map(len, damaged.clean)) + last


@pytest.mark.parametrize(("share", "changed"), [(0.0, 0), (0.1, 1), (0.5, 5), (1.0, 10)])
def test_a_share_of_the_lines_is_damaged(share: float, changed: int) -> None:
    clean = "\n".join(f"第{number}行中文文本" for number in "一二三四五六七八九十")
    damaged = with_damage(clean, share, UTF8_AS_GBK, lossless=False)
    assert sum(one != other for one, other in zip(clean.split("\n"), damaged.split("\n"), strict=True)) == changed


def test_lines_that_lose_something_are_left_out() -> None:
    """`中` is three bytes, of which GBK loses one; `中文` is six, and three characters."""
    assert with_damage("中\n中\n中文", 1.0, UTF8_AS_GBK, lossless=True).split("\n")[:2] == ["中", "中"]


def test_lines_that_came_back_are_counted() -> None:
    """Each as often as it was there."""
    assert restoring._right(Damaged(["?"], ["a", "a", "b"]), ["a\nc", "b"]) == 2


def measured(part: str, monkeypatch: pytest.MonkeyPatch) -> list[Row | Curve]:
    monkeypatch.setattr(processes, "_STARTS", 1)
    return list(bench.PARTS[part](Run(size=2_000, rounds=1, large=True)))


@pytest.mark.usefixtures("samples", "unrestored")
@pytest.mark.parametrize("part", bench.PARTS)
def test_every_row_is_measured(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part runs, and the document has every one of its rows and curves, which are all different."""
    found = measured(part, monkeypatch)
    works = [each.work for each in found if isinstance(each, Row)]
    assert works
    assert len(set(works)) == len(works)
    assert {each.part for each in found if isinstance(each, Row)} == {part}
    assert any(each.bounds for each in found if isinstance(each, Row))
    committed = Measured.read(COMMITTED.read_text(encoding="utf-8"))
    in_document = [row.work for row in committed.rows if row.part == part]
    assert in_document == works or part == "large"
    curves = [(each.plot, each.name) for each in found if isinstance(each, Curve)]
    assert curves == [(curve.plot, curve.name) for curve in committed.curves if part == "growth"]


def test_a_large_file_is_asked_for() -> None:
    assert list(processes.large(Run())) == []


BESIDE = [function for function, (module, *_) in ASKED.items() if module != "plsfix"]  # which the package does not depend on


@pytest.mark.parametrize("function", BESIDE)
def test_peers_are_timed(function: str) -> None:
    """Each answers, one question after the other; here those that are installed with the package."""
    with Peers(Path(sys.executable)) as peers:
        contender = peers.contender(function)
        assert all(contender(text) >= 0 for text in ("汉字" * 40, "一行\n又一行\n", "a"))


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "speed.md").write_text((ROOT / "docs/speed.md").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(bench, "DOCS", tmp_path)
    return tmp_path


def test_documents_are_made_of_the_run() -> None:
    """What is committed is what its JSON makes."""
    for path, text in bench.documents(Measured.read(COMMITTED.read_text(encoding="utf-8"))).items():
        assert path.read_text(encoding="utf-8") == text, path.name


def test_a_run_is_printed_and_written(
    documents: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rows on the terminal, in the JSON and in the page are the same."""
    row = Row("clean", "a work", (Figure(2, "times decoding", at_most=4),))
    curves = [Curve(plot, "a curve", ((1.0, 1.0), (10.0, 2.0))) for plot in PLOTS]
    monkeypatch.setattr(bench, "PARTS", {"clean": lambda run: iter([row, *curves])})
    assert bench.main(["--alone", "--write"]) == 0
    assert "a work" in capsys.readouterr().out
    assert Measured.read((documents / "speed.json").read_text(encoding="utf-8")).rows == (row,)
    page = (documents / "speed.md").read_text(encoding="utf-8")
    assert table((row,)) in page
    assert "python tools/bench.py --alone --write" in page
    assert sorted(path.name for path in documents.glob("*.svg")) == ["speed-damage.svg", "speed-size.svg"]


@pytest.mark.parametrize("points", [((1e3, 4.0), (6.4e7, 3.5)), ((1.0, 1.0), (10.0, 1.0)), ((5.0, 0.02), (5.0, 9000.0))])
def test_plots_are_pictures(points: tuple[tuple[float, float], ...]) -> None:
    """Whatever the figures: XML, with the names of curves, all within the picture, and colours for both backgrounds."""
    text = drawn(PLOTS["size"], [Curve("size", "one & two", points), Curve("size", "third", points)])
    picture = ElementTree.fromstring(text)
    space = {"svg": "http://www.w3.org/2000/svg"}
    assert [each.text for each in picture.findall("svg:text[@class='name']", space)] == ["one & two", "third"]
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    dots = picture.findall("svg:circle", space)
    assert len(dots) == 2 * len(points) + 2
    assert all(0 <= float(dot.attrib["cx"]) <= width and 0 <= float(dot.attrib["cy"]) <= height for dot in dots)
    assert "prefers-color-scheme: dark" in text


def test_detection_is_measured_by_its_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """`bench.py detect` is tools/report_detection.py, with all that follows."""
    given: list[list[str]] = []

    def report_on(arguments: list[str]) -> int:
        given.append(arguments)
        return 1

    monkeypatch.setattr(report_detection, "main", report_on)
    assert bench.main(["detect", "--only", "pages"]) == 1
    assert given == [["--only", "pages"]]
