"""The report: what must be reached and what was, then tables by channel and by language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from language_report import markdown

from .cells import FAMILIES
from .lines import LENGTHS, Length
from .measure import LEFT, MIXED_LINES, Score
from .repairers import OURS, PEERS

__all__ = ["report", "share"]

MIXED = "mixed"
MUST = {length.name: must for length, must in zip(LENGTHS, (0.995, 0.97), strict=True)}
MUST_MIXED = (  # what, mixtures, channels, the least share
    ("half of a line garbled, Latin-1 family", "*-half", "utf8-as-*1*", 0.99),
    ("no-break spaces to spaces, Latin-1 family", "nbsp-to-space", "*", 0.98),
    ("C1 controls dropped, Latin-1 family", "c1-dropped", "*", 0.90),
    ("what Windows-1252 has not, replaced by U+FFFD", "unmapped-replaced", "*", 0.90),
)


def share(right: int, cases: int) -> str:
    """Return a share in percent, rounded down: 100 is all of them.

    >>> share(1999, 2000), share(2000, 2000), share(0, 0)
    ('99.9', '100', '-')
    """
    if not cases:
        return "-"
    return "100" if right == cases else f"{right * 1000 // cases / 10:.1f}"


def report(scores: Sequence[Score], wanted: int) -> str:
    """Return the whole report on cells that were to have so many lines."""
    parts = [markdown.rows(["what", "lines", "must reach", "reached", "met"], _summary(scores))]
    for family, title in FAMILIES.items():
        of_family = [score for score in scores if score.cell.family == family]
        if of_family and family == MIXED:
            parts.append(f"## {title}\n\n{_mixed(of_family)}")
            parts.append(_by_language(of_family, LENGTHS[0], MIXED_LINES))
        elif of_family:
            parts.append(f"## {title}\n\n{_by_channel(of_family)}")
            parts += [_by_language(of_family, length, wanted) for length in LENGTHS]
    parts.append(f"## Below the mark\n\n{_below(scores)}")
    return "\n".join(parts)


def _summary(scores: Iterable[Score]) -> Iterator[tuple[str, ...]]:
    for length in LENGTHS:
        plain = [score for score in scores if score.length == length and score.cell.family != MIXED and score.cases]
        met = sum(_reaches(score) for score in plain)
        yield (
            f"lossless damage, {length.name} characters",
            f"{sum(score.cases for score in plain):,}",
            f">= {share(int(MUST[length.name] * 1000), 1000)} % in each cell",
            f"{_right(plain)} % of all; {met} of {len(plain)} cells reach it",
            _met(met == len(plain), len(plain)),
        )
    mixed = [score for score in scores if score.cell.family == MIXED]
    for what, mixtures, channels, must in MUST_MIXED:
        chosen = [
            score
            for score in mixed
            if fnmatchcase(score.cell.damage.mixture, mixtures) and fnmatchcase(score.cell.damage.channel, channels)
        ]
        right, cases = sum(score.right() for score in chosen), sum(score.cases for score in chosen)
        yield (
            what,
            f"{cases:,}",
            f">= {share(int(must * 1000), 1000)} %",
            f"{share(right, cases)} %",
            _met(right >= must * cases, cases),
        )


def _met(reached: bool, measured: int) -> str:
    if not measured:
        return "not measured"
    return "yes" if reached else "**no**"


def _reaches(score: Score) -> bool:
    return score.right() >= MUST[score.length.name] * score.cases


def _right(scores: Iterable[Score], repairer: str = OURS) -> str:
    chosen = list(scores)
    return share(sum(score.right(repairer) for score in chosen), sum(score.cases for score in chosen))


def _by_channel(scores: Sequence[Score]) -> str:
    """Return a row for each channel, all of its languages together."""
    head = ["channel", "lines", *(f"{length.name}" for length in LENGTHS), "other", *PEERS]
    body = []
    for channel in dict.fromkeys(score.cell.damage.channel for score in scores):
        own = [score for score in scores if score.cell.damage.channel == channel]
        lengths = [_right(score for score in own if score.length == length) for length in LENGTHS]
        cases = sum(score.cases for score in own)
        other = sum(score.other() for score in own)
        body.append([channel, f"{cases:,}", *lengths, other, *(_right(own, peer) for peer in PEERS)])
    return markdown.rows(head, body)


def _by_language(scores: Sequence[Score], length: Length, wanted: int) -> str:
    """Return a row for each damage, a column for each language."""
    cells = {(score.cell.damage, score.cell.language): score for score in scores if score.length == length}
    languages = list(dict.fromkeys(language for _, language in cells))
    body = []
    for damage in dict.fromkeys(damage for damage, _ in cells):
        found = [cells.get((damage, language)) for language in languages]
        body.append([damage, *(_cell(score, wanted) if score else "" for score in found)])
    return markdown.rows([f"{length.name} characters", *languages], body)


def _cell(score: Score, wanted: int) -> str:
    """Return the share of a cell, with the number of lines where the text did not give as many as were wanted."""
    found = share(score.right(), score.cases)
    return found if score.cases in (0, wanted) else f"{found} ({score.cases})"


def _mixed(scores: Sequence[Score]) -> str:
    head = ["what", "channel", "lines", OURS, *PEERS, "error rate before", f"after {OURS}", f"after {PEERS[0]}"]
    body = []
    for damage in dict.fromkeys(score.cell.damage for score in scores):
        own = [score for score in scores if score.cell.damage == damage]
        exact = [_right(own, name) for name in (OURS, *PEERS)]
        errors = [_errors(own, name) for name in (LEFT, OURS, PEERS[0])]
        body.append([damage.mixture, damage.channel, sum(score.cases for score in own), *exact, *errors])
    return markdown.rows(head, body)


def _errors(scores: Iterable[Score], repairer: str) -> str:
    """Return the character error rate in percent."""
    chosen = list(scores)
    characters = sum(score.characters for score in chosen)
    return f"{sum(score.errors[repairer] for score in chosen) / characters:.1%}".rstrip("%") if characters else "-"


def _below(scores: Iterable[Score]) -> str:
    """Return the cells that do not reach what each must."""
    head = ["channel", "language", "characters", "restored", "other", "lines"]
    body = [
        [
            score.cell.damage.channel,
            score.cell.language,
            score.length.name,
            share(score.right(), score.cases),
            score.other(),
            score.cases,
        ]
        for score in scores
        if score.cell.family != MIXED and not _reaches(score)
    ]
    return markdown.rows(head, body) if body else "None.\n"
