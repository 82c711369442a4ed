"""What was changed once more after a misreading comes back where it is certain, and stays in its garbled form where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from language.pages import PAGES

from mojibake_fix.config import Config
from mojibake_fix.model import Edit, Step
from mojibake_fix.restore.channels import CHANNELS, channels_of, corrupt
from mojibake_fix.restore.inverse.alignment import Unit
from mojibake_fix.restore.inverse.soft import POSTS, align_softly
from mojibake_fix.restore.post_steps import POST_STEPS
from mojibake_fix.restore.proof import grade
from mojibake_fix.restore.search import find

CP1252, LATIN1 = "utf8-as-cp1252", "utf8-as-latin-1"
_RISK = Config().max_risk  # a best guess is no more than that


def damage(channel: str, post: str, text: str) -> str:
    return corrupt(CHANNELS[channel], text, [post])


def mended(text: str) -> str:
    return Step("mojibake", tuple(find(text, _RISK))).apply(text)


def was(channel: str, post: str, text: str, edit: Edit) -> str:
    """Return the characters of a text that are shown where an edit is: each is shown on its own."""
    shown, at = "", 0
    for character in text:
        if edit.start <= at < edit.end:
            shown += character
        at += len(damage(channel, post, character))
    return shown


# --- What stays


@pytest.mark.parametrize(
    "text",
    [
        "à la carte, Ã la carte",  # a letter of Portuguese with a blank behind it
        "MAÇÃ E PÃO, SÃO JOÃO",
        "São Paulo, Ä \"Ö\" 'Ü'",
        "Â° â \" ' Ã",
        "naïve café – “déjà vu” … It's 5° C",
        "caf\ufffd th\ufffd, \ufffd\ufffd",  # lost, and by nobody that is known
        "Ä�",
    ],
)
def test_stays(text: str) -> None:
    """Letters beside blanks, straight quotation marks and U+FFFD are in clean text, and in other damage."""
    for whole in (text, f"x = {text}\n", f"{text}\n" * 20):
        assert find(whole) == []


@pytest.mark.parametrize("post", POSTS)
@pytest.mark.parametrize("language", PAGES)
def test_clean_page(language: str, post: str) -> None:
    """A page after the same step, but never misread, is none of it."""
    assert find(POST_STEPS[post](PAGES[language])) == []


UNCERTAIN = [
    ("c1-replaced", "Příliš žluťoučký kůň úpěl ďábelské ódy", "ď", "Ä\ufffd"),  # or č, ē, đ: each begins some word
    ("c1-dropped", "Příliš žluťoučký kůň úpěl ďábelské ódy", "ď", "Ä"),
    ("c1-dropped", "كان ف صوت كبير", "ف", "Ù"),  # or the digit ٠, whose last byte became the blank
]


@pytest.mark.parametrize(("post", "text", "letter", "left"), UNCERTAIN)
def test_uncertain_character_stays(post: str, text: str, letter: str, left: str) -> None:
    """What may have been several characters keeps all that is left of it; what is certain around it comes back."""
    assert damage(CP1252, post, letter) == left
    assert mended(damage(CP1252, post, text)) == text.replace(letter, left)


# --- What comes back

CERTAIN = [
    ("nbsp-to-space", "siehe Abschnitt\xa07.2.1, „Übersicht“"),  # a space that does not break, before a digit
    ("nbsp-to-space", "à la prochaine, j’espère"),
    ("nbsp-to-space", "schön, und voilà"),  # at the end
    ("nbsp-to-space", "чтобы помочь, смотрите Приложение\xa0E"),
    ("nbsp-to-space", "Il était déjà là, à côté de l’église."),
    ("nbsp-to-space", "Perché è così? Città più bella — già."),
    ("quotes-straightened", "It’s “quoted” text — really… don’t"),
    ("quotes-straightened", "Perché è così? Città più bella — già."),
    ("quotes-straightened", "Если на диске нет места, удалите файлы"),
    ("quotes-straightened", "Árvíztűrő tükörfúrógép"),
    ("quotes-straightened", "我们昨天讨论过这个问题"),
    ("quotes-straightened", "Nếu đĩa đã đầy, hãy xóa các tập tin cũ"),
    ("c1-replaced", "It’s “quoted” text — really… don’t"),
    ("c1-replaced", "Если на диске нет места, удалите файлы"),
    ("c1-replaced", "Árvíztűrő tükörfúrógép"),
    ("c1-dropped", "It’s “quoted” text — really… don’t"),
    ("c1-dropped", "Если на диске нет места, удалите файлы"),
    ("c1-dropped", "الملف غير موجود أو الهدف مجهول"),  # no digit stands in these words
]


@pytest.mark.parametrize(("post", "text"), CERTAIN)
def test_comes_back(post: str, text: str) -> None:
    """UTF-8 read as Windows-1252 and changed by one step, whole and as a line of a file; the proof names the step."""
    shown = damage(CP1252, post, text)
    assert shown not in (text, corrupt(CHANNELS[CP1252], text))
    edits = find(shown, _RISK)
    assert Step("mojibake", tuple(edits)).apply(shown) == text
    assert {grade(edit) for edit in edits} == {f"modulo {post}"}
    assert {edit.evidence.post for edit in edits if edit.evidence} == {(post,)}
    assert mended(f"# title\n{shown}\nend\n") == f"# title\n{text}\nend\n"
    assert find(text) == []


DROPPED_OF_LATIN_1 = [
    "dans l’aperçu du courriel",
    "sans qu’elle se réveille",
    "Pinselgröße für Verfeinerungen",
    "die Aktivitäten-Übersicht",
]


@pytest.mark.parametrize("text", DROPPED_OF_LATIN_1)
def test_controls_of_latin_1_are_dropped(text: str) -> None:
    """Read as ISO-8859-1, marks of good typography and some letters keep no byte that continues them."""
    assert mended(damage(LATIN1, "c1-dropped", text)) == text


@pytest.mark.parametrize("first", ["Größere", "l’aperçu", "Füllstände"])
@pytest.mark.parametrize("clean", ["Änderungen für Übungen", "à l'été, château", "São João, AMANHÃ", "Ärger, ÄÖÜ"])
def test_clean_half_stays(first: str, clean: str) -> None:
    """A letter that is whole is none that has lost a byte, whatever stands beside it: not even as the best guess."""
    for line in (f"{damage(LATIN1, 'c1-dropped', first)} {clean}", f"{clean} {damage(LATIN1, 'c1-dropped', first)}"):
        assert clean in Step("mojibake", tuple(find(line))).apply(line)


# What an author saved wrongly several times, and a cleaner cleaned in the end.
AGAIN = [
    ("c1-dropped", "Atlas RAGKit — Local-First RAG"),
    ("c1-dropped", "It is “quoted” here, isn’t it"),
    ("c1-dropped", "schöne Größe – “Ärger”"),
    ("c1-dropped", "👨\u200d💻 Developers – “first”"),
    ("nbsp-to-space", "café déjà vu"),
    ("nbsp-to-space", "Voilà un test"),
    ("nbsp-to-space", "el número 5\xa0% – “Í”"),
    ("nbsp-to-space", "à la decisión — último"),
]


@pytest.mark.parametrize("layers", [2, 4])
@pytest.mark.parametrize(("post", "text"), AGAIN)
def test_layers_below_a_step(post: str, text: str, layers: int) -> None:
    """What went through Windows-1252 again and again comes back from below one step, where what it was is all that it can be."""
    shown = corrupt([CHANNELS[CP1252]] * layers, text, [post])
    assert shown != corrupt([CHANNELS[CP1252]] * layers, text)
    edits = find(shown, _RISK)
    assert Step("mojibake", tuple(edits)).apply(shown) == text
    assert all(corrupt(channels_of(edit.evidence.channel), edit.after, edit.evidence.post) for edit in edits if edit.evidence)
    assert find(text) == []


@pytest.mark.parametrize("layers", [2, 4])
def test_capital_below_layers_stays(layers: int) -> None:
    """`Í` has lost its second byte, as have four other capitals: the layers tell that it is one, and not which."""
    shown = corrupt([CHANNELS[CP1252]] * layers, "Ítem — último", ["c1-dropped"])
    restored = Step("mojibake", tuple(find(shown, _RISK))).apply(shown)
    assert restored == corrupt([CHANNELS[CP1252]] * layers, "Í", ["c1-dropped"]) + "tem — último"


@pytest.mark.parametrize("layers", [2, 5, 6])
def test_layers_of_one_kind(layers: int) -> None:
    """Text comes back from below as many layers, each part as deep as it was, and not as characters of another encoding."""
    for text in ("Größe – “Ärger”", "a → b", "decisión — último"):
        assert mended(corrupt([CHANNELS[CP1252]] * layers, text)) == text


def test_mark_in_place_of_a_byte() -> None:
    """A byte that something stands for was not dropped: the mark is not left behind a character that is whole again."""
    for mark in ("?", "\ufffd", "\\x9d"):
        shown = damage(CP1252, "c1-dropped", "été “bb+”").replace("â€ ", f"â€{mark} ") + mark
        assert f"”{mark}" not in Step("mojibake", tuple(find(shown))).apply(shown)


def test_best_guess() -> None:
    """What is uncertain is a guess: it is taken where any risk is, and what is certain around it comes back without."""
    shown = damage(CP1252, "c1-replaced", "Příliš žluťoučký kůň úpěl ďábelské ódy")
    for risk, left in ((_RISK, True), (1.0, False)):
        restored = Step("mojibake", tuple(find(shown, risk))).apply(shown)
        assert restored.startswith("Příliš žluťoučký kůň úpěl ")
        assert ("\ufffd" in restored) is left


def test_every_step_has_a_case() -> None:
    """Each step that is undone is shown to be; blanks in a row are cut to one in the file of the channels."""
    assert {post for post, _ in CERTAIN} == set(POSTS) - {"blanks-collapsed"}


def test_without_the_step_it_is_not_named() -> None:
    """Damage that no step touched is proven exactly."""
    edits = find(corrupt(CHANNELS[CP1252], "Le garçon était là, où ça ?"))
    assert {grade(edit) for edit in edits} == {"exact"}


# --- Never another character

LINES = {
    "fr": "Il était déjà là, à côté de l’église.",
    "de": "Größe ändern: „schön“ über Übungen",
    "es": "El niño comió más, según él.",
    "pl": "Proszę usunąć stare pliki już dziś, później będzie źle.",
    "tr": "Türkçe dosyaları siliniz, sonra günlüğe bakınız",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "hu": "Árvíztűrő tükörfúrógép",
    "ru": "Если на диске нет места, удалите файлы",
    "vi": "Nếu đĩa đã đầy, hãy xóa các tập tin cũ",
    "zh": "我们昨天讨论过这个问题",
    "en": "It’s “quoted” text — really… don’t",
}


def wrong(channel: str, post: str, text: str) -> list[tuple[str, str]]:
    """Return what is written in a text though something else was there, and what was."""
    found = [(edit.after, was(channel, post, text, edit)) for edit in find(damage(channel, post, text), _RISK)]
    return [(after, truth) for after, truth in found if after != truth]


# Steps that change a character whatever stands beside it.
EACH_ON_ITS_OWN = ("nbsp-to-space", "quotes-straightened", "c1-replaced", "c1-dropped")


def losses() -> Iterator[object]:
    for case in product(LINES, (CP1252, LATIN1), EACH_ON_ITS_OWN):
        reason = "Š is likelier than the ň and the blank that were there: half of all bytes that continue a character are gone"
        known = case == ("cs", LATIN1, "c1-dropped")
        yield pytest.param(*case, marks=[pytest.mark.xfail(strict=True, reason=reason)] if known else [])


@pytest.mark.parametrize(("language", "channel", "post"), list(losses()))
def test_nothing_else_is_written(language: str, channel: str, post: str) -> None:
    """What a step took away is put back only where it was that character: a wrong letter is worse than a garbled one."""
    assert wrong(channel, post, LINES[language]) == []


# Written in scripts and with letters that the models hardly know.
RARE = [
    ("utf8-as-latin-1", "मकाओ", "जापान, चीन, मकाओ, भारत"),
    ("utf8-as-cp1252", "בסיום", '{ "זמן": "תוויות בסיום", "שם": "אין נתונים" }'),
    ("utf8-as-cp1252", "كۆپ", "ئۇچۇر مىقدارى كۆپ بوپ كەتكەندە"),
    ("utf8-as-cp1252", "बुध", "रवि, सोम, मंगल, बुध, गुरु"),
]


@pytest.mark.parametrize(("channel", "word", "text"), RARE)
def test_rare_scripts(channel: str, word: str, text: str) -> None:
    """No vowel is made up, no character ends in the quotation mark that closes a string, none that is whole becomes another."""
    damaged = damage(channel, "c1-dropped", text)
    assert wrong(channel, "c1-dropped", text) == []
    assert mended(damaged).count('"') == text.count('"')


def test_rare_letter_is_whole() -> None:
    """A letter that no model has, and of which nothing was lost, is itself."""
    letters = "كۆپ"
    assert (
        "".join(unit.after for unit in align_softly([CHANNELS[CP1252]], "c1-dropped", damage(CP1252, "c1-dropped", letters)))
        == letters
    )


# --- Any text


def _any_text() -> st.SearchStrategy[str]:
    looks = st.text(st.sampled_from("ÃÂâÐÑÄÅ €™\"'\ufffd\xa0\x80\x9dab"), max_size=20)
    return st.one_of(st.text(st.characters(exclude_categories=()), max_size=20), looks)


@given(st.sampled_from([CP1252, LATIN1]), st.sampled_from([*POSTS]), _any_text())
@example(LATIN1, "c1-dropped", "")
@example(CP1252, "c1-replaced", "\ud800Ã\ufffd")
@example(CP1252, "c1-dropped", "â€â€â€ÃÃÃ")
@settings(max_examples=150, derandomize=True)  # the first text of a step waits for its table
def test_units_are_the_text(channel: str, post: str, text: str) -> None:
    """The units joined give the text, and each sound one, damaged and changed again, is what was there."""
    units: list[Unit] = align_softly([CHANNELS[channel]], post, text)
    assert "".join(unit.before for unit in units) == text
    assert all(damage(channel, post, unit.after) == unit.before for unit in units if unit.sound)
