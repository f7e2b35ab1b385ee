"""What holds for every test: hypothesis repeats itself, and nothing is left out in silence."""

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

SKIP_IS_FAILURE = os.environ.get("MCDA_SKIP_IS_FAILURE") == "1"

settings.register_profile(
    "project",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")


def _refuse_to_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if SKIP_IS_FAILURE and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"left out: {_reason(report)}\nMCDA_SKIP_IS_FAILURE=1 makes that a failure."


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Say why a test was skipped, or is expected to fail."""
    if hasattr(report, "wasxfail"):
        return f"expected to fail: {report.wasxfail}"
    told = report.longrepr
    return str(told[2] if isinstance(told, tuple) else told).removeprefix("Skipped: ")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_to_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_to_skip(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int) -> Generator[None, None, None]:
    yield
    stats = terminalreporter.stats
    reports = [*stats.get("skipped", []), *stats.get("xfailed", [])]
    if reports:
        terminalreporter.section("Left out:", sep="-")
        for line in sorted({f"  {report.nodeid}: {_reason(report)}" for report in reports}):
            terminalreporter.write_line(line)
    elif exitstatus == pytest.ExitCode.OK and not stats.get("deselected"):
        terminalreporter.section("Nothing was left out.", sep="-")
