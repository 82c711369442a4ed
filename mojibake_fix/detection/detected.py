"""What is said of an encoding that was found: the language and script of the text in it, and what browsers call it."""

from __future__ import annotations

from ..model import Alternative, Detection
from .labels import label_of
from .mixed import Mixture
from .tongue import tongue

__all__ = ["MOST", "detected", "detected_mixture"]

MOST = 0.999
"""How sure likelihood makes: docs/detection.md has the answers that were wrong nevertheless."""


def detected(
    encoding: str,
    confidence: float,
    text: str,
    evidence: str,
    alternatives: tuple[Alternative, ...] = (),
    *,
    language: str | None = None,
    bom: bytes = b"",
) -> Detection:
    """Return what is to be said of a text in an encoding.

    >>> detected("gb18030", 0.99, "设置", "likeliest text").script
    'Hans'
    """
    told, script = tongue(text)
    return Detection(
        encoding, confidence, language or told, alternatives, evidence, bom=bom, script=script, label=label_of(encoding)
    )


def detected_mixture(mixed: Mixture) -> Detection:
    """Return what is to be said of a file in several encodings."""
    return detected(mixed.encoding, min(mixed.confidence, MOST), mixed.text, mixed.evidence)
