"""Which papers of a file have much in common? Found by what they share, never by comparing each with each."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from mllmtune.checks.subject import Subject
from mllmtune.text.latex import plain
from mllmtune.text.slugs import fold, slug

_SAME = 80  # of 100: one title in two spellings, or with and without the name before the colon
_LIKE = 70  # of 100: the name of a venue, or a word, in two spellings
_ALIKE = 93  # of 100: a title with a letter or an ending wrong
# Types under which people cite papers; every other type is a sort of its own.
_PAPERS = frozenset((
    "article", "inproceedings", "conference", "misc", "online", "unpublished", "electronic", "techreport", "report",
    "incollection",
))  # fmt: skip
_PLACES = ("volume", "number", "pages", "edition", "isbn")  # a column has one title in every issue of its journal
_YEARS = 1  # between a preprint and its publication, or two guesses at one year
_NUMBER = re.compile(r"\d+|\++|\b(?:ii|iii|iv|v|vi|one|two|three|first|second|third)\b")  # parts of a work
_UMLAUT = re.compile(r"(?<=[aou])e")  # Mueller is Müller
_RARE = 3  # words of a title by which it is looked for
_LONG = 5  # words of a title that nobody uses twice
_SHORTEST_ACRONYM = 3  # capitals
_FEW = 40  # papers of one author that share a rare word; more are a series


def sharing_identifiers(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, Subject, str]]:
    """Give every paper that shares an identifier with one before it, that one first, and the identifier."""
    first: dict[str, Subject] = {}
    for subject in subjects:
        shared = sorted(subject.identifiers & first.keys())
        if shared:
            yield first[shared[0]], subject, shared[0].replace(":", " ", 1)
        for identifier in subject.identifiers:
            first.setdefault(identifier, subject)


def alike(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, Subject]]:
    """Give pairs with nearly the same title and the same first author (or none), in the order of the file."""
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, words in enumerate(_rare_words(subjects)):
        for word in dict.fromkeys(words):
            blocks[_UMLAUT.sub("", (subjects[number].families[:1] or ("",))[0]), word].append(number)
    # Of a long series each is compared with the one before it alone.
    pairs = {
        pair
        for block in blocks.values()
        for pair in (combinations(block, 2) if len(block) <= _FEW else pairwise(block))
    }
    for one, two in sorted(pairs):
        first, second = subjects[one], subjects[two]
        if _same_or_typo(first, second):
            yield first, second


def twins(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, Subject]]:
    """Give pairs that are one paper as far as title, authors and year say, and whose identifiers say nothing else."""
    for first, second in alike(subjects):
        years = [subject.year for subject in (first, second) if subject.year is not None]
        apart = max(years) - min(years) if years else 0
        one_sort = _sort(first) == _sort(second) and _one_venue(first, second)
        near = _YEARS if " " in first.title else 0  # "Erratum" comes again every year
        if apart <= near and one_sort and _numbers(first) == _numbers(second) and not _told_apart(first, second):
            yield first, second


def same_title(first: Subject, second: Subject) -> bool:
    """Tell whether two titles are one, in two spellings, or with and without a name before the colon or a subtitle."""
    ones, others = first.title_letters, second.title_letters
    if ones.startswith(others) or others.startswith(ones):
        return True
    behind = {slug(each.title.partition(":")[2]) for each in (first, second)}
    return not behind.isdisjoint((ones, others)) or fuzz.ratio(ones, others) >= _SAME


def where(subject: Subject) -> str:
    """Return where a paper stands, for a sentence."""
    return f"line {subject.line_of(())} ({subject.key})"


def _sort(subject: Subject) -> str:
    """Return what sort of work it is: a thesis and a paper with one title are two works."""
    return "paper" if subject.facts["type"] in _PAPERS else subject.facts["type"]


def _one_venue(first: Subject, second: Subject) -> bool:
    """Tell whether both can be of one place: a paper of a conference and its long form in a journal are two works."""
    here, there = (plain(each.facts.get("journal") or each.facts.get("booktitle", "")) for each in (first, second))
    if first.is_preprint or second.is_preprint or not here or not there:
        return True
    if ("workshop" in here.lower()) != ("workshop" in there.lower()):
        return False
    ones, others = slug(here), slug(there)
    like = ones in others or others in ones or fuzz.ratio(ones, others) >= _LIKE
    return like or _is_short_for(here, there) or _is_short_for(there, here)


def _is_short_for(venue: str, other: str) -> bool:
    """Tell whether a word of one is made of the capitals of the other: ICML, NeurIPS."""
    capitals = "".join(word[0] for word in re.findall(r"\w+", other) if word[0].isupper())
    words = ("".join(filter(str.isupper, word)) for word in re.findall(r"\w+", venue))
    return any(len(word) >= _SHORTEST_ACRONYM and word in capitals for word in words)


def _both_differ(first: Subject, second: Subject, attribute: str) -> bool:
    one, two = first.value((attribute,)), second.value((attribute,))
    return bool(one and two) and re.findall(r"\w+", str(one)) != re.findall(r"\w+", str(two))


def _numbers(subject: Subject) -> list[str]:
    return _NUMBER.findall(fold(subject.title))


def _told_apart(first: Subject, second: Subject) -> bool:
    """Tell whether both are named by an identifier already: the same (MT101) or, of one kind, another."""
    if not first.identifiers.isdisjoint(second.identifiers):
        return True
    if any(_both_differ(first, second, attribute) for attribute in _PLACES):
        return True
    kinds = [{name.partition(":")[0] for name in subject.identifiers} for subject in (first, second)]
    return not kinds[0].isdisjoint(kinds[1])


def _same_or_typo(first: Subject, second: Subject) -> bool:
    ones, others = _letters(first), _letters(second)
    if ones == others:
        return True
    if first.families and second.families and (_without_name(first) == others or _without_name(second) == ones):
        return True
    if not first.families or not second.families or not fuzz.ratio(ones, others, score_cutoff=_ALIKE):
        return False
    # A letter may be wrong, but no word may be more: "A Guide" and "A Master Guide" are two.
    words, theirs = (Counter(fold(each.title).split()) for each in (first, second))
    mine, yours = " ".join(words - theirs), " ".join(theirs - words)
    return fuzz.ratio(mine, yours) >= _LIKE and not _is_contrary(mine, yours)


def _letters(subject: Subject) -> str:
    """Return the letters of a title, in which people write & for "and"."""
    return slug(subject.title.replace("&", " and ")) if "&" in subject.title else subject.title_letters


def _is_contrary(word: str, other: str) -> bool:
    """Tell whether one is the other with more before or behind it than a typo: with and without, un- and supervised."""
    short, long = sorted((word, other), key=len)
    return len(long) - len(short) > 1 and (long.startswith(short) or long.endswith(short))


def _without_name(subject: Subject) -> str:
    """Return the letters of the title behind the name of a method, which is no word like "Dataset"; else ""."""
    name, _, behind = subject.title.partition(": ")
    is_name = " " not in name and not name[1:].islower()
    return slug(behind) if is_name and len(behind.split()) >= _LONG else ""


def _rare_words(subjects: Sequence[Subject]) -> list[list[str]]:
    """Return for each paper the rarest words of its title, and its letters for where words are joined or parted."""
    words = [set(fold(subject.title).replace("-", " ").split()) for subject in subjects]
    counts = Counter(word for each in words for word in each)
    return [
        [*sorted(each, key=lambda word: (counts[word], word))[:_RARE], *filter(None, [_letters(subject)])]
        for each, subject in zip(words, subjects, strict=True)
    ]
