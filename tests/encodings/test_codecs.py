"""The codecs are what real decoders are: exact, total under every policy, and the way back for all they encode."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strange_bytes import names, some_bytes

from mojibake_fix.encodings import Policy, codec, euc_tw
from mojibake_fix.encodings.tables import SINGLE_BYTE, TABLES, table

DIGESTS = [
    line.split("\t")
    for line in (Path(__file__).parent / "digests.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
WINDOWS = ("cp936", "cp950", "cp932", "cp949")
HOLE = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cp936", "한"),
        ("cp936", "é\u0301"),
        ("cp936", "\x80"),
        ("cp936", "\ue865"),
        ("cp936", "中€\ue000한"),
        ("cp950", "简"),
        ("cp932", "한"),
        ("cp949", "鷗\ue0bc"),
        ("shift_jis", "\\"),
        ("gb18030", "\ud800"),
        ("big5-hkscs", "\u0304"),
        ("cp1252", "€Ł"),
        ("koi8-r", "\U0001f600"),
        ("cp936", "\ud800"),
    ],
)
def test_what_is_outside_is_refused(name: str, text: str) -> None:
    """Nothing is replaced on the way to bytes, in short texts or long ones."""
    with pytest.raises(UnicodeEncodeError) as short:
        codec(name).encode(text)
    with pytest.raises(UnicodeEncodeError) as long:
        codec(name).arrays.encode(text)
    assert (short.value.start, short.value.end) == (long.value.start, long.value.end) == (len(text) - 1, len(text))
    assert codec(name).encoded(text[-1]) is None
    assert codec(name).encode_all(text[-1]) == ()


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [("cp936", "中한한中", 1), ("big5-hkscs", "xÊ̄中한z한", 4), ("gb18030-2022", "😀\ud800\udc00", 1)],
)
def test_first_fault_is_named(name: str, text: str, place: int) -> None:
    """Of several characters that are outside, the first one alone, where it stands in the whole text, short or long."""
    for padding in (0, 40_000):
        with pytest.raises(UnicodeEncodeError) as refused:
            codec(name).encode("x" * padding + text)
        error = refused.value
        assert (error.encoding, error.start, error.end) == (codec(name).name, padding + place, padding + place + 1)
        assert error.object == "x" * padding + text


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("cp936", b"a\xd6\xd0\xd6(", 3),
        ("cp936", b"\xd6", 0),
        ("cp949", b"\xc9\xa1\x84\x20", 2),
        ("gb18030", b"\x81\x30\x81\x30\xfe\x39\xfe\x39", 4),
        ("euc-jp", b"\x8f\xb0\xa1\x8f\xa1\xa1", 3),
        ("euc-kr", b"\x80", 0),
    ],
)
def test_reading_is_strict(name: str, data: bytes, place: int) -> None:
    """The first byte that has no character is named, in short data and in long data."""
    with pytest.raises(UnicodeDecodeError) as short:
        codec(name).read(data)
    with pytest.raises(UnicodeDecodeError) as long:
        codec(name).read(b"x" * 40_000 + data)
    assert short.value.start == long.value.start - 40_000 == place
    assert short.value.end == long.value.end - 40_000


def test_every_table_has_a_digest() -> None:
    """Whatever table is added, somebody asked a decoder for it."""
    assert [name for name, *_ in DIGESTS] == list(TABLES)


@pytest.mark.parametrize("name", ["cp936", "cp932", "big5-hkscs", "euc-jp/whatwg", "gb18030-2022", "gbk/python", "koi8-r"])
def test_lookup_needs_no_dictionary(name: str) -> None:
    """What single codes mean, and which codes characters have, is looked up without a dictionary of all, and is the same."""
    fresh = table.__wrapped__(name)
    assert fresh.known[b"\xff\xff"] is None
    assert fresh.codes("\uffff") == fresh.codes("\N{OBJECT REPLACEMENT CHARACTER}") == ()
    assert fresh.at(b"A", 0) == ("A", 1)
    assert fresh.codes("A") == (b"A",)
    assert not {"characters", "written"} & set(vars(fresh))
    several: dict[str, list[bytes]] = {}
    for code, character in fresh.characters.items():
        assert fresh.known[code] == character
        several.setdefault(character, []).append(code)
    several.pop("", None)
    assert several == {character: sorted(fresh.codes(character), key=codes.index) for character, codes in several.items()}
    assert fresh.written == {character: fresh.codes(character)[0] for character in several}


@pytest.mark.parametrize(("name", "origin", "count", "digest"), DIGESTS, ids=[row[0] for row in DIGESTS])
def test_table_is_what_the_decoder_says(name: str, origin: str, count: str, digest: str) -> None:
    """Every code and its character, hashed when the decoder was asked."""
    codes = {code: text for code, text in table(name).characters.items() if text}
    assert len(codes) == int(count)
    lines = "".join(f"{code.hex()} {codes[code]}\n" for code in sorted(codes))
    assert hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest() == digest


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("cp936", {"80": "€", "ff": "\uf8f5", "aaa1": "\ue000", "affe": "\ue233", "f8a1": "\ue234", "fefe": "\ue4c5"}),
        ("cp936", {"a140": "\ue4c6", "a7a0": "\ue765", "a2ab": "\ue766", "fea0": "\ue864", "a2e3": "\ue76c"}),
        ("cp950", {"80": "\x80", "ff": "\uf8f8", "fa40": "\ue000", "8e40": "\ue311", "8140": "\ueeb8", "c6a1": "\uf6b1"}),
        ("cp950", {"fefe": "\ue310", "a0fe": "\ueeb7", "8dfe": "\uf6b0", "c8fe": "\uf848", "f9fe": "▓"}),
        ("cp932", {"80": "\x80", "a0": "\uf8f0", "fd": "\uf8f1", "fe": "\uf8f2", "ff": "\uf8f3", "f040": "\ue000"}),
        ("cp932", {"f9fc": "\ue757", "5c": "\\", "8160": "\uff5e", "817c": "\uff0d", "815c": "\u2015", "fc4b": "黑"}),
        ("cp949", {"80": "\x80", "ff": "\uf8f7", "c9a1": "\ue000", "c9fe": "\ue05d", "fea1": "\ue05e", "fefe": "\ue0bb"}),
        ("gb18030", {"a8bc": "ḿ", "a6d9": "\ue78d", "8135f437": "\ue7c7", "81308130": "\x80", "9439fc36": "😀"}),
        ("gb18030-2000", {"a8bc": "\ue7c7", "8135f437": "ḿ"}),
        ("gb18030-2022", {"a8bc": "ḿ", "a6d9": "︐", "84318236": "\ue78d", "fe59": "龴", "82359037": "\ue81e"}),
        ("gbk/whatwg", {"80": "€", "a6d9": "︐", "a3a0": "\u3000", "8431a439": "\uffff"}),
        ("big5-eten", {"c6a1": "①", "c6e7": "ぁ", "a3c0": "␀", "fa40": "\ue000"}),
        ("big5-hkscs", {"8862": "Ê̄", "88a5": "ê̌", "8840": "㇀"}),
        ("shift_jis", {"5c": "¥", "7e": "‾", "8160": "\u301c", "817c": "\u2212"}),
        ("euc-jp", {"8eb1": "ｱ", "8fb0a1": "丂", "a1c1": "\u301c", "85": "\x85"}),
        ("euc-jp/whatwg", {"a1c1": "\uff5e", "ada1": "①", "8fb0a1": "丂"}),
        ("cp1252", {"81": "\x81", "8d": "\x8d", "8f": "\x8f", "90": "\x90", "9d": "\x9d", "80": "€"}),
        ("cp1253", {"aa": "\uf8f9", "d2": "\uf8fa", "ff": "\uf8fb", "81": "\x81"}),
        ("cp1255", {"ca": "\u05ba", "d9": "\uf88d", "df": "\uf893", "fb": "\uf894", "fc": "\uf895", "ff": "\uf896"}),
        ("cp1257", {"a1": "\uf8fc", "a5": "\uf8fd"}),
        ("cp874", {"db": "\uf8c1", "de": "\uf8c4", "fc": "\uf8c5", "ff": "\uf8c8", "a1": "ก"}),
        ("iso-8859-8", {"a1": "\uf79c", "bf": "\uf79d", "de": "\uf7bc", "ff": "\uf7c1", "fd": "\u200e"}),
    ],
)
def test_corners(name: str, codes: dict[str, str]) -> None:
    """What arithmetic and Microsoft's tables put at the edges; worked out from the documents, not from our files."""
    for code, text in codes.items():
        assert codec(name).read(bytes.fromhex(code)) == text
        assert bytes.fromhex(code) in codec(name).encode_all(text)


@pytest.mark.parametrize(
    ("name", "character", "codes"),
    [
        ("cp932", "№", ["8782", "fa59"]),  # NEC's row 13 before IBM's
        ("cp932", "∵", ["81e6", "879a", "fa5b"]),  # JIS before both
        ("cp932", "¬", []),  # only its full-width form
        ("cp932", "￢", ["81ca", "eef9", "fa54"]),
        ("cp932", "ⅰ", ["fa40", "eeef"]),  # IBM's before NEC's selection of them
        ("cp932/python", "ⅰ", ["eeef", "fa40"]),  # Python's order is NEC's
        ("cp950", "十", ["a451", "a2cc"]),
        ("cp950", "═", ["f9f9", "a2a4"]),
        ("big5/python", "／", ["a241", "a1fe"]),
        ("big5/whatwg", "者", ["aacc", "8ecd"]),  # the Encoding Standard writes nothing below A140
        ("gb18030/whatwg", "龴", ["fe59", "82359037"]),  # read from both
        ("gb18030", "龴", ["82359037"]),
        ("big5-hkscs", "Ê̄", ["8862"]),
        ("cp936", "中", ["d6d0"]),
    ],
)
def test_every_code(name: str, character: str, codes: list[str]) -> None:
    """A character may have several codes; the first is the one that its own system writes."""
    assert [code.hex() for code in codec(name).encode_all(character)] == codes


@pytest.mark.parametrize(
    ("policy", "texts"),
    [
        # 态 before a blank; an unmapped pair of high bytes; a lead byte at the end; a byte that begins nothing.
        (Policy.PAIR, ("鎬?-", "?", "?", "?")),
        (Policy.WHATWG, ("鎬? -", "?", "?", "?")),
        (Policy.JAVA, ("鎬? -", "??", "?", "?")),
        (Policy.MAXIMAL_SUBPART, ("鎬? -", "?", "?", "?")),
        (Policy.LEAD, ("鎬? -", "??", "?", "?")),
        (Policy.PYTHON, ("鎬? -", "??", "?", "?")),
    ],
)
def test_policies_differ(policy: Policy, texts: tuple[str, ...]) -> None:
    """One token for what a policy takes together; the token may be anything, or nothing."""
    cases = (("cp936", "态 -".encode()), ("cp949", b"\xc9\xa0"), ("cp936", b"\x81"), ("euc-kr", b"\x80"))
    for (name, data), text in zip(cases, texts, strict=True):
        assert codec(name).decode(data, policy) == text
        assert codec(name).decode(data, policy, "") == text.replace("?", "")
        assert codec(name).decode(data, policy, "<?>") == text.replace("?", "<?>")


def by_the_book(name: str, data: bytes) -> str:
    """Decode as the policy ``pair`` is documented, byte by byte: the slow second opinion."""
    known, layout, text, at = table(name).characters, table(name).layout, "", 0
    while at < len(data):
        code = data[at : at + 1]
        if code[0] in layout.leads or code[0] == layout.kana:
            code = data[at : at + 2]
        elif code[0] == layout.prefix:
            code = data[at : at + 3]
        if layout.four and is_four(data[at : at + 4]):
            code = data[at : at + 4]
        character = known.get(code)
        if character is None and len(code) == 4:
            character = by_arithmetic(code)
        text += character or "?"
        at += len(code)
    return text


def by_arithmetic(code: bytes) -> str | None:
    """Ask Python, which knows which four bytes have a character."""
    try:
        return code.decode("gb18030")
    except UnicodeDecodeError:
        return None


def is_four(code: bytes) -> bool:
    return len(code) == 4 and all(0x81 <= byte <= 0xFE for byte in code[::2]) and all(0x30 <= byte <= 0x39 for byte in code[1::2])


BOOKS = st.sampled_from(
    ["cp936", "gb18030", "gb18030-2022", "cp950", "big5-hkscs", "cp932", "shift_jis", "euc-jp", "cp949", "cp1253"]
)


@given(BOOKS, some_bytes)
@example("gb18030", b"\x85\x30\x81\x30")  # four bytes beyond the last that has a character
def test_decoding_goes_by_the_book(name: str, data: bytes) -> None:
    """The decoder does what the policy says, whatever the bytes."""
    assert codec(name).decode(data) == by_the_book(codec(name).name, data)


@given(names, some_bytes)
def test_there_and_back(name: str, data: bytes) -> None:
    """What was decoded can be encoded, by arrays too, and reads the same again."""
    text = codec(name).decode(data, token="")
    code = codec(name).encode(text)
    assert codec(name).read(code) == text
    if not any(sequence in text for sequence in table(name).sequences):  # two code points with one code
        assert b"".join(map(codec(name).encode, text)) == code
        assert codec(name).arrays.encode(text) == code


@pytest.mark.parametrize("name", TABLES)
def test_all_characters_go_back(name: str) -> None:
    """Every code is among the codes of its character, and the first of them reads as the character."""
    tried = codec(name)
    for code, character in table(name).characters.items():
        if character:
            assert code in tried.encode_all(character)
            assert tried.read(tried.encode(character)) == character


def test_unmapped_pairs() -> None:
    """The pairs that a hole may be: the research counted how few of them UTF-8 allows in Korean read as cp949."""
    for name in WINDOWS:
        holes = codec(name).unmapped()
        assert all(codec(name).decode(pair, token=HOLE) == HOLE for pair in holes)
        assert not holes & set(table(name).characters)
    assert b"\xc9\xa0" in codec("cp949").unmapped()


@pytest.mark.parametrize("name", ["cp936", "cp932", "cp949", "cp950", "big5-hkscs", "euc-jp", "gb18030-2005"])
def test_unmapped_pairs_by_kinds(name: str) -> None:
    """One pair stands for all whose bytes are of the same kinds, if one of them has no character."""
    halves = bytes(byte & 0x80 for byte in range(0x100))
    tens = bytes(byte & 0xF0 for byte in range(0x100))
    every = {bytes((lead, trail)) for lead in codec(name).layout.openers for trail in range(0x100)}
    every -= {pair for pair in every if pair[:1] in table(name).characters or pair in table(name).characters}
    assert codec(name).unmapped() == every
    for kinds in (halves, tens):
        assert codec(name).unmapped(kinds) == {pair.translate(kinds) for pair in every}


def test_single_byte_pages_are_total() -> None:
    """No byte is without a character in any of them, and none is there twice."""
    for name in SINGLE_BYTE:
        assert len(set(codec(name).read(bytes(range(256))))) == 256


def test_euc_tw() -> None:
    """Planes 1 and 2 are those of CNS 11643 as glibc has them, and what is no code is refused at its place."""
    lines = "".join(f"{code.hex()} {text}\n" for code, text in sorted(euc_tw.characters().items()))
    assert hashlib.sha256(lines.encode()).hexdigest() == "dfd86b2b7b78255a6f40b011da454e555d624b70b2cdbb3db1cd02c4cb6d04b3"
    with pytest.raises(UnicodeDecodeError) as refused:
        euc_tw.read(b"a\xc4\xe3\xa1")
    assert refused.value.start == 3
    assert euc_tw.read(b"\xc4\xe3\xff\x8e\xb0\xa1\xa1", HOLE).count(HOLE) == 2
