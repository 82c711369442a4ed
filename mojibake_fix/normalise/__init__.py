"""The rules, in the order they run: lines first, then what cannot be seen, so that marks see true neighbours."""

from __future__ import annotations

from . import invisible, newlines, punctuation, width
from .rule import Rule

__all__ = ["RULES", "Rule"]

RULES: tuple[Rule, ...] = (
    Rule("newlines", frozenset({"corpus"}), "end every line with LF", newlines.find),
    Rule(
        "invisible",
        frozenset({"clean", "corpus"}),
        "remove characters that show nothing and mean nothing",
        invisible.find,
    ),
    Rule("width", frozenset({"clean"}), "full-width Latin letters and digits become ASCII", width.find),
    Rule("punctuation", frozenset({"clean"}), "half-width marks in Chinese become full-width", punctuation.find),
)
