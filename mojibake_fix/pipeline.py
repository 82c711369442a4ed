"""The order of everything: bytes, text, restoration, rules, script. Nowhere else is an order of steps known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from . import normalise, restore, script
from .config import Config
from .detect import decode
from .model import Detection, Edit, Finding, Outcome, Plan, Step
from .spans import Spans, ignored, protected

__all__ = ["repair_bytes", "repair_text"]


def repair_bytes(data: bytes, config: Config, *, prose: bool = True) -> Outcome:
    """Decode and repair the bytes of one file; rules and script act only on ``prose``.

    Raises NotTextError for bytes that are no text and UndecodableError for text that no encoding explains.
    """
    text, detection = decode(data, config.encoding)
    if data.isascii() and not detection.bom and len(text) == len(data):  # ASCII, whatever it was called
        detection = Detection("utf-8", 1.0, evidence="ASCII")
    return _repair(text, config, detection, prose=prose)


def repair_text(text: str, config: Config, *, prose: bool = True) -> Outcome:
    """Repair a text; rules and script act only on ``prose``."""
    return _repair(text, config, Detection("utf-8", 1.0, evidence="given as text"), prose=prose)


def _repair(text: str, config: Config, detection: Detection, *, prose: bool) -> Outcome:
    # Damage first: any cleaning before it would destroy the bytes it is read from.
    steps = list(restore.restorations(text, config.max_risk))
    restored = Plan(tuple(steps)).apply(text)
    remains = restore.remains(restored)
    findings = list(_remaining(text, steps, remains))
    if prose:
        steps += _normalisations(restored, config, damaged=bool(remains))
        findings += _reported(text, steps, config, damaged=bool(remains))
    findings += _mended(text, steps)
    if detection.encoding not in ("utf-8", "ascii"):
        findings.append(Finding("encoding", 1, 1, str(detection.encoding), "utf-8", detection.evidence))
    findings.sort(key=lambda finding: (finding.line, finding.column))
    plan = Plan(tuple(steps))
    changed = bool(plan) or detection.encoding not in ("utf-8", "ascii")
    return Outcome(text, plan.apply(text) if plan else text, plan, tuple(findings), detection, changed)


def _normalisations(text: str, config: Config, *, damaged: bool) -> Iterator[Step]:
    """Yield the steps of the rules that are on and of the script, until none finds anything in what the others made."""
    while steps := [*_pass(text, config, "on", damaged=damaged)]:
        yield from steps
        text = Plan(tuple(steps)).apply(text)


def _pass(text: str, config: Config, mode: str, *, damaged: bool) -> Iterator[Step]:
    """Yield the step of each rule in a mode, around code, addresses and the damage that stays."""
    free: Spans | None = None
    for rule, find in _finders(config, damaged=damaged):
        if config.mode(rule) != mode:
            continue
        if free is None:
            free = _untouchable(text, damaged=damaged)
        if edits := tuple(find(text, Spans([*free, *ignored(text, rule)]) if "mojibake-fix:" in text else free)):
            yield (step := Step(rule, edits))
            if mode == "on":
                text, free = step.apply(text), None


def _finders(config: Config, *, damaged: bool) -> Iterator[tuple[str, Callable[[str, Spans], Iterable[Edit]]]]:
    """Yield what looks for something to mend: each rule, then the script."""
    for rule in normalise.RULES:
        yield rule.id, rule.find
    # Which script a document is in, nobody can tell from damaged text: there only a script that was asked for is converted.
    if config.target != "keep" and not (damaged and config.target == "auto"):
        yield "script", lambda text, spans: script.find(text, config.target, spans)


def _reported(original: str, steps: list[Step], config: Config, *, damaged: bool) -> Iterator[Finding]:
    """Yield a finding for what the rules would change that are only to report, at its place in the original."""
    text = Plan(tuple(steps)).apply(original)
    for step in _pass(text, config, "report", damaged=damaged):
        places = _places(original, _origins(steps, [edit.start for edit in step.edits]))
        for edit, (line, column) in zip(step.edits, places, strict=True):
            yield Finding(step.rule, line, column, edit.before, edit.after, only_reported=True)


def _untouchable(text: str, *, damaged: bool) -> Spans:
    """Return what no rule may touch: code, addresses and the like, and lines with damage that stays or is shown on purpose.

    Cleaning those lines would destroy the bytes from which a later version, or a person, can restore them.
    """
    remains = [(left.start, left.end) for left in restore.remains(text)] if damaged else []
    return Spans([*protected(text), *_lines(text, sorted([*remains, *restore.examples(text)]))])


def _lines(text: str, stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the lines that ascending stretches lie in, each once."""
    done = -1
    for start, end in stretches:
        if end > done:
            begin, done = text.rfind("\n", 0, start) + 1, _line_end(text, end)
            yield begin, done


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return end if end >= 0 else len(text)


def _remaining(text: str, steps: list[Step], remains: list[restore.Remains]) -> Iterator[Finding]:
    """Yield a finding for each damage that stays, at its place in the original."""
    places = _places(text, _origins(steps, [left.start for left in remains]))
    for left, (line, column) in zip(remains, places, strict=True):
        yield Finding(left.rule, line, column, left.before, None, left.message)


def _mended(text: str, steps: list[Step]) -> Iterator[Finding]:
    """Yield a finding for each edit, at its place in the original."""
    for k, step in enumerate(steps):
        places = _places(text, _origins(steps[:k], [edit.start for edit in step.edits]))
        for edit, (line, column) in zip(step.edits, places, strict=True):
            yield Finding(step.rule, line, column, edit.before, edit.after, evidence=edit.evidence)


def _origins(steps: list[Step], positions: list[int]) -> list[int]:
    """Return where positions in the text after ``steps`` lay in the original."""
    for step in reversed(steps):
        positions = step.origins(positions)
    return positions


def _places(text: str, positions: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield line and column, both from 1, for each position."""
    starts = [0]
    while newline := text.find("\n", starts[-1]) + 1:
        starts.append(newline)
    for position in positions:
        line = bisect_right(starts, position)
        yield line, position - starts[line - 1] + 1
