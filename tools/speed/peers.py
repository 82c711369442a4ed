"""The other tools, in an environment of their own and in a process that stays open."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["PACKAGES", "Peers", "python"]

PACKAGES = {"plsfix": "0.1.8", "ftfy": "6.3.1", "opencc": "1.4.2", "charset-normalizer": "3.5.3"}
"""The peers, and their versions."""

_ENVIRONMENT = Path(__file__).resolve().parents[2] / "build/peers"


def python() -> Path:
    """Return the Python of an environment with the peers, made when it is first needed."""
    found = _ENVIRONMENT / "bin/python"
    ready = _ENVIRONMENT / "ready"
    wanted = json.dumps(PACKAGES)
    if not ready.exists() or ready.read_text(encoding="utf-8") != wanted:
        venv.create(_ENVIRONMENT, with_pip=True, clear=True)
        packages = [f"{name}=={version}" for name, version in PACKAGES.items()]
        subprocess.run([found, "-m", "pip", "install", "--quiet", *packages], check=True, stdout=sys.stderr)
        ready.write_text(wanted, encoding="utf-8")
    return found


class Peers:
    """A process that has the peers, each asked for its time by the name of a function."""

    def __init__(self, interpreter: Path) -> None:
        command = [interpreter, Path(__file__).with_name("answering.py")]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self) -> Peers:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def contender(self, function: str, prepared: Callable[[Any], bytes] = str.encode) -> Callable[[Any], float]:
        """Return what tells the seconds that a function of a peer, one of answering.py, takes for a text."""

        def seconds(text: Any) -> float:
            content = prepared(text)
            asked, answers = self._process.stdin, self._process.stdout
            if asked is None or answers is None:
                raise TypeError("the process of the peers was opened without pipes")
            asked.write(f"{function} {len(content)}\n".encode() + content)
            asked.flush()
            return float(answers.readline())

        return seconds
