"""Which words of an entry are its title? What is bold, a link, quoted or first, and is no label, venue or day."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from mllmtune.formats.awesome_labels import is_pointer, kind_of_host, kind_of_label, kind_of_whole_label
from mllmtune.formats.awesome_marks import is_only_day, is_only_venue, marks_end
from mllmtune.formats.awesome_people import people
from mllmtune.formats.awesome_runs import Run, plain_text
from mllmtune.formats.awesome_sentences import (
    behind_people,
    clean,
    end_of,
    has_capitals,
    is_before_quote,
    is_fact,
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


_QUOTED = re.compile(r"[\u201c\u201f\"]([^\u201c\u201d\"\n]{12,300})[\u201d\"]")
_WORD = re.compile(r"[^\W_]+")
_LABEL_END = re.compile(r"[:：]\s*$")  # noqa: RUF001
_NO_TITLE = re.compile(
    r"oral|spotlight|high-?light|best paper.*|new|hot|recommended|(?:paper )?title|name|tl;?dr|abstract", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:.?\s*[:：]|[:：])\s*([^\n]+)")  # noqa: RUF001
_TITLE_LABEL = re.compile(r"(?:paper|title|论文)\s*[:：]\s+(?=\S)", re.IGNORECASE)  # noqa: RUF001
_FAR = 150  # signs before a link: it stands in a description
_SHORT = 2  # words of a name
_LONG = 4  # words of what is no name


def title_of(runs: Sequence[Run]) -> Title | None:
    """Return the title of an entry."""
    if named := _continued(runs) or _behind_name(runs):
        return named
    found = [
        title
        for title in _set_apart(runs)
        if (_is_title_like(title.text) or _is_linked_fact(title)) and not _is_label(title, runs)
    ]
    if not found:
        return _written_out(runs)
    first = found[0]
    if _stands_in_text(first, runs):
        return _written_out(runs) or first
    for later in found[1:]:
        if _is_name_of(first, later, runs):
            return later._replace(method=clean(first.text))
        if _is_before(first, later, runs):
            return later
    return first._replace(text=clean(first.text))


def _set_apart(runs: Sequence[Run]) -> Iterator[Title]:
    """Give what is bold or a link, in the order in which it stands; in code, a short name."""
    at = 0
    for (bold, link, code), group in groupby(runs, key=_setting):
        parts = list(group)
        first, at = at, at + len(parts)
        text = plain_text(parts).strip()
        if not text or not (bold or link or code):
            continue
        href = next((run.href for run in parts if run.href and run.text.strip()), "")
        yield Title(clean(text) if not _LABEL_END.search(text) else text, href, "`" if code else "", first, at)


def _is_linked_fact(title: Title) -> bool:
    """Tell whether what begins like a fact leads to a paper, whose title it then is: ``[TL;DR: Too Long ...](...)``."""
    return is_fact(title.text) and kind_of_host(title.href) == "paper" and len(_WORD.findall(title.text)) > _LONG


def _is_label(title: Title, runs: Sequence[Run]) -> bool:
    short = len(_WORD.findall(title.text)) < _LONG
    return short and bool(title.href) and not runs[title.first].bold and bool(kind_of_label(title.text))


def _setting(run: Run) -> tuple[bool, int, bool]:
    """Return what sets a run apart: all that is bold is one, whether a part of it leads somewhere or not."""
    is_label = bool(run.href) and (bool(run.image) or bool(kind_of_label(run.text)) or is_pointer(run.text))
    bold = run.bold and not is_label and not run.image
    return bold, 0 if bold else run.link, run.code and not bold and not run.link


def _is_title_like(text: str) -> bool:
    text = clean(text) if not _LABEL_END.search(text) else ""
    if len(re.findall(r"[^\W\d_]", text)) < 2 or is_fact(text) or text.startswith(("http://", "https://", "@")):  # noqa: PLR2004
        return False
    words = len(_WORD.findall(text))
    if words > _LONG:
        return True
    if is_pointer(text) or (kind_of_whole_label(text) and words < _LONG) or _NO_TITLE.fullmatch(text):
        return False
    return not (is_only_venue(text) or is_only_day(text))


def _stands_in_text(first: Title, runs: Sequence[Run]) -> bool:
    """Tell whether a link stands in a description, or is a person of those named behind a title."""
    if runs[first.first].bold:
        return False
    before = plain_text(runs[: first.first])
    if before[-1:].isalnum():
        return True  # it begins in the midst of a word
    before = before.strip()
    is_person = len(first.text.split()) <= _LONG and kind_of_host(first.href) != "paper" and bool(people(first.text))
    return len(before) > _FAR or (is_person and not first.method and len(_WORD.findall(before)) > _SHORT)


def _between(first: Title, later: Title, runs: Sequence[Run]) -> str:
    return plain_text(runs[first.last : later.first])


def _is_name_of(first: Title, later: Title, runs: Sequence[Run]) -> bool:
    """Tell whether `first` is the short name that stands right before the title."""
    near = re.sub(r"[\s:|,.()\[\]–—-]", "", _between(first, later, runs))  # noqa: RUF001
    short = len(first.text.split()) <= _SHORT + 1
    return not near and short and (bool(first.method) or len(later.text.split()) > len(first.text.split()))


def _is_before(first: Title, later: Title, runs: Sequence[Run]) -> bool:
    """Tell whether `first` is a mark before the title: a tag in brackets, a word in code."""
    around = plain_text(runs[: first.first]).rstrip()[-1:] + plain_text(runs[first.last :]).lstrip()[:1]
    if around in ("[]", "【】", "()") and len(first.text.split()) < _LONG:
        return True
    return bool(first.method) and len(later.text.split()) > _SHORT


def _continued(runs: Sequence[Run]) -> Title | None:
    """Return the title that begins with a name set apart and goes on in plain text: ``**LoRA**: Low-Rank ...``."""
    at, _ = marks_end(runs)
    if at + 1 >= len(runs) or not (_is_set_apart(runs[at]) or runs[at].italic) or _is_set_apart(runs[at + 1]):
        return None
    name, run = runs[at], runs[at + 1]
    match = _GOES_ON.match(name.text.rstrip()[-1:] + run.text)
    short = clean(name.text)
    if match is None or not 0 < len(short.split()) <= _SHORT + 1 or kind_of_label(short) or _NO_TITLE.fullmatch(short):
        return None
    if is_fact(f"{short}:"):
        return None
    start = match.start(1) - 1
    rest = run.text[start:]
    if quoted := _QUOTED.match(rest):
        return Title(clean(quoted[1]), name.href, short, at, at + 2, rest[quoted.end() :])
    text = rest[: end_of(rest)]
    if not has_capitals(text):
        return None
    title = clean(text) if text.startswith(f"{short}:") else f"{short}: {clean(text)}"
    return Title(clean(title), name.href, short, at, at + 2, rest[len(text) :])


def _behind_name(runs: Sequence[Run]) -> Title | None:
    """Return the title behind a short name in brackets of its own: ``**[LoRA]** | **ICLR'22** | Low-Rank ...``."""
    at = next((number for number, run in enumerate(runs) if re.search(r"[^\W\d_]", run.text) and not run.image), None)
    if at is None or not runs[at].bold or runs[at].href:
        return None
    around = plain_text(runs[:at])[-1:] + runs[at].text.strip()[:1]
    name = runs[at].text.strip(" []()")
    if not re.search(r"[\[(]", around) or len(name.split()) > _SHORT or is_only_venue(name) or is_only_day(name):
        return None
    title = title_of(runs[at + 1 :]) if not _NO_TITLE.fullmatch(name) else None
    if title is None or len(title.text.split()) <= _SHORT:
        return None
    return title._replace(method=clean(name), first=title.first + at + 1, last=title.last + at + 1)


def _is_set_apart(run: Run) -> bool:
    return bool(run.href or run.bold or run.image or run.code)


def _written_out(runs: Sequence[Run]) -> Title | None:
    """Return a title that nothing sets apart: in quotes, in italics, or the first sentence that is no list of names."""
    for number, run in enumerate(runs):
        match = None if run.image or run.code else _QUOTED.search(run.text)
        if match and is_before_quote(plain_text(runs[:number]) + run.text[: match.start()]):
            rest = f"{run.text[: match.start()]}\n{run.text[match.end() :]}"
            return Title(clean(match[1]), run.href, "", number, number + 1, rest)
    number, at = marks_end(runs)
    if number == len(runs) or runs[number].href or runs[number].code:
        return None
    run = runs[number]
    if run.italic:
        text = clean(run.text)
        return None if people(text) or len(text.split()) <= _SHORT else Title(text, "", "", number, number + 1)
    label = _TITLE_LABEL.match(run.text, at)
    at = behind_people(run.text, label.end() if label else at)
    chosen = run.text[at : at + end_of(run.text[at:])]
    chosen = with_subtitle(chosen, run.text[at:])
    behind = run.text[at + len(chosen) :]
    if not _is_sentence_of_title(chosen, behind, runs[:number]):
        return None
    return Title(clean(with_colon(chosen)), "", "", number, number + 1, f"{run.text[:at]}\n{behind}")


def _is_sentence_of_title(chosen: str, behind: str, before: Sequence[Run]) -> bool:
    words = len(_WORD.findall(chosen))
    if is_fact(chosen):
        return False
    if any(run.href and not run.image for run in before) and not has_capitals(chosen):
        return False  # what stands behind links is more often said of them
    if _LABEL_END.search(chosen):
        return words > _SHORT and not behind.strip() and not kind_of_label(chosen)
    if words == _SHORT and not behind.strip(" [("):
        return all(word[0].isupper() for word in chosen.split()) and not kind_of_label(chosen)
    parted = re.match(r"\s[-\u2013\u2014]\s|[ \u00a0]{2,}", behind) is not None
    return words >= (1 if parted else _SHORT + 1)
