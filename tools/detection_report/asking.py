"""Put a sample to this package and to the others, which live in an environment of their own."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mojibake_fix import detect
from mojibake_fix.detection.sample import text_of
from mojibake_fix.encodings.names import codec_of
from mojibake_fix.errors import UsageError

from .samples import Sample

_WARM = 20  # samples that are asked before time is taken: models are opened, tables made

__all__ = ["OTHERS", "OURS", "Answer", "asked", "others", "ours"]

OURS = "mojibake-fix"
OTHERS = {"charset-normalizer": "3.5.2", "chardet": "7.7.0", "chardetng": "0.3.5"}
"""The other detectors, and their versions."""

_PACKAGES = {"chardetng": "chardetng-py"}  # where the name on PyPI is another
_ENVIRONMENT = Path(__file__).resolve().parents[2] / "build/detectors"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a detector said of a sample: ``encoding`` is None for "not known" and for no text."""

    encoding: str | None
    confidence: float | None
    seconds: float
    right: bool


def asked(samples: Sequence[Sample], *, alone: bool = False) -> list[tuple[Sample, dict[str, Answer]]]:
    """Return each sample with the answer of this package, and of the others unless ``alone``."""
    for sample in samples[:_WARM]:
        ours(sample)
    rest: Iterator[dict[str, Answer]] = iter({} for _ in samples) if alone else others(samples)
    return [(sample, {OURS: ours(sample), **theirs}) for sample, theirs in zip(samples, rest, strict=True)]


def ours(sample: Sample) -> Answer:
    """Return what this package says."""
    began = time.process_time()
    found = detect(sample.content, languages=list(sample.languages) or None)
    seconds = time.process_time() - began
    return Answer(found.encoding, found.confidence, seconds, is_right(sample, found.encoding))


def others(samples: Sequence[Sample]) -> Iterator[dict[str, Answer]]:
    """Yield what the others say, sample by sample."""
    questions = (
        json.dumps({"content": base64.b64encode(sample.content).decode(), "languages": list(sample.languages)})
        for sample in samples
    )
    run = subprocess.run(
        [_python(), Path(__file__).with_name("opponents.py")],
        input="\n".join(questions),
        capture_output=True,
        text=True,
        check=True,
    )
    for sample, line in zip(samples, run.stdout.splitlines(), strict=True):
        yield {
            name: Answer(encoding, confidence, seconds, is_right(sample, encoding))
            for name, (encoding, confidence, seconds) in json.loads(line).items()
        }


def _python() -> Path:
    """Return the Python of an environment with the others, made when it is first needed."""
    python = _ENVIRONMENT / "bin/python"
    if not python.exists():
        venv.create(_ENVIRONMENT, with_pip=True)
        packages = [f"{_PACKAGES.get(name, name)}=={version}" for name, version in OTHERS.items()]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True, stdout=sys.stderr)
    return python


def is_right(sample: Sample, encoding: str | None) -> bool:
    """Tell whether an answer gives the text; a name is read as browsers read it, GB2312 as GB18030 for example."""
    if encoding is None or sample.text is None:
        return encoding is None and sample.text is None
    try:
        return text_of(sample.content, codec_of(encoding)).lstrip("\ufeff") == sample.text.lstrip("\ufeff")
    except (UnicodeDecodeError, UsageError):
        return False
