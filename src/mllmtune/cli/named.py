"""Which papers have these keys?"""

import json
from collections.abc import Sequence

from mllmtune.cli.lazy import load
from mllmtune.errors import UnknownKeyError
from mllmtune.model.facts import Facts
from mllmtune.store.index import Index


def facts_of(index: Index, keys: Sequence[str]) -> list[Facts]:
    """Return the facts of the papers with these keys or aliases, in the order of the keys.

    Raises:
        UnknownKeyError: a key is not there; the nearest are named.

    """
    found = index.facts_of(keys)
    for key in keys:
        if key not in found:
            raise UnknownKeyError(key, load("select.near").near_keys(key, index.values("name")))
    return [json.loads(found[key]) for key in keys]
