"""Take injected pinyin out of a page, and read the runs that it broke back into step."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..encodings import cp936
from ..language.chinese import chinese
from ..model import Edit, Evidence, Splice
from .habit import NOTE, annotated
from .page import PageModel
from .realign import Realigner, Run

__all__ = ["INJECTED", "find"]

INJECTED = "injected-pinyin"
"""The name of this channel in evidence, findings and reports."""

_TROUBLE = re.compile(rf"\?|(?P<own>[^\x00-\x7f])(?P<note>{NOTE.pattern})|{NOTE.pattern}")
_MARK = re.compile("[！？；，、!?;,]")
_BEHIND_TOKEN = re.compile(r"\?[^\n]{0,40}")  # what may be broken, and must not bear witness for itself
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
    done, last = 0, ""  # how far the text is settled, and the last character of what was restored there
    while trouble := _TROUBLE.search(text, done):
        own = trouble["own"]
        if own in habit:
            yield _note(trouble), 0.0
            done, last = trouble.end(), own
            continue
        start = trouble.start() if trouble[0] == "?" else _mark_before(text, done, trouble.start())
        run = None
        if start is not None:
            run = realigner.run_at(start, last if start == done and last else text[start - 1 : start] or "\n")
        if run is None:
            done, last = trouble.start() + 1, ""
        else:
            yield _edit(text, run), run.risk
            done, last = run.end, run.restored[-1]


def _mark_before(text: str, earliest: int, place: int) -> int | None:
    """Return where the nearest mark stands before which a byte may have been dropped without a trace."""
    marks = list(_MARK.finditer(text, max(earliest, place - _REACH), place))
    return marks[-1].start() if marks else None


def _note(found: re.Match[str]) -> Edit:
    character, note = found["own"], found["note"]
    splice = Splice(len(cp936.encode(character)), cp936.encode(note))
    gain = -chinese().score(note, character)
    return Edit(found.start(), found[0], character, Evidence(INJECTED, gain, splices=(splice,)))


def _edit(text: str, run: Run) -> Edit:
    evidence = Evidence(INJECTED, run.gain, run.rivals, run.splices)
    return Edit(run.start, text[run.start : run.end], run.restored, evidence)
