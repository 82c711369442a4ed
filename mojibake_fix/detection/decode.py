"""Bytes to text, never with a replacement: UTF-8 as most files are in it at once, all else as it is detected or named."""

from __future__ import annotations

from ..model import Detection
from .binary import kind
from .declared import declaration
from .known import Known
from .utf7 import as_utf7
from .windows import looked_at

__all__ = ["decode"]

NOTHING_KNOWN = Known()


def decode(data: bytes, encoding: str | None = None, known: Known = NOTHING_KNOWN) -> tuple[str, Detection]:
    """Return the text of ``data``, without its byte order mark, and how it was read.

    ``encoding`` names the encoding, None lets it be detected from the bytes and from what is ``known``. Of plain UTF-8 no
    language is told. Raises NotTextError for bytes that are no text, UndecodableError, with the offset, for a byte that the
    encoding does not explain or if too little tells encodings apart, and UsageError for an encoding nobody knows.

    >>> decode("中文编码".encode())[0], decode("中文编码".encode("gb18030"))[0]
    ('中文编码', '中文编码')
    """
    if encoding is None and not known.languages and not known.candidates and (text := _plain(data, known)) is not None:
        return text, Detection("utf-8", 1.0, evidence="ASCII" if text.isascii() else "valid UTF-8")
    from .reading import read  # and with it all encodings and the models of all languages

    return read(data, encoding, known)


_MARK = b"\xef\xbb\xbf"
_SPECIAL = (b"\0", b"\x1b", b"~{")  # what UTF-16, the escapes of other encodings and binary content have


def _plain(data: bytes, known: Known) -> str | None:
    """Return the text of what is UTF-8 and gives no reason to think of anything else."""
    if data.startswith(_MARK) or any(special in data for special in _SPECIAL):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if text.isascii() and as_utf7(data) is not None:
        return None
    claims = [*known.around.declared, own] if (own := declaration(data)) is not None else known.around.declared
    is_contradicted = any(claim.encoding != "utf-8" for claim in claims)
    return None if is_contradicted or kind(looked_at(data)) is not None else text
