"""What the signs of the rules promise, and that correct text costs no more than a few passes over it."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from unicodedata import combining, normalize

import pytest
from hypothesis import example, given
from rules.test_table import TEXTS

from mojibake_fix.config import Config
from mojibake_fix.normalise import RULES, Rule, possible, signs
from mojibake_fix.normalise.possible import _by_search, _by_survey, _chosen, _one_by_one
from mojibake_fix.pipeline import _Task
from mojibake_fix.spans import PROSE, Spans, format_of, formats, search

BY_ID = {rule.id: rule for rule in RULES}

# Chinese and Japanese have no sign but their letters, and the rules for Chinese look into Chinese only.
CORRECT = {
    "simplified": "他说：“这是对的。”于是大家都放心了，谁也没有再问；后来呢？没有后来——一切如常……\n",
    "traditional": "他說：「這是對的。」於是大家都放心了，誰也沒有再問；後來呢？沒有後來——一切如常……\n",
    "japanese": "彼は「これでいい。」と言った。それで皆が安心した、誰も聞かなかった。\n",
    "korean": "그는 “이것이 맞다.”라고 말했다. 그래서 모두 안심했고, 아무도 묻지 않았다.\n",
    "english": "“That’s right,” he said – and so everybody was at ease (nobody asked again); café, naïve.\n",
    "ascii": 'def f(x, y): return {"a": x[y]}  # nothing to mend... -- at all?\n',
}
CHINESE = ("simplified", "traditional")


@pytest.mark.parametrize("name", CORRECT)
def test_nothing_is_possible(name: str) -> None:
    """In correct text no rule is asked but, in Chinese, for the spaces and quotation marks that somebody may want."""
    asked = {rule.id for rule in possible(CORRECT[name], RULES) if rule.profiles}
    assert asked == set()
    assert possible(CORRECT[name], [BY_ID["spacing"]]) == ([BY_ID["spacing"]] if name in CHINESE else [])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@given(text=TEXTS)
@example(text="\u2f64户的\ufa10\U0002f800\u200b")
@example(text="中\u00a0，e\u0301\x93a\x94ﬁle")
def test_sign_is_there(rule: Rule, text: str) -> None:
    """Where a rule finds something, it is possible that it does, whatever the others look for."""
    if any(rule.find(text, Spans())):
        assert rule in possible(text, [rule])
        assert rule in possible(text, RULES)
        assert rule in possible("printable ASCII " * 2000 + text, RULES) or rule.chinese


@given(text=TEXTS)
@example(text="\u2f64户的\ufa10\U0002f800\u200b，，")
def test_all_ways_find_the_same_signs(text: str) -> None:
    """Whether characters are told apart, a class is searched for, or the core looks, the same rules are possible, marks aside."""
    unmarked = [rule._replace(marks=(), neighbours=0) for rule in RULES]
    one, other, third = (_chosen(text, unmarked, way(text, unmarked)) for way in (_one_by_one, _by_search, _by_survey))
    assert one == other == third


def test_no_sign_is_printable() -> None:
    """Printable ASCII, tabs and line feeds are taken away before signs are searched for."""
    for rule in RULES:
        assert isinstance(rule.sign, str)
        assert not rule.sign or rule.sign in signs.ALL
        assert not rule.sign or not re.search(f"[{rule.sign}]", "\t\n" + "".join(map(chr, range(0x20, 0x7F))))


def test_signs_of_composition() -> None:
    """Every character that form C changes, or that joins with what stands before it, is a sign."""
    joining = {normalize("NFD", chr(code))[-1] for code in range(0xC0, sys.maxunicode + 1)}
    for code in range(sys.maxunicode + 1):
        letter = chr(code)
        if normalize("NFC", letter) != letter or combining(letter) or (letter in joining and normalize("NFD", letter) != letter):
            assert re.match(f"[{signs.COMPOSITION}]", letter), hex(code)


def calls(work: Callable[[], object]) -> int:
    """Return how many functions, of Python and of C, a piece of work calls."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    gc.disable()  # for who collects garbage may be told of it
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


@pytest.mark.parametrize("profile", ["clean", "corpus"])
@pytest.mark.parametrize("name", CORRECT)
@pytest.mark.parametrize(("few", "many"), [(1, 2), (8, 16), (1000, 3000)])
def test_passes(name: str, profile: str, few: int, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a correct text costs is some passes over it in C: as many for a short one as for a longer one, and for long ones."""
    monkeypatch.setattr(search._apart, "left", 0)
    task, less, more = _Task(Config(profile), PROSE, damaged=False), CORRECT[name] * few, CORRECT[name] * many
    assert task.steps(less) == ([], less)
    assert task.steps(more) == ([], more)
    count = calls(lambda: _Task(Config(profile), PROSE, damaged=False).steps(CORRECT[name] * few))
    assert calls(lambda: _Task(Config(profile), PROSE, damaged=False).steps(CORRECT[name] * many)) == count


@pytest.mark.parametrize("name", CORRECT)
def test_nothing_is_protected(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is protected is not asked for as long as no rule finds anything."""

    def asked() -> Iterator[tuple[int, int]]:
        yield from ()
        raise AssertionError("asked what is protected")

    monkeypatch.setattr(formats, "protected", lambda text, *, parsed: Spans(asked()))
    _Task(Config(), PROSE, damaged=False).steps(CORRECT[name] * 10)
    _Task(Config(), format_of("a.html"), damaged=False).steps(CORRECT[name] * 10)
    with pytest.raises(AssertionError, match="asked"):
        _Task(Config(), PROSE, damaged=False).steps("你好,世界\n")
