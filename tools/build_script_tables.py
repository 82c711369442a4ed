"""Build mojibake_fix/script/data/: the characters that one Chinese script alone uses, and those with several Traditional forms.

    python tools/build_script_tables.py           write the files
    python tools/build_script_tables.py --check   only compare

Needs opencc (the version below): the dictionaries that lie in its package, read with the tool that lies beside them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import opencc

OPENCC = "1.4.2"
DATA = Path(__file__).resolve().parent.parent / "mojibake_fix" / "script" / "data"
HEADER = "# script\tdistances between the characters that it alone uses, from OpenCC " + OPENCC + "; see README.md\n"
CHOICES_HEADER = "# Simplified character\tits Traditional forms, from OpenCC " + OPENCC + "; see README.md\n"

# A script alone uses what converts into something else, stands outside the other script's own character set, and is
# never a result of converting towards that other script: a regional standard (Hong Kong's 税 温 户) or a name.
HANS_KEYS, HANS_OUTSIDE = ("STCharacters",), "cp950"
TO_HANT = (
    *("STCharacters", "STPhrases", "STPhrases_GeneratedFromRegionalPhrases"),
    *("TWPhrases", "TWVariants", "TWVariantsPhrases", "HKVariants", "HKVariantsPhrases"),
)
HANT_KEYS, HANT_OUTSIDE = ("TSCharacters",), "gb2312"
TO_HANS = ("TSCharacters", "TSPhrases")

# Results of one or two rare phrases (崖广, an old word; 不可貲計, a slip), everywhere else plainly of the one script.
ALL_THE_SAME = frozenset("广計")


def dictionary(name: str, folder: Path) -> dict[str, list[str]]:
    """Return one of OpenCC's dictionaries: key to results, best first."""
    package = Path(opencc.__file__).parent / "clib"
    source, target = package / "share" / "opencc" / f"{name}.ocd2", folder / f"{name}.txt"
    tool = package / "bin" / "opencc_dict"
    command = [str(tool), "-i", str(source), "-f", "ocd2", "-o", str(target), "-t", "text"]
    subprocess.run(command, check=True, capture_output=True)
    rows = (line.split("\t") for line in target.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {key: values.split() for key, values in rows}


def is_outside(character: str, encoding: str) -> bool:
    """Tell whether an encoding lacks a character."""
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return True
    return False


def only(keys: tuple[str, ...], outside: str, towards: tuple[str, ...], folder: Path) -> str:
    """Return the characters that one script alone uses, in the order of Unicode."""
    results = {c for name in towards for values in dictionary(name, folder).values() for value in values for c in value}
    candidates = {key for name in keys for key, values in dictionary(name, folder).items() if values[0] != key}
    own = {c for c in candidates if is_outside(c, outside) and (c not in results or c in ALL_THE_SAME)}
    return "".join(sorted(own))


def choices(folder: Path) -> str:
    """Return a line for each Simplified character with several Traditional ones, as OpenCC has them and Taiwan writes them.

    Those that only a phrase makes it of are among them: 畫 is 划 in 計畫.
    """
    taiwan = dictionary("TWVariants", folder)
    found = dictionary("STCharacters", folder)
    for phrase, results in dictionary("TSPhrases", folder).items():
        for traditional, simplified in zip(phrase, results[0], strict=False):
            if len(phrase) == len(results[0]) and traditional != simplified:
                found[simplified] = list(dict.fromkeys([*found.get(simplified, [simplified]), traditional]))
    rows = []
    for simplified, forms in sorted(found.items()):
        written = {taiwan.get(form, [form])[0] for form in forms}
        if len(forms) > 1:
            rows.append(f"{simplified}\t{''.join(dict.fromkeys([*forms, *sorted(written)]))}\n")
    return "".join(rows)


def distances(characters: str) -> str:
    """Return the distance of each character from the one before."""
    return " ".join(str(ord(one) - ord(before)) for before, one in pairwise(f"\0{characters}"))


def built() -> dict[Path, str]:
    """Return the content of each file."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        hans = only(HANS_KEYS, HANS_OUTSIDE, TO_HANT, folder)
        hant = only(HANT_KEYS, HANT_OUTSIDE, TO_HANS, folder)
        forms = choices(folder)
    return {
        DATA / "characters.tsv": f"{HEADER}hans\t{distances(hans)}\nhant\t{distances(hant)}\n",
        DATA / "choices.tsv": f"{CHOICES_HEADER}{forms}",
    }


def main() -> int:
    """Write or compare the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only compare with the files in place")
    check = parser.parse_args().check
    if opencc.__version__ != OPENCC:
        print(f"opencc {OPENCC} is needed, {opencc.__version__} is installed", file=sys.stderr)
        return 2
    content = built()
    if check:
        same = all(path.read_text(encoding="utf-8") == text for path, text in content.items())
        print("the tables are the ones that are committed" if same else "a table differs from the one that is committed")
        return 0 if same else 1
    for path, text in content.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
