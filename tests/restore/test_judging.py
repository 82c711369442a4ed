"""Of spans that overlap, the likeliest is chosen, and what is a part of it costs nothing more."""

from __future__ import annotations

import pytest

from mojibake_fix.restore.inverse.alignment import Unit
from mojibake_fix.restore.judging import _chosen
from mojibake_fix.restore.paths import Span


class Gates:
    """Gates that refuse the restorations that they are told to, and keep what they were asked about."""

    def __init__(self, refused: str) -> None:
        self._refused = refused.split()
        self.asked = ""

    def refuses(self, span: Span) -> str:
        self.asked += f"{span.after} "
        return "no words" if span.after in self._refused else ""


def span(start: int, after: str, gain: float) -> Span:
    return Span(start, tuple(Unit(f"{each}?", each, sound=True) for each in after), "utf8-as-gbk", (), gain, (gain,))


WHOLE, PART, RIVAL, APART = span(0, "abc", 9.0), span(2, "b", 5.0), span(2, "x", 4.0), span(8, "e", 3.0)


@pytest.mark.parametrize(
    ("refused", "asked", "chosen", "rivals"),
    [
        ("", "abc x e", [WHOLE, APART], [RIVAL]),
        ("x", "abc x e", [WHOLE, APART], [RIVAL]),  # refused by what it is no writing of, and read by the same
        ("e", "abc x e", [WHOLE, APART], [RIVAL]),
        ("abc", "abc b x e", [PART, APART], [RIVAL]),
        ("abc b x e", "abc b x e", [WHOLE, APART], [RIVAL]),
    ],
)
def test_parts_of_what_is_chosen_are_asked_of_no_gate(refused: str, asked: str, chosen: list[Span], rivals: list[Span]) -> None:
    """A part can be neither chosen any more nor a rival; if the whole is refused, it is looked at as any other span."""
    gates = Gates(refused)
    found, refusals, of_each = _chosen([APART, RIVAL, PART, WHOLE], gates)  # type: ignore[arg-type]
    assert gates.asked.split() == asked.split()
    assert sorted(found, key=lambda each: each.start) == chosen
    assert [each.after for each in of_each[chosen[0]] if each is not WHOLE] == [each.after for each in rivals]
    assert [each.after for each in refusals] == gates.asked.split()
