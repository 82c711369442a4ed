"""What a user installs: complete, typed, under its licences, and without the newspaper's article."""

from __future__ import annotations

import inspect
import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import mojibake_fix
from mojibake_fix.native import LIBRARY

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mojibake_fix"

FUNCTIONS = {"apply_plan", "detect", "explain", "fix_bytes", "fix_file", "fix_text", "revert_plan"}
RESULTS = {"Detection", "Edit", "Finding", "Outcome", "Plan", "Step"}
PUBLIC = {*FUNCTIONS, *RESULTS, "Config", "MojibakeFixError"}

DATA = {
    "encodings/data/cp936.bin",
    "encodings/data/codes.tsv",
    "language/data/chinese.ngrams",
    "language/data/japanese.ngrams",
    "language/data/korean.ngrams",
    "language/data/misreadings.ngrams",
    "language/data/western.ngrams",
    "restore/evidence/data/legacy.bin",
    "restore/evidence/data/oddity.bin",
    "restore/evidence/data/utf8_shapes.bin",
    "restore/injected/data/readings.bin",
    "script/data/characters.tsv",
}

LARGEST_WHEEL = 8_000_000  # bytes


def build(target: str, folder: Path) -> Path:
    """Build a distribution of the checkout and return its path; nothing is left in the checkout."""
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    words = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    [path] = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def wheel_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def wheel(wheel_file: Path) -> dict[str, bytes]:
    """Return the files of the wheel, by name."""
    with zipfile.ZipFile(wheel_file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of the source distribution, by name, without the folder that holds them all."""
    content = io.BytesIO(build("sdist", tmp_path_factory.mktemp("sdist")).read_bytes())
    with tarfile.open(fileobj=content) as archive:
        members = [(member.name, archive.extractfile(member)) for member in archive.getmembers()]
        return {name.partition("/")[2]: file.read() for name, file in members if file is not None}


def of_package() -> dict[str, bytes]:
    """Return the files of the package in the checkout, without what was compiled there."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts and path != Path(LIBRARY))
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in files}


def test_article_is_not_distributed(wheel: dict[str, bytes], sdist: dict[str, bytes]) -> None:
    """The article is the newspaper's: neither its file nor its text is in what we give away."""
    words = "聚勢促躍升".encode()
    assert words in (ROOT / "samples" / "article.hant.txt").read_bytes()
    for files in (wheel, sdist):
        assert not [name for name in files if Path(name).name.startswith("article")]
        assert not [name for name, content in files.items() if words in content and name != own_name()]


def own_name() -> str:
    """Return the name of this file, which has to quote what it looks for."""
    return Path(__file__).relative_to(ROOT).as_posix()


def test_wheel_is_the_package(wheel: dict[str, bytes]) -> None:
    """The wheel has every file of the package but the code of the core and what is said of tables, and what describes it."""
    assert {f"mojibake_fix/{name}" for name in (*DATA, "py.typed")} <= set(wheel)
    compiled = Path(LIBRARY).relative_to(ROOT).as_posix()
    files = {name: content for name, content in wheel.items() if name.startswith("mojibake_fix/") and name != compiled}
    assert files == {name: content for name, content in of_package().items() if not name.endswith((".c", ".h", "README.md"))}
    assert not [name for name in wheel if not name.startswith("mojibake_fix/") and ".dist-info/" not in name]


def test_wheel_is_small(wheel_file: Path) -> None:
    """The language models are most of it; what every CI job downloads stays below this."""
    assert wheel_file.stat().st_size < LARGEST_WHEEL


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE"])
def test_licences_are_included(name: str, wheel: dict[str, bytes], sdist: dict[str, bytes]) -> None:
    """Who gets the package gets the licences of all that is in it."""
    text = (ROOT / name).read_bytes()
    assert [content for path, content in wheel.items() if path.endswith(f".dist-info/licenses/{name}")] == [text]
    assert sdist[name] == text


def test_licence_is_apaches() -> None:
    """LICENSE is the whole Apache License 2.0; NOTICE names every source of a table in the package."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in licence
    assert licence.rstrip().endswith("limitations under the License.")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for source in ("Apache Lucene", "www.imdict.net", "OpenCC", "pypinyin", "Permission is hereby granted"):
        assert source in notice


@pytest.mark.parametrize("name", sorted(DATA))
def test_data_says_where_it_comes_from(name: str) -> None:
    """A README beside each table names it, its licence and its builder."""
    text = (PACKAGE / name).with_name("README.md").read_text(encoding="utf-8")
    assert Path(name).name in text
    assert "icence" in text or "icense" in text
    assert "tools/build_" in text


def test_source_can_be_tested(sdist: dict[str, bytes]) -> None:
    """The source distribution has the package, its tests and its tools."""
    assert of_package().items() <= sdist.items()
    assert {own_name(), "Makefile", "README.md", "pyproject.toml", "tools/build_language_model.py"} <= set(sdist)


def test_command_is_declared(wheel: dict[str, bytes]) -> None:
    """Installing gives the command ``mojibake-fix``."""
    [points] = [content for name, content in wheel.items() if name.endswith(".dist-info/entry_points.txt")]
    assert points.decode().split("\n") == ["[console_scripts]", "mojibake-fix = mojibake_fix.__main__:main", ""]


def test_version_is_one(wheel: dict[str, bytes]) -> None:
    """The command, the wheel and the changelog speak of the version that the package has."""
    words = [sys.executable, "-m", "mojibake_fix", "--version"]
    shown = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert shown == f"mojibake-fix {mojibake_fix.__version__}\n"
    assert f"mojibake_fix-{mojibake_fix.__version__}.dist-info/METADATA" in wheel
    headings = [line for line in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n") if line[:3] == "## "]
    assert [line for line in headings if mojibake_fix.__version__ in line.split()]


def test_public_names() -> None:
    """The names that stay are these, no more and no fewer."""
    assert set(mojibake_fix.__all__) == PUBLIC
    assert len(mojibake_fix.__all__) == len(PUBLIC)
    assert not [name for name in PUBLIC if not hasattr(mojibake_fix, name)]


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_names_are_explained(name: str) -> None:
    """Every public name says what it promises; every function shows it with an example that runs."""
    words = inspect.getdoc(getattr(mojibake_fix, name)) or ""
    assert words.split("\n")[0].endswith((".", ":"))
    assert name not in FUNCTIONS or ">>> " in words
