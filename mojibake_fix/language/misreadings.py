"""Whether characters are what their language writes, or what a reading in the wrong encoding leaves of it."""

from __future__ import annotations

from functools import cache

from .identify import languages
from .model import Model
from .tables import open_tables

__all__ = ["READERS", "garbled", "llr"]

READERS = (
    *("gbk", "gb18030", "big5", "big5-hkscs", "shift-jis", "euc-jp", "euc-kr"),
    *("latin-1", "iso-8859-2", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp437", "cp850", "cp866", "mac-roman", "koi8-r", "utf-16-le"),
    *("gbk+gbk", "euc-kr+euc-kr", "latin-1+gbk", "cp1252+gbk"),
)
"""The encodings that text is read in by mistake, and those that real text was read in one after the other."""


@cache
def garbled(reader: str) -> Model:
    """Return the model of what is left of text that was read in a wrong encoding, one of READERS: characters one by one.

    >>> garbled("gbk").score("涓枃") > garbled("gbk").score("中文")
    True
    """
    return Model(open_tables("misreadings.ngrams"), READERS.index(reader))


def llr(text: str, reader: str) -> float:
    """Return log P(text | its likeliest language) - log P(text | read by ``reader``) in nats: below 0, it is damage.

    >>> llr("中文编码", "gbk") > 0 > llr("涓枃缂栫爜", "gbk")
    True
    """
    return max(languages(text).values()) - garbled(reader).score(text)
