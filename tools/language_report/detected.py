"""How clean windows are told from damaged ones, channel by channel."""

from __future__ import annotations

from functools import cache

from corpus.held_out_text import TEXTS

from . import detection, markdown, subject
from .section import CLEAN, Section, Settings, joined

__all__ = ["detected"]

MUST = {4: 0.001, 8: 0.0}
"""The share of false alarms where 99 of 100 damaged windows are found, by the length of a window."""
FIGURES = ("alarms at 99 %", "alarms < 0", "recall < 0", "elsewhere < 0")
HEAD = ("channel", *(f"{length}: {figure}" for length in MUST for figure in FIGURES))
DAMAGED_LINES = 1000  # of each clean text
OTHERS = ("ar", "bg", "el", "fa", "he", "hi", "ru", "sr", "th", "uk", "vi", "cs", "fr", "tr")
"""Languages whose text is not ASCII, for what else a rule may take for damage."""


def detected(settings: Settings) -> Section:
    """Measure how many clean windows each channel's ratio takes for damage, and how much of the damage it finds."""
    section = Section("Clean against damaged")
    found = {(channel, length): _rates(settings, channel, length) for channel in detection.DAMAGE for length in MUST}
    section.text = markdown.rows(HEAD, [_row(settings, channel, found) for channel in detection.DAMAGE])
    for length, must in MUST.items():
        alarms = {channel: found[channel, length].alarms_at_99 for channel in detection.DAMAGE}
        worst = max(alarms, key=alarms.__getitem__)
        missed = sum(share > must for share in alarms.values())
        section.claim(
            f"false alarms at 99 % recall, {length} characters",
            f"<= {markdown.percent(must, 1)}" if must else "none",
            f"utf8-as-gbk {markdown.percent(alarms['utf8-as-gbk'])}; worst {markdown.percent(alarms[worst])} ({worst}); "
            f"{len(alarms) - missed} of {len(alarms)} channels reach it",
            not missed,
        )
    return section


def _row(settings: Settings, channel: str, found: dict[tuple[str, int], detection.Rates]) -> list[str]:
    row = [channel]
    for length in MUST:
        rates = found[channel, length]
        figures = (rates.alarms_at_99, rates.alarms_below_0, rates.recall_below_0, _elsewhere(settings, channel, length))
        row += map(markdown.percent, figures)
    return row


def _rates(settings: Settings, channel: str, length: int) -> detection.Rates:
    sources = detection.languages(channel)
    clean = [subject.ratio(window, channel) for window in _clean(settings, length)]
    damaged: list[float] = []
    for name, language in CLEAN.items():
        if language in sources:
            text = detection.garbled(settings.lines[name][: settings.count(DAMAGED_LINES)], channel)
            pieces = detection.pieces(text, length, settings.count(8000) // len(sources), settings.seed)
            damaged += [subject.ratio(piece, channel) for piece in pieces]
    return detection.rates(clean, damaged)


def _elsewhere(settings: Settings, channel: str, length: int) -> float:
    """Return the share of clean windows of other languages that have a ratio below 0."""
    pieces = _other(settings, length)
    return sum(subject.ratio(window, channel) < 0 for window in pieces) / len(pieces)


@cache
def _clean(settings: Settings, length: int) -> list[str]:
    found = []
    for name in CLEAN:
        found += detection.pieces("\n".join(settings.lines[name]), length, settings.count(2000), settings.seed)
    return found


@cache
def _other(settings: Settings, length: int) -> list[str]:
    names = [text.name for text in TEXTS if text.language in OTHERS and text.register == "messages"]
    return [window for name in names for window in detection.pieces(joined(name), length, settings.count(150), settings.seed)]
