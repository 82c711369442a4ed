"""Damage a line: by a channel alone, or with what else happens to garbled text on its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mojibake_fix.encodings import codec
from mojibake_fix.restore.channels import Channel, channels_of, corrupt, written
from mojibake_fix.restore.post_steps import POST_STEPS

__all__ = ["MIXTURES", "Damage", "is_lossless"]

_C1_OF_CP1252 = dict.fromkeys((0x81, 0x8D, 0x8F, 0x90, 0x9D), "\N{REPLACEMENT CHARACTER}")  # bytes without a character there


@dataclass(frozen=True)
class Mixture:
    """Which slice of a line is damaged, as shares of its length, and what is done to the damaged text afterwards."""

    start: float = 0.0
    end: float = 1.0
    step: Callable[[str], str] = str

    def split(self, line: str) -> tuple[str, str, str]:
        """Return what stands before the damage, what is damaged, and what stands behind."""
        start, end = int(self.start * len(line)), int(self.end * len(line))
        return line[:start], line[start:end], line[end:]


MIXTURES = {
    "": Mixture(),
    "first-half": Mixture(end=0.5),
    "second-half": Mixture(start=0.5),
    "unmapped-replaced": Mixture(step=lambda text: text.translate(_C1_OF_CP1252)),
    **{name: Mixture(step=step) for name, step in POST_STEPS.items()},
}
"""What may come to a channel: it meets half of a line, or one of the post-steps follows."""


@dataclass(frozen=True)
class Damage:
    """A channel, or several joined by ``+``, and the name of a mixture.

    >>> Damage("utf8-as-latin-1", "second-half").do("été à Ré")
    'été Ã\\xa0 RÃ©'
    """

    channel: str
    mixture: str = ""

    def __str__(self) -> str:
        return f"{self.channel}, {self.mixture}" if self.mixture else self.channel

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Return the channels, the first damage first."""
        return channels_of(self.channel)

    def do(self, line: str) -> str:
        """Return the line damaged."""
        mixture = MIXTURES[self.mixture]
        before, garbled, after = mixture.split(line)
        return before + mixture.step(corrupt(self.channels, garbled)) + after

    def suits(self, line: str) -> bool:
        """Tell whether the channel loses nothing of a line, and the mixture makes a difference.

        >>> Damage("utf8-as-gbk").suits("中文"), Damage("utf8-as-gbk").suits("中文，"), Damage("utf8-as-gbk").suits("a")
        (True, False, False)
        >>> Damage("utf8-as-latin-1", "nbsp-to-space").suits("été"), Damage("utf8-as-latin-1", "nbsp-to-space").suits("à")
        (False, True)
        """
        _, garbled, _ = MIXTURES[self.mixture].split(line)
        if not is_lossless(self.channels, garbled):
            return False
        return not self.mixture or self.do(line) not in (line, corrupt(self.channels, line))


def is_lossless(channels: tuple[Channel, ...], line: str) -> bool:
    """Tell whether channels damage a line, and the known inverse of each, from the last to the first, gives it back.

    >>> is_lossless(channels_of("cesu8-as-utf8"), "中文"), is_lossless(channels_of("cesu8-as-utf8"), "😀")
    (False, True)
    """
    text = line
    try:
        for channel in channels:
            data = written(channel.written, text)
            text = _read(channel, data)
            if _bytes(channel, text) != data:
                return False
    except UnicodeError:
        return False
    return text != line


_PYTHON = {"utf-16-le": "strict", "utf8": "surrogatepass"}  # readers that have no table


def _read(channel: Channel, data: bytes) -> str:
    """Return what a channel reads. Raises UnicodeDecodeError where it would put a token."""
    table = channel.reader.table
    return data.decode(table, _PYTHON[table]) if table in _PYTHON else codec(table).read(data)


def _bytes(channel: Channel, text: str) -> bytes:
    table = channel.reader.table
    return text.encode(table, _PYTHON[table]) if table in _PYTHON else codec(table).encode(text)
