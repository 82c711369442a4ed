"""Variants of the package, each with a part of it switched off from outside: nothing in the package knows of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from math import inf
from re import compile as pattern
from typing import Any
from unittest.mock import patch

import numpy as np

from mojibake_fix.language.arrays import Arrays
from mojibake_fix.language.mixture import any_language
from mojibake_fix.language.scorer import Nats, Places
from mojibake_fix.restore import judging, paths, proof, search, whole
from mojibake_fix.restore.acceptance import gates
from mojibake_fix.restore.evidence import hints, unusual
from mojibake_fix.restore.inverse import filling, hypotheses, single_byte
from mojibake_fix.restore.likelihood import prices

__all__ = ["SHIPPED", "VARIANTS", "Variant"]

Replaced = tuple[object, str, object]  # whose, what, and what stands there instead


@dataclass(frozen=True)
class Variant:
    """What is switched off, and how: what is replaced, and by what."""

    name: str
    replaced: tuple[Replaced, ...] = ()

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Replace what the variant replaces, for a while. Raises AttributeError for what is not there.

        >>> with Variant("nothing is text", ((gates, "is_text", lambda character: False),)).in_place():
        ...     print(gates.is_text("a"))
        False
        >>> gates.is_text("a")
        True
        """
        with ExitStack() as stack:
            for remembered in _REMEMBERED:  # what came of the last texts
                stack.callback(remembered.cache_clear)
                remembered.cache_clear()
            for owner, name, replacement in self.replaced:
                stack.enter_context(patch.object(owner, name, replacement))
            yield


class _Anything(str):
    """A text that equals every other: compared with it, nothing fails."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False


_rows = Arrays.rows


def _rows_of_single_characters(self: Arrays, rows: Places, order: int | None = None) -> Nats:
    return _rows(self, rows, 1)


def _alone(before: str, character: str) -> float:
    return any_language().alone(character)


def _always(answer: object) -> Any:
    """Return a function that gives one answer to everything."""
    return lambda *_, **__: answer


_NEVER = pattern("(?!)")

_REMEMBERED = (
    search._found,
    search._chosen,
    hypotheses._hypotheses,
    hints.readers,
    filling._aligned_alone,
    filling._aligned_given,
    gates._of_a_character,
)

SHIPPED = Variant("nothing: as it is")

VARIANTS = (
    SHIPPED,
    Variant(
        "the proof", tuple((asking, "corrupt", _always(_Anything())) for asking in (search, judging, whole, single_byte, proof))
    ),
    Variant("all gates", ((gates.Gate, "refuses", _always("")),)),
    Variant('gate "no text"', ((gates, "_NO_TEXT_AGAIN", _NEVER),)),
    Variant('gate "no language"', ((gates, "LEAST", -inf), (gates, "_LEAST_OF_LEGACY", -inf))),
    Variant(
        'gate "no words"',
        (
            (gates, "_has_words", _always(True)),
            (gates, "_is_rare_syllable", _always(False)),
            (gates.Gate, "_is_lone_mark", _always(False)),
        ),
    ),
    Variant('gate "no controls"', ((gates, "has_controls", _always(True)),)),
    Variant('gate "a control"', ((gates, "are_controls", _always(False)),)),
    Variant('gate "left of UTF-8"', ((gates, "is_left_of_utf8", _always(False)),)),
    Variant('gate "a word"', ((gates.Gate, "_is_word", _always(False)),)),
    Variant(
        'gate "two scripts in a word"',
        (
            (gates, "TWO_SCRIPTS", _NEVER),
            (whole, "TWO_SCRIPTS", _NEVER),
        ),
    ),
    Variant('gate "a code page in order"', ((gates, "is_in_order", _always(False)), (gates, "is_in_chart", _always(False)))),
    Variant('gate "an ornament"', ((gates, "is_ornament", _always(False)),)),
    Variant('gate "no writing"', ((gates, "is_writing", _always(True)),)),
    Variant("all margins", ((gates.Gate, "margin", _always(0.0)),)),
    Variant("margin of one character", ((gates, "_MARGIN_OF_ONE", gates._MARGIN),)),
    Variant("margin of a foreign script", ((gates, "_MARGIN_OF_FOREIGN", gates._MARGIN),)),
    Variant("margin of a letter of an alphabet", ((gates, "_MARGIN_OF_LETTER", 0.0),)),
    Variant("margin of a short span", ((gates, "_MARGIN_OF_SHORT", 0.0),)),
    Variant("the price of a channel", ((judging, "opening", _always(0.0)),)),
    Variant("seams", ((paths, "_seam", _always(0.0)),)),
    Variant("borders", ((judging, "borders", lambda spans: []),)),
    Variant("rivals", ((judging, "_RIVALS", 0),)),
    Variant("shown on purpose", ((judging, "is_shown", _always(False)),)),
    Variant("document: what it proves", ((judging, "proofs", _always({})),)),
    Variant("document: its rare characters", ((gates, "discount_of_rare", _always(0.0)),)),
    Variant("prices: habits", ((prices, "_habits", lambda text, codes, nats: nats),)),
    Variant("prices: floors", ((prices, "_UNEXPECTED", -inf), (prices, "_UNEXPECTED_CJK", -inf))),
    Variant(
        "language model but for single characters",
        ((Arrays, "rows", _rows_of_single_characters), (any_language(), "logp", _alone)),
    ),
    Variant(
        "hints: strangeness",
        ((hints, "_STRANGE", inf), (unusual, "_WORD_BEYOND_ASCII", _NEVER), (hints, "_MISREAD_IN", ())),
    ),
    Variant("hints: shapes", ((hints, "shapes", lambda codes: np.zeros(len(codes), np.uint32)),)),
    Variant("channels under channels", ((hypotheses, "_LAYERS", 1),)),
    Variant("post-steps", ((hypotheses, "POSTS", {}),)),
    Variant("ftfy", ((single_byte, "find", _always([])),)),
)
"""Each part that a restoration has to pass, or that finds or weighs it, is switched off alone."""
