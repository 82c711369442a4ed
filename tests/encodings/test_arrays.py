"""What is long is decoded and encoded in arrays, with the same result as what is short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strange_bytes import names, some_bytes

from mojibake_fix.encodings import Policy, codec
from mojibake_fix.encodings.tables import table


@given(names, some_bytes, st.sampled_from(Policy), st.sampled_from(["?", "", "\ufffd", "<?>", "\ud800", "😀"]))
def test_arrays_decode_the_same(name: str, data: bytes, policy: Policy, token: str) -> None:
    """Long data are decoded as short ones are, wherever a block ends."""
    expected = codec(name).decode(data, policy, token)
    assert codec(name).arrays.decode(data, policy, token) == expected


@pytest.mark.parametrize("name", ["cp936", "gb18030", "euc-jp", "gbk/whatwg"])
def test_blocks_join(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a block ends in the middle of a character, the next one begins with it."""
    from mojibake_fix.encodings import arrays

    data = (
        bytes((k * 37 + k // 7 * 101) % 256 for k in range(3000))
        + "态 -重复（秒）".encode() * 40
        + b"\x81\x30\x81\x30\x8f\xb0\xa1" * 60
        + b"\x8f" * 100
        + b"\x81\x30 \x8f " * 60
        + b"\x81\x30\x81"
    )
    expected = {policy: codec(name).decode(data, policy) for policy in Policy}
    for size in (16, 17, 19, 64):
        monkeypatch.setattr(arrays, "_BLOCK", size)
        for policy in Policy:
            assert codec(name).arrays.decode(data, policy, "?") == expected[policy]


@pytest.mark.parametrize("name", ["cp936", "cp950", "cp932", "cp949"])
def test_arrays_are_the_tables(name: str) -> None:
    """The arrays hold each code and each code point of the table, and nothing else."""
    from mojibake_fix.encodings.arrays import UNMAPPED

    arrays, characters = codec(name).arrays, table(name).characters
    assert int((arrays.points != UNMAPPED).sum()) == len(characters)
    assert all(arrays.points[int.from_bytes(code, "big")] == ord(character) for code, character in characters.items())
    assert int((arrays.codes != UNMAPPED).sum()) == len(set(characters.values()))


@pytest.mark.parametrize("name", ["cp936", "shift-jis/python", "big5-hkscs"])
def test_short_work_needs_no_numpy(name: str) -> None:
    """A line is decoded and encoded without the import that long data pay for."""
    import subprocess
    import sys

    program = f"import sys; from mojibake_fix.encodings import codec; c = codec({name!r})"
    program += "; print(c.encode(c.decode('中文'.encode(), token='')), 'numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split()[-1] == "False"
