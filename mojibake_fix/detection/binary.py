"""Content that is no text, by what it begins with and by its NULs."""

from __future__ import annotations

from ..patterns import lazy_pattern
from .windows import control_count

__all__ = ["kind"]

# What the formats begin with that hold few NULs, or none near the beginning; the others are known by their NULs.
_BEGINNINGS = {
    b"%PDF-": "a PDF document",
    b"\x89PNG\r\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"PK\x03\x04": "a ZIP archive",
    b"PK\x05\x06": "a ZIP archive",
    b"\x1f\x8b\x08": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
    b"\xca\xfe\xba\xbe": "a program",
    b"SQLite format 3\x00": "an SQLite database",
    b"\xde\x12\x04\x95": "a compiled catalogue",
    b"\x95\x04\x12\xde": "a compiled catalogue",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an Office document",
    b"wOFF": "a font",
    b"wOF2": "a font",
    b"OTTO": "a font",
    b"\x00\x01\x00\x00": "a font",
    b"ID3": "music",
    b"OggS": "music",
    b"fLaC": "music",
}
_TEXTUAL = {b"BZh", b"ID3", b"OTTO"}  # what a text may begin with, too: there a control character has to follow
_COMMENTS, _NUMBER = rb"(?:\s+#[^\n]*)*\s+", rb"([1-9][0-9]{0,4})"
_RASTERS = (b"P4", b"P5", b"P6")
_RASTER = lazy_pattern(b"P(?:4|([56]))" + (_COMMENTS + _NUMBER) * 2 + rb"(?(1)\s+[0-9]+)\s")  # of Netpbm: size, depth, points
_BITS = {None: 1, b"5": 8, b"6": 24}  # bits of a point
_MOST_CONTROLS = 0.02  # of the bytes: logs and listings of other programs have some
_INFO = lazy_pattern(rb"\x1f\f?\n(?:File|Tag Table|Indirect):")  # GNU's manuals
_INFO_MARKS = lazy_pattern(rb"[\x1f\x7f]|\x00\x08[][]")  # what divides them, and stands around an index and a picture


def kind(data: bytes) -> str | None:
    """Return what some bytes are that are no text in an encoding with ASCII, or None if they may be one.

    UTF-16 has to be ruled out before: it has NULs.

    >>> kind(b"%PDF-1.7\\n%\\xe2\\xe3\\xcf\\xd3\\n"), kind(b"a\\0b"), kind(b"BZhat is a name"), kind("\\a".encode())
    ('a PDF document', 'NULs: no text', None, None)
    >>> kind(b"P4\\n8 2\\n\\xff\\xe7"), kind(b"P4 is a processor")
    ('a Netpbm image', None)
    >>> kind(b"\\x1f\\nTag Table:\\nNode: Top\\x7f120\\nNode: Use\\x7f340\\n\\x1f\\nEnd Tag Table\\n") is None
    True
    """
    if data.startswith((*_BEGINNINGS,)):
        beginning = next(filter(data.startswith, _BEGINNINGS))
        if beginning not in _TEXTUAL or control_count(data[:64]):
            return _BEGINNINGS[beginning]
    if _is_raster(data):
        return "a Netpbm image"
    controls = control_count(data)
    if b"\0" not in data and controls <= max(1, _MOST_CONTROLS * len(data)):
        return None
    if _INFO.search(data) and control_count(_INFO_MARKS.sub(b"", data)) <= 1:
        return None
    return "NULs: no text" if b"\0" in data else "control characters: no text"


def _is_raster(data: bytes) -> bool:
    """Tell whether some bytes are an image of Netpbm, whose points may all be letters: as many as it says."""
    found = _RASTER.match(data) if data.startswith(_RASTERS) else None
    if found is None:
        return False
    row = int(found[2]) * _BITS[found[1]]
    return len(data) - found.end() == (row + 7) // 8 * int(found[3])
