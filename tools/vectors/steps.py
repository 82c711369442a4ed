"""Post-steps: what happens to garbled text afterwards, by two or three programs that have to agree."""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html.entities import codepoint2name
from pathlib import Path

from .decoders import DECODERS
from .files import path_of, read

__all__ = ["STEPS", "Step", "changed", "needed"]

HERE = Path(__file__).resolve().parent
CHANGED, UNCHANGED = 180, 24  # how many texts of each kind a step is tried on, if its rows have them
BETWEEN = "\n\x1e\n"  # between texts for uconv: a control that no text here has, alone in its line, so that nothing composes


@dataclass(frozen=True)
class Step:
    """A post-step: what Python does, who else is asked, and the rows whose garbled text it changes."""

    python: Callable[[str], str]
    said: str
    rows: tuple[str, ...]
    uconv: str = ""
    node: bool = True
    browser: bool = False  # has a say about cp1252, which Node 20 takes for Latin-1
    joint: str = ""  # lines of garbled text are joined by it, three by three


def _through_files(read: str | None, written: str) -> Callable[[str], str]:
    """Return what the text layer of Python's files makes of line ends: ``read`` and ``written`` are its ``newline``."""

    def change(text: str) -> str:
        seen = io.TextIOWrapper(io.BytesIO(text.encode("utf-8")), "utf-8", newline=read).read()
        file = io.BytesIO()
        with io.TextIOWrapper(file, "utf-8", newline=written) as layer:
            layer.write(seen)
            layer.flush()
            return file.getvalue().decode("utf-8")

    return change


def _c1_to_cp1252(text: str) -> str:
    """Read C1 controls as HTML reads numeric references to them."""
    return "".join(html.unescape(f"&#{ord(character)};") if "\x80" <= character <= "\x9f" else character for character in text)


def _width_folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", character) if "！" <= character <= "～" else character for character in text)


def _html_names(text: str) -> str:
    """Write what HTML 4 has a name for by it; all else stays."""
    return text.translate({code: f"&{name};" for code, name in codepoint2name.items() if code > 0x7F})


def _unicode_escaped(text: str) -> str:
    r"""Write what is not ASCII as ``\uXXXX``, UTF-16 unit by unit, and nothing else."""
    return "".join(character if character.isascii() else json.dumps(character)[1:-1] for character in text)


def _quotes_straightened(text: str) -> str:
    return text.translate(str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''"))


_C1 = ("utf8-as-latin-1", "gbk-as-latin-1", "utf8-as-cp1252", "utf8-as-euc-kr", "big5-as-latin-1")
# Pages whose unassigned bytes are C1 controls in Windows: Python, told to replace them, gives for each text what the step gives.
_UNASSIGNED = ("utf8-as-cp1252", "utf8-as-cp1250", "utf8-as-cp1251", "utf8-as-cp1254", "utf8-as-cp1255", "utf8-as-cp1258")
_WESTERN = ("utf8-as-latin-1", "utf8-as-cp1252", "gbk-as-latin-1", "utf8-as-cp1254", "utf8-as-iso-8859-2", "euc-kr-as-cp1252")
_MARKED = ("utf8-as-cp1252", "utf8-as-gbk", "utf8-as-euc-kr", "utf8-as-cp1251", "utf8-as-mac-roman", "gbk-as-mac-roman")
STEPS = {
    "nbsp-to-space": Step(
        lambda text: text.replace("\xa0", " "), "U+00A0 becomes a space", _WESTERN, "\\u00a0 > ' ';", joint=" "
    ),
    "blanks-collapsed": Step(
        lambda text: re.sub("[ \xa0]+", " ", text),
        "runs of spaces and U+00A0 become one space",
        _WESTERN,
        "[\\u0020\\u00a0]+ > ' ';",
        joint=" \xa0 ",
    ),
    "c1-dropped": Step(
        lambda text: text.translate(dict.fromkeys(range(0x80, 0xA0))), "U+0080-009F go", _C1, "::[\\u0080-\\u009f] remove;"
    ),
    "c1-replaced": Step(
        lambda text: text.translate(dict.fromkeys(range(0x80, 0xA0), "\ufffd")),
        "U+0080-009F become U+FFFD, as bytes do that Python's page has no character for",
        _UNASSIGNED,
        "[\\u0080-\\u009f] > \\ufffd;",
    ),
    "private-use-dropped": Step(
        lambda text: "".join(character for character in text if unicodedata.category(character) != "Co"),
        "characters of general category Co go",
        ("utf8-as-gbk", "utf8-as-big5", "utf8-as-shift-jis", "utf8-as-gbk/java"),
        "::[:Co:] remove;",
    ),
    "c1-to-cp1252": Step(
        _c1_to_cp1252, "U+0080-009F become what cp1252 has for these bytes, if it has anything", _C1, node=False, browser=True
    ),
    "width-folded": Step(
        _width_folded,
        "full-width ASCII, U+FF01-FF5E, becomes ASCII; the ideographic space and half-width letters stay",
        (
            "gbk-as-shift-jis",
            "utf8-as-gbk",
            "utf8-as-shift-jis",
            "shift-jis-as-gbk",
            "gbk-as-euc-kr",
            "euc-kr-as-gbk",
            "big5-as-gbk",
        ),
        "[\\uff01-\\uff5e] fullwidth-halfwidth",
        joint=" ",
    ),
    "nfc": Step(
        lambda text: unicodedata.normalize("NFC", text),
        "Normalization Form C",
        ("utf8-as-euc-kr", "gbk-as-euc-kr", "utf8-as-cp1258", "utf8-as-euc-kr+utf8-as-euc-kr", "utf8-as-cp1255"),
        "any-nfc",
        joint=" ",
    ),
    "nfkc": Step(
        lambda text: unicodedata.normalize("NFKC", text),
        "Normalization Form KC",
        ("utf8-as-gbk", "utf8-as-shift-jis", "utf8-as-euc-kr", "utf8-as-big5", "utf8-as-latin-1"),
        "any-nfkc",
    ),
    "quotes-straightened": Step(
        _quotes_straightened, "“ ” „ ‟ become \", ‘ ’ ‚ ‛ become '", _MARKED, "[“”„‟] > '\"'; [‘’‚‛] > \\';", joint=" "
    ),
    "html-escaped": Step(
        html.escape, "& < > \" ' become &amp; &lt; &gt; &quot; &#x27;: Python's html.escape", _MARKED, node=False, joint=" "
    ),
    "crlf-to-lf": Step(lambda text: text.replace("\r\n", "\n"), "CRLF becomes LF; a lone CR stays", _MARKED, joint="\r\n"),
    "to-lf": Step(_through_files(None, "\n"), "CRLF and a lone CR become LF", _MARKED, joint="\r\n"),
    "to-crlf": Step(_through_files(None, "\r\n"), "LF and a lone CR become CRLF; CRLF stays", _MARKED, joint="\n"),
    "cr-dropped": Step(lambda text: text.replace("\r", ""), "every CR goes", _MARKED, "\\u000d > ;", joint="\r\n"),
    "replacements-to-question-marks": Step(
        lambda text: text.replace("\ufffd", "?"),
        "U+FFFD becomes ?",
        ("utf8-as-gbk/java", "utf8-as-euc-kr/whatwg", "utf8-as-big5/python"),
        "\\ufffd > '?';",
    ),
    "html-numbers": Step(
        lambda text: text.encode("ascii", "xmlcharrefreplace").decode("ascii"),
        "what is not ASCII is written as &#NNN;",
        ("gbk-as-latin-1", "utf8-as-cp1252", "utf8-as-gbk"),
    ),
    "html-names": Step(
        _html_names,
        "what HTML 4 has a name for is written as &name;, all else stays",
        ("utf8-as-latin-1", "utf8-as-cp1252", "gbk-as-latin-1"),
        node=False,
    ),
    "backslash-escapes": Step(
        _unicode_escaped,
        "what is not ASCII is written as \\uXXXX, by UTF-16 units",
        ("utf8-as-latin-1", "utf8-as-gbk", "utf8-as-cp1252"),
    ),
}
"""Every post-step by name."""


def changed(name: str) -> tuple[list[tuple[str, str]], int, str]:
    """Return texts before and after a step, how many its programs did not agree on, and who was asked."""
    step = STEPS[name]
    texts = _texts(step)
    answers = [[step.python(text) for text in texts]]
    asked = [DECODERS["python"].version()]
    if step.node:
        answers.append(_node(name, texts))
        asked.append(DECODERS["node"].version())
    if step.browser:
        answers.append(_browser(texts))
        asked.append(DECODERS["browser"].version())
    if step.uconv:
        answers.append(_uconv(step.uconv, texts))
        asked.append(DECODERS["uconv"].version())
    agreed = [(text, after[0]) for text, *after in zip(texts, *answers, strict=True) if len(set(after)) == 1]
    return agreed, len(texts) - len(agreed), ", ".join(asked)


def _texts(step: Step) -> list[str]:
    """Return garbled texts of the step's rows, the rows in turn: mostly such as it changes, and a few that it does not."""
    vectors = [read(path_of(row))[1] for row in step.rows]
    longest = max(map(len, vectors))
    garbled = [str(row[k]["garbled"]) for k in range(longest) for row in vectors if k < len(row) and "original" in row[k]]
    if step.joint:
        garbled += [step.joint.join(garbled[k : k + 3]) for k in range(0, len(garbled), 2)]
    fit = [text for text in dict.fromkeys(garbled) if "\x1e" not in text]
    touched = [text for text in fit if step.python(text) != text][:CHANGED]
    return [*touched, *[text for text in fit if step.python(text) == text][:UNCHANGED]]


def _node(name: str, texts: Sequence[str]) -> list[str]:
    asked = json.dumps([(name, text) for text in texts])
    run = subprocess.run(["node", str(HERE / "steps.js")], input=asked.encode("ascii"), capture_output=True, check=True)
    answers: list[str] = json.loads(run.stdout)
    return answers


def _browser(texts: Sequence[str]) -> list[str]:
    controls = range(0x80, 0xA0)
    characters = DECODERS["browser"].decode([("windows-1252", bytes([control])) for control in controls])
    return [text.translate(dict(zip(controls, characters, strict=True))) for text in texts]


def _uconv(transliterator: str, texts: Sequence[str]) -> list[str]:
    command = ["uconv", "-f", "UTF-8", "-t", "UTF-8", "-x", transliterator]
    data = BETWEEN.join(texts).encode("utf-8", "replace")
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode("utf-8").split(BETWEEN)


def needed(name: str) -> Iterator[str]:
    """Yield the decoders that a step asks."""
    yield "python"
    if STEPS[name].node:
        yield "node"
    if STEPS[name].browser:
        yield "browser"
    if STEPS[name].uconv:
        yield "uconv"
