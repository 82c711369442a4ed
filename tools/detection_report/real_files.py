"""Real files whose encoding is known: what declares it is a name, a line, or another file."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from itertools import islice

from corpus.sources import fetch, members

from mojibake_fix.detection.declared import declaration
from mojibake_fix.detection.sample import text_of
from mojibake_fix.encodings.names import codec_of
from mojibake_fix.errors import UsageError

__all__ = ["masked", "real_files"]

Known = Callable[[dict[str, bytes], str], str | None]
"""What returns the encoding of a file of a package, as it is declared, or None."""

_MOST = 40  # files of one package, so that none outweighs the others
_LARGEST = 400_000  # bytes of a file
_DECLARED = re.compile(rb"(?i)(\b(?:script|page)?(?:encoding|coding|charset|code|set)[ \t]*[=: \t][ \t]*[\"']?)([a-z][\w-]+)")
_VIM_DECLARED = re.compile(rb'^\s*(?:" )?scriptencoding ([\w-]+)', re.MULTILINE)
_SET = re.compile(rb"(?m)^SET[ \t]+([\w-]+)")
_FIRST_LINE = re.compile(rb"([A-Za-z][\w-]+)\r?\n")
_PAGE_CODE = re.compile(rb"(?m)^PageCode=([\w-]+)")


def by_vim(files: dict[str, bytes], name: str) -> str | None:
    """Return the encoding of a menu or a tutorial, by its command or its name."""
    found = re.search(r"/vim90/(?:lang/menu_|tutor/tutor\.)([^/]*)$", name)
    if not found:
        return None
    declared = _VIM_DECLARED.search(files[name])
    if declared:
        return declared[1].decode()
    parts = found[1].split(".")
    return _VIM.get((parts[0], parts[-1])) or _VIM.get(parts[-1], parts[-1])


_VIM: dict[str | tuple[str, str], str] = {
    ("ja", "euc"): "euc_jp",
    ("ko", "euc"): "cp949",
    ("zh", "euc"): "gb18030",
    "sjis": "cp932",
    "iso9": "iso8859_9",
}


def by_spelling(files: dict[str, bytes], name: str) -> str | None:
    """Return the encoding of a dictionary of Hunspell or of a thesaurus."""
    rules = files.get(name.removesuffix(".dic") + ".aff", b"") if name.endswith(".dic") else files[name]
    found = _SET.search(rules) if name.endswith((".aff", ".dic")) else None
    if found is None and re.search(r"/th_[^/]*\.dat$", name):
        found = _FIRST_LINE.match(files[name])
    return found[1].decode().lower().removeprefix("microsoft-") if found else None


def by_page_code(files: dict[str, bytes], name: str) -> str | None:
    """Return the encoding of the messages of AWStats; those in Turkish say ISO-8859-1, and are not."""
    found = None if name.endswith("-tr.txt") else _PAGE_CODE.search(files[name])
    return found[1].decode() if found else None


def by_declaration(files: dict[str, bytes], name: str) -> str | None:
    """Return what a file says of itself."""
    found = declaration(files[name])
    return found.encoding if found else None


SOURCES: dict[str, Known] = {
    "vim-runtime": by_vim,
    **dict.fromkeys(("apache2-doc", "edict", "kanjidic", "skkdic", "latex-cjk-chinese", "latex-cjk-japanese"), by_declaration),
    **dict.fromkeys(("latex-cjk-thai", "scim-tables-ja"), by_declaration),
    "awstats": by_page_code,
    **dict.fromkeys(("hunspell-bs", "hunspell-el", "hunspell-lt", "hunspell-no", "hunspell-pl", "hunspell-sl"), by_spelling),
    **dict.fromkeys(
        ("myspell-eo", "myspell-et", "myspell-fo", "myspell-ga", "myspell-gd", "myspell-gv", "myspell-sk"), by_spelling
    ),
    **dict.fromkeys(("myspell-sq", "myspell-tl", "mythes-pl", "mythes-sl"), by_spelling),
}
"""What tells the encodings of the files of each source."""


def real_files() -> Iterator[tuple[str, bytes, str]]:
    """Yield the name of each file, its bytes with what declares their encoding covered up, and their text.

    Files that are UTF-8 are left out, and those that are not what they say.
    """
    for source, known in SOURCES.items():
        yield from islice(_of(source, known), _MOST if known is not by_vim else None)


def _of(source: str, known: Known) -> Iterator[tuple[str, bytes, str]]:
    files = {name: gzip.decompress(content) if name.endswith(".gz") else content for name, content in members(fetch(source))}
    for name, content in files.items():
        encoding = None if _is_utf8(content) else known(files, name)
        if encoding is None:
            continue
        end = content.rfind(b"\n", 0, _LARGEST) + 1 if len(content) > _LARGEST else len(content)
        covered = masked(content[:end])
        try:
            yield f"{source}/{name.rsplit('/', 1)[-1]}", covered, text_of(covered, codec_of(encoding))
        except (UnicodeDecodeError, UsageError):
            continue


def masked(content: bytes) -> bytes:
    """Return some bytes with the names of encodings covered up that they declare.

    >>> masked(b"# -*- coding: euc-jp -*-"), masked(b"SET ISO8859-2")
    (b'# -*- coding: xxxxxx -*-', b'SET xxxxxxxxx')
    """
    covered = _DECLARED.sub(lambda found: found[1] + b"x" * len(found[2]), content)
    first = _FIRST_LINE.match(covered)
    return b"x" * len(first[1]) + covered[first.end(1) :] if first else covered


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
