"""What the services answer: texts of our own in the likeness of their documented formats, about papers that are not."""

import json
from collections.abc import Sequence
from xml.sax.saxutils import escape

FEED = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
    ' xmlns:arxiv="http://arxiv.org/schemas/atom">\n'
    '  <link href="http://arxiv.org/api/query" rel="self" type="application/atom+xml"/>\n'
    '  <title type="html">ArXiv Query</title>\n  <id>http://arxiv.org/api/a1b2</id>\n'
    "  <updated>2026-11-20T00:00:00-05:00</updated>\n{entries}</feed>\n"
)
ACCENTED = (
    "José Ángel Peña", "Zoë Brontë", "Łukasz Żak", "Đorđe Šarić", "Åsa Öberg", "Nguyễn Văn Ánh", "Ludwig van Beet",
    "Maria de la Cruz", "Søren Ågård", "Gaëlle Lefèvre", "İbrahim Çağlar", "Jürgen Groß", "Ana Lucía Muñoz",
    "Petr Dvořák", "Ștefan Țepeș", "Wei-Ming Li", "O. K. Oneil", "Jean-Luc Noël", "Kjartan Þór", "Ἀλέξανδρος Παπάς",
)  # fmt: skip


def arxiv_entry(
    arxiv: str,
    title: str = "A Study of Tuning",
    authors: Sequence[str] = ("Ann Author", "Ben Writer"),
    *,
    abstract: str = "We study\n  tuning.",
    more: str = "",
) -> str:
    """Return the entry of one paper in arXiv's feed; texts are folded in the middle of a sentence there."""
    people = "".join(f"    <author>\n      <name>{escape(name)}</name>\n    </author>\n" for name in authors)
    return (
        f"  <entry>\n    <id>http://arxiv.org/abs/{arxiv}v2</id>\n    <updated>2024-07-09T17:43:54Z</updated>\n"
        f"    <published>2024-02-14T17:59:34Z</published>\n    <title>{escape(title)}</title>\n"
        f"    <summary>{escape(abstract)}\n</summary>\n{people}"
        f'    <link href="http://arxiv.org/abs/{arxiv}v2" rel="alternate" type="text/html"/>\n{more}'
        '    <arxiv:primary_category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>\n'
        '    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>\n  </entry>\n'
    )


def arxiv_feed(*entries: str) -> str:
    """Return a feed of arXiv's with these entries."""
    return FEED.replace("{entries}", "".join(entries))


def arxiv_error(what: str) -> str:
    """Return what arXiv answers to a question that it does not understand."""
    return arxiv_feed(
        f"  <entry>\n    <id>http://arxiv.org/api/errors#x</id>\n    <title>Error</title>\n"
        f"    <summary>{escape(what)}</summary>\n    <author><name>arXiv api core</name></author>\n  </entry>\n"
    )


def crossref(doi: str, **record: object) -> str:
    """Return Crossref's record of a paper at a conference, with these values instead of its own."""
    message = {
        "DOI": doi,
        "type": "proceedings-article",
        "title": ["A Study of Tuning"],
        "author": [
            {"given": "Ann", "family": "Author", "sequence": "first", "affiliation": []},
            {"given": "Ben", "family": "Writer", "sequence": "additional", "affiliation": []},
        ],
        "container-title": ["2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"],
        "publisher": "IEEE",
        "page": "101-110",
        "issued": {"date-parts": [[2024, 6, 16]]},
        "published": {"date-parts": [[2024, 6, 16]]},
        "relation": {},
        "URL": f"https://doi.org/{doi}",
    }
    kept = {name: value for name, value in (message | record).items() if value is not None}
    return json.dumps({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": kept})


def datacite(doi: str, **attributes: object) -> str:
    """Return DataCite's record of a preprint, with these values instead of its own."""
    own = {
        "doi": doi,
        "state": "findable",
        "creators": [
            {"name": "Author, Ann", "nameType": "Personal", "givenName": "Ann", "familyName": "Author"},
            {"name": "The Tuning Team", "nameType": "Organizational"},
        ],
        "titles": [{"title": "Études", "titleType": "TranslatedTitle"}, {"title": "A Study of Tuning"}],
        "publisher": "Zenodo",
        "publicationYear": 2024,
        "dates": [{"date": "2024-02-14T17:59:34Z", "dateType": "Submitted"}],
        "types": {"resourceTypeGeneral": "Preprint"},
        "descriptions": [{"description": "We study tuning.", "descriptionType": "Abstract"}],
        "relatedIdentifiers": [],
    }
    return json.dumps({"data": {"id": doi, "type": "dois", "attributes": own | attributes}})


def openreview(forum: str, venue: str = "ICLR 2024 poster", *, api: int = 2, **content: object) -> str:
    """Return OpenReview's list of the one note of a paper, as either of its interfaces writes it."""
    own = {
        "title": "A Study of Tuning",
        "authors": ["Ann Author", "Ben Writer"],
        "authorids": ["~Ann_Author1", "~Ben_Writer1"],
        "abstract": "We study tuning.",
        "venue": venue,
        "venueid": "ICLR.cc/2024/Conference",
        "_bibtex": (
            "@inproceedings{\nauthor2024study,\ntitle={A Study of Tuning},\nauthor={Ann Author and Ben Writer},\n"
            "booktitle={The Twelfth International Conference on Learning Representations},\nyear={2024}\n}"
        ),
    }
    shown = {name: value for name, value in (own | content).items() if value is not None}
    written = shown if api == 1 else {name: {"value": value} for name, value in shown.items()}
    note = {"id": forum, "forum": forum, "cdate": 1695000000000, "tcdate": 1695000000000, "content": written}
    return json.dumps({"notes": [note], "count": 1})


def acl(anthology: str, title: str = "A Study of {LoRA} {\\&} Friends") -> str:
    """Return the entry that the ACL Anthology has beside a page."""
    return (
        f'@inproceedings{{author-writer-2024-study,\n    title = "{title}",\n'
        '    author = "Pe{\\~n}a, Jos{\\\'e}  and\n      Writer, Ben",\n'
        '    editor = "Ku, Lun-Wei  and\n      Martins, Andre",\n'
        '    booktitle = "Proceedings of the 62nd Annual Meeting of the Association for Computational Linguistics'
        ' (Volume 1: Long Papers)",\n'
        '    month = aug,\n    year = "2024",\n    address = "Bangkok, Thailand",\n'
        '    publisher = "Association for Computational Linguistics",\n'
        f'    url = "https://aclanthology.org/{anthology}/",\n    doi = "10.18653/v1/{anthology}",\n'
        '    pages = "4157--4173",\n    abstract = "We study tuning."\n}\n'
    )


def dblp_hit(key: str, **info: object) -> dict[str, object]:
    """Return a hit of DBLP's search."""
    own = {
        "authors": {"author": [{"@pid": "1/1", "text": "Ann Author 0001"}, {"@pid": "2/2", "text": "Ben Writer"}]},
        "title": "A Study of Tuning &amp; More.",
        "venue": "ICML",
        "pages": "101-110",
        "year": "2024",
        "type": "Conference and Workshop Papers",
        "key": key,
        "ee": "https://openreview.net/forum?id=abcdef1234",
        "url": f"https://dblp.org/rec/{key}",
    }
    return {"@score": "5", "@id": "1", "info": own | info, "url": "URL#1"}


def dblp_search(*hits: dict[str, object]) -> str:
    """Return an answer of DBLP's search."""
    found: dict[str, object] = {"@total": str(len(hits)), "@sent": str(len(hits)), "@first": "0"}
    found |= {"hit": list(hits)} if hits else {}
    return json.dumps({"result": {"query": "q", "status": {"@code": "200", "text": "OK"}, "hits": found}})


def dblp_bib(key: str) -> str:
    """Return the entry that DBLP has for a record."""
    return (
        f"@inproceedings{{DBLP:{key},\n  author       = {{Ann Author 0001 and\n                  Ben Writer}},\n"
        "  title        = {A Study of Tuning},\n  booktitle    = {Forty-first International Conference on Machine\n"
        "                  Learning, {ICML} 2024, Vienna, Austria, July 21-27, 2024},\n"
        "  series       = {Proceedings of Machine Learning Research},\n  pages        = {101--110},\n"
        "  publisher    = {{PMLR} / OpenReview.net},\n  year         = {2024},\n"
        "  url          = {https://proceedings.mlr.press/v235/author24a.html},\n"
        "  timestamp    = {Mon, 02 Sep 2024 16:45:29 +0200},\n"
        f"  biburl       = {{https://dblp.org/rec/{key}.bib}},\n"
        "  bibsource    = {dblp computer science bibliography, https://dblp.org}\n}\n"
    )


def s2_record(arxiv: str, **record: object) -> dict[str, object]:
    """Return Semantic Scholar's record of a preprint that has appeared."""
    own: dict[str, object] = {
        "paperId": "0" * 40,
        "externalIds": {"ArXiv": arxiv, "DBLP": "conf/icml/AuthorW24", "DOI": "10.48550/arXiv." + arxiv, "CorpusId": 1},
        "title": "A Study of Tuning",
        "venue": "International Conference on Machine Learning",
        "publicationVenue": {"name": "International Conference on Machine Learning", "type": "conference"},
        "publicationTypes": ["JournalArticle", "Conference"],
        "year": 2024,
        "journal": {"volume": "abs/" + arxiv, "name": "ArXiv"},
        "authors": [{"authorId": "1", "name": "Ann Author"}, {"authorId": "2", "name": "Ben Writer"}],
    }
    return own | record
