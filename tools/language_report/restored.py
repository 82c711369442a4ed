"""How much of what is lost comes back: characters of three bytes, and ASCII characters behind them."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator

from corpus import held_out_code
from corpus.held_out_text import EAST, TEXTS
from corpus.training_text import CJK

from . import holes, markdown, subject
from .section import CLEAN, Section, Settings, joined

__all__ = ["recovered", "swallowed"]

MUST_RECOVER = {"zh_hans": 0.88, "zh_hant": 0.88, "ja": 0.75, "ko": 0.90}
MUST_SWALLOWED = 0.85


def recovered(settings: Settings) -> Section:
    """Measure how many characters come back whose third byte is lost."""
    section = Section("A lost third byte: the right one of 64 characters")
    body: list[tuple[str, str, holes.Share]] = []
    for name, language in CLEAN.items():
        found = _recovered(language, settings.lines[name], settings.count(5000), settings.seed)
        body.append((f"clean {name}", language, found))
        section.claim(
            f"lost third byte, {name}",
            f">= {markdown.percent(MUST_RECOVER[name], 0)}",
            str(found),
            found.right >= MUST_RECOVER[name] * found.cases,
        )
    for text in TEXTS:
        if text.language in EAST:
            found = _recovered(text.language, joined(text.name).splitlines(), settings.count(2000), settings.seed)
            body.append((f"{text.register}: {text.name}", text.language, found))
    section.text = markdown.rows(["text", "language", "right (twice the standard error)"], body)
    return section


def _recovered(language: str, lines: list[str], count: int, seed: int) -> holes.Share:
    cases = holes.third_bytes(lines, count, seed)
    found = subject.thirds(language, cases)
    return holes.Share(sum(filled == hole.truth for filled, hole in zip(found, cases, strict=True)), len(cases))


def swallowed(settings: Settings) -> Section:
    """Measure how often the ASCII character is found that a lead byte swallowed."""
    section = Section("The ASCII character swallowed behind a character")
    body = []
    totals = {"clean": [holes.Share(0, 0)] * 2, "code": [holes.Share(0, 0)] * 2}
    for kind, cases in _swallowed_cases(settings):
        truths = [document.text[at : at + 2] for document, at in cases]
        alone = [subject.behind(document.language, holes.hole(document.text, at, 2)) for document, at in cases]
        helped = [subject.behind(document.language, holes.hole(document.text, at, 2), document.rest) for document, at in cases]
        shares = [_right(truths, found, slice(1, 2)) for found in (alone, helped)]
        missed = Counter(f"{_seen(truth[1])} as {_seen(found[1])}" for truth, found in zip(truths, helped, strict=True))
        body.append((kind, *shares, _right(truths, helped, slice(0, 2)), _most_missed(missed)))
        whole = totals["clean" if kind.startswith("clean") else "code"]
        whole[:] = [total + share for total, share in zip(whole, shares, strict=True)]
    for kind, (alone_share, helped_share) in totals.items():
        section.claim(
            f"swallowed ASCII, {kind}",
            f">= {markdown.percent(MUST_SWALLOWED, 0)}",
            f"{helped_share}; without the document {alone_share}",
            helped_share.share >= MUST_SWALLOWED,
        )
    head = ["text or kind of file", "models alone", "after reading the document", "and the character", "most missed"]
    section.text = markdown.rows(head, body)
    return section


def _right(truths: list[str], found: list[str], part: slice) -> holes.Share:
    return holes.Share(sum(truth[part] == each[part] for truth, each in zip(truths, found, strict=True)), len(truths))


def _most_missed(pairs: Counter[str]) -> str:
    wrong = [(what, n) for what, n in pairs.most_common() if len(set(what.split(" as "))) == 2]
    return ", ".join(f"{what} {n}" for what, n in wrong[:3])


def _seen(ascii: str) -> str:
    """Return an ASCII character as a table can show it."""
    return {"\n": "LF", "\t": "TAB", " ": "space", "|": "bar"}.get(ascii, f"`{ascii}`")


def _swallowed_cases(settings: Settings) -> Iterator[tuple[str, list[tuple[holes.Document, int]]]]:
    """Yield the kinds of text, and for each some places in documents, those of one document together."""
    for name, language in CLEAN.items():
        yield f"clean {name}", _chosen(settings, [holes.Document.read(language, "\n".join(settings.lines[name]))], 2000)
    kinds: dict[str, list[holes.Document]] = defaultdict(list)
    for file in held_out_code.files():
        kinds[file.kind].append(holes.Document.read(_written_in(file.text), file.text))
    for kind, documents in sorted(kinds.items()):
        yield kind, _chosen(settings, documents, 1000)


def _chosen(settings: Settings, documents: list[holes.Document], count: int) -> list[tuple[holes.Document, int]]:
    places = [(k, at) for k, document in enumerate(documents) for at in document.places]
    chosen = random.Random(settings.seed).sample(places, min(len(places), settings.count(count)))
    return [(documents[k], at) for k, at in sorted(chosen)]


def _written_in(text: str) -> str:
    """Return the language of a file by its scripts alone: the measure of language comes later."""
    han = len(CJK.findall(text))
    if 5 * sum("\uac00" <= character <= "\ud7a3" for character in text) > han:
        return "ko"
    return "ja" if 10 * sum("\u3040" <= character <= "\u30ff" for character in text) > han else "zh"
