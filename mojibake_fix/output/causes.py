"""Say in words what damaged a text, who does such a thing, and how to keep them from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import groupby

from ..model import Evidence, Finding
from ..restore.channels import Channel, channels_of
from ..restore.injected import INJECTED

__all__ = ["CULPRITS", "POST_STEPS", "Cause", "Causes", "Culprit", "culprit", "misreading"]


@dataclass(frozen=True, slots=True)
class Culprit:
    """Who is likely to have done it, and what prevents it."""

    likely: str
    prevention: str


def _windows(where: str) -> Culprit:
    """Return what reads UTF-8 without a byte order mark in the "ANSI" code page of Windows."""
    return Culprit(
        f"Windows PowerShell 5.1 (Get-Content, Set-Content), an editor, Excel (CSV) or Java before 18, on Windows {where}",
        "PowerShell 7 or -Encoding UTF8; UTF-8 set in the editor; a byte order mark in CSV for Excel; a charset named in Java",
    )


CULPRITS: tuple[tuple[str, Culprit], ...] = (
    (
        "cesu8-as-*",
        Culprit(
            "an Oracle database in its character set UTF8, or Java's modified UTF-8 (DataOutput.writeUTF, JNI)",
            "AL32UTF8 in Oracle; in Java getBytes(StandardCharsets.UTF_8)",
        ),
    ),
    (
        "*/java",
        Culprit(
            "a Java program: before Java 18 it reads in the encoding of the system unless told otherwise",
            "name the charset, as in new InputStreamReader(in, StandardCharsets.UTF_8), or run it on Java 18 or later",
        ),
    ),
    (
        "*/python",
        Culprit(
            "a Python program that opens files without encoding, or with that one, and errors='replace'",
            "open(..., encoding='utf-8'), or python -X utf8",
        ),
    ),
    (
        "*/python-ignore",
        Culprit(
            "a Python program that opens files with that encoding, and errors='ignore'",
            "open(..., encoding='utf-8'), and no errors='ignore', which drops what it cannot read",
        ),
    ),
    (
        "*/whatwg",
        Culprit(
            "a browser, or what reads like one: the page declares that encoding, or none",
            'declare UTF-8: <meta charset="utf-8">, Content-Type: text/html; charset=utf-8',
        ),
    ),
    (
        "*/iconv",
        Culprit(
            "iconv -c with the wrong -f",
            "iconv -f UTF-8, and without -c, so that it stops at what it cannot read",
        ),
    ),
    ("utf8-as-gbk", _windows("in Simplified Chinese")),
    ("utf8-as-big5", _windows("in Traditional Chinese")),
    ("utf8-as-shift-jis", _windows("in Japanese")),
    ("utf8-as-euc-kr", _windows("in Korean")),
    (
        "utf8-as-gb18030 utf8-as-big5-hkscs utf8-as-euc-jp utf8-as-iso-8859-2",
        Culprit(
            "a program, an editor or a Unix locale set to that encoding, or a page that declares it",
            "a locale in UTF-8, the editor set to UTF-8, charset=utf-8 declared",
        ),
    ),
    (
        "utf8-as-latin-1 utf8-as-cp1252",
        Culprit(
            "a MySQL connection in latin1, an HTTP client that is told no charset, "
            "Windows PowerShell 5.1 or Python's open() without encoding on Western Windows",
            "SET NAMES utf8mb4; Content-Type with charset=utf-8; -Encoding UTF8; open(..., encoding='utf-8')",
        ),
    ),
    ("utf8-as-cp125?", _windows("with that code page")),
    (
        "*-as-cp437 *-as-cp850 *-as-cp866",
        Culprit(
            "output of a program captured in the Windows console, or names in a zip archive that are not marked as UTF-8",
            "chcp 65001, or [Console]::OutputEncoding = [Text.Encoding]::UTF8; an archiver that marks names as UTF-8",
        ),
    ),
    (
        "*-as-koi8-r",
        Culprit(
            "a Russian Unix locale, mail or news reader set to KOI8-R",
            "a locale in UTF-8; charset=utf-8 declared in mail",
        ),
    ),
    (
        "*-as-mac-roman",
        Culprit(
            "Excel for Mac opening a CSV file, or a program or editor of the classic Mac OS",
            "a byte order mark in CSV files for Excel, or its import with UTF-8 chosen; the editor set to UTF-8",
        ),
    ),
    (
        "*-as-utf-16-le",
        Culprit(
            "a program told to read 'Unicode', or Notepad before Windows Vista, which took short files for it "
            "('Bush hid the facts')",
            "name UTF-8 where the file is read, or save it with a byte order mark",
        ),
    ),
    (
        "*-as-latin-1 *-as-cp125?",
        Culprit(
            "a page, a mail, a database or a tag of music (ID3) that does not say which encoding it is in",
            "store UTF-8 and declare it; tags as ID3v2 in Unicode",
        ),
    ),
    (
        "gbk-as-* big5-as-* shift-jis-as-* euc-jp-as-* euc-kr-as-*",
        Culprit(
            "a file from another country, such as subtitles, opened in the encoding of this one",
            "open it with its own encoding named, and save it as UTF-8",
        ),
    ),
)
"""Names of channels, as patterns, and who does that; the first row that fits counts."""

_LAYERED = Culprit(
    "text that was damaged already was read wrongly once more and saved, perhaps in an attempt to repair it",
    "look at a text again before it is saved over the only copy",
)
_INJECTED = Culprit(
    "a script of the site that replaces characters byte by byte in pages in GBK",
    "replace characters, not bytes; serve the page in UTF-8",
)

POST_STEPS = {
    "nbsp-to-space": "no-break spaces became spaces, as many editors and clean-ups of HTML have it",
    "blanks-collapsed": "runs of spaces, no-break spaces among them, became one space, as clean-ups of HTML have it",
    "c1-dropped": "control characters were removed, as a sanitizer does",
    "c1-replaced": "bytes that the encoding has no character for became U+FFFD, as Python and Java have it",
    "private-use-dropped": "private-use characters were removed, as a sanitizer does",
    "replacements-to-question-marks": "U+FFFD became a question mark, as it does where a legacy encoding is written",
    "c1-to-cp1252": "control characters became those of Windows-1252, as HTML has it",
    "width-folded": "full-width forms became ASCII",
    "nfc": "characters were composed (Unicode NFC)",
    "nfkc": "compatibility characters were replaced (Unicode NFKC)",
    "quotes-straightened": "quotation marks were straightened",
    "html-escaped": "the marks of HTML were escaped",
    "html-numbers": "written as numbers of HTML",
    "html-names": "written as names of HTML",
    "backslash-escapes": "written as escapes of JSON and Java",
    "crlf-to-lf": "CRLF became LF",
    "to-lf": "every line end became LF",
    "to-crlf": "every line end became CRLF",
    "cr-dropped": "CR was removed",
}
"""What post-steps do, and who does it."""


_TIMES = {1: "", 2: " twice"}


def misreading(channel: str) -> str:
    """Return in a few words what a channel does, layer by layer, the first damage first.

    >>> misreading("utf8-as-latin-1+utf8-as-gbk"), misreading("utf8-as-gbk+utf8-as-gbk")
    ('UTF-8 read as ISO-8859-1, then UTF-8 read as GBK', 'UTF-8 read as GBK twice')
    """
    layers = [(name, len(list(same))) for name, same in groupby(map(_short, channels_of(channel)))]
    return ", then ".join(f"{name}{_TIMES.get(count, f' {count} times')}" for name, count in layers)


def _short(channel: Channel) -> str:
    """Return what the channel does without what only explains it, which stands in brackets or behind a comma."""
    return channel.culprit.partition(" (")[0].partition(",")[0]


def culprit(channel: str) -> Culprit:
    """Return who is likely to do what one channel does.

    >>> culprit("utf8-as-gbk/iconv").likely
    'iconv -c with the wrong -f'
    """
    return next(row for patterns, row in CULPRITS if any(fnmatchcase(channel, pattern) for pattern in patterns.split()))


@dataclass(frozen=True, slots=True)
class Cause:
    """What damaged text, in a few words, and who does such a thing."""

    name: str
    culprits: tuple[Culprit, ...]

    @classmethod
    def of(cls, evidence: Evidence) -> Cause:
        """Return the cause that the evidence of a restoration names.

        >>> Cause.of(Evidence("gbk-as-big5", gain=20.0)).name
        'GBK read as Big5'
        """
        if evidence.channel == INJECTED:
            return cls("Pinyin injected into a page in GBK", (_INJECTED,))
        layers = [channel.name for channel in channels_of(evidence.channel)]
        again = [_LAYERED] if len(layers) > 1 else []
        return cls(misreading(evidence.channel), tuple(dict.fromkeys([*again, *map(culprit, layers)])))


@dataclass(slots=True)
class Causes:
    """Count in how many lines of how many files each cause was found."""

    files: Counter[Cause] = field(default_factory=Counter)
    lines: Counter[Cause] = field(default_factory=Counter)
    damaged: int = 0  # files with any cause

    def add(self, findings: Iterable[Finding]) -> None:
        """Count the findings of one file."""
        places = {(Cause.of(finding.evidence), finding.line) for finding in findings if finding.evidence is not None}
        self.lines.update(cause for cause, _ in places)
        self.files.update({cause for cause, _ in places})
        self.damaged += bool(places)

    def paragraphs(self) -> Iterator[str]:
        """Yield the lines of a summary, the cause of most damage first.

        >>> causes = Causes()
        >>> causes.add([Finding("mojibake", 7, 1, "鍥炬爣", "图标", "", Evidence("utf8-as-gbk/iconv", 20.0))])
        >>> print("\\n".join(causes.paragraphs()))
        UTF-8 read as GBK by iconv: 1 file, 1 line
          likely    iconv -c with the wrong -f
          prevent   iconv -f UTF-8, and without -c, so that it stops at what it cannot read
        """
        for cause in sorted(self.lines, key=lambda cause: (-self.lines[cause], cause.name)):
            yield f"{cause.name}: {_counted(self.files[cause], 'file')}, {_counted(self.lines[cause], 'line')}"
            for who in cause.culprits:
                yield f"  likely    {who.likely}"
                yield f"  prevent   {who.prevention}"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
