"""What every test may ask for, what properties are held to, and what is not measured."""

import pytest
from hypothesis import settings

pytest_plugins = ["tests.stores", "tests.shared"]
settings.register_profile("busy", deadline=None)  # a property holds however busy the machine is
settings.load_profile("busy")


@pytest.hookimpl(tryfirst=True)  # before pytest-cov sees that this process is a worker
def pytest_sessionstart(session: pytest.Session) -> None:
    """End what pytest-cov began to measure in a worker before it begins again: the first would go
    on wherever the second pauses, and an alarm that rings amid it would leave it locked.
    """
    measuring = session.config.pluginmanager.getplugin("_cov")
    begun = getattr(measuring, "cov_controller", None)
    if begun and hasattr(session.config, "workerinput"):
        begun.cov.stop()


@pytest.hookimpl(trylast=True)  # after Hypothesis has marked its own
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage of properties: tracing a thousand examples takes three times as long.

    Threads that are there already are traced no further then, so what runs in them counts less.
    """
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")
