"""What the core sees in a text at once is what each rule, and whoever asks about languages and scripts, would find by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rules.test_table import TEXTS

from mojibake_fix.model import Edit
from mojibake_fix.normalise import RULES, survey
from mojibake_fix.normalise.neighbours import places_in
from mojibake_fix.normalise.survey import surveyed
from mojibake_fix.script import strays
from mojibake_fix.script.decide import MAJORITY, PROOF, Script, lines_of_both, majority, only_in, proven
from mojibake_fix.spans import FOREIGN, HAN, HANGUL, KANA, Spans, is_chinese, languages, notes, other_languages

BESIDE = [rule for rule in RULES if rule.neighbours]
SCRIPTS = st.text(st.sampled_from("门門发發的中\n\nかは한，。`/a\U00020000\ud840"), max_size=60)


@contextmanager
def nobody_remembers(*, core: bool = True) -> Iterator[None]:
    """Let nothing be known of any text that was looked at; without the core, nothing will be."""
    with pytest.MonkeyPatch().context() as patch:
        patch.setattr(notes, "_known", ("", {}))
        if not core:
            patch.setattr(survey, "_function", lambda: None)
        for function in (is_chinese, languages._has_foreign, other_languages):
            function.cache_clear()
        yield
        for function in (is_chinese, languages._has_foreign, other_languages):
            function.cache_clear()


def found(text: str) -> dict[str, list[Edit]]:
    """Return what each rule finds that is about marks among their neighbours."""
    return {rule.id: list(rule.find(text, Spans())) for rule in BESIDE}


@given(TEXTS)
@example("甲 ，乙")
@example("（a)")
@example("(a)甲")
@example("甲a, 乙")
@example("甲乙. 丙")
@example("甲，乙丙.")
@example("甲\n.")
@example("甲（乙 (a) 丙")
@example("甲 \\*(a) 乙）(b")
@example("甲 :(a) (乙")
@example("甲 (a:) (b;-) 乙)")
@example("`(a)` 甲 (b)")
@example("甲 f(a) é(b) 乙")
@example("(a\n甲)")
@example("、\u00a0、")
def test_places(text: str) -> None:
    """A rule that finds anything has its neighbours in the text, and finds the same at the places of the core."""
    with nobody_remembers(core=False):
        assert surveyed(text) is None
        expected = found(text)
    with nobody_remembers():
        if (seen := surveyed(text)) is not None:
            assert found(text) == expected
            assert all(seen.asks(rule) or not expected[rule.id] for rule in BESIDE)


def test_places_of_marks() -> None:
    """The core asks at marks beside Chinese only, at none in a line of ASCII, and gives up where there are too many."""
    text = 'f(x), g(y)... -- "a"\n' + "没有什么要问的，一切都好" * 9 + "（真的）(x)。\n你好, 世界\n"
    if surveyed(text) is not None:
        assert places_in(text, "punctuation") == [text.index(", 世")]
        assert places_in(text, "ellipsis") == []
        full = "中," * 99
        assert surveyed(full) is not None
        assert places_in(full, "punctuation") is None


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("见 open(2) 和 read(2)", False),
        ("见手册（第 2 节）和 (x)", False),
        ("甲) 乙", False),
        ("甲 (乙", False),
        ("甲 ) 乙 (", False),
        ("甲 (乙)", True),
        ("（甲 乙)", True),
        ("甲(x)", True),
        ("(x)甲", True),
        ("见 `a` 和 (x)", True),
    ],
)
def test_brackets(line: str, asked: bool) -> None:
    """Nobody is asked about brackets of Latin among Latin, nor about one alone, where no code may hide one of a pair."""
    text = f"{line}\n{'没有什么要问的' * 9}\n"  # or there is no room for the places
    if surveyed(text) is not None:
        assert bool(places_in(text, "punctuation")) is asked


@given(SCRIPTS)
@example("かは\n中中中中中中中\n\nは中")
@example("中" * 20 + "は\n门\n門门は")
def test_languages_and_scripts(text: str) -> None:
    """What is noted of letters and scripts says what looking for them says."""
    held = Spans([(2, 5)])

    def told() -> tuple[object, ...]:
        return (
            *(is_chinese(text), [*other_languages(text)], [*lines_of_both(text)]),
            *(proven(text, held, MAJORITY, PROOF), list(strays.find_strays(text, held))),
        )

    with nobody_remembers(core=False):
        expected = told()
        assert expected[3] is majority(text, held, MAJORITY, PROOF)[0]
    with nobody_remembers():
        if (seen := surveyed(text)) is not None:
            assert told() == expected
            assert seen.number(HAN) == len(re.findall(f"[{HAN}]", text))
            assert seen.number(KANA + HANGUL) == len(FOREIGN.findall(text))


def test_lines_of_both() -> None:
    """Only a line that has characters of both scripts may have a stray of either."""
    text = "门\n門\n门，門\n"
    assert [text[start:end] for start, end in lines_of_both(text)] == ["门，門"]
    assert all(only_in(script).search("门，門") for script in (Script.HANS, Script.HANT))


def test_what_is_found_meanwhile_stays_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that looks at another text before all is read of what was found in one changes nothing of that."""
    text, other = ("没有什么要问的，一切都好" * times + "\n你好, 世界\n" for times in (9, 20))
    if surveyed(text) is None:
        pytest.skip("no core")

    def meanwhile(asked: str) -> bool:
        if asked is text:
            surveyed(other)
        return is_chinese(asked)

    monkeypatch.setattr(survey, "is_chinese", meanwhile)
    with nobody_remembers():
        surveyed(text)
        assert places_in(text, "punctuation") == [text.index(", 世")]
