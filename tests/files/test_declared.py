"""What lies around a file says of its encoding: .gitattributes, .editorconfig, the files beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mojibake_fix import Config, fix_file
from mojibake_fix.errors import UndecodableError
from mojibake_fix.files.declared import Declarations
from mojibake_fix.files.siblings import siblings

SILENT: dict[str, dict[str, str]] = {
    "nothing at all": {},
    "another file": {".gitattributes": "*.md working-tree-encoding=GBK\n", ".editorconfig": "[*.md]\ncharset = latin1\n"},
    "another folder": {".gitattributes": "/a.txt working-tree-encoding=GBK\n", ".editorconfig": "[/a.txt]\ncharset = latin1\n"},
    "other attributes": {".gitattributes": "*.txt text eol=lf\n", ".editorconfig": "[*.txt]\nindent_size = 4\n"},
    "taken back": {
        ".gitattributes": "*.txt working-tree-encoding=GBK\na.txt -working-tree-encoding\n",
        ".editorconfig": "[*]\ncharset = latin1\n[*.txt]\ncharset = unset\n",
    },
    "an encoding nobody knows": {".gitattributes": "* working-tree-encoding=elvish\n", ".editorconfig": "[*]\ncharset = x\n"},
    "comments": {
        ".gitattributes": "# * working-tree-encoding=GBK\n",
        ".editorconfig": "[*]\n# charset = latin1\n; charset = x\n",
    },
    "broken patterns": {
        ".gitattributes": "! working-tree-encoding=GBK\n\\ working-tree-encoding=GBK\n",
        ".editorconfig": "[!]\ncharset=x\n",
    },
    "no section": {".editorconfig": "charset = latin1\n"},
    "no text": {".gitattributes": "\udcff\udcfe\0", ".editorconfig": "[\udcff\n\0= ]"},
    "above the top": {
        "sub/.git/config": "",
        "sub/.editorconfig": "root = true\n",
        ".gitattributes": "* working-tree-encoding=GBK\n",
    },
}
SPOKEN: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "git": ({".gitattributes": "*.txt text working-tree-encoding=GBK eol=crlf\n"}, [("gb18030", ".gitattributes")]),
    "an editor": ({".editorconfig": "root=true\n\n[*.{md,txt}]\nCharset = Latin1\n"}, [("cp1252", ".editorconfig")]),
    "both": (
        {".gitattributes": "*.txt working-tree-encoding=UTF-16LE-BOM\n", ".editorconfig": "[**.txt]\ncharset = utf-8-bom\n"},
        [("utf-16-le", ".gitattributes"), ("utf-8", ".editorconfig")],
    ),
    "the last line": (
        {".gitattributes": "* working-tree-encoding=GBK\n*.txt working-tree-encoding=Big5\n"},
        [("big5", ".gitattributes")],
    ),
    "the nearest folder": (
        {"sub/.editorconfig": "[*]\ncharset=utf-16le\n", ".editorconfig": "[sub/a.txt]\ncharset=latin1\n"},
        [("utf-16-le", ".editorconfig")],
    ),
    "a path": ({".editorconfig": "[sub/*.txt]\ncharset = latin1\n"}, [("cp1252", ".editorconfig")]),
    "a name in quotes": ({".gitattributes": '"sub/a.txt" working-tree-encoding=Shift_JIS\n'}, [("cp932", ".gitattributes")]),
}


def declared(files: dict[str, str], folder: Path) -> list[tuple[str, str]]:
    """Return what the files declare of ``sub/a.txt``."""
    (folder / ".editorconfig").write_text("root = true\n")  # nothing outside says anything
    (folder / ".git").mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", errors="surrogateescape")
    return [(declaration.encoding, declaration.by) for declaration in Declarations().of(str(folder / "sub" / "a.txt"))]


@pytest.mark.parametrize("name", SILENT)
def test_nothing_declared(name: str, tmp_path: Path) -> None:
    assert declared(SILENT[name], tmp_path) == []


@pytest.mark.parametrize("name", SPOKEN)
def test_declared(name: str, tmp_path: Path) -> None:
    files, said = SPOKEN[name]
    assert declared(files, tmp_path) == said


LINES = ["今天上午市图书馆的新馆正式开放", "馆长说新馆每天可以接待三千名读者", "为孩子们准备了专门的阅览室"]


def test_siblings(tmp_path: Path) -> None:
    """Files with the same ending, whatever its case; no hidden ones, no folders, no links, not the file itself."""
    for name in ("b.TXT", "a.txt", ".c.txt", "d.md", "me.txt"):
        (tmp_path / name).touch()
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "d.md")
    assert siblings(str(tmp_path / "me.txt")) == [str(tmp_path / name) for name in ("a.txt", "b.TXT")]
    assert siblings(str(tmp_path / "nowhere" / "me.txt")) == []


def test_fix_file(tmp_path: Path) -> None:
    """One character that is another one in Big5 is decided by the files beside it, or by what is declared."""
    path = tmp_path / "short.txt"
    path.write_bytes(b"\xc7\xea")
    with pytest.raises(UndecodableError, match="could be"):
        fix_file(path)
    for k, line in enumerate(LINES):
        (tmp_path / f"{k}.txt").write_bytes(line.encode("gbk"))
    outcome = fix_file(path, config=Config("repair"))
    assert outcome.text == "顷"
    assert "3 files beside it" in outcome.detection.evidence


def test_what_git_would_read_otherwise_is_told(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("*.txt working-tree-encoding=GBK\n*.md working-tree-encoding=UTF-8\n")
    text = "今天上午，市图书馆的新馆正式开放。\n"
    for name, content in {
        "old.txt": text.encode("gbk"),
        "new.txt": text.encode(),
        "ascii.txt": b"plain\n",
        "a.md": text.encode(),
    }.items():
        (tmp_path / name).write_bytes(content)
    told = {name: fix_file(tmp_path / name).findings for name in ("old.txt", "new.txt", "ascii.txt", "a.md")}
    messages = {name: [finding.message for finding in findings if finding.only_reported] for name, findings in told.items()}
    said = ["the .gitattributes says gb18030, not utf-8"]
    assert messages == {"old.txt": said, "new.txt": said, "ascii.txt": [], "a.md": []}
