"""Undo UTF-8 read as a single-byte encoding and then changed once more, so that some of its bytes are not known exactly.

A space may have been one that does not break, a straight quotation mark a curly one; controls may have been dropped or replaced.
The first byte of a character of UTF-8 is never among these, so where each character begins is known. What it can have been are
the characters whose bytes look like that after the reading and the change; the likeliest of them together are taken.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...encodings import codec
from ...language.identify import languages, likeliest
from ...language.marks import expected
from ...language.mixture import Mixture, any_language
from ...language.models import chinese, japanese, korean, western
from ...language.slots import code_points
from ...patterns import lazy_pattern
from ..acceptance.gates import is_text
from ..channels import Channel
from ..likelihood import prices
from ..likelihood.surroundings import Surroundings
from ..lost_bytes.holes import Doubt
from ..post_steps import POST_STEPS
from .alignment import Unit

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

_DROPPED_OF_LATIN_1 = 3.0  # whose controls cannot be seen; Windows-1252 has five, and shows them


def cost(post: str, table: str) -> float:
    """Return what it costs to suppose a post-step behind a reader with a table, in nats.

    >>> cost("c1-dropped", "iso-8859-1") < cost("c1-dropped", "cp1252")
    True
    """
    return _DROPPED_OF_LATIN_1 if (post, table) == ("c1-dropped", "iso-8859-1") else POSTS[post]


_KNOWN = -20.0  # nats: what is rarer alone is not what something was
_CHOICES = 96  # characters that something can have been, the likeliest alone
_PATHS = 24
_MANY = 60  # that are nearly as likely as the likeliest: which of them something was, nobody can tell
_NEARLY = 6.0  # nats
# Nats by which a character must be likelier than all others to be taken for known. Of 3,400 that have U+FFFD in place of a few
# bytes each, and are likelier by one, 28 are wrong; where half of all bytes are gone, a lead says less.
_SURE = 2.0
_SURE_IN_PLACE = 1.0  # of U+FFFD, which says where a byte was
_SURE_AMONG_OTHERS = 8.0
_SURE_OF_MANY = 5.0
_SURE_OF_RARE_WORDS = 8.0  # of 117 words one was wrong then, of 175 by 6 nats six
_SURE_OF_A_WORD = 4.0  # where a space that was a byte, too, would have ended a word
_FEW = 8  # choices
_AMID = 2  # characters on either side, of which two may have been several, too
_REACH = 4  # characters before one that the models look at

_SEPARATOR = "\n"  # which no codec and no post-step changes
_INSTEAD = tuple("?\\\N{REPLACEMENT CHARACTER}")  # what stands for a byte that was not dropped; an escape begins with one
_NOTHING = "?"  # what stands for a character that is none, on the way to others

_LEADS = range(0xC2, 0xF5)
_CONTINUATIONS = range(0x80, 0xC0)


def align_softly(channel: Channel, post: str, text: str) -> list[Unit]:
    """Return the units of a text that was UTF-8, went through a channel and then through a post-step.

    >>> from ..channels import CHANNELS
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

    score = _language(post, [choices for _, choices in slots]).score
    chosen = _chosen(score, [choices or (_NOTHING,) for _, choices in slots], others)
    return [
        _unit(
            post,
            before,
            choice,
            None if lead >= _needed(post, slots, k) else lead,
            possible=bool(choices) and shows(choice) == before,
        )
        for k, ((before, choices), (choice, lead)) in enumerate(zip(slots, chosen, strict=True))
    ]


def _unit(post: str, before: str, choice: str, lead: float | None, *, possible: bool) -> Unit:
    """Return a unit; with a lead, what is chosen is a guess: only U+FFFD asks for one, which says that a byte was lost."""
    if lead is None:
        return Unit(before, choice, possible)
    return Unit(before, choice, possible and post == "c1-replaced", Doubt(lead, around=_UNKNOWN))


# How far such a lead can be relied on was not measured: as if all around spoke against it.
_UNKNOWN = Surroundings(own=-20.0, behind=-20.0, usual=-8.0)


_Score = Callable[[str, str], float]


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
    rarer = cost("c1-dropped", table) - cost("nbsp-to-space", table)
    if post == "c1-dropped" and behind == " ":
        return tuple(_Other(choice, 1, rarer) for choice in _choices(table, "nbsp-to-space", f"{shown} "))
    if post == "nbsp-to-space" and shown.endswith(" "):
        return tuple(_Other(f"{choice} ", 0, -rarer) for choice in _choices(table, "c1-dropped", shown[:-1]))
    return ()


_HARDLY_KNOWN = lazy_pattern("[\u0700-\u1dff]")  # scripts of India and beyond, of which the models have seen few words
_OF_CP1252 = lazy_pattern("[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def _needed(post: str, slots: list[tuple[str, Sequence[str]]], k: int) -> float:
    """Return by how many nats what is chosen for a slot must be likelier than all others to be taken for known."""
    if _HARDLY_KNOWN.match("".join(slots[k][1][:1])) and (len(slots[k][1]) > 1 or slots[k][0][-1] <= "\x7f"):
        return _SURE_OF_RARE_WORDS
    if slots[k][0].endswith(" ") and slots[k + 1 : k + 2] and slots[k + 1][0].isalpha():
        return _SURE_OF_A_WORD
    is_one_of_many = len(slots[k][1]) > _FEW
    if post == "c1-replaced" and not is_one_of_many:
        return _SURE_IN_PLACE
    around = slots[max(0, k - _AMID) : k] + slots[k + 1 : k + 1 + _AMID]
    if sum(len(choices) > 1 for _, choices in around) > _AMID:
        return _SURE_AMONG_OTHERS
    return _SURE_OF_MANY if is_one_of_many else _SURE


def _slots(table: str, post: str, text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what shows each character, and what it can have been: nothing, if it is none of UTF-8."""
    leads, continuations = _shown(table, post)
    at = 0
    while at < len(text):
        end = at + 1
        if text[at] in leads:
            while end < len(text) and end < at + 4 and text[end] in continuations:
                end += 1
            end = next(
                (stop for stop in range(end, at, -1) if _may_end(text, stop) and _choices(table, post, text[at:stop])), at + 1
            )
            whole = end < len(text)  # or a blank would end the text
            choices = _choices(table, post, text[at:end])
            if post == "c1-dropped" and len(choices) > 1 and text[end : end + 1] in _INSTEAD:
                choices = ()
            yield text[at:end], tuple(choice for choice in choices if whole or choice[-1] != " ")
        else:
            yield text[at], (text[at],) if text[at] < "\x80" else ()
        at = end


def _may_end(text: str, end: int) -> bool:
    """Tell whether a character can have ended there: not in the quotation mark that closes a string."""
    return not _CLOSED_STRING.match(text, end - 1)


_CLOSED_STRING = lazy_pattern("[\"'](?: ?[],;:)}>\n]|$)")


@cache
def _shown(table: str, post: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return how first bytes look, and how bytes that continue look."""
    page = codec(table)

    def look(bytes_: range) -> frozenset[str]:
        return frozenset(POST_STEPS[post](page.decode(bytes([byte]))) for byte in bytes_) - {""}

    return look(_LEADS), look(_CONTINUATIONS)


@lru_cache(maxsize=1 << 12)
def _choices(table: str, post: str, shown: str) -> tuple[str, ...]:
    """Return the characters that look like that, the likeliest first; one space may have been two.

    But none stands behind one that does not break.
    """
    characters = _looks(table, post).of(shown) or _whole(table, shown)
    if len(characters) > _MANY and prices.alone()[ord(characters[_MANY])] > prices.alone()[ord(characters[0])] - _NEARLY:
        return ()
    ends = ("", " ") if shown.endswith(" ") else ("",)
    choices = (character + end for character in characters for end in ends if character + end != "\N{NO-BREAK SPACE} ")
    return tuple(islice(choices, _CHOICES))


def _whole(table: str, shown: str) -> str:
    """Return the character that has lost nothing and looks like that, however rare it is; nothing, if none does."""
    code = b"".join(codec(table).encoded(character) or b"" for character in shown)
    if len(code) < len(shown):
        return ""
    try:
        character = code.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 and is_text(character) else ""


class _Looks(NamedTuple):
    """How characters look, as numbers in order, and these characters; of those that look alike the likeliest first."""

    numbers: npt.NDArray[np.uint64]
    characters: str

    def of(self, shown: str) -> str:
        """Return the characters that look like that."""
        if len(shown) > _LONGEST:
            return ""
        number = np.uint64(int.from_bytes(shown.encode("utf-16-be", "surrogatepass").ljust(2 * _LONGEST, b"\0"), "big"))
        first, last = (self.numbers.searchsorted(number, side) for side in ("left", "right"))
        return self.characters[first:last]


_LONGEST = 4  # units of UTF-16 that a number has room for: nothing that is known is more bytes


@lru_cache(maxsize=16)  # half a megabyte each
def _looks(table: str, post: str) -> _Looks:
    """Return how what is known looks that went through a table and a post-step."""
    read = codec(table).decode(_SEPARATOR.join(_known()).encode())  # all at once: one by one they take half a second
    codes = code_points(POST_STEPS[post](read) + _SEPARATOR)
    ends = np.flatnonzero(codes == ord(_SEPARATOR))
    begins = np.append(0, ends[:-1] + 1)
    numbers = np.zeros(len(ends), np.uint64)
    for k in range(_LONGEST):
        here = np.minimum(begins + k, ends)
        numbers = numbers << np.uint64(16) | np.where(here < ends, codes[here], 0).astype(np.uint64)
    order = np.argsort(numbers, kind="stable")
    known = _known()
    return _Looks(numbers[order], "".join([known[k] for k in order.tolist()]))


@cache
def _known() -> str:
    """Return the characters beyond ASCII that some language has, the likeliest first."""
    alone = prices.alone()
    order = np.argsort(-alone, kind="stable")
    return "".join(chr(code) for code in order[: int((alone >= _KNOWN).sum())].tolist() if code > 0x7F and is_text(chr(code)))


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
