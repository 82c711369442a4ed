"""Tell clean text from misread text in windows of a few characters."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mojibake_fix.restore.channels import CHANNELS, channels_of, corrupt

__all__ = ["DAMAGE", "Rates", "garbled", "languages", "pieces", "rates"]

OWN = re.compile(r"[^\x00-\x7f]")
TOKENS = re.compile("[?\N{KATAKANA MIDDLE DOT}\N{REPLACEMENT CHARACTER}]")
WRITTEN = {"gbk": ("zh-hans",), "big5": ("zh-hant",), "shift-jis": ("ja",), "euc-jp": ("ja",), "euc-kr": ("ko",)}
TWICE = ("utf8-as-gbk+utf8-as-gbk", "utf8-as-cp1252+utf8-as-cp1252", "utf8-as-latin-1+utf8-as-gbk")

HAVE_CJK = {"utf8", "cesu8", *WRITTEN}
LEFT_AS_IT_IS = "cesu8-as-utf8"  # all but emoji

DAMAGE: tuple[str, ...] = (
    *(name for name, each in CHANNELS.items() if "/" not in name and each.written in HAVE_CJK and name != LEFT_AS_IT_IS),
    *TWICE,
)
"""The channels that damage CJK text, as Windows and its like read them, and three layered ones."""


def languages(channel: str) -> tuple[str, ...]:
    """Return the languages whose text a channel damages.

    >>> languages("big5-as-cp1252"), languages("utf8-as-gbk")
    (('zh-hant',), ('zh-hans', 'zh-hant', 'ja', 'ko'))
    """
    return WRITTEN.get(channel.split("-as-")[0], ("zh-hans", "zh-hant", "ja", "ko"))


def garbled(lines: Iterable[str], channel: str) -> str:
    """Return text damaged by a channel, without the tokens that would give it away, and without lines it cannot write.

    >>> garbled(["中国？", "한글"], "gbk-as-cp1252")
    'ÖÐ¹ú£¿'
    """
    layers = channels_of(channel)
    found = []
    for line in lines:
        try:
            found.append(TOKENS.sub("", corrupt(layers, line)))
        except UnicodeEncodeError:
            continue
    return "\n".join(found)


def pieces(text: str, length: int, count: int, seed: int) -> list[str]:
    """Return up to so many windows at random places, of which three quarters are not ASCII.

    >>> sorted(pieces("中文字ab字", 2, 9, seed=1))
    ['中文', '文字']
    """
    found: list[str] = []
    starts = list(range(max(0, len(text) - length + 1)))
    random.Random(seed).shuffle(starts)
    for start in starts:
        piece = text[start : start + length]
        if 4 * len(OWN.findall(piece)) >= 3 * length and "\n" not in piece:
            found.append(piece)
            if len(found) == count:
                break
    return found


@dataclass(frozen=True)
class Rates:
    """Hold the share of clean windows taken for damage, where 99 % of damage is found, and both shares where LLR < 0."""

    alarms_at_99: float
    alarms_below_0: float
    recall_below_0: float


def rates(clean: Sequence[float], damaged: Iterable[float]) -> Rates:
    """Compare log-likelihood ratios (clean over damaged, in nats) of clean windows with those of damaged ones.

    >>> rates([1.0, 2.0, 3.0, -9.0], [-2.0, -1.0])
    Rates(alarms_at_99=0.25, alarms_below_0=0.25, recall_below_0=1.0)
    """
    found = sorted(damaged)
    threshold = found[min(len(found) - 1, -(-99 * len(found) // 100) - 1)]
    return Rates(
        sum(score <= threshold for score in clean) / len(clean),
        sum(score < 0 for score in clean) / len(clean),
        sum(score < 0 for score in found) / len(found),
    )
