"""The packages that the language model is made from and measured on are named whole, fetched exactly, and never mixed up."""

from __future__ import annotations

import doctest
import hashlib
import importlib
import io
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from corpus.catalogues import in_json, in_mo, in_po, in_properties
from corpus.sources import TOOLS, Source, SourceError, check, fetch, members, pip, table
from corpus.word_classes import HEADER, TOKEN, Chain, chain, sentences, word_counts

ROW = Source("demo", "training", "pypi", "demo", "1.0", "demo-1.0.tar.gz", "0" * 64, "MIT", "nothing")
MODULES = (
    *("corpus.catalogues", "corpus.sources", "corpus.word_classes", "corpus.training_messages", "corpus.training_text"),
    *("corpus.training_code", "corpus.training_comments", "corpus.held_out_code", "corpus.held_out_text"),
    *("language_report.holes", "language_report.windows", "language_report.detection", "language_report.speed"),
)


def one_sentence(failed: pytest.ExceptionInfo[SourceError]) -> str:
    said = str(failed.value)
    assert "\n" not in said
    assert not re.search(r"\.\s", said)
    return said


def test_changed_bytes_are_refused_and_the_hash_is_said(tmp_path: Path) -> None:
    """A file with other bytes than the table promises is not read, and the sentence names both hashes."""
    (tmp_path / ROW.file).write_bytes(b"other bytes")
    with pytest.raises(SourceError) as failed:
        fetch("demo", {"demo": ROW}, tmp_path)
    said = one_sentence(failed)
    assert ROW.sha256 in said
    assert hashlib.sha256(b"other bytes").hexdigest() in said


def test_a_file_that_changes_after_a_check_is_checked_again(tmp_path: Path) -> None:
    """That a file was right once does not vouch for it."""
    path = tmp_path / ROW.file
    path.write_bytes(b"right")
    row = replace(ROW, sha256=hashlib.sha256(b"right").hexdigest())
    assert fetch("demo", {"demo": row}, tmp_path) == path
    path.write_bytes(b"wrong, and longer")
    with pytest.raises(SourceError, match="SHA-256"):
        fetch("demo", {"demo": row}, tmp_path)


def test_an_unknown_key_is_said_in_a_sentence(tmp_path: Path) -> None:
    """Nothing is fetched for a name that the table does not have."""
    with pytest.raises(SourceError) as failed:
        fetch("no such source", {}, tmp_path)
    assert "no such source" in one_sentence(failed)
    assert not list(tmp_path.iterdir())


def test_a_tool_without_its_source_ends_with_that_sentence() -> None:
    """Whoever runs a tool that cannot fetch is told why, and sees no traceback."""
    command = [sys.executable, "-c", "from corpus.sources import fetch; fetch('no such source')"]
    run = subprocess.run(command, cwd=TOOLS, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1
    assert "no such source" in run.stderr


def test_a_client_that_fails_is_quoted_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line of what the client said is in the sentence; no half-fetched file stays."""
    monkeypatch.setattr("corpus.sources.pip", lambda *_: [sys.executable, "-c", "raise SystemExit('no such version')"])
    with pytest.raises(SourceError) as failed:
        fetch("demo", {"demo": ROW}, tmp_path)
    assert "no such version" in one_sentence(failed)
    assert not list(tmp_path.iterdir())


def test_a_client_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without npm the sentence says that npm is missing."""
    monkeypatch.setattr("corpus.sources.npm", lambda *_: ["no-such-client"])
    with pytest.raises(SourceError) as failed:
        fetch("demo", {"demo": replace(ROW, registry="npm")}, tmp_path)
    assert "no-such-client" in one_sentence(failed)


def test_a_file_that_never_came_is_missed(tmp_path: Path) -> None:
    """A client may end well and have brought another file."""
    with pytest.raises(SourceError, match="gave no demo"):
        check(ROW, tmp_path / ROW.file)


def test_a_wheel_of_another_machine_is_asked_for_as_such() -> None:
    """The tags in its name go to pip, so that the same file comes wherever the build runs."""
    command = pip(replace(ROW, file="demo-1.0-cp310-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"), Path("folder"))
    assert {"--python-version=310", "--abi=abi3", "--platform=manylinux_2_17_x86_64", "--platform=manylinux2014_x86_64"} <= set(
        command
    )
    assert not any(
        option.startswith("--platform") for option in pip(replace(ROW, file="demo-1.0-py3-none-any.whl"), Path("folder"))
    )


FILES = {"folder/a.txt": "文".encode(), "folder/deep/b.po": b"b"}


def zipped(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.mkdir("folder") if hasattr(archive, "mkdir") else None
        for name, content in FILES.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in FILES.items():
            entry = tarfile.TarInfo(f"./{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        link = tarfile.TarInfo("folder/link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "a.txt"
        archive.addfile(link)
    return path


def packed(path: Path) -> Path:
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb is not installed")
    tree = path.parent / "tree"
    for name, content in FILES.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(content)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text("Package: demo\nVersion: 1\nArchitecture: all\nMaintainer: nobody\nDescription: demo\n")
    subprocess.run(["dpkg-deb", "--build", tree, path], check=True, capture_output=True)
    return path


@pytest.mark.parametrize(("make", "name"), [(zipped, "demo.whl"), (tarred, "demo.tgz"), (packed, "demo.deb")])
def test_each_archive_gives_its_files(make: object, name: str, tmp_path: Path) -> None:
    """Names have no leading dot; folders and links are left out; a pattern spans slashes."""
    path = make(tmp_path / name)  # type: ignore[operator]
    assert dict(members(path)) == FILES
    assert [found for found, _ in members(path, "*.po")] == ["folder/deep/b.po"]


def test_the_table_is_complete() -> None:
    """Each row says everything; a licence that asks for the same licence is for tests only."""
    rows = table().values()
    assert all(all(vars(row).values()) for row in rows)
    assert {row.use for row in rows} == {"training", "test"}
    assert {row.registry for row in rows} == {"pypi", "npm", "debian"}
    assert all(re.fullmatch("[0-9a-f]{64}", row.sha256) for row in rows)
    assert len({row.file for row in rows}) == len({row.sha256 for row in rows}) == len(rows)
    assert not [row.key for row in rows if row.use == "training" and re.search("GPL|MPL|SA|NC", row.licence)]


def test_what_trains_is_not_what_measures() -> None:
    """Every source that the training reads is a training row, and every one of the test texts a test row."""
    names = ("training_code", "held_out_code", "held_out_text")
    training_code, held_out_code, held_out_text = (importlib.import_module(f"corpus.{name}") for name in names)
    rows = table()
    trains = {files.source for files in training_code.FILES}
    measures = {*held_out_code.SOURCES, *held_out_text.PROGRAMS}
    source = Path(held_out_text.__file__).read_text(encoding="utf-8") + Path(held_out_code.__file__).read_text(encoding="utf-8")
    assert {rows[key].use for key in trains} == {"training"}
    assert {rows[key].use for key in measures} == {"test"}
    assert not [key for key, row in rows.items() if row.use == "training" and f'"{key}"' in source]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_true(name: str) -> None:
    """What the docstrings of these tools show is what comes out."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_untranslated_and_headers_are_not_text() -> None:
    """What a catalogue holds beside its translations is left out."""
    po = b'msgid ""\nmsgstr "Project: x"\n\n#. note\nmsgid "a"\nmsgstr ""\n\n#~ msgid "old"\n#~ msgstr "alt"\n\n'
    po += 'msgid "b"\nmsgid_plural "bs"\nmsgstr[0] "文\\n"\nmsgstr[1] "文 \\"二\\""\n'.encode()
    assert list(in_po(po)) == ["文\n", '文 "二"']
    assert list(in_properties("# 注=x\nkey = \\u6587\nnothing\n".encode())) == ["文"]
    assert list(in_json('{"": ["Copyright"], "a": "文(&F)"}'.encode())) == ["文"]


@pytest.mark.parametrize("order", ["<", ">"])
def test_compiled_catalogues_of_either_byte_order(order: str) -> None:
    """The header, which translates the empty string, is not a message; plural forms are two."""
    pairs = [(b"", b"Content-Type: x"), (b"one\0many", "一\0多".encode())]
    head, strings, places = 28, b"", []
    for text in [original for original, _ in pairs] + [translation for _, translation in pairs]:
        places.append((len(text), head + 32 + len(strings)))
        strings += text + b"\0"
    content = struct.pack(f"{order}7I", 0x950412DE, 0, 2, head, head + 16, 0, 0)
    content += b"".join(struct.pack(f"{order}2I", *place) for place in places) + strings
    assert list(in_mo(content)) == ["一", "多"]


def dictionary() -> tuple[bytes, bytes]:
    """Return a dictionary of three words in two classes, and a table in which each class is followed by the other only."""
    words = [(1, 1, 0, "は"), (2, 2, 0, "猫"), (2, 2, 500, "犬")]
    features, tokens = b"", b""
    for left, right, cost, word in words:
        tokens += TOKEN.pack(left, right, 0, cost, len(features), 0)
        features += word.encode() + b"\0"
    header = HEADER.pack(0, 102, 0, len(words), 3, 3, 0, len(tokens), len(features), 0, b"utf-8")
    never, always = 32767, 0
    costs = [[never if before == after else always for before in range(3)] for after in range(3)]  # row: what follows
    return header + tokens + features, struct.pack("<2H", 3, 3) + struct.pack("<9h", *(cost for row in costs for cost in row))


def test_words_by_chance_follow_their_classes() -> None:
    """A particle follows a noun and a noun a particle, and the likelier noun comes e times as often."""
    model: Chain = chain(*dictionary())
    text = "".join(sentences(model, 20_000))
    assert "はは" not in text
    assert not re.search("[猫犬]{2}", text)
    assert text.count("猫") / text.count("犬") == pytest.approx(2.718, rel=0.05)
    assert text == "".join(sentences(model, 20_000))


def test_expected_counts_add_up() -> None:
    """Half the words are the particle; the nouns share the other half as e to 1."""
    counts = dict(word_counts(chain(*dictionary()), 1_000_000))
    assert sum(counts.values()) == pytest.approx(1_000_000, abs=3)
    assert counts["猫"] / counts["犬"] == pytest.approx(2.71828, rel=1e-4)


def test_another_file_is_not_taken_for_a_dictionary() -> None:
    """A dictionary whose sizes do not add up is refused before anything is read from it."""
    made, matrix = dictionary()
    with pytest.raises(ValueError, match="sizes"):
        chain(made + b"x", matrix)
