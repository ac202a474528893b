"""Which papers stand in the items of a list, and in the lines of a paragraph?"""

import re
from collections.abc import Iterator, Sequence

from mllmtune.formats.awesome_cards import are_of_one, is_alike
from mllmtune.formats.awesome_items import Found, found_in, is_long_title, is_paper, is_titled_work, take_facts
from mllmtune.formats.awesome_labels import kind_of_label
from mllmtune.formats.awesome_links import identified, kind_of, links_of
from mllmtune.formats.awesome_marks import is_dated_place, tags_end
from mllmtune.formats.awesome_parts import Item
from mllmtune.formats.awesome_people import people
from mllmtune.formats.awesome_runs import Run, lines_of, plain_text
from mllmtune.formats.awesome_sentences import are_several_people, has_capitals, is_fact
from mllmtune.formats.awesome_venues import day_of

Labelled = tuple[Found, tuple[str, ...]]  # with the labels that stand over it in the list

_SPEAKS = re.compile(r"\b(?:we|our|please|cite|special\s+thanks|thanks\s+to|welcome)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\W{0,3}\s(?:is|has|was|will|got)\s")
_YEAR = re.compile(r"\((?:19|20)\d\d[a-z]?\)")
_LONGEST_LABEL = 60  # signs of an item that only names what stands under it
_REMARK = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)\.?")  # the words under a picture: (from Smith et al. 2031)
_LONGEST_NAME = 5  # words: R-CNN, Some Great Laboratory
_FEWEST = 3  # words of a title that nothing else tells from a name


def entries_among(items: Sequence[Item]) -> Iterator[Labelled]:
    """Give the papers of the items of one list.

    An item whose only link is code or a project's page is one too, if it is set as the others are and most of them are
    papers.
    """
    entries = _with_their_titles([(item, list(_entries_of(item))) for item in _with_their_people(items)])
    papers = sum(bool(found) for _, found in entries)
    for item, found in entries:
        if not found and papers > 1 and papers * 3 >= len(entries) * 2:
            yield from _like_the_others(item)
        yield from found


def _with_their_people(items: Sequence[Item]) -> list[Item]:
    """Return the items, those that say who wrote what stands before and links nothing as items of it."""
    out: list[Item] = []
    for item in items:
        above = out[-1] if out else None
        if above and not above.items and not any(run.href for run in above.runs) and _is_byline(item):
            out[-1] = Item(above.line, above.runs, [item])
        else:
            out.append(item)
    return out


def _is_byline(item: Item) -> bool:
    first = plain_text(next(iter(lines_of(item.runs)), ()))
    return are_several_people(first) and not item.items


def _with_their_titles(entries: Sequence[tuple[Item, list[Labelled]]]) -> list[tuple[Item, list[Labelled]]]:
    """Return the items and their entries without those that only cite what stands before, whose title they give."""
    out: list[tuple[Item, list[Labelled]]] = []
    for item, found in entries:
        above = out[-1][1] if out else []
        if len(above) == len(found) == 1 and above[0][0].papers and _take_title(above[0][0], found[0][0]):
            continue
        out.append((item, found))
    return out


def entries_of_lines(line: int, runs: Sequence[Run]) -> list[Found]:
    """Return what the runs say: of one paper, or of several, if each line is one of its own."""
    whole = found_in(line, runs)
    if "\n" not in plain_text(runs):
        return [whole]
    lines = [(line + number, part) for number, part in enumerate(lines_of(runs)) if plain_text(part).strip()]
    singles = [found_in(number, part) for number, part in lines]
    if len(singles) > 1 and all(map(_is_set_as_entry, singles)) and any(map(is_paper, singles)):
        return singles if len({_address(found) for found in singles}) == len(singles) else [whole]
    if sum(kind_of(link) == "paper" for link in links_of(runs)) < 2:  # noqa: PLR2004 - two papers
        return [whole]
    singles = [found for found in singles if is_paper(found) and found.papers and _begins_with_title(found)]
    addresses = {href for found in singles for href in found.papers[:1]}
    return singles if len(singles) > 1 and len(addresses) == len(singles) else [whole]


def is_entry_of_text(found: Found) -> bool:
    """Tell whether a text is an entry: it begins with the title, and does not go on as a sentence would."""
    if not (found.papers or found.has_paper_label or found.title_href) or not is_paper(found):
        return False
    return _begins_with_title(found) and not _REMARK.fullmatch(found.raw.strip())


def _is_set_as_entry(found: Found) -> bool:
    return (is_entry_of_text(found) if is_paper(found) else is_titled_work(found)) and _begins_with_title(found)


def _address(found: Found) -> str:
    return next(iter(found.papers), found.title_href)


def _begins_with_title(found: Found) -> bool:
    text = " ".join(found.raw.split())
    at = text.find(found.title[:30])
    before = text[tags_end(text) : max(at, 0)].rstrip(' "\u201c')
    words = re.sub(r"[\[(【][^\])】]*[\])】]|[^\w]", " ", before).split()
    after = text[at + len(found.title) :] if at >= 0 else ""
    is_begun = len(words) <= 2 or bool(people(_YEAR.sub("", before)))  # noqa: PLR2004 - a mark
    follows = re.match(r"\W?\s+((?!by\b|in\b|et\b)(?:[a-z]{2,}|has|is))\s", after)
    return is_begun and (follows is None or bool(kind_of_label(follows[1])))


def _entries_of(item: Item) -> Iterator[Labelled]:
    """Give the entries of an item and of those under it."""
    own = entries_of_lines(item.line, item.runs)
    papers = [found for found in own if _is_entry(found, item) and not _is_news(found)]
    below = list(entries_among(item.items))
    if papers:
        yield from _with_those_under(papers, item, below)
        return
    if any(map(_is_news, own)):
        own = []
    if len(below) == 1 and own and are_of_one(item.items):
        yield _named(below[0][0], own[0].title, item.items), ()
        return
    if item.items and own and own[0].title and (whole := _whole(own[0], item, below)):
        yield whole, ()
        return
    label = _label(item)
    yield from ((found, (*label, *labels)) for found, labels in below)


def _is_entry(found: Found, item: Item) -> bool:
    return is_paper(found) or _is_cited_by_name(found) or (not item.items and is_placed(found))


def _with_those_under(papers: Sequence[Found], item: Item, below: Sequence[Labelled]) -> Iterator[Labelled]:
    """Give the papers of an item with what is said under them, and the other papers there."""
    known = {_page(href) for found in papers for href in (*found.papers, found.title_href) if href}
    beside = [
        (found, labels)
        for found, labels in below
        if found.papers and _is_beside(found) and known.isdisjoint(map(_page, (*found.papers, found.title_href)))
    ]
    if len(papers) == 1:
        apart = {found.line for found, _ in beside if known and len(found.title.split()) > _FEWEST}
        for under in item.items:
            if under is item.items[0] and _take_title(papers[0], found_in(under.line, under.runs)):
                beside = [(found, labels) for found, labels in beside if found.line != under.line]
            elif under.line not in apart:
                take_facts(papers[0], under.runs)
        beside = [(found, labels) for found, labels in beside if found.line in apart or not _is_taken(papers[0], found)]
    yield from ((found, ()) for found in papers)
    yield from beside


def _is_taken(paper: Found, found: Found) -> bool:
    """Tell whether the page of what stands under a paper is one of the paper's own."""
    return not set(paper.papers).isdisjoint(found.papers)


def _page(href: str) -> str:
    """Return what tells one page from another: the number, if it is one of arXiv's."""
    return next(iter(identified([href])[0].values()), href)


def _whole(found: Found, item: Item, below: Sequence[Labelled]) -> Found | None:
    """Return the paper that an item with a title is, if what makes it one stands under it."""
    runs = [run for part in (item, *item.items) for run in (*part.runs, Run("\n"))]
    whole = found_in(item.line, runs)
    below = [(other, labels) for other, labels in below if not are_several_people(other.title)]
    titles = [other for other, _ in below if not is_alike(other.title, found.title)]
    has_page = bool(whole.papers) or whole.has_paper_label
    if is_paper(whole) and whole.title == found.title and has_page and not titles:
        return whole
    if below or has_page:
        return None
    for under in item.items:
        take_facts(found, under.runs)
    return found if is_paper(found) or _is_cited_by_name(found) else None


def _is_beside(found: Found) -> bool:
    """Tell whether an item under a paper is another, and not said of it: ``Summary: Unlike [...](...)``."""
    return _begins_with_title(found) and not is_fact(found.raw.strip("*_ "))


def _named(found: Found, name: str, items: Sequence[Item]) -> Found:
    """Return the paper that one of the facts under a name is, with what the others say of it."""
    for under in items:
        take_facts(found, under.runs)
    if name and len(name.split()) <= _FEWEST and not found.title.startswith(name):
        found.method = name
    return found


def _is_news(found: Found) -> bool:
    """Tell whether a line speaks to the reader or of who keeps the list: "We release ...", "please cite ..."."""
    text = " ".join(found.raw.split())
    at = max(0, text.find(found.title[:30])) if found.title else 0
    is_sentence = bool(found.title) and _GOES_ON.match(text[at + len(found.title) :]) is not None
    return is_sentence or _SPEAKS.search(text[:at]) is not None or _SPEAKS.match(found.title) is not None


def _is_cited_by_name(found: Found) -> bool:
    """Tell whether an item without any link is a title and those who wrote it."""
    if found.links or found.title_href or not found.authors or len(found.title.split()) < _FEWEST:
        return False
    return _begins_with_title(found)


def _take_title(found: Found, cited: Found) -> bool:
    """Give a name the title of the citation under it: ``- LoRA [[Paper](...)]``, ``- Ann Smith, Low-Rank ...``."""
    words = len(found.title.split())
    before = cited.raw[: max(cited.raw.find(cited.title[:30]), 0)].strip(" ,.")
    is_its = are_several_people(before) or cited.title.startswith(found.title.split(",")[0].split(" (")[0])
    if words > _LONGEST_NAME or cited.links or cited.has_paper_label or cited.title_href or not is_its:
        return False
    if len(cited.title.split()) <= _FEWEST or not _begins_with_title(cited):
        return False
    found.title, found.method = cited.title, found.title if words <= _FEWEST else found.method
    found.authors, found.year = found.authors or cited.authors, found.year or cited.year
    found.venue = found.venue if found.venue.name else cited.venue
    return True


def is_placed(found: Found) -> bool:
    """Tell whether a text without any link is a title and, behind or before it, where and when it appeared."""
    if found.links or found.papers or found.title_href or not is_long_title(found) or _is_news(found):
        return False
    text = " ".join(found.raw.split())
    at = text.find(found.title)
    behind = text[at + len(found.title) :]
    is_parted = behind[:1] in (".", ",", "?") or has_capitals(found.title)
    if at < 0 or tags_end(text) < at or not is_parted:
        return False
    place = behind.strip(" .,:;?|()[]-\u2013\u2014") or text[:at].strip(" .,:;|()[]-\u2013\u2014")
    return is_dated_place(place)


def _like_the_others(item: Item) -> Iterator[Labelled]:
    found = found_in(item.line, item.runs)
    is_work = is_titled_work(found) or (has_capitals(found.title) and is_long_title(found) and not found.title_href)
    if is_work and _begins_with_title(found) and not _is_news(found):
        yield found, ()


def _label(item: Item) -> tuple[str, ...]:
    text = " ".join(plain_text(item.runs).split())
    return (text,) if text and len(text) <= _LONGEST_LABEL and not day_of(text) else ()
