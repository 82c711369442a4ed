"""The clean texts: real ones that no model has seen, and never the same piece twice in a run.

Functions of the package remember texts. A text measured a second time, or made of one sample a thousand times over, would
be answered from memory; so every text begins at another place of its corpus, goes on from there, and begins again at the
top of the corpus where that is too short.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, islice

from corpus import held_out_code
from restoration_report.store import kept
from restoration_report.texts import MAKERS, in_turn, is_plain

from mojibake_fix import explain

__all__ = ["CLEAN", "cut", "fresh"]

_GOLDEN = 0.6180339887498949  # any number of steps of this share of a round come down evenly spread
_MAKERS = (*MAKERS, __file__, held_out_code.__file__)


def fresh(name: str, size: int) -> str:
    """Return a text of at most ``size`` bytes of UTF-8, in whole lines, that begins where no other of this run did."""
    corpus = _corpus(name)
    start = corpus.rfind(b"\n", 0, int(next(_places) * _GOLDEN % 1 * len(corpus))) + 1
    piece = corpus[start : start + size]
    while len(piece) < size:
        piece += corpus[: size - len(piece)]
    return cut(piece).decode()


_places = count(1)


def cut(text: bytes) -> bytes:
    """Return the whole lines at the beginning of a text; of its only line, what its last blank or character leaves whole.

    >>> cut("一\\n二".encode()[:-1]).decode(), cut("一二".encode()[:-1]).decode()
    ('一\\n', '一')
    """
    end = text.rfind(b"\n") + 1
    return text[:end] if end else text.decode(errors="ignore").encode()


@cache
def _corpus(name: str) -> bytes:
    [text] = kept(f"speed {name}", _MAKERS, lambda: ["".join(f"{line}\n" for line in CLEAN[name]())])
    return text.encode()


def _written_in(language: str) -> Iterator[str]:
    return filter(_is_clean, in_turn(language, random.Random(f"{language} speed")))


def _is_clean(text: str) -> bool:
    """Tell whether nothing is damaged in a text: in these there are a date that GBK garbled, and a page with its controls."""
    return all(is_plain(line.replace("\t", "")) for line in text.split("\n")) and not explain(text, profile="repair").findings


def _ascii() -> Iterator[str]:
    return filter(str.isascii, _written_in("en"))


_PROSE = 5  # paragraphs between two pieces of code
_CODE = 20  # lines of such a piece


def _markdown() -> Iterator[str]:
    """Yield a manual: headings, paragraphs in Chinese, and code between fences."""
    prose = _written_in("zh-hans")
    for file in held_out_code.files():
        lines = iter(file.text.splitlines())
        while piece := list(islice(lines, _CODE)):
            if not _is_clean("\n".join(piece)):
                continue
            section = list(islice(prose, _PROSE + 1))
            if len(section) <= _PROSE:
                return
            yield from (f"## {section[0]}", "")
            for paragraph in section[1:]:
                yield from (paragraph, "")
            yield from (f"```{file.kind}", *piece, "```", "")


CLEAN: dict[str, Callable[[], Iterator[str]]] = {
    "Chinese": lambda: _written_in("zh-hans"),
    "Traditional Chinese": lambda: _written_in("zh-hant"),
    "Japanese": lambda: _written_in("ja"),
    "Korean": lambda: _written_in("ko"),
    "English": lambda: _written_in("en"),
    "ASCII": _ascii,
    "Markdown with code": _markdown,
}
"""Where the lines of each text come from."""
