"""Undo all damage of a text, layer by layer, and say what stays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from ..model import Edit, Step
from ..spans import Joined, Spans, ignored
from . import notations, suspect
from .injected import INJECTED
from .injected.find import find as find_injected
from .inverse import single_byte
from .left import NOTHING, Left
from .line_ends import with_returns
from .proof import proves
from .risk import acceptable
from .screen import is_clean
from .shown import is_shown
from .suspect import Remains

__all__ = ["Remains", "examples", "is_clean", "left_open", "remains", "restorations", "restored"]

MOJIBAKE = "mojibake"
LINE_ENDS = "newlines"  # as the rule is called that does it to a whole text
_REMEMBERED = 64  # lines; of a text the first one that is damaged proves it, each time that it is asked about
_LAYERS = 6  # text garbled more often than that has become too long for anyone to have kept it


def restorations(text: str, max_risk: float) -> Iterator[Step]:
    """Yield the steps that undo damage, each on the result of the one before, layer by layer.

    The search comes first: what single-byte heuristics would do to damage that a CJK encoding took part in could not be undone.
    Where a page has nothing but injected pinyin there is nothing to search for. What a comment exempts is left as it is.

    >>> [step.rule for step in restorations("鍥炬爣 und schÃ¶n", max_risk=0.01)]
    ['mojibake']
    """
    given, left = text, NOTHING
    for count in range(_LAYERS):
        if is_clean(text) or not (step := _next(text, max_risk, left)):
            break
        yield step
        before, text = text, step.apply(text)
        left = _left(before, text, max_risk) if not count and step.rule == MOJIBAKE else NOTHING
    if edits := tuple(with_returns(given, text)):
        yield Step(LINE_ENDS, edits)


def restored(text: str, max_risk: float) -> str:
    """Return a text as ``restorations`` leave it, where nobody asks for these: what is found need not be told place by place.

    >>> restored("鍥炬爣 und schÃ¶n", max_risk=0.01)
    '图标 und schön'
    """
    given, left = text, NOTHING
    for count in range(_LAYERS):
        if is_clean(text):
            break
        made = _restored_at_once(text, max_risk, left)
        if made == text:
            step = _next(text, max_risk, left)
            if not step:
                break
            text, left = step.apply(text), NOTHING
        else:
            left = NOTHING if count else _left(text, made, max_risk)
            text = made
    return Step(LINE_ENDS, tuple(with_returns(given, text))).apply(text)


def _next(text: str, max_risk: float, left: Left) -> Step | None:
    """Return the step that undoes the last layer of damage, but for what the step before has left."""
    search, injected = partial(_search, max_risk=max_risk), _injected(text, max_risk)
    return (
        (injected if _is_all(text, injected) else None)
        or _step(text, MOJIBAKE, search(text, left=left))
        or _step(text, MOJIBAKE, _second_opinion(text))
        or _step(text, MOJIBAKE, notations.find(text, search))
        or injected
    )


def _restored_at_once(text: str, max_risk: float, left: Left) -> str:
    """Return what the search makes of a text; the same if another step comes first, or a comment exempts any of it."""
    if text.isascii() or not ignored(text).is_empty() or _is_all(text, _injected(text, max_risk)):
        return text
    from . import search

    return search.restored(text, max_risk, left)


def _left(text: str, made: str, max_risk: float) -> Left:
    """Return what the next step need not look at of what the first has made of a text: what the search has left, if it made that.

    If the next one finds anything, all is looked at again: there may be layers below.
    """
    if text.isascii():
        return NOTHING
    from . import search

    return search.left(text, max_risk) if search.restored(text, max_risk) == made else NOTHING


@lru_cache(maxsize=_REMEMBERED)
def is_damaged(line: str) -> bool:
    """Tell whether there is damage in a line by itself: to restore, to report, or shown on purpose.

    >>> is_damaged("# 鍥炬爣"), is_damaged("鍥炬爣 is what 图标 looks like"), is_damaged("àâãçèéêëîïôöûüýÿ")
    (True, True, False)
    """
    from . import search
    from .acceptance.gates import NO_CONTROLS

    # Refused or not, for elsewhere in the text may be more of it, but for controls, which are looked at where they stand; and
    # the search of the whole text stays remembered.
    if any(span.gain >= span.needed and span.refused != NO_CONTROLS for span in search.considered(line)):
        return True
    return bool(_second_opinion(line) or suspect.find(line))


def examples(text: str) -> list[tuple[int, int]]:
    """Return where a text shows damage on purpose.

    >>> examples("鍥炬爣 is what 图标 looks like"), examples("# 鍥炬爣")
    ([(0, 3)], [])
    """
    if is_clean(text):
        return []
    from . import search

    return search.examples(text)


def left_open(text: str, max_risk: float) -> list[Remains]:
    """Return what lost bytes in a text and is not certain enough to be filled in, each with what it may have been.

    >>> [(left.start, left.before) for left in left_open("鐘舵€?", max_risk=0.0)]
    [(0, '鐘舵€?')]
    """
    if is_clean(text) or _is_all(text, _injected(text, max_risk)):
        return []
    from . import search

    exempt = ignored(text)
    return [left for left in search.left_open(text, max_risk) if not exempt.covers(left.start, left.end)]


def remains(text: str, max_risk: float) -> list[Remains]:
    """Return the damage that stays in a text and that no comment exempts, in order and without overlap."""
    if is_clean(text):
        return []
    exempt = Joined(ignored(text), Spans(examples(text)))
    found = [left for left in suspect.find(text) if not exempt.covers(left.start, left.end)]
    known = Spans((left.start, left.end) for left in found)
    more = [left for left in left_open(text, max_risk) if not known.covers(left.start, left.end)]
    return sorted([*found, *more], key=lambda left: left.start)


def _search(text: str, max_risk: float, left: Left = NOTHING) -> list[Edit]:
    if text.isascii():
        return []
    from . import search  # numpy: 100 ms, for text beyond ASCII only

    return search.find(text, max_risk, left)


def _second_opinion(text: str) -> list[Edit]:
    """Return what ftfy would restore, whose heuristics are others: small letters in words, and what the search found possible."""
    if not (edits := single_byte.find(text)):
        return []
    from . import search

    possible = {(edit.start, edit.before, edit.after) for edit in search.doubtful(text)}
    contested = Spans([*search.contested(text), *search.examples(text)])
    return [
        edit
        for edit in edits
        if (edit.start, edit.before, edit.after) in possible
        or (
            not contested.covers(edit.start, edit.end)
            and _is_in_word(text, edit)
            and not is_shown(text, edit.start, edit.end, edit.after, proven=False)
        )
    ]


def _is_in_word(text: str, edit: Edit) -> bool:
    beside = text[edit.start - 1 : edit.start] + text[edit.end : edit.end + 1]
    return edit.after.islower() and any(letter.isascii() and letter.islower() for letter in beside)


@lru_cache(maxsize=2)  # asked for again where it is told what stays
def _injected(text: str, max_risk: float) -> Step | None:
    """Return the step that takes injected pinyin out of a page."""
    found = [(edit, risk) for edit, risk in find_injected(text) if proves(edit)]
    edits = [edit for (edit, _), allowed in zip(found, acceptable(found, max_risk), strict=True) if allowed]
    return _step(text, INJECTED, edits)


def _is_all(text: str, step: Step | None) -> bool:
    """Tell whether a step leaves nothing of a text that may be damage."""
    return step is not None and is_clean(step.apply(text))


def _step(text: str, rule: str, edits: list[Edit]) -> Step | None:
    exempt = ignored(text) if edits else None
    wanted = tuple(edit for edit in edits if exempt is None or not exempt.covers(edit.start, edit.end))
    return Step(rule, wanted) if wanted else None
