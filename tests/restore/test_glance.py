"""What the core sees at one look is all that the screen finds part by part."""

from __future__ import annotations

import ctypes

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from prose import PROSE
from test_screen import CHARACTERS, CLEAN, DAMAGE

from mojibake_fix import native
from mojibake_fix.native import texts
from mojibake_fix.restore import screen
from mojibake_fix.restore.evidence import glance, oddity
from mojibake_fix.restore.evidence.glance import ISLANDS, MARKS, NOTES, ROWS, SPELLED, Glance, look_at_lines
from mojibake_fix.restore.lost import question_marks
from mojibake_fix.restore.screen import is_clean

pytestmark = pytest.mark.skipif(native.core() is None or texts.kept("") is None, reason="the core cannot look at texts")

# mojibake-fix: off
SEEN = [
    (MARKS, "name: '????'"),
    (MARKS, "<b> ??, ?! </b>"),
    (SPELLED, "&#206;&#xc4;"),
    (SPELLED, "&nbsp;"),
    (SPELLED, r"\u00e6"),
    (ROWS, "锛銆"),
    (ROWS, "\ufffd"),
    (ROWS, "烫烫烫"),
    (ROWS, "\U0001f600\ufffd"),
    (NOTES, "中(wén)"),
    (NOTES, "中(wén )"),
    (ISLANDS, "漏"),
    (ISLANDS, "┬⌐"),
    (ISLANDS, "itâs"),
    (ISLANDS, "yesâ€"),
]
NOT_SEEN = [
    (MARKS, "what??? ?? why?"),
    (MARKS, "what???? f(a ?? b) '?' \"why????\" // ????? else"),
    (SPELLED, "AT&T, &amp; a && b; &lt;"),
    (SPELLED, r"\n \x00 \used \u12"),
    (NOTES, "f(x), 中(), é(wén), 中(wenwenw)"),
    (ISLANDS, "中 “it’s” café → x"),
]
# mojibake-fix: on
ENOUGH = [oddity.FEWEST] * 100
FILLERS = ["", "x" * 127, "x" * 300, "á" * 40, "x中" * 70, "中文" * 40, "x\U0001f600 " * 50]


def first(text: str, wanted: int) -> int | None:
    """Return the place of the first sight of a kind."""
    sight = Glance(text, oddity.FEWEST).next(wanted)
    assert sight is None or sight.what == wanted
    return sight.place if sight else None


@pytest.mark.parametrize("filler", FILLERS, ids=lambda filler: f"{len(filler)} {filler[:2]}")
@pytest.mark.parametrize(("what", "text"), NOT_SEEN)
def test_what_is_ordinary_is_passed_over(what: int, text: str, filler: str) -> None:
    """What only looks a little like it is not seen, in texts of any width."""
    assert first(f"{filler} {text} {filler}", what) is None


@pytest.mark.parametrize(
    ("what", "text", "filler"),
    # a row that is odd by the table is ordinary in a word with accents
    [(*seen, filler) for seen in SEEN for filler in FILLERS if not (seen[0] == ROWS and filler.startswith("á"))],
)
def test_everything_is_seen_where_it_stands(what: int, text: str, filler: str) -> None:
    """Each thing is seen at any distance from the beginning and the end, in texts of any width, and not once passed over."""
    spared = "x" * 600 if what == ISLANDS else ""  # an island is one amid text in an alphabet
    for shift in range(0, 140, 11):
        before = f"{filler}{spared}{'x' * shift} "
        for behind in ("", f" {spared}{filler}", " " * shift):
            place = first(before + text + behind, what)
            assert place is not None
            assert len(before) <= place < len(before) + len(text)
            glance = Glance(before + text + behind, oddity.FEWEST)
            glance.pass_over(what, len(before) + len(text))
            assert glance.next(what) is None


@given(st.text(CHARACTERS, max_size=300), st.integers(oddity.FEWEST, screen.ENOUGH))
@settings(max_examples=300)
def test_no_row_is_missed(text: str, enough: int) -> None:
    """Where there is a row or a sign, the core stops before it ends."""
    found = [row for row in oddity.rows(text, enough, len(text)) if row is not oddity.NOTE]
    place = first(text, ROWS)
    if found:
        assert place is not None
        assert place < found[0].end


@given(st.text("??? \t,.!\"'>|<a/#-*;\n", max_size=40))
@settings(max_examples=1000)
def test_no_question_marks_are_missed(text: str) -> None:
    """Where question marks were words, the core stops at some, whatever else it is to look for."""
    if any(True for _ in question_marks(text)):
        assert first(text, MARKS) is not None
        assert first(f"{text}é中", MARKS) is not None
        sight = Glance(text, oddity.FEWEST).next(MARKS | SPELLED | ROWS)
        assert sight is not None
        assert sight.what == MARKS


@pytest.mark.parametrize("spelling", ["It&rsquo;s; a&nbsp;b", r"'\u00e9t\u00e9'", r"'\\u00e9 \u00e9'"])
def test_what_is_spelled_is_read_where_it_stands(spelling: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long text only the lines are read that spell something, in any notation."""
    read: list[str] = []
    spells_damage = screen._spells_damage
    monkeypatch.setattr(screen, "_spells_damage", lambda lines: read.append(lines) or spells_damage(lines))
    plain = "AT&T \\n plain &amp; simple\n" * 900
    assert is_clean(f"{plain}{spelling}\n{plain}{spelling}")
    assert read == [f"{spelling}\n{spelling}"]


@given(st.text(CHARACTERS, max_size=200))
@example("MIT 漏 2017")
@example("The kanji 漏 means leak")
@example("MIT 漏 2017, 涓枃")
@settings(max_examples=1000)
def test_what_says_nothing_of_a_line_is_right(text: str) -> None:
    """Of no line it is said at one look that nothing is in it where the screen finds something character by character."""
    oddity.is_worth_core(1 << 20)
    is_clean("中文")  # behind which the core looks at lines
    if not text.isascii() and screen._says_nothing(text):
        assert not screen._shows_damage(text)
        assert not screen._hints_at_damage(text)


NO_TRACES = [
    "参见 第\xa06.2.5\xa0节 “软件包优先级”",
    "   │         │语言）             ",
    "按下任意键 – 必填参数。它是一",
    "OS\xa0X™ 上运行",
]
# mojibake-fix: off
TRACES = [
    "参见 第\xa06.2.5\xa0节 â€œ软件包â€",
    "   │         │语言├⌐             ",
    "   │         │语言?             ",
    "参见第\xa09.2\xa0章 锟斤拷",
    "参见第\xa09.2\xa0章 donÕt",
    "men‚ andere ‚Wort‘ und ‚andere",
]
# mojibake-fix: on


def is_said_at_once(text: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Tell whether a line has rows that are odd in context, and nobody weighs what they may have been."""
    oddity.is_worth_core(1 << 20)
    is_clean("中文")
    weighed: list[str] = []
    traces = screen._are_traces
    monkeypatch.setattr(screen, "_are_traces", lambda line, *row: weighed.append(line) or traces(line, *row))  # type: ignore[func-returns-value]
    assert list(oddity.odd_rows(text, screen._enough(text), 9))
    return is_clean(text) and not weighed


@pytest.mark.parametrize("text", NO_TRACES)
def test_rows_that_nobody_left_are_not_weighed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blanks, dashes and lines for drawing are odd amid Chinese, and are no text to those to whom they are bytes."""
    assert is_said_at_once(text, monkeypatch)


@pytest.mark.parametrize("text", TRACES)
def test_rows_with_traces_are_weighed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_said_at_once(text, monkeypatch)


def test_what_looks_like_an_island_is_asked_about_where_nothing_else_is() -> None:
    """A line in an alphabet that has nothing but what islands look like is told by these alone."""
    asked: list[str] = []
    for is_one in (False, True):
        says_nothing = look_at_lines(ENOUGH, 12, 5, lambda text, answer=is_one: asked.append(text) or answer)  # type: ignore[misc]
        assert says_nothing("The kanji 漏 means leak") is not is_one
        assert not says_nothing("The kanji 漏 &eacute; leak")
        assert says_nothing("The kanji 中 means amid")
    assert asked == ["The kanji 漏 means leak"] * 2


def test_most_clean_lines_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of most lines of clean Chinese, Japanese and Korean all is said at one look; in others rows are odd in context."""
    oddity.is_worth_core(1 << 20)
    is_clean("中文")
    again: list[str] = []
    hints = screen._hints_at_damage
    monkeypatch.setattr(screen, "_hints_at_damage", lambda text: again.append(text) or hints(text))
    lines = [text[start : start + 30] for text in (*CLEAN[2:6], PROSE) for start in range(0, len(text), 30)]
    for line in lines:
        is_clean(line)
    assert 0 < len(again) < len(lines) / 25


@pytest.mark.parametrize("text", ["plain", "caf\xe9" * 9, "中文", "中\U0001f600", "a" * 5000, "\xff" * 5000])
def test_a_text_is_where_it_is_said_to_be(text: str) -> None:
    """The bytes at the address are the characters of the text."""
    found = texts.kept(text)
    assert found is not None
    encoding = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}[found.width]
    assert ctypes.string_at(found.address, found.width * len(text)) == text.encode(encoding)


def test_texts_that_are_kept_otherwise_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the layout of texts is not known, or one has no characters behind its head, the screen does without."""

    class Other(str):
        __slots__ = ()

    assert texts.kept(Other("中文")) is None
    assert not look_at_lines(ENOUGH, 12, 5, lambda _: True)(Other("中文"))
    assert look_at_lines(ENOUGH, 12, 5, lambda _: True)("中文")
    monkeypatch.setattr(texts, "layout", lambda: None)
    assert texts.kept("中文") is None
    monkeypatch.setattr(glance, "layout", lambda: None)
    assert not look_at_lines(ENOUGH, 12, 5, lambda _: True)("中文")
    assert is_clean(CLEAN[4] * 50)


@pytest.mark.parametrize("damage", ["", *(text for _, text in DAMAGE)])
def test_the_core_says_what_the_parts_say(damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text is clean, or is not, with and without a look by the core."""
    texts = [f"{clean * 20}\n{damage}\n{clean * 20}" for clean in (*CLEAN, PROSE, "plain\n" * 900, "// code: 中文\n" * 900)]
    oddity.is_worth_core(1 << 20)
    by_core = [is_clean(text) for text in texts]
    monkeypatch.setattr(screen, "_glance", lambda _: None)
    monkeypatch.setattr(screen, "_answers", ())
    assert [is_clean(text) for text in texts] == by_core


def test_clean_text_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of long clean texts no part is looked at more than once again, of most hardly any, and nothing is searched."""
    again: list[int] = []
    seen_in = screen._seen_in
    monkeypatch.setattr(screen, "_seen_in", lambda part, *rest: again.append(len(part)) or seen_in(part, *rest))
    monkeypatch.setattr(screen, "_is_damaged", pytest.fail)
    for clean in (*CLEAN, PROSE):
        again.clear()
        text = f"{clean}\n" * (200_000 // len(clean))
        assert is_clean(text)
        rare = clean in (CLEAN[1], CLEAN[4], CLEAN[5])  # accents, and rare words in each paragraph, are odd by the table
        assert sum(again) < len(text) * (1.5 if rare else 0.25)
