"""What does an item, a paragraph or a cell of a list say of a paper?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from mllmtune.formats.awesome_bylines import with_plain_names
from mllmtune.formats.awesome_labels import kind_of_host, kind_of_label
from mllmtune.formats.awesome_links import Linked, badge_text, is_web, kind_of, links_of, starred
from mllmtune.formats.awesome_marks import is_only_venue
from mllmtune.formats.awesome_people import are_whole, people
from mllmtune.formats.awesome_plain_titles import Title
from mllmtune.formats.awesome_runs import NOWHERE, Run, plain_text
from mllmtune.formats.awesome_sentences import are_several_people, without_venue
from mllmtune.formats.awesome_titles import title_of
from mllmtune.formats.awesome_venues import Venue, day_of, known_venue, unknown_venue, year_in
from mllmtune.model.facts import Facts


@dataclass(slots=True)
class Found:
    """What was found of a paper, before it is known whether it is one."""

    line: int
    title: str = ""
    method: str = ""
    title_href: str = ""
    papers: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    venue: Venue = field(default_factory=Venue)
    year: int | None = None
    posted: str = ""
    status: str = ""
    affiliation: str = ""
    remark: str = ""
    has_paper_label: bool = False
    said: int = 0  # how many of the papers a label calls so
    cited: Facts | None = None
    raw: str = ""


_STATUS = re.compile(r"\[\s*(UN-?READ|READING|READ)\s*\]")
_STATUSES = {"UNREAD": "unread", "READING": "reading", "READ": "read"}
_FULL_YEAR = re.compile(r"(?<![\d./-])((?:19|20)\d\d)(?![\d]|[./-]\d)")
_NUMBER = re.compile(r"\barxiv\s*:?\s*(\d{4}\.\d{4,5})\b", re.IGNORECASE)
_DOI = re.compile(r"\bdoi\s*:?\s*(10\.\d{4,9}/[^\s,;()\[\]]+)", re.IGNORECASE)
_NO_PAPERS = frozenset(("code", "model", "dataset", "demo", "tweet", "video", "badge"))
_PLAIN_HOSTS = frozenset(("", "code", "project"))
_NICKNAME = re.compile(r"(?<=\w) ?\([A-Z][a-z]{1,11}\) ?(?=[A-Z])")  # Jeff (Jun) Zhang
# What parts a list of names from the rest: a full stop that ends no "Md.", a break, a bracket, a dash.
_PARTS = re.compile(
    r"(?<=[^\W\d_]{2})(?<!\bMd)(?<!\bSt)(?<!\bJr)(?<!\bDr)[.:]\s+|(?<=et al)\.?;\s*"
    r"|\n+|\s*[(\[\])|]\s*|\s[\u2013\u2014]\s"
)
_EVENT = re.compile(r"\b\d+(?:st|nd|rd|th)\b.*\bworkshop\b|\b(?:workshop|tutorial)\s+(?:on|at)\b", re.IGNORECASE)
_FIGURE = re.compile(r"(?:fig(?:ure|\.)|table)\s*\d", re.IGNORECASE)  # the words under a picture of the list
_LABELLED = re.compile(r"\W*(?P<label>[^\W\d_][^:：,.]{1,24}?)\s*[:：]\s*(?P<value>.*)", re.DOTALL)
_OF_PLACE = re.compile(
    r"\b(?:venue|conf\w*|journal|publi\w+|accepted|proceedings|date|time|year|when|where|appear\w*|source)|[会期]议?刊?|发表|时间|日期|年",
    re.IGNORECASE,
)
_BRIEF = 60  # signs of a line that says one thing
_MOST_PEOPLE = 60  # who are looked for before a venue
_MOST_CJK = 3  # signs of a title in English
_FEWEST = 3  # words of a title that nothing else tells from a name
_LATIN = re.compile(r"[A-Za-z]")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def found_in(line: int, runs: Sequence[Run]) -> Found:
    """Return what the runs of an entry say."""
    found = Found(line, raw=plain_text(runs).strip())
    runs = with_plain_names(_without_status(runs, found))
    title = title_of(runs)
    rest = list(runs)
    if title is not None:
        found.title, found.method, found.title_href = title.text, title.method.strip("`"), title.href
        found.title, venue = without_venue(found.title)
        rest = [*runs[: title.first], Run(f"\n{venue}\n{title.rest}\n"), *runs[title.last :]]
    _take_links(found, runs, title)
    _take_rest(found, rest)
    if not found.papers and (number := _NUMBER.search(" ".join([plain_text(runs), *map(badge_text, runs)]))):
        found.papers.append(f"https://arxiv.org/abs/{number[1]}")
    if not found.papers and (number := _DOI.search(plain_text(runs))):
        found.papers.append(f"https://doi.org/{number[1].rstrip('.')}")
    return found


def is_paper(found: Found) -> bool:
    """Tell whether what was found outside a table of papers is a paper."""
    if not found.title or _FIGURE.match(found.title):
        return False
    if found.papers or found.cited or found.has_paper_label:
        return True
    if found.title_href in ("", NOWHERE):
        return bool(found.venue.name and (found.authors or found.links or found.title_href))
    kind = kind_of_host(found.title_href)
    if kind != "paper" and _EVENT.search(found.title):
        return False
    if kind == "notes":
        return _is_latin(found.title)
    of_a_paper = (found.authors, found.venue.name)
    return is_web(found.title_href) and (all(of_a_paper) if kind in _NO_PAPERS else any(of_a_paper))


def is_titled_work(found: Found) -> bool:
    """Tell whether what links only to code or a project's page has the title of a paper and not a name."""
    linked = is_web(found.title_href) or bool(found.links)
    return is_long_title(found) and linked and kind_of_host(found.title_href) in _PLAIN_HOSTS


def is_long_title(found: Found) -> bool:
    """Tell whether a title is longer than a name is, and neither Chinese nor a list of people."""
    words = found.title.split()
    is_long = len(words) > _FEWEST + 1 or (len(words) >= _FEWEST and ": " in found.title)
    return is_long and not _CJK.search(found.title) and not are_several_people(found.title)


def settle(found: Found) -> None:
    """Decide what the title's own link is, once all that is said of the paper is known."""
    href = found.title_href
    if not href or not is_web(href) or href in found.papers:
        return
    kind = kind_of_host(href)
    if kind == "code":
        found.links.insert(0, (kind, href))
    elif kind in ("notes", "tweet", "video") or (found.papers and kind != "paper"):
        found.links.append((kind or "project", href))
    else:
        found.papers.insert(0, href)


def _is_latin(text: str) -> bool:
    return len(_LATIN.findall(text)) > len(_CJK.findall(text)) <= _MOST_CJK


def _without_status(runs: Sequence[Run], found: Found) -> list[Run]:
    out = []
    for run in runs:
        match = None if run.href or run.image else _STATUS.search(run.text)
        if match and not found.status:
            found.status = _STATUSES[match[1].replace("-", "")]
            run = run._replace(text=run.text[: match.start()] + run.text[match.end() :])  # noqa: PLW2901 - the run as it is kept
        out.append(run)
    return out


def _take_links(found: Found, runs: Sequence[Run], title: Title | None) -> None:
    own = {run.link for run in runs[title.first : title.last] if run.href and run.text.strip()} if title else set()
    others = [run for run in runs if not (run.link in own and run.href)]
    take_links(found, others)
    if title and kind_of_host(title.href) == "paper":
        found.papers.insert(0, title.href)


def take_links(found: Found, runs: Sequence[Run], column: str = "") -> None:
    """Take the links of `runs` and what they are; `column` is the kind of those that do not say it."""
    for link in links_of(runs):
        kind = kind_of(link, column)
        if kind == "paper":
            found.has_paper_label = True
        if not is_web(link.href) or kind in ("badge", "person"):
            continue
        if kind == "paper":
            _take_paper(found, link)
        else:
            found.links.append((kind, link.href))
    if repository := starred(runs):
        found.links.append(("shown", repository))


def _take_paper(found: Found, link: Linked) -> None:
    """Take a paper's page; one whose label says so goes before those that are only mentioned."""
    if link.href in found.papers:
        return
    is_said = "paper" in (kind_of_label(link.label), kind_of_label(link.before))
    at = found.said if is_said else len(found.papers)
    found.papers.insert(at, link.href)
    found.said += is_said


def _take_rest(found: Found, rest: Sequence[Run]) -> None:
    """Take authors, venue and day from what is neither title nor link."""
    chunks = [
        (italic, "".join(run.text for run in group))
        for (italic, _), group in groupby(
            (run for run in rest if not (run.image or run.href)), key=lambda run: (run.italic, run.code)
        )
    ]
    left = []
    for italic, text in sorted(chunks, key=lambda chunk: not chunk[0]):
        names = [] if found.authors else (people(text) if italic else [])
        if names:
            found.authors = names
        else:
            left.append(text)
    text = "\n".join(left)
    if not found.authors:
        text = _take_people(found, text)
    take_venue(found, "\n".join([text, *_dated_venues(rest)]))


def take_venue_beside(found: Found, runs: Sequence[Run]) -> None:
    """Take the venue that is named beside links, or by their labels."""
    text = [run.text for run in runs if not (run.href or run.image)]
    take_venue(found, "\n".join([*text, *_dated_venues(runs)]))


def _dated_venues(runs: Sequence[Run]) -> Iterator[str]:
    """Give the labels that name a venue with its year, or a day: without it they say only where the link leads."""
    for run in runs:
        label = badge_text(run) if run.image and "badge/" in run.image else run.text if run.href else ""
        if label and (day_of(label) or (year_in(label) is not None and is_only_venue(label))):
            yield label


def take_facts(found: Found, runs: Sequence[Run]) -> None:
    """Take what an item under an entry says of it: who wrote it, where it appeared, links with labels."""
    text = plain_text(runs).strip()
    names = [] if found.authors else people(text)
    if names and are_whole(names):
        found.authors = names
    elif len(text) < _BRIEF and not (found.venue.name and found.posted):
        take_venue(found, _of_place(text))
    is_label = bool(kind_of_label(re.split(r"[:：]", text, maxsplit=1)[0]))
    is_label = is_label or is_web(text.split("\n", 1)[0])
    take_links(found, [run for run in runs if is_label or not run.href or run.image or kind_of_label(run.text)])


def _of_place(text: str) -> str:
    """Return what a fact says of where and when: all of it, unless its label says that it is of something else."""
    match = _LABELLED.match(text)
    if match is None or kind_of_label(match["label"]) or known_venue(match["label"]).name:
        return text
    if _OF_PLACE.search(match["label"]):
        return match["value"]
    return ""


def take_venue(found: Found, text: str) -> None:
    """Take the venue that is named in a text about more than the venue, the year and the day."""
    venue = known_venue(text)
    if not venue.name:
        venue = unknown_venue(text)
    if venue.name and not found.venue.name:
        found.venue = venue
    found.posted = found.posted or day_of(text)
    match = _FULL_YEAR.search(text)
    found.year = found.year or venue.year or (int(match[1]) if match else None)
    if found.year is None and venue.name:
        found.year = year_in(text)


def _take_people(found: Found, text: str) -> str:
    """Take the first sentence or line that is a list of names; return what is left."""
    text = _NICKNAME.sub(" ", text)
    for piece in _PARTS.split(text):
        several = "," in piece or " and " in piece or " & " in piece or "et al" in piece
        if several and (names := people(piece)) and are_whole(names):
            found.authors = names
            return text.replace(piece, " ", 1)
    if not known_venue(text).name:
        return text
    # Names and the venue in one go: "Ann Smith, Bo Li, ICML 2023".
    parts = re.split(r"\s*,\s*", text.strip(" ,.\n"))
    for end in range(min(len(parts) - 1, _MOST_PEOPLE), 0, -1):
        names = people(", ".join(parts[:end]))
        if names and known_venue(", ".join(parts[end:])).name:
            found.authors = names
            return ", ".join(parts[end:])
    return text
