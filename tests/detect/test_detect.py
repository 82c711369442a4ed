"""Bytes to text: what they say of themselves, what rules an encoding out, and what is likeliest."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
import zlib
from pathlib import Path

import pytest

from mojibake_fix import Config, detect, fix_bytes
from mojibake_fix.detection import decode
from mojibake_fix.errors import MojibakeFixError, NotTextError, UndecodableError

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
CASES = Path(__file__).resolve().parent.parent / "cases"

HANS = "今天上午，市图书馆的新馆正式开放。馆长说，新馆每天可以接待三千名读者，还为孩子们准备了专门的阅览室。"
HANT = "今天上午，市圖書館的新館正式開放。館長說，新館每天可以接待三千名讀者，還為孩子們準備了專門的閱覽室。"
JA = "今日の午前、市立図書館の新しい建物が開館しました。館長によると、一日に三千人の利用者を迎えることができます。"
KO = "오늘 오전 시립 도서관의 새 건물이 문을 열었습니다. 관장은 하루에 삼천 명의 독자를 맞을 수 있다고 말했습니다."
RU = (
    "Сегодня утром открылось новое здание городской библиотеки. "
    "Директор сказал, что каждый день сюда могут прийти три тысячи читателей."
)
FR = (
    "Ce matin, le nouveau bâtiment de la bibliothèque a été inauguré. "
    "Le directeur précise qu’elle peut accueillir trois mille élèves."
)
DE = "Heute früh wurde das neue Gebäude der Stadtbücherei eröffnet. Täglich können künftig dreitausend Gäste die Säle benützen."
PL = (
    "Dziś rano otwarto nowy gmach biblioteki miejskiej. "
    "Dyrektor powiedział, że każdego dnia może tu przyjść trzy tysiące czytelników."
)

CJK = [(HANS, "gb18030"), (HANT, "gb18030"), (HANT, "big5"), (JA, "cp932"), (JA, "euc_jp"), (KO, "cp949")]
UNICODE = [(text, codec) for text in (HANS, HANT, JA, KO, RU, FR) for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-32")]
SINGLE = [(RU, "cp1251"), (RU, "koi8_r"), (FR, "cp1252"), (DE, "cp1252"), (PL, "cp1250")]


@pytest.mark.parametrize(("text", "codec"), CJK)
@pytest.mark.parametrize("length", [12, 25, 48])
def test_cjk(text: str, codec: str, length: int) -> None:
    """A line of running text is enough to tell the CJK encodings apart, wherever it is cut."""
    for start in range(0, len(text) - length, 5):
        piece = text[start : start + length]
        assert decode(piece.encode(codec))[0] == piece


@pytest.mark.parametrize(("text", "codec"), UNICODE)
def test_unicode(text: str, codec: str) -> None:
    """Unicode with a byte order mark, and UTF-8 without, end the search."""
    decoded, detection = decode(text.encode(codec))
    assert decoded == text
    assert detection.confidence == 1.0


@pytest.mark.parametrize(("text", "codec"), SINGLE)
def test_single_byte(text: str, codec: str) -> None:
    """A sentence in a single-byte encoding comes out right, or nobody is sure of it; a page comes out right."""
    content = text.encode(codec)
    assert detect(content).confidence < 0.9 or decode(content)[0] == text
    page = (SAMPLES / "clean.fr.txt").read_text("utf-8") if text == FR else text
    assert decode((page * 3).encode(codec))[0] == page * 3


@pytest.mark.parametrize("text", [HANS, HANT, KO, RU, FR])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_wide_without_mark(text: str, codec: str) -> None:
    """UTF-16 without a mark is recognised, whatever its script."""
    assert decode(text.encode(codec))[0] == text


@pytest.mark.parametrize(("text", "codec"), [*CJK, *SINGLE])
def test_never_silently_wrong_in_pieces(text: str, codec: str) -> None:
    """A few characters may be too few to tell: then the answer is right, or an error, or at least not sure."""
    for length in (2, 4, 6):
        for start in range(0, len(text) - length, 7):
            content = text[start : start + length].encode(codec)
            try:
                decoded, detection = decode(content)
            except MojibakeFixError:
                continue
            assert decoded == text[start : start + length] or detection.confidence < 1.0


def png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])) + chunk(b"IEND", b"")


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("中文.txt", HANS)
    return buffer.getvalue()


BINARY = {
    "png": png(),
    "zip": archive(),
    "gzip": gzip.compress(HANS.encode() * 20),
    "elf": b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00",
    "exe": b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00",
    "sqlite": b"SQLite format 3\x00\x10\x00\x01\x01\x00\x40\x20\x20",
    "NULs": bytes(64),
    "one NUL": b"\x00",
    "random": random.Random(1).randbytes(4096),
    "random, more": random.Random(2).randbytes(100_000),
    "bitmap of letters": b"P4\n# points\n16 4\n" + "боковпти".encode("cp1251"),
    "colours of letters": b"P6 1 2 255\n" + "абвгде".encode("cp1251"),
    "text with a NUL": HANS.encode() + b"\x00",
}


@pytest.mark.parametrize("name", BINARY)
def test_binary(name: str) -> None:
    """What is no text is recognised, and never repaired."""
    assert detect(BINARY[name]).encoding is None
    with pytest.raises(NotTextError):
        fix_bytes(BINARY[name])


@pytest.mark.parametrize("text", ["P4 10 20 été, pluie et beau temps à Paris\n", "P5 3 4 5 à côté\n"])
def test_no_bitmap(text: str) -> None:
    """A table may begin as an image does, but has another size than it says."""
    assert not detect(text.encode("cp1252")).binary


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("length", [1, 3, 8, 20, 60])
def test_random_bytes(seed: int, length: int) -> None:
    """Random bytes get an answer, never a crash."""
    content = random.Random(f"{seed} {length}").randbytes(length)
    detection = detect(content)
    assert 0.0 <= detection.confidence <= 1.0


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"a", b"\n", b"\r\n"])
def test_next_to_nothing(content: bytes) -> None:
    """An empty file, a lone byte order mark and a lone byte are text."""
    text, detection = decode(content)
    assert text == content.removeprefix(detection.bom).decode()
    assert detection.bom in (b"", content)
    assert not fix_bytes(content, profile="repair").findings or detection.encoding != "utf-8"


@pytest.mark.parametrize("value", range(0x80, 0x100))
def test_one_byte(value: int) -> None:
    """One byte beyond ASCII is never sure to be anything."""
    detection = detect(bytes([value]))
    assert detection.encoding is None or detection.confidence < 1.0


@pytest.mark.parametrize("cut", [1, 2])
def test_cut_character(cut: int) -> None:
    """UTF-8 whose last character was cut is UTF-8, refused with the offset of the broken character."""
    content = HANS.encode("utf-8")[:-cut]
    with pytest.raises(UndecodableError) as caught:
        fix_bytes(content)
    assert caught.value.encoding == "utf-8"
    assert caught.value.offset == len(HANS[:-1].encode("utf-8"))
    assert f"{caught.value.offset:,}" in str(caught.value)


@pytest.mark.parametrize("place", [0, 3, 30, 60])
@pytest.mark.parametrize("byte", [b"\xff", b"\xc0", b"\xfe"])
def test_one_bad_byte(place: int, byte: bytes) -> None:
    """One byte that no UTF-8 has is reported with its offset and line, and nothing is replaced."""
    lines = [HANS, HANT]
    content = "\n".join(lines).encode("utf-8")
    broken = content[:place] + byte + content[place:]
    with pytest.raises(UndecodableError, match=rf"offset {place}\b.*line 1") as caught:
        fix_bytes(broken)
    assert caught.value.offset == place


@pytest.mark.parametrize("extra", ["€", "\ue000", "ㄅ", "丂", "䶮", "𠮷"])
def test_gbk_as_it_is(extra: str) -> None:
    """GBK files with the euro sign, user-defined characters and those of GB18030 come out right."""
    text = HANS + extra + HANS
    content = text.encode("gb18030").replace("€".encode("gb18030"), b"\x80") if extra == "€" else text.encode("gb18030")
    assert decode(content)[0] == text


def test_named_beats_detected() -> None:
    """A name that the user gives is not argued with."""
    assert decode(HANT.encode("big5"), "big5")[1].confidence == 1.0
    assert decode("é".encode(), "cp1252")[0] == "Ã©"
    with pytest.raises(UndecodableError):
        decode(HANT.encode("big5") + b"\xff", "big5")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "utf-8"])
def test_line_ends(newline: str, codec: str) -> None:
    """Line ends come through decoding as they are."""
    text = newline.join([HANS, "", HANS, ""])
    assert fix_bytes(text.encode(codec), config=Config("repair")).text == text


ROWS = [json.loads(line) for line in (CASES / "negative.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["label"] for row in ROWS])
def test_utf8_ends_it(row: dict[str, str]) -> None:
    """Whatever is valid UTF-8 without control characters is UTF-8."""
    assert detect(row["text"].encode("utf-8")).encoding == "utf-8"


def test_detection_is_deterministic() -> None:
    """The same bytes get the same answer."""
    contents = [text.encode(codec)[:40] for text, codec in CJK + SINGLE]
    assert [detect(content) for content in contents] == [detect(content) for content in contents]


INFO = "\x1f\nFile: mètre.info,  Node: Haut\n\nLes unités du système métrique sont décrites ici, et où elles ont été définies.\n"
TAGS = "\x1f\nTag Table:\n" + "".join(f"Node: N{k}\x7f{40 * k}\n" for k in range(40)) + "\x1f\nEnd Tag Table\n"


def test_manual_of_gnu() -> None:
    """The separators of a manual in the Info format are controls, and it is a text."""
    for index in ("", "\0\b[index\0\b]\n* Menu:\n"):
        found = detect((INFO + index + TAGS).encode("cp1252"))
        assert (found.encoding, found.binary) == ("cp1252", False)
    assert detect((TAGS + "\x01\x02\x03\x04").encode()).binary


def test_control_far_from_what_tells() -> None:
    """One control character in a long text is no reason to look at its head only."""
    content = ("\a" + "nothing but ASCII here\n" * 400 + RU).encode("koi8-r")
    assert detect(content).encoding in ("koi8-r", "koi8-u")


def test_language_unknown_to_the_models() -> None:
    """Many letters of a language that no model has seen tell its page, although each pair of them is dear."""
    words = ["ĉapo", "ĝardeno", "ŝipo", "aŭto", "ĵurnalo", "preĝejo", "ĝojo", "ĉiam", "ŝanĝi", "antaŭ", "naŭ", "laŭ", "ĉevalo"]
    text = "\n".join(f"{first} {second}" for first in words for second in words if first != second)
    assert detect(text.encode("iso8859-3")).encoding == "iso8859-3"


@pytest.mark.parametrize(("text", "codec"), CJK)
@pytest.mark.parametrize("between", ["~", "}{", '" "', "/"])
def test_characters_that_stand_alone(text: str, codec: str, between: str) -> None:
    """Characters between signs, as TeX has them, are no words, and say what encoding they are in by how frequent they are."""
    content = between.join(character for character in text[:24] if character not in "，。、 ").encode(codec)
    assert decode(b"\\newcommand\\names{" + content + b"}\n")[0].encode(codec)[18:-2] == content


def test_words_beside_lists_of_letters() -> None:
    """The rules of a dictionary list letters, which no text has in a row; its words say what it is."""
    rules = 'wordchars [a-zæøåáàðéèëêíìüäöóôú]\nboundarychars "[A-ZÆØÅÁÀÐÉÈËÊÍÌÜÄÖÓÔÚ]"\n'
    words = "bøje flyvemåde æble sønderrive pålæg hjælp børnehave læseprøve årsag køkken skærm rødgrød besøg våben mælk"
    assert detect((rules * 4 + words).encode("cp1252")).encoding == "cp1252"


@pytest.mark.parametrize("letters", ["ÀÁÃÈÉËÍÏÎÑÒÓÖÚÜÇ", "ÆØÅÁÀÐÉÈËÊÍÌÜÄÖÓÔÚ"])
def test_lists_of_letters_alone(letters: str) -> None:
    """Letters that are each as frequent as any other are a list, not Cyrillic; the whole alphabet of a language is that."""
    listed = f"Casechars: [A-Z{letters}a-z{letters.lower()}]\nAdditionalchars: {letters}{letters.lower()}\n"
    assert detect(listed.encode("cp1252")).encoding is None
    assert detect(listed.encode("cp1252"), declared="cp1252").encoding == "cp1252"
    alphabet = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    assert detect(f"[{alphabet.upper()}]\n[{alphabet}]\n".encode("koi8_r")).encoding in ("koi8-r", "koi8-u")


def test_rare_sign_far_behind() -> None:
    """What a long file has once tells two pages apart that read all the rest alike."""
    words = "".join(f"la ville de {chr(97 + k % 26)}{chr(97 + k // 26 % 26)}rré\n" for k in range(676))
    content = (words + "le cœur coûte 5 € par pièce, la sœur 10 €\n").encode("iso8859-15")
    assert detect(content).encoding == "iso8859-15"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_cut_behind_a_mark(codec: str) -> None:
    """UTF-16 with a mark whose last byte is lost is that still, and its text is not to be had."""
    content = ("\ufeff" + HANS).encode(codec)[:-1]
    assert detect(content).encoding == codec
    with pytest.raises(UndecodableError):
        decode(content)


def test_mark_of_utf8_before_other_text() -> None:
    """A mark that was put before text in another encoding is a mark, and no text."""
    text, detection = decode(b"\xef\xbb\xbf" + HANS.encode("gb18030"))
    assert (text, detection.encoding, detection.bom) == (HANS, "gb18030", b"\xef\xbb\xbf")


def test_nothing_but_blanks_of_a_page() -> None:
    """One byte that repeats is a blank in some page, and says nothing."""
    assert detect(b"\xff" * 50).encoding is None


def test_hebrew_of_mainframes_may_be_ascii() -> None:
    """Every letter of Hebrew is a letter or a sign of ASCII in code page 424, and so is its blank."""
    written = "הבוקר נפתח הבניין החדש של הספרייה העירונית".encode("cp424")
    assert written.isascii()
    assert detect(written).encoding == "cp424"
    for text in (
        b"user@example.com,foo@bar.com",
        b"THE@FACE@BADGED@A@DEAF@CAB@AND@FED@A@BEIGE@CAD",
        b"ABCDEFGHI@ABCDEFGHI@ABCDEFGHI",
    ):
        assert detect(text).encoding == "utf-8"


def test_first_edition_of_jis_x_0213() -> None:
    """Its escapes are not those of the second edition, whose codec does not read them."""
    for text in ("手順①と②", "café"):
        assert detect(text.encode("iso2022_jp_3")).encoding == "iso2022_jp_3"
