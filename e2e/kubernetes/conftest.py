"""One cluster for each environment and module of tests, its tests in order, and an honest summary."""

import os
from pathlib import Path

import pytest

from environment import CLUSTERS, Environment, is_shipped, product_of
from terraform import Unavailable

WORK = Path(os.environ["E2E_WORK"])
NOT_RUN = "not run: "
# each of several processes has its own ports
FIRST_PORT = 16443 + 1000 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
ports = iter(range(FIRST_PORT, FIRST_PORT + 1000, 10))


def pytest_addoption(parser):
    parser.addoption("--environment", action="append", default=[], help="only this environment; may be repeated")


def pytest_generate_tests(metafunc):
    """Tests that take an environment run for each of the product that the module names as PRODUCT, by default Rocket.Chat, None
    for any; or for the only one that it needs, ENVIRONMENT, which need not be a shipped one."""
    if "environment" in metafunc.fixturenames:
        wanted = metafunc.config.getoption("environment") or list(CLUSTERS)
        only = getattr(metafunc.module, "ENVIRONMENT", None)
        product = getattr(metafunc.module, "PRODUCT", "rocketchat")
        fits = (lambda name: name == only) if only else is_shipped
        names = [name for name in wanted if fits(name) and product in (None, product_of(name))]
        metafunc.parametrize("environment", names, indirect=True, scope="module")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Tests whose environment nobody asked for are not there, rather than skipped; those of one cluster stay together. Modules
    say how many MINUTES they take: the longest begin, so that nobody waits for one of them at the end."""
    items[:] = [item for item in items if "[NOTSET]" not in item.name and _asked_for(item, config)]
    items.sort(key=lambda item: -item.module.MINUTES)
    for item in items:
        item.add_marker(pytest.mark.xdist_group(f"{item.module.__name__}-{_environment(item)}"))


def _asked_for(item, config):
    """A module that takes longer than all others together names the word of `-k` with which it runs, as ON_REQUEST."""
    return getattr(item.module, "ON_REQUEST", "") in config.option.keyword


@pytest.fixture(scope="module")
def environment(request):
    """An environment on its own cluster; stopped with it. A module may bring its own class as KIND."""
    folder = WORK / request.module.__name__ / request.param
    it = getattr(request.module, "KIND", Environment)(request.param, folder, next(ports))
    it.stop() if it.cluster.folder.exists() else None
    for pattern in ("*.tfstate*", "import.tf"):
        for left in folder.glob(f"out/stacks/*/{pattern}"):
            left.unlink()
    try:
        it.start()
        yield it
    except Unavailable as missing:
        pytest.skip(f"{NOT_RUN}{missing}")
    finally:
        it.stop()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    used = item.funcargs.get("environment") if hasattr(item, "funcargs") else None
    if call.when == "teardown" and used:
        report.user_properties.append(("charts", dict(used.charts)))
    if report.failed:
        item.parent.stash.setdefault(failures, {}).setdefault(_environment(item), item.name)


def pytest_runtest_setup(item):
    """The tests of a module build on each other: after one has failed the rest would say nothing."""
    first = None if os.environ.get("E2E_GO_ON") else item.parent.stash.get(failures, {}).get(_environment(item))
    if first:
        pytest.skip(f"{NOT_RUN}{first} failed before it")


def pytest_terminal_summary(terminalreporter):
    if "capacity" not in terminalreporter.config.option.keyword:
        terminalreporter.write_line(f"{NOT_RUN}the real scheduler against `estimate`, which takes minutes an environment: -- -k capacity")
    used_charts = {}
    for report in [report for reports in terminalreporter.stats.values() for report in reports]:
        used_charts.update(dict(getattr(report, "user_properties", [])).get("charts", {}))
    for chart, origin in sorted(used_charts.items()):
        terminalreporter.write_line(f"chart {chart}: {origin}")
    skipped = terminalreporter.stats.get("skipped", [])
    for report in skipped:
        terminalreporter.write_line(f"NOT RUN {report.nodeid.split('::')[-1]}: {report.longrepr[2]}")


def pytest_sessionfinish(session, exitstatus):
    """What did not run has not passed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if exitstatus == pytest.ExitCode.OK and skipped:
        session.exitstatus = 3


failures = pytest.StashKey[dict]()


def _environment(item) -> str:
    return item.callspec.params.get("environment", "") if hasattr(item, "callspec") else ""
