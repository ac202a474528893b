"""What is Crossref's own in the CSL-JSON that it answers with (``application/vnd.citationstyles.csl+json``)?

https://api.crossref.org/types, and the fields of a work: https://github.com/CrossRef/rest-api-doc, "api_format.md".
"""

from collections.abc import Mapping

_TYPES = {
    "book-chapter": "chapter", "book-part": "chapter", "book-section": "chapter", "dissertation": "thesis",
    "edited-book": "book", "journal-article": "article-journal", "monograph": "book", "peer-review": "review",
    "posted-content": "article", "proceedings": "book", "proceedings-article": "paper-conference",
    "reference-book": "book", "reference-entry": "entry", "report-component": "report",
}  # fmt: skip
# What it notes about its record, about who cites whom, and about dates of which `issued` is the first.
_NOTES = frozenset((
    "alternative-id", "assertion", "content-created", "content-domain", "created", "deposited", "funder", "indexed",
    "is-referenced-by-count", "isbn-type", "issn-type", "journal-issue", "license", "link", "published",
    "published-online", "published-other", "published-print", "reference", "reference-count", "references-count",
    "relation", "resource", "score", "update-to",
))  # fmt: skip


def csl_type_of(kind: str) -> str:
    """Return the type of CSL for one of Crossref's; any other as it is."""
    return _TYPES.get(kind, kind)


def notes_in(item: Mapping[str, object]) -> list[str]:
    """Return the names of what only notes something about the record; a text is none, which CSL could have, too."""
    return [name for name, value in item.items() if name in _NOTES and not isinstance(value, str)]
