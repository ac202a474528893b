"""What do CSL and BibTeX call the same thing, apart from types?

CSL: Citation Style Language 1.0.2, appendix IV (variables), https://docs.citationstyles.org, and its JSON schema for
input data. BibTeX: BibTeXing, Oren Patashnik, 1988, section 3.2; biblatex manual, section 2.2.
"""

# What BibTeX's styles print for a thesis without a type of its own.
THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}

# biblatex manual, section 4.9.2.13: keys of `type` that its styles spell out.
GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master's thesis", "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis", "techreport": "Technical report", "resreport": "Research report",
    "software": "Computer software", "datacd": "Data CD", "audiocd": "Audio CD",
}  # fmt: skip

# Variables whose text may have markup, and those whose text is plain -> attribute.
RICH_ATTRIBUTES = {"title": "title", "collection-title": "series", "abstract": "abstract", "note": "note"}
PLAIN_ATTRIBUTES = {
    "volume": "volume", "chapter-number": "chapter", "edition": "edition", "publisher-place": "address",
    "keyword": "keywords",
}  # fmt: skip
VERBATIM_ATTRIBUTES = {"ISBN": "isbn", "ISSN": "issn"}
# Variables -> the field that holds them; the first variable of a field is the one that is written.
RICH_FIELDS = {
    "title-short": "shorttitle", "shortTitle": "shorttitle", "container-title-short": "shortjournal",
    "journalAbbreviation": "shortjournal", "event-title": "eventtitle", "event": "eventtitle",
    "original-title": "origtitle",
}  # fmt: skip
PLAIN_FIELDS = {
    "event-place": "venue", "genre": "type", "version": "version", "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes", "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation", "annote": "annote", "PMID": "pmid",
    "PMCID": "pmcid", "call-number": "library", "status": "pubstate",
}  # fmt: skip
# A second field that says the same -> variable.
SYNONYMS = {"annotation": "annote"}
# Variables that BibTeX has no name for, under their own.
OWN_FIELDS = (
    "archive", "archive-place", "archive_collection", "archive_location", "authority", "citation-label", "dimensions",
    "division", "jurisdiction", "license", "locator", "medium", "page-first", "part-number", "part-title",
    "printing-number", "references", "reviewed-genre", "reviewed-title", "scale", "section", "source",
    "supplement-number", "volume-title", "year-suffix",
)  # fmt: skip
NAMES = {"author": "authors", "editor": "editors"}
NAME_FIELDS = {"translator": "translator", "container-author": "bookauthor"} | {
    name: name
    for name in (
        "chair", "collection-editor", "compiler", "composer", "contributor", "curator", "director",
        "editorial-director", "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator",
        "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
        "series-creator",
    )
}  # fmt: skip
DATE_FIELDS = {
    "accessed": "urldate", "event-date": "eventdate", "original-date": "origdate", "available-date": "available-date",
    "submitted": "submitted",
}  # fmt: skip

# Articles have a journal and its number; what stands in a series is numbered in it.
IN_JOURNALS = frozenset(("article", "suppperiodical", "periodical", "review"))
IN_SERIES = frozenset((
    "book", "mvbook", "inbook", "bookinbook", "suppbook", "collection", "mvcollection", "incollection",
    "suppcollection", "proceedings", "mvproceedings", "inproceedings", "conference", "reference", "mvreference",
    "inreference", "manual",
))  # fmt: skip
# Who stands as CSL's publisher, for types in which that is not the publisher.
ISSUERS = {
    "phdthesis": "school", "mastersthesis": "school", "thesis": "institution", "techreport": "institution",
    "report": "institution", "manual": "organization", "online": "organization", "misc": "publisher",
}  # fmt: skip
PUBLISHERS = ("publisher", "institution", "school", "organization", "howpublished")
# Babel's names of languages, which biblatex's langid has, and the codes of BCP 47, which CSL has.
LANGUAGES = {
    "american": "en-US", "british": "en-GB", "english": "en", "ngerman": "de-DE", "german": "de", "french": "fr",
    "spanish": "es", "italian": "it", "portuguese": "pt", "brazilian": "pt-BR", "dutch": "nl", "russian": "ru",
    "polish": "pl", "czech": "cs", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi",
    "hungarian": "hu", "greek": "el", "turkish": "tr", "ukrainian": "uk", "latin": "la", "catalan": "ca",
    "romanian": "ro", "chinese": "zh", "japanese": "ja", "korean": "ko", "arabic": "ar", "hebrew": "he",
}  # fmt: skip
