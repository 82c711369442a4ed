"""Build mojibake_fix/normalise/data/gbk_private_use.tsv: what the private-use characters of GBK are in Unicode today.

    python tools/build_private_use.py           # write it
    python tools/build_private_use.py --check   # compare, write nothing

Code page 936 has private characters where GB18030 has characters that Unicode did not have when it was made. What is
there today, glibc's iconv says, whose table is that of GB18030-2022.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from mojibake_fix.encodings import codec

TABLE = Path(__file__).resolve().parent.parent / "mojibake_fix" / "normalise" / "data" / "gbk_private_use.tsv"
# Behind the user-defined areas, where everybody may put what he likes, lie the places that GB18030 has filled.
PLACES = range(0xE766, 0xE865)
HEADER = """\
# A private-use character of code page 936, the standard one that GB18030-2022 has in its place, and that one as text.
# Built by tools/build_private_use.py.
"""


def standard(code: bytes) -> str:
    """Return the character of a code in GB18030, or nothing if it has none."""
    run = subprocess.run(["iconv", "-f", "GB18030", "-t", "UTF-8"], input=code, capture_output=True, check=False)
    return run.stdout.decode("utf-8") if run.returncode == 0 else ""


def rows() -> list[str]:
    """Return the lines of the table."""
    found = []
    for place in PLACES:
        code = codec("cp936").encoded(chr(place))
        character = standard(code) if code else ""
        if character and not "\ue000" <= character <= "\uf8ff":
            found.append(f"{place:04X}\t{ord(character):04X}\t{character}\n")
    return found


def main() -> int:
    content = HEADER + "".join(rows())
    if "--check" in sys.argv[1:]:
        return int(TABLE.read_text(encoding="utf-8") != content)
    TABLE.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
