"""A run that may skip nothing fails if something was skipped, and only then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PASSES = "def test_it(): pass\n"
SKIPS = "import pytest\n\ndef test_it(): pytest.skip('no git here')\n"
SKIPS_WHOLE_FILE = "import pytest\n\npytest.skip('no git here', allow_module_level=True)\n"
FAILS_AS_KNOWN = "import pytest\n\n@pytest.mark.xfail\ndef test_it(): assert False\n"


@pytest.mark.parametrize(
    ("source", "no_skip", "status"),
    [
        (PASSES, "1", 0),
        (FAILS_AS_KNOWN, "1", 0),
        (SKIPS, "0", 0),
        (SKIPS, "1", 1),
        (PASSES + SKIPS.replace("test_it", "test_more"), "1", 1),
        (SKIPS_WHOLE_FILE, "1", 5),  # pytest's own status: no tests at all
    ],
)
def test_skips_fail_where_none_are_allowed(source: str, no_skip: str, status: int, tmp_path: Path) -> None:
    """MOJIBAKE_FIX_NO_SKIP=1 turns a skipped test, and nothing else, into a failed run."""
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_case.py").write_text(source, encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, str(tmp_path)]
    environment = {**os.environ, "MOJIBAKE_FIX_NO_SKIP": no_skip, "PYTEST_ADDOPTS": ""}
    run = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == status, run.stdout + run.stderr
