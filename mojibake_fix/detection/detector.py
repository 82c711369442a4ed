"""Decide which encoding some bytes are in: what rules out comes first, what is likely last.

A byte order mark or strict UTF-8 ends it. NULs mean UTF-32, UTF-16 or no text; escapes mean ISO-2022, HZ or UTF-7. Of all
else the likeliest text decides, what the file or the caller declares being evidence like any other.
"""

from __future__ import annotations

import codecs
import math
from collections.abc import Sequence
from dataclasses import replace

from ..encodings.names import codec_of
from ..model import Alternative, Detection
from ..patterns import lazy_pattern
from .beside import Beside, claimed, with_language, with_line_ends, with_rows
from .binary import kind
from .candidates import Candidates, among, fuller_than
from .certain import certain
from .declared import Declaration, declaration
from .detected import MOST, detected, detected_mixture
from .drawn import is_lone, without_frames, without_lists, without_lone, without_rows
from .known import Around, Examined, Known
from .letters import is_alphabet, is_list
from .mixed import in_turn, mixture
from .outlines import WITHOUT_ASCII, may_lack_ascii
from .rank import NOTHING, TRUST, Reading, ranked
from .sample import (
    COMMAS,
    ascii_count,
    is_valid,
    may_be_ebcdic,
    read_leniently,
    telling,
    text_of,
    with_rare,
    with_rare_around,
)
from .tables import page_of_table
from .taiwan import page_of
from .windows import control_count, looked_at
from .witness import witness

__all__ = ["detect", "examined"]

_SAMPLE = 3000  # bytes beyond ASCII and around: what they do not tell, more of them do not
_SHORT = 256  # bytes that are looked at as they are
_FEW_CONTROLS = 0.002  # of the bytes: UTF-16 without NULs has ten times as many, text in other encodings hardly ever one
_PLENTY = 400  # bytes beyond ASCII that need no words of ASCII beside them
_WITNESS = 2.0  # nats: of single-byte pages that the models are not sure of, charset-normalizer reads more right than wrong
_DOUBT = 0.92  # how sure an answer has to be to be asked nobody about: 5 nats before the next one
_AS_TEXT = (
    -5.0
)  # nats a letter: of text in an alphabet beyond a-z less, of Latin more, but of that no letters are beside each other
# Nats a letter, and letters: what is no text of any language, as rules for sorting and keyboards are none.
_NO_TEXT, _FEWEST_NO_TEXT = -13.3, 24
_FEWEST_BEHIND, _TEXT_BEHIND = 8, -9.0  # characters, and nats of each: no text without a byte is one by accident
_WORDS_BESIDE = 12  # letters beyond ASCII: what stands beside lists says more than they do
# A letter beside one of ASCII: lists have few.
_IN_WORD = lazy_pattern(r"(?<=[A-Za-z])[^\W\d_\x00-\x7f]|[^\W\d_\x00-\x7f](?=[A-Za-z])")
_LISTED = 0.9  # how sure it is that a list of letters tells nothing
_LEAST = 0.001  # probability of an alternative worth a word


def detect(
    data: bytes,
    *,
    languages: Sequence[str] | None = None,
    declared: str | None = None,
    candidates: Sequence[str] | None = None,
    neighbours: Sequence[str] = (),
) -> Detection:
    """Return the encoding of ``data``, how probable that is, what else it could be, and why.

    ``languages`` (such as ``["zh", "ja"]``) and ``candidates`` (encodings) restrict what it can be; ``declared`` is an encoding
    that the source of the bytes claims, which is evidence that the bytes may overrule, and so are ``neighbours``, the encodings
    of files beside it, one for each. Raises UsageError for a language or an
    encoding nobody knows.

    >>> detect("中文编码".encode("gb18030")).encoding, detect("漢字編碼".encode("big5")).encoding
    ('gb18030', 'big5')
    >>> detect("系统".encode("gbk")).encoding, detect("系统".encode("gbk"), languages=["zh"]).encoding
    ('utf-8', 'gb18030')
    >>> detect(b"\\x89PNG\\r\\n\\x1a\\n\\0\\0").binary
    True
    """
    claims = [] if declared is None else [Declaration(codec_of(declared), "caller")]
    return examined(data, Known(languages, candidates, Around(claims, neighbours))).detection


def examined(data: bytes, known: Known) -> Examined:
    """Return what ``detect`` does, with the text if all of it had to be read for that. Raises what ``detect`` raises.

    >>> examined(b"text", Known()).text
    'text'
    """
    chosen = among(known.languages, known.candidates)
    own = declaration(data)
    claims = [*known.around.declared, *([] if own is None else [own])]
    if not known.candidates and (proven := certain(data, known.languages, detect)) is not None:
        return proven._replace(detection=_with_contradictions(proven.detection, claims))
    found = _behind_a_mark(data, chosen, claimed(claims, known.around.neighbours))
    count = known.around.neighbours.count(str(found.encoding))
    evidence = "".join(f"; the {claim.by} agrees" for claim in claims if claim.encoding == found.encoding)
    evidence += f"; so {_are(count)} beside it" if count else ""
    return Examined(_with_contradictions(_with_evidence(found, evidence), claims))


def _with_evidence(detection: Detection, more: str) -> Detection:
    return replace(detection, evidence=detection.evidence + more) if more else detection


def _are(count: int) -> str:
    return "is one file" if count == 1 else f"are {count:,} files"


def _behind_a_mark(data: bytes, candidates: Candidates, beside: Beside) -> Detection:
    """Return the likeliest encoding, of what is behind a mark of UTF-8 that was put before text in another one."""
    if not data.startswith(codecs.BOM_UTF8):
        return _probable(data, candidates, beside)
    found = _probable(data[len(codecs.BOM_UTF8) :], candidates, beside)
    if found.encoding is None or found.encoding == "utf-8":
        return found
    return replace(found, bom=codecs.BOM_UTF8, evidence=f"{found.evidence}, behind a byte order mark of UTF-8")


def _probable(data: bytes, candidates: Candidates, beside: Beside) -> Detection:
    """Return the encoding in which the bytes make the likeliest text."""
    data = looked_at(data)
    is_special = control_count(data) > _FEW_CONTROLS * len(data) or may_be_ebcdic(data)
    if not is_special and (mixed := mixture(data, candidates)) is not None:
        return detected_mixture(mixed)
    sample = _sample(data, is_special=is_special)
    what = kind(data)
    if what is not None and not may_lack_ascii(sample, candidates):
        return _binary(what)
    beside = with_rows(with_line_ends(beside, data, candidates), data, candidates)
    if len(sample) - ascii_count(sample) < _PLENTY:
        beside = with_language(beside, data, candidates)
    readings = ranked(sample, candidates, beside)
    if _is_doubtful(readings, candidates) and (named := witness(sample, candidates)) is not None:
        readings = ranked(sample, candidates, beside.plus(named, _WITNESS))
    if readings[0].encoding == NOTHING and (behind := _behind_half(sample, candidates, beside)):
        readings = behind
    best = readings[0]
    if not is_special and (mixed := in_turn(data, candidates, best)) is not None:
        return detected_mixture(mixed)
    if (best.encoding not in WITHOUT_ASCII or len(data) == 1) and what is not None:
        return _binary(what)
    alternatives = _others(readings[1:])
    if not best.spoken and _is_a_list(sample, best):
        rest = without_lists(sample)
        if is_list(rest) or is_lone(rest) or len(rest) - ascii_count(rest) < _WORDS_BESIDE:
            return _of_a_list(data, beside, candidates, _others(readings))
        readings = ranked(rest, candidates, beside)
        best = readings[0]
        if _is_no_text(best):
            return _of_a_list(data, beside, candidates, _others(readings))
    if best.encoding == NOTHING or not best.text.strip():  # or blanks of some page, and nothing else
        return Detection(None, min(best.share, MOST), None, alternatives, "text in no encoding this program knows")
    best = _in_its_family(best, data)
    if best.encoding == "big5" and (read := read_leniently(data, "big5")) is not None:
        best = best._replace(encoding=page_of(read.text))
    return detected(best.encoding, min(best.share, MOST), best.text, _evidence(readings), alternatives, language=best.language)


def _in_its_family(best: Reading, data: bytes) -> Reading:
    """Return a reading as one in another page of its family if only that has all characters, which a sample need not show."""
    if not (family := fuller_than(best.encoding)) or is_valid(data, best.encoding):
        return best
    return next((best._replace(encoding=fuller) for fuller in family if is_valid(data, fuller)), best)


def _sample(data: bytes, *, is_special: bool) -> bytes:
    """Return what is weighed of some bytes: those that tell encodings apart, unless what they are is not to be changed."""
    if may_be_ebcdic(data):
        return with_rare_around(data, _SAMPLE)
    if is_special or len(data) <= _SHORT:
        return without_rows(data[:_SAMPLE])
    data = without_frames(data)
    return without_rows(without_lone(with_rare(data, telling(data, _SAMPLE))))


def _behind_half(sample: bytes, candidates: Candidates, beside: Beside) -> list[Reading]:
    """Return the readings of what is behind the first byte, half a character where a file was cut, if that is text."""
    if sample[:1].isascii():
        return []
    readings = ranked(sample[1:], candidates, beside)
    best = readings[0]
    is_text = best.length >= _FEWEST_BEHIND and best.nats >= _TEXT_BEHIND * best.length
    return readings if is_text and not best.languages and best.encoding not in (NOTHING, *WITHOUT_ASCII) else []


def _binary(what: str) -> Detection:
    return Detection(None, 1.0, evidence=what, binary=True)


def _is_doubtful(readings: Sequence[Reading], candidates: Candidates) -> bool:
    """Tell whether the likeliest single-byte encoding may be it, but nobody can be sure, and of more than cedillas or commas."""
    if readings[0].share >= _DOUBT:
        return False
    pages, likely = candidates.names_of_pages, [reading for reading in readings if reading.share >= _LEAST]
    return any(each.encoding in pages for each in likely) and len({each.text.translate(COMMAS) for each in likely}) > 1


def _is_a_list(sample: bytes, best: Reading) -> bool:
    """Tell whether some bytes are lists of letters, and not those of an alphabet as the likeliest page reads them."""
    is_unlikely = bool(best.languages) and best.nats < _AS_TEXT * best.length
    is_of_words = 2 * len(_IN_WORD.findall(best.text)) > best.length
    is_listed = is_list(sample) or is_lone(sample) or _is_no_text(best)
    return is_unlikely and not is_of_words and is_listed and not is_alphabet(best.text, best.languages)


def _is_no_text(best: Reading) -> bool:
    """Tell whether the likeliest page reads letters that no text has as they are, many of them."""
    return bool(best.languages) and best.length >= _FEWEST_NO_TEXT and best.nats < _NO_TEXT * best.length


def _of_a_list(data: bytes, beside: Beside, candidates: Candidates, others: tuple[Alternative, ...]) -> Detection:
    """Return the encoding of a list of letters that they, or most that is beside it, speak for, if anything does."""
    if (table := page_of_table(data, candidates, TRUST)) is not None and (read := read_leniently(data, table[0])) is not None:
        return detected(table[0], min(table[1], MOST), read.text, "a table of letters, beside those of ASCII or their names")
    encoding = max(beside.nats, key=beside.nats.__getitem__, default="")
    if beside.nats.get(encoding, 0.0) > 0 and is_valid(data, encoding):
        share = 1 / (1 + math.exp(-TRUST * beside.nats[encoding]))
        return detected(encoding, share, text_of(data, encoding), "a list of letters")
    return Detection(None, _LISTED, None, others, "a list of letters, which may be in many encodings")


def _others(readings: Sequence[Reading]) -> tuple[Alternative, ...]:
    return tuple(Alternative(other.encoding, other.share) for other in readings if _is_worth_a_word(other))


def _is_worth_a_word(reading: Reading) -> bool:
    return reading.encoding != NOTHING and reading.share >= _LEAST


def _evidence(readings: Sequence[Reading]) -> str:
    best, *rest = readings
    if best.encoding in WITHOUT_ASCII:  # whose figures are differences
        return "likeliest text"
    each = f"likeliest text: {best.nats / max(1, best.length):.1f} nats a character"
    behind = next((other for other in rest if other.encoding != NOTHING), None)
    return each if behind is None else f"{each}, next {behind.nats / max(1, behind.length):.1f}"


def _with_contradictions(detection: Detection, claims: Sequence[Declaration]) -> Detection:
    """Say so where a file, what lies around it, or the caller declares another encoding."""
    others = [claim for claim in claims if detection.encoding is not None and not _same(claim.encoding, detection)]
    said = "".join(f"; the {claim.by} says {claim.encoding}, which is less likely" for claim in others)
    return _with_evidence(detection, said)


def _same(declared: str, detection: Detection) -> bool:
    if detection.encoding in (f"{declared}-le", f"{declared}-be"):
        return True
    return detection.encoding == declared or declared == "ascii" or detection.evidence == "ASCII"
