"""Bytes to text, in the encoding that was detected or named; never with a replacement."""

from __future__ import annotations

from ..encodings.names import codec_of
from ..errors import NotTextError, UndecodableError
from ..model import Detection
from .detect import BOMS, detect
from .mixed import decode_mixed
from .sample import text_of

__all__ = ["decode"]

_SURE = 0.9  # confidence below which nothing is rewritten


def decode(data: bytes, encoding: str | None = None) -> tuple[str, Detection]:
    """Return the text of ``data``, without its byte order mark, and how it was read.

    ``encoding`` names the encoding, None lets it be detected. Raises NotTextError for bytes that are no text,
    UndecodableError, with the offset, for a byte that the encoding does not explain or if too little tells encodings
    apart, and UsageError for an encoding nobody knows.

    >>> decode("中文编码".encode("gb18030"))[0]
    '中文编码'
    """
    detection = detect(data) if encoding is None else _named(data, encoding)
    if detection.encoding is None:
        raise NotTextError("binary, nothing to repair")
    if detection.alternatives and detection.confidence < _SURE:
        raise UndecodableError(_doubt(detection), encoding=detection.encoding, offset=_beyond_ascii(data))
    body = data[len(detection.bom) :]
    try:
        mixed = decode_mixed(body, detection.encoding)
        return (text_of(body, detection.encoding) if mixed is None else mixed), detection
    except UnicodeDecodeError as error:
        offset = len(detection.bom) + error.start
        advice = "name its encoding with --encoding" if encoding is None else "leave --encoding out, name another"
        sentence = f"{_place(data, detection, offset)}; {advice}, or mend that place"
        raise UndecodableError(sentence, encoding=detection.encoding, offset=offset) from error


def _doubt(detection: Detection) -> str:
    could_be = " or ".join((str(detection.encoding), *detection.alternatives[:2]))
    return (
        f"it could be {could_be}, and too little tells them apart; the file was left as it is; name its encoding with --encoding"
    )


def _beyond_ascii(data: bytes) -> int:
    """Return where the first byte beyond ASCII is."""
    return len(data) - len(data.lstrip(bytes(range(128))))


def _named(data: bytes, encoding: str) -> Detection:
    codec = codec_of(encoding)
    bom = next((bom for bom, name in BOMS if data.startswith(bom) and name.startswith(codec)), b"")
    return Detection(codec, 1.0, evidence="named by the user", bom=bom)


def _place(data: bytes, detection: Detection, offset: int) -> str:
    byte = data[offset] if offset < len(data) else data[-1]
    line = data.count(b"\n", 0, offset) + 1
    return f"byte {byte:#04x} at offset {offset:,} (line {line:,}) is not {detection.encoding}; the file was left as it is"
