"""Is a heading the title of a paper? If what stands under it are the paper's links, or its BibTeX entry."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from mllmtune.formats import bibtex_reader
from mllmtune.formats.awesome_bylines import with_plain_names
from mllmtune.formats.awesome_items import Found, found_in, take_links, take_venue
from mllmtune.formats.awesome_labels import is_pointer, kind_of_host, kind_of_label, kind_of_whole_label
from mllmtune.formats.awesome_links import kind_of, links_of
from mllmtune.formats.awesome_marks import is_only_day, is_only_venue, tags_end
from mllmtune.formats.awesome_parts import Code, Item
from mllmtune.formats.awesome_runs import Run, lines_of, plain_text
from mllmtune.formats.awesome_sections import words_of
from mllmtune.formats.awesome_sentences import are_several_people, clean, is_fact, without_venue
from mllmtune.formats.reading import Problem
from mllmtune.text.latex import plain

_ENTRY = re.compile(r"\s*(?:%[^\n]*\n\s*)*@\w+\s*[{(]")
_HONOUR = re.compile(r"\W*(?:oral|spotlight|high-?light|poster|best\s+(?:student\s+)?paper\b.*)\W*", re.IGNORECASE)
_REMARK = re.compile(r"[(（][^()（）]*[)）]")  # "code (soon): ..."
_NUMBER = re.compile(r"^arXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?[\]\s:|\u2013\u2014-]+(?=\S)", re.IGNORECASE)
_TITLE = re.compile(r"\W*(?:paper\s+)?title\s*:\s*(\S.*)", re.IGNORECASE)
_LABEL = re.compile(r"[^\W\d_][\w &/-]{1,25}[:：]")
_LONGEST_NAME = 3  # words
_ALIKE = 80  # of 100: the words of a title, some of them missing


@dataclass(slots=True)
class Card:
    """A heading and what stands under it until the next."""

    line: int
    heading: tuple[Run, ...]
    paragraphs: list[tuple[Run, ...]] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)


def found_on(card: Card) -> Found | None:
    """Return what a card says of a paper, None if it is none."""
    title = _title_of(card.heading)
    is_linked = any(kind_of_host(run.href) == "paper" for run in card.heading)
    if not title or (len(title.split()) < 2 and not (is_linked or _leads_to_one(card.paragraphs))):  # noqa: PLR2004 - a name with nothing else is a section
        return None
    found = found_in(card.line, [run for runs in (_head(card), *card.paragraphs) for run in (*runs, Run("\n"))])
    found.title, found.method, found.title_href = title, "", ""
    found.papers, found.links, found.has_paper_label = [], [], False
    for runs in (card.heading, *card.paragraphs):
        take_links(found, with_plain_names(runs))
    linked = next((run.href for run in card.heading if run.href and not run.image), "")
    if linked and linked not in found.papers:
        found.title_href = linked
        found.links = [(kind, href) for kind, href in found.links if href != linked]
    found.raw = title
    if said := _labelled_title(card):
        found.title = said
    elif len(title.split()) <= _LONGEST_NAME and (whole := _linked_title(card)):
        found.title, found.method = whole, title
    heading = plain_text(card.heading)
    take_venue(found, heading[: tags_end(heading)])
    return found


def _labelled_title(card: Card) -> str:
    """Return what a label under a heading calls the title: ``Title: ...``; "" if none does."""
    lines = (plain_text(line) for runs in card.paragraphs for line in lines_of(runs))
    matches = (_TITLE.match(line) for line in lines)
    return next((clean(match[1]) for match in matches if match), "")


def _linked_title(card: Card) -> str:
    """Return the title that a label under a name leads to: ``Paper: [Title](...)``; "" if none does."""
    for link in (link for runs in card.paragraphs for link in links_of(runs)):
        is_said = kind_of_label(link.before) == "paper" and not (kind_of_label(link.label) or is_pointer(link.label))
        if is_said and len(link.label.split()) > len(_title_of(card.heading).split()):
            return clean(link.label)
    return ""


def cite(found: Found, codes: Sequence[Code]) -> list[Problem]:
    """Give a paper the facts of its BibTeX entry among `codes`; return what was to be said of that entry."""
    problems = []
    for code in filter(is_entry, codes):
        reading = bibtex_reader.read(code.text)
        problems += [replace(problem, line=code.line + problem.line - 1) for problem in reading.problems]
        for entry in reading.entries:
            if found.cited is None and is_alike(found.title, plain(entry.paper.title or "")):
                found.cited = entry.paper.facts()
                if entry.key_proposed:
                    found.cited.pop("key", None)
            else:
                told = f'this BibTeX entry is not of "{found.title}", under which it stands; it was not taken'
                problems.append(Problem(code.line + entry.line - 1, told, code.text))
    return problems


def is_entry(code: Code) -> bool:
    """Tell whether a block of code is BibTeX."""
    return _ENTRY.match(code.text) is not None


def is_alike(title: str, other: str) -> bool:
    """Tell whether two titles are of one paper, though one of them may say more."""
    return bool(title and other) and fuzz.token_set_ratio(title.lower(), other.lower()) >= _ALIKE


def are_facts(items: Sequence[Item]) -> bool:
    """Tell whether items say what a paper is, each with its label: its page, its code, its authors ..."""
    return any(map(_is_fact, items)) and all(_is_fact(item) or _is_labelled(item) for item in items)


def are_labelled(items: Sequence[Item]) -> bool:
    """Tell whether items say something of what stands over them: with a label, or who wrote it and where it was."""
    return all(_is_labelled(item) or _is_fact(item) or says_who_or_where(plain_text(item.runs)) for item in items)


def says_who_or_where(text: str) -> bool:
    """Tell whether a text says no more than who wrote a paper, where it appeared or when."""
    text = text.strip(" .*_")
    return not text or _is_place(text) or is_only_day(text) or are_several_people(text)


def are_of_one(items: Sequence[Item]) -> bool:
    """Tell whether items say what one paper is: facts, of which just one is its page."""
    texts = [_text_of(item) for item in items]
    said = [is_fact(text) or _names_links(item) for item, text in zip(items, texts, strict=True)]
    is_all = all(one or _LABEL.match(text) or _is_place(text) for one, text in zip(said, texts, strict=True))
    return is_all and sum(said) * 2 > len(items) and _leads_to_one([item.runs for item in items])


def _text_of(item: Item) -> str:
    """Return the words of an item, without the number of arXiv that another thing follows: it is no label."""
    return _NUMBER.sub("", plain_text(item.runs).strip(" []*_"))


def _is_place(text: str) -> bool:
    """Tell whether a text says only where a paper appeared, or with what honour."""
    return is_only_venue(text) or _HONOUR.fullmatch(text) is not None


def _names_links(item: Item) -> bool:
    """Tell whether an item holds links and no words but a label of theirs: ``Code: [here](...)``."""
    text = "".join(run.text for run in item.runs if not (run.href or run.image)).strip()
    words = clean(_REMARK.sub("", text))
    kind = kind_of_label(words) if text[-1:] in (":", "：") else kind_of_whole_label(words)
    return any(run.href for run in item.runs) and (not words or bool(kind))


def _leads_to_one(texts: Sequence[Sequence[Run]]) -> bool:
    """Tell whether just one paper's page is linked, by a label that says so."""
    links = [link for runs in texts for link in links_of(runs) if kind_of(link) == "paper"]
    labels = (links[0].label, links[0].before) if len(links) == 1 else ()
    return any(kind_of_whole_label(label) == "paper" or (label and is_pointer(label)) for label in labels)


def _is_labelled(item: Item) -> bool:
    """Tell whether an item begins with a label of its own: ``**Strengths:** ...``."""
    return _LABEL.match(plain_text(item.runs).strip()) is not None


def _is_fact(item: Item) -> bool:
    text = _text_of(item)
    first = next((run for run in item.runs if run.text.strip(" [](|") or run.image), None)
    linked = first is not None and bool(first.href) and bool(kind_of_label(first.text) or first.image)
    return linked or is_fact(text) or bool(kind_of_label(re.split(r"[:：]", text, maxsplit=1)[0]))


def _title_of(heading: Sequence[Run]) -> str:
    """Return the words of a heading without its labels and what marks it."""
    own = [run for run in heading if not (run.href and (kind_of_label(run.text) or is_pointer(run.text)))]
    text = re.sub(r"\[\s*\]|\(\s*\)", " ", " ".join(plain_text(own).split()))
    text = text[tags_end(text) :] or text
    return without_venue(clean(words_of(text)))[0]


def _head(card: Card) -> tuple[Run, ...]:
    return tuple(run._replace(bold=True) for run in card.heading)
