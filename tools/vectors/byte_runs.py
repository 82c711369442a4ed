"""Bytes that are no text: what the edges of each family of codecs do to a decoder."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import product

__all__ = ["FAMILIES", "byte_runs"]

# Lead bytes in the middle and at the ends of each family's range, and one that leads nothing.
LEADS = {
    "gbk": "81 a1 d7 fe",
    "gb18030": "81 a2 84 fe",
    "big5": "81 a1 c6 f9 fe",
    "big5-hkscs": "87 88 c6 fe",
    "shift-jis": "81 85 ef f0 fc",
    "euc-jp": "8e 8f a1 ad fe",
    "euc-kr": "81 a1 c8 c9 fe",
}

# What follows a lead: nothing, line ends, ASCII below 30, 40 and above, the edges of the trail ranges.
TRAILS = "", "0a", "0d0a", "20", "30", "3f", "40", "41", "5c", "7e", "7f", "80", "a0", "a1", "fe", "ff"

# Without A4D4 of EUC-KR: behind it, Python's euc_kr alone makes up syllables of eight bytes (KS X 1001, annex 3).
# Single bytes, user-defined areas at both ends, unassigned codes, extensions that not every member of the family has.
SPECIAL = {
    "gbk": "80 ff 8080 ffff a140 a7a0 aaa1 affe f8a1 fefe a2a0 a2ab a6e0 a8bf a989 d7fa fe50 fe59 fea0 a1a4 a1aa "
    "a3a4 81308130 8130 4180",
    "gb18030": "80 ff 81308130 8130813f 813081 8130 81 308130 8431a439 8431a530 8432eb38 90308130 9030 e3329a35 "
    "e3329a36 fe39fe39 "
    "8135f437 a8bc 8336c738 a6d9 fe59 a140 aaa1 f8a1 a2e3 82359037 8431a437 81308130 ff308130",
    "big5": "80 ff 8140 8dfe 8e40 a0fe a145 a14e a15a a1c3 a1fe a240 a2cc a2ce a3bf a3c0 a3e1 c6a1 c6bf c6fe c740 "
    "c8fe c9fe f9d6 f9fe fa40 fefe a17f",
    "big5-hkscs": "80 ff 8140 8740 877e 8862 8864 88a3 88a5 8866 c6a1 c6be c6fe c875 c8fe f9d6 f9fe fa40 fefe 8140 a145 "
    "a240 c6bf 8bfe a1c3",
    "shift-jis": "80 a0 a1 df fd fe ff 5c 7e 815f 8160 8161 817c 8191 81ca 81ad 8540 8740 879c 8840 889e 9873 eaa5 "
    "ed40 eeec eefc ef40 f040 "
    "f9fc fa40 fa54 fc4b fc4c fcfc 817f 81fd",
    "euc-jp": "80 8e 8ea1 8edf 8ee0 8efe 8f 8fa2 8fa2af 8fa2b7 8fa1a1 8ff3f3 8ffefe 8fa241 a1c0 a1c1 a1dd a9a1 ada1 "
    "adfe aea1 f4a6 f5a1 "
    "fcf1 fefe a0a1 5c 7e 9f",
    "euc-kr": "80 ff 8141 815b 8161 817b 8181 81fe a0fe a141 a2e6 a2e7 a2e8 a3dc a5ab c641 c652 c653 c6a1 c8fe "
    "c9a1 c9fe caa1 fda1 fea1 fefe",
    "utf-16-le": "41 4100 0041 00d8 00d800dc 3dd800de 00dc 00d84100 00dc00d8 fffe feff e4b8 ad 2d4e 2d4e87 0a00 0d000a00",
    "utf-8": "eda0bd edb880 eda0bdedb880 edb880eda0bd eda080 edbfbf 41eda0bd42 eda0bd0a f09f9880",
}

FAMILIES = tuple(SPECIAL)
RANDOM, RANDOM_LENGTH = 10, 16  # seeded by the family's name: the same in every run
SINGLE_CHUNK = 16


def byte_runs(family: str) -> list[bytes]:
    """Return the byte strings that a family's decoders are tried on; of a single-byte codec, all bytes in chunks.

    >>> byte_runs("cp1252")[0].hex()
    '000102030405060708090a0b0c0d0e0f'
    """
    if family not in SPECIAL:
        return [bytes(range(start, start + SINGLE_CHUNK)) for start in range(0, 256, SINGLE_CHUNK)]
    special = [bytes.fromhex(code) for code in SPECIAL[family].split()]
    leads = [bytes.fromhex(lead) for lead in LEADS.get(family, "").split()]
    pairs = [b"a" + lead + bytes.fromhex(trail) for lead, trail in product(leads, TRAILS)]
    runs = [lead * count + b"A" for lead, count in product(leads, (2, 3, 4, 5))]
    return list(dict.fromkeys([*special, *pairs, *runs, *(_random(family, [*special, *leads]) if leads else ())]))


def _random(family: str, own: Sequence[bytes]) -> list[bytes]:
    """Return runs in which the family's own codes, any byte above 7F, and ASCII take turns by chance."""
    dice = random.Random(family)
    return [
        b"".join(
            dice.choice([dice.choice(own), bytes([dice.randrange(0x80, 0x100)]), bytes([dice.randrange(0x20, 0x7F)])])
            for _ in range(RANDOM_LENGTH)
        )
        for _ in range(RANDOM)
    ]
