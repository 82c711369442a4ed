"""What is asked of a restored span where it is judged."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Restored"]


class Restored(Protocol):
    """A span of a text and what it was before a channel: ``text[start:end]`` is ``before``."""

    @property
    def start(self) -> int:
        """Tell where it begins, in code points."""

    @property
    def end(self) -> int:
        """Tell where it ends."""

    @property
    def before(self) -> str:
        """Return what is observed."""

    @property
    def after(self) -> str:
        """Return what it was before the channel."""

    @property
    def channel(self) -> str:
        """Return the name of the channel, or of several joined by plus signs."""
