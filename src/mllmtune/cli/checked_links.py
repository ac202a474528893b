"""What was found when pages were last looked for? Kept in the user's state folder, an entry an address."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from mllmtune.errors import UnreadableFileError
from mllmtune.sources.pages import Finding, Verdict
from mllmtune.store.folders import user_folder
from mllmtune.store.replacing import replace

_NAME = "links.json"


class Kept(NamedTuple):
    """What was found, and on which day (ISO 8601)."""

    finding: Finding
    day: str


def kept_findings() -> dict[str, Kept]:
    """Return what is kept, by address; nothing of what cannot be read."""
    try:
        entries = json.loads((user_folder("state") / _NAME).read_bytes())
        return {
            address: Kept(Finding(Verdict(verdict), told), day) for address, (verdict, told, day) in entries.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def keep_findings(found: Mapping[str, Kept]) -> None:
    """Keep what was found beside what is kept; where nothing can be written, nothing is."""
    entries = {**kept_findings(), **found}
    rows = {address: [one.finding.verdict, one.finding.told, one.day] for address, one in sorted(entries.items())}
    try:
        replace(user_folder("state") / _NAME, json.dumps(rows, indent=0).encode(), was=None)
    except UnreadableFileError:
        return
