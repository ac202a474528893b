"""How does a command reach the services and the web? With what the environment says, and the folders of the user."""

import os
import random
import time

from mllmtune.sources.http import Network, Pages, Settings
from mllmtune.sources.pace import Clock
from mllmtune.sources.table import SERVICES
from mllmtune.store.folders import user_folder


def network(*, offline: bool) -> Network:
    """Return the services, none of which has been asked anything yet."""
    addresses = {name: found for name, one in SERVICES.items() if (found := os.environ.get(one.variable))}
    folders = user_folder("cache"), user_folder("state")
    return Network(Settings(*folders, _clock(), _contact(), addresses, offline))


def pages() -> Pages:
    """Return the pages of the web, none of which has been looked for yet."""
    return Pages(_contact(), _clock())


def _clock() -> Clock:
    return Clock(time.time, time.sleep, random.random)


def _contact() -> str:
    return os.environ.get("MLLMTUNE_CONTACT", "")
