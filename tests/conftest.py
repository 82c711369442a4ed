"""What holds for the whole run: plans are checked, properties not timed; where MOJIBAKE_FIX_NO_SKIP=1 is set, a skip fails it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # the first text of a channel waits for its table, and machines are busy
settings.load_profile("untimed")

_ALLOWED_TO_SKIP = os.environ.get("MOJIBAKE_FIX_NO_SKIP") != "1"


@pytest.fixture(scope="session", autouse=True)
def _every_plan_is_checked() -> Iterator[None]:
    """Hold each plan that the pipeline makes, in whatever test, against tests/plan_checker.py."""
    pipeline = sys.modules.get("mojibake_fix.pipeline")  # a run of tests that never load it makes no plans
    with pytest.MonkeyPatch.context() as patch:
        if pipeline is not None:
            patch.setattr(pipeline, "_repair", _checked(pipeline._repair))
            if (api := sys.modules.get("mojibake_fix.api")) is not None:
                patch.setattr(api, "repaired", _accounted_for(pipeline))
        yield


def _accounted_for(pipeline: Any) -> Any:
    """Hold what fix_text returns, which makes no plan, against what the plan makes."""
    repaired = pipeline.repaired

    def checked(text: str, config: Any) -> str:
        found: str = repaired(text, config)
        assert found == pipeline.repair_text(text, config).text, "fix_text makes what explain says"
        return found

    return checked


def _checked(repair: Any) -> Any:
    from plan_checker import faults

    def checked(*given: Any, **options: Any) -> Any:
        outcome = repair(*given, **options)
        if outcome.plan:
            found = faults(outcome.original, outcome.text, [asdict(step) for step in outcome.plan.steps])
            assert not found, found
        else:
            assert outcome.text is outcome.original, "without a plan there is no change"
        return outcome

    return checked


_KNOWN_HARM = Path(__file__).parent / "cases" / "known_harm.jsonl"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the hard negatives that are changed or accused today; one that no longer is fails the run."""
    rows = _KNOWN_HARM.read_text("utf-8").splitlines() if _KNOWN_HARM.exists() else []
    known = {row["test"]: row["reason"] for row in map(json.loads, rows)}
    for item in items:
        if item.nodeid in known:
            item.add_marker(pytest.mark.xfail(strict=True, reason=known[item.nodeid]))


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
