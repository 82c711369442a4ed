"""What is detected: bytes whose text is known, row by row of the report."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice

from corpus import held_out_code, held_out_text
from corpus.held_out_text import PROGRAMS, messages
from corpus.training_text import CJK as CJK_CHARACTER
from restoration_report import texts
from restoration_report.store import kept
from restoration_report.texts import in_turn

from mojibake_fix.detection.sample import text_of
from mojibake_fix.encodings import codec, euc_tw

from .encodings import CJK, LANGUAGES, RARE, UNICODE
from .real_files import real_files
from .real_sources import SOURCES, UNSEEN
from .web import in_references, web_page

__all__ = ["ROWS", "Sample", "lines", "made"]


@dataclass(frozen=True, slots=True)
class Sample:
    """Bytes, what they say (None for no text), and what is known of them before: languages.

    ``row`` and ``column`` are the place in the report, ``case`` says which of many the sample is one of.
    """

    row: str
    column: str
    case: str
    content: bytes
    text: str | None
    languages: tuple[str, ...] = ()


_HANZI = re.compile("[\u4e00-\u9fff]+")
_SKIPPED = 0.5  # share of CJK characters that a line has at least
_VIETNAMESE = "\u0300\u0301\u0303\u0309\u0323"  # the marks that windows-1258 writes behind a letter


_REPORT = "report"  # what the samples of the report are drawn by; the figures of the package were chosen on other draws


def lines(language: str, seed: str) -> Iterator[str]:
    """Yield the lines of a language in an order of their own for each seed."""
    yield from in_turn(language, random.Random(f"{language} {seed} {_REPORT}"))


def _written(text: str, encoding: str) -> bytes | None:
    """Return the bytes of a text, or None if the encoding lacks a character.

    Python, as Windows, writes another character for some that cp950 and cp932 lack: then the bytes say something else.

    >>> _written("tiếng", "cp1258").decode("cp1258") == "tiê\\u0301ng"
    True
    >>> _written("• 第一章", "cp950") is None, _written("• 第一章", "big5") is None
    (True, False)
    """
    written = "".join(map(_behind, text)) if encoding == "cp1258" else text
    try:
        content = _OWN[encoding](written) if encoding in _OWN else written.encode(encoding)
    except (KeyError, UnicodeEncodeError):
        return None
    return content if _composed(text_of(content, encoding)) == _composed(text) else None


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _euc_tw(text: str) -> bytes:
    """Return the bytes of a text in EUC-TW. Raises KeyError for a character that it lacks."""
    return b"".join(letter.encode() if letter.isascii() else _euc_tw_codes()[letter] for letter in text)


@cache
def _euc_tw_codes() -> dict[str, bytes]:
    return {character: code for code, character in reversed(euc_tw.characters().items())}


_OWN = {"viscii": codec("viscii").encode, "tcvn": codec("tcvn").encode, "euc-tw": _euc_tw}  # which Python does not have


def _behind(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    marks = "".join(mark for mark in parts if mark in _VIETNAMESE)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _VIETNAMESE)) + marks


def _pieces(language: str, encoding: str, length: int, seed: str) -> Iterator[tuple[bytes, str]]:
    """Yield texts of one length: the head of a line, or as many lines as it takes; CJK text is CJK for the most part."""
    piece = ""
    for line in lines(language, seed):
        piece = f"{piece}\n{line}" if piece and length > _LINE else line
        if len(piece) < length:
            continue
        text, piece = piece[:length], ""
        if text.isascii() or (language in _EAST and len(CJK_CHARACTER.findall(text)) < _SKIPPED * length):
            continue
        content = _written(text, encoding)
        if content is not None and not (encoding == "utf-8" and content.isascii()):
            yield content, text_of(content, encoding)


_LINE = 50  # characters that one line may have; more are several lines
_EAST = frozenset({"zh-hans", "zh-hant", "zh-hk", "ja", "ko"})


def cjk_lines(count: int) -> Iterator[Sample]:
    """Yield lines in six legacy encodings."""
    for length in (10, 20, 50, 100):
        for language, encoding in CJK:
            for content, text in islice(_pieces(language, encoding, length, f"lines {length}"), count):
                yield Sample("CJK lines", f"{length} characters", f"{language} {encoding}", content, text)


def hanzi(count: int) -> Iterator[Sample]:
    """Yield the first hanzi of runs of them, where Chinese is all that it can be."""
    for length in (2, 4, 8):
        for language, encoding in (("zh-hans", "gb18030"), ("zh-hant", "big5")):
            for content, text in islice(_hanzi(language, encoding, length), count):
                yield Sample("hanzi, Chinese given", f"{length} hanzi", f"{language} {encoding}", content, text, ("zh",))


def _hanzi(language: str, encoding: str, length: int) -> Iterator[tuple[bytes, str]]:
    for line in lines(language, f"hanzi {length}"):
        for run in _HANZI.findall(line):
            if len(run) >= length and (content := _written(run[:length], encoding)) is not None:
                yield content, run[:length]
                break


_COMMENTS = {"python": "# {}", "php": "// {}", "c++": "/* {} */", "js": "// {}", "go": "// {}", "rb": "# {}", "el": ";; {}"}
_SOURCE_LINES = 60


def comments(count: int) -> Iterator[Sample]:
    """Yield source files in ASCII with one comment of 6 hanzi in GBK."""
    dice = random.Random(f"comments {_REPORT}")
    sources = kept("detect.sources", (held_out_code.__file__, __file__), lambda: list(_ascii_sources()))
    for content, text in islice(_hanzi("zh-hans", "gb18030", 6), count):
        kind, code = dice.choice(sources)
        place = dice.randrange(len(code) + 1)
        before, after = "\n".join([*code[:place], ""]), "\n".join(["", *code[place:]])
        opening, closing = _COMMENTS[kind].split("{}")
        whole = f"{before}{opening}".encode() + content + f"{closing}{after}".encode()
        yield Sample("ASCII source, one GBK comment", "6 hanzi", kind, whole, f"{before}{opening}{text}{closing}{after}")


def _ascii_sources() -> Iterator[tuple[str, list[str]]]:
    for file in held_out_code.files():
        code = [line for line in file.text.splitlines() if line.isascii()][:_SOURCE_LINES]
        if file.kind in _COMMENTS and len(code) == _SOURCE_LINES:
            yield file.kind, code


def wide(count: int) -> Iterator[Sample]:
    """Yield UTF-16 without a mark."""
    for length in (10, 50):
        for language in ("zh-hans", "zh-hant", "ja", "ko", "ru", "fr"):
            for encoding in ("utf-16-le", "utf-16-be"):
                for content, text in islice(_pieces(language, encoding, length, f"wide {length}"), count):
                    yield Sample("UTF-16 without BOM", f"{length} characters", f"{language} {encoding}", content, text)


def utf8(count: int) -> Iterator[Sample]:
    """Yield UTF-8 of any length in any language."""
    for language in LANGUAGES:
        for length in (1, 2, 3, 5, 10, 50, 500):
            for content, text in islice(_pieces(language, "utf-8", length, f"utf8 {length}"), max(1, count // 10)):
                yield Sample("UTF-8", "any length", language, content, text)


def pages(count: int) -> Iterator[Sample]:
    """Yield pages in all encodings and languages."""
    for language, encodings in LANGUAGES.items():
        for encoding in (*encodings, *UNICODE):
            for content, text in islice(_page(lines(language, "pages"), encoding), max(1, count // 20)):
                column = "CJK" if language in _EAST else "the others"
                yield Sample("pages in all encodings", column, f"{language} {encoding}", content, text)


_MAKERS = (held_out_text.__file__, texts.__file__, __file__)


def rare(count: int) -> Iterator[Sample]:
    """Yield pages in languages of which the models have seen little."""
    for language, encodings in RARE.items():
        written = kept(f"detect.{language}", _MAKERS, partial(_messages, language))
        dice = random.Random(f"{language} rare {_REPORT}")
        for encoding in encodings:
            for content, text in islice(_page(dice.sample(written, len(written)), encoding), max(1, count // 20)):
                yield Sample("pages in all encodings", "rare languages", f"{language} {encoding}", content, text)


def _messages(language: str) -> list[str]:
    found = dict.fromkeys(line.strip() for message in messages(PROGRAMS, language) for line in message.split("\n"))
    return [line for line in found if not line.isascii() and texts.is_plain(line)]


_PAGE = 12  # lines


def _page(source: Iterable[str], encoding: str) -> Iterator[tuple[bytes, str]]:
    """Yield texts of some lines, those among them that the encoding can write."""
    written = [pair for line in islice(source, 40 * _PAGE) if (pair := _both(line, encoding))]
    for start in range(0, len(written) - _PAGE, _PAGE):
        text = "\n".join(text for text, _ in written[start : start + _PAGE])
        content = _written(text, encoding)
        if content is not None and not text.isascii():
            yield content, text_of(content, encoding)


def _both(line: str, encoding: str) -> tuple[str, bytes] | None:
    content = _written(line, encoding)
    return None if content is None else (line, content)


_LINES_OF_WEB = (1, 3, 10, 30)
_NOT_ON_THE_WEB = frozenset({"cp500", "cp1026", "cp875", "cp424"})  # of mainframes


def web(count: int) -> Iterator[Sample]:
    """Yield pages of the web in all languages."""
    for language, encodings in LANGUAGES.items():
        for encoding in (encoding for encoding in encodings if encoding not in _NOT_ON_THE_WEB):
            for k in range(max(1, count // 60)):
                dice = random.Random(f"{language} {encoding} web {k} {_REPORT}")
                page = web_page(dice, list(islice(lines(language, f"web {encoding} {k}"), dice.choice(_LINES_OF_WEB))))
                text = in_references(page, partial(_is_written, encoding))
                content = None if text.isascii() else _written(text, encoding)
                if content is not None:
                    column = "CJK" if language in _EAST else "the others"
                    yield Sample("web pages, masked", column, f"{language} {encoding}", content, text_of(content, encoding))


def _is_written(encoding: str, character: str) -> bool:
    return _written(character, encoding) is not None


def files(count: int) -> Iterator[Sample]:
    """Yield real files whose name or content tells the encoding, with what declares it covered up."""
    for column, sources in (("declarations covered", SOURCES), ("of packages not looked at", UNSEEN)):
        for name, content, text in real_files(sources):
            yield Sample("real files", column, name, content, text)


def noise(count: int) -> Iterator[Sample]:
    """Yield bytes that are no text."""
    dice = random.Random("noise")
    for length in (30, 100, 1000):
        for _ in range(count // 3):
            yield Sample("random bytes", "not known, or binary", f"{length} bytes", dice.randbytes(length), None)


ROWS = {
    "lines": cjk_lines,
    "hanzi": hanzi,
    "comments": comments,
    "wide": wide,
    "utf8": utf8,
    "pages": pages,
    "rare": rare,
    "web": web,
    "files": files,
    "noise": noise,
}
"""What makes the samples of each row, so many of each case."""


def made(rows: Iterable[str], count: int) -> Iterator[Sample]:
    """Yield the samples of some rows."""
    for row in rows:
        yield from ROWS[row](count)
