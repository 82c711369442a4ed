"""Say in words what happened to each file, and at the end in one sentence what happened to all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..records import NamedTuple
from ..restore.injected import INJECTED
from ..runner import Report, Status
from .visible import visible

if TYPE_CHECKING:
    from ..model import Evidence, Finding, Outcome
    from .causes import Causes

__all__ = ["Phrase", "Summary", "sentence", "written_encoding"]


class Phrase(NamedTuple):
    """How to speak of the findings of one rule: the thing, one or many, and what is, or would be, done to it."""

    one: str
    many: str
    done: str
    planned: str

    def counted(self, number: int, *, done: bool) -> str:
        """Return the clause for ``number`` findings.

        >>> Phrase("mark", "marks", "made full-width", "to make full-width").counted(2, done=False)
        '2 marks to make full-width'
        """
        return f"{number:,} {self.one if number == 1 else self.many} {self.done if done else self.planned}"

    def of(self, what: str) -> Phrase:
        """Return the phrase for things of one kind.

        >>> Phrase("run", "runs", "restored", "to restore").of("UTF-8 read as GBK").counted(1, done=True)
        '1 run of UTF-8 read as GBK restored'
        """
        return self._replace(one=f"{self.one} of {what}", many=f"{self.many} of {what}")

    def left(self, number: int) -> str:
        """Return the clause for ``number`` findings that nobody can mend."""
        return f"{number:,} {self.one} that stays as it is" if number == 1 else f"{number:,} {self.many} that stay as they are"


PHRASES = {
    "mojibake": Phrase("run", "runs", "restored", "to restore"),
    "lost-bytes": Phrase("place with lost bytes", "places with lost bytes", "restored", "to restore"),
    "suspect": Phrase("suspicious place", "suspicious places", "restored", "to restore"),
    "punctuation": Phrase("mark", "marks", "made full-width", "to make full-width"),
    "width": Phrase("run of full-width letters or digits", "runs of full-width letters or digits", "made ASCII", "to make ASCII"),
    "declaration": Phrase("declared encoding", "declared encodings", "made UTF-8", "to make UTF-8"),
    "bom": Phrase("byte order mark", "byte order marks", "put right", "to put right"),
    "full-stop": Phrase("full stop", "full stops", "made full-width", "to make full-width"),
    "ellipsis": Phrase("ellipsis", "ellipses", "made Chinese", "to make Chinese"),
    "dashes": Phrase("dash", "dashes", "made Chinese", "to make Chinese"),
    "quotes": Phrase("straight quotation mark", "straight quotation marks", "made the text's own", "to make the text's own"),
    "curly-quotes": Phrase("corner bracket", "corner brackets", "made a quotation mark", "to make a quotation mark"),
    "corner-quotes": Phrase("quotation mark", "quotation marks", "made a corner bracket", "to make a corner bracket"),
    "repeated-marks": Phrase("repeated mark", "repeated marks", "made one", "to make one"),
    "spaces": Phrase("space beside a mark", "spaces beside a mark", "removed", "to remove"),
    "spacing": Phrase("space", "spaces", "put between Han and Latin", "to put between Han and Latin"),
    "odd-spaces": Phrase("odd space", "odd spaces", "made plain", "to make plain"),
    "trailing-space": Phrase("blank end of a line", "blank ends of lines", "removed", "to remove"),
    "half-width-kana": Phrase("run of half-width kana", "runs of half-width kana", "made full-width", "to make full-width"),
    "half-width-hangul": Phrase("run of half-width Hangul", "runs of half-width Hangul", "made ordinary", "to make ordinary"),
    "composition": Phrase("run of separate marks", "runs of separate marks", "composed", "to compose"),
    "ideographs": Phrase("second code of a Han character", "second codes of Han characters", "unified", "to unify"),
    "private-use": Phrase("run of private characters", "runs of private characters", "made standard", "to make standard"),
    "ligatures": Phrase("ligature", "ligatures", "made letters", "to make letters"),
    "soft-hyphens": Phrase("soft hyphen", "soft hyphens", "removed", "to remove"),
    "windows-controls": Phrase("control of Windows", "controls of Windows", "made a mark", "to make a mark"),
    "direction": Phrase("direction mark that hides text", "direction marks that hide text", "removed", "to remove"),
    "invisible": Phrase("invisible character", "invisible characters", "removed", "to remove"),
    "newlines": Phrase("line end", "line ends", "made uniform", "to make uniform"),
    "anchors": Phrase("link to a heading", "links to headings", "made to follow", "to make follow"),
    "script": Phrase("place", "places", "converted to the right script", "to convert to the right script"),
}
OTHER = Phrase("place", "places", "mended", "to mend")  # for a rule that is not in the table; its name is put behind

NOTES = Phrase("note", "notes", "removed", "to remove")
BROKEN_RUNS = Phrase("broken run", "broken runs", "restored", "to restore")

MOJIBAKE = "mojibake"
ENCODING = "encoding"
DECLARATION = "declaration"

# Encodings whose usual name is not simply the technical one in capitals.
SPOKEN_NAMES = {
    "big5": "Big5",
    "big5hkscs": "Big5-HKSCS",
    "cp932": "Shift-JIS",
    "cp936": "GBK",
    "cp949": "EUC-KR",
    "cp950": "Big5",
    "euc_jp": "EUC-JP",
    "euc_kr": "EUC-KR",
    "latin_1": "Latin-1",
    "shift_jis": "Shift-JIS",
    "utf-16-be": "UTF-16BE",
    "utf-16-le": "UTF-16LE",
    "utf-32-be": "UTF-32BE",
    "utf-32-le": "UTF-32LE",
    "johab": "Johab",
    "iso2022_jp": "ISO-2022-JP",
    "iso2022_kr": "ISO-2022-KR",
    **{f"iso8859-{part}": f"ISO-8859-{part}" for part in range(1, 17)},
    **{f"cp{page}": f"Windows-{page}" for page in (874, *range(1250, 1259))},
    "mac-roman": "MacRoman",
    "mac-cyrillic": "Mac Cyrillic",
}


def written_encoding(name: str | None) -> str:
    """Return the name of an encoding as people write it.

    >>> written_encoding("shift_jis"), written_encoding("gbk"), written_encoding("utf-8-sig")
    ('Shift-JIS', 'GBK', 'UTF-8')
    """
    plain = (name or "unknown").removesuffix("-sig").lower()
    if "+" in plain:
        return " and ".join(map(written_encoding, plain.split("+")))
    return SPOKEN_NAMES.get(plain, plain.upper().replace("_", "-"))


def sentence(report: Report, *, done: bool) -> str:
    """Return one line about a file; ``done`` tells what was written from what would be.

    The line holds no character that a terminal would act on.
    """
    if report.error is not None:
        copied = f"; copied as it is to {report.target}" if report.target is not None else ""
        word = "skipped: " if report.status is Status.SKIPPED else ""
        return visible(_behind_name(report, word) + copied)
    outcome = report.outcome
    assert outcome is not None, "a report has an outcome or an error"
    clauses = list(_clauses(outcome, done=done)) or [
        f"{'changed' if done else 'to change'}" if outcome.changed else "nothing to do"
    ]
    target = f" -> {report.target}" if report.target not in (None, report.source.path) else ""
    return visible(f"{report.source.path}: {'; '.join(clauses)}{target}")


def _behind_name(report: Report, word: str) -> str:
    """Return the message of an error with ``word`` after the name of the file, which every message begins with."""
    name = f"{report.source.path}: "
    return f"{name}{word}{str(report.error).removeprefix(name)}"


def _clauses(outcome: Outcome, *, done: bool) -> Iterator[str]:
    """Yield what is to be said of a file, the origin of the page first, what stays last."""
    mended: Counter[str] = Counter()
    for finding in outcome.findings:
        if finding.restorable:
            mended[finding.rule] += finding.places
    misread = Counter(_misreading(finding) for finding in outcome.findings if finding.rule == MOJIBAKE)
    injected = [finding for finding in outcome.findings if finding.rule == INJECTED and finding.restorable]
    encoding = written_encoding(outcome.encoding)
    if injected:  # whatever the file is in now: the scripts that inject notes work on pages in GBK
        yield f"GBK page with injected pinyin: {', '.join(_injected(injected, done=done))}"
    if mended[ENCODING]:
        yield f"{encoding} {'made' if done else 'to make'} UTF-8"
    for cause, number in misread.most_common():
        yield _phrase(MOJIBAKE).of(cause).counted(number, done=done)
    for rule in _in_order(mended):
        if rule not in (INJECTED, ENCODING, MOJIBAKE):
            yield _phrase(rule).counted(mended[rule], done=done)
    stale = [finding for finding in outcome.findings if finding.rule == DECLARATION and finding.only_reported]
    yield from (finding.message for finding in stale)
    left: Counter[str] = Counter()
    for finding in outcome.findings:
        if not finding.restorable and finding not in stale:
            left[finding.rule] += finding.places
    for rule in _in_order(left):
        yield _phrase(rule).left(left[rule])


def _in_order(rules: Iterable[str]) -> list[str]:
    """Return the rules in the order of the table, unknown ones last by name."""
    known = list(PHRASES)
    return sorted(rules, key=lambda rule: (known.index(rule) if rule in PHRASES else len(known), rule))


def _phrase(rule: str) -> Phrase:
    """Return how to speak of a rule; a rule that nobody has put into words goes by its name."""
    if rule in PHRASES:
        return PHRASES[rule]
    return Phrase(f"{OTHER.one} ({rule})", f"{OTHER.many} ({rule})", OTHER.done, OTHER.planned)


def _misreading(finding: Finding) -> str:
    from .causes import misreading  # and with it all channels, which only damage needs

    assert finding.evidence is not None, "what was misread was restored through a channel"
    return misreading(finding.evidence.channel)


def _injected(findings: list[Finding], *, done: bool) -> Iterator[str]:
    """Yield how many notes were taken out and how many runs they had broken."""
    notes = sum(_notes(finding.evidence) for finding in findings)
    broken = sum(_broken(finding) for finding in findings)
    if notes:
        yield NOTES.counted(notes, done=done)
    if broken or not notes:
        yield BROKEN_RUNS.counted(broken or len(findings), done=done)


def _notes(evidence: Evidence | None) -> int:
    return sum(1 for splice in evidence.splices if splice.note) if evidence is not None else 0


def _broken(finding: Finding) -> bool:
    """Tell whether taking the notes out would not have been enough: the bytes around them had shifted."""
    return finding.after is not None and not _is_subsequence(finding.after, finding.before)


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


_AS_THEY_WERE = (Status.UNCHANGED, Status.DAMAGED, Status.REPORTED)


class Summary:
    """Count reports and say what they come to; ``done`` tells what was written from what would be."""

    def __init__(
        self, *, done: bool, counts: Counter[Status] | None = None, damaged: int = 0, filled: int = 0, wrong: float = 0.0
    ) -> None:
        """Begin with what was counted so far."""
        self.done = done
        self.counts = counts if counts is not None else Counter()
        self.damaged = damaged
        self.filled = filled
        self.wrong = wrong  # how many of those are expected not to be what was there
        self.causes: Causes | None = None  # if anything was restored, or could be

    def add(self, report: Report) -> None:
        """Count one report."""
        self.counts[report.status] += 1
        self.damaged += report.damaged
        findings = report.outcome.findings if report.outcome is not None else ()
        if restored := [finding for finding in findings if finding.evidence]:
            self._add_causes(restored)
            self._add_filled(finding.evidence for finding in restored if finding.evidence and finding.restorable)

    def _add_causes(self, findings: Sequence[Finding]) -> None:
        from .causes import Causes

        self.causes = self.causes or Causes()
        self.causes.add(findings)

    def _add_filled(self, restored: Iterable[Evidence]) -> None:
        for evidence in restored:
            self.filled += evidence.filled
            self.wrong += evidence.filled * _risk_of_each(evidence)

    def paragraphs(self) -> Iterator[str]:
        """Yield what is behind the damage, if it is in more than one file: of a single one its own line says it."""
        if self.causes is not None and self.causes.damaged > 1:
            yield from ("", *self.causes.paragraphs(), "")

    def sentence(self, *, unreached: int = 0) -> str:
        """Return the one sentence; ``unreached`` files were not looked at because the run was stopped.

        >>> counts = Counter({Status.CHANGED: 3, Status.UNCHANGED: 11, Status.DAMAGED: 1})
        >>> Summary(done=True, counts=counts, damaged=1).sentence()
        '3 files changed, 12 left as they were, 1 with damage that stays.'
        >>> Summary(done=True, counts=counts, filled=412, wrong=2.7).sentence()
        '3 files changed, 12 left as they were. About 3 of 412 filled characters may be wrong.'
        >>> Summary(done=False, counts=counts, damaged=1).sentence()
        '3 files would change, 11 are fine as they are, 1 with damage that stays.'
        """
        clauses = [
            (self.counts[Status.CHANGED], *(("changed", "changed") if self.done else ("would change", "would change"))),
            (
                sum(self.counts[status] for status in _AS_THEY_WERE) if self.done else self.counts[Status.UNCHANGED],
                *(("left as it was", "left as they were") if self.done else ("is fine as it is", "are fine as they are")),
            ),
            (self.damaged, "with damage that stays", "with damage that stays"),
            (self.counts[Status.REPORTED], "with something to look at", "with something to look at"),
            (self.counts[Status.SKIPPED], "skipped as binary", "skipped as binary"),
            (self.counts[Status.FAILED], "failed", "failed"),
            (unreached, "not reached", "not reached"),
        ]
        said = [f"{number:,} {one if number == 1 else many}" for number, one, many in clauses if number]
        if not said:
            return "No files to look at."
        number, _, rest = said[0].partition(" ")
        said[0] = f"{number} {'file' if number == '1' else 'files'} {rest}"
        return f"{', '.join(said)}.{self._doubt()}"

    def _doubt(self) -> str:
        """Return what is to be said of characters that were filled in, if there are any."""
        if not self.filled:
            return ""
        wrong = f"About {round(self.wrong):,}" if round(self.wrong) else "Fewer than 1"
        one, many = ("filled character", "filled characters") if self.done else ("character to fill in", "characters to fill in")
        return f" {wrong} of {self.filled:,} {one if self.filled == 1 else many} may be wrong."


def _risk_of_each(evidence: Evidence) -> float:
    """Return the probability that one filled place is wrong, given that of any of them: as if all were alike."""
    return 1 - (1 - evidence.risk) ** (1 / evidence.filled) if evidence.filled else 0.0
