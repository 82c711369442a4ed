"""Make pages with injected pinyin from clean text, and know of every character what the injection did to it.

The page itself comes from the forward model of the package; the account of what happened to each character is kept by a
second, slower implementation that follows every byte, and the two have to agree.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from mojibake_fix.encodings import TOKEN, codec
from mojibake_fix.restore.injected.injection import drop_private, inject, narrow
from mojibake_fix.restore.injected.readings import readings

__all__ = ["Fate", "Page", "make_page", "restored"]

CP936 = codec("cp936")
_RESTART = 0.6  # share of the marks before which the decoder of real pages starts anew, where it does
_OTHERS = 40  # characters of the list that no real page was seen to annotate
_MARKS = (b"\xa3\xa1", b"\xa3\xbf", b"\xa3\xbb", b"\xa3\xac", b"\xa1\xa2")  # ！ ？ ； ， 、


class Fate(Enum):
    """What became of a character of the clean text; a later one outweighs an earlier one."""

    UNTOUCHED = "untouched"
    ANNOTATED = "annotated"
    OUT_OF_STEP = "out of step"  # read with its neighbours' bytes; all of its bytes are there
    SPLIT = "split by a note"  # one byte swallowed, with the bracket of the note
    STRANDED = "stranded"  # one byte lost where the decoder started anew
    SWALLOWED = "swallowed"  # one byte, or an ASCII character, lost by a run that was out of step
    DROPPED = "dropped"  # some of its bytes stood in a private-use character, which the site does not show


@dataclass(frozen=True)
class Page:
    """A clean text, the page made of it, and what became of each character."""

    clean: str
    shown: str
    fates: tuple[Fate, ...]


def make_page(
    clean: str, seed: int, *, prefix: int = 70, restarts: bool = False, narrowed: bool = False, private: bool = True
) -> Page:
    """Inject a page: ``prefix`` characters of a list in random order are annotated, as ``seed`` has it."""
    dice = random.Random(seed)
    notes = _list(dice)[:prefix]
    coins: dict[int, bool] = {}

    def restart(offset: int) -> bool:
        return restarts and coins.setdefault(offset, dice.random() < _RESTART) and out_of_step(offset)

    stream = _inject(clean, notes)
    out_of_step = _steps(stream)
    shown = inject(clean, notes, restart)
    fates = [Fate.UNTOUCHED] * len(clean)
    followed = _follow(stream, restart, fates, private)
    assert followed == shown, "the two forward models differ"
    shown = narrow(shown) if narrowed else shown
    return Page(narrow(clean) if narrowed else clean, shown if private else drop_private(shown), tuple(fates))


def restored(page: Page, result: str) -> Counter[tuple[Fate, bool]]:
    """Count the characters of each fate that came back, and those that did not."""
    right = [False] * len(page.clean)
    for clean, found in _lines(page.clean, result):
        matcher = SequenceMatcher(None, page.clean[clean], found, autojunk=False)
        for block in matcher.get_matching_blocks():
            right[clean.start + block.a : clean.start + block.a + block.size] = [True] * block.size
    return Counter(zip(page.fates, right, strict=True))


def _lines(clean: str, result: str) -> list[tuple[slice, str]]:
    """Pair the lines of two texts; where their number differs, the whole texts."""
    if clean.count("\n") != result.count("\n"):
        return [(slice(0, len(clean)), result)]
    pairs, start = [], 0
    for line, found in zip(clean.split("\n"), result.split("\n"), strict=True):
        pairs.append((slice(start, start + len(line) + 1), found + "\n"))
        start += len(line) + 1
    return pairs


def _list(dice: random.Random) -> list[tuple[str, str]]:
    """Return characters with their readings in an order of replacement: those seen on real pages, and a few others."""
    table = readings().values()
    seen = [(reading.character, reading.sound) for reading in table if reading.seen]
    others = [(reading.character, reading.sound) for reading in table if not reading.seen]
    notes = seen + dice.sample(others, _OTHERS)
    dice.shuffle(notes)
    return notes


_Stream = list[tuple[int, int]]  # bytes, each with the place of the character it belongs to, or -1 in a note


def _inject(clean: str, notes: Sequence[tuple[str, str]]) -> _Stream:
    stream = [(byte, k) for k, character in enumerate(clean) for byte in CP936.encode(character)]
    for character, sound in notes:
        code, note = CP936.encode(character), [(byte, -1) for byte in CP936.encode(f"({sound})")]
        plain = bytes(byte for byte, _ in stream)
        grown, done = _Stream(), 0
        while (place := plain.find(code, done)) >= 0:
            grown += stream[done : place + 2] + note
            done = place + 2
        stream = grown + stream[done:]
    return stream


class _steps:  # noqa: N801
    """Tell of an offset whether the decoder, which knows no characters of the clean text, is out of step there."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self._boundaries = {0}
        place = 0
        while place < len(stream):
            place += 2 if 0x81 <= stream[place][0] <= 0xFE else 1
            self._boundaries.add(place)

    def __call__(self, offset: int) -> bool:
        return offset not in self._boundaries


def _follow(stream: _Stream, restart: object, fates: list[Fate], private: bool) -> str:
    """Decode byte by byte, and note what becomes of each character of the clean text."""
    plain = bytes(byte for byte, _ in stream)
    cuts = {k for k in range(len(plain)) if plain[k : k + 2] in _MARKS and restart(k)}  # type: ignore[operator]
    for before, (byte, k) in zip([(0, -1), *stream], stream, strict=False):
        if byte == 0x28 and k < 0 <= before[1]:
            _worsen(fates, before[1], Fate.ANNOTATED)
    shown, place = "", 0
    while place < len(plain):
        if not 0x81 <= plain[place] <= 0xFE:
            shown, place = shown + CP936.decode(plain[place : place + 1]), place + 1
            continue
        stranded = place + 1 in cuts or place + 1 == len(plain)
        pair = stream[place : place + 1 if stranded else place + 2]
        character = CP936.decode(bytes(byte for byte, _ in pair))
        owners = [k for _, k in pair]
        whole = len(set(owners)) == 1 and owners[0] >= 0 and character != TOKEN
        for k in owners:
            if not whole and k >= 0:
                fate = Fate.STRANDED if stranded else Fate.SPLIT if -1 in owners else Fate.SWALLOWED
                hidden = "\ue000" <= character <= "\uf8ff" and not private
                _worsen(fates, k, fate if character == TOKEN else Fate.DROPPED if hidden else Fate.OUT_OF_STEP)
        shown, place = shown + character, place + len(pair)
    return shown


_ORDER = list(Fate)


def _worsen(fates: list[Fate], k: int, fate: Fate) -> None:
    fates[k] = max(fates[k], fate, key=_ORDER.index)
