"""What does the ACL Anthology say of a paper? The ``.bib`` beside its page.

https://aclanthology.org/info/development/ and /faq/: every paper ``ID`` has ``ID.bib``.
"""

from typing import cast

from mllmtune.errors import UnusableAnswerError
from mllmtune.model.facts import Facts
from mllmtune.model.identifiers import anthology_id
from mllmtune.sources.answer import Answer, BibtexReader
from mllmtune.sources.records import beginning
from mllmtune.sources.venues import short_name

NAME = "ACL Anthology"

_LEFT_OUT = frozenset(("key", "url", "issn", "fields", "links", "anthology"))


def url(found: str) -> str:
    """Return the address, below that of the service, of the record of a paper."""
    return f"/{found}.bib"


def parse(text: str, read: BibtexReader) -> Answer:
    """Return what the entry says.

    Raises:
        UnusableAnswerError: it is no BibTeX entry.

    """
    entries = read(text)
    if not entries or "title" not in entries[0]:
        raise UnusableAnswerError(NAME, f"no BibTeX entry: {beginning(text)}")
    return Answer("acl", _facts(entries[0]))


def _facts(entry: Facts) -> Facts:
    facts = cast("Facts", {name: value for name, value in entry.items() if name not in _LEFT_OUT})
    short = short_name(entry.get("booktitle") or entry.get("journal") or "")
    if short:
        facts["venue"] = short
    if found := anthology_id(entry.get("url", "")) or anthology_id(entry.get("doi", "")):
        facts["anthology"] = found
    return facts
