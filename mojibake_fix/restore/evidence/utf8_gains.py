"""Tell what a part of a text gains as UTF-8 that was read by those whose shapes it has."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from itertools import accumulate

from ...patterns import lazy_pattern
from ..channels import CHANNELS
from .bounds import LAYER, LIKELIER, LONE
from .characters import in_language, left
from .gains import LOST, NO_CHARACTER, Part, costs_of_restored, known_codes, places
from .oddity import LIMITS
from .utf8_shapes import SHAPED, shapes_of

__all__ = ["gains_of_utf8"]


def gains_of_utf8(part: Part, readers: Collection[str] = SHAPED, *, cut: bool) -> Iterator[tuple[float, bool]]:
    """Yield what the UTF-8 that begins in a part gains for each of some readers that has its shape, and whether that reads bytes.

    It may be ``cut`` where something was dropped, or has to end where a character does that is shown.
    """
    for at, bits in enumerate(shapes_of(part.shown)):
        for k, reader in enumerate(SHAPED) if bits else ():
            if bits >> k & 1 and reader in readers and _is_left_by(reader, part.shown[at : at + 2]):
                is_single_byte = CHANNELS[f"utf8-as-{reader}"].reader.is_single_byte
                yield _gain_of_utf8(reader, part, at, cut=cut), is_single_byte


def _is_left_by(reader: str, characters: str) -> bool:
    """Tell whether characters are about as likely in what a reader leaves, of text or of damage, as in a language."""
    beyond = [character for character in characters if not character.isascii()]
    known = sum(map(in_language, beyond))
    return any(sum(left(each)[place] for each in beyond) - known < LIKELIER for place in places(reader))


def _gain_of_utf8(reader: str, part: Part, at: int, *, cut: bool) -> float:
    """Return by how much the UTF-8 that begins at a place is likelier than what stands there; no end, if some of it is lost."""
    table, shown = CHANNELS[f"utf8-as-{reader}"].reader.table, part.shown[at:]
    codes = [*known_codes(table, shown)]
    if len(codes) < len(shown) and shown[len(codes)] in LOST:
        return math.inf
    before = (part.before + part.shown[:at])[-LIMITS.reach :]
    gain = 0.0
    last = [*known_codes(table, shown, last=True)]
    for each in (codes, last) if last != codes else (codes,):
        for skipped in (0, 1):  # bytes, which may end what came before
            restored, taken = _restored(each, skipped, cut=cut, is_all=len(each) == len(shown))
            if not restored.isascii():
                of_one = sum(not character.isascii() for character in restored) == 1
                less = sum(part.costs[at : at + taken]) - _cost_in_context(before, restored)
                gain = max(gain, less * (LONE if of_one else 1))
    return gain


def _restored(codes: list[bytes], skipped: int, *, cut: bool, is_all: bool) -> tuple[str, int]:
    """Return the UTF-8 that some characters begin with but for what is ``skipped``, and how many of them it takes.

    If it may not be ``cut`` it ends where one of them ends, since what is left of that would be no text: the search takes no
    more. Where it ends only since that ``is_all`` there is to see, it may go on.
    """
    written = b"".join(codes)[skipped:]
    restored = written.decode("utf-8", "replace").partition(NO_CHARACTER)[0]
    length = len(restored.encode())
    ends = [reached - skipped for reached in accumulate(map(len, codes))]
    if not (cut or (is_all and len(written) - length < _LONGEST and _is_cut(written[length:]))):
        restored = restored[: _stray(restored)]
        while restored and (length := len(restored.encode())) not in ends:
            restored = restored[:-1]
    return restored, next(k for k, end in enumerate(ends, 1) if end >= length) if restored else 0


_FAR = lazy_pattern("[\u0530-\u1fff]")  # what is written from Armenia to Mongolia, in words
_WORD = 3  # letters


def _stray(restored: str) -> int | None:
    """Return the place of a letter of far scripts, if there are fewer than a word has: by chance two rare Han are one."""
    far = [match.start() for match in _FAR.finditer(restored)]
    return far[0] if 0 < len(far) < _WORD else None


_LONGEST = 4  # bytes of a character


def _is_cut(rest: bytes) -> bool:
    """Tell whether bytes are none, or the beginning of a character of UTF-8."""
    try:
        rest.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return True


def _cost_in_context(before: str, restored: str) -> int:
    """Return what restored characters cost, or would if they were damage of another layer."""
    clean = costs_of_restored(restored, before)
    damaged = [min(cost, *left(each)) for cost, each in zip(clean, restored, strict=True)]
    return min(sum(clean), sum(damaged) + LAYER)
