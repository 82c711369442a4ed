"""One encoding as it really is: bytes to text under every policy, text to bytes, and every code of a character."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, cast

from .four_bytes import four_byte_code
from .layout import Layout
from .policy import Policy, taken, takes
from .tables import NO_CHARACTER, NO_CODE, TABLES, Table, table

if TYPE_CHECKING:
    from .arrays import Arrays

__all__ = ["TOKEN", "Codec"]

TOKEN = "?"
"""What Windows writes for bytes without a character, except in Japanese."""

_EACH = bytes(range(0x100))  # a kind of its own

_LONG = 1 << 15  # bytes, or characters, from which on arrays pay for the import of numpy; below, Python needs a few milliseconds


class Codec:
    """One table of ``encodings/data``; what is long is done in arrays, what is short without them, with the same result."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"codec({self.name!r})"

    @cached_property
    def _table(self) -> Table:
        return table(self.name)  # a few milliseconds, so not before something is asked

    @property
    def layout(self) -> Layout:
        """Return which bytes begin a character and which may follow."""
        return TABLES[self.name][1]  # without the table

    def decode(self, data: bytes, policy: Policy = Policy.PAIR, token: str = TOKEN) -> str:
        """Return the text of any bytes; one ``token`` stands for what has no character, as ``policy`` counts it.

        >>> from . import codec
        >>> codec("cp936").decode("态 -".encode()), codec("cp936").decode(b"\\xc2(x", Policy.WHATWG, "\\ufffd")
        ('鎬?-', '\ufffd(x')
        """
        if len(data) >= _LONG:
            return self.arrays.decode(data, policy, token)
        if self._unit is not None and policy in (Policy.PAIR, Policy.WHATWG):
            return "".join(self._by_units(data, token, keeps_ascii=policy is Policy.WHATWG))
        parts, at = [], 0
        while at < len(data):
            character, length = self._table.at(data, at)
            parts.append(token if character is None else character)
            at += length or taken(policy, self._table, data, at)
        return "".join(parts)

    def read(self, data: bytes) -> str:
        """Return the text of bytes that are valid in this encoding.

        Raises UnicodeDecodeError at the first byte that has no character.

        >>> from . import codec
        >>> codec("cp950").read(b"\\xfa\\x40\\xa4\\xa4")
        '\\ue000中'
        """
        if len(data) >= _LONG:
            return self.arrays.read(data)
        if self._unit is not None:
            return self._read_by_units(data, self._unit.findall(data))
        parts, at = [], 0
        while at < len(data):
            character, length = self._table.at(data, at)
            if character is None:
                end = at + taken(Policy.PAIR, self._table, data, at)
                raise UnicodeDecodeError(self.name, data, at, end, NO_CHARACTER)
            parts.append(character)
            at += length
        return "".join(parts)

    @cached_property
    def _unit(self) -> re.Pattern[bytes] | None:
        """Return what cuts bytes into single ones and pairs, or None if there are longer codes."""
        openers = self.layout.openers
        if self.layout.prefix is not None or self.layout.four or any(bytes([byte]) in self._table.others for byte in openers):
            return None
        pair = b"[%b].|" % b"".join(re.escape(bytes([byte])) for byte in openers) if openers else b""
        return re.compile(pair + b".", re.DOTALL)

    def _read_by_units(self, data: bytes, units: Sequence[bytes]) -> str:
        characters = list(map(self._table.known.__getitem__, units))
        try:
            return "".join(cast("list[str]", characters))
        except TypeError:
            first = characters.index(None)
        at = sum(map(len, units[:first]))
        raise UnicodeDecodeError(self.name, data, at, at + len(units[first]), NO_CHARACTER)

    def _by_units(self, data: bytes, token: str, *, keeps_ascii: bool) -> Iterator[str]:
        known = self._table.known
        for unit in self._unit.findall(data) if self._unit else ():
            character = known[unit]
            if character is None:
                kept = unit[1:] if keeps_ascii and unit[1:].isascii() else b""
                character = token + (known[kept] or "")
            yield character

    def encode(self, text: str) -> bytes:
        """Return the bytes of a text; of several codes of a character, the one that the system it comes from writes.

        Raises UnicodeEncodeError for a character that the encoding does not have.

        >>> from . import codec
        >>> codec("cp936").encode("中€\\ue147").hex(" "), codec("cp932").encode("≒").hex()
        ('d6 d0 80 ad ce', '81e0')
        """
        parts: list[bytes] = []
        place = 0
        for part in [text] if self._sequences is None else self._sequences.split(text):
            try:
                parts.append(self._code(part))
            except UnicodeEncodeError as error:  # which knows a part only, and in Python's words
                place += error.start
                raise UnicodeEncodeError(self.name, text, place, place + 1, NO_CODE) from None
            place += len(part)
        return b"".join(parts)

    def _code(self, text: str) -> bytes:
        """Return the bytes of a sequence, or of a text without sequences."""
        if text in self._table.sequences:
            return self._table.codes(text)[0]
        if len(text) >= _LONG:
            return self.arrays.encode(text)
        try:
            return b"".join(map(self._written.__getitem__, text))
        except KeyError:
            place = next(k for k, character in enumerate(text) if self.encoded(character) is None)
        raise UnicodeEncodeError(self.name, text, place, place + 1, NO_CODE)

    @cached_property
    def _sequences(self) -> re.Pattern[str] | None:
        sequences = self._table.sequences
        return re.compile(f"({'|'.join(sequences)})") if sequences else None

    @cached_property
    def _written(self) -> _Written:
        return _Written(self.encoded)

    def encoded(self, character: str) -> bytes | None:
        """Return the code of a character that ``encode`` writes, or None if the encoding does not have it.

        >>> from . import codec
        >>> codec("cp936").encoded("聯"), codec("cp936").encoded("\\N{HANGUL SYLLABLE HAN}")
        (b'\\xc2\\x93', None)
        """
        codes = self._table.codes(character)
        return codes[0] if codes else self._four(character)

    def encode_all(self, character: str) -> tuple[bytes, ...]:
        """Return every code that reads as a character, the one that ``encode`` writes first.

        >>> from . import codec
        >>> [code.hex() for code in codec("cp932").encode_all("№")]
        ['8782', 'fa59']
        """
        codes = self._table.codes(character)
        four = self._four(character)
        return codes if four is None or four in codes else (*codes, four)

    def at(self, data: bytes, place: int) -> tuple[str | None, int]:
        """Return the character that begins at ``place`` and the number of its bytes, or None and 0.

        >>> from . import codec
        >>> codec("cp932").at(b"\\x83\\x65\\x83", 0), codec("cp932").at(b"\\x83\\x65\\x83", 2)
        (('テ', 2), (None, 0))
        """
        return self._table.at(data, place)

    def taken(self, data: bytes, place: int, policy: Policy = Policy.PAIR) -> int:
        """Return how many bytes one token stands for at ``place``, where no character begins.

        >>> from . import codec
        >>> codec("cp936").taken(b"\\xac(", 0), codec("cp936").taken(b"\\xac(", 0, Policy.WHATWG)
        (2, 1)
        """
        return taken(policy, self._table, data, place)

    def takes(self, policy: Policy) -> Callable[[bytes], int]:
        """Return what tells the same of four bytes, for whoever asks for thousands.

        >>> from . import codec
        >>> codec("cp936").takes(Policy.PAIR)(b"\\xac(AA")
        2
        """
        return takes(policy, self._table)

    @property
    def sequences(self) -> tuple[str, ...]:
        """Return the characters that are two code points together: Big5-HKSCS has four."""
        return self._table.sequences

    def _four(self, character: str) -> bytes | None:
        """Return the code that arithmetic gives a character, unless it means another one in this edition."""
        code = four_byte_code(character) if self.layout.four and len(character) == 1 else None
        return None if code in self._table.others else code

    def unmapped(self, kinds: bytes = _EACH) -> frozenset[bytes]:
        """Return the pairs, of a lead byte and any byte, that no character has: what a hole of the policy ``pair`` may be.

        Bytes may be of ``kinds``, of which that at its place stands for each; of these, then, pairs are returned.

        >>> from . import codec
        >>> len(codec("cp936").unmapped()) == 126 * 66, b"\\xa1 " in codec("cp936").unmapped()
        (True, True)
        """
        known = b"".join([code for code in self._table.characters if len(code) == 2])
        trails: dict[int, bytes] = {}
        at = 0
        for lead, codes in groupby(known[::2]):  # one after the other they are as good as sorted
            end = at + 2 * len(list(codes))
            trails[lead] = trails.get(lead, b"") + known[at + 1 : end : 2]
            at = end
        leads = (lead for lead in self.layout.openers if bytes([lead]) not in self._table.others)
        return frozenset(
            bytes((kinds[lead], kind)) for lead in leads for kind in set(_EACH.translate(kinds, trails.get(lead, b"")))
        )

    def codes(self) -> Iterable[tuple[str, tuple[bytes, ...]]]:
        """Return every character of the table with all its codes; what GB18030 has by arithmetic is not among them.

        >>> from . import codec
        >>> dict(codec("cp1252").codes())["é"]
        (b'\\xe9',)
        """
        return ((character, self._table.codes(character)) for character in self._table.written)

    def pairs(self) -> Iterator[tuple[bytes, str]]:
        """Yield the codes of two bytes, each with its character.

        >>> from . import codec
        >>> next(codec("cp936").pairs()), sum(1 for pair in codec("cp936").pairs())
        ((b'\\x81@', '丂'), 23940)
        """
        return ((code, character) for code, character in self._table.characters.items() if len(code) == 2)

    @cached_property
    def arrays(self) -> Arrays:
        """Return the tables of this codec as numpy arrays, and what works on them."""
        from .arrays import Arrays  # numpy: 100 ms, for long texts only

        return Arrays(self._table)


class _Written(dict[str, bytes]):
    """What each character is written as, looked up once."""

    def __init__(self, encoded: Callable[[str], bytes | None]) -> None:
        super().__init__()
        self._encoded = encoded

    def __missing__(self, character: str) -> bytes:
        code = self._encoded(character)
        if code is None:
            raise KeyError(character)
        self[character] = code
        return code
