"""Ask the other detectors. This file runs by itself, in an environment that has nothing but them.

It reads one JSON object a line, ``{"content": <base64>, "languages": [...]}``, and answers each with one:
``{<detector>: [<encoding or null>, <confidence or null>, <seconds>]}``.
"""

import base64
import json
import sys
import time

import chardet  # type: ignore[import-not-found]
import charset_normalizer
from chardetng_py import detect as chardetng  # type: ignore[import-not-found]

# What a detector that can be told encodings, but no languages, is told for Chinese.
CHINESE = {
    "chardet": ["gb18030", "gb2312", "big5", "big5hkscs", "cp950", "utf-8"],
    "charset-normalizer": ["gb18030", "big5", "big5hkscs", "cp950", "utf_8"],
}


Answer = tuple[str | None, float | None]


def ask_charset_normalizer(content: bytes, chinese: bool) -> Answer:
    found = charset_normalizer.from_bytes(content, cp_isolation=CHINESE["charset-normalizer"] if chinese else None).best()
    return (None if found is None else found.encoding), None


def ask_chardet(content: bytes, chinese: bool) -> Answer:
    found = chardet.detect(content, include_encodings=CHINESE["chardet"] if chinese else None)
    return found["encoding"], found["confidence"]


def ask_chardetng(content: bytes, chinese: bool) -> Answer:
    return chardetng(content, allow_utf8=True), None


ASK = {"charset-normalizer": ask_charset_normalizer, "chardet": ask_chardet, "chardetng": ask_chardetng}


def main() -> None:
    for line in sys.stdin:
        question = json.loads(line)
        content = base64.b64decode(question["content"])
        answers = {}
        for name, ask in ASK.items():
            began = time.process_time()
            encoding, confidence = ask(content, question["languages"] == ["zh"])
            answers[name] = [encoding, confidence, time.process_time() - began]
        print(json.dumps(answers), flush=True)


if __name__ == "__main__":
    main()
