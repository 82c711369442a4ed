"""A fingerprint tells, of any candidate, whether it is what was lost: by the decoders that real programs have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix.errors import UsageError
from mojibake_fix.restore.fingerprint import DECODERS, decoders, fingerprint, matches

REPLACED = "\N{REPLACEMENT CHARACTER}"

# Read by Node 20.20.2's TextDecoder, Rust 1.95's from_utf8_lossy and ICU 72.1, all alike; by Java 17.0.15's String; and by the
# UTF8Encoding of Mono 6.8, which is .NET Framework's. `.` is U+FFFD.
OBSERVED = [
    # bytes            whatwg    java      dotnet
    ("eda080", "...", ".", ".."),
    ("eda041", "..A", ".A", ".A"),
    ("eda0bdedb880", "......", "..", "...."),
    ("e08080", "...", "...", ".."),
    ("f0808080", "....", "....", "..."),
    ("f4908080", "....", "....", "..."),
    ("f580808080", ".....", ".....", "....."),
    ("c0af", "..", "..", ".."),
    ("e69641", ".A", ".A", ".A"),
    ("e696", ".", ".", "."),
    ("f09f9841", ".A", ".A", ".A"),
    ("c2c2", "..", "..", ".."),
    ("e2e282", "..", "..", ".."),
    ("c1aacda8", "..\u0368", "..\u0368", "..\u0368"),
]


@pytest.mark.parametrize(("data", "whatwg", "java", "dotnet"), OBSERVED, ids=[row[0] for row in OBSERVED])
def test_decoders_read_as_observed(data: str, whatwg: str, java: str, dotnet: str) -> None:
    """Each decoder replaces as many bytes at once as the program it stands for."""
    expected = {"whatwg": whatwg, "java": java, "dotnet": dotnet}
    assert {name: read(bytes.fromhex(data)).replace(REPLACED, ".") for name, read in DECODERS.items()} == expected


@given(st.text())
def test_valid_text_loses_nothing(text: str) -> None:
    """UTF-8 is read as what it is by all of them."""
    data = text.encode("utf-8", "ignore")
    assert {read(data) for read in DECODERS.values()} == {data.decode("utf-8")}


WORDS = {
    "gbk": ("系统启动时会自动检查更新", "系统启动时会自动检查版本"),
    "big5": ("請在設定頁面中填寫密碼", "請在設定頁面中填寫名稱"),
    "shift-jis": ("設定を保存してください", "設定を変更してください"),
    "euc-jp": ("設定を保存してください", "設定を変更してください"),
    "euc-kr": ("파일을 찾을 수 없습니다", "파일을 열을 수 없습니다"),
    "cp1252": ("déjà vu — naïve", "déjà vu — native"),
}


@pytest.mark.parametrize("decoder", DECODERS)
@pytest.mark.parametrize("encoding", WORDS)
def test_the_original_matches(encoding: str, decoder: str) -> None:
    """What was lost leaves its own fingerprint, as text and as bytes, with the ASCII around it, whatever the line ends."""
    original, other = WORDS[encoding]
    data = f"# 1\r\nname = '{original}'\r\n".encode({"gbk": "gbk", "shift-jis": "cp932"}.get(encoding, encoding))
    kept = fingerprint(DECODERS[decoder](data).replace("\r\n", "\n"))
    assert decoder in decoders(kept, f"# 1\nname = '{original}'\n", encoding)
    assert decoder in decoders(kept, data, encoding)
    assert not matches(kept, f"# 1\nname = '{original}';\n", encoding)
    assert not matches(kept, f"# 1\nname = '{original}'\n\n", encoding)
    assert matches(kept, f"# 1\nname = '{other}'\n", encoding) is (_lost(other, encoding) == _lost(original, encoding))


def _lost(text: str, encoding: str) -> str:
    return text.encode({"shift-jis": "cp932"}.get(encoding, encoding)).decode("utf-8", "replace")


def test_other_words_do_not_match() -> None:
    """Words of one length are told apart where a byte of one survives, or goes with another."""
    assert not matches(fingerprint(_lost("联通", "gbk")), "联系", "gbk")
    assert not matches(fingerprint(_lost("déjà", "cp1252")), "deja", "cp1252")


def test_words_that_leave_the_same() -> None:
    """A fingerprint is no proof: many words leave nothing but two tokens a character."""
    kept = fingerprint(REPLACED * 4)
    assert matches(kept, "中文", "gbk")
    assert matches(kept, "国人", "gbk")


def test_where_and_how_many() -> None:
    """Per line: what survived, and where in it how many tokens stand."""
    kept = fingerprint(f"a\r\nb{REPLACED * 2}\u0368c{REPLACED}\rd")
    assert [(line.survived, line.lost) for line in kept.lines] == [("a", ()), ("b\u0368c", ((1, 2), (3, 1))), ("d", ())]
    assert (kept.fewest, kept.most) == (3, 9)


@given(st.text("ab?\ufffd\n\r", max_size=30))
def test_nothing_of_a_line_is_forgotten(text: str) -> None:
    """The tokens put back where they stood give each line."""
    for line in fingerprint(text).lines:
        rebuilt, done = "", 0
        for place, count in line.lost:
            rebuilt += line.survived[done:place] + REPLACED * count
            done = place
        assert rebuilt + line.survived[done:] == line.text


def test_question_marks_as_tokens() -> None:
    """Text that was saved in a legacy encoding after it was misread has question marks where U+FFFD was."""
    assert matches(fingerprint("x = ??\u0368", "?"), "x = 联通", "gbk")
    assert not matches(fingerprint("x = ??\u0368"), "x = 联通", "gbk")


def test_candidates_that_are_no_text() -> None:
    """What an encoding cannot write, and bytes that are none of it, match nothing."""
    kept = fingerprint(REPLACED * 2)
    assert not matches(kept, "😀", "gbk")
    assert not matches(kept, b"\xd6", "gbk")
    with pytest.raises(UsageError, match="nonsense"):
        matches(kept, "中", "nonsense")
