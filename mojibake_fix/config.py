"""Every option, in one frozen place."""

from __future__ import annotations

from dataclasses import dataclass

from .encodings.names import codec_of
from .errors import UsageError, unknown_name

__all__ = ["PROFILES", "SCRIPTS", "Config"]

PROFILES = {
    "repair": "encoding and damage only",
    "clean": "repair, then punctuation, width, stray script and invisible characters",
    "corpus": "repair, invisible characters and line ends; never script, width or punctuation",
}

SCRIPTS = {
    "keep": "leave every character in the script it is written in",
    "auto": "convert characters that the document's own script does not have",
    "hans": "Simplified Chinese, as written on the mainland",
    "hant": "Traditional Chinese, OpenCC's standard",
    "tw": "Traditional Chinese, Taiwan's characters",
    "twp": "Traditional Chinese, Taiwan's characters and words",
    "hk": "Traditional Chinese, Hong Kong's characters",
}


@dataclass(frozen=True, slots=True)
class Config:
    """Say what may be changed.

    ``profile`` is a key of ``PROFILES``. ``max_risk`` (0 to 1) is the expected share of wrong spans among the restored
    ones; 0 restores only what is certain. ``script`` is a key of ``SCRIPTS``, or None for the profile's own (``auto`` in
    clean, ``keep`` elsewhere). ``encoding`` names the encoding of the bytes, None lets it be detected.

    Raises UsageError for a name that is not known or a risk outside its range.

    >>> Config(script="hans").target
    'hans'
    >>> Config(profile="repair").target
    'keep'
    """

    profile: str = "clean"
    max_risk: float = 0.01
    script: str | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        if self.profile not in PROFILES:
            raise unknown_name("profile", self.profile, PROFILES)
        if self.script is not None and self.script not in SCRIPTS:
            raise unknown_name("script", self.script, SCRIPTS)
        if self.encoding is not None:
            codec_of(self.encoding)
        if not 0 <= self.max_risk <= 1:
            raise UsageError(f"max_risk is a share between 0 and 1, not {self.max_risk}")

    @property
    def target(self) -> str:
        """Return the script to aim at."""
        return self.script or ("auto" if self.profile == "clean" else "keep")
