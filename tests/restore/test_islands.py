"""Signs and letters with accents of which a reader of two bytes made a character each, in text that has no such character."""

# mojibake-fix: off

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mojibake_fix import explain, fix_text, revert_plan
from mojibake_fix.restore import islands
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.island_kinds import KINDS, WIDE
from mojibake_fix.restore.mention import names_of_damage
from mojibake_fix.restore.places import IN_PLACE, nats

LOST = re.compile("[?\ufffd\ue000-\uf8ff]")
READERS = ("gbk", "big5", "euc-kr", "euc-jp", "cp1252", "cp437", "cp850", "mac-roman")

HONEST = (
    "The kanji 漏 means leak",
    "漏 Leak",
    "bug 漏 leak",
    "猫 = cat",
    "猫 cat",
    "I like 茅.",
    "10枚",
    "T恤",
    "A 没 B",
    "$5 每 GB",
    "每day English",
    "VIP楼",
    "3楼 B",
    "OK没",
    "Nanjing 路 Road",
    "Nanjing 路 Road, Beijing 路 Road",
    "脳 (brain), 路 (road), 眉 (brow), 煤 (coal)",
    "hold住",
    "5째",
    "2째 attempt",
    "5 x 5 is 脳",
    "毛 Mao Zedong",
    "isFullwidthCodePoint('谢'.codePointAt(0)) // => true",
    'hanidec: "[〇|一|二|三|四|五|六|七|八|九]"',
    "ﾃｽﾄ test, ﾊﾝｶｸ half-width",
    "@楼 1 and @楼 2 agree",
    "├── src\n│   └── index.js\n└── test",
    "┌─┬─┐\n│ │ │\n└─┴─┘",
    "╔══╗ ╞═╡ ─┐ ┬┐ ├┤",
    "√ and ≠ and √≠, ¬© is no formula",
    "“É” and «É» and ‘É’",
    "a, ã‰ and ÃO",
    "笨・",
    "站点",
    "FTP 站点",
    "指向 FTP 站点 (%s)",
    "SOHO族",
    "2017他",
    "MIT 息",
    "the 笨蛋 is good",
    "le mât et les mâts, un bât, le dégât",
    "L'appât est un mât",
    "râs, rămâs, atât de mult cât s-a putut",
    "câu hỏi, lâm, tâm, sâm",
    "Tâm and Lâm said hi, mâs is Catalan for nothing",
)


@pytest.mark.parametrize("text", HONEST)
def test_honest(text: str) -> None:
    """What somebody wrote stays, alone, quoted, in a table, down a file and in prose, however much may be guessed."""
    prose = "It was a bright cold day in April, and the clocks were striking thirteen.\n" * 20
    for document in (text, f'"{text}"', f"id,text\n1,{text}\n2,none\n", f"{text}\n" * 30, f"{prose}{text}\n{prose}"):
        assert fix_text(document, profile="repair", max_risk=1.0) is document


SIGNS = (
    "Copyright © 2017, the contributors",
    "MIT © the contributors",
    "<p>© Example Inc. All rights reserved.</p>",
    "sign x 262 ops/sec ±0.51% (177 runs sampled)",
    "It is 20°C in the hall",
    "1024×768 pixels",
    "£5 and £10 for each of them",
    'the "café" on the corner is open',
    "résumé of a naïve fiancé",
    "Müller and Göran",
    "transpile\xa0future\xa0CSS",
    "took 428µs and 3μs",
)


def _lossless() -> Iterator[tuple[str, str]]:
    """Yield the lines of which a reader loses nothing, and what it makes of them."""
    for reader in READERS:
        for clean in SIGNS:
            damaged = corrupt(CHANNELS[f"utf8-as-{reader}"], clean)
            if not LOST.search(damaged):
                yield clean, damaged


@pytest.mark.parametrize(("clean", "damaged"), list(_lossless()))
def test_sign_alone(clean: str, damaged: str) -> None:
    """One line is enough where the sign stands where it stands in any text."""
    outcome = explain(damaged, profile="repair", max_risk=0)
    assert outcome.text == clean
    assert revert_plan(outcome.text, outcome.plan) == damaged


README = """# fdir

The Fastest Directory Crawler for NodeJS, it’s *really* fast — see below.

💡 **Stupidly Easy:** builder pattern to build the crawler.
🤖 **Zero Dependencies:** only uses NodeJS modules.
🕺 **Astonishingly Small:** less than 2KB in size.

## 🚄 Quickstart
//» [ null, null ]
## 🙏Used by:
[Home](a) · [Docs](b) · [API](c)

MIT © The contributors
"""


def test_document() -> None:
    """What alone would prove nothing comes back in a document that has more of it."""
    damaged = corrupt(CHANNELS["utf8-as-gbk"], README)
    lossless = damaged.replace("鈥?see", "- see")
    assert "?" not in lossless
    assert fix_text(lossless, profile="repair", max_risk=0) == README.replace("— see", "- see")


@pytest.mark.parametrize(
    ("channel", "clean"),
    [
        # What is left of an apostrophe is known where English alone has one, and beside that elsewhere.
        ("utf8-as-latin-1", "You don’t need to install it."),
        ("utf8-as-latin-1", "It’s free, and we’ll see."),
        ("utf8-as-latin-1", "I’m sure that they’ve read the user’s name."),
        ("utf8-as-latin-1", "café, naïve, and it’s what the driver’s for"),
        # Of the marks that Windows-1252 leaves as `â€` it is the one that closes what is open.
        ("utf8-as-cp1252", "“%(value)s” value has an invalid format"),
        ("utf8-as-cp1252", "He said “yes” and left. “No”, she said."),
        ("utf8-as-cp1252", '{"he said": "“yes”", "she said": "„tak”"}'),
    ],
)
def test_marks_without_controls(channel: str, clean: str) -> None:
    """A mark of which no control is left comes back where it can be one only."""
    damaged = corrupt(CHANNELS[channel], clean, ["c1-dropped"])
    outcome = explain(damaged, profile="repair", max_risk=0)
    assert outcome.text == clean
    assert revert_plan(outcome.text, outcome.plan) == damaged


SHOWN = (
    'MARKERS = ["âŒ", "âœ…", "ðŸš€", "â†", "â€"]',
    "MARKERS = ('âŒ', 'â†', 'â¤ï¸', 'âš ï¸')",
    '    "âŒ": "❌",\n    "â†": "←",\n    "â¤ï¸": "❤️",',
    "| âŒ | ❌ |\n| â† | ← |\n| â¤ï¸ | ❤️ |",
    "Mojibake such as âŒ or â† is what Windows-1252 leaves of emoji.",
    "If you see âŒ instead of ❌, the file was read as Windows-1252.",
    'corrupt Unicode into mojibake (`—` becomes `â€"`). Preserve every character',
    'Replace â€" with — in all files',
    "text.replace('â€\"', '—')",
    's/â€"/—/g',
    'if "â€" in text or "Ã" in text: fix(text)',
    "assert fix('a â€\" b') == 'a — b'",
    "print('Go â†' + x)",
    "a = 'Back â†' if y else z",
    'x = "foo â€" if y else "bar"',
    'print("He said â€" + x)',
    "câ\xadntec și rămâ\xadne, rôle â †",
)


@pytest.mark.parametrize("max_risk", [0.0, 0.01, 1.0])
@pytest.mark.parametrize("line", SHOWN)
def test_pictures_and_dashes_on_purpose(line: str, max_risk: float) -> None:
    """Markers of a detector, tables and lessons stay, alone, in a README, and repeated."""
    for text in (line, f"# Notes\n\nSome text of a readme stands before it.\n{line}\n", f"{line}\n" * 8):
        assert fix_text(text, profile="repair", max_risk=max_risk) == text


PICTURES = "## ❌ Common mistakes\n\n- ✅ Good\n- ❌ Bad — ❌ worse\n- ⚠️ Careful\n- ❤️ Love\n- ✏️ Edit\nGo ← back, 🛠️ mend it\n"


@pytest.mark.parametrize("text", [PICTURES, "The ❌ stands alone here.\n", "We ❤️ open source.\n", "Back ← to the list\n"])
@pytest.mark.parametrize("post", [["c1-dropped"], ["c1-dropped", "nbsp-to-space"]], ids=["controls", "and blanks"])
def test_pictures_without_controls(text: str, post: list[str]) -> None:
    """What Windows-1252 leaves of ❌, ← and of what is shown as a picture is left of hardly anything else."""
    damaged = corrupt(CHANNELS["utf8-as-cp1252"], text, post)
    assert damaged != corrupt(CHANNELS["utf8-as-cp1252"], text)
    outcome = explain(damaged, profile="repair", max_risk=0)
    assert outcome.text == text
    assert revert_plan(outcome.text, outcome.plan) == damaged


@pytest.mark.parametrize("text", ["It takes 3–5 days", "See pages 10–12 and 30–34"])
def test_straight_marks_that_are_certain(text: str) -> None:
    damaged = corrupt(CHANNELS["utf8-as-cp1252"], text, ["quotes-straightened"])
    assert fix_text(damaged, profile="repair", max_risk=0) == text


@pytest.mark.parametrize("text", ["Open the menu → choose a file", "You won't go → here", "- not_found→404, not_goal→400"])
def test_arrows_with_straight_marks(text: str) -> None:
    """Of an arrow to the right the same is left as of one that points up, which interfaces have here and there."""
    damaged = corrupt(CHANNELS["utf8-as-cp1252"], text, ["quotes-straightened"])
    assert fix_text(damaged, profile="repair") == damaged
    assert fix_text(damaged, profile="repair", max_risk=1) == text


def test_mark_in_a_string() -> None:
    """A mark that opens or closes nothing is part of a sign, in a string of a program as well."""
    text = 'log.warning("Model not found — running without it. ")\nlog.info("Stage → next")\n'
    damaged = corrupt(CHANNELS["utf8-as-cp1252"], text, ["quotes-straightened"])
    assert fix_text(damaged, profile="repair", max_risk=1) == text


def test_islands_prove_their_channel() -> None:
    """What has lost a byte, and lacks little by itself, comes back where islands of the document prove the reader."""
    lossy = "# Identifiers 鈥?must match the design\nsee the variable 鈥?never required here\n"
    alone = fix_text(lossy, profile="repair", max_risk=1)
    assert "see the variable 鈥?never" in alone
    signs = "".join(
        f"{name} = {number}  # {word} 搂{number}\n" for number, (name, word) in enumerate(zip("ABCDEF", _WORDS, strict=True), 2)
    )
    assert "see the variable — never" in fix_text(lossy + signs, profile="repair", max_risk=1)


_WORDS = ("design", "envelope", "workers", "see the plan,", "as said in", "compare")


def test_straight_marks_on_a_long_line() -> None:
    """Every place of a long line is looked at alike, wherever the stretch that is looked at with it begins."""
    assert fix_text('5" and 3â€"5' + " x" * 300 + ' 3â€"5', profile="repair", max_risk=1).count("–") == 1  # the other may close
    text = "3–5 " * 1000
    damaged = corrupt(CHANNELS["utf8-as-cp1252"], text, ["quotes-straightened"])
    assert fix_text(damaged, profile="repair") == text


def test_dashes_with_straight_marks() -> None:
    """Of a dash between words nobody knows how long it was: mostly it was a long one."""
    text = "# Licensed — see below.\n\nNo dependencies — it’s safe to import.\n"
    damaged = corrupt(CHANNELS["utf8-as-cp1252"], text, ["quotes-straightened"])
    assert 'â€" see' in damaged
    assert fix_text(damaged, profile="repair") == damaged.replace("â€™", "’")
    outcome = explain(damaged, profile="repair", max_risk=1)
    assert outcome.text == text
    assert revert_plan(outcome.text, outcome.plan) == damaged
    [guess] = [guess for finding in explain(damaged, profile="repair").findings for guess in finding.guesses][:1]
    assert [candidate for candidate, _ in guess.candidates] == ["—", "–"]


def test_other_marks_without_controls() -> None:
    """Which quotation marks and dashes these were, nothing says."""
    damaged = corrupt(CHANNELS["utf8-as-latin-1"], "He didn’t say “yes” – or ‘no’ — but…", ["c1-dropped"])
    assert fix_text(damaged, profile="repair") == damaged.replace("didnât", "didn’t")


WORDS = st.text("abcdefghijklmnopqrstuvwxyz ,.", min_size=1, max_size=60)


@given(before=WORDS, behind=WORDS, year=st.integers(1970, 2035))
def test_holder_of_a_copyright(before: str, behind: str, year: int) -> None:
    """The sign before a year comes back whatever else a line says in letters of ASCII, but for names of damage."""
    clean = f"{before} © {year} the authors {behind}"
    assume(not names_of_damage(clean))  # of which hypothesis knows from the code: they say that damage is shown on purpose
    assert fix_text(corrupt(CHANNELS["utf8-as-gbk"], clean), profile="repair", max_risk=0) == clean


PLACES = (
    ("Copyright © 2017", "the © is"),
    ("10 ± 2", "a ± b"),
    ("20 °C", "the °"),
    ("3 × 4", "the × sign"),
    ("£5", "the £"),
    ("“word", "word“word"),
    ("its’s", "’"),
    ("café", "kgû"),
    ("Foo® ", "® x"),
)


@pytest.mark.parametrize(("usual", "strange"), PLACES)
def test_place(usual: str, strange: str) -> None:
    """A sign costs less where it is used to stand."""

    def cost(line: str) -> float:
        [at] = [k for k, character in enumerate(line) if character > "\x7f"]
        return nats(line, at, at + 1)

    assert cost(usual) >= IN_PLACE > cost(strange)


def test_far_sides_of_a_long_line() -> None:
    """What stands far away on a line says nothing of a sign, so that a long line costs no more for each."""
    line = f"«{'word ' * 50}»"
    assert nats(line, len(line) - 1, len(line)) < IN_PLACE


@pytest.mark.parametrize("channel", KINDS[0].channels)
def test_what_begins_an_island(channel: str) -> None:
    """Of a long text nothing else is looked at."""
    wide = re.findall(f"[{WIDE}]", "".join(map(chr, [*range(0xD800), *range(0xE000, 0x10000)])))
    begun = islands._begun(KINDS[0], channel)
    assert [each for each in wide if islands._begins(each, channel)] == [each for each in wide if begun.match(each)]


def test_long_text_that_is_no_alphabet() -> None:
    """What a proven channel left in it comes back as it does in a short one."""
    line = corrupt(CHANNELS["utf8-as-gbk"], "中文字符图标\n")
    text = line * 30 + "版权所有 漏 2017\n" + "这一行文字没有损坏，写得很普通。\n" * 8000  # mojibake-fix: ignore
    assert len(text) > islands._LONG
    assert fix_text(text, profile="repair").split("\n")[30] == "版权所有 © 2017"
