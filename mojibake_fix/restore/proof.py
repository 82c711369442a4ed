"""Check a restoration without search or model: damaged again, it must be what was observed.

That catches errors of the search and makes every change reversible; it is a filter, not evidence, since most wrong guesses
pass it too.
"""

from __future__ import annotations

from ..model import Edit, Evidence
from .channels import CHANNELS, corrupt
from .injected.injection import drop_private, narrow, replay

__all__ = ["proves"]


def proves(edit: Edit) -> bool:
    """Tell whether the evidence of an edit, replayed on its result, gives what the edit replaces.

    Injected pages are compared as the sites show them: full-width forms narrowed, private-use characters dropped, and a
    stranded byte perhaps shown as nothing.

    >>> from ..model import Evidence
    >>> proves(Edit(0, "鍥炬爣", "图标", Evidence("utf8-as-gbk", gain=20.0)))
    True
    >>> proves(Edit(0, "鍥炬爣", "图表", Evidence("utf8-as-gbk", gain=20.0)))
    False
    """
    evidence = edit.evidence
    if evidence is None:
        return False
    try:
        if evidence.channel in CHANNELS:
            return corrupt(CHANNELS[evidence.channel], edit.after) == edit.before
        return _shown(edit.before) in _shown_variants(edit.after, evidence)
    except UnicodeEncodeError:  # what the channel cannot even write
        return False


def _shown(text: str) -> str:
    return drop_private(narrow(text))


def _shown_variants(text: str, evidence: Evidence) -> tuple[str, str]:
    shown = _shown(replay(text, evidence.splices))
    return shown, shown.removeprefix("?")
