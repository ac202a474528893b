r"""A DOI cannot be one, or has something behind it that does not belong to it.

A DOI is "10.", digits, a slash and more (The DOI Handbook, section 2.2). Without that no link comes of it; a full stop
or a bracket at its end was copied along with it, and a backslash in it is BibTeX's.

Found:
    doi = "10.1000/182."

Found:
    fields.doi = "see the publisher"

Found:
    doi = "10.1007/978-3-030-58452-8\\_13"

Found:
    url = "https://doi.org/11.1234/foo"

Found:
    url = "https://doi.org/https://doi.org/10.1609/aaai.v38i17.29865"

Not found:
    # brackets that belong to it
    doi = "10.1016/0370-2693(80)90178-5"

Not found:
    # as it should be
    doi = "10.1109/CVPR52733.2024.02484"

Fix: what does not belong to it is taken away, which is safe; another DOI has to be looked up.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, edit, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.model.identifiers import doi

_ADDRESS = re.compile(
    r"https?://(?:dx\.)?doi\.org/(\d+\.\d+/\S*)", re.IGNORECASE
)  # not one that is cut short on purpose
_DOUBLED = re.compile(
    r"https?://(?:dx\.)?doi\.org/(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?P<doi>10\.\S+)", re.IGNORECASE
)
_LONGEST = 500  # characters; what is longer is no DOI with a full stop behind it


@rule("MT305")
def check(subject: Subject) -> Iterator[Finding]:
    said = subject.facts.get("doi", "")
    if said and (right := cleaned(said)) != said:
        edits = edit(subject, ("doi",), right, safe=True) if doi(right) == right else ()
        yield found(subject, f'the DOI "{said}" has signs in it that do not belong to it', "doi", edits=edits)
    for name, value in subject.fields.items():
        if name.lower() == "doi" and value.strip():
            yield found(subject, f'"{value}" is no DOI', "fields", name)
    for path, address in subject.addresses:
        if doubled := _DOUBLED.match(address):
            right = f"https://doi.org/{doubled['doi']}"
            text = f"the resolver stands twice in {address}"
            yield found(subject, text, *path, edits=edit(subject, path, right, safe=True))
        elif (match := _ADDRESS.fullmatch(address)) and doi(address) is None:
            yield found(subject, f'"{match[1]}" is no DOI', *path)


def cleaned(said: str) -> str:
    """Return a DOI without what was copied along with it."""
    right = re.sub(r"\\(?=[_#%&])|[{}]|\\url", "", said)
    if len(right) > _LONGEST:
        return said
    while right and (right[-1] in ".,;:\"'" or (right[-1] in ")]>" and not _closes(right))):
        right = right[:-1]
    return right


def _closes(text: str) -> bool:
    opening = {")": "(", "]": "[", ">": "<"}[text[-1]]
    return text.count(opening) >= text.count(text[-1])
