"""Undo UTF-8 read as a single-byte encoding and then changed once more, so that some of its bytes are not known exactly.

A space may have been one that does not break, a straight quotation mark a curly one; controls may have been dropped or replaced.
The first byte of a character of UTF-8 is never among these, so where each character begins is known. What it can have been are
the characters whose bytes look like that after the reading and the change; the likeliest of them together are taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache

from ..encodings import codec
from ..language.mixture import any_language
from .alignment import Unit
from .channels import Channel
from .gates import is_text
from .post_steps import POST_STEPS

__all__ = ["POSTS", "align_softly"]

POSTS = ("nbsp-to-space", "quotes-straightened", "c1-replaced", "c1-dropped")
"""The post-steps that are undone, those that leave more of the text first."""

_CHOICES = 96  # characters that something can have been, the likeliest alone
_PATHS = 12
# Nats by which a character must be likelier than the next likeliest. Of 2,900 characters in lines where most bytes are known,
# one in a hundred is wrong that is likelier by one; where half of all bytes are not, a margin says less.
_SURE = 1.0
_SURE_AMONG_OTHERS = 8.0
_AMID = 2  # characters on either side, of which two may have been several, too
_REACH = 4  # characters before one that the models look at

_LEADS = range(0xC2, 0xF5)
_CONTINUATIONS = range(0x80, 0xC0)


def align_softly(channel: Channel, post: str, text: str) -> list[Unit]:
    """Return the units of a text that was UTF-8, went through a channel and then through a post-step.

    >>> from .channels import CHANNELS
    >>> units = align_softly(CHANNELS["utf8-as-latin-1"], "nbsp-to-space", "dÃ©jÃ  vu")
    >>> [unit[:2] for unit in units if unit.before != unit.after]
    [('Ã©', 'é'), ('Ã ', 'à')]
    """
    slots = list(_slots(channel.reader.table, post, text))
    likeliest = _likeliest([choices or ("\udcff",) for _, choices in slots])
    return [
        Unit(before, chosen, sound=bool(choices) and lead >= _needed(slots, k))
        for k, ((before, choices), (chosen, lead)) in enumerate(zip(slots, likeliest, strict=True))
    ]


def _needed(slots: list[tuple[str, Sequence[str]]], k: int) -> float:
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
            choices = next((found for stop in range(end, at, -1) if (found := _choices(table, post, text[at:stop]))), ())
            end = at + (len(choices[0][1]) if choices else 1)
            yield text[at:end], tuple(character for character, _ in choices)
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


def _choices(table: str, post: str, shown: str) -> tuple[tuple[str, str], ...]:
    """Return the characters that look like that, each with how it looks, the likeliest first."""
    return _looks(table, post).get(shown, ())


@cache
def _looks(table: str, post: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the characters by how they look."""
    found: dict[str, list[str]] = {}
    page, step, alone = codec(table), POST_STEPS[post], any_language().alone
    for code in (*range(0x80, 0xD800), *range(0xF900, 0xFFFD), *range(0x1F300, 0x1FB00)):
        if is_text(character := chr(code)):
            found.setdefault(step(page.decode(character.encode())), []).append(character)
    return {
        shown: tuple((character, shown) for character in sorted(characters, key=alone, reverse=True)[:_CHOICES])
        for shown, characters in found.items()
    }


def _likeliest(slots: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
    """Return the choice from each slot that is likeliest in its place, and by how many nats; a few paths are kept."""
    logp = any_language().logp
    paths: list[tuple[float, str]] = [(0.0, "")]
    for choices in slots:
        ahead = [
            (score + (logp(taken[-_REACH:], choice) if len(choices) > 1 or len(paths) > 1 else 0.0), taken + choice)
            for score, taken in paths
            for choice in choices
        ]
        paths = sorted(ahead, reverse=True)[:_PATHS]
    best = paths[0][1]
    return [(choice, _lead(best, k, slots[k])) for k, choice in enumerate(best)]


def _lead(text: str, k: int, choices: Sequence[str]) -> float:
    """Return by how many nats the character at ``k`` is likelier there than the next likeliest of its choices."""
    if len(choices) == 1:
        return math.inf
    before, after = text[max(0, k - _REACH) : k], text[k + 1 : k + 1 + _REACH]
    score = any_language().score
    here = score(text[k] + after, before)
    return here - max(score(choice + after, before) for choice in choices if choice != text[k])
