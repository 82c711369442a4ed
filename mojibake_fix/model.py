"""The words every layer speaks: Edit, Step, Plan, Evidence, Finding, Detection, Outcome.

A *Finding* is what is wrong, an *Edit* one replacement, a *Step* all edits of one rule in one pass, a *Plan* the ordered
steps, an *Outcome* what became of a text. Everything is frozen; positions count code points from 0, lines from 1.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import dataclass

from .errors import PlanError

__all__ = ["Alternative", "Candidate", "Detection", "Edit", "Evidence", "Finding", "Guess", "Outcome", "Plan", "Splice", "Step"]


@dataclass(frozen=True, slots=True)
class Splice:
    """What an injecting script put at one byte offset of a page: a note such as ``(jing)``, or a decoder restart (empty)."""

    offset: int  # bytes into the encoded original of the span
    note: bytes  # the injected bytes; empty for a decoder restart


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a span, with its gain over "nothing happened" in nats."""

    text: str
    gain: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a span was restored: the channel that explains it, how much better, and what else it could have been.

    Replaying ``channel`` (with ``splices``, for injected pages), then the steps ``post``, on the restored text gives back the
    observed span; ``mojibake_fix.restore.proof`` checks exactly that. Where both stand in a ``notation`` of characters, such as
    ``&#206;``, the channel is replayed on what they spell.
    """

    channel: str  # one name of the table of channels, or several joined by "+", the first damage first
    gain: float  # nats, over "nothing happened"
    rivals: tuple[Candidate, ...] = ()
    splices: tuple[Splice, ...] = ()
    post: tuple[str, ...] = ()  # names of post-steps, in the order in which they were done to the damaged text
    notation: str = ""  # the post-step that writes text in this notation
    filled: int = 0  # how many places that had lost bytes were filled in
    risk: float = 0.0  # the probability that one of these is not what was there


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
class Guess:
    """What a part of damage that lost bytes may have been: texts, each with its probability (0 to 1), the likeliest first."""

    before: str
    candidates: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a text, and what was, or could be, done about it.

    ``after`` is None where the damage is known but not (yet) restorable; ``message`` then says why, and ``guesses`` what it may
    have been. ``only_reported`` tells that a rule was told to leave what it found, or would change it on request only.
    """

    rule: str
    line: int
    column: int
    before: str
    after: str | None
    message: str = ""
    evidence: Evidence | None = None
    only_reported: bool = False
    guesses: tuple[Guess, ...] = ()

    @property
    def restorable(self) -> bool:
        """Tell whether the outcome mends this finding."""
        return self.after is not None and not self.only_reported


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another encoding that bytes may be in, and how probable that is."""

    encoding: str
    confidence: float


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
        return any(finding.after is None for finding in self.findings)

    @property
    def reported(self) -> bool:
        """Tell whether a rule found something that it only reports."""
        return any(finding.only_reported for finding in self.findings)
