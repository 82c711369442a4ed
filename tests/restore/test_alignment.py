"""Undoing a channel: nothing of the text is lost on the way, what is sound proves itself, and real damage comes back."""

from __future__ import annotations

import pytest
from conformance import ROWS, read
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mojibake_fix.encodings import codec
from mojibake_fix.restore.channels import CHANNELS, Channel, channels_of, corrupt, table_written, written
from mojibake_fix.restore.inverse.alignment import Unit, align
from mojibake_fix.restore.inverse.reading import may_have_read

LAYERED = tuple(name for name in ROWS if "+" in name)
names = st.sampled_from([*CHANNELS, *LAYERED])

STRANGE = {
    "nothing": "",
    "lone surrogates": "\ud800a\udfff\udc80",
    "surrogate halves in order": "\ud83d\ude80",
    "a byte that is no text, as Python escapes it": "\udcff中\udc80",
    "controls": "".join(map(chr, range(0x20))) + "\x7f",
    "C1 controls": "".join(map(chr, range(0x80, 0xA0))),
    "beyond the BMP": "\U00010000😀\U0010ffff𠮷",
    "noncharacters": "\ufffe\uffff\ufdd0",
    "tokens": "?？・\ufffd?",
    "line ends": "中\r\n文\r\u2028\x85\n",
    "sequences of Big5-HKSCS": "Ê̄Ê̌ê̄ê̌̌Ê",
}

NO_TEXT = {"\r", "\ufffd"}  # the first wrongly: see below


def joined(units: list[Unit], side: str) -> str:
    return "".join(getattr(unit, side) for unit in units)


def is_lossless(channels: tuple[Channel, ...], text: str) -> bool:
    """Tell whether each reader finds a character for every byte, by the tables alone."""
    for channel in channels:
        data, table = written(channel.written, text), channel.reader.table
        try:
            if table == "utf8":
                text = data.decode(table, "surrogatepass")
            else:
                text = data.decode(table) if table == "utf-16-le" else codec(table).read(data)
        except UnicodeDecodeError:
            return False
    return True


@pytest.mark.parametrize("name", [*CHANNELS, *LAYERED])
def test_strange_text(name: str) -> None:
    """No text is too strange to be cut into units, and the units are the text."""
    for text in STRANGE.values():
        assert joined(align(channels_of(name), text), "before") == text


APART = ("", "a", "é", "aé", "éa", "aéb\x07", "ÎÄ¼þ", "a ÎÄ¼þ, b", "ÎÄa¼", "¼þÎ", "\x07é", "?é?")  # mojibake-fix: ignore


@pytest.mark.parametrize(
    "name", ["gbk-as-latin-1", "big5-as-cp1252", "shift-jis-as-latin-1", "euc-kr-as-cp1252", "cp850-as-latin-1"]
)
def test_what_no_reader_gave_keeps_its_neighbours_apart(name: str) -> None:
    """On either side of it, all is read as by itself; and so is what stands behind ASCII."""
    channels = channels_of(name)
    for before in APART:
        for behind in APART:
            known = [*align(channels, before), *align(channels, "中"), *align(channels, behind)]
            assert align(channels, f"{before}中{behind}") == known
            assert align(channels, f"ab {behind}") == [*align(channels, "ab "), *align(channels, behind)]


@pytest.mark.parametrize("name", ["utf8-as-gbk", "utf8-as-cp1252", "gbk-as-shift-jis", "cesu8-as-utf8", "utf8-as-utf-16-le"])
def test_no_text_is_not_sound(name: str) -> None:
    """A control, a lone surrogate and U+FFFD are no text that anything can have been before."""
    for before in ("\x00", "\x1b", "\x7f", "\ud800", "\ufffd"):
        after = [unit.after for unit in align(channels_of(name), f"a{before}") if unit.sound]
        assert before not in "".join(after)


@pytest.mark.parametrize(
    ("channel", "text", "units"),
    [
        ("utf8-as-gbk", "图标", [("鍥炬爣", "图标")]),  # six bytes, three pairs: both begin a character at the ends only
        ("utf8-as-gbk", "，event", [("锛宔", "，e"), ("v", "v"), ("e", "e"), ("n", "n"), ("t", "t")]),
        ("gbk-as-latin-1", "中文", [("ÖÐ", "中"), ("ÎÄ", "文")]),
        ("utf8-as-cp1252", "é中", [("Ã©", "é"), ("ä¸\xad", "中")]),
        ("cesu8-as-utf8", "a😀", [("a", "a"), ("\ud83d\ude00", "😀")]),
        ("utf8-as-utf-16-le", "ab中c", [("扡", "ab"), ("룤掭", "中c")]),
        ("utf8-as-latin-1+utf8-as-gbk", "中", [("盲赂颅", "中")]),  # the layers are cut in the same place at the ends only
        ("utf8-as-cp1252+utf8-as-cp1252", "éü", [("ÃƒÂ©", "é"), ("ÃƒÂ¼", "ü")]),
    ],
)
def test_units_by_hand(channel: str, text: str, units: list[tuple[str, str]]) -> None:
    """Where both sides begin a character there is a cut, and nowhere else."""
    garbled = corrupt(channels_of(channel), text)
    found = align(channels_of(channel), garbled)
    assert [(unit.before, unit.after) for unit in found] == units
    assert all(unit.sound for unit in found)


def test_token_is_a_unit_of_its_own() -> None:
    """What stands for bytes that are gone separates what is on either side, and is not sound."""
    garbled = corrupt(channels_of("utf8-as-shift-jis"), "秒 a")  # whose last byte takes the space with it
    assert garbled.endswith("・a")
    assert [unit.sound for unit in align(channels_of("utf8-as-shift-jis"), garbled)][-2:] == [False, True]


def test_clean_text_stays_beside_damage() -> None:
    """Characters that the reader does not have are not sound, and do not disturb what is behind them."""
    garbled = "한" + corrupt(channels_of("gbk-as-latin-1"), "中文") + "语"
    units = align(channels_of("gbk-as-latin-1"), garbled)
    assert [(unit.after, unit.sound) for unit in units[1:-1]] == [("中", True), ("文", True)]
    assert [(unit.before, unit.sound) for unit in (units[0], units[-1])] == [("한", False), ("语", False)]


def has_second_code(channels: tuple[Channel, ...], garbled: str) -> bool:
    """Tell whether a reader has two codes of a character of the text: each may be another text, which no alignment can tell."""
    return any(len(codec(channels[-1].reader.table).encode_all(character)) > 1 for character in garbled)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_real_damage_comes_back(name: str) -> None:
    """What a real decoder made of a text without losing a byte is, undone, that text, sound but for what no text should hold."""
    channels = channels_of(name)
    vectors = [v for v in read(ROWS[name])[1] if "original" in v and is_lossless(channels, v["original"])]
    assert vectors
    wrong = []
    for vector in vectors:
        units = align(channels, vector["garbled"])
        after, is_sound = joined(units, "after"), all(unit.sound for unit in units if not NO_TEXT & {*unit.after})
        is_it = after == vector["original"] or (
            has_second_code(channels, vector["garbled"]) and corrupt(channels, after) == vector["garbled"]
        )
        if not is_it or not is_sound:
            wrong.append((vector["original"], vector["garbled"], after))
    assert wrong == []


@pytest.mark.parametrize(("channel", "text"), [("utf8-as-gbk", "图标\r\n"), ("utf8-as-utf-16-le", "a\r\n ")])
def test_line_end_of_windows_is_sound(channel: str, text: str) -> None:
    """CR is text, like LF; behind a reader of two bytes it stands in one character with its neighbour."""
    units = align(channels_of(channel), corrupt(channels_of(channel), text))
    assert [unit for unit in units if not unit.sound] == []


@pytest.mark.parametrize("written_in", ["gbk", "big5", "shift-jis", "euc-jp", "euc-kr"])
def test_every_code_proves_itself(written_in: str) -> None:
    """Whatever pair of bytes a legacy encoding has: if its unit is sound, the damage comes again."""
    channels = channels_of(f"{written_in}-as-latin-1")
    codes = [code for code, _ in codec(table_written(written_in)).pairs()]
    units = [unit for code in codes for unit in align(channels, code.decode("latin-1")) if unit.sound]
    assert len(units) > 5000
    assert [unit for unit in units if corrupt(channels, unit.after) != unit.before] == []


anything = st.text(st.characters(exclude_categories=()), max_size=30)
plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def _damaged() -> st.SearchStrategy[tuple[str, str]]:
    """Return channels with text that may have gone through them, wholly, in part, or not at all."""
    utf8 = st.sampled_from([name for name in (*CHANNELS, *LAYERED) if CHANNELS[name.split("+")[0]].written in ("utf8", "cesu8")])
    garbled = st.builds(lambda name, clean, text: (name, clean + corrupt(channels_of(name), text)), utf8, plain, plain)
    return st.one_of(st.tuples(names, anything), garbled)


@given(_damaged())
@example(("utf8-as-gbk", ""))
@example(("gbk-as-shift-jis", "\ud800ｱ・"))
@settings(max_examples=1500)  # the first text of a channel waits for its table
def test_units_are_the_text(damaged: tuple[str, str]) -> None:
    """The units joined give the text, none is empty, and each sound one, damaged again, is what was there."""
    name, text = damaged
    units = align(channels_of(name), text)
    assert joined(units, "before") == text
    assert all(unit.before and unit.after for unit in units)
    for unit in units:
        if unit.sound:
            assert corrupt(channels_of(name), unit.after) == unit.before


@given(names, st.lists(st.sampled_from(["中文", "é", "a b", "한국", "\r\n", "😀", "？", "字\ud800"]), max_size=6).map("".join))
@settings(max_examples=300)
def test_unsound_units_hold_what_cannot_be(name: str, text: str) -> None:
    """What is not sound shows it: a byte that is no text, or a character that none is."""
    for unit in align(channels_of(name), text):
        assert unit.sound or any(c < " " or "\ud800" <= c <= "\udfff" or c in "\x7f\ufffd\ufffe\uffff" for c in unit.after)


mixed = st.text(st.sampled_from("a(?é·“Ã©ä¸\x80€中文鍥炬爣锛歟ｱ・가각ÐŸ│▓\xa0"), max_size=8)


@settings(max_examples=400)
@given(st.sampled_from(sorted(CHANNELS)), mixed)
@example("utf8-as-latin-1", "é·中")
@example("gbk-as-cp1252", "“a")
@example("shift-jis-as-latin-1", "±")
def test_who_is_left_out_has_given_nothing(name: str, text: str) -> None:
    """A reader that can have given nothing of a text would have explained nothing of it."""
    channel = CHANNELS[name]
    if not may_have_read(channel, text):
        assert not any(unit.sound and unit.before != unit.after for unit in align([channel], text))
