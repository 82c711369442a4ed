"""Check a restoration without search or model: damaged again, it must be what was observed.

That catches errors of the search and makes every change reversible; it is a filter, not evidence, since most wrong guesses
pass it too.
"""

from __future__ import annotations

from functools import lru_cache

from ..model import Edit, Evidence, Splice
from .channels import channels_of, corrupt
from .injected import INJECTED
from .injected.injection import replay
from .notations import spelled
from .post_steps import POST_STEPS

__all__ = ["EXACT", "grade", "proves"]

EXACT = "exact"

# How a page with injected pinyin may have been shown, the least first: such steps reached a part of it only.
_SHOWN = ((), ("width-folded",), ("private-use-dropped",), ("width-folded", "private-use-dropped"))
_STRANDED = "stranded-byte-dropped"


def proves(edit: Edit) -> bool:
    """Tell whether the evidence of an edit, replayed on its result, gives what the edit replaces.

    >>> from ..model import Evidence
    >>> proves(Edit(0, "鍥炬爣", "图标", Evidence("utf8-as-gbk", gain=20.0)))
    True
    >>> proves(Edit(0, "鍥炬爣", "图表", Evidence("utf8-as-gbk", gain=20.0)))
    False
    """
    return grade(edit) is not None


def grade(edit: Edit) -> str | None:
    """Return how exact the proof of an edit is: ``exact``, ``modulo`` the steps it needs, or None if it proves nothing.

    In a notation, what its text spells is compared. Injected pages are compared as the sites show them: full-width forms
    narrowed, private-use characters dropped, a stranded byte perhaps shown as nothing.

    >>> from ..model import Evidence
    >>> grade(Edit(0, "Ã ", "à", Evidence("utf8-as-latin-1", 9.0, post=("nbsp-to-space",))))
    'modulo nbsp-to-space'
    >>> grade(Edit(0, "&#206;&#196;", "&#25991;", Evidence("gbk-as-latin-1", 9.0, notation="html-numbers")))
    'exact'
    """
    evidence = edit.evidence
    if evidence is None:
        return None
    try:
        needed = (
            _needed_on_a_page(edit.before, edit.after, evidence.splices)
            if evidence.channel == INJECTED
            else _needed(edit, evidence)
        )
    except (KeyError, UnicodeEncodeError):  # a name that is in no table, or what the channel cannot even write
        return None
    if needed is None:
        return None
    return f"modulo {', '.join(needed)}" if needed else EXACT


def _needed(edit: Edit, evidence: Evidence) -> tuple[str, ...] | None:
    """Return the post-steps of a proof by channels, or None if it fails."""
    before, after = edit.before, edit.after
    if evidence.notation:
        before, after = spelled(before, evidence.notation), spelled(after, evidence.notation)
    return evidence.post if corrupt(channels_of(evidence.channel), after, evidence.post) == before else None


@lru_cache(maxsize=1 << 10)  # a page has the same note again and again
def _needed_on_a_page(before: str, after: str, splices: tuple[Splice, ...]) -> tuple[str, ...] | None:
    """Return the least by which a replayed page differs from the one observed, or None if it is another one."""
    replayed = replay(after, splices)
    for stranded in ((), (_STRANDED,)):
        for steps in _SHOWN:
            again, observed = _done(replayed, steps), _done(before, steps)
            if observed == (again.removeprefix("?") if stranded else again):
                return (*steps, *stranded)
    return None


def _done(text: str, steps: tuple[str, ...]) -> str:
    for step in steps:
        text = POST_STEPS[step](text)
    return text
