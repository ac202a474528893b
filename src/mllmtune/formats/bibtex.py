"""How are papers written as classic BibTeX? In ASCII, with the fields that every ``.bst`` knows, parents last.

BibTeXing, Oren Patashnik, 1988, section 3; arXiv's fields: https://info.arxiv.org/help/hypertex/bibstyles/.
"""

from collections.abc import Iterable

from mllmtune.formats.bibtex_parents import parents_last
from mllmtune.formats.bibtex_values import MONTHS
from mllmtune.formats.bibtex_writer import Dialect, written
from mllmtune.model.facts import Facts
from mllmtune.text.ascii import encoded
from mllmtune.text.names import without_labels

_NAMES = {
    "authors": "author",
    "editors": "editor",
    "aliases": "ids",
    "archive": "archivePrefix",
    "arXiv": "arXiv",
    "arxiv_class": "primaryClass",
}


def write(papers: Iterable[Facts]) -> str:
    """Return `papers` as entries for BibTeX; the same papers always give the same text."""
    return written(parents_last(papers), Dialect(_NAMES, encoded, _date, without_labels))


def _date(facts: Facts) -> dict[str, str]:
    """Return the year, and the month as the macro of its name, which each style spells in its language."""
    fields = {}
    if "year" in facts:
        fields["year"] = f"{{{facts['year']}}}"
    if "month" in facts:
        fields["month"] = MONTHS[facts["month"] - 1]
    return fields
