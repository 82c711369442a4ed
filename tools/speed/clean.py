"""Clean text: what it costs to find that there is nothing to do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from mojibake_fix import fix_bytes, fix_text

from .figures import Figure, Row
from .rounds import Times, interleaved, timed
from .run import OURS, Run, against, environment

__all__ = ["clean"]

_DECODING = "decoding"
_PLSFIX = 0.2  # faster by five
_LIMITS: dict[str, dict[str, float | None]] = {
    "Chinese": {_DECODING: 4, "plsfix": _PLSFIX, "ftfy": None},
    "Japanese": {_DECODING: 4, "plsfix": _PLSFIX, "ftfy": None},
    "Korean": {_DECODING: 4, "plsfix": _PLSFIX, "ftfy": None},
    "Markdown with code": {_DECODING: 4, "plsfix": _PLSFIX, "ftfy": None},
    "English": {_DECODING: 1.5, "plsfix": None, "ftfy": None},
    "ASCII": {_DECODING: 1.5, "plsfix": None, "ftfy": None},
}
_WIDTH = 30  # characters of a line
_LINES = 1_000_000  # bytes in them all
_TYPESET = 10  # times decoding that the rules of `clean` may cost
_OPENCC = 1.3
_BYTES = {"utf-8": 5.0, "gb18030": 8.0}

_repair = partial(fix_text, profile="repair")
_decoding = timed(bytes.decode, str.encode)


def clean(run: Run) -> Iterator[Row]:
    """Yield the rows about clean text."""
    yield from _whole(run)
    yield from _lines(run)
    yield _typeset(run)
    yield _converted(run)
    yield from _bytes(run)


def _speed(size: int, times: Times) -> tuple[Figure, Figure]:
    return Figure(size / 1e6 / times.median(OURS), "MB/s"), Figure(size / 1e6, "MB at once")


def _whole(run: Run) -> Iterator[Row]:
    for name, limits in _LIMITS.items():
        ours = timed(_repair, str)
        size = run.affordable(ours, name)
        times = interleaved({OURS: ours, _DECODING: _decoding, **run.others("plsfix", "ftfy")}, run.texts(name, size))
        worst = Figure(times.worst(OURS, _DECODING), "times decoding at worst")
        yield Row("clean", f"fix_text, repair: {name}", (*against(times, limits), worst, *_speed(size, times)))


def _lines(run: Run) -> Iterator[Row]:
    ours = timed(_each, _cut)
    for name in _LIMITS:
        texts = list(run.texts(name, run.affordable(ours, name, _LINES)))
        times = interleaved({OURS: ours, **run.others("plsfix", "ftfy", way="-by-line", prepared=_joined)}, texts)
        a_line = times.median(OURS) / len(_cut(texts[-1])) * 1e6
        figures = [Figure(a_line, "µs a line", at_most=3), *against(times, {"plsfix": None, "ftfy": None})]
        yield Row("clean", f"fix_text, repair, lines of {_WIDTH} characters: {name}", tuple(figures))


def _each(lines: list[str]) -> None:
    for line in lines:
        _repair(line)


def _cut(text: str) -> list[str]:
    text = text.replace("\n", " ")
    return [text[start : start + _WIDTH] for start in range(0, len(text), _WIDTH)]


def _joined(text: str) -> bytes:
    return text.replace("\n", " ").encode()


def _typeset(run: Run) -> Row:
    """Measure the rules on text in which they have nothing to change."""
    ours = timed(fix_text, str)
    size = run.affordable(ours, "Chinese")
    times = interleaved({OURS: ours, _DECODING: _decoding}, map(_settled, run.texts("Chinese", size)))
    figures = (*against(times, {_DECODING: _TYPESET}), *_speed(size, times))
    return Row("clean", "fix_text, clean: Chinese, correctly typeset", figures)


_SETTLING = """
import sys
from mojibake_fix import fix_text
sys.stdout.buffer.write(fix_text(sys.stdin.buffer.read().decode()).encode())
"""


def _settled(text: str) -> str:
    """Return a text after the rules, which met it in another process: this one would remember it."""
    command = (sys.executable, "-c", _SETTLING)
    return subprocess.run(command, input=text.encode(), env=environment(), capture_output=True, check=True).stdout.decode()


def _converted(run: Run) -> Row:
    ours = timed(partial(fix_text, profile="repair", script="hant"), str)
    size = run.affordable(ours, "Chinese")
    times = interleaved({OURS: ours, **run.others("opencc")}, run.texts("Chinese", size))
    figures = (*against(times, {"opencc": _OPENCC}), *_speed(size, times))
    return Row("clean", "fix_text, repair and script=hant: Chinese", figures)


def _bytes(run: Run) -> Iterator[Row]:
    repairs = partial(fix_bytes, profile="repair")
    for encoding, limit in _BYTES.items():

        def encoded(text: str, encoding: str = encoding) -> bytes:
            return text.encode(encoding)

        ours = timed(repairs, encoded)
        size = run.affordable(ours, "Chinese")
        contenders = {
            OURS: ours,
            _DECODING: timed(partial(_decoded, encoding), encoded),
            **run.others("charset-normalizer", prepared=encoded),
        }
        times = interleaved(contenders, run.texts("Chinese", size))
        figures = (*against(times, {_DECODING: limit, "charset-normalizer": None}), *_speed(size, times))
        yield Row("clean", f"fix_bytes, repair: Chinese in {encoding.upper()}", figures)


def _decoded(encoding: str, content: bytes) -> str:
    return content.decode(encoding)
