"""One Simplified character, several Traditional ones: 发 is 發 or 髮, 里 is 裡 or 里.

OpenCC takes the longest word of its dictionary from the left: 被发送 has 被发 (with 髮) in it, 更复杂 has 更复 (with 復). A
character goes with the word on its right, and leaves the one before it to what stands before that, if the two pairs hold
together more than the character does with the one before it, as the language model knows them; and so does the rest of a word
whose first character went with another, 复制 (with 製) behind 不复. One that got its form from the
word on its right, 只影 (with 隻) in 只影响, stands alone if the other character of that word holds to the next one more.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ..language.models import chinese
from ..patterns import lazy_pattern
from ..spans import HAN, one_of
from .dictionaries import converted
from .made import Made

__all__ = ["alternatives", "choices", "is_form", "reconsider", "unusual_forms", "usual_forms"]

# How much more two pairs have to hold together, one that ends before a character and one that begins with it, than the
# character with the one before it, in nats. At 3, 142 of all 148 changes in Taiwan's texts that the language model was
# trained on are right.
MARGIN = 3.0

# What hardly ever stands side by side may be a name: 美里达. That two characters hold together less than this says no more.
# At -1, that name loses its 里; at -0.9 two characters fewer are wrong in the texts of tools/report_script.py, and none more.
LEAST = -0.9

# Behind a number stands what is counted, 5 天, unless that holds to the next character by more nats than these. At 2, 48 changes
# in the texts that the language model was trained on are right, nearly all of 天后, and one is wrong; at 4, five are.
BEHIND_NUMBER = 2.0

# How often a character has to be written in another form to be asked about wherever it stands.
OFTEN = 0.01
_BOTH_WAYS = "了"  # 了解 and 瞭解 are the same word, and Taiwan writes both

# How much more the next two characters have to hold together than a character that is to lose its word altogether with the first
# of them. At 4, none of 13 changes in texts that no table has seen is wrong; at 3, one of 18 is: 邊欄註記我們檢視的.
MARGIN_ALONE = 4.0

_REMEMBERED = 1 << 14  # stretches of text, with what they ask for
_BEFORE = 3  # characters before the one in question
_REACH = 4  # characters of the word on the right, the one in question among them
_BORDER = "\n" * _BEFORE
_TWO_HAN = lazy_pattern(f"[{HAN}]{{2}}")
_AMONG_HAN = lazy_pattern(f"[{HAN}].[{HAN}]")
_NUMBER = lazy_pattern("(?:.[0-9０-９]|[0-9０-９] )", re.DOTALL)
_THREE_HAN = lazy_pattern(f"[{HAN}]{{3}}")
# Behind these 只 is "only", and 并 "and", though OpenCC has words with other forms (是只, 多只, 单只, 并为): a measure has a
# number before it, and what is merged into something stands before that. In 1.3 million characters of messages of programs, a
# game and a handbook all 27 such places are right, and wrong with OpenCC.
_NO_WORD = lazy_pattern(
    f"(?:[还或但而总要若可]是|[最至]多|[清名菜账帐表]单)只[{HAN}]|.[^{HAN}]并为",
    re.DOTALL,
)
# Before these 只 counts, whatever holds to what: 这是只猫. Not before what is made of them (猫粮, 鸡蛋) or only begins like them
# (鼠标, 熊市, 狼狈, 虎视, 鸟瞰); 马 and 象 are missing for 马上 and 象征.
_ANIMAL = "|".join(
    (
        "[猫狗犬鸭鹅兔狐猿鹿豹鹰鸽雀燕鹤鸦鸥雁蛙龟蝶蚁蜂蚊蝇蟹蝉蚂蝴蜻蜘蟑螃鹦骆][^粮肉毛蛋皮血骨绒胶茸窝蜜绘]",
        "[羊鸡猪牛][^肉毛蛋奶皮血骨油绒角排杂汤粪瘟年舍精]",
        "鸟[^瞰]|鼠[^标目疫]|狼[^狈藉毫]|虎[^视头口穴]|猴[^年急戏]|狮[^身]|熊[^市掌]",
    )
)
_COUNTING = lazy_pattern(
    f".只[大小老黑白灰花肥胖瘦野公母雌雄懒幼]?(?:{_ANIMAL})|.只可爱的|[几百千万]只[，。、；：！？]", re.DOTALL
)
_MANY = "几百千万"  # of these OpenCC has a word with 隻 only where it sees no other: 十几, 好几, 上千
_MEASURE = "隻"
_OF_HONG_KONG = "枱枴冲"  # forms that OpenCC's words of Hong Kong have beside those of the table


@cache
def choices() -> dict[str, str]:
    """Return the Simplified characters with several Traditional forms, with these.

    >>> choices()["后"]
    '後后'
    """
    with open(os.path.join(os.path.dirname(__file__), "data", "choices.tsv"), encoding="utf-8") as file:
        table = file.read()
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def is_form(form: str, simplified: str) -> bool:
    """Tell whether a character is a Traditional form of a Simplified one, and not part of another word that it became part of.

    >>> is_form("髮", "发"), is_form("件", "象")
    (True, False)
    """
    return form in choices().get(simplified, "") or form in _OF_HONG_KONG


def alternatives(before: str, after: str) -> list[str]:
    """Return what a conversion could have resulted in, one choice changed at a time.

    >>> alternatives("头发", "頭髮")
    ['頭發']
    """
    if len(before) != len(after):
        return []
    return [
        after[:k] + form + after[k + 1 :]
        for k, character in enumerate(before)
        for form in choices().get(character, "")
        if form != after[k]
    ]


def reconsider(made: Made, conversion: str) -> None:
    """Give characters the forms that the words on their right ask for.

    >>> made = Made("被发送", "被髮送")
    >>> reconsider(made, "s2t")
    >>> made.after
    '被發送'
    """
    made.replace(_changes(made, conversion))


def _changes(made: Made, conversion: str) -> Iterator[tuple[int, str]]:
    """Yield where a character among Han got a form that it should not have, and the one that it should have."""
    padded = f"{_BORDER}{made.before}{_BORDER}"
    places = sorted({*_unusually_written(made, conversion), *_otherwise_written(made, conversion)})
    places = [(k, place) for k, place in places if is_form(made.after[k], made.before[place])]
    cases = [(padded[place : place + _BEFORE + _REACH], made.after[k]) for k, place in places]
    known = _known(conversion)
    if len(known) > _REMEMBERED:  # another thread may be reading the old one
        _known.cache_clear()
        known = _known(conversion)
    known |= _asked(conversion, {*cases} - known.keys())
    yield from ((k, form) for (k, _), case in zip(places, cases, strict=True) if (form := known[case]))


_Case = tuple[str, str]  # some characters, and the form that the fourth of them got
_Forms = Iterator[tuple[_Case, str]]
_Places = Iterator[tuple[int, int]]  # after a conversion, and before


def _unusually_written(made: Made, conversion: str) -> _Places:
    """Yield where a character got a form that it does not get by itself."""
    unusual = unusual_forms(conversion)
    for start, end, shift in made.stretches:
        for match in unusual.finditer(made.after, start, end):
            yield match.start(), match.start() - shift


def _otherwise_written(made: Made, conversion: str) -> _Places:
    """Yield where a character got another form than it gets with the character behind it, or a word of both before it."""
    asked, known = _asked_about(conversion), _known_forms(conversion)
    if len(known) > _REMEMBERED:  # another thread may be reading the old one
        _known_forms.cache_clear()
        known = _known_forms(conversion)
    padded = f"\n{made.before}\n"
    for start, end, shift in made.stretches:
        places = [*map(re.Match.start, asked.finditer(made.before, start - shift, end - shift))]
        cases = [padded[place : place + 3] + made.after[place + shift] for place in places]
        known |= _are_otherwise(conversion, [*({*cases} - known.keys())])
        yield from ((place + shift, place) for place, case in zip(places, cases, strict=True) if known[case])


def _are_otherwise(conversion: str, cases: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield some cases, a character between its neighbours with the form that it got, and whether that is such another form."""
    usual = usual_forms(conversion)
    behind = converted(conversion, [case[:2] for case in cases])
    ahead = converted(conversion, [case[1:3] for case in cases])
    for case, one, other in zip(cases, behind, ahead, strict=True):
        form = case[-1]
        yield case, form != other[0] or one[-1] not in (form, usual[case[1]])


@cache
def _known(conversion: str) -> dict[_Case, str]:
    """Return what was asked for, with the forms that characters should have; see ``_asked``."""
    return {}


@cache
def _known_forms(conversion: str) -> dict[str, bool]:
    """Return what is known of characters between their neighbours; see ``_are_otherwise``."""
    return {}


def _asked(conversion: str, cases: set[_Case]) -> dict[_Case, str]:
    """Return the form that each character, the fourth of some, is to have for its words; nothing if it is to keep its own."""
    counted = {case for case in cases if _is_counting(case)}
    found = dict.fromkeys(cases - counted, "")
    for asked in (_in_no_word, _standing_alone, _of_the_word_ahead, _of_the_word_behind):
        found |= asked(conversion, [case for case, form in found.items() if not form])
    return found | dict.fromkeys(counted, _MEASURE)


def _is_counting(case: _Case) -> bool:
    """Tell whether the character in question is a measure by what is counted behind it."""
    around, form = case
    return (form == _MEASURE or around[_BEFORE - 1] in _MANY) and _COUNTING.match(around, _BEFORE - 1) is not None


def _in_no_word(conversion: str, cases: list[_Case]) -> _Forms:
    """Yield the usual form of characters that are no part of the word that OpenCC found."""
    usual = usual_forms(conversion)
    yield from (
        (case, usual[case[0][_BEFORE]]) for case in cases if _NO_WORD.match(case[0], _BEFORE - 2) and not _is_usual(usual, case)
    )


def _standing_alone(conversion: str, cases: list[_Case]) -> _Forms:
    """Yield the usual form of characters that lose the word on their right altogether."""
    usual = usual_forms(conversion)
    apart = [case for case in cases if not _is_usual(usual, case) and _falls_apart(case[0][_BEFORE : _BEFORE + 3])]
    behind = converted(conversion, [around[2:4] for around, _ in apart])
    ahead = converted(conversion, [around[3:5] for around, _ in apart])
    for case, one, other in zip(apart, behind, ahead, strict=True):
        form = usual[case[0][_BEFORE]]
        if one[-1] == form and other[0] == case[1]:
            yield case, form


def _of_the_word_ahead(conversion: str, cases: list[_Case]) -> _Forms:
    """Yield the forms of characters that belong to the word that begins with them."""
    usual = usual_forms(conversion)
    behind = converted(conversion, [around[2:4] for around, _ in cases])
    right = [case for case, pair in zip(cases, behind, strict=True) if _is_ahead(case, pair[-1], _is_usual(usual, case))]
    for case, made in zip(right, converted(conversion, [around[_BEFORE:] for around, _ in right]), strict=True):
        if made[0] != case[1]:
            yield case, made[0]


def _is_ahead(case: _Case, with_the_one_before: str, is_usual: bool) -> bool:
    """Tell whether a character belongs to the word that begins with it, by its form with the one before, and its own."""
    around, form = case
    if not is_usual and _NUMBER.match(around):
        return _holding(around, _BEFORE - 1) < BEHIND_NUMBER
    if is_usual:
        return _holding(around, _BEFORE + 1) <= _holding(around, _BEFORE) and _begins_word(around, _BEFORE)
    # What got its form from three characters or more, 控制杆, is not cut off by what the first of them hold together.
    return _begins_word(around, _BEFORE, after_a_word=form == with_the_one_before)


def _of_the_word_behind(conversion: str, cases: list[_Case]) -> _Forms:
    """Yield the forms of characters whose word OpenCC cut, since another ends with its first character: 会合 in 会合并."""
    usual, first = usual_forms(conversion), _BEFORE - 1
    cut = [case for case in cases if _holding(case[0], _BEFORE) <= _holding(case[0], first) and _begins_word(case[0], first)]
    for case, made in zip(cut, converted(conversion, [around[first : _BEFORE + 1] for around, _ in cut]), strict=True):
        simplified, form = case[0][_BEFORE], made[-1]
        if form not in (case[1], usual.get(simplified)) and is_form(form, simplified):
            yield case, form


def _is_usual(usual: dict[str, str], case: _Case) -> bool:
    """Tell whether the character in question got the form that it gets by itself."""
    around, form = case
    return usual.get(around[_BEFORE], form) == form


def _begins_word(around: str, at: int, *, after_a_word: bool = True) -> bool:
    """Tell whether one of some characters makes a word with the one behind it, if it makes one, and none with the one before.

    Where that ends a word with what stands before it, this says so, too.
    """
    left, right = _holding(around, at - 1), _holding(around, at)
    if right <= left or not _AMONG_HAN.match(around, at - 1):
        return False
    before = max(0.0, _holding(around, at - 2)) if after_a_word else 0.0
    return before + max(0.0, right) - max(LEAST, left) > MARGIN


def _holding(around: str, k: int) -> float:
    """Return how much two characters hold together, if they are Han."""
    return _attraction(*around[k : k + 2]) if _TWO_HAN.match(around, k) else 0.0


def _falls_apart(ahead: str) -> bool:
    """Tell whether the second of three Han holds to the third, and not to the first."""
    return _THREE_HAN.match(ahead) is not None and _attraction(*ahead[1:]) - _attraction(*ahead[:2]) > MARGIN_ALONE


@cache
def unusual_forms(conversion: str) -> re.Pattern[str]:
    """Return the pattern of the forms that characters get in some words only."""
    alone = usual_forms(conversion)
    forms = {form for character, forms in choices().items() for form in forms if form != alone[character]}
    return one_of({*forms, *_OF_HONG_KONG})


@cache
def _asked_about(conversion: str) -> re.Pattern[str]:
    """Return the pattern of the characters that Taiwan often writes in another form than what they get by themselves."""
    model, alone = chinese("tw"), usual_forms(conversion)
    often = (
        character
        for character, forms in choices().items()
        if any(math.log(OFTEN) < model.forms(form) < 0.0 for form in forms if form != alone[character])
    )
    return one_of({*often} - {*_BOTH_WAYS})


@cache
def usual_forms(conversion: str) -> dict[str, str]:
    """Return what each character with several forms gets by itself."""
    characters = [*choices()]
    return dict(zip(characters, converted(conversion, characters), strict=True))


@lru_cache(maxsize=_REMEMBERED)
def _attraction(first: str, second: str) -> float:
    """Return how much likelier the second character is behind the first than anywhere, in nats."""
    model = chinese("hans")
    return model.logp(first, second) - model.alone(second)
