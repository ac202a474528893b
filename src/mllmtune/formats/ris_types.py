"""Which type of RIS is which type of entry?

RIS: the type codes of Reference Manager and EndNote, as the EndNote manual and Zotero's translator use them.
"""

from mllmtune.model.facts import Facts

# TY -> the entry type that is nearest; anything else is "misc".
ENTRY_TYPES = {
    "ABST": "article", "ADVS": "video", "AGGR": "dataset", "ANCIENT": "book", "ART": "artwork", "BILL": "legislation",
    "BLOG": "online", "BOOK": "book", "CASE": "jurisdiction", "CHAP": "incollection", "CLSWK": "book",
    "COMP": "software", "CONF": "inproceedings", "CPAPER": "inproceedings", "CTLG": "book", "DATA": "dataset",
    "DBASE": "dataset", "DICT": "inreference", "EBOOK": "book", "ECHAP": "incollection", "EDBOOK": "collection",
    "EJOUR": "article", "ELEC": "online", "ENCYC": "inreference", "FIGURE": "image", "GOVDOC": "techreport",
    "HEAR": "jurisdiction", "ICOMM": "online", "INPR": "article", "JFULL": "periodical", "JOUR": "article",
    "LEGAL": "legislation", "MANSCPT": "unpublished", "MGZN": "article", "MPCT": "movie", "MUSIC": "music",
    "NEWS": "article", "PAMP": "booklet", "PAT": "patent", "PCOMM": "letter", "RPRT": "techreport", "SER": "book",
    "SLIDE": "unpublished", "SOUND": "audio", "STAND": "standard", "STAT": "legislation", "THES": "thesis",
    "UNPB": "unpublished", "VIDEO": "video",
}  # fmt: skip
# Entry type -> TY; anything else is "GEN".
RIS_TYPES = {
    "article": "JOUR", "artwork": "ART", "audio": "SOUND", "book": "BOOK", "bookinbook": "CHAP", "booklet": "PAMP",
    "collection": "EDBOOK", "conference": "CONF", "dataset": "DATA", "electronic": "ELEC", "image": "FIGURE",
    "inbook": "CHAP", "incollection": "CHAP", "inproceedings": "CONF", "inreference": "ENCYC", "jurisdiction": "CASE",
    "legislation": "STAT", "letter": "PCOMM", "manual": "BOOK", "mastersthesis": "THES", "movie": "MPCT",
    "music": "MUSIC", "mvbook": "BOOK", "mvcollection": "EDBOOK", "mvproceedings": "EDBOOK", "mvreference": "BOOK",
    "online": "ELEC", "patent": "PAT", "periodical": "JFULL", "phdthesis": "THES", "proceedings": "EDBOOK",
    "reference": "BOOK", "report": "RPRT", "review": "JOUR", "software": "COMP", "standard": "STAND",
    "suppbook": "CHAP", "suppcollection": "CHAP", "suppperiodical": "JOUR", "techreport": "RPRT", "thesis": "THES",
    "unpublished": "UNPB", "video": "VIDEO", "www": "ELEC",
}  # fmt: skip
SUBTYPES = {"magazine": "MGZN", "newspaper": "NEWS"}


def ris_type(facts: Facts) -> str:
    """Return TY for a paper: what it was in a file of RIS if that fits, else the nearest."""
    kind, fields = facts["type"], facts.get("fields", {})
    told = fields.get("ris-ty", "")
    if told and ENTRY_TYPES.get(told, "misc") == kind:
        return told
    if kind == "article" and (subtype := SUBTYPES.get(fields.get("entrysubtype", ""))):
        return subtype
    return RIS_TYPES.get(kind, "GEN")
