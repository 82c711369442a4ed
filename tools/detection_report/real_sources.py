"""What tells the encodings of real files: a name, a line, or another file of their package."""

from __future__ import annotations

import re
from collections.abc import Callable

from mojibake_fix.detection.declared import declaration

__all__ = ["SOURCES", "Known", "by_vim"]

Known = Callable[[dict[str, bytes], str], str | None]
"""What returns the encoding of a file of a package, as it is declared, or None."""

_VIM_DECLARED = re.compile(rb'^\s*(?:" )?scriptencoding ([\w-]+)', re.MULTILINE)
_SET = re.compile(rb"(?m)^SET[ \t]+([\w-]+)")
_FIRST_LINE = re.compile(rb"([A-Za-z][\w-]+)\r?\n")
_PAGE_CODE = re.compile(rb"(?m)^PageCode=([\w-]+)")
_CODING_SYSTEM = re.compile(rb"(?m)^Coding-System: ([\w-]+)")
_CHARSET = re.compile(rb"(?m)^charset[ \t]+([\w-]+)")
_INPUT = re.compile(rb"(?m)^[^%\n]*\\(?:usepackage|RequirePackage)\s*\[([\w-]+)\]\s*\{inputenc\}")
_NAMED = re.compile(
    r"(?i)[._/-](koi8-?r|cp\d+|latin\d|iso-?8859-\d+|iso3|big5(?:hkscs)?|gbk|gb2312|gb18030|johab|euc[-_]?(?:jp|kr)|sjis)(?=[._/-]|$)"
)


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


def by_aspell(files: dict[str, bytes], name: str) -> str | None:
    """Return the encoding of the affixes and sounds of a dictionary of Aspell."""
    if not name.endswith(("_affix.dat", "_phonet.dat", "_repl.dat")):
        return None
    language = name.rpartition("_")[0]
    about = next((content for other, content in files.items() if other.endswith(language.rpartition("/")[2] + ".dat")), b"")
    found = _CHARSET.search(about)
    return found[1].decode() if found else None


def by_tex(files: dict[str, bytes], name: str) -> str | None:
    """Return what a document in LaTeX, or its name, says of its encoding."""
    found = _INPUT.search(files[name]) if name.endswith((".tex", ".tex.gz", ".dtx.gz", ".sty", ".sty.gz", ".latin1.gz")) else None
    return _INPUTS.get(found[1].decode()) if found else by_name(files, name)


_INPUTS = {
    **{"latin1": "iso8859_1", "latin2": "iso8859_2", "latin3": "iso8859_3", "latin4": "iso8859_4", "latin5": "iso8859_9"},
    **{"latin9": "iso8859_15", "latin10": "iso8859_16", "ansinew": "cp1252", "applemac": "mac_roman", "cp866": "cp866"},
    **{"cp1250": "cp1250", "cp1251": "cp1251", "cp1252": "cp1252", "cp1257": "cp1257", "koi8-r": "koi8_r", "cp437": "cp437"},
    **{"cp850": "cp850", "cp852": "cp852", "iso-8859-7": "iso8859_7", "cp1256": "cp1256", "isolatin": "iso8859_1"},
}


def by_name(files: dict[str, bytes], name: str) -> str | None:
    """Return the encoding that the name of a file or of its folder tells."""
    if name.endswith((".elc", ".zip", ".map", ".csf", ".cmd", ".def", ".enc")):  # what is about an encoding, and not in it
        return None
    found = _NAMED.search("/".join(name.split("/")[-2:]).removesuffix(".gz"))
    return {"iso3": "iso8859_3", "sjis": "cp932"}.get(found[1].lower(), found[1].lower()) if found else None


def by_ispell(files: dict[str, bytes], name: str) -> str | None:
    """Return the encoding of the affixes and words of a dictionary of Ispell, which dictionaries-common is told."""
    if not name.endswith((".aff", ".mwl.gz")):
        return None
    about = (content for other, content in files.items() if "/dictionaries-common/ispell/" in f"/{other}")
    found = _CODING_SYSTEM.search(next(about, b""))
    return found[1].decode() if found else None


def said(files: dict[str, bytes], name: str) -> str | None:
    """Return what a file or its name says."""
    return by_declaration(files, name) or by_name(files, name)


def by_folder(**folders: str) -> Known:
    """Return what says that the files in some folders have an encoding each, but for what lies deeper."""
    return lambda files, name: folders.get(name.split("/")[-2])


def all_in(encoding: str, but: str = "") -> Known:
    """Return what says that a package has one encoding, but for some names."""
    left_out = re.compile(but) if but else None
    return lambda files, name: None if left_out and left_out.search(name) else encoding


def _each(beginning: str, rest: str) -> tuple[str, ...]:
    return tuple(f"{beginning}{each}" for each in rest.split())


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
    **dict.fromkeys(_each("aspell-", "bg br ca da de el eo es et"), by_aspell),
    **dict.fromkeys(_each("i", "bulgarian catalan danish dutch estonian gaelic"), by_ispell),
    "texlive-lang-cyrillic": by_tex,
    "texlive-lang-polish": by_declaration,
    **dict.fromkeys(("xemacs21-basesupport", "xemacs21-mulesupport", "libpython3.11-testsuite", "joe", "texlive-lang-cjk"), said),
    "fortunes-eo-iso3": all_in("iso8859_3"),
    "latex-cjk-korean": all_in("cp949"),
    **dict.fromkeys(("kakasi", "kakasi-dic", "mecab-ipadic", "kinput2-common"), all_in("euc_jp")),
}
"""What tells the encodings of the files of each source."""

UNSEEN: dict[str, Known] = {
    **dict.fromkeys(_each("aspell-", "eu fo fr ga gl-minimos he hr hsb hu is it lt lv no pl pt-br pt-pt ru sv tl"), by_aspell),
    **dict.fromkeys(_each("i", "brazilian czech esperanto faroese hungarian irish italian lithuanian norwegian"), by_ispell),
    **dict.fromkeys(_each("i", "portuguese russian spanish swedish"), by_ispell),
    **dict.fromkeys(_each("texlive-lang-", "arabic chinese czechslovak european french german greek italian"), by_tex),
    **dict.fromkeys(_each("texlive-lang-", "portuguese spanish"), by_tex),
    **dict.fromkeys(("hevea", "debiandoc-sgml", "latex2html"), by_tex),
    **dict.fromkeys(("canna", "canna-shion", "naist-jdic", "ddskk", "lookup-el"), all_in("euc_jp")),
    **dict.fromkeys(("t-code", "tcode"), all_in("euc_jp")),
    "freewnn-jserver": all_in("euc_jp", but="changelog|/rk"),
    "freewnn-cserver": by_folder(zh_CN="gb18030", zh_TW="euc-tw"),
    "freewnn-kserver": all_in("cp949", but="changelog|/rk"),
    "namazu2-common": by_folder(ja="euc_jp"),
    "namazu2": all_in("euc_jp", but="SJIS"),
    "yatex": all_in("cp932"),
}
"""The same for packages by whose files nothing was chosen: they are measured, and not looked at."""
