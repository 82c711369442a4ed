"""What was measured: figures with the bounds that they must keep, rows of them, and curves."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

__all__ = ["Curve", "Figure", "Measured", "Row"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, its unit, and what it must be at most or at least, if anything."""

    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def bound(self) -> str:
        """Return the bound in words; empty if there is none.

        >>> Figure(3.14159, "times decoding", at_most=4).bound, Figure(2, "MB").bound
        ('<= 4 times decoding', '')
        """
        if self.at_most is not None:
            return f"<= {self.at_most:g} {self.unit}"
        return "" if self.at_least is None else f">= {self.at_least:g} {self.unit}"

    @property
    def met(self) -> bool:
        """Tell whether the bound is kept.

        >>> Figure(3, "MB/s", at_least=4).met, Figure(3, "MB").met
        (False, True)
        """
        return (self.at_most is None or self.value <= self.at_most) and (self.at_least is None or self.value >= self.at_least)

    def __str__(self) -> str:
        """Write it with three digits that count.

        >>> str(Figure(1234.5, "MB/s")), str(Figure(0.01234, "s"))
        ('1,234 MB/s', '0.0123 s')
        """
        digits = f"{self.value:,.0f}" if abs(self.value) >= 100 else f"{self.value:.3g}"
        return f"{digits} {self.unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of work and its figures; ``part`` is the part of the benchmark it belongs to."""

    part: str
    work: str
    figures: tuple[Figure, ...]

    @property
    def bounds(self) -> str:
        """Return the bounds of its figures in words."""
        return ", ".join(figure.bound for figure in self.figures if figure.bound)

    @property
    def met(self) -> bool:
        """Tell whether all of them are kept."""
        return all(figure.met for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Curve:
    """A line in one of the plots."""

    plot: str
    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """All of a run. ``circumstances`` say where, when, how and with what."""

    circumstances: dict[str, str]
    rows: tuple[Row, ...]
    curves: tuple[Curve, ...]

    @classmethod
    def of(cls, circumstances: dict[str, str], found: Iterable[Row | Curve]) -> Measured:
        """Return what the parts found, sorted into rows and curves."""
        everything = list(found)
        rows = tuple(each for each in everything if isinstance(each, Row))
        return cls(circumstances, rows, tuple(each for each in everything if isinstance(each, Curve)))

    def written(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, text: str) -> Measured:
        """Return what ``written`` wrote.

        >>> run = Measured({"Python": "3.12"}, (Row("start", "import", (Figure(1.5, "ms"),)),), (Curve("size", "a", ((1, 2),)),))
        >>> Measured.read(run.written()).rows == run.rows
        True
        """
        found = json.loads(text)
        rows = tuple(Row(row["part"], row["work"], tuple(Figure(**each) for each in row["figures"])) for row in found["rows"])
        curves = tuple(Curve(each["plot"], each["name"], tuple((x, y) for x, y in each["points"])) for each in found["curves"])
        return cls(found["circumstances"], rows, curves)
