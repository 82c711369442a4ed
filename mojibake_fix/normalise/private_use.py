"""Private-use characters of GBK and of Hong Kong's Big5 become the standard ones that Unicode has had since.

Windows reads the codes that GB18030 and HKSCS gave to these characters as private ones. One code can be either's, so
the script of the text decides, and only beside Han: a font of icons has private characters, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from .. import model
from ..encodings import codec
from ..patterns import lazy_pattern
from ..script.decide import Script, of_text
from ..spans import HAN, Spans
from .shown import not_shown
from .signs import PRIVATE_USE

__all__ = ["find"]

_PRIVATE = lazy_pattern(f"(?<=[{HAN}])[{PRIVATE_USE}]+|[{PRIVATE_USE}]+(?=[{HAN}])")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    r"""Yield an edit for every run of private characters that has standard ones.

    >>> [edit.after for edit in find("陶\ue863的简体", Spans())]
    ['䶮']
    """
    if not _PRIVATE.search(text) or (standard := _STANDARDS.get(of_text(text, spans))) is None:
        return
    runs = (match for match in _PRIVATE.finditer(text) if not spans.covers(*match.span()))
    edits = (model.Edit(run.start(), run[0], "".join(map(standard, run[0]))) for run in runs)
    yield from not_shown(text, (edit for edit in edits if edit.after != edit.before))


@cache
def _gb18030() -> dict[str, str]:
    table = files(__package__).joinpath("data", "gbk_private_use.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {chr(int(private, 16)): chr(int(standard, 16)) for private, standard, _ in rows}


def _by_gb18030(private: str) -> str:
    return _gb18030().get(private, private)


def _by_hkscs(private: str) -> str:
    """Return what HKSCS has at the code that Windows reads as this character."""
    code = codec("cp950").encoded(private)
    standard = codec("big5-hkscs").decode(code) if code else ""
    return standard if len(standard) == 1 and standard > "\x7f" else private


_STANDARDS: dict[Script, Callable[[str], str]] = {Script.HANS: _by_gb18030, Script.HANT: _by_hkscs}
