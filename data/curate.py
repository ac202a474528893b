"""Make `data/papers.toml` from a folder of verified facts (`papers.json`, `extra_papers.json`).

    python data/curate.py FOLDER

Run it again when the facts grow: the same facts give the same file. Every paper passes the program's own model, and
the program's own store writes it. Order: paradigm and category as the survey has them, newest first; then the topics.
"""

import json
import sys
from pathlib import Path
from typing import Any

from mllmtune.checks.rules.roundabout_address import direct
from mllmtune.model.facts import in_order
from mllmtune.model.identifiers import anthology_id, arxiv_id, doi, openreview_id
from mllmtune.model.paper import Paper
from mllmtune.model.taxonomy import PARADIGM_OF, Category
from mllmtune.store.blocks import split
from mllmtune.store.changes import Change, changed
from mllmtune.store.replacing import replace
from mllmtune.store.toml import write_settings

LIBRARY = Path(__file__).with_name("papers.toml")
TITLE = "Tuning multimodal large language models"
TOPICS = (
    "survey",
    "similar-paper",
    "multimodal-llm",
    "visual-instruction-tuning",
    "image-text-alignment-pretraining",
    "video-text-alignment-pretraining",
    "multi-modality-alignment-pretraining",
    "video-post-tuning",
    "preference-alignment",
)
# The label of a link and the fact that gives its address.
LINKS = {"code": "code", "project": "project_page", "dataset": "dataset", "blog": "blog", "notes": "notes_url"}
# Rules of `mllmtune check` that do not hold for a paper, and why.
NOT_LOOKED_FOR = "MT316: its sources name no venue; a later one was not looked for"
WAIVED = {
    "chen2024cpr": "MT404: it stands where the survey has it",
    "choi2024cart": "MT316: a list of August 2026 has it at arXiv still",
    "song2024sharelora": "MT316: no later venue was found",
    "xu2025mambatrans": "MT313: only the first three authors are known",
} | dict.fromkeys(
    (
        "qiang2024bilora", "huang2025keeping", "ye2025safety", "liu2025sciencetutor", "chameleon2024chameleon",
        "young2024yi", "zhang2024debiasing", "li2023otterhd", "zhang2023xcomposer", "bai2023qwenvl", "zhao2023svit",
        "li2023mimicit", "zhang2023llavar", "chu2024mobilevlmv2", "lin2024moellava", "chu2023mobilevlm",
        "duan2024exvideo",
    ),
    NOT_LOOKED_FOR,
)  # fmt: skip
SAME_NAME = (
    "method", "venue", "series", "publisher", "volume", "number", "pages", "arxiv", "arxiv_class", "doi", "openreview",
    "anthology", "paradigm", "category", "topic",
)  # fmt: skip


def main() -> None:
    """Read the facts, write the library."""
    folder = Path(sys.argv[1])
    known = json.loads((folder / "papers.json").read_text(encoding="utf-8"))
    beyond = json.loads((folder / "extra_papers.json").read_text(encoding="utf-8"))
    papers = [paper_of(record) for record in known] + [paper_of(record, tags=["beyond-survey"]) for record in beyond]
    papers.sort(key=place)
    head = ["#:schema ../docs/papers.schema.json", write_settings(TITLE)]
    data = changed(split("\n".join(head).encode()), Change(added=tuple(papers)))
    replace(LIBRARY, data, was=None)
    sys.stderr.write(f"{LIBRARY}: {len(papers)} papers\n")


def paper_of(record: dict[str, Any], tags: list[str] | None = None) -> Paper:
    """Return the paper that a record of facts describes."""
    facts: dict[str, Any] = {name: record[name] for name in SAME_NAME if record.get(name)}
    facts["key"] = record["key"]
    facts["type"] = record["entry_type"]
    facts["title"] = record["title"]
    facts["authors"] = authors_of(record)
    facts["year"] = record["venue_year"] or record["year"]
    facts["posted"] = posted(record)
    facts["alt_titles"] = record.get("alt_titles") or []
    facts["also"] = second_places(record)
    facts["tags"] = tags or []
    facts["waive"] = [WAIVED[record["key"]]] if record["key"] in WAIVED else []
    facts["links"] = links_of(record)
    if where := record.get("booktitle_or_journal"):
        facts["journal" if record["entry_type"] == "article" else "booktitle"] = where
    if (url := record.get("url")) and not made_from_identifier(url):
        facts["url"] = url
    return Paper.of(in_order(facts))


def authors_of(record: dict[str, Any]) -> list[str]:
    """Return the names as BibTeX writes them; one without a given name is a team and stands in braces."""
    names = [
        f"{name['family']}, {name['given']}" if name["given"] else f"{{{name['family']}}}" for name in record["authors"]
    ]
    return names if record.get("authors_complete", True) else [*names, "others"]


def posted(record: dict[str, Any]) -> str | None:
    """Return the month in which it was first public."""
    year, month = record["year"], record.get("month")
    return f"{year}-{month:02}" if year and month else (str(year) if year else None)


def second_places(record: dict[str, Any]) -> list[str]:
    """Return the other places where a table lists it: paradigm/category, or a topic."""
    categories = [f"{PARADIGM_OF[Category(name)]}/{name}" for name in record.get("also_categories") or []]
    topics = [name for name in record.get("also_topics") or [] if name != record.get("topic")]
    return categories + topics


def links_of(record: dict[str, Any]) -> dict[str, str]:
    """Return the links by their labels; models are numbered where there are several."""
    links: dict[str, str] = {}
    for label, fact in LINKS.items():
        # A page that two facts name is what the first of them says: the page of a project is no blog.
        if record.get(fact) and record[fact] not in links.values():
            links[label] = direct(record[fact])
    models = record.get("model_zoo") or []
    return links | {f"model{number or ''}": address for number, address in zip([0, *range(2, 9)], models, strict=False)}


def made_from_identifier(url: str) -> bool:
    """Tell whether the address only repeats an identifier, which the program turns into the address itself."""
    hosts = {
        "arxiv.org/": arxiv_id, "doi.org/": doi, "openreview.net/": openreview_id, "aclanthology.org/": anthology_id,
    }  # fmt: skip
    return any(host in url and read(url) for host, read in hosts.items())


def place(paper: Paper) -> tuple[object, ...]:
    """Return where a paper stands in the library."""
    categories = list(Category)
    if paper.category:
        where = (0, categories.index(paper.category))
    elif paper.paradigm:
        where = (0, len(categories))
    else:
        where = (1, TOPICS.index(paper.topic) if paper.topic in TOPICS else len(TOPICS))
    newest_first = [-int(part) for part in (paper.posted or str(paper.year or 0)).split("-")]
    return (*where, newest_first, paper.key)


if __name__ == "__main__":
    main()
