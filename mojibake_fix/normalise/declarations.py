"""What a file says about its own encoding follows when that changes: in HTML, XML, CSS, program text, catalogues.

Only where a reader would look for it: at the beginning, or in the head of a catalogue; and only the name of an
encoding, for a page may show others what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import model
from ..encodings.names import codec_of
from ..errors import UsageError
from ..patterns import lazy_pattern

__all__ = ["find"]

UTF8 = "utf-8"
_HEAD = 4096  # characters; browsers look at the first 1024 bytes, editors a little farther
_NAME = r"(?P<name>[A-Za-z][\w.:-]*)"
_DECLARATIONS = (
    lazy_pattern(rf"\A<\?xml\b[^<>]*?\bencoding\s*=\s*[\"']{_NAME}[\"']"),
    lazy_pattern(rf'\A@charset "{_NAME}";'),
    lazy_pattern(rf"<meta\b[^<>]*?\bcharset\s*=\s*[\"']?\s*{_NAME}", re.IGNORECASE),
    lazy_pattern(rf"\A(?:[^\n]*\n)?[ \t\f]*(?:#|//|;|%|/\*|\"|--)[^\n]*?coding[:=][ \t]*{_NAME}"),  # PEP 263, Ruby, Emacs, Vim
    lazy_pattern(rf'^"Content-Type:[^"\n]*charset={_NAME}', re.MULTILINE),
)


def find(text: str) -> Iterator[model.Edit]:
    """Yield an edit for every declaration of another encoding than UTF-8.

    >>> [edit.before for edit in find('<?xml version="1.0" encoding="GBK"?>')]
    ['GBK']
    """
    matches = (pattern.search(text, 0, _HEAD) for pattern in _DECLARATIONS)
    for start, name in sorted({match.start("name"): match["name"] for match in matches if match}.items()):
        if _is_other_encoding(name):
            yield model.Edit(start, name, UTF8.upper() if name.isupper() else UTF8)


def _is_other_encoding(name: str) -> bool:
    try:
        return codec_of(name) != codec_of(UTF8)
    except UsageError:
        return False
