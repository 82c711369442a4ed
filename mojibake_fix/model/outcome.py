"""What every file comes to, also one that is fine: Detection, Plan, Outcome."""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .edits import Step
    from .findings import Alternative, Finding

__all__ = ["Detection", "Outcome", "Plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The ordered steps that turn one text into another, and back."""

    steps: tuple[Step, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.steps)

    def apply(self, text: str) -> str:
        """Return ``text`` after every step. Raises PlanError if the plan does not fit."""
        for step in self.steps:
            text = step.apply(text)
        return text

    def inverse(self) -> Plan:
        """Return the plan that undoes this one."""
        return Plan(tuple(step.inverse() for step in reversed(self.steps)))


@dataclass(frozen=True, slots=True)
class Detection:
    """What encoding some bytes are in, how sure that is, and why.

    ``encoding`` is the name to decode with; it is None for bytes that are no text, which ``binary`` tells, and if it is not
    known. ``confidence`` is the probability that this answer is right. ``language`` is a code such as ``zh``, ``script`` one
    such as ``Hans`` (ISO 15924), both None if the bytes do not tell. ``alternatives`` are other encodings in which the bytes
    are another text, best first. ``evidence`` says in words what decided. ``label`` is what browsers call the encoding, None
    if they have no name for it.
    """

    encoding: str | None
    confidence: float
    language: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    evidence: str = ""
    bom: bytes = b""
    script: str | None = None
    label: str | None = None
    binary: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a text: the result, how it was read, the plan that leads there and back, and the findings.

    ``original`` is the text as decoded, without a byte order mark; ``mark`` says whether the result begins with one.
    ``changed`` tells whether ``encoded`` differs from what was read: text that only stood in another encoding counts.
    """

    original: str
    text: str
    plan: Plan
    findings: tuple[Finding, ...]
    detection: Detection
    changed: bool
    mark: bool = False

    @property
    def encoding(self) -> str | None:
        """Return the encoding the bytes were in."""
        return self.detection.encoding

    @property
    def encoded(self) -> bytes:
        """Return the result as UTF-8, with a byte order mark if it is to have one."""
        return (BOM_UTF8 if self.mark else b"") + self.text.encode("utf-8")

    @property
    def damaged(self) -> bool:
        """Tell whether damage is left that this outcome does not mend."""
        return bool(self.findings) and any(finding.after is None for finding in self.findings)

    @property
    def reported(self) -> bool:
        """Tell whether a rule found something that it only reports."""
        return bool(self.findings) and any(finding.only_reported for finding in self.findings)
