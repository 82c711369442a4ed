"""The risk of what was filled in rises with every reason for doubt, and a file bears as much of it as it is told to."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix import Config, fix_text
from mojibake_fix.model import Plan
from mojibake_fix.restore import search
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.inverse.alignment import Unit
from mojibake_fix.restore.left import NOTHING, USUAL_RISK
from mojibake_fix.restore.likelihood.surroundings import Surroundings
from mojibake_fix.restore.lost_bytes.holes import KNOWN, Doubt
from mojibake_fix.restore.restoration import restorations, restored
from mojibake_fix.restore.risk import acceptable, borne, of_filling
from mojibake_fix.restore.search import find, left

LEADS = st.floats(-30, 30)
MANY = st.integers(1, 1000)
RISKS = st.lists(st.floats(0, 1), max_size=12)
SHARES = st.floats(0, 1)


def risk(before: str = "鎬?", after: str = "态", lead: float = 5.0, near: int = 1, crowd: int = 1, **around: object) -> float:
    """Return the risk of a unit with so much doubt, around which stands what most units have around them, or something else."""
    place = Surroundings()._replace(**around)  # type: ignore[arg-type]
    return of_filling(Unit(before, after, sound=True, doubt=Doubt(lead, near, crowd, around=place)))


SIGNS = """# Features

- **Extremely fast** – in milliseconds
- **Typed values** – no tokens
- **Modules** – see below

✔ Zero dependencies
"""


def test_signs_amid_ascii() -> None:
    """Which dash or tick an author is used to, no other place tells that was filled in as well: by default they stay."""
    damaged = corrupt(CHANNELS["utf8-as-gbk"], SIGNS)
    assert fix_text(damaged, profile="repair") == damaged
    guessed = fix_text(damaged, profile="repair", max_risk=1.0)
    assert guessed != damaged
    assert not {"鈥", "鉁"} & set(guessed)


QUOTES = """The “core” package has these parts:

the “foo” event will be broadcast to all clients
the “bar” event will be broadcast to all clients
the “end” event will be broadcast to all clients
the “err” event will be broadcast to all clients
the “log” event will be broadcast to all clients
"""


def test_mark_that_closes_what_is_open() -> None:
    """It is hardly another, and comes back by default where the document has more of them."""
    damaged = corrupt(CHANNELS["utf8-as-gbk"], QUOTES)
    assert damaged.count("鈥?") == 6
    assert fix_text(damaged, profile="repair").splitlines()[2:] == QUOTES.splitlines()[2:]
    assert risk("鈥?", "” ", 17.0, beside=0) < risk("鈥?", "” ", 17.0, beside=0, unbalanced=1)


def test_upright_line_at_a_line_end() -> None:
    """It may have swallowed a blank or the line end, and says which less surely than letters do."""
    assert risk("鈹?", "│ ", 4.0, beside=0) > risk("鈹?", "│ ", 4.0, beside=50)
    assert risk("鈹?", "│ ", 17.0, beside=0) < risk("鈹?", "└ ", 17.0, beside=0)


@pytest.mark.parametrize("after", ["— ", "✅ ", "→ ", "│ ", "” ", "😀"])
def test_signs_bear_less_amid_text(after: str) -> None:
    """Where more characters beyond ASCII are known, they say what text it is."""
    assert risk(before="?", after=after, lead=20.0, beside=0) > risk(before="?", after=after, lead=20.0, beside=50)
    assert risk(before="?", after="态", lead=20.0, beside=0) == risk(before="?", after="态", lead=20.0, beside=50)


def test_signs_like_ticks() -> None:
    """A sign that begins as ✅ does may be ✅, however often the document seems to say it."""
    table = "".join(f"| `{name}` | 字符串 | ✅ | 文件的名称和路径 |\n" for name in ("content", "images", "title", "video"))
    damaged = corrupt(CHANNELS["utf8-as-gbk"], table.replace("\n", "\r\n"))
    restored = fix_text(damaged, profile="repair")
    assert restored != damaged
    assert not {"✨", "✔", "✓", "✗"} & set(restored)
    assert risk("鉁?", "✨ ", 20.0, beside=50) >= 0.5 > risk("鉁?", "✅ ", 20.0, beside=50)


@given(LEADS, LEADS, MANY, MANY)
def test_risk_falls_with_the_lead(one: float, other: float, near: int, crowd: int) -> None:
    """The likelier something is than everything else, the less likely it is wrong; nothing that was lost is certain."""
    low, high = (risk(lead=lead, near=near, crowd=crowd) for lead in sorted((one, other)))
    assert 1 >= low >= high > 0


@given(LEADS, MANY, MANY)
def test_risk_rises_with_company(lead: float, one: int, other: int) -> None:
    """More places that are decided together are more ways to be wrong."""
    fewer, more = sorted((one, other))
    assert risk(lead=lead, crowd=fewer + 1) <= risk(lead=lead, crowd=more + 1)


LAST = {"next": "", "own": -1.5, "usual": -5.0}  # what stands at the end of a line, in text as most is


@pytest.mark.parametrize(
    ("safer", "riskier", "why"),
    [
        ({"after": "态 "}, {"after": "态 ", "unbalanced": 1}, "a bracket is open, and it may have been what closes it"),
        ({"after": "态", "next": ""}, {"after": "态", "next": "", "unbalanced": 1}, "and so may what is taken for nothing"),
        ({**LAST, "after": "。"}, {**LAST, "after": "态"}, "behind the mark that ends a sentence no other one is missing"),
        ({"after": "态"}, {"after": "态\n"}, "a line end was swallowed, and which lines are long little says"),
        ({"own": -1.0}, {"own": -9.0}, "it is unlikely where it stands"),
        ({"crowd": 2, "behind": -1.0}, {"crowd": 2, "behind": -9.0}, "what follows it is"),
        ({"usual": -2.0}, {"usual": -6.0}, "the models do not know such text"),
        ({"is_read": False}, {"is_read": True}, "a document has line ends to swallow, and repeats itself"),
        ({"wide": 2}, {"wide": 1}, "of two characters that share it, more is known"),
        ({"crowd": 2}, {"crowd": 2, "before": "??"}, "less of it is known"),
        ({"crowd": 2}, {"crowd": 2, "before": "��"}, "whatever the reader shows for that"),
        ({"lead": 30.0}, {"lead": 12.0}, "something comes nearer, though not near"),
    ],
)
def test_what_is_riskier(safer: dict[str, float], riskier: dict[str, float], why: str) -> None:
    """All else being equal."""
    assert risk(**safer) < risk(**riskier), why  # type: ignore[arg-type]


def test_garbled_surroundings_do_not_speak_for_a_filling() -> None:
    """Text that is rarer than any language, since it is garbled still, does not make a full stop at the end of a line surer."""
    ends = {"before": "縲・", "after": "。", "lead": 9.0, "next": "", "is_read": True}
    assert risk(**ends, usual=-17.0) == pytest.approx(risk(**ends, usual=-9.0))  # type: ignore[arg-type]
    assert risk(lead=9.0, usual=-17.0) > risk(lead=9.0, usual=-9.0)


def test_what_was_not_lost_bears_no_risk() -> None:
    """All bytes are there: the proof says the rest."""
    assert of_filling(Unit("鍥炬爣", "图标", sound=True, doubt=KNOWN)) == 0
    assert KNOWN.lead == math.inf


@pytest.mark.parametrize(
    ("risks", "max_risk", "allowed"),
    [
        ([], 0.5, []),
        ([0.0, 0.0], 0.0, [True, True]),
        ([0.0, 1e-9], 0.0, [True, False]),  # nothing that may be wrong
        ([1.0, 0.5, 0.999], 1.0, [True, True, True]),  # everything
        ([0.02], 0.01, [False]),
        ([0.02, 0.0], 0.01, [True, True]),  # one in a hundred of both together
        ([0.03, 0.0], 0.01, [False, True]),
        ([0.02, 0.001, 0.03], 0.011, [True, True, False]),  # the safest first, wherever they stand
        ([0.6, *[0.0] * 99], 0.01, [False, *[True] * 99]),  # likelier wrong than right, which no company makes good
        ([0.4, *[0.0] * 99], 0.01, [True, *[True] * 99]),
    ],
)
def test_share(risks: list[float], max_risk: float, allowed: list[bool]) -> None:
    """The expected share of wrong ones among those that are applied stays within what is borne."""
    assert acceptable([("", each) for each in risks], max_risk) == allowed


@given(RISKS, SHARES)
def test_share_is_kept(risks: list[float], max_risk: float) -> None:
    """However risky they are, those that are applied are as safe together as asked, and none is left for a riskier one."""
    allowed = acceptable([("", each) for each in risks], max_risk)
    applied = [each for each, is_allowed in zip(risks, allowed, strict=True) if is_allowed]
    left = [each for each, is_allowed in zip(risks, allowed, strict=True) if not is_allowed]
    assert sum(applied) <= max_risk * len(applied) + 1e-9
    assert max(applied, default=0.0) <= min(left, default=1.0)


@given(RISKS, SHARES, SHARES)
def test_more_risk_applies_more(risks: list[float], one: float, other: float) -> None:
    """What is applied at some risk is applied at any higher one."""
    few, many = (acceptable([("", each) for each in risks], share) for share in sorted((one, other)))
    assert all(later or not earlier for earlier, later in zip(few, many, strict=True))


PLACES = st.lists(st.tuples(st.integers(0, 3), SHARES), max_size=12)


@pytest.mark.parametrize(
    ("places", "max_risk", "allowed"),
    [
        ([], 0.5, []),
        ([(0, 0.03), (1, 0.06), (2, 0.1)], 0.01, [True, True, False]),  # each line bears its own
        ([(0, 0.03), (0, 0.03)], 0.01, [True, True]),  # 5.9 % together
        ([(0, 0.04), (0, 0.04)], 0.01, [False, False]),  # 7.8 % together
        ([(0, 0.5), (0, 0.006), (0, 0.02)], 0.01, [False, True, False]),  # of what stays damaged, what is safe by itself
        ([(0, 0.0), (0, 1e-9)], 0.0, [True, False]),  # nothing that may be wrong
        ([(0, 1.0), (0, 0.999)], 1.0, [True, True]),  # everything
    ],
)
def test_what_a_line_bears(places: list[tuple[int, float]], max_risk: float, allowed: list[bool]) -> None:
    """Whatever else is in a text, a line that comes back whole is no likelier wrong than is borne."""
    assert borne(places, max_risk) == allowed


LEFT = [("목록에서 {} 항목을 선택하고 저장 버튼을 누르십시오.\n", "유형"), ("주소를 {} 검색한 다음 결과를 저장합니다.\n", "다시")]


@pytest.mark.parametrize(("line", "lost"), LEFT)
def test_what_a_repair_has_left_bears_no_more_than_a_place(line: str, lost: str) -> None:
    """In a damaged line a place may be filled in that bears more than it may by itself; left alone in it, it may not."""

    def is_filled(text: str) -> bool:
        """Tell whether anything is, if all of it together bears four times as much as a place may."""
        edits = [edit for edit in find(text) if edit.evidence and edit.evidence.filled]
        together = 1 - math.prod(1 - edit.evidence.risk for edit in edits if edit.evidence)
        assert edits
        return any(edit.evidence and edit.evidence.filled for edit in find(text, together / 4))

    channel = (CHANNELS["utf8-as-euc-kr"],)
    assert is_filled(corrupt(channel, line.format(lost)))
    assert not is_filled(line.format(corrupt(channel, lost)))


@pytest.mark.parametrize(("line", "lost"), LEFT)
def test_what_a_repair_has_left_stays_at_the_usual_risk(line: str, lost: str) -> None:
    """Whoever asks for nothing else fills in none of it; at more risk it is filled in."""
    text = line.format(corrupt((CHANNELS["utf8-as-euc-kr"],), lost))
    assert Config().max_risk == USUAL_RISK
    assert find(text, USUAL_RISK) == []
    assert find(text, 1.0)
    many = text * 20
    places = left(many, USUAL_RISK).places
    assert len(places) == 20
    assert not set(range(len(line.partition("{}")[0]))) & set(range(*places[0]))
    assert left(text, USUAL_RISK) is left(many, 1.0) is NOTHING


@pytest.mark.parametrize("times", [3, 40])
@pytest.mark.parametrize("line", [line.format(lost) for line, lost in LEFT])
def test_what_stays_is_not_searched_again(line: str, times: int) -> None:
    """Of a text of which some was restored, what is looked at again are the other places; a second run finds nothing, either."""
    text = corrupt((CHANNELS["utf8-as-euc-kr"],), line * times)
    made = Plan(tuple(restorations(text, USUAL_RISK))).apply(text)
    assert made != text
    assert restored(text, USUAL_RISK) == made
    assert list(restorations(made, USUAL_RISK)) == []


def test_what_was_left_moves_with_the_text_and_proves_its_channel() -> None:
    """Where a step has left something stands where it stood, beside what was restored; the next step asks for less evidence."""
    text = corrupt((CHANNELS["utf8-as-gbk"],), "# 获取系统的当前状态。\n# 重复间隔（秒），默认是十秒\n" * 20)
    found = left(text, 0.0)
    after = search.restored(text, 0.0)
    assert all(after[start:end] in text and after[start:end].endswith("?") for start, end in found.places)
    assert {span.channel for span in found.spans} == {"utf8-as-gbk"}
    assert find(after, 0.0, found) == []


@given(PLACES, SHARES, SHARES)
def test_a_line_that_bears_more_is_filled_in_further(places: list[tuple[int, float]], one: float, other: float) -> None:
    """What is borne at some risk is borne at any higher one."""
    few, many = (borne(places, share) for share in sorted((one, other)))
    assert all(later or not earlier for earlier, later in zip(few, many, strict=True))


# Text in the language of those who read so, of which each reader loses some.
LOSSY = {
    "utf8-as-gbk": "# 获取系统的当前状态。\n# 重复间隔（秒），默认是十秒\n",
    "utf8-as-big5": "# 請輸入您的電子郵件地址，然後按下確定。\n",
    "utf8-as-shift-jis": "# ファイルを保存しました。もう一度お試しください。\n",
    "utf8-as-euc-kr": "# 파일을 저장할 수 없습니다. 다시 시도해 주십시오.\n",
}


@pytest.mark.parametrize(("channel", "text"), LOSSY.items())
def test_at_no_risk_nothing_is_filled_in_and_at_any_everything(channel: str, text: str) -> None:
    """0 is lossless only: no more characters come back than have all their bytes; 1 leaves nothing that was found."""
    garbled = corrupt(CHANNELS[channel], text)
    assert not any(edit.evidence and edit.evidence.filled for edit in find(garbled, max_risk=0))
    guessed = [edit.evidence.filled for edit in find(garbled, max_risk=1) if edit.evidence]
    assert sum(guessed) > 0
    left = fix_text(garbled, profile="repair", max_risk=0)
    token = CHANNELS[channel].reader.token
    assert left.count(token) >= garbled.count(token) > fix_text(garbled, profile="repair", max_risk=1).count(token)


def test_a_character_with_two_codes_of_which_one_fits_is_not_lost() -> None:
    """NEC and IBM gave √ a code each; only one of them is UTF-8 there, whatever was lost beside it."""
    garbled = corrupt(CHANNELS["utf8-as-shift-jis"], "保存してから、もう一度")
    assert "√" in garbled
    assert "から、も" in fix_text(garbled, profile="repair", max_risk=0)


@pytest.mark.parametrize(("channel", "text"), LOSSY.items())
def test_the_risk_of_a_run_is_that_of_any_part(channel: str, text: str) -> None:
    """A run in which something was filled in says how many places, and how likely one of them is wrong."""
    for edit in find(corrupt(CHANNELS[channel], text), max_risk=1):
        assert edit.evidence is not None
        assert (edit.evidence.risk > 0) == (edit.evidence.filled > 0)
        assert edit.evidence.risk <= 1
