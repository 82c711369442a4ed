"""A model's file is mapped, not read; what is not such a file is refused in a sentence."""

from __future__ import annotations

import struct
import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from mojibake_fix.errors import FileError
from mojibake_fix.language import models
from mojibake_fix.language.slots import SLOTS, slot, slots
from mojibake_fix.language.tables import ALIGN, MAGIC, open_tables

DATA = Path(models.__file__).parent / "data"

FILES = sorted(path.name for path in DATA.glob("*.ngrams"))
HEADER = struct.pack("<4s3H2I", MAGIC, 2, 1, 0, 3, 2)  # pairs, one variant; three symbols, two pairs


def padded(column: bytes) -> bytes:
    return column + bytes(-len(column) % ALIGN)


def small() -> bytes:
    """Return a file of three symbols: 0 for all characters but `a` and `b`; after `a` comes `b` or `a`."""
    symbol = array("H", bytes(2 * SLOTS))
    symbol[ord("a")], symbol[ord("b")] = 1, 2
    columns = [
        *(struct.pack(f"<{SLOTS}H", *symbol), bytes([7]) * SLOTS),
        *(bytes([28, 14, 21]), bytes([0, 5, 0]), bytes([0, 2, 0]), bytes(3)),
        *(struct.pack("<2H", 1, 2), bytes([10, 20])),
    ]
    return b"".join(map(padded, [HEADER, *columns]))


@pytest.mark.parametrize(
    ("label", "content"),
    [
        ("empty", b""),
        ("a part of the header", HEADER[:9]),
        ("a header without the sizes", HEADER[:14]),
        ("another kind of file", b"PK\x03\x04" + small()[4:]),
        ("another version of the format", b"NGR1" + small()[4:]),
        ("cut in a column", small()[: SLOTS + 1]),
        ("cut at the last column", small()[:-ALIGN]),
        ("cut in the last column", small()[:-1]),
        ("something behind the last column", small() + bytes(ALIGN)),
        ("a line end translated", small().replace(b"\x0a", b"\x0d\x0a")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_damaged_file_is_refused_in_a_sentence(label: str, content: bytes, tmp_path: Path) -> None:
    """The sentence names the file, says that nothing was changed, and what to do."""
    path = tmp_path / "chinese.ngrams"
    path.write_bytes(content)
    with pytest.raises(FileError) as refused:
        open_tables(path)
    said = str(refused.value)
    assert str(path) in said, label
    assert "damaged" in said
    assert "nothing was changed" in said
    assert "install mojibake-fix again" in said
    assert "\n" not in said


def test_a_small_file_holds_what_was_written(tmp_path: Path) -> None:
    """Each column comes out at its place: the padding behind odd ones is not read as part of the next."""
    path = tmp_path / "small.ngrams"
    path.write_bytes(small())
    tables = open_tables(path)
    first, second = tables.levels
    assert (len(tables.symbol), tables.symbol[ord("a")], tables.symbol[ord("b")], tables.symbol[ord("c")]) == (SLOTS, 1, 2, 0)
    assert [list(within) == [7] * SLOTS for within in tables.within] == [True]
    assert (list(first.symbol), list(first.cost), list(first.backoff), list(first.starts)) == (
        *([0, 1, 2], [28, 14, 21]),
        *([0, 5, 0], [0, 0, 2, 2]),
    )
    assert (list(second.symbol), list(second.cost), list(second.backoff), list(second.starts)) == ([1, 2], [10, 20], [], [])


def test_bytes_are_swapped_where_the_machine_counts_the_other_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of the other byte order turns each number round: told so, this one reads a file written the wrong way round."""
    other = {"little": "big", "big": "little"}[sys.byteorder]
    columns = small()[len(padded(HEADER)) :]
    turned = bytearray(columns)
    for start, count in ((0, SLOTS), (2 * SLOTS + padded_size(SLOTS) + 4 * padded_size(3), 2)):
        numbers = array("H", bytes(turned[start : start + 2 * count]))
        numbers.byteswap()
        turned[start : start + 2 * count] = numbers.tobytes()
    path = tmp_path / "turned.ngrams"
    path.write_bytes(padded(HEADER) + turned)
    expected_path = tmp_path / "small.ngrams"
    expected_path.write_bytes(small())
    expected = open_tables(expected_path)
    monkeypatch.setattr(sys, "byteorder", other)
    tables = open_tables(path)
    assert list(tables.symbol) == list(expected.symbol)
    assert [list(level.starts) for level in tables.levels] == [list(level.starts) for level in expected.levels]
    assert [list(level.symbol) for level in tables.levels] == [list(level.symbol) for level in expected.levels]


def padded_size(size: int) -> int:
    return size + -size % ALIGN


def test_opening_needs_no_numpy() -> None:
    """A line is scored, a language told and a misreading weighed without loading what arrays are made of."""
    program = (
        "import sys; from mojibake_fix.language.identify import languages, scripts;"
        "from mojibake_fix.language.misreadings import llr; from mojibake_fix.language.mixture import any_language;"
        "llr('涓枃', 'gbk'); scripts('中文'); any_language().score('中文 text 한국 にほん');"
        "print(sorted({'numpy', 'opencc'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("name", FILES)
def test_tables_are_a_trie(name: str) -> None:
    """The continuations of an n-gram stand together, ascending by symbol, and all of them belong to one."""
    import numpy as np

    tables = open_tables(DATA / name)
    symbols = len(tables.levels[0].cost)
    assert max(tables.symbol) < symbols
    for level, following in zip(tables.levels, tables.levels[1:], strict=False):
        starts = np.asarray(level.starts).astype(np.int64)
        assert (len(starts), starts[0], starts[-1]) == (len(level.cost) + 1, 0, len(following.cost))
        assert (np.diff(starts) >= 0).all()
        symbol = np.asarray(following.symbol).astype(np.int64)
        assert symbol.max(initial=0) < symbols
        inside = np.ones(len(symbol), bool)
        inside[starts[:-1][np.diff(starts) > 0]] = False  # the first of a row follows nothing
        assert (np.diff(symbol, prepend=-1)[inside] > 0).all()


@pytest.mark.parametrize(
    ("first", "last", "place"),
    [
        ("\0", "\0", 0),
        ("\uffff", "\uffff", 0xFFFF),
        ("\U0001f000", "\U0001f000", 0x10000),
        ("\U0001fbff", "\U0001fbff", 0x10BFF),
        ("\U00020000", "\U0003ffff", 0x10C00),
        ("\U00010000", "\U0001efff", 0x10C01),
        ("\U0001fc00", "\U0001ffff", 0x10C01),
        ("\U00040000", "\U0010ffff", 0x10C01),
    ],
)
def test_slots(first: str, last: str, place: int) -> None:
    """A character of the BMP and an emoji has its own place, in code order; all rare Han share one, all else another."""
    assert [slot(ord(first)), slot(ord(last))] == slots(first + last).tolist() == [place, place]
    assert place < SLOTS == 0x10C02


def test_lone_surrogates_are_characters() -> None:
    """Two halves in a row are two characters, as Python counts them."""
    assert slots("\ud83d\ude00a").tolist() == [0xD83D, 0xDE00, 0x61]
    assert slots("").tolist() == []
