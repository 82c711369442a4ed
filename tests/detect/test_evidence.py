"""What decides an encoding beside the likeliest text: structure, declarations, what the caller knows; and what says nothing."""

from __future__ import annotations

import codecs
import random
import sys
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix import detect
from mojibake_fix.detection import SURE, Known, decode
from mojibake_fix.detection.candidates import CANDIDATES
from mojibake_fix.detection.labels import label_of
from mojibake_fix.detection.letters import unlike
from mojibake_fix.detection.price import likelihood
from mojibake_fix.detection.rank import NOTHING, Reading, ranked
from mojibake_fix.detection.sample import EBCDIC, beyond_count
from mojibake_fix.detection.signs import in_words
from mojibake_fix.detection.windows import windows
from mojibake_fix.encodings import codec
from mojibake_fix.encodings.euc_tw import characters as euc_tw_codes
from mojibake_fix.encodings.names import codec_of
from mojibake_fix.errors import UndecodableError, UsageError

HANS = "今天上午，市图书馆的新馆正式开放。馆长说，新馆每天可以接待三千名读者，还为孩子们准备了专门的阅览室。"
HANT = "今天上午，市圖書館的新館正式開放。館長說，新館每天可以接待三千名讀者，還為孩子們準備了專門的閱覽室。"
JA = "今日の午前、市立図書館の新しい建物が開館しました。館長によると、一日に三千人の利用者を迎えることができます。"
KO = "오늘 오전 시립 도서관의 새 건물이 문을 열었습니다. 관장은 하루에 삼천 명의 독자를 맞을 수 있다고 말했습니다."
RU = "Сегодня утром открылось новое здание городской библиотеки"
TH = "เช้าวันนี้ อาคารใหม่ของห้องสมุดเมืองเปิดให้บริการแล้ว"
HE = "הבוקר נפתח הבניין החדש של הספרייה העירונית"
AR = "افتتح صباح اليوم المبنى الجديد لمكتبة المدينة"
EL = "Σήμερα το πρωί άνοιξε το νέο κτίριο της δημοτικής βιβλιοθήκης"
LT = "Šį rytą atidarytas naujas miesto bibliotekos pastatas, kuriame kasdien apsilankys trys tūkstančiai skaitytojų"
VI = (
    "Sa\u0301ng nay, to\u0300a nhà mơ\u0301i cu\u0309a thư viê\u0323n đa\u0303 mơ\u0309 cư\u0309a"  # the tones behind the letters
)

VI_COMPOSED = normalize("NFC", VI)
EN = "This morning the new building of the city library was opened"
FR = "Ce matin, le nouveau bâtiment de la bibliothèque a été inauguré"
DE = "Heute früh wurde das neue Gebäude der Stadtbücherei eröffnet"
TR = "Bu sabah şehir kütüphanesinin yeni binası açıldı"
RO = "Astăzi dimineață a fost deschisă noua clădire a bibliotecii orășenești, care așteaptă în fiecare zi trei mii de cititori"


def euc_tw(text: str) -> bytes:
    """Return the bytes of a text, which the package only reads."""
    codes = {character: code for code, character in euc_tw_codes().items()}
    return b"".join(character.encode() if character.isascii() else codes[character] for character in text)


OWN = {"viscii": codec("viscii").encode, "tcvn": codec("tcvn").encode, "euc-tw": euc_tw}

# Of no encoding: nobody may be sure of one, however valid the bytes are in it.
UNKNOWABLE = {
    "one letter": b"\xe4",
    "one pair": b"\xc7\xea",
    "a letter between digits": b"1 \x9e 2",
    "letters with the eighth bit set": bytes(byte | 0x80 for byte in b"the new building was opened this morning"),
    "random bytes without controls": bytes(random.Random(7).choices(range(0x80, 0x100), k=40)),
}


@pytest.mark.parametrize("name", UNKNOWABLE)
def test_not_sure(name: str) -> None:
    detection = detect(UNKNOWABLE[name])
    assert detection.encoding is None or detection.confidence < 0.95


def test_not_known_is_refused() -> None:
    """Bytes of no encoding are an error with a place; they are not binary, which would be skipped without a word."""
    content = b"x\n" + UNKNOWABLE["random bytes without controls"]
    assert not detect(content).binary
    with pytest.raises(UndecodableError, match=r"offset 2 \(line 2\) is of no encoding") as caught:
        decode(content)
    assert caught.value.offset == 2


ONCE_UTF8 = [
    "~{}~ is an empty block, ~{1,2}~ is not Chinese",
    "\x1b[31mred\x1b[0m 中文",
    "Kopie\xa0\n" * 3,
    '<?xml version="1.0" encoding="gb2312"?>\n<a>中文</a>',
    "# -*- coding: latin-1 -*-\n# été\n",
    "%PDF is a format",
    "BZhang wrote this",
    *("a +- b", "C++", "i++ + ++j", "License: ISC+IBM", "License: ISC+IBM, and ISC+IBM\n" * 50, "tel. +86 10 1234 5678"),
    *(
        "+foo\n+bar\n+baz\n",
        "+000 +111 +222",
        "data:image/png;base64,iVBORw0KGgo+AAA/AAAB+BAA",
        "1+123 = 124",
        "+IKw- \\ and a ~",
    ),
]


@pytest.mark.parametrize("text", ONCE_UTF8)
def test_stays_utf8(text: str) -> None:
    """What looks like an escape, a declaration or a file format does not make other text of UTF-8."""
    assert detect(text.encode()).encoding == "utf-8"


SHIFTED = [
    *((text, "utf-7") for text in (HANS, HANT, JA, KO, AR, EL, FR, DE, RO, "100 % + 中文说明 = 1+1", "text\n" * 99_999 + HANS)),
    (HANS, "hz"),
    (JA, "iso2022_jp"),
    (KO, "iso2022_kr"),
    ("ｶﾀｶﾅ と 漢字", "iso2022_jp_ext"),
]
WIDE = [(text, f"utf-{size}-{order}") for text in (HANS, JA, AR, "plain text") for size in (16, 32) for order in ("le", "be")]
PAGES = [
    *((KO, "johab"), (TH, "cp874"), (HE, "cp1255"), (HE, "cp862"), (AR, "cp1256"), (AR, "iso8859_6")),
    *((VI_COMPOSED, "viscii"), (VI_COMPOSED.lower(), "tcvn"), (HANT, "euc-tw"), (RO, "mac_romanian")),
    *((EN, "cp037"), (FR, "cp500"), (DE, "cp273"), (TR, "cp1026"), (EL, "cp875")),
    *((EL, "cp1253"), (EL, "cp737"), (LT, "cp1257"), (LT, "cp775"), (VI, "cp1258")),
]


@pytest.mark.parametrize(("text", "codec"), [*SHIFTED, *WIDE, *PAGES])
def test_encodings(text: str, codec: str) -> None:
    content = OWN[codec](text) if codec in OWN else text.encode(codec)
    assert decode(content)[0] == text


UNSEEN = [  # in languages of which the models have seen little or nothing
    ("Të gjitha të drejtat e rezervuara. Ky dokument është shkruar në gjuhën shqipe dhe nuk është përkthyer ende.", "cp1252"),
    (
        "Ĉi tiu dosiero estas skribita en Esperanto, ĉar ĝi estas la lingvo de niaj uzantoj. Ŝanĝoj ne okazis.",
        "iso8859_3",
    ),
    ("Dùin an uinneag seo agus fosgail am faidhle ùr. Chan urrainn dhuinn a shàbhaladh, tha e ro mhòr.", "cp1252"),
    (
        "Mae’r ffeil hon wedi’i chadw ar y cyfrifiadur. Dŵr a thŷ, ac yn y blaen, gyda’r gweinydd ŵyl.".replace("’", "'"),
        "iso8859_14",
    ),
]


@pytest.mark.parametrize(("text", "codec"), UNSEEN)
def test_languages_without_a_model(text: str, codec: str) -> None:
    """The letters of a language, and its words in ASCII, tell its page, or nobody is sure."""
    found = detect(text.encode(codec))
    assert found.encoding is not None
    assert found.confidence < SURE or text.encode(codec).decode(found.encoding) == text


def test_lines_of_ebcdic() -> None:
    """What ends a line on a mainframe is a line end, not a control character."""
    text = f"{EN}\n{FR}\n" * 9
    assert decode(text.replace("\n", "\x85").encode("cp037"))[0] == text


@pytest.mark.parametrize("text", ["user@host", "@@@@", "a@b@c", "@" * 40, "é@é@é", "x@y\x80"])
def test_at_signs_are_no_ebcdic(text: str) -> None:
    assert str(detect(text.encode("cp1252", "ignore")).encoding) not in EBCDIC


@pytest.mark.parametrize("text", [HANS[:10], HANT[:10], JA[:10], KO[:10], "Сегодня ут"])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_short_utf16_without_mark(text: str, codec: str) -> None:
    """UTF-16 of ten characters, with hardly a NUL in it, is told from pages and from binary content."""
    assert decode(text.encode(codec))[0] == text


def test_contradiction_is_reported() -> None:
    page = f'<html><head><meta charset="big5"></head>{HANS}</html>'
    found = detect(page.encode("gb18030"))
    assert found.encoding == "gb18030"
    assert "HTML meta says big5" in found.evidence
    assert "says" not in detect(page.replace("big5", "gb2312").encode("gb18030")).evidence


DECLARED = [
    '<?xml version="1.0" encoding="{}"?>',
    '<meta http-equiv="Content-Type" content="text/html; charset={}">',
    '@charset "{}";',
    "#!/usr/bin/python\n# -*- coding: {} -*-",
    '"Content-Type: text/plain; charset={}\\n"',
    "/* vim: set ts=4 fileencoding={}: */",
    ";; Local Variables:\n;; coding: {}\n;; End:",
]


@pytest.mark.parametrize("declaration", DECLARED)
def test_declaration_decides_what_is_open(declaration: str) -> None:
    """The same two bytes are one character in GBK and another in Big5; the file says which."""
    found = {name: detect(f"{declaration.format(name)}\n".encode() + b"\xc7\xea").encoding for name in ("gbk", "big5")}
    assert found == {"gbk": "gb18030", "big5": "big5"}


@pytest.mark.parametrize("text", ["系统", "国家", "数据", "设置"])
def test_languages_make_two_hanzi_enough(text: str) -> None:
    assert detect(text.encode("gbk"), languages=["zh"]).encoding == "gb18030"


def test_restrictions() -> None:
    content = "数据".encode("gbk")
    assert detect(content, languages=["ru", "uk"]).encoding not in ("gb18030", "big5")
    assert detect(content, candidates=["koi8-r", "windows-1251"]).encoding in ("koi8-r", "cp1251", None)
    with pytest.raises(UsageError, match="did you mean 'zh'"):
        detect(content, languages=["zhh"])
    with pytest.raises(UsageError, match="did you mean"):
        detect(content, candidates=["big6"])


@pytest.mark.parametrize(("text", "codec"), [(HANS, "gb18030"), (HANT, "big5"), (JA, "cp932"), (JA, "euc_jp"), (KO, "cp949")])
@pytest.mark.parametrize("damage", ["cut", "lost", "strange"])
def test_one_damaged_character_changes_no_mind(text: str, codec: str, damage: str) -> None:
    """One bad place leaves the encoding what it is, and is an error with its offset when the text is asked for."""
    whole = text.encode(codec)
    content = {
        "cut": whole + b"\n" + text[0].encode(codec)[:1],
        "lost": whole + b"\n\x81\n" + whole,
        "strange": b"\x81\n" + whole,
    }
    assert detect(content[damage]).encoding == codec
    with pytest.raises(UndecodableError):
        decode(content[damage])


MIXED = {
    "UTF-16 behind UTF-8": f"{HANS}\n".encode() + f"{HANT}\n".encode("utf-16-le"),
    "UTF-16 behind GBK": f"{HANS}\n".encode("gbk") + f"{HANT}\n".encode("utf-16-le"),
    "UTF-16 behind UTF-8 with lines in GBK": f"{HANS}\n".encode() * 2
    + f"{HANT}\n".encode("gbk")
    + f"{HANS}\n".encode("utf-16-be"),
    "UTF-8 behind UTF-16": f"{HANS}\n".encode("utf-16-le") + f"{HANT}\n".encode(),
    "UTF-8 behind UTF-16 with a mark": b"\xff\xfe" + f"{HANS}\n".encode("utf-16-le") + f"{HANT}\n".encode(),
    "GBK behind UTF-16": b"\xfe\xff" + f"{HANT}\n".encode("utf-16-be") + f"{HANS}\n".encode("gbk"),
    "three encodings": (f"{HANT}\n".encode() + f"{HANS}\n".encode("gbk") + f"{HANT}\n".encode("big5")) * 3,
    "two encodings without UTF-8": (f"{HANS}\n".encode("gbk") * 2 + f"{HANT}\n".encode("big5")) * 3,
    "lines that take turns": (f"{HANS}\n{HANT}\n".encode() + f"{HANS}\n".encode("gb18030")) * 2,
    "one line of many": f"{HANS}\n".encode() * 20 + f"{HANT}\n".encode("big5"),
}


@pytest.mark.parametrize("name", MIXED)
def test_mixed(name: str) -> None:
    text, detection = decode(MIXED[name])
    assert set(text.split("\n")) == {HANS, HANT, ""}
    assert "+" in str(detection.encoding)


@pytest.mark.parametrize(
    "text", [f"{HANS}\n{HANT}\n", f"{KO}\n{KO}\n", f"첫\n{KO}\n", f"{HANT}\n右至左", f"{JA}\nはい", f"{HANS}\n네"]
)
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_lines_of_utf16_are_not_appended(text: str, codec: str) -> None:
    assert detect(text.encode(codec)).encoding == codec


@pytest.mark.parametrize("content", [b"\x00", b"one\n\x00two\n", b"\x7fELF\n" + bytes(12), b"one\n" + bytes(range(64))])
def test_nuls_behind_text_are_no_utf16(content: bytes) -> None:
    assert detect(content).binary


MESSAGES = {"utf-8": KO, "gb18030": HANS, "big5": HANT, "iso2022_jp": JA, "cp1251": RU}
SHORT = {"gb18030": "再见", "big5": "謝謝", "cp1251": "Да", "iso2022_jp": "はい", "utf-8": "네"}
CHARSETS = {"gb18030": "gb2312", "iso2022_jp": "ISO-2022-JP", "cp1251": "windows-1251"}


def message(encoding: str, text: str) -> bytes:
    head = f'From sender\nContent-Type: text/plain;\n charset="{CHARSETS.get(encoding, encoding)}"\n\n'
    return head.encode() + f"{text}\n\n".encode(encoding)


def test_mailbox() -> None:
    """Each message in its own encoding; what says too little by itself is in the one that its header declares."""
    messages = [*MESSAGES.items(), *SHORT.items()]
    text, detection = decode(b"".join(message(encoding, text) for encoding, text in messages))
    assert [line for line in text.split("\n") if not line.isascii()] == [text for _, text in messages]
    assert set(str(detection.encoding).split("+")) == set(MESSAGES)


ALIKE = {
    "names of languages": ["Čeština", "Français", "Svenska", "Español", "Română", "Türkçe", "Magyar", "Polski", "Íslenska"],
    "Japanese in Chinese": [HANS, "それは「こんにちは」という意味の言葉です。", HANS],
    "Russian in Chinese": [HANS, RU, HANS, HANS],
    "Greek in Japanese": [JA, EL, JA],
}


@pytest.mark.parametrize("name", ALIKE)
@pytest.mark.parametrize("codec", ["cp1250", "gb18030", "euc_jp", "iso8859_2"])
def test_languages_that_take_turns_are_one_encoding(name: str, codec: str) -> None:
    assert "+" not in str(detect("\n".join(ALIKE[name] * 3).encode(codec, "ignore")).encoding)


def test_bad_line_of_a_mixture() -> None:
    """What no part explains is reported at its place in the file."""
    content = MIXED["lines that take turns"] + b"\x81\n"
    with pytest.raises(UndecodableError) as caught:
        decode(content)
    assert caught.value.offset == len(content) - 2


def test_not_mixed() -> None:
    """A line of GBK that is UTF-8 by chance is GBK like the others."""
    content = f"系统\n{HANS}\n系统系统\n".encode("gb18030")
    assert detect(content).encoding == "gb18030"


def test_script_and_label() -> None:
    told = [detect(text.encode(codec)) for text, codec in ((HANS, "gbk"), (HANT, "big5"), (JA, "utf-8"), (EL, "cp1253"))]
    assert [(found.language, found.script) for found in told] == [("zh", "Hans"), ("zh", "Hant"), ("ja", "Jpan"), ("el", "Grek")]
    assert [found.label for found in told] == ["gb18030", "Big5", "UTF-8", "windows-1253"]


def test_candidates_are_codecs() -> None:
    """Every candidate is called as the name to decode with is, none twice, and every label means the same encoding."""
    names = [name for candidate in CANDIDATES for name in (candidate.encoding, *candidate.fuller)]
    assert [codec_of(name) for name in names] == names
    assert len(set(names)) == len(names)
    labels = {name: label for name in names if (label := label_of(name)) is not None}
    family = {"big5hkscs": "big5", "cp936": "gb18030", "cp950": "big5", "iso8859-9": "cp1254"}
    assert {name: codec_of(label) for name, label in labels.items()} == {name: family.get(name, name) for name in labels}


@given(st.binary(max_size=40))
def test_shares_of_the_probability(content: bytes) -> None:
    """Confidence and alternatives are shares of one probability, in order, for any bytes."""
    detection = detect(content)
    shares = [other.confidence for other in detection.alternatives]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) + detection.confidence <= 1 + 1e-9
    assert all(other.encoding != detection.encoding for other in detection.alternatives)
    assert detection.encoding is not None or not detection.script


@given(st.text(alphabet=HANS + HANT + JA + KO + "abc \n", min_size=1, max_size=60))
def test_utf8_is_utf8(text: str) -> None:
    assert detect(text.encode()).encoding == "utf-8"


LINE = b"a line of a program that says nothing of its encoding\n"
LARGE = {
    "one comment in the third part": (LINE * 8000 + f"# {HANS[:8]}\n".encode("gb18030") + LINE * 2000, "gb18030"),
    "one comment in the middle of UTF-8": (LINE * 8000 + f"# {HANS[:8]}\n".encode() + LINE * 2000, "utf-8"),
    "all Chinese": (f"{HANS}\n".encode("gb18030") * 5000, "gb18030"),
    "all Chinese in UTF-16": (f"{HANS}\n".encode("utf-16-le") * 5000, "utf-16-le"),
    "one line of GBK among UTF-8": (f"{HANS}\n".encode() * 2500 + f"{HANS}\n".encode("gbk") + f"{HANS}\n".encode() * 800, None),
}


def test_a_mixture_that_the_sample_did_not_show_is_of_the_candidates() -> None:
    content, _ = LARGE["one line of GBK among UTF-8"]
    assert decode(content)[1].encoding == "utf-8+gb18030"
    with pytest.raises(UndecodableError):
        decode(content, known=Known(candidates=["utf-8", "johab"]))


@pytest.mark.parametrize("name", LARGE)
def test_large(name: str) -> None:
    """Of a large file three windows are looked at, and what is beyond ASCII elsewhere is not overlooked."""
    content, encoding = LARGE[name]
    text, detection = decode(content)
    assert HANS[:8] in text
    assert detection.encoding == (encoding or "utf-8+gb18030")


@given(st.integers(0, 300), st.integers(1, 60))
def test_windows_are_whole_lines(count: int, width: int) -> None:
    """What is looked at is whole lines of the file, in order, or all of it."""
    lines = [b"%d\n" % number for number in range(count)]
    content = b"".join(lines)
    seen = windows(lambda start, length: content[start : start + length], len(content), width)
    if len(content) <= 3 * width:
        assert seen == content
    else:
        assert len(seen) <= 3 * width + 3
        assert width < 8 or set(seen.splitlines(keepends=True)) <= set(lines)


def test_neighbours() -> None:
    """Files beside it decide what the bytes leave open, the more the surer, and never against text that is plain."""
    open_, plain = b"\xc7\xea", f"{HANT}\n".encode("big5")
    assert detect(open_, neighbours=["big5"] * 9).encoding == "big5"
    assert detect(open_, neighbours=["gb18030"]).confidence < detect(open_, neighbours=["gb18030"] * 9).confidence
    assert detect(plain, neighbours=["gb18030"] * 50).encoding == "big5"
    assert "9 files beside it" in detect(open_, neighbours=["big5"] * 9).evidence
    assert "beside" not in detect(plain, neighbours=["gb18030"] * 50).evidence


def test_nothing_unsure_is_decoded() -> None:
    """What is less than sure is refused, with the names it could bear, also where the only rival is "not known"."""
    refused = 0
    for value in range(0x80, 0x100):
        content = b"x %c y" % value
        if detect(content).confidence < SURE:
            refused += 1
            with pytest.raises(UndecodableError, match="--encoding"):
                decode(content)
    assert refused > 0


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Take down what charset-normalizer is asked, and have it say Windows-1257."""
    questions: list[bytes] = []

    def witness(data: bytes, _candidates: object) -> str:
        questions.append(data)
        return "cp1257"

    monkeypatch.setattr(sys.modules["mojibake_fix.detection.detector"], "witness", witness)
    return questions


@pytest.mark.parametrize(("text", "encoding"), [(HANS, "gb18030"), (JA, "cp932"), (KO, "cp949"), (EL, "cp1253"), (HE, "cp1255")])
def test_no_witness_where_the_text_is_sure(text: str, encoding: str, asked: list[bytes]) -> None:
    """Text that the models know needs no other detector, which would take its time."""
    assert codec_of(str(detect(text.encode(encoding)).encoding)) == codec_of(encoding)
    assert asked == []


@pytest.mark.parametrize(
    ("shares", "doubtful"),
    [
        ({"cp1252": 0.96, "cp1250": 0.04}, False),
        ({"cp1252": 0.6, "cp1250": 0.4}, True),
        ({"gb18030": 0.6, "big5": 0.4}, False),
        ({NOTHING: 0.6, "cp1257": 0.4}, True),
    ],
)
def test_a_witness_is_asked_in_doubt(shares: dict[str, float], doubtful: bool) -> None:
    """Of encodings of one byte only, of which it knows something, and where nobody is sure."""
    module = sys.modules["mojibake_fix.detection.detector"]
    assert module._is_doubtful([Reading(name, name, 0.0, share=share) for name, share in shares.items()], CANDIDATES) is doubtful


def test_a_witness_knows_nothing_of_cedillas_and_commas() -> None:
    module = sys.modules["mojibake_fix.detection.detector"]
    readings = [Reading("cp1250", "ştiinţă", 0.0, share=0.6), Reading("iso8859-16", "știință", 0.0, share=0.4)]
    assert not module._is_doubtful(readings, CANDIDATES)


# Of languages that no model has seen.
UNSEEN = {
    "cp1252": "Sot në mëngjes u hap ndërtesa e re e bibliotekës së qytetit, ku çdo ditë priten tre mijë lexues",
    "kz1048": "Бүгін таңертең қала кітапханасының жаңа ғимараты ашылды, онда күн сайын үш мың оқырман күтіледі",
    "koi8_t": "Имрӯз субҳ бинои нави китобхонаи шаҳр кушода шуд, ки ҳар рӯз се ҳазор хонандаро қабул мекунад",
    "cp1255": "הײַנט אין דער פֿרי איז געעפֿנט געװאָרן דער נײַער בנין פֿון דער שטאָטישער ביבליאָטעק",
    "iso8859_3": "Hodiaŭ matene oni malfermis la novan konstruaĵon, kie ĉiutage oni atendas tri mil legantojn; ĝi ĉiujn ŝatas",
}


@pytest.mark.parametrize("encoding", UNSEEN)
def test_letters_tell_a_language_that_no_model_has_seen(encoding: str) -> None:
    found = detect(UNSEEN[encoding].encode(encoding))
    assert found.encoding is not None
    assert codecs.lookup(found.encoding) == codecs.lookup(encoding)


def test_letters_of_a_text_are_of_one_language() -> None:
    baltic, western = frozenset({"et", "lt", "lv"}), frozenset({"sq", "sv"})
    read = UNSEEN["cp1252"].encode("cp1252").decode("cp1257")
    assert unlike(read, baltic) < -8 < unlike(UNSEEN["cp1252"], western) == 0
    assert unlike(read, baltic | {"th"}) < -8 < unlike(read, frozenset({"th"})) == 0  # whose letters are not known here


def test_letters_alone_make_no_second_encoding() -> None:
    lines = f"{UNSEEN['cp1255']}\n" * 5
    assert detect(lines.encode("cp1255")).encoding == "cp1255"


def test_signs_between_letters_are_no_text() -> None:
    assert in_words("та│йир, 1×2, a-b, к ═ т") < in_words("тағйир │ 1") == 0


def test_english_with_a_name_is_in_no_page_of_vietnam() -> None:
    english = "The word of the day: he met the men of the group, as the net of the com port is met by the word.\n"
    found = detect(f"{english * 40}by courtesy of François Barrière\n".encode("cp1252"))
    assert (found.encoding, found.confidence > SURE) == ("cp1252", True)


@pytest.mark.parametrize(("text", "encoding"), [(HANS, "gb18030"), (HANT, "big5"), (JA, "cp932"), (KO, "cp949")])
def test_a_text_that_is_no_accident_has_no_rivals(text: str, encoding: str) -> None:
    readings = ranked(text.encode(encoding), CANDIDATES)
    assert {reading.encoding for reading in readings} == {encoding, NOTHING}


@pytest.mark.parametrize(("text", "encoding"), [(HANS, "gb18030"), (HANT, "big5"), (JA, "cp932"), (KO, "cp949")])
def test_no_other_reading_is_that_likely(text: str, encoding: str) -> None:
    for name, language in {"gb18030": "zh", "big5": "zh-hant", "cp932": "ja", "cp949": "ko"}.items():
        read = text.encode(encoding).decode(name, "ignore")
        nats, length = likelihood(read, language), beyond_count(read)
        assert nats > -7.5 * length if name == encoding else length < 8 or nats < -9.5 * length


def test_kana_that_two_encodings_read_alike_are_japanese() -> None:
    found = detect("アイウエオカキクケコサシスセソタチツテト".encode("euc_jp"))
    assert (found.encoding, found.language) == ("euc_jp", "ja")


@pytest.mark.parametrize(
    "declared", ['<html lang="pl">', '<meta http-equiv="Content-Language" content="pl">', '"Language: pl\\n"']
)
def test_language_that_is_declared(declared: str) -> None:
    """A few words say more if the language that they are in is known; a template that says English says nothing."""
    words = "\n<td>styczeń</td><td>wrzesień</td><td>październik</td><td>grudzień</td><td>miesięcy</td>"
    assert detect((declared + words).encode("iso8859-2")).encoding == "iso8859-2"
    assert detect(("<html lang='en'>" + words).encode("iso8859-2")) == detect(("<html>          " + words).encode("iso8859-2"))
