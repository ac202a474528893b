"""Which paper is a PDF? By what stands on its first pages, then by its name."""

import io
import logging
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from mllmtune.sources.identifier import Identifier, identifier_of

_PAGES = 2
# arXiv prints this on the margin of the first page; without the class behind it, it is a reference to another paper.
_STAMP = re.compile(r"arXiv:\s*((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)\s*\[[\w.-]+\]")
_DOI = re.compile(
    r"(?:doi\.org/\s*|\bdoi:?\s*|\bdigital object identifier:?\s*)(10\.\d{4,9}/[^\s\"<>{}]+)", re.IGNORECASE
)
# ACM's "10.1145/3581783." at the end of a line, with the rest below, would name the whole proceedings.
_TWO_LINES = re.compile(r"(10\.\d{4,9}/(?:\d+\.)?)[ \t]*\n\s*(?=\d{5,}|[A-Z]{2,}[\w-]*\.)")
_PLACEHOLDER = re.compile(r"n{4,}|x{4,}|/\d*1122445|\.doi$", re.IGNORECASE)  # what the templates of publishers have
_BROKEN = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OverflowError,
           OSError, NotImplementedError, AssertionError, ZeroDivisionError)  # fmt: skip

# pypdf logs what is wrong with a file, and without a handler that would stand on the user's screen.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def identifier_in_pdf(data: bytes, name: str) -> Identifier | None:
    """Return the identifier of the paper that a PDF is, which is called `name`; None if neither says it."""
    text, about = _first_pages(data)
    if stamp := _STAMP.search(text):
        return identifier_of(stamp[1])
    whole = _TWO_LINES.sub(r"\1", f"{about}\n{text}")
    found = [match[1] for match in _DOI.finditer(whole)]
    for one in found:
        doi = one.rstrip(".,;:)]'\u2019")
        if not _PLACEHOLDER.search(doi) and (named := identifier_of(doi)):
            return named
    return identifier_of(name.removesuffix(".pdf"))


def _first_pages(data: bytes) -> tuple[str, str]:
    """Return the text of the first pages and what the file says of itself, as far as they can be read."""
    try:
        reader = PdfReader(io.BytesIO(data))
        about = "\n".join(f"doi:{value}" for key, value in (reader.metadata or {}).items() if "doi" in key.lower())
        text = "\n".join(page.extract_text() for page in reader.pages[:_PAGES])
    except _BROKEN:
        return "", ""
    return text, about
