"""Which words of an entry are its title? What is bold, a link, quoted or first, and is no label, venue or day."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from mllmtune.formats.awesome_labels import is_pointer, kind_of_label
from mllmtune.formats.awesome_runs import Run, plain_text
from mllmtune.formats.awesome_venues import day_of, known_venue


class Title(NamedTuple):
    """A title, where it leads ("" if nowhere), the short name before it, and which runs it takes (first, last + 1)."""

    text: str
    href: str
    method: str
    first: int
    last: int
    rest: str = ""  # what stands in its last run behind it


_PICTURES = r"\u2000-\u206f\u2190-\u2bff\u3030\ufe00-\ufe0f\U0001f000-\U0001faff"
_NUMBER = re.compile(r"^\s*(?:\(?\d{1,4}[.)]\s+|\[\d{1,4}\]\s*|\#\d+\s+|[-*•]\s+)")
_QUOTED = re.compile(r"[\u201c\u201f\"]([^\u201c\u201d\"\n]{12,300})[\u201d\"]")
_TAG = re.compile(r"^\s*(?:\[[^\[\]]{1,60}\]|\([^()]{1,60}\)|【[^】]{1,60}】)\s*")
_SENTENCE = re.compile(
    r"[.?!]\s+(?=[^\s(])|\.$|\s[-\u2013\u2014|]\s|[ \u00a0]{2,}(?=[A-Z])|\n|\s*[\[(]|,\s+(?=(?:[A-Z][\w'.-]*\s+){1,3}[A-Z]?[\w'.-]*(?:,|\s+et\b|\s+and\b))"
)
_WORD = re.compile(r"[^\W_]+")
_LABEL_END = re.compile(r"[:：]\s*$")  # noqa: RUF001
_NO_TITLE = re.compile(
    r"oral|spotlight|high-?light|best paper.*|new|hot|recommended|(?:paper )?title|name|tl;?dr|abstract", re.IGNORECASE
)
_FAR = 150  # signs before a link: it stands in a description
_SHORT = 2  # words of a name
_LONG = 4  # words of what is no name


def title_of(runs: Sequence[Run]) -> Title | None:
    """Return the title of an entry."""
    found = [title for title in _set_apart(runs) if _is_title_like(title.text)]
    if not found:
        return _written_out(runs)
    first = found[0]
    if not runs[first.first].bold and len(plain_text(runs[: first.first]).strip()) > _FAR:
        return _written_out(runs) or first
    rest = _continued(first, runs)
    if rest is not None:
        return rest
    for later in found[1:]:
        if _is_name_of(first, later, runs):
            return later._replace(method=clean(first.text))
        if _is_before(first, later, runs):
            return later
    return first._replace(text=clean(first.text))


def clean(text: str) -> str:
    """Return a title without the marks around it: numbers, pictures, quotes, a full stop at its end."""
    text = " ".join(text.replace("\u200b", "").split())
    text = re.sub(rf"^[\s{_PICTURES}:*_|,;.\-]+|[\s{_PICTURES}*_|,;:\-]+$", "", _NUMBER.sub("", text))
    text = re.sub(r"(?<!\.)\.$", "", text).strip()
    if len(text) > 2 and text[0] + text[-1] in ('""', "\u201c\u201d", "''") and text[0] not in text[1:-1]:  # noqa: PLR2004
        text = re.sub(r"[.,]$", "", text[1:-1].strip())
    return text.strip()


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


def _setting(run: Run) -> tuple[bool, int, bool]:
    """Return what sets a run apart: all that is bold is one, whether a part of it leads somewhere or not."""
    is_label = bool(run.href) and (bool(run.image) or bool(kind_of_label(run.text)) or is_pointer(run.text))
    bold = run.bold and not is_label and not run.image
    return bold, 0 if bold else run.link, run.code and not bold and not run.link


def _is_title_like(text: str) -> bool:
    text = clean(text) if not _LABEL_END.search(text) else ""
    if len(re.findall(r"[^\W\d_]", text)) < 2 or text.startswith(("http://", "https://", "@")):  # noqa: PLR2004
        return False
    words = len(_WORD.findall(text))
    if words > _LONG:
        return True
    if is_pointer(text) or (kind_of_label(text) and words < _LONG) or _NO_TITLE.fullmatch(text):
        return False
    return not (_only_venue(text) or _only_day(text))


def _only_venue(text: str) -> bool:
    if not known_venue(text).name:
        return False
    left = re.sub(
        r"\d+|oral|spotlight|highlight|workshop|findings|preprint|best|paper|award|tutorial",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return len(_WORD.findall(left)) <= _SHORT + 1 and ":" not in left


def _only_day(text: str) -> bool:
    return (bool(day_of(text)) and len(_WORD.findall(text)) <= _LONG) or re.fullmatch(r"[\W\d_]*", text) is not None


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


def _continued(first: Title, runs: Sequence[Run]) -> Title | None:
    """Return the title that begins with a name set apart and goes on in plain text: ``**LoRA**: Low-Rank ...``."""
    if len(first.text.split()) > _SHORT + 1 or first.last >= len(runs):
        return None
    run = runs[first.last]
    if run.href or run.bold or run.image or run.code:
        return None
    match = re.match(r"\s*[:：]\s*([^\n]+)", run.text)  # noqa: RUF001
    if match is None:
        return None
    end = _SENTENCE.search(match[1])
    text = match[1][: end.start() + (match[1][end.start()] in "?!")] if end else match[1]
    words = [word for word in text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    if len(words) < 3 or capitals < 0.5 * len(words):  # noqa: PLR2004 - a description has few capitals
        return None
    rest = run.text[match.start(1) + len(text) :]
    return Title(
        clean(f"{clean(first.text)}: {text}"), first.href, clean(first.text), first.first, first.last + 1, rest
    )


def _written_out(runs: Sequence[Run]) -> Title | None:
    """Return a title that nothing sets apart: in quotes, in italics, or the first sentence."""
    for number, run in enumerate(runs):
        if not (run.image or run.code) and (match := _QUOTED.search(run.text)):
            rest = f"{run.text[: match.start()]}\n{run.text[match.end() :]}"
            return Title(clean(match[1]), run.href, "", number, number + 1, rest)
    start = next((n for n, run in enumerate(runs) if run.text.strip() and not run.image), None)
    if start is None or runs[start].href or runs[start].code:
        return None
    run = runs[start]
    text = _NUMBER.sub("", run.text)
    while (tag := _TAG.match(text)) and not run.italic:
        text = text[tag.end() :]
    text = re.sub(rf"^[\s{_PICTURES}:*_|,;.\-]+", "", text)
    end = None if run.italic else _SENTENCE.search(text)
    chosen = text[: end.start() + (text[end.start()] in "?!")] if end else text
    parted = end is not None and re.fullmatch(r"\s[-\u2013\u2014]\s|[ \u00a0]{2,}", end[0])
    if len(_WORD.findall(chosen)) < (1 if parted else _SHORT + 1) or _LABEL_END.search(chosen):
        return None
    return Title(clean(chosen), "", "", start, start + 1, run.text[run.text.find(chosen) + len(chosen) :])
