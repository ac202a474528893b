"""An arXiv id cannot be one.

The first four digits of an id are year and month, and since 2015 five digits follow (arXiv, "Understanding the arXiv
identifier").
An id that breaks this leads to no paper: a digit was lost, doubled or swapped.

Found:
    arxiv = "2413.01234"

Found:
    links.paper = "https://arxiv.org/abs/2402.0935"

Found:
    @misc{a, title = {A Paper}, eprint = {24.02935}, archiveprefix = {arXiv}, year = 2024}

Found:
    @article{a, title = {A Paper}, journal = {arXiv preprint arXiv:2413.00001}, year = 2024}

Not found:
    # until 2014 four digits
    arxiv = "1412.6980"

Not found:
    # until 2007 with the archive
    arxiv = "hep-th/9901001"

Not found:
    # a search, and no paper
    links.more = "https://arxiv.org/a/doe_j_1"

Fix: none; look the paper up.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, View, across, found
from mllmtune.checks.subject import Subject
from mllmtune.model.identifiers import arxiv_id, submitted

_ADDRESS = re.compile(r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/(?P<id>[^?#\s]*)", re.IGNORECASE)
_PRINTED = re.compile(r"\barxiv:\s*(?P<id>\d+\.\d+)", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<month>\d{4})\.(?P<number>\d{4,5})(?:v\d+)?$")
_FIVE_DIGITS_SINCE = 1501
_FOUR_DIGITS = 4


@across("MT304")
def check(view: View) -> Iterator[Finding]:
    now = f"{view.setting.today:%y%m}"
    for subject in view.subjects:
        for path, said in _said(subject):
            if not _can_be(said, now):
                yield found(subject, f'"{said}" is no arXiv id', *path)


def _said(subject: Subject) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give what a paper says are arXiv ids: its own, those of its links, and an eprint that the model refused."""
    if own := subject.facts.get("arxiv"):
        yield ("arxiv",), own
    fields = {name.lower(): value for name, value in subject.fields.items()}
    if fields.get("archiveprefix", fields.get("eprinttype", "")).lower() == "arxiv" and fields.get("eprint"):
        yield ("fields", "eprint"), fields["eprint"]
    for name in ("journal", "howpublished"):
        if match := _PRINTED.search(str(subject.value((name,)) or "")):
            yield (name,), match["id"]
    for path, address in subject.addresses:
        if match := _ADDRESS.match(address):
            yield path, match["id"].removesuffix(".pdf").rstrip("/")


def _can_be(said: str, now: str) -> bool:
    match = _NUMBER.match(said)
    if match is None:
        return arxiv_id(said) == said and submitted(said) is not None
    four = len(match["number"]) == _FOUR_DIGITS
    return submitted(said) is not None and match["month"] <= now and four == (int(match["month"]) < _FIVE_DIGITS_SINCE)
