"""What a file says of its own encoding: evidence, which its bytes may overrule."""

from __future__ import annotations

import re

from ..patterns import lazy_pattern
from ..records import NamedTuple

__all__ = ["Declaration", "declaration", "declared_language", "known_as"]

_HEAD, _TAIL = 4096, 1024  # bytes at either end in which a declaration stands
_NAME = rb"([A-Za-z][\w.:-]{1,30})"

# Where a declaration stands, as those who read it say: the head of the file, its first two lines, or either end.
_IN_HEAD = {
    "XML declaration": rb"\A\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']" + _NAME,
    "HTML meta": rb"(?i)<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?" + _NAME,
    "CSS @charset": rb'\A@charset "' + _NAME + rb'";',
    "LaTeX inputenc": rb"(?m)^[^%\n]*\\usepackage[ \t]*\[" + _NAME + rb"\][ \t]*\{inputenc\}",
    "SET line of a dictionary": rb"(?m)\A(?:[^\n]*\n){0,30}?SET[ \t]+" + _NAME + rb"[ \t]*\r?$",
    "PO header": rb'(?m)^"Content-Type: text/[a-z]+; *charset=' + _NAME,
}
_IN_FIRST_LINES = {
    "coding comment": rb"\A(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*" + _NAME,
    "Emacs mode line": rb"\A(?:[^\n]*\n)?[^\n]*-\*-[^\n]*?coding:[ \t]*" + _NAME,
}
_AT_EITHER_END = {
    "Vim mode line": rb"(?m)(?:^|\s)(?:vi|vim|ex):[^\n]*?\b(?:fenc|fileencoding)=" + _NAME,
    "Emacs local variables": rb"(?m)Local Variables:(?:[^\n]*\n){1,20}?[^\n]*\bcoding:[ \t]*" + _NAME,
}
_IN_HEAD_OR_END = {
    name: lazy_pattern(pattern) for table in (_IN_HEAD, _IN_FIRST_LINES, _AT_EITHER_END) for name, pattern in table.items()
}
_LANGUAGE = lazy_pattern(
    rb"(?i)<[a-z][^<>]{0,200}?\s(?:xml:)?lang(?:uage)?\s*=\s*[\"']?([a-z]{2})\b"
    rb"|<meta[^<>]{0,60}?content-language[\"']?\s+content\s*=\s*[\"']?([a-z]{2})\b"
    rb'|^"Language: *([a-z]{2})\b',
    re.MULTILINE,
)
_WORDS = (b"coding", b"charset", b"CHARSET", b"fenc", b"inputenc", b"SET ")  # one of which is in any of them
_OF_TEX = {"ansinew": "cp1252", "applemac": "mac-roman"}
_ENDINGS = lazy_pattern(r"-(?:unix|dos|mac|bom)$")  # Emacs names the line end with the encoding, git and editors the mark


class Declaration(NamedTuple):
    """An encoding by the name to decode with, and what declares it."""

    encoding: str
    by: str


def declaration(data: bytes) -> Declaration | None:
    """Return what a file declares of its encoding, or None if nothing, or nothing that anybody knows.

    >>> declaration(b"#!/usr/bin/python\\n# -*- coding: gbk -*-\\n")
    Declaration(encoding='gb18030', by='coding comment')
    >>> declaration(b"\\\\usepackage[ansinew]{inputenc}\\n"), declaration(b"SET KOI8-R\\nTRY\\n").encoding
    (Declaration(encoding='cp1252', by='LaTeX inputenc'), 'koi8-r')
    >>> declaration(b'<?xml version="1.0" encoding="x-unknown"?>') is None
    True
    """
    head, ends = data[:_HEAD], data[:_HEAD] + data[max(_HEAD, len(data) - _TAIL) :]
    if not any(word in ends for word in _WORDS):
        return None
    for by, pattern in _IN_HEAD_OR_END.items():
        found = pattern.search(ends if by in _AT_EITHER_END else head)
        encoding = known_as(found[1].decode()) if found else None
        if encoding is not None and not encoding.startswith(("utf-16", "utf-32")):  # which bytes that read as ASCII contradict
            return Declaration(encoding, by)
    return None


def declared_language(data: bytes) -> str | None:
    """Return the code of the language that a page of HTML, a document in XML or a catalogue declares, or None.

    >>> declared_language(b'<html lang="pl-PL">'), declared_language(b'"Language: cs\\\\n"'), declared_language(b"lang=pl")
    ('pl', 'cs', None)
    """
    found = _LANGUAGE.search(data[:_HEAD])
    return (found[1] or found[2] or found[3]).decode().lower() if found else None


def known_as(name: str) -> str | None:
    """Return the name to decode with of an encoding as editors write it, or None for one that nobody knows.

    >>> known_as("utf-8-unix"), known_as("UTF-16LE-BOM"), known_as("elvish")
    ('utf-8', 'utf-16-le', None)
    """
    from ..encodings.names import codec_if_known  # and with it all tables, which most files have no need of

    name = _ENDINGS.sub("", name.lower())
    return codec_if_known(_OF_TEX.get(name, name))
