"""What every rule promises, and all of them together."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mojibake_fix.config import PROFILES
from mojibake_fix.model import Step
from mojibake_fix.normalise import RULES, Rule
from mojibake_fix.spans import protected

MARKS = st.sampled_from([*",:;!?()（），：！？”’」“\"'"])
LETTERS = st.sampled_from([*"中文國国あア한aB1ＡＢ３ \n\r/.=-+_[]<>`@|\\", "\ufeff", "\u200b", "\x00", "\u2060", "ไ"])
MARKUP = st.sampled_from(
    ["https://a.b/", "```", "](", ":)", "::", "<b>", "</b>", "<code>", ", ", "mojibake-fix: ignore", "---\n"]
)
TEXTS = st.lists(MARKS | LETTERS | MARKUP | st.characters(), max_size=30).map("".join)


def applied(rule: Rule, text: str) -> str:
    """Return a text after one rule."""
    return Step(rule.id, tuple(rule.find(text, protected(text)))).apply(text)


def test_profiles_exist() -> None:
    """A rule belongs to profiles that exist; none belongs to `repair`."""
    for rule in RULES:
        assert rule.profiles
        assert rule.profiles <= PROFILES.keys() - {"repair"}
    assert len({rule.id for rule in RULES}) == len(RULES)


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
@settings(max_examples=400)
@given(text=TEXTS)
@example(text="Ａhttps://a.b/Ａ")
@example(text="`\x08`\x00`")
def test_idempotent(rule: Rule, text: str) -> None:
    """A rule finds nothing in its own result."""
    once = applied(rule, text)
    assert applied(rule, once) == once


@settings(max_examples=600)
@given(TEXTS)
@example("\x08\rmojibake-fix: ignore")
def test_all_idempotent(text: str) -> None:
    """All rules, in their order, find nothing in their own result."""

    def all_applied(text: str) -> str:
        for rule in RULES:
            text = applied(rule, text)
        return text

    once = all_applied(text)
    assert all_applied(once) == once


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_ascii_stays(rule: Rule) -> None:
    """English and code have nothing to mend."""
    text = "Hello, world (again): f(x) != g(y); ok?\n" * 3
    assert list(rule.find(text, protected(text))) == []
