"""Take injected pinyin out of a page, and read the runs that it broke back into step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...encodings import codec
from ...language.models import chinese
from ...model import Edit, Evidence, Splice
from ...patterns import lazy_pattern
from . import INJECTED
from .habit import NOTE, SOUND, annotated
from .page import PageModel
from .realign import Realigner, Run

__all__ = ["find"]

_CP936 = codec("cp936")

# Question marks in a row, which are meant; a token before one of the marks or before a note without its bracket; a note on
# its character; a note on nothing.
_TROUBLE = lazy_pattern(
    rf"(?P<meant>\?{{3,}})|\?(?=[！？；，、!?;,]|{SOUND}\))|(?P<own>[^\x00-\x7f])(?P<note>{NOTE.pattern})|{NOTE.pattern}"
)
_MARK = lazy_pattern("[！？；，、!?;,]")
_BEHIND_TOKEN = lazy_pattern(r"\?[^\n]{0,40}")  # what may be broken, and must not bear witness for itself
_REACH = 40  # characters in front of a note that belongs to nothing in which its run may have begun


def find(text: str) -> list[tuple[Edit, float]]:
    """Return the edits that undo the injection, each with the risk that it is wrong; none if the page has no such habit.

    >>> page = "柯橋經(jīng)開區(qū)創(chuàng)新產(chǎn)業(yè)發(fā)展，推動?xùn)|北"
    >>> [edit.after for edit, risk in find(page)]
    ['經', '區', '創', '產', '業', '發', '東北']
    """
    habit = annotated(text)
    if not habit:
        return []
    sound = _BEHIND_TOKEN.sub("\n", NOTE.sub(lambda note: "" if text[note.start() - 1] in habit else note[0], text))
    realigner = Realigner(text, habit, PageModel(sound))
    return list(_walk(text, habit, realigner))


def _walk(text: str, habit: dict[str, str], realigner: Realigner) -> Iterator[tuple[Edit, float]]:
    done, true = 0, ""  # how far the text is settled, and how the restored text ends there
    place = 0  # where to look for the next trouble
    while trouble := _TROUBLE.search(text, place):
        place = trouble.start() + 1
        if trouble["meant"]:
            place = trouble.end()
            continue
        if trouble["own"] in habit and trouble["note"].strip("() ") == habit[trouble["own"]]:
            found: tuple[Edit, float] | None = (_note(trouble), 0.0)
        else:
            runs = (realigner.run_at(start, (true + text[done:start])[-2:]) for start in _starts(text, done, trouble))
            found = next(((_edit(text, run), run.risk) for run in runs if run), None)
        if found:
            yield found
            edit = found[0]
            true = (true + text[done : edit.start] + edit.after)[-2:]
            done = place = edit.end
        else:
            place = max(place, realigner.given_up)


def _starts(text: str, done: int, trouble: re.Match[str]) -> Iterator[int]:
    """Yield where the broken run may begin: at the token; at a note that is that of two bytes of its neighbours, or at the
    nearest mark before it, if the byte stranded there was dropped without a trace.
    """
    if trouble[0] == "?":
        yield trouble.start()
        return
    yield text.index("(", trouble.start())
    marks = list(_MARK.finditer(text, max(done, trouble.start() - _REACH), trouble.start()))
    if marks:
        yield marks[-1].start()


def _note(found: re.Match[str]) -> Edit:
    return Edit(found.start(), found[0], found["own"], _of_note(found["own"], found["note"]))


@lru_cache(maxsize=1 << 10)  # a page has the same note again and again
def _of_note(character: str, note: str) -> Evidence:
    splice = Splice(len(_CP936.encode(character)), _CP936.encode(note))
    return Evidence(INJECTED, -chinese().score(note, character), splices=(splice,))


def _edit(text: str, run: Run) -> Edit:
    evidence = Evidence(INJECTED, run.gain, run.rivals, run.splices)
    return Edit(run.start, text[run.start : run.end], run.restored, evidence)
