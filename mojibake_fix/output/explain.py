"""Show every finding as bytes, channel and candidates, and as a line that can be pasted into a test case."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..encodings import codec
from ..model import Evidence, Finding, Outcome
from ..runner import Report
from .human import ENCODING, INJECTED, written_encoding
from .terminal import Style, Terminal
from .visible import visible, visible_json

__all__ = ["explain"]

_CP936 = codec("cp936")

_INDENT = "  "
_LABEL_WIDTH = 9
_SHOWN = 400  # characters of a finding that are shown to people; the JSON line has all of it


def explain(report: Report, line: int | None, terminal: Terminal) -> None:
    """Write the findings of one file, or of one line of it, and the plan that mends them, to the payload."""
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


def _what(finding: Finding) -> str:
    state = "restorable" if finding.restorable else "stays as it is"
    return f"{finding.rule}, {state}{f': {finding.message}' if finding.message else ''}"


def _facts(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield the rows of one finding."""
    evidence = finding.evidence
    if evidence is not None:
        yield "channel", evidence.channel
    yield _bytes(finding)
    yield "before", _cut(finding.before)
    if finding.after is not None:
        yield "after", _cut(finding.after)
    if evidence is None:
        return
    for splice in evidence.splices:
        note = f"note {splice.note.hex(' ')}" if splice.note else "decoder restart"
        yield "splice", f"{note} at byte {splice.offset}"
    yield "gain", f"{evidence.gain:.1f} nats over leaving it"
    for rival in evidence.rivals:
        yield "or", f"{_cut(rival.text)} ({rival.gain:.1f} nats)"


def _bytes(finding: Finding) -> tuple[str, str]:
    """Return the damaged text as bytes of the codec that misread it, or as UTF-8 where no channel is named."""
    name = "cp936" if finding.evidence is not None and _reads_gbk(finding.evidence) else "UTF-8"
    parts = []
    for character in finding.before[:_SHOWN]:
        encoded = _CP936.encoded(character) if name == "cp936" else None
        parts.append((encoded if encoded is not None else character.encode("utf-8", "surrogatepass")).hex())
    more = " ..." if len(finding.before) > _SHOWN else ""
    return "bytes", f"{' '.join(parts)}{more} ({name})"


def _reads_gbk(evidence: Evidence) -> bool:
    return evidence.channel == INJECTED or evidence.channel.endswith("-as-gbk") or bool(evidence.splices)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}... ({len(text):,} characters)"


def _json(finding: Finding, place: str, terminal: Terminal) -> str:
    """Return the finding as one line of a test case; in ASCII where the output cannot show more."""
    case = {
        "label": f"{place} {finding.rule}",
        "before": finding.before,
        "after": finding.after,
        "channel": finding.evidence.channel if finding.evidence is not None else None,
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
