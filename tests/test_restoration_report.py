"""The report on restoration measures what it says: damage without loss, lines as described, every channel."""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from language_report.markdown import BEGIN, END
from report_restoration import ABLATION, DOCUMENT, REPORT
from restoration_report import ablation, measure
from restoration_report import lines as cutting
from restoration_report.ablation import Sample, ablated, damaged_lines, sample, table
from restoration_report.cells import CELLS, Cell
from restoration_report.damage import Damage, is_lossless
from restoration_report.distance import distance
from restoration_report.document import put_under
from restoration_report.lines import LENGTHS, Length, cut
from restoration_report.measure import LEFT, MIXED_LINES, Failure, Run, Score, measured
from restoration_report.repairers import OURS, PEERS
from restoration_report.store import kept
from restoration_report.tables import report
from restoration_report.texts import is_plain
from restoration_report.variants import SHIPPED, VARIANTS, Variant

from mojibake_fix import fix_text
from mojibake_fix.encodings import codec
from mojibake_fix.restore import search
from mojibake_fix.restore.acceptance import gates
from mojibake_fix.restore.channels import CHANNELS, channels_of, corrupt
from mojibake_fix.restore.inverse import single_byte
from mojibake_fix.restore.likelihood import prices

TEXTS = st.text(st.sampled_from("中文字，。日本の한국aé(\"'1 Ж😀"), max_size=12)
LONG, SHORT = LENGTHS


def test_every_channel_is_measured() -> None:
    """All that Windows and its like read; what else there is names one program that reads in another way."""
    assert {name for name in CHANNELS if "/" not in name} == {
        cell.damage.channel for cell in CELLS if "+" not in cell.damage.channel and not cell.damage.mixture
    }


def test_cells_are_there_once() -> None:
    """No cell is measured twice, and each has channels that exist."""
    assert len({(cell.damage, cell.language) for cell in CELLS}) == len(CELLS)
    assert all(cell.damage.channels for cell in CELLS)


@pytest.mark.parametrize("name", ["utf8-as-gbk", "utf8-as-big5", "utf8-as-shift-jis", "utf8-as-euc-kr", "utf8-as-cp1252"])
@given(line=TEXTS)
@example(line="中文")
def test_lossless_damage_can_be_undone(name: str, line: str) -> None:
    """Damage is lossless where encoding and decoding again gives the line, and where something happened to it at all."""
    channel = CHANNELS[name]
    garbled = corrupt(channel, line)
    try:
        undone = codec(channel.reader.table).encode(garbled).decode("utf-8")
    except UnicodeError:
        undone = None
    assert is_lossless((channel,), line) == (undone == line != garbled)


@pytest.mark.parametrize(
    ("name", "line", "lossless"),
    [
        ("utf8-as-gbk", "中文", True),
        ("utf8-as-gbk", "中", False),  # three bytes: the last one is alone
        ("utf8-as-gbk+utf8-as-gbk", "中文中文", True),
        ("gbk-as-cp1252", "中文", True),
        ("gbk-as-cp1252", "한", False),  # GBK cannot write it
        ("utf8-as-utf-16-le", "this app can break", True),
        ("utf8-as-utf-16-le", "odd", False),
        ("cesu8-as-utf8", "a😀", True),
        ("cesu8-as-utf8", "é", False),  # is left as it is
    ],
)
def test_lossless(name: str, line: str, lossless: bool) -> None:
    """By hand: pairs that are there, bytes that are alone, characters that the encoding has not."""
    assert is_lossless(channels_of(name), line) == lossless


def test_half_of_a_line() -> None:
    """One half is what the channel makes of it, the other stays."""
    assert Damage("utf8-as-latin-1", "first-half").do("éàéà") == "Ã©Ã\xa0éà"
    assert Damage("utf8-as-latin-1", "second-half").do("éàéà") == "éàÃ©Ã\xa0"  # mojibake-fix: ignore
    assert not Damage("utf8-as-latin-1", "second-half").suits("éàab")  # nothing to damage
    assert not Damage("utf8-as-latin-1", "second-half").suits("abéà")  # nothing to keep


@pytest.mark.parametrize(
    ("mixture", "line", "garbled"),
    [
        ("c1-dropped", "Ñ", "Ã"),
        ("c1-to-cp1252", "“", "â€œ"),
        ("nbsp-to-space", "à", "Ã "),
    ],
)
def test_post_steps(mixture: str, line: str, garbled: str) -> None:
    """Post-steps do to garbled text what they say."""
    assert Damage("utf8-as-latin-1", mixture).do(line) == garbled


def test_bytes_without_a_character() -> None:
    """Five bytes have none in Windows-1252, and a decoder that says so writes U+FFFD; all others have one."""
    garbled = Damage("utf8-as-cp1252", "unmapped-replaced").do("ÁÍÏÐÝ “”")
    assert garbled.count("\ufffd") == 6
    assert garbled == "ÁÍÏÐÝ “”".encode().decode("cp1252", "replace")


def cut_from(text: list[str], cell: Cell, length: Length, patch: pytest.MonkeyPatch) -> list[str]:
    patch.setattr(cutting, "in_turn", lambda language, dice: iter(text))
    return list(cut(cell, length))


GREEK = [f"Αυτή είναι η γραμμή με αριθμό {number} και ακόμη μερικές λέξεις για να είναι αρκετά μεγάλη" for number in range(30)]


@pytest.mark.parametrize("length", LENGTHS)
def test_lines_are_cut_between_words(length: Length, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is as long as it should be, whole words of a line of the text, of which no other comes, and the same each time."""
    cell = Cell(Damage("utf8-as-cp1253"), "el", "single")
    found = cut_from(GREEK, cell, length, monkeypatch)
    assert len(found) > 10
    assert len(set(found)) == len(found) <= len(GREEK)
    assert all(length.least <= len(line) <= length.most for line in found)
    assert all(any(f" {line} " in f" {whole} " for whole in GREEK) for line in found)
    assert cut_from(GREEK, cell, length, monkeypatch) == found


def test_what_is_rare_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where hardly any piece can be read without loss, every place is tried: none is missed, and none is made up."""
    rare = "終端(密碼保護)"  # of a real text: read as Big5 nothing of it is lost
    assert is_lossless(channels_of("utf8-as-big5"), rare)
    text = ["設定畫面說明文件" * 40 + rare + "設定畫面說明文件" * 40, "設定畫面說明文件" * 80]
    found = cut_from(text, Cell(Damage("utf8-as-big5"), "zh-hant", "double"), Length("8", 8, 8), monkeypatch)
    assert all(is_lossless(channels_of("utf8-as-big5"), line) for line in found)
    assert found == [rare]


def test_every_line_of_cesu_has_a_surrogate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a character beyond the basic plane there would be nothing to restore."""
    found = cut_from(GREEK, Cell(Damage("cesu8-as-utf8"), "el", "units"), LONG, monkeypatch)
    assert found
    assert all(any(character > "\uffff" for character in line) for line in found)


@pytest.mark.parametrize("line", ["\ufffd", "a\x85b", "\ue000", chr(0xD800), "\x1b[0m"])
def test_no_plain_text(line: str) -> None:
    """What is damaged already, or no text, is not damaged again."""
    assert not is_plain(line)
    assert is_plain("中文 text\xa0!")


def test_what_is_kept_is_made_again_after_a_change(tmp_path: Path) -> None:
    """As long as the code that makes it is the same, it is made once."""
    maker = tmp_path / "maker.py"
    maker.write_text("one")
    assert kept("x", (str(maker),), lambda: ["1"], tmp_path) == ["1"]
    assert kept("x", (str(maker),), lambda: ["2"], tmp_path) == ["1"]
    maker.write_text("two")
    assert kept("x", (str(maker),), lambda: ["3"], tmp_path) == ["3"]


@given(TEXTS, TEXTS, TEXTS)
def test_distance(one: str, other: str, third: str) -> None:
    """It is a distance: nothing between equals, the same there and back, no longer than by a third; and it counts characters."""
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) == distance(other, one) <= distance(one, third) + distance(third, other)
    assert distance(one, one + other) == len(other)


def score(channel: str, right: int, left: int, other: int, mixture: str = "") -> Score:
    failed = [Failure("文", "garbled", "garbled")] * left + [Failure("文", "garbled", "wrong")] * other
    cell = Cell(Damage(channel, mixture), "ja", "mixed" if mixture else "double")
    cases = right + left + other
    return Score(cell, LONG, cases, cases, {OURS: failed, LEFT: failed, **dict.fromkeys(PEERS, failed)})


def test_a_score_counts_what_is_left_and_what_is_wrong() -> None:
    """A failure is one or the other."""
    found = score("utf8-as-gbk", right=5, left=2, other=1)
    assert (found.right(), found.other(), found.cases) == (5, 1, 8)
    assert found.errors[OURS] == 2 * distance("garbled", "文") + distance("wrong", "文")


def test_a_cell_below_the_mark_is_named() -> None:
    """199 of 200 reach it, 198 do not, and one cell that does not is enough for a summary that says no."""
    good = report([score("utf8-as-gbk", 199, 1, 0)], 200)
    assert good.partition("## Below the mark")[2].strip() == "None."
    assert "1 of 1 cells reach it" in good
    bad = report([score("utf8-as-gbk", 200, 0, 0), score("utf8-as-euc-kr", 198, 1, 1)], 200)
    assert "utf8-as-euc-kr" in bad.partition("## Below the mark")[2]
    assert "utf8-as-gbk" not in bad.partition("## Below the mark")[2]
    assert "1 of 2 cells reach it | **no**" in bad


def test_a_mixture_is_summed_up() -> None:
    """Both channels of the Latin-1 family count for halves, GBK does not."""
    halves = [score(f"utf8-as-{read}", 99, 1, 0, "first-half") for read in ("latin-1", "cp1252")]
    (row,) = (
        row for row in report([*halves, score("utf8-as-gbk", 0, 9, 0, "first-half")], 50).splitlines() if "half of a" in row
    )
    assert [cell.strip() for cell in row.split("|")[2:6]] == ["200", ">= 99.0 %", "99.0 %", "yes"]


def test_what_is_not_measured_is_not_met() -> None:
    """A summary of nothing says so."""
    rows = report([score("utf8-as-gbk", 200, 0, 0)], 200).splitlines()
    assert [row.split("|")[-2].strip() for row in rows[2:8]] == ["yes", *["not measured"] * 5]


def test_a_quick_look_shares_the_lines_of_a_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty lines of two languages are twenty each; otherwise each has all. A mixture has few, and long ones only."""
    asked: list[tuple[str, str, int]] = []

    def lines(cell: Cell, length: Length, count: int) -> list[str]:
        asked.append((cell.language, length.name, count))
        return ["中文"] * count

    monkeypatch.setattr(measure, "lines", lines)
    cells = [Cell(Damage("utf8-as-gbk"), language, "double") for language in ("ja", "ko")]
    assert [score.cases for score in measured(Run(cells, 40, spread=True))] == [20, 20, 20, 20]
    assert [score.cases for score in measured(Run(cells[:1], 4))] == [4, 4]
    mixed = [Cell(Damage("utf8-as-latin-1", "c1-dropped"), "ja", "mixed")]
    assert [score.cases for score in measured(Run(mixed, 200))] == [MIXED_LINES]
    assert asked[:2] == [("ja", "20-60", 20), ("ja", "8-19", 20)]
    assert asked[-1] == ("ja", "20-60", MIXED_LINES)


def test_what_comes_back_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repairer that undoes the damage has no failures, one that does nothing fails on every line."""
    monkeypatch.setattr(measure, "lines", lambda cell, length, count: ["中文"])
    monkeypatch.setattr(measure, "ours", lambda garbled: garbled.encode("cp1252").decode())
    found = list(measured(Run([Cell(Damage("utf8-as-cp1252"), "ja", "single")], 1)))
    assert [(each.right(), each.right(LEFT), each.other(LEFT)) for each in found] == [(1, 0, 0)] * 2


@pytest.mark.parametrize(("heading", "other"), [(REPORT, ABLATION), (ABLATION, REPORT)])
def test_one_part_of_the_document_is_written(heading: str, other: str) -> None:
    """Both parts have room in the document, and writing one leaves the other, and all text around, as they are."""
    document = put_under(DOCUMENT.read_text(encoding="utf-8"), other, "## What stays\n")
    written = put_under(document, heading, "a new table\n")
    assert written.count("## What stays") == written.count("a new table") == 1
    assert put_under(written, heading, "") == put_under(document, heading, "")
    assert written.partition(f"\n{heading}\n")[2].partition(BEGIN)[2].startswith(f"a new table\n{END}")


@pytest.mark.parametrize("document", ["# T\n", f"# T\n\n## One\n\n## Two\n{BEGIN}two\n{END}", f"\n## One\n{BEGIN}"])
def test_no_room_for_a_report(document: str) -> None:
    """A heading without marks of its own does not get those of the next."""
    with pytest.raises(ValueError, match="no room"):
        put_under(document, "## One", "one\n")


def test_variants_are_told_apart() -> None:
    """The first is the package as it is; each other has a name of its own."""
    assert VARIANTS[0] is SHIPPED
    assert not SHIPPED.replaced
    assert len({variant.name for variant in VARIANTS}) == len(VARIANTS)


@pytest.mark.parametrize("variant", VARIANTS[1:], ids=lambda variant: variant.name)
def test_a_variant_replaces_something_for_a_while(variant: Variant) -> None:
    """What it replaces is there and is something else, and is there again afterwards."""
    before = [getattr(owner, name) for owner, name, _ in variant.replaced]
    assert before
    assert all(one != other for one, (_, _, other) in zip(before, variant.replaced, strict=True))
    with variant.in_place():
        assert [getattr(owner, name) is replacement for owner, name, replacement in variant.replaced] == [True] * len(before)
    assert all(getattr(owner, name) is one for one, (owner, name, _) in zip(before, variant.replaced, strict=True))


NAMED = {variant.name: variant for variant in VARIANTS}


@pytest.mark.parametrize(
    ("name", "text", "shipped", "without"),
    [
        ("shown on purpose", "鍥炬爣 is what 图标 looks like", "鍥炬爣 is what 图标 looks like", "图标 is what 图标 looks like"),
        ("hints: strangeness", "ÖÐÎÄ±àÂë", "中文编码", "ÖÐÎÄ±àÂë"),
        ("channels under channels", "盲赂颅忙聳聡", "中文", "盲赂颅忙聳聡"),
        ("post-steps", "dÃ©jÃ  vu, voilÃ  un garÃ§on", "déjà vu, voilà un garçon", "déjÃ  vu, voilÃ  un garçon"),
        ("ftfy", "OÃ™ ET QUAND?", "OÙ ET QUAND?", "OÃ™ ET QUAND?"),
    ],
)
def test_what_a_part_does(name: str, text: str, shipped: str, without: str) -> None:
    """Switched off, it does not do it any more, on a text that was repaired a moment ago; afterwards it does again."""
    found = []
    for variant in (SHIPPED, NAMED[name], SHIPPED):
        with variant.in_place():
            found.append(fix_text(text, profile="repair"))
    assert found == [shipped, without, shipped]


def test_without_the_proof_nothing_fails_it() -> None:
    """Whoever asks hears that a channel gives what was observed, whatever it was."""
    with NAMED["the proof"].in_place():
        for asking in (search, single_byte):
            made = asking.corrupt(CHANNELS["utf8-as-gbk"], "图标")
            assert (made == "something else", made != "something else") == (True, False)


def test_single_characters_have_no_context() -> None:
    """Without longer n-grams, a character is as likely in a word as in nonsense."""

    def nats(text: str) -> float:
        return float(prices.of_observed([text])[0][0, -1])

    assert nats("经济") > nats("吃济")
    with NAMED["language model but for single characters"].in_place():
        assert nats("经济") == nats("吃济")


def test_each_gate_is_switched_off() -> None:
    """Whatever a gate is called in the package has a row of the table, and what refuses for another reason has its own."""
    returned = re.findall(r'return (?:"([^"]+)"|([A-Z_]+)$)', inspect.getsource(gates.Gate.refuses), re.MULTILINE)
    names = {literal or getattr(gates, constant) for literal, constant in returned}
    assert {f'gate "{name}"' for name in names} == {name for name in NAMED if name.startswith("gate ")}


def test_a_sample_takes_languages_and_lengths_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a channel so many lines, long and short ones of each language, also where one has none; of a mixture long ones."""
    monkeypatch.setattr(
        ablation, "lines", lambda cell, length: [] if cell.language == "fr" else [f"é {cell.language} {length.name}"] * 9
    )
    cells = [Cell(Damage("utf8-as-cp1252"), language, "single") for language in ("de", "fr", "sv")]
    mixed = [Cell(Damage("utf8-as-cp1252", "first-half"), "de", "mixed")]
    none = [Cell(Damage("utf8-as-cp1250"), "fr", "single")]
    found = damaged_lines([*cells, *mixed, *none], 4)
    assert len(found) == 2
    assert sorted(line for line, _ in found[cells[0].damage]) == [
        f"é {each}" for each in ("de 20-60", "de 8-19", "sv 20-60", "sv 8-19")
    ]
    assert [line for line, _ in found[mixed[0].damage]] == ["é de 20-60"] * 4
    assert all(garbled == damage.do(line) for damage, cases in found.items() for line, garbled in cases)


def test_effects_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repairer that mends one line, spoils another and a clean text has done just that; what differs stands out."""
    answers = {"b1": "a1", "b2": "wrong", "b1\nb2": "a1\nb2", "clean": "spoilt", "p": "q"}
    monkeypatch.setattr(ablation, "ours", lambda text: answers.get(text, text))
    cases = [("a1", "b1"), ("a2", "b2"), ("a3", "b3")]
    some = Sample(cases, [cases[:2]], [("q", "p"), ("r", "s")], {"cases": ["clean", "other"]})
    (first,) = ablated(some, [SHIPPED])
    assert (first.exact, first.wrong, first.in_files, first.pairs, first.changed) == (1, 1, 1, 1, {"cases": 1})
    answers["b3"] = "a3"
    _, better, last = (row.split("|")[2:-1] for row in table([first, *ablated(some, VARIANTS[:1])], some).splitlines()[1:])
    assert [cell.strip() for cell in better] == ["33.3", "33.3", "50.0", "50.0", "1"]
    assert [cell.strip() for cell in last] == ["**66.6**", "33.3", "50.0", "50.0", "1"]


def test_only_lossless_pairs_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lost bytes is another question; without a file there are no pairs."""
    monkeypatch.setattr(ablation, "CELLS", ())
    monkeypatch.setattr(ablation, "_held_out", lambda: iter(["held"]))
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"gold": "a", "garbled": "b", "lossy": false}\n{"gold": "c", "garbled": "d", "lossy": true}\n')
    assert sample(pairs).pairs == [("a", "b")]
    assert sample().pairs == []
    assert sample().clean["held out"] == ["held"]
    assert len(sample().clean["cases"]) < len(sample().clean["their lines"])
