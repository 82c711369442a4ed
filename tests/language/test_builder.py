"""The builder counts what it says, estimates what the paper says, and makes the same bytes wherever it runs."""

from __future__ import annotations

import doctest
import hashlib
import importlib
import math
import os
import re
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from corpus import training_code, training_comments, training_text
from corpus.sources import table
from language_model.build import Sources, model
from language_model.counts import BREAK, Corpus, Level
from language_model.estimate import Estimate, Pruning, estimate
from language_model.recipes import CHINESE, RECIPES, Recipe
from language_model.scripts import CONVERTERS, folds, forms, seen_in
from language_model.shares import costs
from language_model.symbols import CLASSES, Symbols, choose, class_of

from mojibake_fix.language import models
from mojibake_fix.language.arrays import Arrays
from mojibake_fix.language.model import Model
from mojibake_fix.language.models import SCRIPTS
from mojibake_fix.language.slots import SLOTS, slot
from mojibake_fix.language.tables import Tables, open_tables

DATA = Path(models.__file__).parent / "data"

ROOT = Path(__file__).resolve().parents[2]
LETTERS = choose(dict.fromkeys("abc文字", 5.0), 1.0, {}, frozenset())


def counted(corpus: Corpus, order: int) -> dict[str, float]:
    """Return the counts of all n-grams, spelled."""
    base = len(corpus.symbols)
    spelled = {int(corpus.symbols.of(character)[0]): character for character in "abc文字"}
    found: dict[str, float] = {}
    for n, (keys, counts) in enumerate(corpus.levels(order), 1):
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            digits = [key // base**k % base for k in reversed(range(n))]
            found["".join(spelled[digit] for digit in digits)] = count
    return found


def test_nothing_reaches_across_a_break() -> None:
    """Neither within a text nor from one piece to the next, and the break itself is not counted."""
    corpus = Corpus(LETTERS)
    corpus.add_text(f"ab{BREAK}c", 1.0)
    corpus.add_text("b", 1.0)
    corpus.add_words([("a", 1.0), ("c", 1.0)], 1.0)
    assert counted(corpus, 3) == {"a": 2, "b": 2, "c": 2, "ab": 1}


def test_text_counts_every_ngram_with_its_weight() -> None:
    """`abab` at half weight."""
    corpus = Corpus(LETTERS)
    corpus.add_text("abab", 0.5)
    assert counted(corpus, 3) == {"a": 1, "b": 1, "ab": 1, "ba": 0.5, "aba": 0.5, "bab": 0.5}


def test_words_count_as_often_as_they_were_seen() -> None:
    """Three times `ab` and once `bc`, each count a quarter."""
    corpus = Corpus(LETTERS)
    corpus.add_words([("ab", 3.0), ("bc", 1.0)], 0.25)
    assert counted(corpus, 3) == {"a": 0.75, "b": 1.0, "c": 0.25, "ab": 0.75, "bc": 0.25}


@pytest.mark.parametrize(
    ("left", "right", "across"),
    [
        ("a", "b", {"ab"}),
        ("ab", "c", {"bc", "abc"}),
        ("a", "bc", {"ab", "abc"}),
        ("ab", "ca", {"bc", "abc", "bca"}),
        ("abc", "文字", {"c文", "bc文", "c文字"}),
    ],
)
def test_pairs_count_only_what_reaches_from_one_word_to_the_other(left: str, right: str, across: set[str]) -> None:
    """The words themselves count elsewhere."""
    corpus = Corpus(LETTERS)
    corpus.add_pairs([(left, right, 2.0)], 1.5)
    assert counted(corpus, 3) == dict.fromkeys(across, 3.0)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text("abc", max_size=6), st.sampled_from([0.5, 1.0, 2.0]))), st.integers(1, 4))
def test_counting_is_counting(pieces: list[tuple[str, float]], order: int) -> None:
    """The same as looking at each place of each piece."""
    corpus = Corpus(LETTERS)
    expected: Counter[str] = Counter()
    for text, weight in pieces:
        corpus.add_text(text, weight)
        for n in range(1, order + 1):
            for k in range(len(text) - n + 1):
                expected[text[k : k + n]] += weight  # type: ignore[assignment]
    if expected:
        found = counted(corpus, min(order, max(map(len, expected))))
        assert found == expected


def level(counts: dict[tuple[int, ...], float], symbols: int) -> Level:
    keys = {sum(digit * symbols**k for k, digit in enumerate(reversed(ngram))): count for ngram, count in counts.items()}
    return np.array(sorted(keys), np.uint64), np.array([keys[key] for key in sorted(keys)])


# Three symbols: 0 is never seen, 1 is seen 6 times, 2 twice. 1 is followed by 1 three times and by 2 once, 2 by 1 twice.
UNIGRAMS = level({(1,): 6, (2,): 2}, 3)
PAIRS = level({(1, 1): 3, (1, 2): 1, (2, 1): 2}, 3)
ALL_STAY = -math.inf


def shares(made: Estimate) -> dict[int, float]:
    return dict(zip(made.keys.tolist(), np.exp(-made.cost).tolist(), strict=True))


def test_absolute_discounting_by_hand() -> None:
    """A symbol never seen counts half as often as the rarest: 1 of 9. Each pair gives up 0.5; that goes by P(symbol alone)."""
    alone, pairs = estimate([UNIGRAMS, PAIRS], 3, [Pruning(0.5, gain=ALL_STAY)])
    assert shares(alone) == pytest.approx({0: 1 / 9, 1: 6 / 9, 2: 2 / 9})
    # Behind 1: 4 seen, 2 * 0.5 given up, a quarter. P(1) = 2.5/4 + 6/9/4, P(2) = 0.5/4 + 2/9/4; 1/36 is left for 0, whose
    # 1/9 alone is then to be divided by 4. Behind 2: 2 seen, a quarter given up. P(1) = 1.5/2 + 6/9/4; 1/12 for 0 and 2,
    # a quarter of their 1/3.
    assert shares(pairs) == pytest.approx({3 * 1 + 1: 19 / 24, 3 * 1 + 2: 13 / 72, 3 * 2 + 1: 11 / 12})
    assert alone.backoff == pytest.approx([0, math.log(4), math.log(4)])


def test_pruning_by_hand() -> None:
    """A pair stays if count * ln(P / what it would have without) is more than the gain: 4.67, 1.18 and 3.41 here."""
    alone, pairs = estimate([UNIGRAMS, PAIRS], 3, [Pruning(0.5, gain=2.0)])
    assert shares(pairs) == pytest.approx({3 * 1 + 1: 19 / 24, 3 * 2 + 1: 11 / 12})
    assert alone.backoff[1] == pytest.approx(-math.log((5 / 24) / (1 / 3)))  # 5/24 are left for what has 1/3 alone
    for gain, stay in [(1.17, 3), (1.18, 2), (3.40, 2), (3.42, 1), (4.66, 1), (4.68, 0)]:
        assert len(estimate([UNIGRAMS, PAIRS], 3, [Pruning(0.5, gain)])[1].keys) == stay


def test_a_pair_stays_for_a_triple_that_needs_it() -> None:
    """Without (1, 2) there would be no place for (1, 2, 1)."""
    triples = level({(1, 2, 1): 2}, 3)
    for support, stays in [(3.0, False), (2.0, True)]:
        _, pairs, longest = estimate([UNIGRAMS, PAIRS, triples], 3, [Pruning(0.5, 2.0, support), Pruning(0.5, ALL_STAY)])
        assert (3 * 1 + 2 in pairs.keys.tolist()) is stays
        assert len(longest.keys) == stays


corpora = st.lists(st.text("abc文字", min_size=1, max_size=12), min_size=1, max_size=6)
prunings = st.builds(
    Pruning, st.sampled_from([0.3, 0.5, 0.8]), st.sampled_from([ALL_STAY, 0.1, 1.0]), st.sampled_from([1.0, 2.0])
)


@settings(max_examples=80)
@given(corpora, st.lists(prunings, min_size=1, max_size=3))
def test_pruning_keeps_the_beginning_of_what_stays(texts: list[str], prunings: list[Pruning]) -> None:
    """Each n-gram's own beginning is there, one symbol shorter; keys ascend."""
    corpus = Corpus(LETTERS)
    corpus.add_text("\n".join(texts), 1.0)
    made = estimate(corpus.levels(len(prunings) + 1), len(LETTERS), prunings)
    for shorter, longer in pairwise(made):
        assert set((longer.keys // np.uint64(len(LETTERS))).tolist()) <= set(shorter.keys.tolist())
        assert (np.diff(longer.keys.astype(np.int64)) > 0).all()


@settings(max_examples=60)
@given(corpora, st.lists(prunings, min_size=1, max_size=2))
def test_pairs_add_up_to_one(texts: list[str], prunings: list[Pruning]) -> None:
    """What is listed, and what is left for the rest, are 1 together, before anything is rounded."""
    corpus = Corpus(LETTERS)
    corpus.add_text("\n".join(texts), 1.0)
    alone, pairs, *_ = estimate(corpus.levels(len(prunings) + 1), len(LETTERS), prunings)
    base = len(LETTERS)
    for context in range(base):
        p = np.exp(-alone.cost - alone.backoff[context])
        for key, cost in zip(pairs.keys.tolist(), pairs.cost.tolist(), strict=True):
            if key // base == context:
                p[key % base] = math.exp(-cost)
        assert p.sum() == pytest.approx(1, abs=1e-4)


def test_symbols() -> None:
    """The break is 0, then the classes, then in code order each character seen often enough, with what folds to it."""
    seen = {"b": 3.0, "a": 1.0, "文": 2.0, "經": 1.0, "经": 1.0, "\x01": 99.0, "\ue000": 99.0}
    symbols = choose(seen, 2.0, {"經": "经"}, frozenset({"emoji"}))
    first = len(CLASSES) + 1
    assert symbols.of("b文经經").tolist() == [first, first + 1, first + 2, first + 2]
    assert len(symbols) == first + 3
    classes = {
        "a": "small",
        "\x01": "control",
        "\ue000": "private",
        "😀": "emoji",
        "字": "han",
        "\ud800": "nothing",
        "\U000e0001": "elsewhere",
    }
    assert {c: CLASSES[int(symbols.of(c)[0]) - 1].name for c in classes} == classes
    assert symbols.of(BREAK).tolist() == [0]
    assert choose(seen, 1.0, {}, frozenset({"small", "han"})).of("ab文").tolist() == [4, 4, 13]


def test_every_code_point_has_a_class() -> None:
    """The last class takes what no other has; names are given once; shares are small and not nothing."""
    assert {class_of(code) for code in range(0, 0x110000, 7)} <= set(range(len(CLASSES)))
    assert len({kind.name for kind in CLASSES}) == len(CLASSES)
    assert all(0 < kind.share <= 0.01 for kind in CLASSES)
    assert all(first <= last for kind in CLASSES for first, last in kind.ranges)
    for recipe in RECIPES:
        assert recipe.classes <= {kind.name for kind in CLASSES}


def test_members_share_their_symbol_by_hand() -> None:
    """In a class by how often they occur, 0.1 more for each; forms by how often a script writes which, 1 in 2,000 at least."""
    table = np.full(SLOTS, 3, np.uint16)  # symbol 3: one character after another that nobody asks for
    table[[ord("a"), ord("b")]] = 1
    table[[ord("經"), ord("经")]] = 2
    cost = costs(Symbols(table, 4), {"a": 2.9, "經": 50.0}, {"经": 30.0, "a": 7.0}, 1)
    assert np.exp(-cost[[ord("a"), ord("b")]]) == pytest.approx([3.0 / 3.1, 0.1 / 3.1])
    assert np.exp(-cost[[ord("经"), ord("經")]]) == pytest.approx([1, 5e-4])
    crowded = np.full(SLOTS, 1, np.uint16)
    cost = costs(Symbols(crowded, 2), {"\U00020000": 600.0}, {}, 1)  # 0.01 for each of the 60,000 that share the slot
    assert cost[ord("a")] - cost[slot(0x20000)] == pytest.approx(math.log(0.11 / 0.1))
    cost = costs(Symbols(crowded, 2), {}, {}, 1)
    assert cost[ord("a")] == pytest.approx(cost[slot(0x20000)])  # each of the 60,000, not all of them together
    assert cost[ord("a")] == pytest.approx(math.log(SLOTS - 2 + 860_000))


def test_forms_of_scripts() -> None:
    """OpenCC writes each word in each script; a form folds to what it mostly stands for."""
    written = forms({"经济": 3, "里面": 5, "公里": 2, "皇后": 1, "以后": 9})
    assert tuple(written) == tuple(CONVERTERS) == SCRIPTS
    assert written["hans"] == {("经", "经"): 3, ("济", "济"): 3, ("里", "里"): 7, ("面", "面"): 5, ("公", "公"): 2} | {
        ("皇", "皇"): 1,
        ("后", "后"): 10,
        ("以", "以"): 9,
    }
    assert (written["tw"]["里", "裡"], written["tw"]["里", "里"]) == (5, 2)
    assert (written["hk"]["里", "裏"], written["hk"]["里", "里"]) == (5, 2)
    assert (written["tw"]["后", "後"], written["tw"]["后", "后"]) == (9, 1)
    folded = folds(written)
    assert {form: folded.get(form) for form in "經裡裏後「』"} == dict(zip("經裡裏後「』", "经里里后“’", strict=True))
    assert not {"经", "里", "后", "公", "“"} & set(folded)
    assert folds({"tw": Counter({("丁", "裡"): 2, ("里", "裡"): 5}), "hk": Counter({("丁", "裡"): 1})})["裡"] == "里"
    assert seen_in("tw", written["tw"])["後"] == 9
    assert seen_in("tw", written["tw"])["「"] > seen_in("tw", written["tw"])["“"]


WORDS = {"smartcn": [("经济", 40), ("发展", 30), ("的", 90), ("中国", 25), ("里面", 9), ("后来", 7)]}
LINES = {"demo-zh-hans": ["经济的发展。", "中国经济，print(1)", "“里面”"], "demo-zh-hant": ["經濟的發展", "後來 the end"]}
SOURCES = Sources(
    words=WORDS,
    lines=LINES,
    weights={"smartcn": 1.0, "demo-zh-hans": 1.0, "demo-zh-hant": 0.5},
    pairs=[("经济", "发展", 12.0), ("中国", "的", 3.0), ("的", "\n", 2.0)],
    everywhere=Counter("abc xyz, 一丁丂 のは 한국 é"),
)


SEEDS = ("1", "20240229")
PROGRAM = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from language.test_builder import RECIPES, SOURCES, model
for recipe in RECIPES:
    print(recipe.file, hashlib.sha256(model(recipe, SOURCES)).hexdigest())
"""


@pytest.fixture(scope="module")
def elsewhere() -> list[dict[str, str]]:
    """Return the SHA-256 of each model as made by other processes, which put what they hash in another order."""
    command = [sys.executable, "-c", PROGRAM, *(str(ROOT / folder) for folder in ("", "tests"))]
    made = []
    for seed in SEEDS:
        environment = os.environ | {"PYTHONHASHSEED": seed}
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        made.append(dict(line.split() for line in run.stdout.splitlines()))
    return made


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.file)
def test_the_same_sources_give_the_same_bytes(recipe: Recipe, elsewhere: list[dict[str, str]]) -> None:
    """In this process and in two others, in which sets and hashes come in another order."""
    here = model(recipe, SOURCES)
    assert here == model(recipe, SOURCES)
    assert [digests[recipe.file] for digests in elsewhere] == [hashlib.sha256(here).hexdigest()] * len(SEEDS)


def opened(content: bytes, folder: Path) -> Tables:
    path = folder / "small.ngrams"
    path.write_bytes(content)
    return open_tables(path)


def test_a_built_model_can_be_read(tmp_path: Path) -> None:
    """What was counted is likelier than what was not, in each script, and the last variant stands for all three."""
    tables = opened(model(CHINESE, SOURCES), tmp_path)
    assert (len(tables.levels), len(tables.within)) == (CHINESE.order, len(SCRIPTS) + 1)
    hans, tw, _, any_script = (Model(tables, variant) for variant in range(4))
    assert hans.score("经济发展") > hans.score("济经展发")
    assert hans.forms("经济") > hans.forms("經濟")
    assert tw.forms("經濟") > tw.forms("经济")
    assert any_script.forms("經") == pytest.approx(math.log((2 + 5e-4) / 3), abs=0.04)  # both Traditional scripts have it
    assert any_script.score("经济") - any_script.forms("经济") == pytest.approx(tw.score("經濟") - tw.forms("經濟"))
    text = "經濟经济 print(한) é😀\ufdd0\n"
    assert Arrays(tw).score(text).tolist() == [tw.logp(text[:k], character) for k, character in enumerate(text)]


def plain(across_lines: bool = False, classes: frozenset[str] = frozenset()) -> Recipe:
    """Return a recipe of triples that forgets nothing."""
    keep = Pruning(0.5, gain=ALL_STAY)
    return Recipe("", (("*", 1.0),), least=1.0, classes=classes, prunings=(keep, keep), across_lines=across_lines)


@pytest.mark.parametrize(("across_lines", "least", "most"), [(True, 0.9, 1.0), (False, 0.3, 0.6)])
def test_a_line_tells_of_the_next_only_in_code(across_lines: bool, least: float, most: float, tmp_path: Path) -> None:
    """Lines take turns: who looks across the line end knows which one comes, who does not must take either."""
    sources = Sources({}, {"demo": ["文;", "字,"] * 40}, {"demo": 1.0})
    made = Model(opened(model(plain(across_lines), sources), tmp_path))
    assert least < math.exp(made.logp(";\n", "字")) <= most


def test_pairs_of_words_weigh_what_their_words_weigh(tmp_path: Path) -> None:
    """Behind 文 stand 4 `a`, and 4 字 times the weight. Each gives up 0.5; some of that comes back."""
    shares = {}
    for weight in (1.0, 0.25):
        sources = Sources(
            {"smartcn": [("丁", 4)]}, {"demo": ["文a", "字"] * 4}, {"smartcn": weight, "demo": 1.0}, [("文", "字", 4.0)]
        )
        shares[weight] = math.exp(Model(opened(model(plain(), sources), tmp_path)).logp("文", "字"))
    assert 3.5 / 8 < shares[1.0] < 0.5
    assert 0.5 / 5 < shares[0.25] < 1 / 5


def test_a_class_that_no_source_shows_has_its_share(tmp_path: Path) -> None:
    """One character in 10,000 is Cyrillic, one in 1,000 an emoji, whether they stand side by side or alone."""
    lines = ["文字一二三四五六七八" * 10] * 500
    tables = opened(model(plain(), Sources({}, {"demo": lines}, {"demo": 1.0})), tmp_path)
    made = Model(tables)
    for character, share in [("п", 1e-4), ("é", 3e-4), ("😀", 1e-3), ("한", 1e-4)]:
        assert math.exp(made.alone(character) - made.forms(character)) == pytest.approx(share, rel=0.1)
    assert made.logp("п", "п") - made.forms("п") > math.log(0.5)  # letters stand in words
    assert made.logp("😀", "😀") - made.forms("😀") < math.log(0.1)


@pytest.mark.parametrize("name", ["build", "counts", "estimate", "pack", "recipes", "scripts", "shares", "symbols"])
def test_the_examples_are_true(name: str) -> None:
    """What the docstrings of the builder show is what comes out."""
    assert doctest.testmod(importlib.import_module(f"language_model.{name}")).failed == 0


def names() -> set[str]:
    """Return the names of all that trains."""
    code = {f"code-{files.source}-{files.language}" for files in training_code.FILES}
    comments = set(map(training_comments.name_of, training_comments.PACKAGES))
    return {source.name for source in training_text.WORDS} | {source.name for source in training_text.LINES} | code | comments


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.file)
def test_recipes_name_sources_that_exist(recipe: Recipe) -> None:
    """Each pattern is the first that fits some source: a name without one is a slip, or is shadowed by the one before."""
    first = [next((pattern for pattern, _ in recipe.weights if fits(name, pattern)), "") for name in names()]
    assert [pattern for pattern, _ in recipe.weights if pattern not in first] == []
    assert {name for name in names() if recipe.weight(name)}


def fits(name: str, pattern: str) -> bool:
    return Recipe("", ((pattern, 1.0),), 0.0, frozenset(), ()).weight(name) > 0


def test_recipes_use_nothing_that_measures() -> None:
    """No source of a test has a weight in any model."""
    tests = {row.key for row in table().values() if row.use == "test"} | {
        row.package for row in table().values() if row.use == "test"
    }
    assert not tests & names()
    assert not {f"code-{key}-{language}" for key in tests for language in ("zh-hans", "zh-hant", "ja", "ko")} & names()
    assert [kind for recipe in RECIPES for kind in tests if recipe.weight(kind) and kind in names()] == []


def test_each_recipe_has_a_file_and_a_row() -> None:
    """The files, their README and the recipes name the same models."""
    files = {path.name for path in DATA.iterdir() if path.suffix == ".ngrams"}
    assert files == {recipe.file for recipe in RECIPES} | {"misreadings.ngrams"}
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert [file for file in files if f"`{file}`" not in readme] == []


def test_readme_tells_the_size_of_the_files() -> None:
    """Numbers that a rebuild would change are the file's own."""
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for file in ("chinese.ngrams", "japanese.ngrams", "korean.ngrams"):
        (row,) = [line for line in readme.splitlines() if line.startswith(f"| `{file}`")]
        sizes = [len(level.cost) for level in open_tables(DATA / file).levels]
        assert [f"{size:,}" for size in sizes if f"{size:,}" not in row] == []


def test_notice_names_every_source() -> None:
    """By its package, or by the beginning that packages of one maker share; and every file that is made from them."""
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    named = re.findall(r"[\w@./*-]+", notice)
    wanted = [row.package for row in table().values() if row.use == "training"]
    wanted += [file.relative_to(ROOT).as_posix() for file in DATA.glob("*.ngrams")]
    assert [name for name in wanted if not any(fnmatchcase(name, pattern) for pattern in named if pattern != "*")] == []
