"""Which words of an entry are its title where nothing sets it apart: quoted ones, ones in italics, a sentence?"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from mllmtune.formats.awesome_citations import behind_people
from mllmtune.formats.awesome_labels import kind_of_host, kind_of_label, kind_of_whole_label
from mllmtune.formats.awesome_marks import is_in_brackets, is_only_day, is_only_venue, marks_end
from mllmtune.formats.awesome_people import people
from mllmtune.formats.awesome_runs import Run, plain_text
from mllmtune.formats.awesome_sentences import (
    are_several_people,
    behind_bar,
    clean,
    end_of,
    has_capitals,
    is_before_quote,
    is_fact,
    over_the_line,
    with_colon,
    with_subtitle,
)


class Title(NamedTuple):
    """A title, where it leads ("" if nowhere), the short name before it, and which runs it takes (first, last + 1)."""

    text: str
    href: str
    method: str
    first: int
    last: int
    rest: str = ""  # what stands in its last run behind it


QUOTED = re.compile(
    r"(?:[\u201c\u201f\"](?=[^\u201c\u201d\"\n]{8,300}(?:\n[^\u201c\u201d\"\n]{0,200})?[\u201d\"])|《(?=[^《》\n]{4,300}》))"
    r"([^\u201c\u201d\"《》]+)[\u201d\"》]"
)
WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")  # two of them are a word
LABEL_END = re.compile(r"[:：]\s*$")
_TITLE_LABEL = re.compile(
    r"(?:(?:paper\s+)?(?:title|name)|paper|(?:论文)?(?:标题|题目|名称)|论文|タイトル|제목)\s*(?::\s+|：\s*)(?=\S)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?[.,:]?\s*$")
_NAME = re.compile(r"(?=\S*[a-z]\S*[A-Z]|\S*[A-Z]\S*[A-Z0-9])[A-Za-z]\S+")
_NAME_BEFORE = re.compile(r"\s*((?:[A-Z]|[a-z]+[A-Z])[\w.+-]{0,18})\s*[:：]\s*")  # ECO: "Efficient ..."
_STOP = re.compile(r"\.\s+|,\s+(?=\d)|\n")
_TAG = re.compile(r"\[([^\[\]]+)\]")
_SHORT = 2  # words of a name
_LONGEST_NAME = 60  # signs


def written_out(runs: Sequence[Run]) -> Title | None:
    """Return a title that nothing sets apart: in quotes, in italics, or the first sentence that is no list of names."""
    for number, run in enumerate(runs):
        match = None if run.image or run.code else QUOTED.search(run.text)
        if match is None or run.text[match.end() : match.end() + 1] == ":":
            continue
        before = plain_text(runs[:number]) + run.text[: match.start()]
        named = _NAME_BEFORE.fullmatch(before)
        if named or is_before_quote(before):
            rest = f"{'' if named else run.text[: match.start()]}\n{run.text[match.end() :]}"
            return Title(clean(match[1]), run.href, named[1] if named else "", number, number + 1, rest)
    number, at = marks_end(runs)
    if number == len(runs) or runs[number].href or runs[number].code:
        return _in_brackets(runs, number)
    run = runs[number]
    if run.italic:
        text = clean(run.text)
        is_name = is_name_of_method(text) and not is_only_venue(text)
        is_short = len(text.split()) < _fewest(text, plain_text(runs[number + 1 :]), runs)
        is_title = is_name or not (are_several_people(text) or is_short)
        return Title(text, "", "", number, number + 1) if is_title else None
    if number + 1 < len(runs) and runs[number + 1].italic and are_several_people(_YEAR.sub("", run.text[at:])):
        return moved(written_out(runs[number + 1 :]), number + 1)  # who wrote it stands before it
    label = _TITLE_LABEL.match(run.text, at)
    at = behind_people(run.text, label.end() if label else at)
    at += behind_bar(run.text[at:])
    chosen = run.text[at : at + end_of(run.text[at:])]
    chosen = with_subtitle(chosen, run.text[at:])
    chosen += over_the_line(chosen, run.text[at + len(chosen) :])
    behind = run.text[at + len(chosen) :]
    is_marked = any(is_in_brackets(runs, before) for before in range(number))
    if not _is_sentence_of_title(
        chosen, behind, runs[:number], fewest=1 if is_marked else _fewest(chosen, behind, runs)
    ):
        return None
    return Title(clean(with_colon(chosen)), "", "", number, number + 1, f"{run.text[:at]}\n{behind}")


def _in_brackets(runs: Sequence[Run], end: int) -> Title | None:
    """Return the title among what stands in brackets: ``[2512] [LoRA] [Low-Rank Adaptation ...]``."""
    found = [
        (clean(match[1]), number, match)
        for number, run in enumerate(runs[:end])
        for match in _TAG.finditer("" if run.href or run.code or run.image else run.text)
        if not (is_only_venue(match[1]) or is_only_day(match[1]) or are_several_people(match[1]) or is_fact(match[1]))
    ]
    text, number, match = max(found, key=lambda tag: len(tag[0].split()), default=("", 0, None))
    if match is None or len(text.split()) < _fewest(text, runs[number].text[match.end() :], runs):
        return None
    before, behind = runs[number].text[: match.start()], runs[number].text[match.end() :]
    name = next(iter(_TAG.findall(before)[-1:]), "")
    method = "" if is_only_venue(name) or is_only_day(name) else name
    return Title(text, "", method, number, number + 1, f"{before}\n{behind}")


def _fewest(chosen: str, behind: str, runs: Sequence[Run]) -> int:
    """Return how many words a title here has at least: one or two only if they look like one and lead to a paper."""
    capitals = all(word[0].isupper() for word in chosen.split()) and not kind_of_label(chosen)
    if not (is_name_of_method(chosen) or capitals) or not _stands_at_paper(behind, runs):
        return _SHORT + 1
    return 1 if is_name_of_method(chosen) else _SHORT


def is_name_of_method(text: str) -> bool:
    """Tell whether a title is one word that can only be the name of a method: xMemory, GPT4."""
    is_name = len(text) <= _LONGEST_NAME and _NAME.fullmatch(text.rstrip(" .,:")) is not None
    return is_name and not kind_of_whole_label(text)


def _stands_at_paper(behind: str, runs: Sequence[Run]) -> bool:
    """Tell whether nothing but a venue or people stand behind a word in a text that leads to a paper."""
    behind = clean(behind.partition("[")[0].strip(" ,.:|()\n\u2013\u2014-"))
    who = (_STOP.split(behind)[0], behind.rpartition(",")[0])
    is_placed = not behind or is_only_venue(behind) or is_only_day(behind) or any(map(people, who))
    return is_placed and any(kind_of_host(run.href) == "paper" for run in runs)


def moved(title: Title | None, by: int) -> Title | None:
    """Return a title that was found among the runs behind some others, with its place among all of them."""
    return title._replace(first=title.first + by, last=title.last + by) if title else None


def _is_sentence_of_title(chosen: str, behind: str, before: Sequence[Run], *, fewest: int) -> bool:
    words = len(WORD.findall(chosen)) + len(_CJK.findall(chosen)) // 2
    if is_fact(chosen) or is_only_venue(chosen):
        return False
    links = [run for run in before if run.href and not run.image]
    if fewest > _SHORT and links and not has_capitals(chosen) and kind_of_label(links[0].text) != "paper":
        return False  # what stands behind links is more often said of them
    if LABEL_END.search(chosen):
        return words > _SHORT and not behind.strip() and not kind_of_label(chosen)
    if words == _SHORT and fewest > _SHORT and not behind.strip(" [("):
        return all(word[0].isupper() for word in chosen.split()) and not kind_of_label(chosen)
    parted = re.match(r"\s[-\u2013\u2014]\s|[ \u00a0]{2,}", behind) is not None
    return words >= (1 if parted else fewest) and bool(chosen.strip())
