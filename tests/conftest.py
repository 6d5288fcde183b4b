"""What every test shares: no network, and no deadline on a machine that does other things too."""

import os

from hypothesis import settings

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # before a test imports the hub's client

settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")
