"""Draw curves as SVG, both axes logarithmic, legible on light and on dark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from .figures import Curve
from .growth import BY_DAMAGE, BY_SIZE

__all__ = ["PLOTS", "Plot", "drawn"]


@dataclass(frozen=True, slots=True)
class Plot:
    """What stands on the axes."""

    title: str
    across: str
    up: str


PLOTS = {
    BY_SIZE: Plot("Cost by size", "bytes of text", "nanoseconds a character"),
    BY_DAMAGE: Plot("Cost by share of damaged lines", "% of the lines damaged", "times the cost of clean text"),
}

_WIDTH, _HEIGHT = 800, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 310, 40, 50  # room around the lines; on the right for their names
_SPACING = 16  # between two names at least
# Colours that people with any sight tell apart on white and on black (Okabe and Ito).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a8a8a", "#b0a020")
_STYLE = """
text { font: 12px sans-serif; fill: #333 }
.title { font-size: 15px; font-weight: bold }
.grid { stroke: #8884; stroke-width: 1 }
.curve { fill: none; stroke-width: 2 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } }
"""


@dataclass(frozen=True, slots=True)
class _Axis:
    """From which power of ten to which it goes, and between which places of the picture."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> _Axis:
        low = math.floor(math.log10(min(values)))
        return cls(low, max(low + 1, math.ceil(math.log10(max(values)))), start, end)

    def at(self, value: float) -> float:
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def drawn(plot: Plot, curves: Sequence[Curve]) -> str:
    """Return the picture of some curves, each with its name at its end."""
    across = _Axis.over([x for curve in curves for x, _ in curve.points], _LEFT, _WIDTH - _RIGHT)
    up = _Axis.over([y for curve in curves for _, y in curve.points], _HEIGHT - _BOTTOM, _TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{escape(plot.title)}</title><style>{_STYLE}</style>",
        _text(_LEFT, _TOP - 18, plot.title, 'class="title"'),
        _text((across.start + across.end) / 2, _HEIGHT - 10, plot.across, 'text-anchor="middle"'),
        _text(0, 0, plot.up, f'text-anchor="middle" transform="translate(16 {(up.start + up.end) / 2:.0f}) rotate(-90)"'),
        *_grid(across, up),
        *(_line(curve, across, up, colour) for curve, colour in zip(curves, _COLOURS, strict=False)),
        *_names(curves, across, up),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _grid(across: _Axis, up: _Axis) -> list[str]:
    lines = []
    for value in across.ticks:
        x = across.at(value)
        lines.append(f'<path class="grid" d="M{x:.1f} {up.start} V{up.end}"/>')
        lines.append(_text(x, up.start + 18, _number(value), 'text-anchor="middle"'))
    for value in up.ticks:
        y = up.at(value)
        lines.append(f'<path class="grid" d="M{across.start} {y:.1f} H{across.end}"/>')
        lines.append(_text(across.start - 8, y + 4, _number(value), 'text-anchor="end"'))
    return lines


def _line(curve: Curve, across: _Axis, up: _Axis, colour: str) -> str:
    places = " ".join(f"{across.at(x):.1f},{up.at(y):.1f}" for x, y in curve.points)
    dots = "".join(f'<circle cx="{across.at(x):.1f}" cy="{up.at(y):.1f}" r="3" fill="{colour}"/>' for x, y in curve.points)
    return f'<polyline class="curve" stroke="{colour}" points="{places}"/>{dots}'


def _names(curves: Sequence[Curve], across: _Axis, up: _Axis) -> list[str]:
    """Write the names on the right, in the order of the ends of the curves, one below the other where ends lie close."""
    named, below = [], -math.inf
    for k in sorted(range(len(curves)), key=lambda k: up.at(curves[k].points[-1][1])):
        y = below = max(up.at(curves[k].points[-1][1]) + 4, below + _SPACING)
        named.append(f'<circle cx="{across.end + 14:.1f}" cy="{y - 4:.1f}" r="4" fill="{_COLOURS[k]}"/>')
        named.append(_text(across.end + 24, y, curves[k].name, 'class="name"'))
    return named


def _text(x: float, y: float, text: str, attributes: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{escape(text)}</text>'


def _number(value: float) -> str:
    """Return a power of ten as people write it.

    >>> [_number(value) for value in (0.1, 10, 1e3, 1e6, 1e9)]
    ['0.1', '10', '1 K', '1 M', '1 G']
    """
    for unit, letter in ((1e9, "G"), (1e6, "M"), (1e3, "K")):
        if value >= unit:
            return f"{value / unit:g} {letter}"
    return f"{value:g}"
