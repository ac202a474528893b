"""How does a command reach the services? With what the environment says of them, and the user's folders."""

import os
import random
import time

from mllmtune.sources.http import Network, Settings
from mllmtune.sources.pace import Clock
from mllmtune.sources.table import SERVICES
from mllmtune.store.folders import user_folder


def network(*, offline: bool) -> Network:
    """Return the services, none of which has been asked anything yet."""
    addresses = {name: found for name, one in SERVICES.items() if (found := os.environ.get(one.variable))}
    clock = Clock(time.time, time.sleep, random.random)
    folders = user_folder("cache"), user_folder("state")
    return Network(Settings(*folders, clock, os.environ.get("MLLMTUNE_CONTACT", ""), addresses, offline))
