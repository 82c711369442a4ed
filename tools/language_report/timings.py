"""How long the model takes: to open, for a line without numpy, for arrays with it."""

from __future__ import annotations

from functools import partial

from mojibake_fix.language.arrays import arrays
from mojibake_fix.language.slots import slots

from . import markdown, subject
from .section import Section, Settings
from .speed import best_of, in_new_process

__all__ = ["timed"]

OPENING, LINE = 0.003, 0.0003  # seconds
PAIRS, TRIPLES = 3e6, 1.5e6  # characters a second
WIDTH = 30  # characters of a line
CHARACTERS = 200_000
SETUP = "from mojibake_fix.language.models import chinese"


def timed(settings: Settings) -> Section:
    """Measure the seconds of what is done often. Other work on the machine only adds; the best of some runs is taken."""
    section = Section("Speed")
    lines = settings.lines["zh_hans"]
    text = "\n".join(lines)[:CHARACTERS]
    model = subject.model("zh-hans")
    short = next(line[:WIDTH] for line in lines if len(line) >= WIDTH)
    opening = in_new_process(SETUP, "chinese('hans').score('文')", runs=round(5 + 15 * settings.share))
    model.score(short)
    line = best_of(lambda: model.score(short), 200)
    found = arrays(model)
    places = slots(text)[None, :]
    speeds = [len(text) / best_of(partial(found.rows, places, order), 5) for order in (2, 3)]
    section.claim("opening, with a first score", "<= 3 ms", f"{opening * 1e3:.2f} ms", opening <= OPENING)
    section.claim(f"a line of {WIDTH} characters, pure Python", "<= 0.3 ms", f"{line * 1e3:.3f} ms", line <= LINE)
    section.claim("arrays, pairs", ">= 3 M/s", f"{speeds[0] / 1e6:.1f} M/s", speeds[0] >= PAIRS)
    section.claim("arrays, triples", ">= 1.5 M/s", f"{speeds[1] / 1e6:.1f} M/s", speeds[1] >= TRIPLES)
    section.text = markdown.rows(["what", "figure"], [(what, figure) for what, _, figure, _ in section.summary])
    return section
