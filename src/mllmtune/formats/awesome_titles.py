"""Which words of an entry are its title? What is bold, a link, quoted or first, and is no label, venue or day."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from mllmtune.formats.awesome_labels import is_pointer, kind_of_host, kind_of_label, kind_of_whole_label
from mllmtune.formats.awesome_marks import is_in_brackets, is_only_day, is_only_venue, marks_end
from mllmtune.formats.awesome_people import people
from mllmtune.formats.awesome_runs import Run, plain_text
from mllmtune.formats.awesome_sentences import (
    behind_people,
    clean,
    end_of,
    has_capitals,
    is_before_quote,
    is_fact,
    over_the_line,
    with_colon,
    with_subtitle,
    without_venue,
)


class Title(NamedTuple):
    """A title, where it leads ("" if nowhere), the short name before it, and which runs it takes (first, last + 1)."""

    text: str
    href: str
    method: str
    first: int
    last: int
    rest: str = ""  # what stands in its last run behind it


_QUOTED = re.compile(
    r"(?:[\u201c\u201f\"](?=[^\u201c\u201d\"\n]{12,300}[\u201d\"])|《(?=[^《》\n]{4,300}》))([^\u201c\u201d\"《》\n]+)[\u201d\"》]"
)
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")  # two of them are a word
_LABEL_END = re.compile(r"[:：]\s*$")  # noqa: RUF001
_NO_TITLE = re.compile(
    r"oral|spotlight|high-?light|best paper.*|new|hot|recommended|(?:paper )?title|name|tl;?dr|abstract", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:.?\s*(?:\([^()\n]{2,30}\)\s*)?[:：]|[:：])\s*([^\n]+)")  # noqa: RUF001
_TITLE_LABEL = re.compile(r"(?:paper|title|论文)\s*[:：]\s+(?=\S)", re.IGNORECASE)  # noqa: RUF001
_YEAR = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?[.,:]?\s*$")
_FAR = 150  # signs before a link: it stands in a description
_SHORT = 2  # words of a name
_LONG = 4  # words of what is no name


def title_of(runs: Sequence[Run]) -> Title | None:
    """Return the title of an entry."""
    if named := _labelled(runs) or _continued(runs) or _behind_name(runs):
        return named
    found = [
        title
        for title in _set_apart(runs)
        if (_is_title_like(title.text) or _is_linked_fact(title)) and not _is_label(title, runs)
    ]
    if not found:
        return _written_out(runs)
    if _stands_in_text(found[0], runs):
        return _written_out(runs) or found[0]
    return _first_of(found, runs)


def _first_of(found: Sequence[Title], runs: Sequence[Run]) -> Title:
    """Return the first of what may be the title, or a later one if the first is only a mark or a name before it."""
    first = found[0]
    if len(found) == 1 and first.method and len(first.text.split()) == 1:
        return _italic_behind(first, runs) or first._replace(text=clean(first.text))
    for later in found[1:]:
        if _is_name_of(first, later, runs):
            return later._replace(method=clean(first.text))
        if _is_before(first, later, runs):
            return later
    return first._replace(text=clean(first.text))


def _set_apart(runs: Sequence[Run]) -> Iterator[Title]:
    """Give what is bold or a link, in the order in which it stands; in code, a short name."""
    at = 0
    for (bold, link, code), group in groupby(_with_whole_links(runs), key=_setting):
        parts = list(group)
        first, at = at, at + len(parts)
        text = plain_text(parts).strip()
        if not text or not (bold or link or code):
            continue
        href = next((run.href for run in parts if run.href and run.text.strip()), "")
        yield Title(clean(text) if not _LABEL_END.search(text) else text, href, "`" if code else "", first, at)


def _with_whole_links(runs: Sequence[Run]) -> list[Run]:
    """Return the runs without the bold that only stresses the end of a link: ``[Tuning: **A Survey**](...)``."""
    begun = {run.link for run in runs if run.link and not run.bold and _has_words(run)}
    plain, seen = [], set[int]()
    for run in runs:
        seen |= {run.link} if run.link in begun and not run.bold and _has_words(run) else set()
        plain.append(run._replace(bold=False) if run.link in seen else run)
    return plain


def _is_linked_fact(title: Title) -> bool:
    """Tell whether what begins like a fact leads to a paper, whose title it then is: ``[TL;DR: Too Long ...](...)``."""
    return is_fact(title.text) and kind_of_host(title.href) == "paper" and len(_WORD.findall(title.text)) > _LONG


def _is_label(title: Title, runs: Sequence[Run]) -> bool:
    short = len(_WORD.findall(title.text)) < _LONG
    if not short or not title.href or runs[title.first].bold:
        return False
    kind = kind_of_label(title.text)  # by its first word, maybe: "Video Diffusion Models" is the title of a paper
    return kind == "paper" or bool(kind_of_whole_label(title.text) or (kind and kind_of_host(title.href) != "paper"))


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
    if _is_tag_behind(first, runs):
        return True
    if runs[first.first].bold:
        return False
    before = plain_text(runs[: first.first])
    if before[-1:].isalnum():
        return True  # it begins in the midst of a word
    before = before.strip()
    is_person = len(first.text.split()) <= _LONG and kind_of_host(first.href) != "paper" and bool(people(first.text))
    return len(before) > _FAR or (is_person and not first.method and len(_WORD.findall(before)) > _SHORT)


def _is_tag_behind(first: Title, runs: Sequence[Run]) -> bool:
    """Tell whether a word in brackets stands behind a title: ``Title ... [**`PTQ`**]``."""
    if not runs[first.first].code:
        return False
    around = plain_text(runs[: first.first]).rstrip()[-1:] + plain_text(runs[first.last :]).lstrip()[:1]
    words = len(_WORD.findall(first.text))
    return around in ("[]", "()") and words < _LONG <= len(_WORD.findall(plain_text(runs[: first.first])))


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


def _labelled(runs: Sequence[Run]) -> Title | None:
    """Return the title in plain text behind the label that says so: ``**Title:** Low-Rank ...``."""
    at = next((number for number, run in enumerate(runs) if _has_words(run)), len(runs))
    if at + 1 >= len(runs) or not runs[at].bold or _is_set_apart(runs[at + 1]):
        return None
    text, _, rest = runs[at + 1].text.partition("\n")
    if not re.fullmatch(r"\W*(?:paper )?title\W*", runs[at].text, re.IGNORECASE) or not _has_words(runs[at + 1]):
        return None
    return Title(clean(text), "", "", at + 1, at + 2, rest) if clean(text) else None


def _continued(runs: Sequence[Run]) -> Title | None:
    """Return the title that begins with a name set apart and goes on in plain text: ``**LoRA**: Low-Rank ...``."""
    at, _ = marks_end(runs)
    if at + 1 >= len(runs) or not (_is_set_apart(runs[at]) or runs[at].italic) or _is_set_apart(runs[at + 1]):
        return None
    name, run = runs[at], runs[at + 1]
    match = _GOES_ON.match(name.text.rstrip()[-1:] + run.text)
    short = without_venue(clean(name.text))[0]
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
    title = clean(text) if re.match(rf"{re.escape(short)}\b", text) else f"{short}: {clean(text)}"
    return Title(clean(title), name.href, short, at, at + 2, rest[len(text) :])


def _behind_name(runs: Sequence[Run]) -> Title | None:
    """Return the title behind a short name in brackets of its own: ``**[LoRA]** | **ICLR'22** | Low-Rank ...``."""
    at = next(
        (number for number in range(len(runs)) if _has_words(runs[number]) and not is_in_brackets(runs, number)), None
    )
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


def _italic_behind(name: Title, runs: Sequence[Run]) -> Title | None:
    """Return the title in italics right behind a name in code."""
    title = _moved(_written_out(runs[name.last :]), name.last)
    if title is None or not runs[title.first].italic:
        return None
    return title._replace(method=name.text.strip("[]() "))


def _moved(title: Title | None, by: int) -> Title | None:
    """Return a title that was found among the runs behind some others, with its place among all of them."""
    return title._replace(first=title.first + by, last=title.last + by) if title else None


def _has_words(run: Run) -> bool:
    return not run.image and re.search(r"[^\W\d_]", run.text) is not None


def _is_set_apart(run: Run) -> bool:
    return bool(run.href or run.bold or run.image or run.code)


def _written_out(runs: Sequence[Run]) -> Title | None:
    """Return a title that nothing sets apart: in quotes, in italics, or the first sentence that is no list of names."""
    for number, run in enumerate(runs):
        match = None if run.image or run.code else _QUOTED.search(run.text)
        if (
            match
            and run.text[match.end() : match.end() + 1] != ":"
            and is_before_quote(plain_text(runs[:number]) + run.text[: match.start()])
        ):
            rest = f"{run.text[: match.start()]}\n{run.text[match.end() :]}"
            return Title(clean(match[1]), run.href, "", number, number + 1, rest)
    number, at = marks_end(runs)
    if number == len(runs) or runs[number].href or runs[number].code:
        return None
    run = runs[number]
    if run.italic:
        text = clean(run.text)
        return None if people(text) or len(text.split()) <= _SHORT else Title(text, "", "", number, number + 1)
    if number + 1 < len(runs) and runs[number + 1].italic and len(people(_YEAR.sub("", run.text[at:]))) > 1:
        return _moved(_written_out(runs[number + 1 :]), number + 1)  # who wrote it stands before it
    label = _TITLE_LABEL.match(run.text, at)
    at = behind_people(run.text, label.end() if label else at)
    chosen = run.text[at : at + end_of(run.text[at:])]
    chosen = with_subtitle(chosen, run.text[at:])
    chosen += over_the_line(chosen, run.text[at + len(chosen) :])
    behind = run.text[at + len(chosen) :]
    is_marked = any(is_in_brackets(runs, before) for before in range(number))
    if not _is_sentence_of_title(chosen, behind, runs[:number], fewest=1 if is_marked else _SHORT + 1):
        return None
    return Title(clean(with_colon(chosen)), "", "", number, number + 1, f"{run.text[:at]}\n{behind}")


def _is_sentence_of_title(chosen: str, behind: str, before: Sequence[Run], *, fewest: int) -> bool:
    words = len(_WORD.findall(chosen)) + len(_CJK.findall(chosen)) // 2
    if is_fact(chosen):
        return False
    if any(run.href and not run.image for run in before) and not has_capitals(chosen):
        return False  # what stands behind links is more often said of them
    if _LABEL_END.search(chosen):
        return words > _SHORT and not behind.strip() and not kind_of_label(chosen)
    if words == _SHORT and not behind.strip(" [("):
        return all(word[0].isupper() for word in chosen.split()) and not kind_of_label(chosen)
    parted = re.match(r"\s[-\u2013\u2014]\s|[ \u00a0]{2,}", behind) is not None
    return words >= (1 if parted else fewest) and bool(chosen.strip())
