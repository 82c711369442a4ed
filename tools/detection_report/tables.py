"""The tables of the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from language_report.markdown import percent, rows

from .asking import OTHERS, OURS, Answer
from .samples import Sample

__all__ = ["Asked", "report"]

Asked = tuple[Sample, dict[str, Answer]]
"""A sample, and what each detector says of it."""

_Row = tuple[str, str]  # as in Sample: row and column

# The share that must be right; a row without one is there to be seen.
_MUST: dict[_Row, float] = {
    ("CJK lines", "10 characters"): 0.985,
    ("CJK lines", "20 characters"): 0.995,
    ("CJK lines", "50 characters"): 0.999,
    ("CJK lines", "100 characters"): 1.0,
    ("hanzi, Chinese given", "2 hanzi"): 0.90,
    ("hanzi, Chinese given", "4 hanzi"): 0.97,
    ("hanzi, Chinese given", "8 hanzi"): 0.995,
    ("ASCII source, one GBK comment", "6 hanzi"): 0.98,
    ("UTF-16 without BOM", "10 characters"): 0.99,
    ("UTF-16 without BOM", "50 characters"): 0.999,
    ("UTF-8", "any length"): 1.0,
    ("pages in all encodings", "CJK"): 1.0,
    ("pages in all encodings", "the others"): 0.995,
    ("pages in all encodings", "rare languages"): 0.99,
    ("real files", "declarations covered"): 0.995,
    ("real files", "of packages not looked at"): 0.995,
}
_SURE, _MOST_WRONG = 0.95, 0.005


def report(asked: Sequence[Asked], detectors: Sequence[str]) -> str:
    """Return all tables, in Markdown."""
    return "\n".join(
        (
            rows(("what", "samples", "must reach", *detectors), _summary(asked, detectors)),
            f"Time is the mean of a sample, in one thread, in process.\n\n{rows(('what', *detectors), _times(asked, detectors))}",
            "## By language and encoding: the share that is not right\n",
            rows(("what", "language and encoding", *detectors), _by_case(asked, detectors)),
            "## Confidence\n",
            rows(("confidence", "answers", "right"), _calibration(asked)),
        )
    )


def _share(asked: Sequence[Asked], detector: str) -> str:
    return percent(sum(answers[detector].right for _, answers in asked) / len(asked))


def _groups(asked: Sequence[Asked], key: Callable[[Sample], _Row]) -> dict[_Row, list[Asked]]:
    groups: dict[_Row, list[Asked]] = defaultdict(list)
    for sample, answers in asked:
        groups[key(sample)].append((sample, answers))
    return groups


def _summary(asked: Sequence[Asked], detectors: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for row, group in _groups(asked, lambda sample: (sample.row, sample.column)).items():
        must = f">= {percent(_MUST[row], 1)}" if row in _MUST else ""
        yield (", ".join(row), f"{len(group):,}", must, *(_share(group, detector) for detector in detectors))
    wrong = (_sure_and_wrong(asked, detector) for detector in detectors)
    yield ("wrong, of the answers that are sure", "", f"<= {percent(_MOST_WRONG, 1)}", *wrong)


def _sure_and_wrong(asked: Sequence[Asked], detector: str) -> str:
    """Return the share of wrong ones among the answers given with a confidence of at least _SURE."""
    answers = [every[detector] for _, every in asked]
    sure = [answer for answer in answers if answer.encoding is not None and (answer.confidence or 0.0) >= _SURE]
    return percent(sum(not answer.right for answer in sure) / len(sure)) if sure else "says nothing"


def _times(asked: Sequence[Asked], detectors: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for row, group in _groups(asked, lambda sample: (sample.row, sample.column)).items():
        means = (sum(answers[detector].seconds for _, answers in group) / len(group) for detector in detectors)
        yield (", ".join(row), *(f"{mean * 1000:.3f} ms" for mean in means))


def _by_case(asked: Sequence[Asked], detectors: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the cases of which this package misses some, and all cases of CJK lines."""
    cases = _groups(asked, lambda sample: (f"{sample.row}, {sample.column}", sample.case))
    for (row, case), group in cases.items():
        if row.startswith("CJK lines") or not all(answers[OURS].right for _, answers in group):
            missed = (sum(not answers[detector].right for _, answers in group) / len(group) for detector in detectors)
            yield (row, case, *(percent(share, 1) if share else "-" for share in missed))


def _calibration(asked: Sequence[Asked]) -> Iterator[tuple[str, str, str]]:
    """Yield how often this package's answers are right, by their confidence; UTF-8, which is certain, left out."""
    steps = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.01)
    answers = [every[OURS] for sample, every in asked if sample.row != "UTF-8" and every[OURS].encoding is not None]
    for low, high in pairwise(steps):
        within = [answer.right for answer in answers if low <= (answer.confidence or 0.0) < high]
        if within:
            yield (f"{low:g} to {min(high, 1):g}", f"{len(within):,}", percent(sum(within) / len(within), 1))


def detectors() -> tuple[str, ...]:
    """Return this package and the others, as the columns are headed."""
    return (OURS, *OTHERS)
