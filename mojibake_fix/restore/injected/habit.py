"""Decide whether a page has the habit of injecting pinyin, or merely glosses words that an author chose to gloss.

A script annotates by table: always or never the same character, always with the same reading, only characters outside
GB2312 (and 著), and in the middle of running text. An author glosses what a reader may not know: once, in a list, in
either script. Each distinct character is a witness; what they say adds up in nats.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from ...patterns import lazy_pattern
from .readings import readings, sounds

__all__ = ["NOTE", "SOUND", "annotated"]

SOUND = "([a-zāáǎàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}) ?"
"""One toned syllable; on some pages two readings carry a blank."""

NOTE = lazy_pattern(rf"\({SOUND}\)")
"""A note as it is injected, its group the sound."""

_HABIT = 10.0  # what all witnesses together must say
_SEEN = 2.0  # a character that real pages were seen to annotate
_UNSEEN = 1.0  # another one outside GB2312 with the right reading
_AGAIN = 1.0  # the same character annotated again: an author glosses once
_AGAIN_MOST = 5  # beyond that, repetition says nothing new
_BARE = -3.0  # the same character without its note, up to as often as with it
_AUTHOR = -4.0  # a note on a character that no table has, or with another reading: the work of an author
_APART = -2.0  # a note in a stretch of hardly any other characters: a list of words, not a text
_LIST = 2  # characters without a note that such a stretch has at most
_MOST_APART = 0.5  # share of such notes; in real pages a fifth at most, in lists two thirds and more
_SPARSE = -5.0  # each character annotated once, and few: the new words of a lesson
_SPARSE_HAN = 16  # characters for each note from which that is few; real pages have 4 to 16
_EATEN = 4.0  # a note whose bracket was eaten by the byte before it: no author does that

_HAN = lazy_pattern("[\\u3400-\\u9fff\\uf900-\\ufaff]")
_STRETCH = lazy_pattern(rf"(?:{_HAN.pattern}|{NOTE.pattern})+")
_FULL_WIDTH_NOTE = lazy_pattern(rf"（{SOUND}）")  # no script writes these
_EATEN_NOTE = lazy_pattern(rf"\?{SOUND}\)")


@lru_cache(maxsize=2)  # it is asked whether there is any, and then which
def annotated(text: str) -> dict[str, str]:
    """Return the characters that the page annotates by habit, with their sounds; empty if its notes are an author's.

    >>> sorted(annotated("柯橋經(jīng)開區(qū)創(chuàng)新產(chǎn)業(yè)發(fā)展"))
    ['創', '區', '業', '產', '發', '經']
    >>> annotated("我們學(xué)了「經 (jīng) 常」這個詞。")
    {}
    """
    if not any(_may_be_injected(character, sound) for character, sound in _read(text)):
        return {}  # whatever else speaks for a habit, it has no character
    noted: dict[str, Counter[str]] = {}
    witness = _EATEN * min(_AGAIN_MOST, sum(1 for _ in _EATEN_NOTE.finditer(text)))
    if not witness and not any(sounds()[character] == sound for character, sound in _read(text)):
        return {}  # and nothing else speaks for a habit
    notes_apart = notes = 0
    for character, sound, apart in _notes(text):
        if character in sounds():
            noted.setdefault(character, Counter())[sound] += 1
            notes_apart, notes = notes_apart + apart, notes + 1
        elif _HAN.match(character):
            witness += _AUTHOR
    witness += _AUTHOR * len(_FULL_WIDTH_NOTE.findall(text))
    if notes_apart > _MOST_APART * notes:
        witness += _APART * notes_apart
    if _is_sparse(text, noted):
        witness += _SPARSE
    witness += sum(_testimony(text, character, counted) for character, counted in noted.items())
    if witness < _HABIT:
        return {}
    habit = {character: _sound(text, character, counted) for character, counted in noted.items()}
    return {character: own for character, own in habit.items() if own}


def _may_be_injected(character: str, sound: str) -> bool:
    """Tell whether a script may have written a note: ``_sound`` asks for the table's, or for tones."""
    return sound == sounds()[character] or not sound.isascii()


def _read(text: str) -> Iterator[tuple[str, str]]:
    """Yield each character that has a reading and a note, with the sound."""
    for note in NOTE.finditer(text):
        if (character := text[note.start() - 1 : note.start()]) in sounds():
            yield character, note[1]


def _notes(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield for each note the character before it, its sound, and whether it stands apart from running text."""
    for stretch in _stretches(text):
        shown = stretch[0]
        notes = list(NOTE.finditer(shown))
        han = len(shown) - sum([note.end() - note.start() for note in notes])
        if notes and not notes[0].start():  # on nothing
            del notes[0]
        apart = han - len(notes) <= _LIST
        for note in notes:
            yield shown[note.start() - 1], note[1], apart


def _stretches(text: str) -> Iterator[re.Match[str]]:
    """Yield the stretches of Han and notes in the lines that have a note."""
    end = 0
    for note in NOTE.finditer(text):
        if note.start() >= end:
            start, end = text.rfind("\n", 0, note.start()) + 1, text.find("\n", note.end())
            end = len(text) if end < 0 else end
            yield from _STRETCH.finditer(text, start, end)


def _is_sparse(text: str, noted: dict[str, Counter[str]]) -> bool:
    once = all(sum(counted.values()) == 1 for counted in noted.values())
    return once and any(True for _ in islice(_HAN.finditer(text), len(noted) * _SPARSE_HAN, None))


def _sound(text: str, character: str, counted: Counter[str]) -> str | None:
    """Return the sound with which the script annotates a character: that of the table, or one that it never goes without."""
    if (own := sounds()[character]) in counted:
        return own
    sound, count = counted.most_common(1)[0]
    return sound if not sound.isascii() and 1 < count == text.count(character) else None


def _testimony(text: str, character: str, counted: Counter[str]) -> float:
    """Return what one annotated character says for the habit, in nats."""
    reading, with_note = readings()[character], sum(counted.values())
    if counted[reading.sound] < with_note:
        return _AUTHOR
    for_it = (_SEEN if reading.seen else _UNSEEN) + _AGAIN * min(with_note - 1, _AGAIN_MOST)
    return for_it + _BARE * min(text.count(character) - with_note, with_note + 1)
