"""What every test may ask for, what properties are held to, and what is not measured."""

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

pytest_plugins = ["tests.stores"]
settings.register_profile("busy", deadline=None)  # a property holds however busy the machine is
settings.load_profile("busy")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Measure no coverage of properties: tracing a thousand examples takes three times as long.

    Only this thread stops being traced; the coverage plugin's own mark would end it in all
    threads that there are.
    """
    tracing = sys.gettrace()
    if item.get_closest_marker("hypothesis"):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracing)
