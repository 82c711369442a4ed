"""Count what the marks that are open on a line say about what follows: the table of mojibake_fix/language/marks.py.

    python tools/count_marks.py         ten seconds, once the sources are there

Each place behind CJK text is looked at, in lines of source code and documentation with Chinese, Japanese or Korean comments. Both
sides of a ratio get half a place more than they have, so that what never happened in a few hundred places is not impossible.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterator

from corpus.training_code import CJK, FILES

from mojibake_fix.language.marks import LONG_STRING, MARKS, open_marks

TEXT = re.compile(f"{CJK.pattern[:-1]}\u3000-\u303f\uff00-\uff60]")  # and the marks of CJK text
STRINGS = re.compile('"+')
LONGEST = 400  # characters of a line that a person wrote


def lines() -> Iterator[str]:
    """Yield the lines with CJK text, without the marks of strings over several lines."""
    for files in FILES:
        for _, text in files.read():
            wanted = (line for line in text.splitlines() if CJK.search(line) and len(line) <= LONGEST)
            yield from (line.replace(LONG_STRING, "") for line in wanted)


def ratio(seen: int, of: int, others: int, of_others: int) -> float:
    """Return by how many nats something is likelier in some places than in others.

    >>> round(ratio(98, 99, 9, 99), 1)
    2.3
    """
    return math.log((seen + 0.5) / (of + 1)) - math.log((others + 0.5) / (of_others + 1))


def closes_of_long_strings() -> tuple[int, int]:
    """Count where three marks close a long string behind CJK text, and where two stand in one behind another character."""
    runs = Counter(
        len(run[0])
        for files in FILES
        for _, text in files.read()
        for line in text.splitlines()
        for run in STRINGS.finditer(line)
        if line.count(LONG_STRING, 0, run.start()) % 2 and CJK.search(line, max(0, run.start() - 2), run.start())
    )
    return runs[3], runs[2]


def main() -> int:
    """Print for each mark how often it closes, and the nats of the table."""
    follows: Counter[str] = Counter()
    is_open: Counter[tuple[str, str]] = Counter()
    for line in lines():
        for match in TEXT.finditer(line):
            follower = line[match.end()] if match.end() < len(line) else "\n"
            follows[follower] += 1
            is_open.update((mark, follower) for mark in set(open_marks(line[: match.end()])))
    places = follows.total()
    print("mark  closes  if_open  if_closed  ends_within  again")
    for mark in MARKS:
        whole = sum(count for (opening, _), count in is_open.items() if opening == mark.opening)

        def says(follower: str, opening: str = mark.opening, whole: int = whole) -> tuple[float, float]:
            here, there = is_open[opening, follower], whole - is_open[opening, follower]
            count, others = follows[follower], places - follows[follower]
            return ratio(here, count, there, others), ratio(count - here, count, others - there, others)

        (if_open, if_closed), (ends_within, _), (again, _) = says(mark.closing), says("\n"), says(mark.opening)
        again = min(again, 0.0) if mark.opening != mark.closing else 0.0  # of what is rare the half places make too much
        print(f"{mark.closing:4} {follows[mark.closing]:7,} {if_open:8.1f} {if_closed:10.1f} {ends_within:12.1f} {again:6.1f}")
    closed, half = closes_of_long_strings()
    print(f"two marks in a long string {ratio(half, closed + half, closed, closed + half):.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
