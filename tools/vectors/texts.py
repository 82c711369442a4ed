"""The texts that get damaged: pieces of the committed ones, chosen by counting, never by chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import count, islice
from pathlib import Path

__all__ = ["LANGUAGES", "corpus", "pieces", "selection", "windows"]

TEXTS = Path(__file__).resolve().parent / "texts"
SAMPLES = Path(__file__).resolve().parents[2] / "samples"

LANGUAGES = ("zh-hans", "zh-hant", "ja", "ko", "symbols", "ru", "fr", "de", "el", "vi", "others")

# What stands directly behind the last character of a piece: nothing, line ends, ASCII below 40 and above, in turn.
TAILS = ("", "A", " ", "\n", "\r\n", '"', ")", ",", "1", "<", "?", "@", "[", "a", "}", "~", ":", "\t", "; //", "\\n")

# Joined and modified characters, astral Han, BOMs, characters that encoders of one family write unlike, the ends of planes.
EDGES = (
    "😀", "😀😀", "a😀", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "🇨🇳", "1\ufe0f\u20e3", "⚠\ufe0f",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "𠮷", "𠀀𪛖", "\ufeff中", "中\ufeff",
    "\u200b日", "\xe9", "e\u0301", "\u00a0", "\u3000", "\u0080", "\u009f", "\ue000", "\uf8ff", "\ufffd",
    "中\ufffd文", "\u2028", "ﬁ", "①", "㈱", "ﾊﾟ", "！？", "～〜", "−－", "‖∥", "¥\\", "‾", "¢£¬", "·・", "—―",
    "\uac00", "\ud7a3", "ㄱ", "\uf900", "\U0010ffff",
)  # fmt: skip

SHORT, MEDIUM, LONG = 84, 86, 2  # how many pieces of each kind a row has; with the edges there are 200 and some more
SHORTEST, STEPS = 8, 7  # medium pieces have 8 to 32 characters, in seven steps of four
LONGEST = 200


@cache
def corpus(language: str) -> tuple[str, ...]:
    """Return the lines of a language: those written for the vectors, then those of samples/."""
    lines = (TEXTS / f"{language}.txt").read_text(encoding="utf-8").splitlines()[1:]
    sample = SAMPLES / f"clean.{language}.txt"
    more = sample.read_text(encoding="utf-8").splitlines() if sample.exists() else []
    return tuple(line for line in (*lines, *more) if line)


def selection(languages: Sequence[str]) -> list[str]:
    """Return the originals of a row in its languages: short, medium, long ones and edges, each once.

    >>> len(selection(("zh-hans", "symbols"))) >= 200
    True
    """
    chosen = (*_short(languages), *EDGES, *islice(windows(languages), MEDIUM), *_long(languages))
    return list(dict.fromkeys(text for text in chosen if text))


def pieces(languages: Sequence[str], longest: int) -> Iterator[str]:
    """Yield every piece of 2 to ``longest`` characters, for the rows that can read hardly any."""
    for length in range(2, longest + 1):
        for language in languages:
            for line in corpus(language):
                yield from (line[start : start + length] for start in range(len(line) - length + 1))


def windows(languages: Sequence[str]) -> Iterator[str]:
    """Yield 8 to 32 characters without end: whole lines where they are short, windows of longer ones."""
    for number, (turn, line) in enumerate(_turns(languages)):
        length = SHORTEST + 4 * (number % STEPS)
        start = turn * 7 % max(1, len(line) - length + 1)
        yield line[start : start + length] + (TAILS[number % len(TAILS)] if number % 3 == 0 else "")


def _turns(languages: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield numbered lines, a line of each language in turn; the number counts the rounds through a language."""
    for number in count():
        for language in languages:
            turn, place = divmod(number, len(corpus(language)))
            yield turn, corpus(language)[place]


def _short(languages: Sequence[str]) -> Iterable[str]:
    """Yield 1 to 4 characters with every kind of tail."""
    for number, (turn, line) in enumerate(islice(_turns(languages), SHORT)):
        start = (3 * number + 5 * turn) % len(line)
        yield line[start : start + 1 + number % 4] + TAILS[number % len(TAILS)]


def _long(languages: Sequence[str]) -> Iterable[str]:
    """Yield a few hundred characters in many lines, with LF and with CRLF in turn."""
    turns = _turns(languages)
    for number in range(LONG):
        lines = (line for _, line in islice(turns, 20))
        yield ("\r\n" if number % 2 else "\n").join(lines)[:LONGEST]
