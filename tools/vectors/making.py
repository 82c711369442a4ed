"""Vectors of rows: texts and bytes go through the decoders, and what the decoders do not agree on is left out and told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from .byte_runs import byte_runs
from .decoders import DECODERS, Request, java_encoded
from .rows import ROWS, WRITERS, Agreement, Reader, Row
from .texts import pieces, selection, windows

__all__ = ["LEAST", "Made", "Vector", "made"]

LEAST = 200  # vectors with an original that every row has
ENOUGH = 204  # after which no more windows of text are taken to reach LEAST
LONGEST_PIECE = 12  # characters: for rows that can read hardly any text
UNREADABLE = "\ufffd"
ICU_UNREADABLE = "\x1a"  # what ICU puts for some unassigned bytes, where a codec says so


@dataclass(frozen=True)
class Vector:
    """Bytes, the text they were written from (None for bytes that are no text), and what a reader makes of them."""

    data: bytes
    original: str | None
    garbled: str


@dataclass
class Made:
    """The vectors of a row, and what another decoder read differently: bytes, who, their text, and the first decoder's."""

    row: Row
    vectors: list[Vector] = field(default_factory=list)
    left_out: list[tuple[bytes, str, str, str]] = field(default_factory=list)


Input = tuple[bytes, str | None]


def made(rows: Sequence[Row]) -> list[Made]:
    """Return the vectors of rows; the decoders of all of them have to be there.

    Every decoder is called once for each layer, with the requests of all rows.
    """
    inputs = {row.name: _inputs(row) for row in rows}
    below = [row for row in rows if row.below]
    between = _answers([(ROWS[row.below], [data for data, _ in inputs[row.name]]) for row in below])
    asked = [(row, [data for data, _ in inputs[row.name]]) for row in rows if not row.below]
    for row, answers in zip(below, between, strict=True):
        asked.append((row, [text.encode("utf-8", "surrogatepass") for text in answers[ROWS[row.below].readers[0]]]))
    return [_judged(row, inputs[row.name], answers) for (row, _), answers in zip(asked, _answers(asked), strict=True)]


def written(encoding: str, texts: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of texts, without those that Python and Java do not write alike, or that read back as another text."""
    writer, candidates = WRITERS[encoding], list(texts)
    if encoding == "utf8":
        return {text: text.encode("utf-8") for text in candidates}
    answers = zip(candidates, java_encoded(writer.java, candidates), strict=True)
    return {text: data for text, data in answers if not writer.python or data == _python(writer.python, text)}


def _python(codec: str, text: str) -> bytes | None:
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        return None
    return data if data.decode(codec) == text else None  # "¢" is written in Shift_JIS as "￠" is


def _inputs(row: Row) -> list[Input]:
    """Return the bytes that a row is tried on, with their originals."""
    if row.agreement is Agreement.LOSSLESS:
        texts: Iterable[str] = islice(_readable(row), ENOUGH + LEAST // 2)
        return [(data, text) for text, data in written(row.written, texts).items()]
    chosen = written(row.written, selection(row.languages))
    if len(chosen) < ENOUGH:
        more = written(row.written, islice(windows(row.languages), 4 * ENOUGH))
        chosen.update(islice(((text, data) for text, data in more.items() if text not in chosen), ENOUGH - len(chosen)))
    inputs: list[Input] = [(data, text) for text, data in chosen.items()]
    return inputs + [(data, None) for data in (byte_runs(row.family) if row.family else [])]


def _readable(row: Row) -> Iterable[str]:
    """Yield the pieces of text that Python reads without loss: the candidates of rows that agree on hardly any."""
    codec = next(reader.charset for reader in row.readers if reader.decoder == "python")
    writer = WRITERS[row.written].python
    seen = set[str]()
    for number, piece in enumerate(pieces(row.languages, LONGEST_PIECE)):
        if piece.isascii() or number % 3 or piece in seen or (data := _python(writer, piece)) is None:
            continue
        if UNREADABLE not in data.decode(codec, "replace"):
            seen.add(piece)
            yield piece


Answers = dict[Reader, list[str]]


def _answers(asked: Sequence[tuple[Row, list[bytes]]]) -> list[Answers]:
    """Return what each reader of each row makes of its bytes."""
    requests: dict[str, list[Request]] = defaultdict(list)
    for row, runs in asked:
        for reader in row.readers:
            requests[reader.decoder] += [(reader.charset, data) for data in runs]
    answers = {name: iter(DECODERS[name].decode(wanted)) for name, wanted in requests.items()}
    return [{reader: list(islice(answers[reader.decoder], len(runs))) for reader in row.readers} for row, runs in asked]


def _judged(row: Row, inputs: Sequence[Input], answers: Answers) -> Made:
    """Keep what the readers of a row agree on."""
    result = Made(row)
    for k, (data, original) in enumerate(inputs):
        garbled, *others = (answers[reader][k] for reader in row.readers)
        against = [
            (reader, other)
            for reader, other in zip(row.readers[1:], others, strict=True)
            if other != garbled and _has_a_say(row.agreement, reader, other)
        ]
        if row.agreement is Agreement.LOSSLESS and UNREADABLE in garbled:
            continue
        result.left_out += [(data, f"{reader.decoder} {reader.charset}", other, garbled) for reader, other in against]
        if not against:
            result.vectors.append(Vector(data, original, garbled))
    return result


def _has_a_say(agreement: Agreement, reader: Reader, text: str) -> bool:
    """Tell whether a decoder that gives another text speaks against the first."""
    if agreement is not Agreement.READABLE:
        return True
    unreadable = UNREADABLE in text or (reader.decoder == "uconv" and ICU_UNREADABLE in text)
    return not unreadable and reader.decoder != "iconv"  # which drops what it cannot read
