"""Compile the core in C, if a compiler is there: without one, the package is as complete, and slower."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sysconfig
import tempfile
import zipfile
import zlib
from functools import partial
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# A product and a sum, each rounded by itself, as in numpy; no tables for exceptions, which C has none of; and no speed at the
# price of size: -O3 makes the core a quarter larger, and nothing that was measured faster.
OPTIONS = ("-std=c99", "-O2", "-fPIC", "-shared", "-s", "-ffp-contract=off", "-fno-asynchronous-unwind-tables")


class CompileCore(BuildHookInterface[Any]):
    """Put the compiled core into a wheel; into the checkout, for an installation that runs from there."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say which machines the wheel is for."""
        if self.target_name != "wheel":
            return
        native = _native(Path(self.root))
        self._folder = tempfile.TemporaryDirectory()
        here = Path(native.LIBRARY)
        library = here if version == "editable" else Path(self._folder.name) / here.name
        if not compiled(native, library):
            self.app.display_warning("The core is not compiled: searches for what was lost will be slow.")
            return
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{_platform().replace('-', '_').replace('.', '_')}"
        if version != "editable":
            build_data["force_include"][str(library)] = here.relative_to(self.root).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind, and the wheel as small as it goes: most of it are counts, which every installation downloads."""
        if self.target_name == "wheel":
            self._folder.cleanup()
            _deflate(Path(artifact_path))


def _deflate(wheel: Path) -> None:
    """Compress the files of a wheel anew, as far as zlib can: neither hatchling nor zipfile has an option for it."""
    made = wheel.with_suffix(".new")
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.infolist():
            data = old.read(each)
            each.compress_type = zipfile.ZIP_DEFLATED
            with patch("zipfile._get_compressor", partial(_compressor, *_best_settings(data))):
                new.writestr(each, data)
    os.replace(made, wheel)


def _best_settings(data: bytes) -> tuple[int, int]:
    """Return with how much memory, as zlib counts it, and by which strategy data get shortest.

    With less memory a new code begins more often. Where bytes repeat by chance only, to say which do takes longer than they are.
    """
    return min(product(range(4, 9), (zlib.Z_DEFAULT_STRATEGY, zlib.Z_RLE)), key=lambda settings: _length(data, *settings))


def _length(data: bytes, memory: int, strategy: int) -> int:
    compressor = _compressor(memory, strategy)
    return len(compressor.compress(data)) + len(compressor.flush())


def _compressor(memory: int, strategy: int, *_: object) -> Any:
    return zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, memory, strategy)


def _native(root: Path) -> ModuleType:
    """Return the module that knows what the core is made of, without the package, whose dependencies are not there yet."""
    spec = importlib.util.spec_from_file_location("native", root / "mojibake_fix" / "native" / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _platform() -> str:
    return sysconfig.get_platform()


def compiled(native: ModuleType, library: Path) -> bool:
    """Tell whether the core could be compiled; if so, it is there whole. On Windows it is not tried: nobody has."""
    if os.name == "nt":
        return False
    both = ("-arch", "arm64", "-arch", "x86_64") if _platform().endswith("universal2") else ()
    code = [str(Path(native.LIBRARY).with_name(name)) for name in native.SOURCES if name.endswith(".c")]
    made = library.with_suffix(".new")
    command = [os.environ.get("CC", "cc"), *OPTIONS, *both, f'-DDIGEST="{native.digest()}"', *code, "-lm", "-o", str(made)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    os.replace(made, library)  # at once: a process may have the old one open
    return True
