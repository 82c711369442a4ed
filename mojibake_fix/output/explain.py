"""Show every finding as bytes, channel and candidates, and as a line that can be pasted into a test case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ..encodings import codec
from ..model import Edit, Evidence, Finding, Outcome, Plan
from ..patterns import lazy_pattern
from ..restore.channels import Channel, channels_of, corrupt
from ..restore.injected import INJECTED
from ..restore.notations import spelled
from ..restore.proof import EXACT, grade
from ..runner import Report
from ..script import REGIONS, Script, alternatives, habit
from .causes import POST_STEPS, Cause, Causes
from .detection import percent
from .human import ENCODING, written_encoding
from .terminal import Style, Terminal
from .visible import visible, visible_json

__all__ = ["explain"]

_INDENT = "  "
_LABEL_WIDTH = 9
_SHOWN = 400  # characters of a finding that are shown to people; the JSON line has all of it
_UNICODE = {"utf8": "UTF-8", "utf-16-le": "UTF-16LE"}  # readers that need no table
SCRIPT = "script"
_NO_CODE = "--"  # stands for the bytes of a character that the encoding does not have


def explain(report: Report, line: int | None, terminal: Terminal) -> None:
    """Write the findings of one file, or of one line of it, the plan that mends them, and their causes to the payload."""
    outcome = report.outcome
    if outcome is None:
        return
    name = report.source.path
    runs = [finding for finding in outcome.findings if finding.rule != ENCODING]
    findings = [finding for finding in runs if line is None or finding.line == line]
    where = name if line is None else f"{name}:{line}"
    if not findings:
        terminal.payload(f"{terminal.painted(visible(where), Style.NAME, payload=True)}: nothing found")
    for finding in findings:
        place = f"{name}:{finding.line}:{finding.column}"
        terminal.payload(f"{terminal.painted(visible(place), Style.NAME, payload=True)}: {visible(_what(finding))}")
        for label, value in _facts(finding):
            terminal.payload(f"{_INDENT}{label:<{_LABEL_WIDTH}} {visible(value)}")
        terminal.payload(_INDENT + _json(finding, place, terminal))
    if line is None:
        terminal.payload(visible(f"{name}: {_plan(outcome)}"))
    if (said := _whose(_around(outcome, line))) is not None:
        terminal.payload(visible(f"{where}: {said}"))
    causes = Causes()
    causes.add(findings)
    for row in causes.paragraphs():
        terminal.payload(row)


_PARAGRAPH = lazy_pattern(r"\n[^\S\n]*\n")


def _around(outcome: Outcome, line: int | None) -> str:
    """Return the text as it is without damage and before a conversion, or the paragraph of one line of it."""
    steps = takewhile(lambda step: step.rule != SCRIPT, outcome.plan.steps)
    text = Plan(tuple(steps)).apply(outcome.original)
    if line is None:
        return text
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    ends = [match.span() for match in _PARAGRAPH.finditer(text)]
    begin = max((end for _, end in ends if end <= start), default=0)
    return text[begin : min((end for end, _ in ends if end >= start), default=len(text))]


def _whose(text: str) -> str | None:
    """Return the script of a Chinese text and the region that it comes from, if that is known, with the evidence."""
    if (found := habit(text)) is None:
        return None
    shares = sorted(zip(found.probabilities, REGIONS, strict=True), reverse=True)
    named = [f"{region} {percent(min(probability, _SUREST))}" for probability, region in shares if probability > _NEARLY_NONE]
    words = ", ".join(f"{form} {number}" for form, number in found.evidence)
    kind = _SCRIPTS[found.script]
    if not words:
        return kind if found.region else f"{kind}, region not known"
    return f"{kind}, {', '.join(named)}: {words}" if found.region else f"{kind}, region not known ({', '.join(named)}): {words}"


_NEARLY_NONE, _SUREST = 0.005, 0.99
_SCRIPTS = {Script.HANS: "Simplified Chinese", Script.HANT: "Traditional Chinese"}


def _what(finding: Finding) -> str:
    state = "only reported" if finding.only_reported else "restorable" if finding.restorable else "stays as it is"
    return f"{finding.rule}, {state}{f': {finding.message}' if finding.message else ''}"


def _facts(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield the rows of one finding."""
    evidence = finding.evidence
    if evidence is not None:
        yield from _damage(finding, evidence)
    yield _bytes(finding)
    yield "before", _cut(finding.before)
    for guess in finding.guesses:
        candidates = ", ".join(f"{_quoted(text)} {probability:.0%}" for text, probability in guess.candidates)
        yield "maybe", f"{guess.before} was {candidates}"
    if finding.after is not None:
        yield "after", _cut(finding.after)
        if finding.rule == SCRIPT:
            for other in alternatives(finding.before, finding.after):
                yield "or", _cut(other)
    if evidence is None:
        return
    yield "proof", _proof(finding)
    yield "gain", f"{evidence.gain:.1f} nats over leaving it"
    for rival in evidence.rivals:
        yield "or", f"{_cut(rival.text)} ({rival.gain:.1f} nats)"


def _damage(finding: Finding, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield what was done to the text, in the order in which it happened."""
    if evidence.channel == INJECTED:
        yield "channel", f"{INJECTED}: {Cause.of(evidence).name}"
        for splice in evidence.splices:
            note = f"note {splice.note.hex(' ')}" if splice.note else "decoder restart"
            yield "splice", f"{note} at byte {splice.offset}"
    else:
        yield from _layers(channels_of(evidence.channel), _spelled(finding.after or "", evidence))
    for step in evidence.post:
        yield "then", f"{step}: {POST_STEPS[step]}"
    if evidence.notation:
        yield "notation", f"{evidence.notation}: {POST_STEPS[evidence.notation]}"


def _layers(channels: Sequence[Channel], text: str) -> Iterator[tuple[str, str]]:
    """Yield each channel that a text went through, and between two what it had become."""
    for number, channel in enumerate(channels, 1):
        yield "channel", f"{channel.name}: {channel.culprit}"
        if number < len(channels):
            text = corrupt(channel, text)
            yield "gives", _cut(text)


def _spelled(text: str, evidence: Evidence) -> str:
    return spelled(text, evidence.notation) if evidence.notation else text


def _bytes(finding: Finding) -> tuple[str, str]:
    """Return the damaged text as bytes of the encoding that it was misread in, or as UTF-8 where no channel is named."""
    evidence = finding.evidence
    text, page = finding.before, "utf8"
    if evidence is not None:
        text = _spelled(text, evidence)
        page = "cp936" if evidence.channel == INJECTED else channels_of(evidence.channel)[-1].reader.table
    parts = [_code(character, page) for character in text[:_SHOWN]]
    more = " ..." if len(text) > _SHOWN else ""
    return "bytes", f"{' '.join(parts)}{more} ({_UNICODE.get(page, page)})"


def _code(character: str, page: str) -> str:
    if page in _UNICODE:
        return character.encode(_UNICODE[page], "surrogatepass").hex()
    code = codec(page).encoded(character)
    return _NO_CODE if code is None else code.hex()


def _proof(finding: Finding) -> str:
    """Return in words what damaging the result again shows."""
    found = grade(Edit(0, finding.before, finding.after or "", finding.evidence))
    if found is None:
        return "damaged again, it gives something else; please report it"
    return "damaged again, it gives exactly this" if found == EXACT else f"damaged again, it gives this {found}"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}... ({len(text):,} characters)"


def _quoted(text: str) -> str:
    """Return a text in quotation marks, so that a blank at its end is seen."""
    return f"\N{LEFT CORNER BRACKET}{text}\N{RIGHT CORNER BRACKET}"


def _json(finding: Finding, place: str, terminal: Terminal) -> str:
    """Return the finding as one line of a test case; in ASCII where the output cannot show more."""
    evidence = finding.evidence
    case = {
        "label": f"{place} {finding.rule}",
        "before": finding.before,
        "after": finding.after,
        "channel": evidence.channel if evidence is not None else None,
        "post": evidence.post if evidence is not None else (),
        "notation": evidence.notation if evidence is not None else "",
    }
    shown = visible_json(json.dumps(case, ensure_ascii=False))
    return shown if terminal.can_show(shown) else json.dumps(case)


def _plan(outcome: Outcome) -> str:
    """Return the steps from the decoded text to the repaired one."""
    why = f" ({outcome.detection.evidence})" if outcome.detection.evidence else ""
    read_as = f"read as {written_encoding(outcome.encoding)}{why}"
    if not outcome.plan:
        return f"{read_as}, no steps"
    steps = ", then ".join(
        f"{step.rule} ({len(step.edits):,} {'edit' if len(step.edits) == 1 else 'edits'})" for step in outcome.plan.steps
    )
    return f"{read_as}; plan: {steps}"
