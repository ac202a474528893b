"""What becomes of a preprint that has been published? Type, venue, year, pages and DOI change; its arXiv id stays."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mllmtune.model.facts import Facts, in_order
from mllmtune.model.forms import title_form
from mllmtune.model.identifiers import arxiv_id, month_of
from mllmtune.model.preprints import is_preprint_doi
from mllmtune.sources.agreeing import Agreement, agreement, is_published_version
from mllmtune.sources.answer import Answer
from mllmtune.sources.merging import PUBLICATION, Merged, merge
from mllmtune.sources.provenance import with_origins

_DOI_OF_ARXIV = "10.48550/"
_NAMES = ("doi", "anthology", "openreview")


class Published(NamedTuple):
    """The record of the published paper, and how well it agrees with the preprint."""

    record: Merged
    agreement: Agreement


def published(preprint: Facts, answers: Sequence[Answer]) -> Published | None:
    """Return what those answers say together that speak of the published version; None if none does."""
    accepted = [answer for answer in answers if is_published_version(preprint, answer.facts)]
    if not accepted:
        return None
    record = merge(accepted)
    return Published(record, agreement(preprint, record.facts))


def upgraded(preprint: Facts, record: Merged, day: str) -> Facts:
    """Return the paper as published. Its authors stay as they are; another title stays among its other titles."""
    said: Mapping[str, object] = record.facts
    table = {name: value for name, value in preprint.items() if name not in PUBLICATION}
    if str(table.get("doi", "")).lower().startswith(_DOI_OF_ARXIV):
        del table["doi"]  # it leads to the preprint, to which the arXiv id leads, too
    new = {name: said[name] for name in (*PUBLICATION, *_NAMES) if name in said}
    if links := _links(preprint, str(new.get("doi", ""))):
        table["links"] = links
    if title_form(preprint) != title_form(record.facts):
        new["title"] = said["title"]
        new["alt_titles"] = _others(preprint, str(said["title"]))
    if "posted" not in preprint and (month := month_of(arxiv_id(preprint.get("arxiv", "")) or "")):
        table["posted"] = month
    origins = {name: record.origins[name] for name in new if name in record.origins}
    after = {**table, **new, "sources": with_origins(preprint.get("sources", {}), origins, day)}
    return in_order(after)


def _links(preprint: Facts, found: str) -> dict[str, str]:
    """Return the links of the paper, with one to the preprint whose DOI, such as that of bioRxiv, gives way."""
    links = preprint.get("links", {})
    was = preprint.get("doi", "")
    gives_way = found.lower() not in ("", was.lower()) and not was.lower().startswith(_DOI_OF_ARXIV)
    return {"preprint": f"https://doi.org/{was}"} | links if gives_way and is_preprint_doi(was) else links


def _others(preprint: Facts, title: str) -> list[str]:
    known = [preprint.get("title", ""), *preprint.get("alt_titles", [])]
    return [one for one in dict.fromkeys(known) if one and one != title]
