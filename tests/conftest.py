"""What holds for the whole run: where MOJIBAKE_FIX_NO_SKIP=1 is set, a skipped test fails it."""

from __future__ import annotations

import os

import pytest

_ALLOWED_TO_SKIP = os.environ.get("MOJIBAKE_FIX_NO_SKIP") != "1"


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter is not None else 0


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which something was skipped though nothing may be: a machine that lacks git proves nothing."""
    if not _ALLOWED_TO_SKIP and _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say why a run without a failure fails."""
    if not _ALLOWED_TO_SKIP and (count := _skipped(config)):
        terminalreporter.write_line(f"{count} skipped, which fails this run: MOJIBAKE_FIX_NO_SKIP=1", red=True)
