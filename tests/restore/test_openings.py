"""Where the core says that no channel gains in a line what it costs to open it, nothing is found in that."""

from __future__ import annotations

import ctypes

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mojibake_fix import native
from mojibake_fix.language.mixture import any_language
from mojibake_fix.restore import restoration, search, suspect
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.evidence.compiled_rows import address_of_screen
from mojibake_fix.restore.evidence.compiled_traces import address_of_tables
from mojibake_fix.restore.evidence.oddity import FEWEST, ORDINARY, is_worth_core, rows, table
from mojibake_fix.restore.evidence.traces import are_traces
from mojibake_fix.restore.likelihood.pricing import PRICING
from mojibake_fix.restore.screen import is_clean

pytestmark = pytest.mark.skipif(native.core() is None or address_of_tables() is None, reason="the core is not compiled here")

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
ODD = st.sampled_from([chr(code) for code in range(0x4E00, 0x9FA6) if table()[code] < ORDINARY])
OTHERS = st.sampled_from(" ,|a1，。·“”—…あアーＡ！{z~A/?é・")
WIDE = sorted(name for name, channel in CHANNELS.items() if channel.reader.is_wide)

# Some page makes text of a part of these, which gains more than step 3 of the screen asks for, but not what the search does.
NAMES = [
    "谢拉夫|谢里夫|舒基|谢哈布|谢哈布·阿勒丁|谢哈德|舒艾布",
    "急，难寻官渡。隐约遥峰，和泪谢娘眉妩。 默认文件夹视图 瑞典",
    "莉丝莱洛妮,贝洛琳妮,贝鲁琳,卡丝,卡德莱云妮,卡德琳,卡兰",
]
# mojibake-fix: off
DAMAGED = [
    "恅璃靡備蹈桶",
    "鍥炬爣",
    "鄂球弄 Calc 矢坫。",
    "篨資萼",
    "嚾鬁—颰穸槙",
    "文字列および数値表式を、·唼溯螈·",
    "从 目前文件中使用,尨宒,如果",
]
# mojibake-fix: on


def opens_nothing(line: str) -> bool:
    """Return what the core says of a line."""
    library, tables = native.core(), ctypes.c_void_p(address_of_tables())
    assert library is not None
    return bool(library.opens_nothing(address_of_screen(), tables, line.encode("utf-32", "surrogatepass"), len(line)))


def finds_nothing(line: str) -> bool:
    """Tell whether the search considers nothing of a line, and no other step restores any of it, or says that it is damaged."""
    return not (search.considered(line) or restoration._next(line, 1.0, restoration.NOTHING) or suspect.find(line))


@pytest.mark.parametrize("line", NAMES)
def test_rare_words_are_not_searched(line: str) -> None:
    """Though a row of them is a trace."""
    is_worth_core(1 << 20)
    is_clean("中文")  # which opens the core, for the next one
    assert any(are_traces(line, row, FEWEST) for row in rows(line, FEWEST, len(line)))
    assert opens_nothing(line)
    assert finds_nothing(line)
    assert is_clean(line)


@pytest.mark.parametrize("line", DAMAGED)
def test_what_may_gain_is_searched(line: str) -> None:
    """Whether it is damage or not."""
    assert not opens_nothing(line)


@given(st.text(HAN | ODD | ODD | OTHERS, min_size=1, max_size=30))
@settings(max_examples=300, deadline=None)
def test_nothing_is_found_in_rare_words(line: str) -> None:
    """Wherever the core says so."""
    assert not opens_nothing(line) or finds_nothing(line)


@given(st.text(HAN, min_size=1, max_size=6), st.sampled_from(WIDE), st.text(HAN | OTHERS, max_size=9), st.text(HAN, max_size=9))
@example("空白的", "euc-jp-as-gbk", "", "")
@settings(max_examples=500, deadline=None)
def test_nothing_is_found_in_damage(text: str, channel: str, before: str, behind: str) -> None:
    """Whatever a channel makes of a few characters, amid others."""
    try:
        line = f"{before}{corrupt(CHANNELS[channel], text)}{behind}"
    except UnicodeEncodeError:
        return
    assert not opens_nothing(line) or finds_nothing(line)


def test_what_the_core_counts_with_is_what_the_languages_do() -> None:
    """The shares of the languages, which stand by themselves in the model that is asked before a document says anything."""
    assert [weight for _, weight in any_language()._models] == [PRICING.chinese, *[PRICING.others] * 3]


def test_long_lines_are_searched() -> None:
    """The core has room for 96 characters."""
    assert opens_nothing("中" * 96)
    assert not opens_nothing("中" * 97)
