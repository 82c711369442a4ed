"""Ask ftfy, whose heuristics are others than ours, what UTF-8 that was read as a single-byte encoding was.

It sees stretches without CJK only, what the search left, and works without the two of its steps that guess: they destroy damage
that could have been undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ...encodings import codec
from ...language.mixture import any_language
from ...model import Edit, Evidence
from ...patterns import lazy_pattern
from ..channels import CHANNELS, Channel, corrupt

__all__ = ["find"]

# The channels by the name that ftfy gives the codec; those it calls sloppy read unassigned bytes as C1 controls.
_CHANNELS = {
    "latin-1": "utf8-as-latin-1",
    "sloppy-windows-1250": "utf8-as-cp1250",
    "sloppy-windows-1251": "utf8-as-cp1251",
    "sloppy-windows-1252": "utf8-as-cp1252",
    "sloppy-windows-1253": "utf8-as-cp1253",
    "sloppy-windows-1254": "utf8-as-cp1254",
    "sloppy-windows-1257": "utf8-as-cp1257",
    "iso-8859-2": "utf8-as-iso-8859-2",
    "macroman": "utf8-as-mac-roman",
    "cp437": "utf8-as-cp437",
}

_NO_CJK = lazy_pattern("[^\\r\\n\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffff\U00020000-\U0003ffff]+")

# What a lead byte of UTF-8 looks like in the Windows, ISO, DOS and Mac pages ftfy knows, with what a byte behind it does:
# a letter, then something beyond ASCII. Clean text in which that occurs costs a look by ftfy, nothing more.
_LOOKS_MISREAD = lazy_pattern("[\u0080-\u04ff\u2010-\u25ff]{2}")


def find(text: str) -> list[Edit]:
    """Return the edits that undo UTF-8 read as Latin-1, Windows-1252 and their like.

    >>> [(edit.before, edit.after) for edit in find("Le garÃ§on, 中文, l'Ã©tÃ©")]
    [('Ã§', 'ç'), ('Ã©', 'é'), ('Ã©', 'é')]
    >>> find("Le garçon «été»")
    []
    """
    if text.isascii() or not _LOOKS_MISREAD.search(text):
        return []
    whole = [] if "\N{REPLACEMENT CHARACTER}" in text else list(_restored(text))
    return whole or [
        Edit(stretch.start() + edit.start, edit.before, edit.after, edit.evidence)
        for stretch in _NO_CJK.finditer(text)
        if _LOOKS_MISREAD.search(stretch[0])
        for edit in _restored(stretch[0])
    ]


def _restored(stretch: str) -> Iterator[Edit]:
    """Yield the edits that undo the outermost of the layers that ftfy sees, if damaging the result gives the stretch."""
    if _LONE.search(stretch) or not any(_is_utf8(stretch, CHANNELS[name].reader.table) for name in _CHANNELS.values()):
        return
    import ftfy  # 60 ms, for the few texts that need it

    config = ftfy.TextFixerConfig(decode_inconsistent_utf8=False, replace_lossy_sequences=False, restore_byte_a0=False)
    _, plan = ftfy.fix_encoding_and_explain(stretch, config)
    channel = CHANNELS.get(_CHANNELS.get(plan[0].parameter, "")) if plan else None
    if plan and channel:
        restored = stretch.encode(plan[0].parameter).decode("utf-8", "replace")
        if corrupt(channel, restored) == stretch:
            yield from _differences(stretch, restored, channel)


_LONE = lazy_pattern(r"[^\x00-\x7f](?<![^\x00-\x7f].)(?![^\x00-\x7f])")  # one byte beyond ASCII between others: never UTF-8
_BEYOND_ASCII = lazy_pattern(r"[^\x00-\x7f]+")


def _is_utf8(stretch: str, table: str) -> bool:
    """Tell whether all of a stretch beyond ASCII is UTF-8 in a table, or no channel that reads by it gives the stretch.

    What the table does not have may be taken for a byte that it is in Latin-1: ftfy says no to that.
    """
    codes = _codes(table)
    first = _BEYOND_ASCII.search(stretch)
    if first is None or codes.get(ord(first[0][0]), 0) not in _LEADS:
        return False
    try:
        for run in _BEYOND_ASCII.finditer(stretch):
            run[0].translate(codes).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return False
    return True


_LEADS = range(0xC2, 0xF5)  # the bytes that UTF-8 begins with, beyond ASCII


@cache
def _codes(table: str) -> dict[int, int]:
    return {ord(character): codes[0][0] for character, codes in codec(table).codes()}


def _differences(stretch: str, restored: str, channel: Channel) -> Iterator[Edit]:
    """Yield an edit for each run that is not ASCII: the channel leaves ASCII as it is, so the runs correspond."""
    runs = zip(_BEYOND_ASCII.finditer(stretch), _BEYOND_ASCII.findall(restored), strict=True)
    for before, after in runs:
        yield Edit(
            before.start(),
            before[0],
            after,
            Evidence(channel.name, gain=any_language().score(after) - any_language().score(before[0])),
        )
