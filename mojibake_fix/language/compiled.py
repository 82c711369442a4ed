"""Models for the compiled core: the tables as they are mapped, and what a document has said, by their addresses."""

from __future__ import annotations

import ctypes
import sys
from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ..native import core
from .logs import INVERSE, LOG
from .mapped import CModel
from .tables import LONGEST, STEP

__all__ = ["CScorer", "Document", "P", "address", "nats_from"]

_Array = npt.NDArray[Any]

P = np.exp(np.arange(LONGEST << 8) / -STEP)
"""The probability that each cost says: an n-gram's with all that its contexts add."""

_NATS = np.arange((LONGEST + 1) << 8) / -STEP  # of each cost, that of a slot given its symbol included


def address(array: _Array) -> int:
    """Return where an array begins; it has to stay for as long as it is read there.

    >>> address(np.zeros(1)) > 0
    True
    """
    return int(array.ctypes.data)


class _CSeen(ctypes.Structure):
    _fields_ = (("size", ctypes.c_int64), ("keys", ctypes.c_void_p), ("counts", ctypes.c_void_p))


class Document(NamedTuple):
    """What a document says.

    P of each symbol wherever it stands, and what that leaves of what the model says; log P of each slot given its symbol; how
    often n-grams occur, the shortest first, and what P weighs against those of each length.
    """

    anywhere: _Array | None
    elsewhere: float
    within: _Array
    counts: Sequence[tuple[_Array, _Array]]
    weight: Mapping[int, float]


class CScorer(ctypes.Structure):
    """A model, and the document that it has read, if any: ``Scorer`` in native/ngrams.h."""

    _fields_ = (
        ("model", ctypes.c_void_p),
        ("within", ctypes.c_void_p),
        ("nats", ctypes.c_void_p),
        ("p", ctypes.c_void_p),
        ("anywhere", ctypes.c_void_p),
        ("elsewhere", ctypes.c_double),
        ("log", ctypes.c_void_p),
        ("inverse", ctypes.c_void_p),
        ("order", ctypes.c_int64),
        ("weight", ctypes.c_double * (LONGEST + 1)),
        ("seen", _CSeen * (LONGEST + 1)),
    )
    arrays: tuple[Any, ...]

    @property
    def symbols(self) -> int:
        """Return where the symbol of each slot stands."""
        return int(self.arrays[0].symbol)

    @classmethod
    def of(cls, model: CModel, within: _Array) -> CScorer:
        """Return a scorer that has read nothing; ``within`` is log P of each slot given its symbol."""
        tables = {"log": address(LOG), "inverse": address(INVERSE)}
        scorer = cls(ctypes.addressof(model), address(within), address(_NATS), address(P), **tables)
        scorer.arrays = (model, within)  # they have to stay
        return scorer

    def that_has_read(self, document: Document) -> CScorer:
        """Return one with the same model that has read a document."""
        scorer = CScorer.of(self.arrays[0], document.within)
        scorer.order = len(document.counts)
        if document.anywhere is not None:
            scorer.anywhere, scorer.elsewhere = address(document.anywhere), document.elsewhere
        for n, (keys, occurrences) in enumerate(document.counts, 1):
            scorer.weight[n] = document.weight.get(n, 0.0)
            scorer.seen[n] = _CSeen(len(keys), address(keys), address(occurrences))
        scorer.arrays += (document,)
        return scorer


def nats_from(scorer: CScorer, text: str, first: int) -> array[float]:
    """Return log P of each character of a text from the ``first`` on: as many as a model looks at are before it.

    Only where the core is there.
    """
    nats = array("d", bytes(8 * (len(text) - first)))
    codes = text.encode(_UTF32, "surrogatepass")
    _text_nats()(ctypes.addressof(scorer), codes, first, len(text), nats.buffer_info()[0])
    return nats


_UTF32 = f"utf-32-{sys.byteorder[0]}e"


@cache
def _text_nats() -> Any:
    library = core()
    assert library is not None
    pointer, number = ctypes.c_void_p, ctypes.c_int64
    library.text_nats.restype, library.text_nats.argtypes = None, [pointer, ctypes.c_char_p, number, number, pointer]
    return library.text_nats
