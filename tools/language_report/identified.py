"""In which language, and in which script of Chinese, windows of text are said to be."""

from __future__ import annotations

from collections import Counter
from functools import cache

from corpus.held_out_text import EAST, TEXTS

from . import holes, markdown, subject, windows
from .section import Section, Settings, joined

__all__ = ["languages", "scripts"]

LENGTHS = (20, 100, 200)
MUST_LANGUAGE = {20: 0.97, 100: 0.995, 200: 0.999}
MUST_SCRIPT = {20: 0.95, 100: 0.99, 200: 0.995}
GENUINE = {"zh-hans": ("messages", "story", "help", "manual"), "zh-hant": ("messages", "story"), "zh-hk": ("messages",)}
"""Chinese that people wrote in its script; Debian's other manuals in Traditional Chinese are converted."""
OWN = {"zh-hans": "hans", "zh-hant": "tw", "zh-hk": "hk"}


def languages(settings: Settings) -> Section:
    """Measure how often a window is said to be in its language: Chinese, Japanese, Korean or another."""
    section = Section("Language of a window")
    names = list(dict.fromkeys(text.language for text in TEXTS))
    found = {
        (name, length): windows.confusion(subject.language, cut(settings, name, length)) for name in names for length in LENGTHS
    }
    body = []
    for name in names:
        shares_of = [_share(found[name, length], kind(name)) for length in LENGTHS]
        body.append([name, *shares_of, _wrong(found[name, LENGTHS[0]], kind(name))])
    head = ["language", *(f"{length} characters" for length in LENGTHS), f"taken for, of {LENGTHS[0]}"]
    section.text = markdown.rows(head, body)
    for length in LENGTHS:
        shares: dict[str, holes.Share] = {}
        for name in names:
            shares[kind(name)] = shares.get(kind(name), holes.Share(0, 0)) + _share(found[name, length], kind(name))
        section.claim(
            f"language of {length} characters",
            f">= {markdown.percent(MUST_LANGUAGE[length], 1)} each",
            ", ".join(f"{name} {markdown.percent(share.share)}" for name, share in sorted(shares.items())),
            min(share.share for share in shares.values()) >= MUST_LANGUAGE[length],
        )
    return section


def scripts(settings: Settings) -> Section:
    """Measure how often Chinese is said to be in its script: Simplified or Traditional, and that of Taiwan or Hong Kong."""
    section = Section("Script of a window of Chinese")
    body = []
    for length in LENGTHS:
        total = holes.Share(0, 0)
        for name, registers in GENUINE.items():
            found = windows.confusion(subject.script, cut(settings, name, length, registers))
            simplified = _share(found, "hans")
            right = simplified if name == "zh-hans" else holes.Share(simplified.cases - simplified.right, simplified.cases)
            body.append((name, length, right, _share(found, OWN[name])))
            total += right
        must = MUST_SCRIPT[length]
        reached = total.share >= must
        section.claim(f"script of {length} characters", f">= {markdown.percent(must, 1)}", markdown.percent(total.share), reached)
    section.text = markdown.rows(["script", "characters", "Simplified or not", "Taiwan and Hong Kong apart"], body)
    return section


def kind(language: str) -> str:
    """Return what the answer for a language should be.

    >>> kind("zh-hk"), kind("ja"), kind("vi")
    ('zh', 'ja', 'other')
    """
    return "zh" if language.startswith("zh-") else language if language in ("ja", "ko") else "other"


def _share(found: Counter[str], answer: str) -> holes.Share:
    return holes.Share(found[answer], found.total())


def _wrong(found: Counter[str], right: str) -> str:
    return ", ".join(f"{answer} {count}" for answer, count in found.most_common() if answer != right)


@cache
def cut(settings: Settings, language: str, length: int, registers: tuple[str, ...] | None = None) -> list[str]:
    """Return windows of a language, as many of each text."""
    texts = [text for text in TEXTS if text.language == language and (registers is None or text.register in registers)]
    count = settings.count(4000 if language in EAST else 400) // len(texts) + 1
    return [window for text in texts for window in windows.windows(joined(text.name), length, count, settings.seed, language)]
