"""Pages injected from clean prose come back: the forward model makes them, so what each character should be is known."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from generator import Fate, Page, make_page, restored
from prose import PROSE

from mojibake_fix import apply_plan, explain, fix_text
from mojibake_fix.restore import search
from mojibake_fix.restore.considered import Found
from mojibake_fix.restore.injected import realign
from mojibake_fix.restore.injected.find import find
from mojibake_fix.restore.injected.injection import inject
from mojibake_fix.restore.injected.stream import BEAM, BEHIND, Ahead, Hypothesis, Stream
from mojibake_fix.restore.proof import proves

KINDS = {
    "notes only": {},
    "restarts": {"restarts": True},
    "restarts, narrowed": {"restarts": True, "narrowed": True},
    "private use dropped": {"private": False},
    "restarts, narrowed, private use dropped": {"restarts": True, "narrowed": True, "private": False},
}
BYTES_ARE_THERE = (Fate.ANNOTATED, Fate.OUT_OF_STEP)
TOUCHED = tuple(fate for fate in Fate if fate is not Fate.UNTOUCHED)


def share(counted: Counter[tuple[Fate, bool]], fates: tuple[Fate, ...]) -> float:
    right = sum(counted[fate, True] for fate in fates)
    return right / max(1, right + sum(counted[fate, False] for fate in fates))


def pages(kind: str) -> list[Page]:
    """Make some pages of a kind, fewer where the search has to guess what was dropped."""
    count = 4 if KINDS[kind].get("private", True) else 2
    return [make_page(PROSE, seed, prefix=140 - 20 * seed, **KINDS[kind]) for seed in range(count)]


@pytest.mark.parametrize("kind", KINDS)
def test_best_guess(kind: str) -> None:
    """At any risk, 97 of 100 touched characters come back where the bytes are there, and nothing else is touched."""
    counted: Counter[tuple[Fate, bool]] = Counter()
    for page in pages(kind):
        counted += restored(page, fix_text(page.shown, profile="repair", max_risk=1.0))
    assert sum(counted[fate, right] for fate in TOUCHED for right in (True, False)) > 200
    assert share(counted, BYTES_ARE_THERE) >= 0.97
    assert share(counted, (Fate.UNTOUCHED,)) >= 0.999


@pytest.mark.parametrize("kind", KINDS)
def test_default_risk(kind: str) -> None:
    """By default fewer runs are restored, fewest where something may have been dropped, and no clean character is harmed."""
    counted: Counter[tuple[Fate, bool]] = Counter()
    for page in pages(kind):
        counted += restored(page, fix_text(page.shown, profile="repair"))
    assert share(counted, BYTES_ARE_THERE) >= (0.97 if KINDS[kind].get("private", True) else 0.94)
    assert share(counted, (Fate.UNTOUCHED,)) >= 0.999


@pytest.mark.parametrize("kind", KINDS)
def test_no_risk(kind: str) -> None:
    """At no risk only what is certain is done: every note goes, and no character of the result is wrong for the guess."""
    for page in pages(kind)[:1]:
        outcome = explain(page.shown, profile="repair", max_risk=0.0)
        assert share(restored(page, outcome.text), (Fate.ANNOTATED,)) >= 0.99
        assert all(proves(edit) for step in outcome.plan.steps for edit in step.edits)
        assert apply_plan(page.shown, outcome.plan) == outcome.text


@pytest.mark.parametrize("kind", KINDS)
def test_second_run(kind: str) -> None:
    """A restored page is left alone by a second run."""
    for page in pages(kind)[:1]:
        once = fix_text(page.shown, profile="repair")
        assert fix_text(once, profile="repair") is once


def test_no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is not searched for anything else if nothing of it may be damage without the notes; one with more damage is."""
    page = make_page(PROSE, 2)
    both = f"{page.shown}\n楠岃瘉璁″垝"  # mojibake-fix: ignore
    once = explain(page.shown, profile="repair"), fix_text(page.shown, profile="repair")
    assert fix_text(both, profile="repair") == f"{once[1]}\n验证计划"
    searched: list[str] = []

    def looked_at(text: str, *_: object) -> Found:
        searched.append(text)
        return Found((), ())

    monkeypatch.setattr(search, "_looked_at", looked_at)
    forget()
    assert (explain(page.shown, profile="repair"), fix_text(page.shown, profile="repair")) == once
    assert not searched
    explain(both, profile="repair")
    assert searched
    forget()


def forget() -> None:
    """Let everything be looked for once more."""
    search._found.cache_clear()
    search._chosen.cache_clear()


def test_line_ends_of_windows() -> None:
    """A page with CRLF comes back with CRLF."""
    page = make_page(PROSE.replace("\n", "\r\n"), 3)
    fixed = fix_text(page.shown, profile="repair", max_risk=1.0)
    assert fixed.count("\r\n") == PROSE.count("\n") == fixed.count("\n")


HABIT = "開發區經過多年的努力創新，產業發展十分迅速，在實際應用和環境保護方面都不斷進步。"
NOTES = [
    *[
        ("發", "fā"),
        ("經", "jīng"),
        ("創", "chuàng"),
        ("產", "chǎn"),
        ("業", "yè"),
        ("實", "shí"),
        ("應", "yīng"),
        ("環", "huán"),
    ],
    *[("進", "jìn"), ("際", "jì")],
]

RUNS = {  # worked out by hand from the bytes: (true text, notes that hit across characters)
    "second half of one character, first of the next": ("推動東北地方", [("訓", "xùn")]),
    "two notes in one run, the later annotated first": ("勇擔區域重任", [("聯", "lián"), ("區", "qū")]),
    "a common pair": ("這是因為面積很大", [("驗", "yàn")]),
    "an earlier note takes the character of a later one": ("他向學生說明", [("驅", "qū"), ("學", "xué")]),
}


@pytest.mark.parametrize(("clean", "notes"), RUNS.values(), ids=RUNS)
def test_run(clean: str, notes: list[tuple[str, str]]) -> None:
    """Known kinds of broken runs come back on a page that has the habit."""
    page = inject(HABIT + clean, [*notes, *NOTES])
    assert page != inject(HABIT, NOTES) + clean
    assert fix_text(page, profile="repair", max_risk=1.0) == HABIT + clean


def test_alone_it_proves_nothing() -> None:
    """One broken run is no habit: alone it is left as it is."""
    run = inject("推動東北", [("訓", "xùn")])
    assert fix_text(run, profile="repair", max_risk=1.0) is run


@pytest.mark.parametrize("word", ["(newt)", "(web)", "(weight)", "(kg)", "(bus)", "(a)", "(shì)"])
def test_brackets_of_the_author_stay(word: str) -> None:
    """What an author put in brackets on an injected page is not taken for a note, even if it looks like a syllable."""
    page = inject(HABIT, NOTES) + f"請看對話方塊{word}的說明。"
    assert word in fix_text(page, profile="repair", max_risk=1.0)


@pytest.mark.parametrize("question", ["好嗎?好。", "你去哪裡?,他問。", "真的??!", "???", "幾點了?12點。", "<br>為什麼?</br>"])
def test_questions_of_the_author_stay(question: str) -> None:
    """An honest question mark on an injected page stays one."""
    page = inject(HABIT, NOTES) + question
    assert fix_text(page, profile="repair") == HABIT + question


def test_many_questions_cost_little() -> None:
    """A page full of honest questions is walked, not searched: a search at each would take minutes."""
    page = inject(HABIT, NOTES) + "好嗎?好!" * 2000
    assert fix_text(page, profile="repair") == HABIT + "好嗎?好!" * 2000


@pytest.mark.parametrize(("scores", "lost", "wanted"), [([0.0] * BEAM, 0.0, 0.1), ([0.0], -BEHIND, 0.1 - BEHIND)])
def test_what_is_too_far_behind_is_not_looked_at(scores: list[float], lost: float, wanted: float) -> None:
    """Neither where a beam is full of what is as likely, nor where it is far less likely than the best: it would be left."""
    ahead = Ahead()
    ahead.add(Hypothesis(score, "經", b"") for score in scores)
    assert [ahead.may_want(score) for score in (lost, wanted)] == [False, True]
    assert ahead.tried == len(scores) + 1
    assert len(ahead.kept) == len(scores)


@pytest.mark.parametrize("kind", KINDS)
def test_what_reads_a_note_as_text_is_left_early(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a note it would be too far behind who took that out: in the note it is left, and nothing else comes out."""
    page = make_page(PROSE, 1, prefix=140, **KINDS[kind]).shown
    read, early, late = Stream.read, Counter[int](), Counter[int]()

    def counted(stream: Stream, now: Hypothesis, code: bytes, ahead: Ahead) -> None:
        (late if math.isinf(realign.CLOSING) else early)[now.filled] += 1
        read(stream, now, code, ahead)

    monkeypatch.setattr(Stream, "read", counted)
    found = find(page)
    monkeypatch.setattr(realign, "CLOSING", math.inf)
    assert find(page) == found
    assert early.total() < late.total()
