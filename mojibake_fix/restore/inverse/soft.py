"""Undo UTF-8 read as a single-byte encoding and then changed once more, so that some of its bytes are not known exactly.

A space may have been one that does not break, a straight quotation mark a curly one; controls may have been dropped or replaced.
The first byte of a character of UTF-8 is never among these, so where each character begins is known. What it can have been are
the characters whose bytes look like that after the reading and the change; the likeliest of them together are taken.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ...language.identify import languages, likeliest
from ...language.marks import expected
from ...language.mixture import Mixture, any_language
from ...language.models import chinese, japanese, korean, western
from ...patterns import lazy_pattern
from ..channels import Channel
from ..likelihood.surroundings import Surroundings
from ..lost_bytes.holes import Doubt
from .alignment import Unit
from .looks import Reading, characters_shown, possible

__all__ = ["POSTS", "align_softly", "cost"]

POSTS = {
    "nbsp-to-space": 3.0,
    "blanks-collapsed": 3.0,
    "quotes-straightened": 3.0,
    "c1-replaced": 3.0,
    "c1-dropped": 16.0,
}
"""The post-steps that are undone behind single-byte readers, each with what it costs to suppose it, in nats: more, if it leaves
more to guess."""

# Latin-1 has controls that cannot be seen; Windows-1252 has five, and shows them. Twice, it leaves one of each `—` and `”`, and
# what is left of these was nothing else.
_DROPPED_OF_LATIN_1 = _DROPPED_OF_LAYERS = 3.0


def cost(post: str, tables: Sequence[str]) -> float:
    """Return what it costs to suppose a post-step behind readers with these tables, in nats.

    >>> cost("c1-dropped", ["iso-8859-1"]) < cost("c1-dropped", ["cp1252"]) > cost("c1-dropped", ["cp1252", "cp1252"])
    True
    """
    if post != "c1-dropped":
        return POSTS[post]
    if len(tables) > 1:
        return _DROPPED_OF_LAYERS
    return _DROPPED_OF_LATIN_1 if tables[0] == "iso-8859-1" else POSTS[post]


_PATHS = 24
# Nats by which a character must be likelier than all others to be taken for known. Of 3,400 that have U+FFFD in place of a few
# bytes each, and are likelier by one, 28 are wrong; where half of all bytes are gone, a lead says less.
_SURE = 2.0
_SURE_IN_PLACE = 1.0  # of U+FFFD, which says where a byte was
_SURE_AMONG_OTHERS = 8.0
_SURE_OF_MANY = 5.0  # or where the layers, and not the text, speak for that something was lost
_SURE_OF_RARE_WORDS = 8.0  # of 117 words one was wrong then, of 175 by 6 nats six
_SURE_OF_A_WORD = 4.0  # where a space that was a byte, too, would have ended a word
_FEW = 8  # choices
_NOTHING = "?"  # what stands for a character that is none, on the way to others
_AMID = 2  # characters on either side, of which two may have been several, too
_REACH = 4  # characters before one that the models look at


def align_softly(channels: Sequence[Channel], post: str, text: str) -> list[Unit]:
    """Return the units of a text that was UTF-8, went through channels, the first damage first, and then through a post-step.

    >>> from ..channels import channels_of
    >>> units = align_softly(channels_of("utf8-as-latin-1"), "nbsp-to-space", "dÃ©jÃ  vu")
    >>> [unit[:2] for unit in units if unit.before != unit.after]
    [('Ã©', 'é'), ('Ã ', 'à')]
    """
    reading = Reading(tuple(channel.reader.table for channel in channels), post)
    if reading.tables[-1] == "iso-8859-1" and _OF_CP1252.search(text):  # Latin-1 has controls in their place
        return [Unit(character, character, sound=character.isascii()) for character in text]
    every = _with_joiners(list(characters_shown(reading, text)))
    others = [_others(reading, shown, behind) for shown, behind in pairwise([*(shown for shown, _ in every), ""])]
    score = _language(post, [can_be for _, can_be in every]).score
    chosen = _chosen(score, [can_be or (_NOTHING,) for _, can_be in every], others)
    return [
        _unit(
            post,
            before,
            choice,
            None if lead >= _needed(reading, every, k) else lead,
            is_possible=bool(can_be) and reading.look(choice.encode()) == before,
        )
        for k, ((before, can_be), (choice, lead)) in enumerate(zip(every, chosen, strict=True))
    ]


def _with_joiners(every: list[tuple[str, Sequence[str]]]) -> list[tuple[str, Sequence[str]]]:
    """Return what shows each character, and what it can have been: between two pictures only what joins them, if it can."""
    first = [can_be[0] if can_be else shown for shown, can_be in every]
    return [
        (shown, (_JOINER,)) if _JOINER in can_be and _PICTURE.match(before) and _PICTURE.match(behind) else (shown, can_be)
        for (shown, can_be), before, behind in zip(every, ["", *first], [*first[1:], ""], strict=False)
    ]


_JOINER, _PICTURE = "\u200d", lazy_pattern("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")


def _unit(post: str, before: str, choice: str, lead: float | None, *, is_possible: bool) -> Unit:
    """Return a unit; with a lead, what is chosen is a guess: only U+FFFD asks for one, which says that a byte was lost."""
    if lead is None:
        return Unit(before, choice, is_possible)
    return Unit(before, choice, is_possible and post == "c1-replaced", Doubt(lead, around=_UNKNOWN))


# How far such a lead can be relied on was not measured: as if all around spoke against it.
_UNKNOWN = Surroundings(own=-20.0, behind=-20.0, usual=-8.0)


_Score = Callable[[str, str], float]


class _Other(NamedTuple):
    """What another step would have left looking the same: with so many of the characters behind, and likelier by some nats."""

    text: str
    taken: int
    nats: float


@cache
def _others(reading: Reading, shown: str, behind: str) -> tuple[_Other, ...]:
    """Return what a blank may have been instead: the last byte of a character, or one behind a character that lost its last."""
    if shown < "\x80":
        return ()
    rarer = cost("c1-dropped", reading.tables) - cost("nbsp-to-space", reading.tables)
    if reading.post == "c1-dropped" and behind == " ":
        return tuple(_Other(choice, 1, rarer) for choice in possible(reading._replace(post="nbsp-to-space"), f"{shown} "))
    if reading.post == "nbsp-to-space" and shown.endswith(" "):
        return tuple(_Other(f"{choice} ", 0, -rarer) for choice in possible(reading._replace(post="c1-dropped"), shown[:-1]))
    return ()


_HARDLY_KNOWN = lazy_pattern("[\u0700-\u1dff]")  # scripts of India and beyond, of which the models have seen few words
_OF_CP1252 = lazy_pattern("[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def _needed(reading: Reading, slots: list[tuple[str, Sequence[str]]], k: int) -> float:
    """Return by how many nats what is chosen for a slot must be likelier than all others to be taken for known."""
    if _HARDLY_KNOWN.match("".join(slots[k][1][:1])) and (len(slots[k][1]) > 1 or slots[k][0][-1] <= "\x7f"):
        return _SURE_OF_RARE_WORDS
    if slots[k][0].endswith(" ") and slots[k + 1 : k + 2] and slots[k + 1][0].isalpha():
        return _SURE_OF_A_WORD
    is_one_of_many = len(slots[k][1]) > _FEW
    if reading.post == "c1-replaced" and not is_one_of_many:
        return _SURE_IN_PLACE
    around = slots[max(0, k - _AMID) : k] + slots[k + 1 : k + 1 + _AMID]
    if sum(len(choices) > 1 for _, choices in around) > _AMID:
        return _SURE_AMONG_OTHERS
    is_told_by_layers = reading.post == "c1-dropped" and len(reading.tables) > 1
    return _SURE_OF_MANY if is_one_of_many or is_told_by_layers else _SURE


_MODELS = {"zh": chinese, "ja": japanese, "ko": korean, "other": western}
_OWN = 0.85  # of the characters of a text its own language gives
_OWN_OF_CONTROLS = 0.97  # and where more is in doubt, since all that it quotes would be in doubt, too


@cache
def _mostly(language: str, own: float) -> Mixture:
    """Return how likely text is that is in a language and quotes the others."""
    quoted = (1 - own) / (len(_MODELS) - 1)
    return Mixture(*((model(), own if name == language else quoted) for name, model in _MODELS.items()))


def _language(post: str, slots: Sequence[Sequence[str]]) -> Mixture:
    """Return how likely text is in the language of the characters that are known; in any, if these are ASCII."""
    known = "".join(choices[0] for choices in slots if len(choices) == 1)
    own = _OWN_OF_CONTROLS if post.startswith("c1-") else _OWN
    return any_language() if known.isascii() else _mostly(likeliest(languages(known))[0], own)


def _chosen(score: _Score, slots: Sequence[Sequence[str]], others: Sequence[Sequence[_Other]]) -> list[tuple[str, float]]:
    """Return the choice from each slot that is likeliest in its place, and by how many nats."""
    together = _together(slots, score)
    line = ["", *(choice for choice, _ in together), _LINE_END]
    chosen = []
    for k, (choices, (choice, lead)) in enumerate(zip(slots, together, strict=True)):
        here, lead_here = _in_place(line, k + 1, choices, others[k], score)
        chosen.append((here, min(lead, lead_here) if here == choice else lead_here))
    return chosen


_LINE_END = "\n"


def _together(slots: Sequence[Sequence[str]], score: _Score) -> list[tuple[str, float]]:
    """Return the choices that are likeliest together, each with its lead over all others there; a few paths are kept."""
    paths: list[tuple[float, tuple[str, ...]]] = [(0.0, ("",))]
    leads: list[float] = []
    known = 0
    for choices in (*slots, (_LINE_END,)):
        ahead = [
            (nats + (score(choice, "".join(taken[-_REACH:])) if len(choices) > 1 or len(paths) > 1 else 0.0), (*taken, choice))
            for nats, taken in paths
            for choice in choices
        ]
        paths = sorted(ahead, reverse=True)[:_PATHS]
        known = 0 if len(choices) > 1 else known + 1
        if known >= _REACH:  # what comes says nothing more about what was
            leads += _leads(paths, len(leads) + 1)
            paths = paths[:1]
    leads += _leads(paths, len(leads) + 1)
    return list(zip(paths[0][1][1:-1], leads, strict=False))


def _leads(paths: Sequence[tuple[float, tuple[str, ...]]], first: int) -> Iterator[float]:
    """Yield by how many nats what the best path, the first, has in each slot is likelier than what others have."""
    best, taken = paths[0]
    for k in range(first, len(taken)):
        shares = [math.exp(nats - best) for nats, other in paths if other[k] != taken[k]]
        yield math.log((sum(math.exp(nats - best) for nats, _ in paths) - sum(shares)) / sum(shares)) if shares else math.inf


def _in_place(
    line: list[str],
    k: int,
    choices: Sequence[str],
    others: Sequence[_Other],
    score: _Score,
) -> tuple[str, float]:
    """Return the choice that is likeliest at ``k`` of a line, and by how many nats it is likelier than whatever it may have been.

    It takes its place in the line: those behind it depend on it.
    """
    if len(choices) == 1 and not others:
        return line[k], math.inf
    before, after = "".join(line[max(0, k - _REACH) : k]), "".join(line[k + 1 : k + 1 + _REACH])
    nats = {choice: score(choice + after, before) for choice in choices}
    for choice in sorted(choices, key=nats.__getitem__, reverse=True)[:_LIKELIEST]:
        nats[choice] += expected("".join((*line[1:k], choice, *line[k + 1 : -1])), _LINE_END)
    first, *rest = sorted(choices, key=nats.__getitem__, reverse=True)
    line[k] = first
    rivals = [nats[choice] for choice in rest[:1]]
    rivals += [score(other.text + after[other.taken :], before) + other.nats for other in others]
    return first, nats[first] - max(rivals)


_LIKELIEST = 4
