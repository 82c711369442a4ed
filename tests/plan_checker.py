"""Check a plan as somebody would who trusts nobody: no search, no model, and a forward model of its own.

A plan is plain data, as ``dataclasses.asdict`` gives it. Of the package only the tables are used: which code is which character.
How a decoder walks through bytes, what was done to the text afterwards, and all the bookkeeping is written again, from outside.
What stands outside the edits is copied, on both ways, so a plan that leads there and back changes nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache, partial
from html import unescape
from itertools import product
from typing import Any
from unicodedata import normalize

from mojibake_fix.encodings import codec
from mojibake_fix.encodings.names import table_of


def faults(original: str, result: str, plan: Sequence[dict[str, Any]]) -> list[str]:
    """Return what is wrong with a plan that is said to lead from ``original`` to ``result`` and back; nothing, if it is right."""
    found, text = [], original
    for step in plan:
        found += [f"{step['rule']} at {edit['start']}: {fault}" for edit, fault in _misplaced(step["edits"], text)]
        if step["rule"] in ("mojibake", "injected-pinyin"):  # which claim that something was damaged
            found += [f"{step['rule']} at {edit['start']}: no proof" for edit in step["edits"] if not grade(edit)]
        text = _replaced(text, step["edits"])
    if text != result:
        found.append("forwards, it gives another text")
    for step in reversed(plan):
        result = _replaced(result, step["edits"], back=True)
    return found if result == original else [*found, "backwards, it gives another text"]


def _misplaced(edits: Sequence[dict[str, Any]], text: str) -> Iterator[tuple[dict[str, Any], str]]:
    end = 0
    for edit in edits:
        if edit["before"] == edit["after"]:
            yield edit, "changes nothing"
        if edit["start"] < end:
            yield edit, "overlaps, or is out of order"
        end = edit["start"] + len(edit["before"])
        if text[edit["start"] : end] != edit["before"]:
            yield edit, "does not stand there"


def _replaced(text: str, edits: Sequence[dict[str, Any]], *, back: bool = False) -> str:
    parts, place, longer = [], 0, 0
    for edit in edits:
        before, after = (edit["after"], edit["before"]) if back else (edit["before"], edit["after"])
        parts += [text[place : edit["start"] + longer], after]
        place = edit["start"] + longer + len(before)
        longer += (len(before) - len(after)) * back
    return "".join([*parts, text[place:]])


def grade(edit: dict[str, Any]) -> str | None:
    """Return "exact", or "modulo" and the steps that a proof takes, or None if the evidence does not give the damage."""
    evidence, steps = edit["evidence"], None
    try:
        if evidence and evidence["channel"] == "injected-pinyin":
            steps = _page_steps(edit["before"], _injected(edit["after"], evidence["splices"]))
        elif evidence:
            before, after = (_spelled(edit[side], evidence["notation"]) for side in ("before", "after"))
            steps = evidence["post"] if damaged(after, evidence["channel"], evidence["post"]) == before else None
    except (KeyError, ValueError):  # no such channel or step; a character that could not be written
        return None
    return None if steps is None else f"modulo {', '.join(steps)}" if steps else "exact"


def damaged(text: str, channel: str, post: Sequence[str] = ()) -> str:
    """Return what the channels, the first damage first, and then the steps make of a text."""
    for layer in channel.split("+"):
        written, read = layer.split("-as-")
        text = decoded(_encoded(text, written), read)
    for step in post:
        text = STEPS[step](text)
    return text


WINDOWS = {"gbk": "cp936", "big5": "cp950", "shift-jis": "cp932", "euc-kr": "cp949", "euc-jp": "euc-jp"}


def _encoded(text: str, encoding: str) -> bytes:
    if encoding == "cesu8":
        text.encode("utf-8")  # which refuses lone surrogates
        units = re.findall(b"(?s)..", text.encode("utf-16-be"))
        return b"".join(unit.decode("utf-16-be", "surrogatepass").encode("utf-8", "surrogatepass") for unit in units)
    return text.encode("utf-8") if encoding == "utf8" else codec(WINDOWS.get(encoding, encoding)).encode(text)


def decoded(data: bytes, encoding: str) -> str:
    """Return what a decoder makes of any bytes, by the name that channels have for it."""
    family, _, program = encoding.partition("/")
    if program.startswith("python") or encoding in ("utf8", "utf-16-le"):
        return data.decode(family, "surrogatepass" if encoding == "utf8" else program.partition("-")[2] or "replace")
    table = table_of(encoding if program else WINDOWS.get(encoding, encoding))
    token = {"": "・" if family == "shift-jis" else "?", "iconv": ""}.get(program, "\ufffd")
    text, at = "", 0
    while at < len(data):
        length, character = _first(table, data[at : at + 4])
        text += character if length else token
        at += length or _passed_over(encoding, table, data[at : at + 4])
    return text


@cache
def _first(table: str, data: bytes) -> tuple[int, str]:
    """Return how many of a few bytes are the first character, and which; none and nothing if no character is there."""
    for length in range(1, len(data) + 1):
        with suppress(UnicodeDecodeError):
            return length, codec(table).read(data[:length])
    return 0, ""


# What a decoder passes over where no character is; a single byte, if nothing matches. L is a lead byte of most, D a digit.
PASSED_OVER = {
    **dict.fromkeys(("gbk", "big5", "big5-hkscs", "euc-kr"), rb"L.?"),
    "gb18030": rb"LDLD|L.?",
    "shift-jis": rb"[\x81-\x9f\xe0-\xfc].?",
    "euc-jp": rb"\x8f.?.?|[\x8e\xa1-\xfe].?",
    **dict.fromkeys(("gbk/whatwg", "gb18030/whatwg"), rb"LD(?:L(?:D|\Z)|\Z)|L[\x80-\xff]?"),
    **dict.fromkeys(("big5/whatwg", "big5-hkscs/whatwg", "euc-kr/whatwg"), rb"L[\x80-\xff]?"),
    "shift-jis/whatwg": rb"[\x81-\x9f\xe0-\xfc][\x80-\xff]?",
    "euc-jp/whatwg": rb"\x8f[\xa1-\xff][\x80-\xff]?|[\x8e\x8f\xa1-\xfe][\x80-\xff]?",
    "gb18030/java": rb"L(?:D(?:L.?|.)?|[^\x00-\x2f])?",
    "euc-jp/java": rb"\x8f.?.?|..?",
    "big5-hkscs/java": rb"..?",
    "gb18030/iconv": rb"L(?:D(?:L.?|.)?|.)?",
    "gbk/iconv": rb"[\x81-\xfd][\x40-\xff]|\xfe[\x40-\xa0]",
    "big5/iconv": rb"[\xa1-\xf9][\x40-\x7e\xa1-\xfe]",
    "shift-jis/iconv": rb"[\x81-\x9f\xe0-\xea][\x40-\xff]",
    "euc-kr/iconv": rb"[\xa1-\xff].",
}


def _passed_over(encoding: str, table: str, code: bytes) -> int:
    if encoding.endswith("/java") and encoding not in PASSED_OVER:  # two bytes, unless the second may be a character's first
        alone = not code[1:] or not _begins(table, code[:1]) or _begins(table, code[1:2]) or _first(table, code[1:2])[0]
        return 1 if alone else 2
    pattern = PASSED_OVER.get(encoding, b".").replace(b"L", rb"[\x81-\xfe]").replace(b"D", b"[0-9]")
    return len(re.findall(pattern + b"|.", code, re.DOTALL)[0])


@cache
def _begins(table: str, lead: bytes) -> bool:
    return any(code.startswith(lead) for code, _ in codec(table).pairs())


def _injected(text: str, splices: Sequence[dict[str, Any]]) -> str:
    """Return a page with what a script put into its bytes; where that is nothing, the decoder starts anew."""
    page, parts, done = codec("cp936").encode(text), [b""], 0
    for splice in splices:
        parts[-1] += page[done : splice["offset"]] + splice["note"]
        parts += [] if splice["note"] else [b""]
        if not done <= splice["offset"] <= len(page):
            raise ValueError("splices lie in the page, in order")
        done = splice["offset"]
    return "".join(decoded(part, "gbk") for part in [*parts[:-1], parts[-1] + page[done:]])


def _page_steps(before: str, again: str) -> tuple[str, ...] | None:
    """Return the fewest steps after which two pages look the same, or None: the steps reached parts of a page only."""
    for stranded, dropped, folded in product((False, True), repeat=3):
        steps, one, other = ("width-folded",) * folded + ("private-use-dropped",) * dropped, before, again
        for step in steps:
            one, other = STEPS[step](one), STEPS[step](other)
        if one == (other.removeprefix("?") if stranded else other):
            return steps + ("stranded-byte-dropped",) * stranded
    return None


def _spelled(text: str, notation: str) -> str:
    """Return what a text spells; a number of HTML is a code point here, also where browsers take it for Windows-1252."""
    if notation in ("html-numbers", "html-names"):
        text = re.sub("&#([0-9]{1,6});", lambda number: chr(int(number[1])), text)
        return unescape(re.sub("&#[xX]([0-9A-Fa-f]{1,5});", lambda number: chr(int(number[1], 16)), text))
    escapes = r"\\\\|((?:\\u[0-9A-Fa-f]{4})+)"
    spelled = re.sub(escapes, lambda run: json.loads(f'"{run[1]}"') if run[1] else run[0], text)
    return {"": text, "backslash-escapes": spelled}[notation]


# The steps that a restoration may name; the others of the package are for generating damage.
STEPS: dict[str, Callable[[str], str]] = {
    "nbsp-to-space": lambda text: text.replace("\N{NO-BREAK SPACE}", " "),
    "blanks-collapsed": partial(re.sub, "[ \N{NO-BREAK SPACE}]+", " "),
    "c1-dropped": partial(re.sub, "[\x80-\x9f]", ""),
    "c1-replaced": partial(re.sub, "[\x80-\x9f]", "\ufffd"),
    "c1-to-cp1252": partial(re.sub, "[\x80-\x9f]", lambda c: c[0].encode("latin1").decode("cp1252", "ignore") or c[0]),
    "private-use-dropped": lambda text: re.sub("[\ue000-\uf8ff]", "", text),
    "replacements-to-question-marks": lambda text: text.replace("\ufffd", "?"),
    "width-folded": lambda text: re.sub("[！-～]", lambda wide: normalize("NFKC", wide[0]), text),
    "nfc": partial(normalize, "NFC"),
    "nfkc": partial(normalize, "NFKC"),
    "quotes-straightened": lambda text: re.sub("[“”„‟]", '"', re.sub("[‘’‚‛]", "'", text)),
}
