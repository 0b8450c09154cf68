"""What every test may ask for, what properties are held to, and what is not measured."""

import pytest
from hypothesis import settings

pytest_plugins = ["tests.stores", "tests.shared"]
settings.register_profile("busy", deadline=None)  # a property holds however busy the machine is
settings.load_profile("busy")


@pytest.hookimpl(trylast=True)  # after Hypothesis has marked its own
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage of properties: tracing a thousand examples takes three times as long.

    Threads that are there already are traced no further then, so what runs in them counts less.
    """
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")
