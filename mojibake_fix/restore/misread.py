"""Find text that was written in UTF-8 and read as GBK, in whole lines or in the middle of one.

Each run of non-ASCII characters is a lattice: at every boundary between characters the text is either as it should be, or
inside a span whose bytes are UTF-8, with up to three bytes of an unfinished character pending. The best path through it,
in nats of the language model, says which spans are damage; a span then has to beat "nothing happened" by a margin and to
reproduce, damaged again, exactly what was observed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from ..encodings import codec
from ..language.mixture import any_language
from ..model import Edit, Evidence, Step
from .channels import UTF8_AS_GBK, corrupt
from .gates import is_text, is_writing, margin

__all__ = ["examples", "find"]

_CP936 = codec("cp936")

# Nats. Opening a channel that nothing else in the document speaks for costs what about one span in 20,000 would; once the
# document has proven the channel, a span need only be likelier than a coincidence.
_OPEN = 10.0
_OPEN_PROVEN = 5.0
_LEAVE = 3.0  # clean text that begins in the middle of a run, without a blank or a mark of ASCII before it
_PROVEN = 40.0  # the gain of the strong spans together that proves a channel: three or four Han characters
_STRONG = 15.0  # what a span must gain to speak for the channel

# Clean text of a document that is full of rare characters anyway: a dictionary, a table. Rare ones cost less there.
_RARE = -15.0  # nats: what a character that the model does not know costs in ordinary text, or nearly
_ANY_HAN = -9.6  # one of some 15,000 rare characters, given that it is a rare one
_ORDINARY_SHARE = 0.003  # of rare characters in ordinary Chinese
_ORDINARY_WEIGHT = 30.0  # characters of a document that weigh as much as what is known of ordinary ones


class _Span(NamedTuple):
    """``text[start:end]`` is ``restored``, damaged; the gain in nats over "nothing happened"."""

    start: int
    end: int
    restored: str
    gain: float


class _Closed(NamedTuple):
    """The spans on a path, the last one first."""

    start: int
    end: int
    gain: float
    earlier: _Closed | None


class _Path(NamedTuple):
    """The best way to reach a boundary: its score, the last character, the spans so far, and where the open one began."""

    score: float
    last: str
    closed: _Closed | None
    start: int = 0
    entered: float = 0.0  # the score where the open span began


def find(text: str) -> list[Edit]:
    """Return the edits that undo UTF-8 read as GBK wherever that explains the text better than "nothing happened".

    >>> [(edit.before, edit.after) for edit in find("# 鍥炬爣 (icon)")]
    [('鍥炬爣', '图标')]
    >>> find("# 图标，系统通讯")
    []
    """
    return [
        Edit(span.start, text[span.start : span.end], span.restored, Evidence(UTF8_AS_GBK.name, span.gain))
        for span in _damaged(text)
        if not _is_example(span, text)
    ]


def examples(text: str) -> list[tuple[int, int]]:
    """Return where a text shows damage beside what it should be: it speaks about damage there.

    >>> examples("鍥炬爣 is what 图标 looks like"), examples("# 鍥炬爣")
    ([(0, 3)], [])
    """
    return [(span.start, span.end) for span in _damaged(text) if _is_example(span, text)]


def _damaged(text: str) -> list[_Span]:
    """Return the spans that are damage, shown on purpose or not."""
    if text.isascii() or not _openers().search(text):
        return []
    found = [*_spans(text, _OPEN)]
    discount = _discount(text, found) if found else 0.0
    strong = [span for span in found if _net(text, span, discount) >= _STRONG and _passes(text, span, text, discount)]
    proven = sum(_net(text, span, discount) for span in strong) >= _PROVEN
    document = text + "".join(span.restored for span in strong)
    if proven:
        found = [*_spans(text, _OPEN_PROVEN)]
    return [span for span in found if _passes(text, span, document, discount, proven=proven)]


def _net(text: str, span: _Span, discount: float) -> float:
    """Return what a span gains in this document, in nats."""
    return span.gain - discount * _rare(text[span.start : span.end])


def _passes(text: str, span: _Span, document: str, discount: float, *, proven: bool = False) -> bool:
    """Tell whether a span passes every gate; ``document`` shows what scripts the text is written in.

    If the span was damaged more than once, what its deepest layer gives is judged: the layers between are no text.
    """
    deepest = _deepest(span.restored)
    return (
        _net(text, span, discount) >= margin(deepest, proven=proven)
        and not _PRIVATE_USE.search(deepest)
        and is_writing(deepest, document, proven=proven)
        and corrupt(UTF8_AS_GBK, span.restored) == text[span.start : span.end]
    )


_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_IN_A_LAYER = -12.0  # nats: no text has private use, half of all layers of damage do


def _deepest(text: str) -> str:
    """Return a text after every further layer of damage is undone."""
    edits = tuple(find(text))
    return _deepest(Step(UTF8_AS_GBK.name, edits).apply(text)) if edits else text


def _discount(text: str, spans: list[_Span]) -> float:
    """Return by how many nats a rare character is likelier in this document than in an ordinary one.

    That is judged by what stands outside the spans.
    """
    inside = "".join(text[span.start : span.end] for span in spans)
    rare = _rare(text) - _rare(inside)
    others = len(_HAN.findall(text)) - len(_HAN.findall(inside))
    share = (rare + _ORDINARY_SHARE * _ORDINARY_WEIGHT) / (others + _ORDINARY_WEIGHT)
    return max(0.0, math.log(share) + _ANY_HAN - _RARE)


_HAN = re.compile("[\u3400-\u9fff]")


def _rare(text: str) -> int:
    """Count the Han characters that the language model does not know."""
    alone = any_language().alone
    return sum(count for character, count in Counter(_HAN.findall(text)).items() if alone(character) <= _RARE)


_BESIDE = 400  # characters in the same line that are still beside a span


def _is_example(span: _Span, text: str) -> bool:
    """Tell whether the line shows the restored text beside the damaged one: it then speaks about damage.

    Of 856 damaged spans in real repositories, none has what it should be in the same line.
    """
    before = text[max(0, span.start - _BESIDE) : span.start].rpartition("\n")[2]
    behind = text[span.end : span.end + _BESIDE + len(span.restored)].partition("\n")[0]
    return span.restored in before or span.restored in behind


_RUN = re.compile(r"[^\x00-\x7f]+")


def _spans(text: str, opening: float) -> Iterator[_Span]:
    """Yield the spans of all runs in which the bytes from some opener on are UTF-8 up to a boundary."""
    for run in _RUN.finditer(text):
        if any(_closes(run[0], opener.start()) for opener in _openers().finditer(run[0])):
            before = text[run.start() - 1] if run.start() else ""
            for span in _best_path(run[0], before, opening):
                yield _Span(run.start() + span.start, run.start() + span.end, span.restored, span.gain)


def _closes(run: str, start: int) -> bool:
    """Tell whether a span that begins at ``start`` can end: most that look like one are not UTF-8 two characters on."""
    pending = b""
    for character in run[start:]:
        code = _CP936.encoded(character)
        step = _decode(pending + code) if code else None
        if step is None:
            return False
        pending = step[1]
        if not pending:
            return True
    return False


def _best_path(run: str, before: str, opening: float) -> list[_Span]:
    """Return the spans on the best path through one run."""
    observed = [0.0, *accumulate(map(_price, [before, *run], run))]
    clean = _Path(0.0, before, None)
    inside: dict[bytes, _Path] = {}
    for k, character in enumerate(run):
        code = _CP936.encoded(character)
        if b"" not in inside or inside[b""].score < clean.score - opening:
            inside[b""] = _Path(clean.score - opening, clean.last, clean.closed, k, clean.score)
        inside = _advance(inside, code) if code else {}
        clean = _Path(clean.score + _price(clean.last, character), character, clean.closed)
        closable = inside.get(b"")
        leaving = _LEAVE if k + 1 < len(run) else 0.0
        if closable and closable.score - leaving > clean.score:
            gain = closable.score - leaving - closable.entered - (observed[k + 1] - observed[closable.start])
            clean = _Path(closable.score - leaving, closable.last, _Closed(closable.start, k + 1, gain, closable.closed))
    return _spans_of(run, clean.closed)


def _price(before: str, character: str) -> float:
    """Return log P(character | the one before) in nats, in text or in a layer of damage between."""
    return _IN_A_LAYER if _PRIVATE_USE.match(character) else any_language().logp(before, character)


def _spans_of(run: str, closed: _Closed | None) -> list[_Span]:
    """Return the spans in order."""
    spans = []
    while closed:
        restored = _CP936.encode(run[closed.start : closed.end]).decode("utf-8")
        spans.append(_Span(closed.start, closed.end, restored, closed.gain))
        closed = closed.earlier
    return spans[::-1]


def _advance(paths: dict[bytes, _Path], code: bytes) -> dict[bytes, _Path]:
    """Return the paths inside a span after the bytes of one more character, by the bytes that are left pending."""
    ahead: dict[bytes, _Path] = {}
    for pending, path in paths.items():
        step = _decode(pending + code)
        if step is None:
            continue
        characters, rest = step
        score = path.score + sum(map(_price, [path.last, *characters], characters))
        if rest not in ahead or score > ahead[rest].score:
            ahead[rest] = _Path(score, characters[-1:] or path.last, path.closed, path.start, path.entered)
    return ahead


@lru_cache(maxsize=1 << 16)
def _decode(data: bytes) -> tuple[str, bytes] | None:
    """Return the characters that ``data`` completes in UTF-8 and the bytes left over, or None if that is no text.

    U+FFFD is none: it stands for bytes that were lost before, and giving it for others would lose those too.
    """
    try:
        characters, rest = data.decode("utf-8"), b""
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return None
        characters, rest = data[: error.start].decode("utf-8"), data[error.start :]
    return (characters, rest) if all(map(is_text, characters)) else None


@cache
def _openers() -> re.Pattern[str]:
    """Return a pattern that any damage worth looking at contains, and clean text hardly ever.

    That is the first two bytes of a three-byte or four-byte character with a byte behind them that may continue it, or
    three two-byte Cyrillic or Greek characters in a row.
    """
    starts, continues, twos = [], ["€"], []
    for (lead, trail), character in _CP936.pairs():
        if 0x80 <= trail <= 0xBF:
            if 0xE2 <= lead <= 0xEF or (lead == 0xF0 and trail >= 0x90):
                starts.append(character)
            if 0xCE <= lead <= 0xD1:
                twos.append(character)
        if lead <= 0xBF:
            continues.append(character)
    return re.compile(f"[{''.join(starts)}](?=[{''.join(continues)}])|[{''.join(twos)}](?=[{''.join(twos)}]{{2}})")
