"""What every rule promises, and all of them together."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mojibake_fix import fix_text, normalise
from mojibake_fix.config import PROFILES, Config
from mojibake_fix.errors import UsageError
from mojibake_fix.model import Step
from mojibake_fix.normalise import RULES, Rule
from mojibake_fix.spans import protected

MARKS = st.sampled_from(
    [
        *",:;!?()（），：！？”’」“「\"'",
        "...",
        "。。",
        ".",
        "--",
        " ",
        "、",
        "。",
        "\u00a0",
        "\u202e",
        "ｶﾞ",
        "ﬁ",
        "e\u0301",
        "\uf900",
        "⽤",
        "\ue863",
        "\x93",
    ]
)
LETTERS = st.sampled_from([*"中文國国あア한aB1ＡＢ３ \n\r/.=-+_[]<>`@|\\", "\ufeff", "\u200b", "\x00", "\u2060", "ไ"])
MARKUP = st.sampled_from(
    ["https://a.b/", "```", "](", ":)", "::", "<b>", "</b>", "<code>", ", ", "mojibake-fix: ignore", "---\n"]
)
TEXTS = st.lists(MARKS | LETTERS | MARKUP | st.characters(), max_size=30).map("".join)


def applied(rule: Rule, text: str) -> str:
    """Return a text after one rule."""
    return Step(rule.id, tuple(rule.find(text, protected(text)))).apply(text)


def test_profiles_exist() -> None:
    """A rule belongs to profiles that exist, or waits to be switched on; none belongs to `repair`."""
    for rule in RULES:
        assert rule.profiles <= PROFILES.keys() - {"repair"}
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_each_rule_has_its_file() -> None:
    """The id of a rule is the name of its file, and of the file of its tests."""
    for rule in RULES:
        name = rule.id.replace("-", "_")
        assert (Path(normalise.__file__).parent / f"{name}.py").is_file(), rule.id
        assert Path(__file__).with_name(f"test_{name}.py").is_file(), rule.id


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@given(text=TEXTS)
def test_edits_fit(rule: Rule, text: str) -> None:
    """Edits are in order, apart, real changes, and outside protected spans (line ends belong to nobody)."""
    spans = protected(text)
    done = 0
    for edit in rule.find(text, spans):
        assert edit.start >= done
        assert text[edit.start : edit.end] == edit.before != edit.after
        assert rule.id == "newlines" or not spans.covers(edit.start, edit.end)
        done = edit.end


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@settings(max_examples=100)
@given(text=TEXTS)
@example(text="Ａhttps://a.b/Ａ")
@example(text="ﬁﬁhttps://a.b/")
@example(text="`\x08`\x00`")
def test_idempotent(rule: Rule, text: str) -> None:
    """A rule finds nothing in its own result."""
    once = applied(rule, text)
    assert applied(rule, once) == once


def switched(*rules: str) -> Config:
    """Return a configuration in which only some rules are on."""
    return Config("repair", max_risk=0, rules=dict.fromkeys(rules, "on"))


PAIRS = [pair for pair in combinations((rule.id for rule in RULES), 2) if pair != ("curly-quotes", "corner-quotes")]


@settings(max_examples=500)
@given(st.sampled_from(PAIRS), TEXTS)
@example(("invisible", "windows-controls"), "a\ufeff\x91")
@example(("newlines", "direction"), "\x93\u202e")
def test_pairs_idempotent(pair: tuple[str, str], text: str) -> None:
    """Two rules find nothing in what they made together."""
    once = fix_text(text, config=switched(*pair))
    assert fix_text(once, config=switched(*pair)) == once


@settings(max_examples=150)
@given(TEXTS, st.sets(st.sampled_from([rule.id for rule in RULES if rule.id != "curly-quotes"])))
@example("\x08\rmojibake-fix: ignore", {rule.id for rule in RULES} - {"curly-quotes"})
def test_all_idempotent(text: str, rules: set[str]) -> None:
    """Any rules together find nothing in their own result."""
    once = fix_text(text, config=switched(*rules))
    assert fix_text(once, config=switched(*rules)) == once


def test_contradiction() -> None:
    """Two rules that undo each other would never come to rest."""
    with pytest.raises(UsageError):
        switched("curly-quotes", "corner-quotes")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_ascii_stays(rule: Rule) -> None:
    """English and code have nothing to mend."""
    text = 'Hello, world (again): f(x) != g(y)... -- "ok" ?  \n' * 3
    assert list(rule.find(text, protected(text))) == []
