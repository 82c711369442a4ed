"""Letters and the marks that stand on them become one character, by Unicode's form C: e and an acute are é.

Never its form KC, which makes ① 1 and ㎏ kg. Compatibility ideographs, which form C unifies too, are another rule's.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import is_normalized, normalize

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans

__all__ = ["find"]

# These neither change nor join with what stands before them; a run may begin with one, for a mark may stand on it, but not
# with a compatibility ideograph, which form C would change.
_PLAIN = "\x00-\x7f\u2010-\u2027\u3001-\u3029\u3400-\u9fff\uff01-\uff60\U00020000-\U0002f7ff\U0002fa20-\U0003ffff"
_STEADY = f"{_PLAIN}\uf900-\ufaff\U0002f800-\U0002fa1f"
_RUN = lazy_pattern(f"[{_PLAIN}]?[^{_STEADY}]+")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    r"""Yield an edit for every run of characters that can be composed.

    >>> [(edit.start, edit.after) for edit in find("re\u0301sume\u0301 ①", Spans())]
    [(1, 'é'), (6, 'é')]
    """
    if is_normalized("NFC", text):
        return
    for match in _RUN.finditer(text):
        composed = normalize("NFC", match[0])
        if composed != match[0] and not spans.covers(*match.span()):
            yield model.Edit(match.start(), match[0], composed)
