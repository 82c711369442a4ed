"""What the marks that are still open on a line say about the character that follows."""

from __future__ import annotations

from typing import NamedTuple

from ..patterns import lazy_pattern

__all__ = ["LONG_STRING", "MARKS", "TWO_IN_LONG_STRING", "Mark", "expected", "open_marks", "unbalanced", "unopened"]


class Mark(NamedTuple):
    """What closes, what it closes, and in nats what it says that this is open, that it is not, that a line ends within.

    And that it is opened once more within: nothing where that closes it.
    """

    closing: str
    opening: str
    if_open: float
    if_closed: float
    ends_within: float
    again: float


# log P(open | the mark follows CJK text) - log P(open | anything else does), the same for what is not open, for the line end, and
# for what opens it: counted by tools/count_marks.py in source code and documentation with Chinese, Japanese and Korean comments.
# Lines end within “ where it is not closed by ”, but by another “.
MARKS = (
    Mark('"', '"', 2.1, -3.6, -5.3, 0.0),
    Mark("'", "'", 3.9, -3.6, -4.5, 0.0),
    Mark("`", "`", 4.3, -0.3, -2.8, 0.0),
    Mark(")", "(", 3.0, -4.0, -3.8, 0.0),
    Mark("]", "[", 3.5, -5.7, -5.3, -1.2),
    Mark("}", "{", 5.5, -4.9, -2.5, -1.5),
    Mark(">", "<", 4.6, -0.3, -1.2, -0.8),
    Mark("）", "（", 3.6, -5.0, -5.1, -3.2),
    Mark("」", "「", 6.9, -5.9, -4.3, 0.0),
    Mark("”", "“", 6.7, -4.0, -0.8, 0.0),
    Mark("》", "《", 8.8, -4.7, -3.4, 0.0),
    Mark("】", "【", 7.8, -5.4, -4.4, 0.0),
)
_BY_CLOSING = {mark.closing: mark for mark in MARKS}
_BY_OPENING = {mark.opening: mark for mark in MARKS}

_STRING = '"'  # what stands in it closes nothing outside
LONG_STRING = _STRING * 3
"""What opens and closes a string that may be of several lines, as of Python's documentation."""

TWO_IN_LONG_STRING = -8.5
"""Nats: log P(two marks of a string in a long one, and no more, follow CJK text) - log P(those that close it do), so counted."""


def expected(line: str, character: str) -> float:
    """Return by how many nats the marks open on a line make a character behind it likelier, or unlikelier.

    ``line`` is what stands before the character; what stands before the last line end in it does not count. A mark closes
    before those that were open when it opened.

    >>> expected('print("完成', '"') > 0 > expected("完成", '"'), expected("完成", ","), expected("（完成", "\\n") < 0
    (True, 0.0, True)
    >>> expected('print("完成', '"') > expected('print("完成', ")")
    True
    """
    closing, opening = _BY_CLOSING.get(character), _BY_OPENING.get(character)
    if (closing is opening is None and character != "\n") or (character == _STRING and _is_in_long_string(line)):
        return 0.0
    marks = _open_in_last(line)
    if closing is None and opening is not None:
        return opening.again if character in marks else 0.0
    if closing is None:
        return min((_BY_OPENING[mark].ends_within for mark in marks), default=0.0)
    if closing.opening not in marks:
        return closing.if_closed
    if character == _STRING:
        return _ends_within(marks) if marks[-1] != _STRING else closing.if_open
    return closing.if_open if marks[-1] == closing.opening else 0.0


def _ends_within(marks: list[str]) -> float:
    """Return by how many nats brackets that a string leaves open speak against it, given what is open where it ends."""
    inside = marks[len(marks) - marks[::-1].index(_STRING) :]
    return min((_BY_OPENING[mark].ends_within for mark in inside if mark in _OPENING), default=0.0)


def _open_in_last(lines: str) -> list[str]:
    """Return the marks that are open at the end of the last line: nothing stays open where one ends."""
    return open_marks(lines[lines.rfind("\n") + 1 :])


def open_marks(line: str) -> list[str]:
    """Return the marks that are open at the end of a line, the innermost last; one of a string that is escaped is none.

    >>> open_marks('"{' + chr(92) + '"a'), open_marks('"C:' + chr(92) * 2 + '"')
    (['"', '{'], [])
    """
    marks: list[str] = []
    for character in _without_escaped(line).replace(LONG_STRING, ""):
        closing = _BY_CLOSING.get(character)
        if closing is not None and closing.opening in marks:
            opened = len(marks) - 1 - marks[::-1].index(closing.opening)
            if character == _STRING or _STRING not in marks[opened:]:
                del marks[opened:]
        elif character in _BY_OPENING:
            marks.append(character)
    return marks


def _without_escaped(line: str) -> str:
    """Return a line without what is escaped in it: in a string, neither a mark of a string nor a backslash is what it is."""
    return _ESCAPED.sub(r"\\", line) if _ESCAPE in line else line


_ESCAPE = "\\"
_ESCAPED = lazy_pattern(r'\\[\\"]')


def unopened(line: str, rest: str) -> float:
    """Return by how many nats what the rest of a line closes, and nothing has opened, speaks against the line.

    These are brackets, and two marks of a string in a long one, which three would close. So does a bracket that is open where the
    rest closes the string.

    >>> unopened("依存関係（n", "umpy）です") == 0 > unopened("依存関係， ", "umpy）です")
    True
    >>> unopened('"模式，', '"/>') == 0 > unopened('"模式（', '"/>')
    True
    >>> unopened("（完成 ", "）") == 0 > unopened("（完成\\n", "）")
    True
    >>> unopened(LONG_STRING + '完了。"', '""') == 0 > unopened(LONG_STRING + "完了。 ", '""')
    True
    """
    nats = 0.0
    for place, character in enumerate(rest):
        if character in _CLOSING and _CLOSING[character] not in _open_in_last(line + rest[:place]):
            nats += _BY_CLOSING[character].if_closed
    string, behind, _ = rest.partition(_STRING)
    if behind and string[-1:] != _ESCAPE and not _is_in_long_string(line + string):
        within = _open_in_last(line + string)
        nats += _ends_within(within) if _STRING in within else 0.0
    whole = line + rest
    for marks in _STRINGS.finditer(whole):
        if marks.end() >= len(line) and len(marks[0]) % 3 == _TWO and _is_in_long_string(whole[: marks.end() - _TWO]):
            nats += TWO_IN_LONG_STRING
    return nats


_STRINGS = lazy_pattern(rf"(?<!\\){_STRING}+")
_TWO = 2


def _is_in_long_string(line: str) -> bool:
    """Tell whether a long string was opened on a line, and not closed."""
    return _without_escaped(line).count(LONG_STRING) % 2 == 1


def unbalanced(line: str) -> int:
    """Return how many marks of a line are opened and not closed, or closed and not opened.

    >>> unbalanced('("完成")'), unbalanced('("完成 )'), unbalanced("完成)")
    (0, 1, 1)
    >>> unbalanced("`完成`")
    0
    """
    marks: list[str] = []
    alone = line.count(_STRING) % 2
    for character in line:
        if character in _OPENING:
            marks.append(character)
        elif character in _CLOSING:
            if marks and marks[-1] == _CLOSING[character]:
                marks.pop()
            else:
                alone += 1
    return alone + len(marks)


_CLOSING = {mark.closing: mark.opening for mark in MARKS if mark.opening not in "\"'`<"}  # which are more than brackets
_OPENING = frozenset(_CLOSING.values())
