"""An arXiv id stands where no program looks for it.

As publisher or as title of the proceedings it is printed, but gives no link, and the paper is not known for the one
that it is. In `journal` and `howpublished` ("arXiv preprint arXiv:2310.03744") it is understood.

Found:
    publisher = "arXiv:2310.03744"
    title = "A Paper of Something"

Not found:
    # the usual form of search engines
    journal = "arXiv preprint arXiv:2310.03744"

Not found:
    # it is there, too
    publisher = "arXiv:2310.03744"
    arxiv = "2310.03744"

Fix: the id is put into `arxiv` and taken out where it stood; unsafe, because the entry changes its look.
"""

from collections.abc import Iterator
from typing import cast

from mllmtune.checks.rule import WITH_FIELDS, Edit, Finding, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.model.identifiers import arxiv_id

_PLACES = ("publisher", "booktitle", "organization", "series", "volume", "number", "institution")


@rule("MT319", kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    if subject.arxiv:
        return
    for place in _PLACES:
        said = cast("dict[str, str]", subject.facts).get(place, "")
        if "arxiv" in said.lower() and (found_id := arxiv_id(said)):
            edits = (
                Edit(subject.key, ("arxiv",), None, found_id, safe=False),
                Edit(subject.key, (place,), said, None, safe=False),
            )
            yield found(subject, f"the arXiv id {found_id} stands as {place}", place, edits=edits)
            return
