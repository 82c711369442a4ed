"""Files whose parts are in different encodings: lines in several, or UTF-16 behind or before them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from ..patterns import lazy_pattern
from .candidates import Candidates, family_of
from .drawn import without_rows
from .joined import appended, continued
from .lines import lines_of, read_lines, shift_of
from .looks import UTF8_CHARACTER, UTF16
from .outlines import WITHOUT_ASCII, roughly
from .price import ERROR
from .rank import NOTHING, Reading, ranked
from .sample import ascii_count, read_leniently, telling, text_of

__all__ = ["AND", "Mixture", "decode_mixed", "in_turn", "mixture"]

T = TypeVar("T")

AND = "+"
"""What stands between the names of the encodings of a mixture."""

_ESCAPED = lazy_pattern("[\udc80-\udcff]")  # what stands for bytes that are not UTF-8
_LEAST = 8  # bytes beyond ASCII on either side: less is a cut character, not a second encoding
_SAMPLE, _FIRST = 3000, 300
_BLOCK, _BLOCKS, _ASKED = 12, 64, 12  # bytes beyond ASCII that tell encodings apart; blocks that are read, and that are weighed
_STRETCH, _STRETCHES = 40, 16  # lines, and how many such stretches of them are looked at
_ODD = 1.5  # nats a byte: what lines in the encoding of the others seldom cost more than the likelier ones
_USUAL, _LIKELY = 0.75, 0.9  # of the lines that cost less: what a line costs, and one that is in the encoding if most are not
_DEAR = -11.0  # nats a character: what costs more is no line of text in the other encoding, but signs that stand alone
_BETTER = 45.0  # nats: a line quotes another language now and then
_SWITCH = 12.0  # nats: a line is mostly in the encoding of the one before it
_CLEAR = 0.98  # how sure it has to be that the lines of UTF-8 are not of the other encoding, too


class Mixture(NamedTuple):
    """The name of a mixture, how sure that is, some of its text, and why."""

    encoding: str
    confidence: float
    text: str
    evidence: str


def mixture(data: bytes, candidates: Candidates) -> Mixture | None:
    """Return what a file is a mixture of, line by line, or None if it has no UTF-8 beside others and no escapes.

    UTF-8 in which a few bytes are of no encoding is that, and damaged.

    >>> from .candidates import CANDIDATES
    >>> lines = "第一行文字\\n".encode() + "第二行文字\\n".encode("gb18030")
    >>> mixture(lines, CANDIDATES).encoding, mixture("系统\\n系统的设置\\n".encode("gbk"), CANDIDATES)
    ('utf-8+gb18030', None)
    """
    shifts = sorted({name for line in lines_of(data) if (name := shift_of(line))}) if b"\x1b" in data else []
    if not shifts and b"\n" not in data:
        return None
    strange, known = _strange_and_known(data)
    unicode = _proven(known, candidates)
    if unicode is None and not shifts:
        return None
    is_little = len(strange) - ascii_count(strange) < _LEAST
    others = (_of_little if is_little else among_lines)(strange, candidates) if strange else []
    if strange and not others:
        return _damaged(strange, unicode) if is_little and not shifts else None
    if unicode is not None and any(_is_by_chance(known, unicode, other) for other in others):
        return None
    parts = [*([] if unicode is None else [unicode]), *others]
    names = [reading.encoding for reading in parts] + shifts
    counts = [(strange, [reading.encoding for reading in others]), (known, ["UTF-8"] if unicode else [])]
    said = [f"{_count_of(lines)} in {' or '.join(encodings)}" for lines, encodings in counts if encodings]
    said += [f"lines with escapes of {name}" for name in shifts]
    return _mixture(names, parts, ", ".join(said)) if len(names) > 1 else None


def _of_little(strange: bytes, candidates: Candidates) -> list[Reading]:
    """Return the reading of a few bytes, if it is clear, and they are no damaged UTF-8, whose characters are beside it."""
    if UTF8_CHARACTER.search(strange):
        return []
    best = ranked(strange, candidates)[0]
    return [best] if best.encoding not in (NOTHING, *WITHOUT_ASCII) and best.share >= _CLEAR else []


def _damaged(strange: bytes, unicode: Reading | None) -> Mixture | None:
    """Return what lines of UTF-8 are, a few bytes among which are of no other encoding."""
    if unicode is None:
        return None
    return Mixture(unicode.encoding, unicode.share, unicode.text, f"UTF-8, and {_count_of(strange)} with damage")


def among_lines(data: bytes, candidates: Candidates, best: Reading | None = None) -> list[Reading]:
    """Return readings in all the encodings that lines are in, the first of them what most are in, or none if that is not known.

    ``best`` is how all of them are read, if that is known already.

    >>> from .candidates import CANDIDATES
    >>> lines = "今天上午，市图书馆的新馆正式开放\\n".encode("gbk") * 3 + "館長說，新館每天可以接待三千名讀者\\n".encode("big5")
    >>> [reading.encoding for reading in among_lines(lines, CANDIDATES)]
    ['gb18030', 'big5']
    """
    best = best or ranked(telling(data, _SAMPLE), candidates)[0]
    others = list(_strangers(data, best.encoding, candidates).values())
    if best.encoding in (NOTHING, "utf-8", *WITHOUT_ASCII):
        return others if len(others) > 1 else []
    return [_of_the_rest(data, best, others, candidates), *others] if others else [best]


def _of_the_rest(data: bytes, best: Reading, others: Sequence[Reading], candidates: Candidates) -> Reading:
    """Return the reading of the lines that are in none of the other encodings, which had a say in what was ``best`` of all."""
    rest = [block for block in _blocks(data) if all(_is_likelier(best, other, block) for other in others)]
    found = ranked(telling(b"".join(rest), _SAMPLE), candidates)[0] if rest else best
    return found if found.encoding not in (NOTHING, "utf-8", *WITHOUT_ASCII) else best


def _is_likelier(one: Reading, other: Reading, block: bytes) -> bool:
    return roughly(block, one.encoding) >= roughly(block, other.encoding)


def in_turn(data: bytes, candidates: Candidates, best: Reading) -> Mixture | None:
    """Return what lines without UTF-8 are a mixture of, or None if all are in the encoding in which the whole is read ``best``.

    >>> from .candidates import CANDIDATES
    >>> lines = "今天上午，市图书馆的新馆正式开放\\n".encode("gbk") * 3 + "館長說，新館每天可以接待三千名讀者\\n".encode("big5")
    >>> in_turn(lines, CANDIDATES, ranked(lines, CANDIDATES)[0]).encoding
    'gb18030+big5'
    """
    if b"\n" not in data:
        return None
    parts = among_lines(data, candidates, best)
    names = [reading.encoding for reading in parts]
    return _mixture(names, parts, f"lines in {', '.join(names)} take turns") if len(parts) > 1 else None


def _mixture(names: Sequence[str], parts: Sequence[Reading], evidence: str) -> Mixture:
    confidence = math.prod(reading.share for reading in parts)
    return Mixture(AND.join(names), confidence, "".join(reading.text for reading in parts), evidence)


def _proven(known: bytes, candidates: Candidates) -> Reading | None:
    """Return what lines that are valid UTF-8 say, if they are UTF-8 and nothing else."""
    if len(known) - ascii_count(known) < _LEAST:
        return None
    sample = telling(known, _SAMPLE)
    if ranked(sample[:_FIRST], candidates)[0].encoding != "utf-8":  # soon said, where a line is UTF-8 by chance
        return None
    best = ranked(sample, candidates)[0]
    return best if best.encoding == "utf-8" and best.share >= _CLEAR else None


def _is_by_chance(known: bytes, unicode: Reading, other: Reading) -> bool:
    """Tell whether lines that are valid UTF-8 are hardly less likely in the encoding of the others: a few pairs may be both."""
    return roughly(telling(known, _SAMPLE), other.encoding) > unicode.nats - _SWITCH


def _strange_and_known(data: bytes) -> tuple[bytes, bytes]:
    """Return the lines that are not UTF-8, and those that are, and not ASCII.

    To ask each of them costs twice what it takes to detect the encoding.
    """
    lines = [line for line in data.decode("utf-8", "surrogateescape").split("\n") if not line.isascii()]
    parts: tuple[list[str], list[str]] = [], []
    for line in lines:
        parts[_ESCAPED.search(line) is None].append(line)
    strange, known = ("\n".join(part).encode("utf-8", "surrogateescape") for part in parts)
    return strange, known


def _count_of(lines: bytes) -> str:
    count = lines.count(b"\n") + 1
    return "1 line" if count == 1 else f"{count:,} lines"


def _strangers(data: bytes, encoding: str, candidates: Candidates) -> dict[str, Reading]:
    """Return readings of lines that are not in the encoding of the others, one for each encoding that some of them are in."""
    found: dict[str, Reading] = {}
    known = family_of(encoding)
    for block, nats in _odd(_blocks(data), encoding):
        best = ranked(block, candidates)[0]
        other = best.encoding not in (NOTHING, "utf-8", *known, *WITHOUT_ASCII) and _may_mix(encoding, best.encoding, candidates)
        if (
            other
            and not best.by_letters
            and best.nats > _DEAR * best.length
            and best.share >= _CLEAR
            and best.nats > nats + _BETTER
            and _disagree(block, encoding, best)
        ):
            found[best.encoding] = best
            known |= family_of(best.encoding)
    return found


def _odd(blocks: Sequence[bytes], encoding: str) -> list[tuple[bytes, float]]:
    """Return the blocks that are much less likely in an encoding than its own, with log P; some of them if there are many."""
    if encoding == NOTHING:
        return [(block, ERROR * len(block)) for block in map(without_rows, _some(blocks, _ASKED))]
    nats = [(block, roughly(block, encoding)) for block in map(without_rows, _some(blocks, _BLOCKS))]
    each = sorted((cost / (len(block) - ascii_count(block)), block, cost) for block, cost in nats)
    usual, likely = (each[int(part * len(each))][0] if each else 0.0 for part in (_USUAL, _LIKELY))
    least = (likely if usual < likely - _ODD else usual) - _ODD  # where most lines are odd, it is the others that are not
    return _some([(block, cost) for share, block, cost in each if share < least], _ASKED)


def _some(things: Sequence[T], most: int) -> list[T]:
    """Return as many of some things at the most, from all over them."""
    return list(things[:: len(things) // most + 1])


def _may_mix(encoding: str, other: str, candidates: Candidates) -> bool:
    """Tell whether two encodings are met in one file: of single-byte pages, those of one language."""
    pages = {page.encoding: page.languages for page in candidates.pages}
    return encoding not in pages or other not in pages or bool(pages[encoding] & pages[other])


def _disagree(block: bytes, encoding: str, best: Reading) -> bool:
    """Tell whether another reading has mostly other characters: pages of one alphabet differ in a few, which prove nothing."""
    read = None if encoding == NOTHING else read_leniently(block, encoding)
    same = Counter() if read is None else Counter(read.text) & Counter(best.text)
    return sum(count for character, count in same.items() if not character.isascii()) < best.length / 10


def _blocks(data: bytes) -> list[bytes]:
    """Return lines, or short ones together, that say enough; of many lines, stretches from all over them."""
    lines = lines_of(data)
    step = max(_STRETCH, len(lines) // _STRETCHES)
    blocks: list[bytes] = []
    block, size = b"", 0
    for line in (line for start in range(0, len(lines), step) for line in lines[start : start + _STRETCH]):
        high = len(line) - ascii_count(line)
        if high >= _BLOCK and size >= _LEAST:
            blocks.append(block)
            block, size = b"", 0
        block, size = block + line, size + high
        if size >= _BLOCK:
            blocks.append(block)
            block, size = b"", 0
    return blocks


def decode_mixed(data: bytes, encoding: str) -> str | None:
    """Return the text of a mixture, each part in its encoding, or None if ``encoding`` is not the name of a mixture.

    Raises UnicodeDecodeError, with its place in ``data``, for what is not valid in its part.

    >>> decode_mixed("第一行\\n".encode() + "第二行\\n".encode("gb18030"), "utf-8+gb18030")
    '第一行\\n第二行\\n'
    >>> decode_mixed("一\\n".encode() + "二\\n".encode("utf-16-le"), "utf-8+utf-16-le")
    '一\\n二\\n'
    >>> decode_mixed("第一行\\n".encode("utf-16-le") + "第二行\\n".encode(), "utf-16-le+utf-8")
    '第一行\\n第二行\\n'
    """
    encodings = encoding.split(AND)
    if len(encodings) == 1:
        return None
    if encodings[0] in UTF16:
        start = continued(data, encodings[0]) or len(data)
        return text_of(data[:start], encodings[0]) + _read(data[start:], encodings[1:])
    if encodings[-1] in UTF16:
        found = appended(data)
        start = len(data) if found is None else found[0]
        return _read(data[:start], encodings[:-1]) + text_of(data[start:], encodings[-1])
    return read_lines(data, encodings)


def _read(data: bytes, encodings: Sequence[str]) -> str:
    return text_of(data, encodings[0]) if len(encodings) == 1 else read_lines(data, encodings)
