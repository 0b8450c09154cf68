"""What every test may ask for; a property holds however busy the machine is."""

from hypothesis import settings

pytest_plugins = ["tests.stores"]
settings.register_profile("busy", deadline=None)
settings.load_profile("busy")
