"""Which identifiers and addresses does an item of CSL-JSON give its paper?"""

import re
from typing import TYPE_CHECKING, cast

from mllmtune.formats.csl_values import line_of
from mllmtune.model.identifiers import anthology_id, arxiv_id, doi, openreview_id
from mllmtune.model.links import page

if TYPE_CHECKING:
    from mllmtune.model.facts import Facts

_ARXIV = re.compile(r"arxiv:\s*(\S+)", re.IGNORECASE)


def take_identifiers(left: dict[str, object], table: dict[str, object]) -> None:
    """Take from `left` what identifies the paper; Zotero writes arXiv's number as ``number`` or into the note."""
    if (found := line_of(left.get("DOI"))) and doi(found):
        table["doi"] = doi(found)
        del left["DOI"]
        if doi(found) and (number := arxiv_id(found)):
            table.setdefault("arxiv", number)
    if (match := _ARXIV.match(line_of(left.get("number")))) and arxiv_id(match[1]):
        table.setdefault("arxiv", arxiv_id(match[1]))
        del left["number"]
        if line_of(left.get("publisher")).lower() == "arxiv":
            del left["publisher"]
    elif (match := _ARXIV.match(line_of(left.get("note")))) and arxiv_id(match[1]):
        table.setdefault("arxiv", arxiv_id(match[1]))
    if url := line_of(left.get("URL")):
        del left["URL"]
        _take_address(url, table)


def _take_address(url: str, table: dict[str, object]) -> None:
    """Take the address, unless an identifier gives the very same one."""
    for attribute, read in (("arxiv", arxiv_id), ("openreview", openreview_id), ("anthology", anthology_id)):
        if url.startswith("http") and (number := read(url)):
            if page(cast("Facts", {attribute: table.get(attribute, number)})) == url:
                table.setdefault(attribute, number)
                return
            if attribute == "arxiv":
                table.setdefault(attribute, number)
            break
    table.setdefault("url", url)
