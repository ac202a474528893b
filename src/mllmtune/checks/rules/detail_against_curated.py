"""Pages, volume, DOI or arXiv class are not those of the curated library.

Most often they were copied along with another entry.

Found:
    title = "Keeping Yourself is Important in Downstream Tuning Multimodal Large Language Model"
    arxiv = "2503.04543"
    arxiv_class = "cs.CR"

Not found:
    # another dash
    title = "LoRASculpt: Sculpting LoRA for Harmonizing General and Specialized Knowledge"
    arxiv = "2503.16843"
    pages = "26170-26180"

Fix: the curated value; unsafe, because the paper may have been printed twice.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, View, across, edit, found
from mllmtune.checks.verified import agree, verified

_DETAILS = ("pages", "volume", "doi", "arxiv_class", "openreview", "anthology")


@across("MT807", level=Level.WARNING, kinds=WITH_FIELDS)
def check(view: View) -> Iterator[Finding]:
    for subject, known, _ in verified(view):
        for detail in _DETAILS:
            said, right = subject.value((detail,)), known.value((detail,))
            preprints_doi = detail == "doi" and str(said).startswith("10.48550/")
            if said and right and not preprints_doi and _folded(said) != _folded(right):
                edits = edit(subject, (detail,), right, safe=False) if agree(subject, known) else ()
                yield found(subject, f"{detail} is {said}; the curated one is {right}", detail, edits=edits)


def _folded(value: object) -> list[str]:
    return re.findall(r"[^\W_]+", str(value).lower())
