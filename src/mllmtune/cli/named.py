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
    if missing := [key for key in keys if key not in found]:
        raise UnknownKeyError(missing[0], load("select.near").near_keys(missing[0], index.names_beside(missing)))
    return [json.loads(found[key]) for key in keys]
