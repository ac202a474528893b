"""Which papers stand in the items of a list, and in the lines of a paragraph?"""

import re
from collections.abc import Iterator, Sequence

from mllmtune.formats.awesome_cards import are_of_one, is_alike
from mllmtune.formats.awesome_items import Found, found_in, is_paper, is_titled_work, take_facts
from mllmtune.formats.awesome_labels import kind_of_label
from mllmtune.formats.awesome_links import kind_of, links_of
from mllmtune.formats.awesome_marks import is_only_venue, tags_end
from mllmtune.formats.awesome_parts import Item
from mllmtune.formats.awesome_people import people
from mllmtune.formats.awesome_runs import Run, lines_of, plain_text
from mllmtune.formats.awesome_sentences import has_capitals, is_fact
from mllmtune.formats.awesome_venues import day_of

Labelled = tuple[Found, tuple[str, ...]]  # with the labels that stand over it in the list

_SPEAKS = re.compile(r"\b(?:we|our|please|cite|special\s+thanks|thanks\s+to|welcome)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\W{0,3}\s(?:is|has|was|will|got)\s")
_YEAR = re.compile(r"\((?:19|20)\d\d[a-z]?\)")
_LONGEST_LABEL = 60  # signs of an item that only names what stands under it
_DATED = re.compile(r"\d\d\b")
_TITLE_AND_PLACE = 2  # runs
_FEWEST = 3  # words of a title that nothing else tells from a name


def entries_among(items: Sequence[Item]) -> Iterator[Labelled]:
    """Give the papers of the items of one list.

    An item whose only link is code or a project's page is one too, if it is set as the others are and most of them are
    papers.
    """
    entries = [list(_entries_of(item)) for item in items]
    papers = sum(map(bool, entries))
    for item, found in zip(items, entries, strict=True):
        if not found and papers > 1 and papers * 3 >= len(items) * 2:
            yield from _like_the_others(item)
        yield from found


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
    return _begins_with_title(found)


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
    papers = [
        found
        for found in own
        if (is_paper(found) or _is_cited_by_name(found) or _is_placed(item)) and not _is_news(found)
    ]
    if any(map(_is_news, own)):
        own = []
    below = list(entries_among(item.items))
    if papers:
        if len(papers) == 1:
            for under in item.items:
                take_facts(papers[0], under.runs)
        yield from ((found, ()) for found in papers)
        known = {href for found in papers for href in (*found.papers, found.title_href)}
        others = ((found, labels) for found, labels in below if not known & {*found.papers, found.title_href})
        yield from ((found, labels) for found, labels in others if found.papers and _is_beside(found))
        return
    if len(below) == 1 and own and are_of_one(item.items):
        yield _named(below[0][0], own[0].title, item.items), ()
        return
    if item.items and own and own[0].title:
        runs = [run for part in (item, *item.items) for run in (*part.runs, Run("\n"))]
        whole = found_in(item.line, runs)
        titles = [found for found, _ in below if not is_alike(found.title, own[0].title)]
        if is_paper(whole) and whole.title == own[0].title and (whole.papers or whole.has_paper_label) and not titles:
            yield whole, ()
            return
    label = _label(item)
    yield from ((found, (*label, *labels)) for found, labels in below)


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


def _is_placed(item: Item) -> bool:
    """Tell whether an item without any link is a title and, in code, where and when it appeared."""
    parts = [run for run in item.runs if run.image or run.text.strip()]
    if item.items or len(parts) != _TITLE_AND_PLACE or any(run.href or run.image for run in parts) or parts[0].code:
        return False
    title, place = parts
    is_place = place.code and is_only_venue(place.text) and _DATED.search(place.text) is not None
    return is_place and len(title.text.split()) > _FEWEST and has_capitals(title.text)


def _like_the_others(item: Item) -> Iterator[Labelled]:
    found = found_in(item.line, item.runs)
    if is_titled_work(found) and _begins_with_title(found):
        yield found, ()


def _label(item: Item) -> tuple[str, ...]:
    text = " ".join(plain_text(item.runs).split())
    return (text,) if text and len(text) <= _LONGEST_LABEL and not day_of(text) else ()
