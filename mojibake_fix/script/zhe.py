"""The particle 着, which Taiwan writes 著: told from 著, to write and notable, which stays 著 on both sides.

OpenCC keeps 著 throughout (t2s: 随著) or makes most of it 着 (tw2s: 土着, 原着). The verb is the rarer of the two and
lives in few words, so those are listed and all else is the particle.
"""

from __future__ import annotations

from ..patterns import lazy_pattern

__all__ = ["settle"]

# What the particle follows in words that would otherwise look like the verb's: 隨著作業, 拿著書, 看著名單.
_CARRYING = "隨看對向朝沿順跟望照帶拿捧抱背夾翻握讀唸攤舉遞抄接等意味"
# 名著 巨著 原著 遺著 專著 合著 拙著 譯著 土著 卓著 昭著 ...
_WORKS = "名巨鉅原遺專譯撰拙卓昭炳土所編新舊近宏佳"
_VERB = lazy_pattern(
    "著(?:"
    f"(?<=[{_WORKS}]著)(?!眼|手|急|力|陸|重|迷|火|涼|想|落)"
    "|(?<=(?<![彰突凸])顯著)"  # 顯著, but 彰顯著
    "|(?<=(?<![談討議辯評爭理])論著)"  # 論著, but 談論著
    "|(?<=合著)(?!眼|雙|手|掌|拍)"  # a joint work, but with closed eyes
    "|(?<=見微知著)"
    f"|(?<![{_CARRYING}]著)(?=作(?![品業戰法息態答曲畫夢弊文揖]))"  # 著作, but 指著作品
    f"|(?<![{_CARRYING}]著)(?=名(?![字單義額片])|述|稱|錄|者|書)"
    f"|(?<![{_CARRYING}]著)(?=有[《〈「『“論詩])"
    "|(?<![\u3400-\u9fff]著)(?![\u3400-\u9fff])"  # 魯迅 著
    ")"
)


def settle(text: str) -> str:
    """Return Traditional text with the particle written 着 and the verb left 著.

    >>> settle("隨著他的名著問世，土著看著作品")
    '隨着他的名著問世，土著看着作品'
    """
    if "著" not in text:
        return text
    return "著".join(part.replace("著", "着") for part in _VERB.split(text))
