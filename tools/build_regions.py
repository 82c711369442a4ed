"""Build mojibake_fix/script/data/regions.tsv: what Taiwan, Hong Kong and the mainland write differently, and how surely.

    python tools/build_regions.py           write the file
    python tools/build_regions.py --check   only compare

Needs opencc (the version of ``build_script_tables``), whose dictionaries say which forms and words belong together, and the
texts that the language model is trained on (``corpus.training_text``), in which they are counted. The mainland's Traditional
is what OpenCC makes of its Simplified, for that is how it comes about.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import opencc
from build_script_tables import DATA, OPENCC, dictionary
from corpus.training_messages import Catalogue
from corpus.training_text import LINES

from mojibake_fix.script.region import STEP, Table

OUTPUT = DATA / "regions.tsv"
HEADER = "# form, how unlikely it is beside the others of its line in Taiwan, Hong Kong and the mainland, ...; see README.md\n"
TAIWAN, HONG_KONG, MAINLAND = range(3)
WHERE = {"zh-hant": TAIWAN, "zh-hk": HONG_KONG, "zh-hans": MAINLAND}

# The only messages of programs that are Hong Kong's own; the language model is not trained on them.
AUDITOR = Catalogue(
    "lighthouse", ("*/shared/localization/locales/{}.json",), {"zh-hant": "zh-TW", "zh-hk": "zh-HK", "zh-hans": "zh"}
)

# How much the dictionaries count beside the texts, in occurrences, and what of that is left for forms that they do not name.
WEIGHT = 1.0
OTHER_FORMS = 0.05
CAP = 3.0  # nats: nothing is surer, for texts quote, and are translated

# The texts of Hong Kong are conversations. Of words that they hardly have nothing is known, but that the other two have more to
# say; and where they have one it may be in another sense (地址 is where people live, 位址 is in a computer).
SEEN = 50
UNKNOWN = -0.15
SUREST_WORD = -0.7

SPOKEN = "嘅喺咗唔佢哋啲嗰嘢咁冇嚟"  # characters of written Cantonese
SPOKEN_ELSEWHERE = -CAP
TOO_LITTLE = -0.3  # nats: what differs by less tells nothing
RARE = 5  # occurrences in all texts together: sets with fewer (most are names of persons and places) are hardly ever met
NAMED = -1.5  # nats: as unlikely as the texts can make a form that a dictionary says is the region's own (Taiwan's 汙)


@dataclass
class Set:
    """Forms of one character, or words for one thing, and which of them each region writes by the dictionaries."""

    forms: dict[str, None] = field(default_factory=dict)
    written: list[tuple[str, str, str]] = field(default_factory=list)  # by Taiwan, Hong Kong (empty: not said) and the mainland


def sets(folder: Path) -> list[Set]:
    """Return the sets; what two dictionaries say of one form is one set."""
    of_form: dict[str, Set] = {}
    for written, forms in (*characters(folder), *words(folder)):
        if len(dict.fromkeys(forms)) < 2:
            continue
        joined = Set()
        for known in {id(of_form[form]): of_form[form] for form in forms if form in of_form}.values():
            joined.forms |= known.forms
            joined.written += known.written
        joined.forms |= dict.fromkeys(forms)
        joined.written.append(written)
        of_form |= dict.fromkeys(joined.forms, joined)
    return list({id(one): one for one in of_form.values()}.values())


Row = tuple[tuple[str, str, str], list[str]]


def characters(folder: Path) -> Iterator[Row]:
    taiwan, hong_kong = dictionary("TWVariants", folder), dictionary("HKVariants", folder)
    for form in sorted({*taiwan, *hong_kong}):
        written = taiwan.get(form, [form])[0], hong_kong.get(form, [form])[0], form
        yield written, [form, *written]


def words(folder: Path) -> Iterator[Row]:
    taiwan, hong_kong = dictionary("TWPhrases", folder), dictionary("HKPhrases", folder)
    for word in sorted({*taiwan, *hong_kong}):
        written = taiwan.get(word, [word])[0], hong_kong.get(word, [""])[0], word
        yield written, [word, *taiwan.get(word, []), *hong_kong.get(word, [])]


def counts(table: Table) -> list[Counter[str]]:
    """Return how often each form of a table occurs in the texts of each region."""
    found: list[Counter[str]] = [Counter(), Counter(), Counter()]
    convert = opencc.OpenCC("s2t").convert
    texts = [(lines.language, lines.read()) for lines in LINES if lines.language in WHERE]
    texts += [(language, AUDITOR.read(language)) for language in WHERE]
    for language, lines in texts:
        text = "\n".join(dict.fromkeys(lines))
        found[WHERE[language]] += table.counts(convert(text) if language == "zh-hans" else text)
    return found


def likelihoods(one: Set, seen: list[Counter[str]]) -> Iterator[tuple[str, list[float]]]:
    """Yield each form of a set with how likely it is there in each region, in nats; 0 where it is likeliest."""
    nats = {form: [0.0, 0.0, 0.0] for form in one.forms}
    for region in WHERE.values():
        number = sum(seen[region][form] for form in one.forms)
        said = dict.fromkeys(one.forms, OTHER_FORMS)
        for written in one.written:
            for form in [written[region]] if written[region] else [written[TAIWAN], written[MAINLAND]]:
                said[form] += 1 if written[region] else 0.5
        for form in one.forms:
            share = (seen[region][form] + WEIGHT * said[form] / sum(said.values())) / (number + WEIGHT)
            nats[form][region] = math.log(share)
            if region == HONG_KONG and number < SEEN:
                nats[form][region] = math.nan
    for form, values in nats.items():
        best = max(value for value in values if not math.isnan(value))
        values[:] = [UNKNOWN if math.isnan(value) else max(value - best, -CAP) for value in values]
        for region, value in enumerate(values):
            if form in {written[region] for written in one.written}:
                values[region] = max(value, NAMED)
        if len(form) > 1:
            values[HONG_KONG] = max(values[HONG_KONG], SUREST_WORD)
        yield form, values


def row(forms: Iterable[tuple[str, list[float]]]) -> str:
    """Return the line of a set, without what tells nothing."""
    telling = ((form, values) for form, values in forms if min(values) < TOO_LITTLE)
    return "\t".join(f"{form} {''.join(f'{round(-value / STEP):x}' for value in values)}" for form, values in telling)


def built() -> str:
    with TemporaryDirectory() as name:
        all_sets = sets(Path(name))
    seen = counts(Table(dict.fromkeys(one.forms, (0.0, 0.0, 0.0)) for one in all_sets))
    met = [one for one in all_sets if sum(some[form] for some in seen for form in one.forms) >= RARE]
    lines = [row(likelihoods(one, seen)) for one in met]
    lines += [row([(character, [SPOKEN_ELSEWHERE, 0.0, SPOKEN_ELSEWHERE])]) for character in SPOKEN]
    return HEADER + "".join(sorted(f"{line}\n" for line in lines if line))


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the table of what regions write differently.")
    parser.add_argument("--check", action="store_true", help="only compare with the file in place")
    check = parser.parse_args().check
    if opencc.__version__ != OPENCC:
        print(f"opencc {OPENCC} is needed, {opencc.__version__} is installed", file=sys.stderr)
        return 2
    content = built()
    if check:
        same = OUTPUT.read_text(encoding="utf-8") == content
        print("the table is the one that is committed" if same else "the table differs from the one that is committed")
        return 0 if same else 1
    OUTPUT.write_text(content, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
