"""Bytes to text, in the encoding that was detected or named, where that takes more than to see that it is UTF-8."""

from __future__ import annotations

from dataclasses import replace

from ..encodings.names import codec_of
from ..errors import NotTextError, UndecodableError
from ..model import Detection
from ..patterns import lazy_pattern
from .candidates import among, fuller_than
from .certain import BOMS
from .detector import examined
from .known import SURE, Examined, Known
from .labels import label_of
from .mixed import decode_mixed, mixture
from .outlines import roughly
from .sample import COMMAS, is_valid, text_of
from .tongue import tongue

__all__ = ["named", "read"]

NOTHING_KNOWN = Known()

_OF_PAIRS = frozenset({"gb18030", "cp936", "big5", "big5hkscs", "cp950", "euc_jp", "cp949", "cp932"})
_SHIFTED = lazy_pattern(rb"[\x80-\xff](?:[@-~]?[\x80-\xff]){7,100}")
_ROMANIAN = frozenset({"cp1250", "iso8859-2", "iso8859-16"})
_LIKELIER_SHIFTED = 30.0  # nats: what a line seldom gains by the loss of its first byte if that is a whole character's


def read(data: bytes, encoding: str | None = None, known: Known = NOTHING_KNOWN) -> tuple[str, Detection]:
    """Return what ``decode`` does. Raises what ``decode`` raises.

    >>> read("中文编码".encode("gb18030"))[0]
    '中文编码'
    """
    detection, text = examined(data, known) if encoding is None else Examined(_named(data, encoding))
    if detection.binary:
        raise NotTextError("binary, nothing to repair")
    if detection.encoding is None or (detection.confidence < SURE and not _is_romanian(data, detection)):
        raise UndecodableError(_doubt(data, detection), encoding=_nearest(detection), offset=_beyond_ascii(data))
    if text is not None:
        return text, detection
    body = data[len(detection.bom) :]
    if encoding is None and _begins_within(body, detection.encoding):
        raise UndecodableError(_not_valid(data, len(detection.bom), detection.encoding), encoding=detection.encoding, offset=0)
    try:
        mixed = decode_mixed(body, detection.encoding)
        return (text_of(body, detection.encoding) if mixed is None else mixed), detection
    except UnicodeDecodeError as error:
        # A sample does not show every character that a file has.
        for fuller in fuller_than(detection.encoding) if encoding is None else ():
            if is_valid(body, fuller):
                return text_of(body, fuller), replace(detection, encoding=fuller)
        if encoding is None and (after_all := _mixed_after_all(body, known)) is not None:
            return after_all
        offset = len(detection.bom) + error.start
        advice = "name its encoding with --encoding" if encoding is None else "leave --encoding out, name another"
        sentence = _not_valid(data, offset, detection.encoding, advice)
        raise UndecodableError(sentence, encoding=detection.encoding, offset=offset) from error


def _is_romanian(data: bytes, detection: Detection) -> bool:
    """Tell whether it may be in some pages that differ in nothing but cedillas and commas, which are the same to Romanian."""
    share = detection.confidence + sum(other.confidence for other in detection.alternatives)
    names = {detection.encoding or "", *(other.encoding for other in detection.alternatives)}
    return share >= SURE and names <= _ROMANIAN and len({text_of(data, name).translate(COMMAS) for name in names}) == 1


def _begins_within(body: bytes, encoding: str) -> bool:
    """Tell whether a text begins within a character: that may be valid, all up to the next ASCII being shifted by a byte."""
    run = _SHIFTED.match(body)
    if run is None or encoding not in _OF_PAIRS:
        return False
    return roughly(run[0][1:], encoding) > roughly(run[0], encoding) + _LIKELIER_SHIFTED


def _not_valid(data: bytes, offset: int, encoding: str, advice: str = "name its encoding with --encoding") -> str:
    return f"{_place(data, offset)} is not {encoding}; the file was left as it is; {advice}, or mend that place"


def named(data: bytes, encoding: str) -> Detection:
    """Return what is to be said of bytes whose encoding is named, if all of them are valid in it.

    Raises what ``decode`` raises.

    >>> named("编码".encode("gbk"), "gbk").script
    'Hans'
    """
    text, detection = read(data, encoding)
    language, script = tongue(text)
    return replace(detection, language=language, script=script, label=label_of(str(detection.encoding)))


def _mixed_after_all(body: bytes, known: Known) -> tuple[str, Detection] | None:
    """Return the text of a mixture of which a sample showed one encoding only."""
    found = mixture(body, among(known.languages, known.candidates))
    if found is None or found.confidence < SURE or (text := _read_mixed(body, found.encoding)) is None:
        return None
    return text, Detection(found.encoding, found.confidence, evidence=found.evidence)


def _read_mixed(body: bytes, encoding: str) -> str | None:
    try:
        return decode_mixed(body, encoding)
    except UnicodeDecodeError:
        return None


def _nearest(detection: Detection) -> str:
    return detection.encoding or (detection.alternatives[0].encoding if detection.alternatives else "utf-8")


def _doubt(data: bytes, detection: Detection) -> str:
    """Say why the encoding is not sure enough, and what to do."""
    if detection.encoding is None:
        reason = f"{_place(data, _beyond_ascii(data))} is of no encoding this program knows"
    elif detection.alternatives:
        names = (detection.encoding, *(other.encoding for other in detection.alternatives[:2]))
        reason = f"it could be {' or '.join(names)}, and too little tells them apart"
    else:
        reason = f"it could be {detection.encoding}, or no encoding this program knows"
    return f"{reason}; the file was left as it is; name its encoding with --encoding"


def _beyond_ascii(data: bytes) -> int:
    """Return where the first byte beyond ASCII is."""
    return len(data) - len(data.lstrip(bytes(range(128))))


def _named(data: bytes, encoding: str) -> Detection:
    codec = codec_of(encoding)
    bom = next((bom for bom, name in BOMS if data.startswith(bom) and name.startswith(codec)), b"")
    return Detection(codec, 1.0, evidence="named by the user", bom=bom)


def _place(data: bytes, offset: int) -> str:
    byte = data[offset] if offset < len(data) else data[-1]
    line = data.count(b"\n", 0, offset) + 1
    return f"byte {byte:#04x} at offset {offset:,} (line {line:,})"
