"""How are papers written as JSON? One list, an object a paper, a line each; the attributes are those of the library.

The same text as `--json` prints. What a paper does not have is left out; names and order of the attributes are stable.
"""

import json
from collections.abc import Iterable

from mllmtune.model.facts import Facts
from mllmtune.text.printable import json_list


def write(papers: Iterable[Facts]) -> str:
    """Return the papers as a JSON list (RFC 8259), in UTF-8 with harmful characters escaped."""
    return json_list([json.dumps(facts, ensure_ascii=False) for facts in papers])
