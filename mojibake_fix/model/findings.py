"""What is found in a text that is not fine: Finding, Evidence, and what they consist of."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Alternative", "Candidate", "Evidence", "Finding", "Guess", "Splice"]


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
class Guess:
    """What a part of damage that lost bytes may have been: texts, each with its probability (0 to 1), the likeliest first."""

    before: str
    candidates: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a text, and what was, or could be, done about it.

    ``after`` is None where the damage is known but not (yet) restorable; ``message`` then says why, and ``guesses`` what it may
    have been. ``only_reported`` tells that a rule was told to leave what it found, or would change it on request only.
    ``places`` is how many places of the text it stands for, where nobody asked for each of them.
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
    places: int = 1

    @property
    def restorable(self) -> bool:
        """Tell whether the outcome mends this finding."""
        return self.after is not None and not self.only_reported


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another encoding that bytes may be in, and how probable that is."""

    encoding: str
    confidence: float
