"""Undo UTF-8 read as a single-byte encoding and then changed once more, so that some of its bytes are not known exactly.

A space may have been one that does not break, a straight quotation mark a curly one; controls may have been dropped or replaced.
The first byte of a character of UTF-8 is never among these, so where each character begins is known. What it can have been are
the characters whose bytes look like that after the reading and the change; the likeliest of them together are taken.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np

from ..encodings import codec
from ..language.identify import languages, likeliest
from ..language.mixture import Mixture, any_language
from ..language.models import chinese, japanese, korean, western
from . import prices
from .alignment import Unit
from .channels import Channel
from .gates import is_text
from .post_steps import POST_STEPS

__all__ = ["POSTS", "align_softly"]

POSTS = {
    "nbsp-to-space": 3.0,
    "blanks-collapsed": 3.0,
    "quotes-straightened": 3.0,
    "c1-replaced": 3.0,
    "c1-dropped": 16.0,
}
"""The post-steps that are undone, each with what it costs to suppose it, in nats: more, if it leaves more to guess."""

_KNOWN = -20.0  # nats: what is rarer alone is not what something was
_CHOICES = 96  # characters that something can have been, the likeliest alone
_PATHS = 12
# Nats by which a character must be likelier than the next likeliest. Of 2,200 characters in lines where most bytes are known,
# 15 that are likelier by two are wrong; where half of all bytes are not, a margin says less.
_SURE = 2.0
_SURE_AMONG_OTHERS = 8.0
_SURE_OF_A_WORD = 4.0  # where a space that was a byte, too, would have ended a word
_AMID = 2  # characters on either side, of which two may have been several, too
_REACH = 4  # characters before one that the models look at

_SEPARATOR = "\n"  # which no codec and no post-step changes
_NOTHING = "?"  # what stands for a character that is none, on the way to others

_LEADS = range(0xC2, 0xF5)
_CONTINUATIONS = range(0x80, 0xC0)


def align_softly(channel: Channel, post: str, text: str) -> list[Unit]:
    """Return the units of a text that was UTF-8, went through a channel and then through a post-step.

    >>> from .channels import CHANNELS
    >>> units = align_softly(CHANNELS["utf8-as-latin-1"], "nbsp-to-space", "dÃ©jÃ  vu")
    >>> [unit[:2] for unit in units if unit.before != unit.after]
    [('Ã©', 'é'), ('Ã ', 'à')]
    """
    if channel.reader.table == "iso-8859-1" and _OF_CP1252.search(text):  # Latin-1 has controls in their place
        return [Unit(character, character, sound=character.isascii()) for character in text]
    table = channel.reader.table
    slots = list(_slots(table, post, text))
    page, step = codec(table), POST_STEPS[post]
    others = [_others(table, post, shown, behind) for shown, behind in pairwise([*(shown for shown, _ in slots), ""])]

    def shows(character: str) -> str:
        return step(page.decode(character.encode()))

    chosen = _chosen([choices or (_NOTHING,) for _, choices in slots], others)
    return [
        Unit(before, choice, sound=bool(choices) and lead >= _needed(slots, k) and shows(choice) == before)
        for k, ((before, choices), (choice, lead)) in enumerate(zip(slots, chosen, strict=True))
    ]


class _Other(NamedTuple):
    """What another step would have left looking the same: with so many of the characters behind, and likelier by some nats."""

    text: str
    taken: int
    nats: float


@cache
def _others(table: str, post: str, shown: str, behind: str) -> tuple[_Other, ...]:
    """Return what a blank may have been instead: the last byte of a character, or one behind a character that lost its last."""
    if shown < "\x80":
        return ()
    if post == "c1-dropped" and behind == " ":
        return tuple(_Other(choice, 1, _LOST_CONTROLS) for choice in _choices(table, "nbsp-to-space", f"{shown} "))
    if post == "nbsp-to-space" and shown.endswith(" "):
        return tuple(_Other(f"{choice} ", 0, -_LOST_CONTROLS) for choice in _choices(table, "c1-dropped", shown[:-1]))
    return ()


_LOST_CONTROLS = POSTS["c1-dropped"] - POSTS["nbsp-to-space"]


_OF_CP1252 = re.compile("[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def _needed(slots: list[tuple[str, Sequence[str]]], k: int) -> float:
    if slots[k][0].endswith(" ") and slots[k + 1 : k + 2] and slots[k + 1][0].isalpha():
        return _SURE_OF_A_WORD
    around = slots[max(0, k - _AMID) : k] + slots[k + 1 : k + 1 + _AMID]
    return _SURE if sum(len(choices) > 1 for _, choices in around) <= _AMID else _SURE_AMONG_OTHERS


def _slots(table: str, post: str, text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what shows each character, and what it can have been: nothing, if it is none of UTF-8."""
    leads, continuations = _shown(table, post)
    at = 0
    while at < len(text):
        end = at + 1
        if text[at] in leads:
            while end < len(text) and end < at + 4 and text[end] in continuations:
                end += 1
            end = next((stop for stop in range(end, at, -1) if _choices(table, post, text[at:stop])), at + 1)
            whole = end < len(text)  # or a blank would end the text
            yield text[at:end], tuple(choice for choice in _choices(table, post, text[at:end]) if whole or choice[-1] != " ")
        else:
            yield text[at], (text[at],) if text[at] < "\x80" else ()
        at = end


@cache
def _shown(table: str, post: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return how first bytes look, and how bytes that continue look."""
    page = codec(table)

    def look(bytes_: range) -> frozenset[str]:
        return frozenset(POST_STEPS[post](page.decode(bytes([byte]))) for byte in bytes_) - {""}

    return look(_LEADS), look(_CONTINUATIONS)


@lru_cache(maxsize=1 << 14)
def _choices(table: str, post: str, shown: str) -> tuple[str, ...]:
    """Return the characters that look like that, the likeliest first; one space may have been two.

    But none stands behind one that does not break.
    """
    characters = _looks(table, post).get(shown, "")
    ends = ("", " ") if shown.endswith(" ") else ("",)
    choices = (character + end for character in characters for end in ends if character + end != "\N{NO-BREAK SPACE} ")
    return tuple(islice(choices, _CHOICES))


@cache
def _looks(table: str, post: str) -> dict[str, str]:
    """Return the characters by how they look, the likeliest first."""
    found: dict[str, str] = {}
    read = codec(table).decode(_SEPARATOR.join(_known()).encode())  # all at once: one by one they take half a second
    for character, shown in zip(_known(), POST_STEPS[post](read).split(_SEPARATOR), strict=True):
        found[shown] = found.get(shown, "") + character
    return found


@cache
def _known() -> str:
    """Return the characters beyond ASCII that some language has, the likeliest first."""
    alone = prices.alone()
    order = np.argsort(-alone, kind="stable")
    return "".join(chr(code) for code in order[: int((alone >= _KNOWN).sum())].tolist() if code > 0x7F and is_text(chr(code)))


_MODELS = {"zh": chinese, "ja": japanese, "ko": korean, "other": western}
_OWN = 0.85  # of the characters of a text its own language gives


@cache
def _mostly(language: str) -> Mixture:
    """Return how likely text is that is in a language and quotes the others."""
    quoted = (1 - _OWN) / (len(_MODELS) - 1)
    return Mixture(*((model(), _OWN if name == language else quoted) for name, model in _MODELS.items()))


def _language(slots: Sequence[Sequence[str]]) -> Mixture:
    """Return how likely text is in the language of the characters that are known; in any, if these are ASCII."""
    known = "".join(choices[0] for choices in slots if len(choices) == 1)
    return any_language() if known.isascii() else _mostly(likeliest(languages(known))[0])


def _chosen(slots: Sequence[Sequence[str]], others: Sequence[Sequence[_Other]]) -> list[tuple[str, float]]:
    """Return the choice from each slot that is likeliest in its place, and by how many nats; a few paths are kept."""
    score = _language(slots).score
    paths: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for choices in slots:
        ahead = [
            (nats + (score(choice, "".join(taken[-_REACH:])) if len(choices) > 1 or len(paths) > 1 else 0.0), (*taken, choice))
            for nats, taken in paths
            for choice in choices
        ]
        paths = sorted(ahead, reverse=True)[:_PATHS]
    best = paths[0][1]
    return [(choice, _lead(best, k, slots[k], others[k], score)) for k, choice in enumerate(best)]


def _lead(
    taken: Sequence[str],
    k: int,
    choices: Sequence[str],
    others: Sequence[_Other],
    score: Callable[[str, str], float],
) -> float:
    """Return by how many nats the choice at ``k`` is likelier there than whatever else it may have been."""
    if len(choices) == 1 and not others:
        return math.inf
    before, after = "".join(taken[max(0, k - _REACH) : k]), "".join(taken[k + 1 : k + 1 + _REACH])
    rivals = [score(choice + after, before) for choice in choices if choice != taken[k]]
    rivals += [score(other.text + after[other.taken :], before) + other.nats for other in others]
    return score(taken[k] + after, before) - max(rivals)
