"""The table of channels: how text gets damaged, forwards. Whatever is restored must reproduce its damage through one of these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..encodings import cp936

__all__ = ["CHANNELS", "UTF8_AS_GBK", "Channel", "corrupt"]


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to damage text: it is written in UTF-8 and read by ``read``; ``culprit`` says so for a person."""

    name: str
    read: Callable[[bytes], str]
    culprit: str


def _single_byte(name: str, codec: str, culprit: str) -> Channel:
    """Return the channel of a codec that ftfy knows; those called sloppy read unassigned bytes as C1 controls."""

    def read(data: bytes) -> str:
        import ftfy.bad_codecs  # registers the sloppy codecs; 60 ms, for the few texts that need it

        assert ftfy.bad_codecs
        return data.decode(codec)

    return Channel(f"utf8-as-{name}", read, f"UTF-8 read as {culprit}")


UTF8_AS_GBK = Channel("utf8-as-gbk", cp936.decode, "UTF-8 read as GBK (Windows code page 936)")

SINGLE_BYTE = {
    codec: _single_byte(name, codec, culprit)
    for codec, name, culprit in (
        ("latin-1", "latin-1", "ISO-8859-1"),
        ("sloppy-windows-1252", "windows-1252", "Windows-1252 (Western Europe)"),
        ("sloppy-windows-1250", "windows-1250", "Windows-1250 (Central Europe)"),
        ("sloppy-windows-1251", "windows-1251", "Windows-1251 (Cyrillic)"),
        ("sloppy-windows-1253", "windows-1253", "Windows-1253 (Greek)"),
        ("sloppy-windows-1254", "windows-1254", "Windows-1254 (Turkish)"),
        ("sloppy-windows-1257", "windows-1257", "Windows-1257 (Baltic)"),
        ("iso-8859-2", "iso-8859-2", "ISO-8859-2 (Central Europe)"),
        ("macroman", "mac-roman", "Mac Roman"),
        ("cp437", "cp437", "DOS code page 437"),
    )
}
"""The single-byte channels by the name ftfy gives the codec."""

CHANNELS = {channel.name: channel for channel in (UTF8_AS_GBK, *SINGLE_BYTE.values())}


def corrupt(channel: Channel, text: str) -> str:
    """Damage a text: the forward model, and the specification of its inverse.

    Raises UnicodeEncodeError for a lone surrogate, which UTF-8 cannot write.

    >>> corrupt(UTF8_AS_GBK, "中文，event")
    '涓\\ue15f枃锛宔vent'
    """
    return channel.read(text.encode("utf-8"))
