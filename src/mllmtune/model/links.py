"""Where can a paper be read? The addresses that its identifiers give, and those it names."""

from collections.abc import Mapping
from typing import Literal

from mllmtune.model.facts import Facts
from mllmtune.text.addresses import address_of

Identifier = Literal["anthology", "arxiv", "openreview", "doi"]
# The page of a paper by its identifier, the surest first.
PAGES: Mapping[Identifier, str] = {
    "anthology": "https://aclanthology.org/{}/",
    "arxiv": "https://arxiv.org/abs/{}",
    "openreview": "https://openreview.net/forum?id={}",
    "doi": "https://doi.org/{}",
}
_PDFS: Mapping[Identifier, str] = {
    "arxiv": "https://arxiv.org/pdf/{}",
    "anthology": "https://aclanthology.org/{}.pdf",
    "openreview": "https://openreview.net/pdf?id={}",
}

# What links of papers are called in lists; a paper may have any other, too.
LABELS = ("code", "project", "dataset", "model", "blog", "demo", "video", "slides", "poster", "tweet")


def page(facts: Facts) -> str | None:
    """Return the address of the paper's page: its own, or what the first identifier gives."""
    return address_of(facts.get("url", "")) or _first(facts, PAGES)


def page_by(identifier: Identifier, number: str) -> str:
    """Return the address of the page that an identifier leads to, however its number is escaped."""
    return PAGES[identifier].format(address_of(number))


def links_of(facts: Facts) -> dict[str, str]:
    """Return the addresses in the links of a paper by their labels, however they are escaped."""
    return {label: address_of(address) for label, address in facts.get("links", {}).items()}


def pdf(facts: Facts) -> str | None:
    """Return the address of the paper's PDF, where an identifier gives one."""
    if own := links_of(facts).get("pdf"):
        return own
    url = address_of(facts.get("url", ""))
    return _first(facts, _PDFS) or (url if url.endswith(".pdf") else None)


def list_link(facts: Facts) -> str | None:
    """Return the address that a list of papers links: arXiv's page where there is one, as the field's lists do."""
    return page_by("arxiv", facts["arxiv"]) if "arxiv" in facts else page(facts)


def addresses(facts: Facts) -> dict[str, str]:
    """Return every address of the paper by its label: page, pdf, and those in its links."""
    found = {"page": page(facts), "pdf": pdf(facts), **links_of(facts)}
    return {label: address for label, address in found.items() if address}


def is_safe(address: str) -> bool:
    """Tell whether an address may be opened or linked: the web, and nothing that runs."""
    return address.startswith(("https://", "http://"))


def _first(facts: Facts, forms: Mapping[Identifier, str]) -> str | None:
    return next((form.format(address_of(facts[name])) for name, form in forms.items() if name in facts), None)
