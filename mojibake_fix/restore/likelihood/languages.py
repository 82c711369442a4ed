"""The languages that lost characters are looked for in, and which of them a text is in."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from itertools import islice

from ...language.identify import languages, scripts
from ...language.model import Model
from ...language.models import SCRIPTS, chinese, japanese, korean
from ...language.slots import code_points
from ...patterns import lazy_pattern

__all__ = ["MODELS", "language_of_document", "likeliest_language"]

MODELS: dict[str, Callable[[], Model]] = {
    **{script: partial(chinese, script) for script in SCRIPTS},
    "ja": japanese,
    "ko": korean,
}
"""The languages that lost characters are looked for in, Chinese by script."""

# What those write who read in an encoding of two bytes, by its table.
_OWN = {
    "cp936": "hans",
    "gb18030-2005": "hans",
    "cp950": "tw",
    "big5-hkscs": "hk",
    "cp932": "ja",
    "euc-jp": "ja",
    "cp949": "ko",
}
_LIKELIER = 5.0  # nats by which those who read in an encoding write their own language rather than another


def likeliest_language(text: str, table: str) -> str:
    """Return the language of a line that was read by the table of an encoding, given what is known of the line.

    >>> likeliest_language("設定", "cp950"), likeliest_language("设置", "cp950"), likeliest_language("", "cp949")
    ('tw', 'hans', 'ko')
    """
    own = _OWN.get(table.partition("/")[0], "hans")
    found = languages(text)
    nats = {language: score for language, score in found.items() if language in MODELS}
    if "zh" in found:
        nats |= scripts(text)
    nats[own] = nats.get(own, found["other"]) + _LIKELIER
    return max(nats, key=nats.__getitem__)


@lru_cache(maxsize=4)
def language_of_document(text: str) -> str | None:
    """Return the language of the CJK text in a document, if that is enough to tell.

    >>> language_of_document("# 한국어로 쓴 문서입니다. 무엇인지 알 수 있습니다"), language_of_document("# 中文")
    ('ko', None)
    """
    points = code_points(text)  # of a long text, in less time than to take its letters out
    han, kana, hangul = (int(((points >= first) & (points <= last)).sum()) for first, last in (_HAN, _KANA, _HANGUL))
    if han + kana + hangul < _ENOUGH:
        return None
    if hangul > han + kana:
        return "ko"
    if kana * _FEWER_KANA > han:
        return "ja"
    nats = scripts("".join(islice((letter[0] for letter in _ANY_HAN.finditer(text)), _SAMPLE)))
    return max(nats, key=nats.__getitem__)


_HAN, _KANA, _HANGUL = (0x3400, 0x9FFF), (0x3041, 0x30FA), (0xAC00, 0xD7A3)  # the first of them and the last
_ANY_HAN = lazy_pattern("[\u3400-\u9fff]")

_ENOUGH = 20  # letters
_FEWER_KANA = 10  # Han characters for each kana: the least of it that Japanese has
_SAMPLE = 500  # Han characters that tell the script
