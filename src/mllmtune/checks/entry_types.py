"""Which entry types are there, and which fields does each need?

The biblatex manual, section 2.1 (types, aliases, mandatory fields); BibTeXing, section 3.1, for classic BibTeX.
Author, title and year have rules of their own and are not repeated here.
"""

# Alternatives are joined by a bar; any one of them will do. Names are those of the model, then of BibTeX's fields.
REQUIRED = {
    "article": ("journal",),
    "inproceedings": ("booktitle",),
    "conference": ("booktitle",),
    "incollection": ("booktitle",),
    "inbook": ("booktitle|chapter|pages",),
    "suppbook": ("booktitle",),
    "phdthesis": ("school|institution",),
    "mastersthesis": ("school|institution",),
    "thesis": ("institution|school",),
    "techreport": ("institution",),
    "report": ("institution",),
    "patent": ("number",),
    "online": ("url|doi|arxiv|eprint",),
    "electronic": ("url|doi|arxiv|eprint|howpublished",),
    "www": ("url|doi|arxiv|eprint|howpublished",),
}

KNOWN = frozenset((
    "article", "book", "mvbook", "inbook", "bookinbook", "suppbook", "booklet", "collection", "mvcollection",
    "incollection", "suppcollection", "dataset", "manual", "misc", "online", "patent", "periodical", "suppperiodical",
    "proceedings", "mvproceedings", "inproceedings", "reference", "mvreference", "inreference", "report", "set",
    "software", "thesis", "unpublished", "xdata", "custom", "conference", "electronic", "mastersthesis", "phdthesis",
    "techreport", "www", "artwork", "audio", "bibnote", "commentary", "image", "jurisdiction", "legislation", "legal",
    "letter", "movie", "music", "performance", "review", "standard", "video", "datatype",
    "softwareversion", "softwaremodule", "codefragment",  # of the package biblatex-software
    "customa", "customb", "customc", "customd", "custome", "customf",
))  # fmt: skip

# Works that have no author as a matter of course.
WITHOUT_AUTHORS = frozenset((
    "proceedings", "mvproceedings", "periodical", "collection", "mvcollection", "reference", "mvreference", "manual",
    "xdata", "set", "software", "dataset", "standard", "legislation", "legal", "jurisdiction", "image", "movie",
    "music", "performance", "audio", "video", "suppperiodical", "www", "electronic", "online",
))  # fmt: skip
