"""The compiled core is optional: it is built where it can be, and what is there instead of it, or turned off, is not used."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mojibake_fix import fix_text, native

ROOT = Path(__file__).resolve().parent.parent
CORE = Path(native.LIBRARY).relative_to(ROOT).as_posix()
DAMAGED, RESTORED = "鐘舵€?", "状态"


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "core", native.core.__wrapped__)


def wheel(folder: Path, **environment: str) -> tuple[str, dict[str, bytes]]:
    """Build a wheel and return its name and its files."""
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    [path] = folder.iterdir()
    with zipfile.ZipFile(path) as archive:
        return path.name, {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("compiler", ["no-such-compiler", "false"], ids=["missing", "failing"])
def test_without_a_compiler_the_package_is_whole(compiler: str, tmp_path: Path) -> None:
    """A wheel without the core is for every machine; the code that it would be compiled from is in the sdist."""
    name, files = wheel(tmp_path, CC=compiler)
    assert name.endswith("-py3-none-any.whl")
    assert CORE not in files
    assert not {f"mojibake_fix/native/{source}" for source in native.SOURCES} & set(files)


@pytest.mark.skipif(shutil.which(os.environ.get("CC", "cc")) is None, reason="there is no C compiler")
def test_with_a_compiler_the_wheel_is_for_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the core, which needs this kind of machine, but no version of Python; nothing is left in the checkout."""
    here = Path(native.LIBRARY)
    before = here.exists() and here.read_bytes()
    name, files = wheel(tmp_path)
    assert "-py3-none-" in name
    assert not name.endswith("-any.whl")
    library = tmp_path / "core.so"
    library.write_bytes(files[CORE])
    monkeypatch.setattr(native, "LIBRARY", library)
    assert native.core() is not None
    assert (here.exists() and here.read_bytes()) == before


def without_code() -> str:
    raise FileNotFoundError


@pytest.mark.skipif(not Path(native.LIBRARY).exists(), reason="the core is not compiled here")
def test_a_wheel_has_no_code_to_compare(monkeypatch: pytest.MonkeyPatch) -> None:
    """There the library is the one that was compiled for it."""
    monkeypatch.setattr(native, "digest", without_code)
    assert native.core() is not None


def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever doubts it sets a variable."""
    monkeypatch.setenv(native.PURE, "1")
    assert native.core() is None


@pytest.mark.parametrize("damage", ["missing", "empty", "no library", "cut"])
def test_a_damaged_library_is_not_used(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be loaded is left alone."""
    library = tmp_path / "core.so"
    if damage != "missing":
        library.write_bytes({"empty": b"", "no library": b"text", "cut": b"\x7fELF" + bytes(60)}[damage])
    monkeypatch.setattr(native, "LIBRARY", library)
    assert native.core() is None


def test_a_library_of_another_version_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was compiled from other code may have other structures."""
    monkeypatch.setattr(native, "digest", lambda: "another")
    assert native.core() is None


def test_another_library_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that knows nothing of this package is none."""
    import _ctypes

    monkeypatch.setattr(native, "LIBRARY", Path(_ctypes.__file__))
    assert native.core() is None


@pytest.mark.parametrize("pure", ["", "1"])
def test_either_way_text_is_restored(pure: str) -> None:
    """With the core and without it, in a process of its own."""
    program = f"from mojibake_fix import fix_text; print(ascii(fix_text({DAMAGED!a}, max_risk=1.0)))"
    environment = {**os.environ, native.PURE: pure}
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ascii(RESTORED)
    assert fix_text(DAMAGED, max_risk=1.0) == RESTORED
