"""The codecs and the decoders of this machine read the same from any bytes, whatever they cannot read."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mojibake_fix.encodings import codec
from mojibake_fix.encodings.tables import table
from mojibake_fix.restore.channels import CHANNELS

TOOLS = Path(__file__).resolve().parents[2] / "tools"

# What each family is called by the decoders: (Python, Java, glibc).
NAMES = {
    "gbk": ("gbk", "GBK", "GBK"),
    "gb18030": ("gb18030", "GB18030", "GB18030"),
    "big5": ("big5", "Big5", "BIG5"),
    "big5-hkscs": ("big5hkscs", "Big5-HKSCS", "BIG5-HKSCS"),
    "shift-jis": ("shift_jis", "Shift_JIS", "SHIFT_JIS"),
    "euc-jp": ("euc_jp", "EUC-JP", "EUC-JP"),
    "euc-kr": ("euc_kr", "EUC-KR", "EUC-KR"),
}
TEXTS = ("重复间隔（秒）, 日志 1", "態度！ 測試「一」", "日本語のテキスト、ﾊﾝｶｸ", "한국어 문장입니다. 2", "😀 — ✓ é")
STRIKING = b"\x1b 059@A~\x7f\x80\x81\x84\x8e\x8f\x90\xa0\xa1\xa2\xc9\xdf\xe3\xf0\xfd\xfe\xff"


def samples(seed: int, count: int) -> list[bytes]:
    """Return pieces of UTF-8, cut anywhere, and bytes that mean something to one family or another; none holds a line end."""
    dice = random.Random(seed)
    found = []
    for _ in range(count):
        text = dice.choice(TEXTS).encode()
        start = dice.randrange(len(text))
        noise = bytes(dice.choice((dice.choice(STRIKING), dice.randrange(0x80, 0x100))) for _ in range(dice.randrange(10)))
        found.append(dice.choice((text[start:], text[:start] + noise, noise)))
    return [data for data in found if b"\xa4\xd4" not in data]  # Python makes up syllables of eight bytes behind these


def check(channel: str, data: list[bytes], real: list[str]) -> None:
    read = CHANNELS[channel].reader.read
    assert [read(each) for each in data] == real


@pytest.mark.parametrize("family", NAMES)
def test_python(family: str) -> None:
    """``bytes.decode(errors="replace")``, in this version of Python too."""
    data = samples(1, 2000)
    check(f"utf8-as-{family}/python", data, [each.decode(NAMES[family][0], "replace") for each in data])


@pytest.mark.parametrize("family", [*NAMES, "cp932", "cp949", "cp950"])
def test_python_writes_the_same(family: str) -> None:
    """Every character of a table has the bytes, of several the very ones, that ``str.encode`` gives."""
    name = NAMES[family][0] if family in NAMES else family
    tried = codec(f"{family}/python")
    characters = {text for text in table(tried.name).characters.values() if text}
    assert {text: tried.encode(text) for text in characters} == {text: text.encode(name) for text in characters}


@pytest.mark.skipif(shutil.which("iconv") is None, reason="glibc's iconv is not installed")
@pytest.mark.parametrize("family", NAMES)
def test_iconv(family: str) -> None:
    """``iconv -c``, one process for each piece: what is cut at its end must not swallow the next."""
    data = samples(2, 120)
    command = ["iconv", "-c", "-f", NAMES[family][2], "-t", "UTF-8"]
    runs = [subprocess.run(command, input=each, capture_output=True, check=False) for each in data]
    check(f"utf8-as-{family}/iconv", data, [run.stdout.decode("utf-8") for run in runs])


@pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")
@pytest.mark.parametrize("family", NAMES)
def test_java(family: str) -> None:
    """``new String(bytes, charset)``; GB18030 since Java 17.0.9, which has the edition of 2022."""
    data = samples(3, 500)
    lines = "".join(f"{NAMES[family][1]}\t{each.hex()}\n" for each in data)
    program = ["java", str(TOOLS / "vectors" / "Decode.java")]
    made = subprocess.run(program, input=lines, capture_output=True, text=True, check=True).stdout.split("\n")[:-1]
    check(f"utf8-as-{family}/java", data, [bytes.fromhex(line).decode("utf-16-be", "surrogatepass") for line in made])


UCONV = {"gbk": "windows-936-2000", "big5": "windows-950-2000", "euc-kr": "windows-949-2000"}


@pytest.mark.skipif(shutil.which("uconv") is None, reason="ICU's uconv is not installed")
@pytest.mark.parametrize("family", UCONV)
def test_uconv(family: str) -> None:
    """Every pair of Microsoft's pages, as ICU has them."""
    pairs = [bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)]
    command = ["uconv", "-f", UCONV[family], "-t", "UTF-8", "--from-callback", "substitute"]
    made = subprocess.run(command, input=b"".join(pair + b"\n" for pair in pairs), capture_output=True, check=False)
    read = CHANNELS[f"utf8-as-{family}"].reader.read
    for pair, text in zip(pairs, made.stdout.decode("utf-8").split("\n")[:-1], strict=True):
        if "\N{REPLACEMENT CHARACTER}" not in text:
            assert read(pair) == text


NEEDED = ("java", "iconv", "uconv", "chromium", "wine")


@pytest.mark.skipif(any(shutil.which(program) is None for program in NEEDED), reason=f"needs {', '.join(NEEDED)}")
def test_committed_tables_can_be_made_again() -> None:
    """The tables, their README and the digests are, byte for byte, what the tool makes of what the decoders say."""
    run = subprocess.run([sys.executable, str(TOOLS / "build_codecs.py"), "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
