"""Tell text that shows damage on purpose from text that has it: an article on `锟斤拷`, code that looks for U+FFFD, a chart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from ..patterns import lazy_pattern

__all__ = [
    *(
        "MOST_SHOWN",
        "SHOWN_WITHIN",
        "around",
        "is_beside",
        "is_chart",
        "is_in_session",
        "is_mention",
        "is_searched",
        "says_how_it_shows",
        "speaks_of_damage",
    ),
]

_NEAR = 300  # characters in which the lines around a stretch are looked at
SHOWN_WITHIN = 5  # lines: an explanation, a fence, and what is shown in it

MOST_SHOWN = 100  # places in a document: no manual has more, and looking around each takes time

_CHART = 32  # characters on either side, up to a blank
_STEPS = 4  # from one code to the next
_BLANK = lazy_pattern(r"\s")

_ENCODING = (
    r"(?:windows-?125\d|cp-?\d{3,5}|latin-?[19]|iso-?8859-?\d+|gbk|gb2312|gb18030|big-?5|shift[-_ ]?jis"
    r"|euc-?(?:kr|jp|cn)|mac[-_ ]?roman|koi8-?[ru])(?![A-Za-z0-9])"
)
# What people call damage, in the languages that have most of it, how they say that text was misread, and how they write the
# character that stands for it.
_NAMES = lazy_pattern(
    r"mojibake|\bgarbled\b|\b(?:badly|wrongly|incorrectly|double|doubly|mis)[ -]?(?:de|en)coded\b"
    rf"|\b(?:read|opened|decoded|encoded|interpreted|parsed|treated|shown|displayed) (?:as|in|with) {_ENCODING}"
    rf"|[用以按](?:成|作)? ?{_ENCODING} ?(?:编码|編碼)?来?(?:打开|读取|解码|解析|開啟|讀取|解碼)"
    r"|\bwrong (?:character )?(?:encoding|charset|codec|code ?page)\b"
    r"|kryakozyabr|replacement[ _-]char|u\+fffd|0xfffd|\bef ?bf ?bd\b"
    "|乱码|亂碼|烫烫烫.{0,9}屯屯屯|锟斤拷.{0,9}烫烫烫|文字化け|化け文字|кракозябр|крокозябр"
    "|(?:글자|문자|한글)[가이]? ?깨[지져졌진짐]|깨진 ?(?:글자|문자|한글)",
    re.IGNORECASE,
)
# One of these is in each name, in small letters; or both an encoding, as manuals often name, and what somebody did in it. To look
# for all of them takes a tenth of the time.
_IN_NAMES = (
    *("wrong", "mojibake", "garbled", "coded", "kryakozyabr", "replacement", "fffd", "ef bf", "efbf"),
    *("乱码", "亂碼", "烫烫烫", "文字化け", "化け文字", "кракозябр", "крокозябр", "깨"),
)
_IN_ENCODINGS = ("windows", "cp", "latin", "8859", "gb", "big", "jis", "euc", "mac", "koi8")
_IN_READINGS = (
    *("d as ", "d in ", "d with ", "n as ", "n in ", "n with "),  # read as, shown in
    *("打开", "读取", "解码", "解析", "開啟", "讀取", "解碼"),
)

_OPENING = frozenset("\"'`([{|/“‘«„「『《〈【（［")
_CLOSING = frozenset("\"'`)]}|/”’»“」』》〉】）］")
_IN_REGEX = frozenset("|/")
_CLOSING_IN_REGEX = _CLOSING | {"["}
_ASCII_MARKS = frozenset("\"'`([{|/")

# A literal that is searched for, replaced or matched.
_SEARCHED = lazy_pattern(
    r"(?:\b(?:compile|contains?|count|endswith|find|find_?all|grep|includes?|indexof|like|match|replace|replace_?all|search|split|startswith"
    r"|strip|sub|translate)\b[ (\w-]*|[=!]=+ ?|\bin )[rbuf]*$",
    re.IGNORECASE,
)

# Code behind the prompt of an interpreter, a call, an assignment or a literal, where mail has words; and what follows up to the
# next blank line: more of the code, and what it printed.
_PROMPT = lazy_pattern(r"[ \t#*/]*>>>[ \t]+(?:.*\w\(|[\w.,\[\] ]+ = |[rbf]?[\"'\[{(])")
_FOLLOWING = 10  # lines

_SAID = 40  # characters: the longest of these, and what may be told of all such characters
# What people say right before what text shows as, and right behind it; the last character of that may have lost a byte.
_SHOWN_BEFORE = lazy_pattern(
    r"(?:\b(?:(?:(?:appear|display|render|sav|show|stor)(?:s|ed|e?n|ing)?|(?:comes?|came|print(?:s|ed)?) out|shows? up) as"
    r"|turn(?:s|ed) into|looks? like|wird zu|erscheinen als|worden? (?:getoond|weergegeven) als|s'affichent?"
    r"|appara\w+ (?:comme|sous la forme)|(?:aparece[mn]?|se ven?|se muestran?) como|(?:apare|compa)\w+ come|wyświetla\w* się jako"
    r"|(?:отобража|выгляд|показыва|сохраня)\w+ как|превраща\w+ в|вместо \w+ вижу|hiển thị thành) "
    "|(?:[变變]|显示|顯示|识别|輸出|输出)[成为為]了?|全是)$",
    re.IGNORECASE,
)
_TOO = "wird zu "  # German for "becomes", and before a small word for "is too": late, big, often
_SHOWN_BEHIND = lazy_pattern(
    r"(?:.?\?)? ?(?:[这這之][样樣类類种種]|の(?:よう|ような文字)に|と(?:表示|出力|出る|出て|見え)|に(?:化け|なってしま)"
    r"|(?:으?로|처럼) ?(?:표시|보[여이]|나[오와]|출력|바뀌|바뀐|깨)|olarak (?:görün|gözük|çık))"
)
# What is done to a character, or happens to it, and is said of words in other ways than of characters.
_CHANGED_BEFORE = lazy_pattern(
    r"\b(?:(?:appear|becom|chang|convert|fix|get|remov|replac|search for|see|strip)(?:e?[sd]|e|ing)?|became|got|saw"
    r"|ersetzen?|erscheint|w[iu]rden? als|werden als|devien(?:nen)?t|remplacer?|convierten? en|muestran?|reemplaz\w+|sustitu\w+"
    r"|trocar?|substitu\w+|compaiono|compare|diventan?o?|sostitui\w+|zamień|zamienia\w* się w|vervang|замени\w*)"
    r"(?: (?:all|any|each|every|stray|the|weird))* $",
    re.IGNORECASE,
)
_CHANGED_BEHIND = lazy_pattern(r" (?:[-=]+>|→|(?:should|must) be |instead of |yerine )")
# What they call characters that readers garble.
_NAMES_OF_CHARACTERS = lazy_pattern(
    r"\b(?:dash|hyphen|apostro|apóstrofo|quot|ellips|bullet|arrow|degree|euro|check ?mark|accent|acento|akzent|umlaut"
    r"|character|caract[eè]re|symbol|letters?\b|lettere|anführung|zeichen|tiret|guillemet|fl[eè]che|raya|gui[oó]n|comilla|tildes|aspas"
    r"|travess|virgolett|trattino|streepje|aanhaling|myślnik|cudzys|znak|тире|кавыч|символ|букв|harf|ký tự)|strich\b",
    re.IGNORECASE,
)
_NEVER_ALONE = frozenset("‘’‚“”„¡¿")  # between blanks
_FIRST_OF_CJK = "\u2e80"  # where a letter is a word


def around(text: str, start: int, end: int, lines: int = 1) -> str:
    """Return what stands near a stretch: its own line and so many above and below, without the stretch.

    >>> around("a\\nb\\nc X d\\ne\\nf", 6, 7)
    'b\\nc  d\\ne'
    """
    before = text[max(0, start - _NEAR) : start].rsplit("\n", lines + 1)[-lines - 1 :]
    behind = text[end : end + _NEAR].split("\n", lines + 1)[: lines + 1]
    return "\n".join(before) + "\n".join(behind)


def is_beside(text: str, start: int, end: int, restored: str) -> bool:
    """Tell whether what a stretch was stands near it: damage is shown there, as in a manual.

    >>> is_beside("`schÃ¶n` was schön", 1, 7, "schön"), is_beside("schÃ¶n", 0, 6, "schön")
    (True, False)
    """
    near = around(text, start, end, SHOWN_WITHIN)
    beyond = [character for character in restored if character > "\x7f"]
    return bool(beyond) and all(character in near for character in beyond)


def speaks_of_damage(text: str, start: int, end: int, lines: int = 1) -> bool:
    """Tell whether the lines around a stretch, so many above and below, or its own, call damage by a name.

    >>> speaks_of_damage("为什么会有乱码？锟斤拷锟斤拷", 8, 14), speaks_of_damage("名称：锟斤拷锟斤拷", 3, 9)
    (True, False)
    """
    near = around(text, start, end, lines)
    return _may_have_name(near) and bool(_NAMES.search(near))


def names_of_damage(text: str) -> list[int]:
    """Return where damage is called by a name.

    >>> names_of_damage("为什么会有乱码？"), names_of_damage("编码")
    ([5], [])
    """
    return [name.start() for start, end in _with_names(text, 0, len(text), _PART) for name in _NAMES.finditer(text, start, end)]


def _with_names(text: str, start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that may have a name, none of which goes on in another line: of those in larger parts that may have one."""
    at = start
    while at < end:
        behind = text.find("\n", min(at + size, end), end) + 1 or end
        if _may_have_name(text[at:behind]):
            if size > _SMALL_PART:
                yield from _with_names(text, at, behind, size // _PARTS)
            else:
                yield at, behind
        at = behind


_PART, _SMALL_PART = 1 << 12, 1 << 6  # characters that are looked at once: of a long text most have no name
_PARTS = 8  # of one that may have a name


def _may_have_name(text: str) -> bool:
    small = text.lower()
    if any(part in small for part in _IN_NAMES):
        return True
    return any(part in small for part in _IN_ENCODINGS) and any(part in small for part in _IN_READINGS)


def is_chart(text: str, start: int, end: int) -> bool:
    """Tell whether characters in the order of their codes stand around a stretch, or in it: a chart of an encoding.

    >>> is_chart("†‡ˆ‰\\ufffd‘’“”•–—", 4, 5), is_chart("caf\\ufffd, th\\ufffd", 3, 4)
    (True, False)
    """
    before = _BLANK.split(text[max(0, start - _CHART) : start])[-1]
    behind = _BLANK.split(text[end : end + _CHART])[0]
    row = before + text[start:end] + behind
    steps: int = sum(first > "\x7f" and ord(second) == ord(first) + 1 for first, second in pairwise(row))
    return steps >= _STEPS


def is_mention(text: str, start: int, end: int, *, single: bool) -> bool:
    """Tell whether damage is spoken of: by its name nearby, or as a quotation, a literal to look for, a cell of a table.

    Quotation marks stand around damaged words, too. What is quoted is a mention if it is a ``single`` unit, too little for a
    word; if the marks are others than ASCII has, which damage would have destroyed with the rest; or if code looks for it.

    >>> is_mention('text.replace("��", "")', 14, 16, single=False), is_mention('print("����")', 7, 11, single=False)
    (True, False)
    """
    if speaks_of_damage(text, start, end):
        return True
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    opening, closing = before.rstrip(" ")[-1:], behind.lstrip(" ")[:1]
    if opening != "|" or closing != "|":  # blanks stand inside the cells of a table only
        opening, closing = before[-1:], behind[:1]
    if opening not in _OPENING or closing not in (_CLOSING if opening not in _IN_REGEX else _CLOSING_IN_REGEX):
        return False
    return single or opening not in _ASCII_MARKS or is_searched(text, start)


def is_searched(text: str, start: int) -> bool:
    """Tell whether a literal that begins at ``start`` is what code looks for, replaces or compares with.

    >>> is_searched("s.includes('鏂囧瓧')", 12), is_searched("print('鏂囧瓧')", 7)
    (True, False)
    """
    return bool(_SEARCHED.search(text[max(0, start - _NEAR) : start].rpartition("\n")[2][:-1]))


def is_in_session(text: str, start: int) -> bool:
    """Tell whether a place is in an example of an interpreter, typed or printed: a doctest shows what code makes of what.

    >>> [is_in_session(shown, shown.index("鍥")) for shown in (">>> fix('鍥炬爣')", ">>> read(page)\\n'鍥炬爣'", ">>> 鍥炬爣")]
    [True, True, False]
    """
    *above, line = text[max(0, start - _NEAR) : start].rsplit("\n", _FOLLOWING)
    paragraph = takewhile(str.strip, reversed(above))
    return any(map(_PROMPT.match, (line, *paragraph)))


def says_how_it_shows(before: str, word: str, behind: str, *, proven: bool) -> bool:
    """Tell whether a line speaks of what a word in it is shown as, or of the character that shows so.

    Text that has damage uses its words and marks. What a sentence says of one is said beside it, where a mark would be out of
    place, or with its name. Where a document is damaged anyway, words of ASCII say no more than that it goes on.

    >>> [says_how_it_shows(*line, proven=False) for line in (("it shows as ", "Jörg", ""), ("", "Jörg", " shows as it"))]
    [True, False]
    >>> [says_how_it_shows(before, "—", " by a dash", proven=False) for before in ("replace ", "it was ")]
    [True, False]
    >>> [says_how_it_shows("Er wird zu ", word, "", proven=False) for word in ("Jörg", "spät")]
    [True, False]
    """
    is_sign = sum(map(str.isalnum, word)) <= 1
    if is_sign and (before[-1:].strip() or behind[:1].isalnum()):
        return False
    right_before = before[-_SAID:]
    said = _SHOWN_BEFORE.search(right_before) or _SHOWN_BEHIND.match(behind)
    if not is_sign:
        is_too = right_before.endswith(_TOO) and word.islower()
        return bool(said) and not is_too and not (proven and said and said[0].isascii())
    if not (said or _CHANGED_BEFORE.search(right_before) or _CHANGED_BEHIND.match(behind)):
        return False
    rest = f"{before}\n{behind}"
    named = bool(_NAMES_OF_CHARACTERS.search(rest)) or word in rest.split()
    return named or (not proven and (word in _NEVER_ALONE or (word.isalpha() and word < _FIRST_OF_CJK)))
