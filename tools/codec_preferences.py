"""Ask encoders which code a character goes back to, of those that are read as it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from codec_sources import Codes
from vectors.decoders import java_encoded

__all__ = ["preferences"]

# Who is asked for a table; where nobody is, it is as in the table that it is based on, or the lowest code.
ENCODERS = {
    "cp950": "java:x-windows-950",
    "cp950/python": "python:cp950",
    "cp932": "java:windows-31j",
    "cp932/python": "python:cp932",
    "big5-hkscs": "java:Big5-HKSCS",
    "big5-hkscs/python": "python:big5hkscs",
    "big5/java": "java:Big5",
    "big5/python": "python:big5",
    "big5/iconv": "iconv:BIG5",
    "big5/whatwg": "standard:big5",
}


def preferences(name: str, codes: Codes, inherited: Sequence[bytes]) -> list[bytes]:
    """Return the codes that an encoder gives otherwise than the preferences of the base, or the lowest code, have it."""
    if name not in ENCODERS:
        return []
    several: dict[str, list[bytes]] = {}
    for code in sorted(codes, key=lambda code: (len(code), code)):
        several.setdefault(codes[code], []).append(code)
    doubtful = {text: having for text, having in several.items() if len(having) > 1}
    standing = {codes[code]: code for code in inherited if code in codes}  # of two for a character, the later one counts
    given = zip(doubtful, _encoded(ENCODERS[name], doubtful), strict=True)
    return [code for text, code in given if code in doubtful[text] and code != standing.get(text, doubtful[text][0])]


def _encoded(encoder: str, texts: dict[str, list[bytes]]) -> list[bytes]:
    """Return the bytes that an encoder writes for each text, given with its codes."""
    program, _, charset = encoder.partition(":")
    if program == "java":
        return java_encoded(charset, list(texts))
    if program == "python":
        return [text.encode(charset, "replace") for text in texts]
    if program == "iconv":
        command = ["iconv", "-f", "UTF-8", "-t", charset]
        return [subprocess.run(command, input=text.encode("utf-8"), capture_output=True, check=True).stdout for text in texts]
    return [_by_the_standard(text, codes) for text, codes in texts.items()]


_GIVEN_LAST = "═╞╡╪十卅"


def _by_the_standard(text: str, codes: list[bytes]) -> bytes:
    """Return the code at the Encoding Standard's "index Big5 pointer": from A140 on, the first, or for some the last."""
    written = [code for code in codes if code >= b"\xa1\x40"] or [b""]
    return written[-1] if text in _GIVEN_LAST else written[0]
