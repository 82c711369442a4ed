"""Write a model as the bytes that mojibake_fix/language/tables.py maps into memory."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mojibake_fix.language.tables import ALIGN, MAGIC, STEP

from .estimate import Estimate
from .symbols import Symbols

__all__ = ["packed"]


def packed(symbols: Symbols, within: Sequence[npt.NDArray[np.float64]], levels: Sequence[Estimate]) -> bytes:
    """Return the file: header, symbol and cost of each slot, then the levels; see mojibake_fix/language/data/README.md."""
    header = struct.pack(f"<4s3H{len(levels)}I", MAGIC, len(levels), len(within), 0, *(len(level.keys) for level in levels))
    columns = [symbols.table.astype("<u2"), np.concatenate([_bytes(nats) for nats in within])]
    for n, level in enumerate(levels, 1):
        if n > 1:
            columns.append((level.keys % np.uint64(len(symbols))).astype("<u2"))
        columns.append(_bytes(level.cost))
        if n < len(levels):
            parents = levels[n].keys // np.uint64(len(symbols))
            starts = np.r_[np.searchsorted(parents, level.keys), len(parents)]
            columns.append(_bytes(level.backoff))
            columns.extend(np.diff(starts).astype("<u2").view(np.uint8).reshape(-1, 2).T)  # low bytes, then high ones: mostly 0
    return b"".join(map(_aligned, [header, *(column.tobytes() for column in columns)]))


def _bytes(nats: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    return np.clip(np.rint(nats * STEP), 0, 255).astype(np.uint8)


def _aligned(column: bytes) -> bytes:
    return column + bytes(-len(column) % ALIGN)
