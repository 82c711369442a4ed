"""Which language and script a decoded text shows by its characters."""

from __future__ import annotations

from ..language.identify import likeliest, scripts
from ..patterns import lazy_pattern

__all__ = ["tongue"]

_SCRIPTS = {
    "Hani": "\u3400-\u9fff\uf900-\ufaff",
    "Kana": "\u3041-\u30ff\uff66-\uff9f",
    "Hang": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "Latn": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "Cyrl": "\u0400-\u052f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Hebr": "\u0590-\u05ff",
    "Arab": "\u0600-\u06ff",
    "Thai": "\u0e00-\u0e7f",
    "Deva": "\u0900-\u097f",
}
_BEYOND = lazy_pattern("[^\x00-\x7f]+")
_HAN = lazy_pattern(f"[{_SCRIPTS['Hani']}]+")
_PATTERNS = {script: lazy_pattern(f"[{characters}]") for script, characters in _SCRIPTS.items()}


class _Marks(dict[int, str | None]):
    """A letter for the script of each character; none for what is of no script."""

    def __missing__(self, point: int) -> str | None:
        character = chr(point)
        script = next((script for script, pattern in _PATTERNS.items() if pattern.match(character)), None)
        return self.setdefault(point, _MARK_OF[script] if script else None)


_MARK_OF = dict(zip(_SCRIPTS, "abcdefghij", strict=True))
_MARKS = _Marks()

# What one script is written in for the most part, if it is one language.
_LANGUAGES = {"Grek": "el", "Hebr": "he", "Thai": "th"}

_KANA_SHARE = 0.05  # of Han and kana: text with so much kana is Japanese, text with less quotes it
_ENOUGH = 400  # characters


def tongue(text: str) -> tuple[str | None, str | None]:
    """Return the language of a text, if its characters tell, and its script (ISO 15924).

    >>> tongue("设置已保存"), tongue("設定を保存"), tongue("설정 저장"), tongue("Réglages"), tongue("1 + 1")
    (('zh', 'Hans'), ('ja', 'Jpan'), ('ko', 'Kore'), (None, 'Latn'), (None, None))
    """
    beyond = "".join(_BEYOND.findall(text[: 20 * _ENOUGH]))[:_ENOUGH] or text[:_ENOUGH]
    marks = beyond.translate(_MARKS)
    counts = {script: marks.count(mark) for script, mark in _MARK_OF.items()}
    script = max(counts, key=counts.__getitem__)
    if not counts[script]:
        return None, None
    if script == "Hang":
        return "ko", "Kore"
    if script in ("Hani", "Kana"):
        return _chinese_or_japanese(beyond, counts["Kana"] > _KANA_SHARE * (counts["Hani"] + counts["Kana"]))
    return _LANGUAGES.get(script), script


def _chinese_or_japanese(text: str, has_kana: bool) -> tuple[str, str | None]:
    if has_kana:
        return "ja", "Jpan"
    return "zh", _script("".join(_HAN.findall(text)))


def _script(hanzi: str) -> str | None:
    """Return the script whose national set has more of the hanzi; where they have the same, the likelier, if one is."""
    simplified, traditional = (len(hanzi.encode(national, "ignore")) for national in ("gb2312", "big5"))
    if simplified != traditional:
        return "Hans" if simplified > traditional else "Hant"
    script, share = likeliest(scripts(hanzi))
    return ("Hans" if script == "hans" else "Hant") if share > 1 / 2 else None
