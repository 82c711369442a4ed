"""Big5 as the standard has it, or as Windows: the same pairs, but eleven signs are others."""

from __future__ import annotations

from ..patterns import lazy_pattern

__all__ = ["page_of"]

# Signs as the standard reads them that make sense as what Windows reads there: the dot between the names of a foreigner (‧),
# the wave dash (～), macron and circled signs, which are met more than what the standard has.
_OF_WINDOWS = lazy_pattern("(?<=[\u4e00-\u9fff])•(?=[\u4e00-\u9fff])|[∼‾♁☉]")
_OF_THE_STANDARD = lazy_pattern("(?<![\u4e00-\u9fff])•|•(?![\u4e00-\u9fff])")  # the bullet of a list


def page_of(text: str) -> str:
    """Return whether ``text``, read as ``big5``, is rather ``cp950``.

    >>> page_of("喬治•華盛頓"), page_of("• 第一章"), page_of("第一章")
    ('cp950', 'big5', 'big5')
    """
    return "cp950" if len(_OF_WINDOWS.findall(text)) > len(_OF_THE_STANDARD.findall(text)) else "big5"
