"""The order of everything: bytes, text, restoration, rules, script. Nowhere else is an order of steps known."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from . import model, normalise, restore, script
from .config import Config
from .detection import Around, Known, decode
from .model import Detection, Outcome, Plan
from .normalise import Rule
from .patterns import lazy_pattern
from .spans import PROSE, Format, Joined, Spans, ignored

if TYPE_CHECKING:
    from .model import Edit, Finding, Step

__all__ = ["is_settled", "repair_bytes", "repair_text", "repaired"]

NOTHING_AROUND = Around()
# Rules after which more damage is seen: they join what they find characters between, or change what is around it.
_UNCOVER = frozenset({"invisible", "soft-hyphens", "script"})
_LINE_END = lazy_pattern("[\r\n]")
_PASSES = 16  # over one text: rules that never come to an end would be a fault in them
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def repair_bytes(
    data: bytes,
    config: Config,
    kind: Format | None = PROSE,
    name: str = "",
    around: Around = NOTHING_AROUND,
    one_by_one: bool = True,
) -> Outcome:
    """Decode and repair the bytes of one file; rules and script act on its text only, and not without a known format.

    Who reads files of that ``name`` decides over a byte order mark, unless ``config`` does. What lies ``around`` the file is
    evidence of its encoding. What a conversion of the script changed is told ``one_by_one``, place by place, or by stretches of
    the text, which costs much less.

    Raises NotTextError for bytes that are no text and UndecodableError for text that no encoding explains.
    """
    text, detection = decode(data, config.encoding, Known(config.languages or None, config.candidates or None, around))
    if data.isascii() and not detection.bom and len(text) == len(data):  # ASCII, whatever it was called
        detection = Detection("utf-8", 1.0, evidence="ASCII")
    outcome = _repair(text, config, detection, kind, config.bom_of(name), one_by_one)
    stale = () if outcome.text.isascii() else tuple(_stale(around))
    return replace(outcome, findings=(*stale, *outcome.findings)) if stale else outcome


def _stale(around: Around) -> Iterator[Finding]:
    """Yield a finding for each declaration around a file that says another encoding than that of the result."""
    for encoding, by in around.declared:
        if encoding != "utf-8":
            yield model.Finding(
                "declaration", 1, 1, encoding, "utf-8", f"the {by} says {encoding}, not utf-8", only_reported=True
            )


def repair_text(text: str, config: Config) -> Outcome:
    """Repair a text that people read."""
    return _repair(text, config, Detection("utf-8", 1.0, evidence="given as text"), PROSE, "keep")


def repaired(text: str, config: Config) -> str:
    """Return a text that people read as ``repair_text`` repairs it, without the account of what was done and why."""
    damaged = False
    if not restore.is_clean(text):
        text = restore.restored(text, config.max_risk)
        damaged = config.changes_text and bool(restore.remains(text, config.max_risk))
    return _ruled(text, config, PROSE, damaged)[1] if config.changes_text else text


def is_settled(text: str, config: Config, kind: Format | None = PROSE) -> bool:
    """Tell whether there is nothing to do in a text, and nothing to report.

    >>> is_settled("验证计划：完成。", Config()), is_settled("验证计划:完成。", Config())
    (True, False)
    """
    if not restore.is_clean(text):
        return False
    task = _Task(config, kind, damaged=False)
    modes = [mode for mode, wanted in (("on", config.changes_text), ("report", config.reports)) if wanted]
    if any(True for mode in modes for _ in task.found(text, mode)):
        return False
    return not task.reports_strangers or not any(True for _ in task.strangers(text))


def _repair(text: str, config: Config, detection: Detection, kind: Format | None, bom: str, one_by_one: bool = True) -> Outcome:
    steps, findings, damaged = _restored(text, config.max_risk)
    restored = Plan(tuple(steps)).apply(text) if steps else text
    recoded = detection.encoding not in ("utf-8", "ascii")
    if recoded and (edits := _declarations(restored)):
        steps.append(model.Step("declaration", edits))
        restored = steps[-1].apply(restored)
    made, _, task = _ruled(restored, config, kind, damaged) if config.changes_text else ([], "", _Task(config, kind, damaged))
    steps += map(_exact, made) if one_by_one else made
    plan = Plan(tuple(steps))
    result = plan.apply(text) if plan else text
    if plan or config.reports or task.reports_strangers:
        findings += _told(text, steps, result, task, one_by_one)
    if recoded:
        findings.append(model.Finding("encoding", 1, 1, str(detection.encoding), "utf-8", detection.evidence))
    had, mark = detection.bom == BOM_UTF8, _is_marked(text, detection.bom, bom)
    if mark != had:
        findings.append(model.Finding("bom", 1, 1, _BOM * had, _BOM * mark))
    findings.sort(key=lambda finding: (finding.line, finding.column))
    changed = bool(plan) or recoded or mark != had
    return Outcome(text, result, plan, tuple(findings), detection, changed, mark)


def _restored(text: str, max_risk: float) -> tuple[list[Step], list[Finding], bool]:
    """Return the steps that undo damage, a finding for each damage that stays, and whether the result has any.

    It comes first: any cleaning before it would destroy the bytes it is read from.
    """
    if restore.is_clean(text):
        return [], [], False
    from . import account

    steps = list(restore.restorations(text, max_risk))
    remains = restore.remains(Plan(tuple(steps)).apply(text), max_risk)
    return steps, list(account.remaining(text, steps, remains, restore.left_open(text, max_risk))), bool(remains)


def _told(text: str, steps: list[Step], result: str, task: _Task, one_by_one: bool) -> Iterator[Finding]:
    """Yield a finding for what the rules would change that are only to report, what the script leaves, and what was mended."""
    found = [_exact(step) for step, _ in task.found(result, "report")] if task.config.reports else []
    strangers = [*task.strangers(result)] if task.reports_strangers else []
    if not (steps or found or strangers):
        return
    from . import account  # which clean text has no need of

    yield from account.reported(text, steps, found)
    yield from account.strange(text, steps, strangers, task.config.target)
    yield from account.mended(text, steps, one_by_one)


def _ruled(text: str, config: Config, kind: Format | None, damaged: bool) -> tuple[list[Step], str, _Task]:
    """Return the steps of the rules, the text that they make, and what is left for them to report in it.

    What they change may have stood amid damage, or around: then that is undone, as a second run would, and they go on with that.
    """
    steps: list[Step] = []
    while True:
        task = _Task(config, kind, damaged)
        made, text = task.steps(text)
        steps += made
        uncovered = any(step.rule in _UNCOVER for step in made) and not restore.is_clean(text)
        if not (more := list(restore.restorations(text, config.max_risk)) if uncovered else []):
            return steps, text, task
        steps += more
        text = Plan(tuple(more)).apply(text)
        damaged = bool(restore.remains(text, config.max_risk))


def _declarations(text: str) -> tuple[Edit, ...]:
    from .normalise.declarations import find  # and with it all encodings, which plain UTF-8 has no need of

    return tuple(find(text))


def _is_marked(text: str, found: bytes, bom: str) -> bool:
    """Tell whether the result begins with a byte order mark; ASCII needs none, and that of UTF-16 goes with it."""
    return (bom == "add" and not text.isascii()) or (bom != "remove" and found == BOM_UTF8)


class _Task:
    """What the rules and the script are to do in one text, around its structure and the damage that stays in it."""

    def __init__(self, config: Config, kind: Format | None, damaged: bool) -> None:
        self.config = config
        self.kind = kind
        self.damaged = damaged
        self._rules = _rules(config, is_text=kind is not None, damaged=damaged)
        self._known: tuple[str, list[Rule]] | None = None  # what may find something in which text
        self._scarred: tuple[str, list[tuple[int, int]]] | None = None

    @property
    def reports_strangers(self) -> bool:
        """Tell whether it is said which forms the region of the script does not write."""
        return self.kind is not None and self.config.mode("script") != "off" and self.config.target in ("tw", "twp", "hk")

    def strangers(self, text: str) -> Iterator[script.Stranger]:
        """Yield the forms that the region of the script does not write, outside of what no rule may touch."""
        held = Joined(self._free(text), ignored(text, "script"), Spans(_kept(text, self.config.glossary)))
        yield from script.strangers(text, self.config.target, held)

    def steps(self, text: str) -> tuple[list[Step], str]:
        """Return the steps of what is on, until none finds anything in what the others made, or for so many passes.

        With them comes the text that they make. No step at all where the structure of the format would suffer.
        """
        made = text
        steps: list[Step] = []
        for _ in range(_PASSES):
            before, size = len(steps), len(made)
            for step, after in self.found(made, "on", converted=bool(steps) and steps[-1].rule == "script"):
                steps.append(step)
                made = after
            # To a rule Han is Han: where one became another, and nothing else was found, there is nothing new to be found.
            if all(step.rule == "script" for step in steps[before:]) and len(made) == size:
                break
        if self.kind is None or not steps:
            return steps, made
        return self._followed(text, steps, made) if self.kind.keeps(text, made) else ([], text)

    def _followed(self, text: str, steps: list[Step], made: str) -> tuple[list[Step], str]:
        """Return steps and the text that they make with what of the structure has to follow: links to headings."""
        if self.kind is None or not (edits := self.kind.following(text, made)):
            return steps, made
        step = model.Step("anchors", edits)
        return [*steps, step], step.apply(made)

    def found(self, text: str, mode: str, *, converted: bool = False) -> Iterator[tuple[Step, str]]:
        """Yield the step of each rule in a mode that finds something, and the text that the next one sees.

        What is on sees what those before it made. In a text that was ``converted`` last the script has nothing to find.
        """
        if not (asked := self._asked(text, mode)):
            return
        given = seen = text
        free = self._free(text)
        for rule in self._rules:
            if converted and rule.id == "script" and text is given:
                return
            if seen is not text:  # which is asked about once another rule comes, for that takes a look at all of it
                seen, free, asked = text, self._free(text), self._asked(text, mode)
            if rule not in asked:
                continue
            held = Joined(Spans() if rule.everywhere else free, ignored(text, rule.id))
            if not (edits := tuple(rule.find(text, held))):
                continue
            # Damage is looked for only where there is something to be changed, for that takes longer than all else.
            if not rule.everywhere:
                scars = self._scars(text)
                edits = tuple(rule.find(text, Joined(held, Spans(scars)))) if scars else edits
            if edits:
                step = model.Step(rule.id, edits)
                if mode == "on":
                    text = self._after(step, text)
                yield step, text

    def _after(self, step: Step, text: str) -> str:
        """Return the text that a step makes, and take the scars along: what cleans other lines makes no damage."""
        made = step.apply(text)
        if self._scarred and self._scarred[0] is text:
            places = [place for scar in self._scarred[1] for place in scar]
            self._scarred = made, [*_pairs(step.inverse().origins(places))] if places else []
        return made

    def _asked(self, text: str, mode: str) -> list[Rule]:
        """Return the rules in a mode that may find something in a text."""
        if self._known is None or self._known[0] is not text:
            self._known = text, normalise.possible(text, self._rules)
        return [rule for rule in self._known[1] if self.config.mode(rule.id) == mode]

    def _free(self, text: str) -> Spans:
        """Return what no rule may touch that keeps to the text."""
        return Spans() if self.kind is None else self.kind.protected(text)

    def _scars(self, text: str) -> list[tuple[int, int]]:
        """Return the lines with damage that stays or is shown on purpose, and what may be damage, in order.

        Cleaning them would destroy the bytes from which a later version, or a person, can restore them.
        """
        if self._scarred is None or self._scarred[0] is not text:
            self._scarred = text, self._found_scars(text)
        return self._scarred[1]

    def _found_scars(self, text: str) -> list[tuple[int, int]]:
        remains = [(left.start, left.end) for left in restore.remains(text, self.config.max_risk)] if self.damaged else []
        shown = [] if restore.is_clean(text) else restore.examples(text)  # for which the search is imported
        halves = restore.may_be_left(text) if "?" in text else ()
        return [*Spans([*_lines(text, sorted([*remains, *shown])), *halves])]


def _rules(config: Config, *, is_text: bool, damaged: bool) -> list[Rule]:
    """Return what looks for something to mend, in order: the rules that are not off, then the script."""
    rules = [rule for rule in config.switched_on if rule.everywhere or is_text]
    # Which script a document is in, nobody can tell from damaged text: there only one that was asked for is made.
    target = config.target
    if is_text and target != "keep" and config.mode("script") != "off" and not (damaged and target == "auto"):
        sign, finds = script.sign_of_strays if target == "auto" else "", partial(_converted, config)
        rules.append(Rule("script", frozenset(), "convert the script", sign, chinese=target != "jp", finds=finds))
    return rules


def _converted(config: Config, text: str, spans: Spans) -> Iterable[Edit]:
    held = Joined(spans, Spans(_kept(text, config.glossary)))
    return script.find_strays(text, held) if config.target == "auto" else script.find(text, config.target, held)


def _kept(text: str, glossary: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where the words of a glossary stand."""
    if glossary:
        words = "|".join(map(re.escape, sorted(glossary, key=len, reverse=True)))
        yield from (match.span() for match in re.finditer(words, text))


def _exact(step: Step) -> Step:
    """Return a step with the edits that a person would make."""
    return model.Step(step.rule, tuple(chain.from_iterable(map(script.exact, step.edits)))) if step.rule == "script" else step


def _pairs(places: list[int]) -> Iterator[tuple[int, int]]:
    return zip(places[::2], places[1::2], strict=True)


def _lines(text: str, stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the lines that ascending stretches lie in, each once; one may end in CR alone, which a rule makes a line end."""
    done = -1
    for start, end in stretches:
        if end > done:
            begin, line_end = text.rfind("\n", 0, start) + 1, _LINE_END.search(text, end)
            done = line_end.start() if line_end else len(text)
            yield text.rfind("\r", begin, start) + 1 or begin, done
