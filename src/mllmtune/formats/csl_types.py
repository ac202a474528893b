"""Which type of CSL is which type of entry?

CSL: Citation Style Language 1.0.2, appendix III, https://docs.citationstyles.org. Entries: BibTeXing, Oren Patashnik,
1988, section 3.1; biblatex manual, section 2.1.
"""

from mllmtune.model.facts import Facts

# Type of CSL -> the entry type that is nearest.
ENTRY_TYPES = {
    "article": "misc", "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "bill": "legislation", "book": "book", "broadcast": "video", "chapter": "incollection", "classic": "book",
    "collection": "collection", "dataset": "dataset", "document": "misc", "entry": "inreference",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "event": "misc", "figure": "image",
    "graphic": "artwork", "hearing": "jurisdiction", "interview": "misc", "legal_case": "jurisdiction",
    "legislation": "legislation", "manuscript": "unpublished", "map": "misc", "motion_picture": "movie",
    "musical_score": "music", "pamphlet": "booklet", "paper-conference": "inproceedings", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "personal_communication": "letter", "post": "online",
    "post-weblog": "online", "regulation": "legislation", "report": "techreport", "review": "review",
    "review-book": "review", "software": "software", "song": "audio", "speech": "unpublished", "standard": "standard",
    "thesis": "thesis", "treaty": "legal", "webpage": "online",
}  # fmt: skip
# Entry type -> type of CSL; any other entry is a document.
CSL_TYPES = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "book": "book", "bookinbook": "chapter",
    "booklet": "pamphlet", "collection": "book", "conference": "paper-conference", "dataset": "dataset",
    "electronic": "webpage", "image": "figure", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "inreference": "entry-encyclopedia", "jurisdiction": "legal_case",
    "legal": "treaty", "legislation": "legislation", "letter": "personal_communication", "manual": "book",
    "mastersthesis": "thesis", "movie": "motion_picture", "music": "song", "mvbook": "book", "mvcollection": "book",
    "mvproceedings": "book", "mvreference": "book", "online": "webpage", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "phdthesis": "thesis", "proceedings": "book",
    "reference": "book", "report": "report", "review": "review", "software": "software", "standard": "standard",
    "suppbook": "chapter", "suppcollection": "chapter", "suppperiodical": "article-journal", "techreport": "report",
    "thesis": "thesis", "unpublished": "manuscript", "video": "motion_picture", "www": "webpage",
}  # fmt: skip
# biblatex manual, section 3.6.4: what `entrysubtype` says of an article.
SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}


def csl_type(facts: Facts) -> str:
    """Return the type of a paper in CSL: what it was in a file of CSL if that fits, else the nearest."""
    kind, fields = facts["type"], facts.get("fields", {})
    told = fields.get("csl-type", "")
    if told and ENTRY_TYPES.get(told, "misc") == kind:
        return told
    if kind == "article":
        return SUBTYPES.get(fields.get("entrysubtype", ""), "article-journal")
    if "arxiv" in facts and kind not in CSL_TYPES:
        return "article"  # "a self-contained work made widely available", as preprints are
    return CSL_TYPES.get(kind, "document")
