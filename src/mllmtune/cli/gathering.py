"""What is to be added? The papers of files or the one that the options describe, completed with what these say."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, cast

from pydantic import ValidationError

from mllmtune.cli.incoming import Incoming, incoming
from mllmtune.errors import BadPaperError
from mllmtune.formats import Format
from mllmtune.model.facts import Facts
from mllmtune.model.faults import fault_of
from mllmtune.model.identifiers import arxiv_id, month_of
from mllmtune.model.keys import propose_key
from mllmtune.model.paper import Paper
from mllmtune.model.taxonomy import PARADIGM_OF, Category
from mllmtune.text.names import normalised


class Given(NamedTuple):
    """What the options say of the papers."""

    title: str | None = None
    author: list[str] | None = None
    year: int | None = None
    venue: str | None = None
    entry_type: str | None = None
    method: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    url: str | None = None
    link: list[str] | None = None
    key: str | None = None
    paradigm: str | None = None
    category: str | None = None
    topic: str | None = None
    tag: list[str] | None = None

    def describes_one(self) -> bool:
        """Tell whether the options alone describe a paper."""
        return any((self.title, self.arxiv, self.doi, self.url))


class Candidate(NamedTuple):
    """A paper to be added, where it comes from (`FILE:LINE`), and whether its key may give way to one that is there."""

    paper: Paper
    origin: str
    key_proposed: bool


class Batch(NamedTuple):
    """The papers to be added, and what is to be said of the places they were read from; `lost` entries among these.

    `preambles` is the TeX that the bibliography they come from needs. Of papers that services were to be asked for,
    `refused` are there already, `unknown` to everybody, and `unreached` those whose service did not answer.
    """

    candidates: tuple[Candidate, ...]
    complaints: tuple[str, ...] = ()
    lost: int = 0
    preambles: tuple[str, ...] = ()
    refused: int = 0
    unknown: int = 0
    unreached: int = 0


def both(first: Batch, second: Batch) -> Batch:
    """Return what two batches hold together."""
    return Batch(
        first.candidates + second.candidates,
        first.complaints + second.complaints,
        first.lost + second.lost,
        first.preambles + second.preambles,
        first.refused + second.refused,
        first.unknown + second.unknown,
        first.unreached + second.unreached,
    )


def from_sources(sources: Sequence[tuple[Path, Format]], given: Given) -> Batch:
    """Return the papers of files, each read in its format and completed with what the options say.

    Raises:
        UnreadableFileError: a file cannot be read.
        BadPaperError: an option does not fit a paper.

    """
    batches = [_from_source(incoming(source, form), given) for source, form in sources]
    candidates = tuple(candidate for batch in batches for candidate in batch.candidates)
    if given.key and len(candidates) != 1:
        raise BadPaperError(f"--key names one paper; {len(candidates)} are to be added")
    complaints = tuple(complaint for batch in batches for complaint in batch.complaints)
    preambles = tuple(text for batch in batches for text in batch.preambles)
    return Batch(candidates, complaints, sum(batch.lost for batch in batches), preambles)


def from_options(given: Given) -> Batch:
    """Return the one paper that the options describe.

    Raises:
        BadPaperError: they do not make a paper.

    """
    facts: Facts = {"key": given.key or "?"}
    for name in ("title", "method", "year", "venue", "arxiv", "doi", "url"):
        if value := getattr(given, name):
            facts[name] = value
    facts["type"] = given.entry_type or ("inproceedings" if given.venue else "misc")
    if given.author:
        facts["authors"] = [normalised(name) for name in given.author]
    if posted := month_of(arxiv_id(given.arxiv or "") or ""):
        facts["posted"] = posted
    facts["key"] = given.key or propose_key(facts)
    return Batch((Candidate(completed(facts, given), "the options", key_proposed=not given.key),))


def _from_source(file: Incoming, given: Given) -> Batch:
    candidates = [
        Candidate(
            entry.paper if given == Given() else completed(entry.paper.facts(), given),
            f"{file.source}:{entry.line}",
            key_proposed=entry.key_proposed and not given.key,
        )
        for entry in file.reading.entries
    ]
    return Batch(tuple(candidates), file.complaints, file.lost, file.reading.preambles)


def completed(facts: Facts, given: Given) -> Paper:
    """Return the paper with what the options say of its place, its tags, its links and its key.

    Raises:
        BadPaperError: an option does not fit it.

    """
    tags = list(dict.fromkeys([*facts.get("tags", []), *(given.tag or [])]))
    links = {**facts.get("links", {}), **_links(given.link or [])}
    try:
        return Paper.of(cast("Facts", {**facts, **dict(_said(given)), "tags": tags, "links": links}))
    except ValidationError as error:
        raise BadPaperError(fault_of(error, Paper).text) from None


def _said(given: Given) -> Iterator[tuple[str, object]]:
    for name in ("key", "paradigm", "category", "topic"):
        if value := getattr(given, name):
            yield name, value
    if given.category and not given.paradigm and given.category in list(PARADIGM_OF):
        yield "paradigm", PARADIGM_OF[Category(given.category)]


def _links(links: Sequence[str]) -> dict[str, str]:
    pairs = [link.partition("=") for link in links]
    for label, equals, address in pairs:
        if not (label and equals and address):
            raise BadPaperError(
                f'--link "{label}{equals}{address}" is not LABEL=URL, such as code=https://github.com/...'
            )
    return {label: address for label, _, address in pairs}
