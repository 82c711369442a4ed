"""What is done to a text: Edit and Step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import PlanError

if TYPE_CHECKING:
    from .findings import Evidence

__all__ = ["Edit", "Step"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``before``, which starts at code point ``start``, by ``after``."""

    start: int
    before: str
    after: str
    evidence: Evidence | None = None

    @property
    def end(self) -> int:
        """Return the code point behind the replaced span."""
        return self.start + len(self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """All edits of one rule in one pass, in order and without overlap; positions are those of the text before the pass."""

    rule: str
    edits: tuple[Edit, ...]

    def apply(self, text: str) -> str:
        """Return ``text`` with every edit made.

        Raises PlanError if an edit does not find its ``before`` in place.

        >>> Step("width", (Edit(0, "Ａ", "A"), Edit(2, "１", "1"))).apply("Ａ-１")
        'A-1'
        """
        parts: list[str] = []
        done = 0
        for edit in self.edits:
            if edit.start < done or not text.startswith(edit.before, edit.start):
                raise PlanError(f"rule {self.rule} does not fit the text at character {edit.start}; nothing was changed")
            parts += (text[done : edit.start], edit.after)
            done = edit.end
        parts.append(text[done:])
        return "".join(parts)

    def inverse(self) -> Step:
        """Return the step that undoes this one."""
        edits: list[Edit] = []
        shift = 0
        for edit in self.edits:
            edits.append(Edit(edit.start + shift, edit.after, edit.before))
            shift += len(edit.after) - len(edit.before)
        return Step(self.rule, tuple(edits))

    def origins(self, positions: Iterable[int]) -> list[int]:
        """Return where ascending positions of the text after this step lay before it (in an edit: where it started).

        >>> Step("width", (Edit(0, "ＡＢ", "A"),)).origins([0, 1, 2])
        [0, 2, 3]
        """
        found: list[int] = []
        edits = iter(zip(self.edits, self.inverse().edits, strict=True))
        shift = 0  # what the edits that ended before the position took away
        current = next(edits, None)
        for position in positions:
            while current and current[1].end <= position:
                shift = current[0].end - current[1].end
                current = next(edits, None)
            inside = current is not None and current[1].start < position
            found.append(current[0].start if current and inside else position + shift)
        return found
