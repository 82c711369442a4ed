"""The real decoders: each takes (charset, bytes) and gives text, in one process for all where the program allows it."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

__all__ = ["DECODERS", "Decoder", "Request", "java_encoded"]

HERE = Path(__file__).resolve().parent
Request = tuple[str, bytes]  # the charset by the name the decoder knows, and what to decode


class Decoder(ABC):
    """A program that decodes; ``needs`` are the commands without which it cannot be asked."""

    needs: tuple[str, ...] = ()

    @abstractmethod
    def version(self) -> str:
        """Return its name and version."""

    @abstractmethod
    def decode(self, requests: Sequence[Request]) -> list[str]:
        """Return a text for each request."""

    def missing(self) -> list[str]:
        """Return the commands that are not installed."""
        return [command for command in self.needs if shutil.which(command) is None]


class Python(Decoder):
    """``bytes.decode``; a charset may name its error handler behind a colon, "replace" if it names none."""

    def version(self) -> str:
        return f"Python {platform.python_version()}"

    def decode(self, requests: Sequence[Request]) -> list[str]:
        return [data.decode(codec, errors or "replace") for codec, errors, data in map(_split, requests)]


class Java(Decoder):
    """``new String(bytes, charset)``."""

    needs = ("java",)

    def version(self) -> str:
        said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
        return f"Java {said.splitlines()[0].split(chr(34))[1]}"

    def decode(self, requests: Sequence[Request]) -> list[str]:
        return _texts(_run(["java", str(HERE / "Decode.java")], _lines(requests)))


class Iconv(Decoder):
    """``iconv -c`` of glibc, which leaves out what it cannot read."""

    needs = ("iconv",)

    def version(self) -> str:
        return f"glibc iconv {_first(['iconv', '--version']).split()[-1]}"

    def decode(self, requests: Sequence[Request]) -> list[str]:
        return _one_by_one([(["iconv", "-c", "-f", charset, "-t", "UTF-8"], data) for charset, data in requests])


class Uconv(Decoder):
    """ICU's ``uconv``, which puts U+FFFD for what it cannot read."""

    needs = ("uconv",)

    def version(self) -> str:
        return f"uconv, {_first(['uconv', '--version']).split('  ')[-1]}"

    def decode(self, requests: Sequence[Request]) -> list[str]:
        command = ["uconv", "--from-callback", "substitute", "-t", "UTF-8"]
        return _one_by_one([([*command, "-f", charset], data) for charset, data in requests])


class Chromium(Decoder):
    """``new TextDecoder(label).decode(bytes)`` on a page that Chromium prints."""

    needs = ("chromium",)
    _FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")

    def version(self) -> str:
        return " ".join(_first(["chromium", "--version"]).split()[:2])

    def decode(self, requests: Sequence[Request]) -> list[str]:
        with _page(requests) as folder:
            page = Path(folder, "decode.html").as_uri()
            shown = _run(["chromium", *self._FLAGS, f"--user-data-dir={folder}/profile", "--dump-dom", page], b"")
        return _answers(shown[shown.index(b"<body>") :])


class Firefox(Decoder):
    """``new TextDecoder(label).decode(bytes)`` on a page that Firefox, which prints none, gets from here and answers to."""

    needs = ("firefox-esr",)
    _SECONDS = 120

    def version(self) -> str:
        return _first(["firefox-esr", "--version"]).removeprefix("Mozilla ")

    def decode(self, requests: Sequence[Request]) -> list[str]:
        with _page(requests) as folder, _Listener(folder) as listener:
            profile = Path(folder, "profile")
            profile.mkdir()
            url = f"http://127.0.0.1:{listener.server_port}/decode.html"
            command = ["firefox-esr", "--headless", "--no-remote", "--profile", str(profile), url]
            browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                while not listener.answers:
                    listener.handle_request()
            finally:
                browser.terminate()
                browser.wait()
        return _answers(listener.answers)


class _Listener(HTTPServer):
    """Serves a folder on this machine alone, and keeps what a page posts."""

    timeout = Firefox._SECONDS

    def __init__(self, folder: str) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Page, directory=folder))
        self.answers = b""

    def handle_timeout(self) -> None:
        raise TimeoutError("the browser did not answer")


class _Page(SimpleHTTPRequestHandler):
    server: _Listener

    def do_POST(self) -> None:
        self.server.answers = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


class Node(Decoder):
    """``new TextDecoder(label).decode(bytes)`` in Node: asked for comparison only."""

    needs = ("node",)

    def version(self) -> str:
        return f"Node {_first(['node', '--version'])[1:]}"

    def decode(self, requests: Sequence[Request]) -> list[str]:
        return _texts(_run(["node", str(HERE / "decode.js")], _lines(requests)))


class Wine(Decoder):
    """``MultiByteToWideChar`` of Wine, with the tables that Microsoft published: as near to Windows as a free system comes."""

    needs = ("wine", "x86_64-w64-mingw32-gcc")

    def version(self) -> str:
        return "Wine " + _first(["wine", "--version"]).split("-", 1)[1].split()[0]

    def decode(self, requests: Sequence[Request]) -> list[str]:
        folder = _windows().name
        environment = dict(os.environ, WINEPREFIX=f"{folder}/windows", WINEDEBUG="-all", DISPLAY="")
        command = ["wine", f"{folder}/decode.exe"]
        run = subprocess.run(command, input=_lines(requests), capture_output=True, env=environment, check=True)
        subprocess.run(["wineserver", "--wait"], env=environment, check=False)  # or it would outlive its folder
        return _texts(run.stdout)


DECODERS: dict[str, Decoder] = {
    "python": Python(),
    "java": Java(),
    "iconv": Iconv(),
    "uconv": Uconv(),
    "browser": Chromium(),
    "firefox": Firefox(),
    "node": Node(),
    "wine": Wine(),
}


def java_encoded(charset: str, texts: Sequence[str]) -> list[bytes]:
    """Return what ``text.getBytes(charset)`` gives; "?" stands where the charset lacks a character."""
    requests = [(charset, text.encode("utf-8")) for text in texts]
    answer = _run(["java", str(HERE / "Decode.java"), "encode"], _lines(requests)).decode("ascii")
    return [bytes.fromhex(line) for line in answer.split("\n")[:-1]]


def _split(request: Request) -> tuple[str, str, bytes]:
    codec, _, errors = request[0].partition(":")
    return codec, errors, request[1]


def _lines(requests: Sequence[Request]) -> bytes:
    return "".join(f"{charset}\t{data.hex()}\n" for charset, data in requests).encode("ascii")


def _texts(answer: bytes) -> list[str]:
    """Return the texts that lines of hexadecimal UTF-16 stand for; a lone surrogate stays one."""
    lines = answer.decode("ascii").replace("\r", "").split("\n")
    return [bytes.fromhex(line).decode("utf-16-be", "surrogatepass") for line in (lines[:-1] if lines[-1] == "" else lines)]


def _run(command: Sequence[str], data: bytes) -> bytes:
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


@contextmanager
def _page(requests: Sequence[Request]) -> Iterator[str]:
    """Lay decode.html and its cases in a folder."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name in ("decode.html", "decode.js"):
            shutil.copy(HERE / name, folder)
        cases = json.dumps([(label, data.hex()) for label, data in requests])
        Path(folder, "cases.js").write_text(f"const CASES = {cases};", encoding="ascii")
        yield folder


def _answers(page: bytes) -> list[str]:
    """Return the texts in what decode.html gives."""
    return _texts(b"".join(answer + b"\n" for answer in re.findall(rb"([0-9a-f]*);", page)))


@cache
def _said(command: tuple[str, ...]) -> str:
    return _run(command, b"").decode("utf-8").splitlines()[0].strip()


def _first(command: Sequence[str]) -> str:
    """Return the first line that a command prints."""
    return _said(tuple(command))


def _one_by_one(calls: Sequence[tuple[list[str], bytes]]) -> list[str]:
    """Run a command for each text, whatever it thinks of its input: both converters exit with 1 where the end is cut."""

    def call(asked: tuple[list[str], bytes]) -> str:
        return subprocess.run(asked[0], input=asked[1], capture_output=True, check=False).stdout.decode("utf-8")

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(call, calls))


@cache
def _windows() -> tempfile.TemporaryDirectory[str]:
    """Build decode.c in a folder of its own, which is also the Windows that Wine sets up; it goes with this process."""
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    program = str(Path(folder.name, "decode.exe"))
    subprocess.run(["x86_64-w64-mingw32-gcc", "-O2", "-o", program, str(HERE / "decode.c")], check=True)
    return folder
