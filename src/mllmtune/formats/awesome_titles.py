"""Which words of an entry are its title? What is bold, a link, quoted or first, and is no label, venue or day."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from mllmtune.formats.awesome_citations import without_citation
from mllmtune.formats.awesome_labels import is_pointer, kind_of_host, kind_of_label, kind_of_whole_label
from mllmtune.formats.awesome_marks import is_citation, is_in_brackets, is_only_day, is_only_venue, marks_end
from mllmtune.formats.awesome_people import people
from mllmtune.formats.awesome_plain_titles import LABEL_END, QUOTED, WORD, Title, is_name_of_method, moved, written_out
from mllmtune.formats.awesome_runs import Run, plain_text
from mllmtune.formats.awesome_sentences import (
    are_several_people,
    clean,
    end_of,
    has_capitals,
    is_fact,
    without_venue,
)

_NO_TITLE = re.compile(
    r"oral|spotlight|high-?light|best paper.*|new|hot|recommended|(?:paper )?title|name|tl;?dr|abstract"
    r"|under (?:double-blind )?review|in press|(?:submitted|accepted)\b.*|preprint",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:.?\s*(?:\([^()\n]{2,90}\)\s*)?[:：]|[:：]|.?\s(?P<dash>[-\u2013\u2014])(?=\s)|.?\s(?P<quote>(?=[\u201c\"]))|.?(?P<stop>[.,])(?=\s))"
    r"\s*(?P<rest>[^\n]+)"
)
_QUOTED_BELOW = re.compile(r"(?P<who>[^\n]+)\n\s*[\u201c\"](?P<title>[^\u201c\u201d\"\n]{8,300})[\u201d\"]")
_PLACE = re.compile(r"[\[(](?:[^\s\d]+\s+){0,5}[^\s\d]*[\s'’-]?(?:19|20)?\d\d\]?")
_TAGS = re.compile(r"\s*(?:\[[^\[\]]{1,40}\]\s*){0,4}\[(?P<last>[^\[\]]{1,40})\]\s*(?=\S+\s+\S)")
_PLACE_NAME = re.compile(r"(?:[A-Z]\w+ ){0,3}(?:Conference|Journal|Transactions|Proceedings|Symposium|Workshop)\b")
_PLACE_ITSELF = re.compile(
    r"(?:npj [A-Z]|(?:Journal|Annals|Proceedings) of |Transactions o[fn] |(?:IEEE|ACM) (?:Journal|Transactions) )"
)
_OTHERS = re.compile(r"\bet\.? al\b")
_LETTER = re.compile(r"[^\W\d_]")
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
        return written_out(runs) or _like_a_citation(runs)
    if _stands_in_text(found[0], runs):
        return written_out(runs) or found[0]
    return _first_of(found, runs)


def _like_a_citation(runs: Sequence[Run]) -> Title | None:
    """Return the title that looks as two names and a year do, if there is no other: ``**Bends and Folds (2031)**``."""
    found = (title for title in _set_apart(runs) if is_citation(title.text) and not _OTHERS.search(title.text))
    title = next(found, None)
    text = re.sub(r"\W*\d{4}\W*$", "", title.text) if title else ""
    return title._replace(text=text) if title and text else None


def _first_of(found: Sequence[Title], runs: Sequence[Run]) -> Title:
    """Return the first of what may be the title, or a later one if the first is only a mark or a name before it."""
    first = found[0]
    if len(found) == 1 and (first.method or runs[first.first].bold) and len(first.text.split()) <= _SHORT:
        return _italic_behind(first, runs) or first._replace(text=_bare(first.text))
    for later in found[1:]:
        if _is_name_of(first, later, runs):
            return later._replace(method=clean(first.text))
        if _is_before(first, later, runs):
            return later
    return first._replace(text=_bare(first.text))


def _bare(text: str) -> str:
    """Return a title without the brackets around the whole of it: ``**[SpoonNet]**``."""
    whole = re.fullmatch(r"\[([^\[\]]+)\]", clean(text))
    return whole[1] if whole else clean(text)


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
        whole = text
        text, name = _without_tags(without_citation(text) if link else text)
        rest = "" if text == whole else whole.replace(text, "\n", 1)
        yield Title(clean(text) if not LABEL_END.search(text) else text, href, "`" if code else name, first, at, rest)


def _without_tags(text: str) -> tuple[str, str]:
    """Return a title without the tags in it, before its words, and the name of a method that is the last of them."""
    match = _TAGS.match(text)
    if match is None:
        return text, ""
    return text[match.end() :], match["last"] if is_name_of_method(match["last"]) else ""


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
    return is_fact(title.text) and kind_of_host(title.href) == "paper" and len(WORD.findall(title.text)) > _LONG


def _is_label(title: Title, runs: Sequence[Run]) -> bool:
    short = len(WORD.findall(title.text)) < _LONG
    run = runs[title.first]
    if run.bold and not (run.code or run.italic) and is_in_brackets(runs, title.first):
        return True
    if short and is_fact(title.text + plain_text(runs[title.last : title.last + 1])[:1]):
        return True
    if not short or not title.href or run.bold:
        return False
    kind = kind_of_label(title.text)  # by its first word, maybe: "Video Diffusion Models" is the title of a paper
    return kind == "paper" or bool(kind_of_whole_label(title.text) or (kind and kind_of_host(title.href) != "paper"))


def _setting(run: Run) -> tuple[bool, int, bool]:
    """Return what sets a run apart: all that is bold is one, whether a part of it leads somewhere or not."""
    is_label = bool(run.href) and (bool(run.image) or bool(kind_of_label(run.text)) or is_pointer(run.text))
    bold = run.bold and not is_label and not run.image
    return bold, 0 if bold else run.link, run.code and not bold and not run.link


def _is_title_like(text: str) -> bool:
    text = clean(text) if not LABEL_END.search(text) else ""
    if len(_LETTER.findall(text)) < 2 or is_fact(text) or text.startswith(("http://", "https://", "@")):  # noqa: PLR2004
        return False
    if _PLACE_ITSELF.match(text):
        return False
    words = len(WORD.findall(text))
    if words > _LONG:
        return not (is_citation(text) or (text[-1].isdigit() and is_only_venue(text)))
    if is_pointer(text) or (kind_of_whole_label(text) and words < _LONG) or _NO_TITLE.fullmatch(text):
        return False
    return not (is_only_venue(text) or is_only_day(text) or is_citation(text))


def _stands_in_text(first: Title, runs: Sequence[Run]) -> bool:
    """Tell whether a link stands in a description, or is a person of those named behind a title."""
    if _is_tag_behind(first, runs) or _is_behind_labels(first, runs) or _is_code_behind(first, runs):
        return True
    if runs[first.first].bold:
        return False
    before = plain_text(runs[: first.first])
    if before[-1:].isalnum():
        return True  # it begins in the midst of a word
    before = before.strip()
    is_person = len(first.text.split()) <= _LONG and kind_of_host(first.href) != "paper" and bool(people(first.text))
    return len(before) > _FAR or (is_person and not first.method and len(WORD.findall(before)) > _SHORT)


def _is_tag_behind(first: Title, runs: Sequence[Run]) -> bool:
    """Tell whether a word in brackets stands behind a title: ``Title ... [`PTQ` `MP`]``, ``Title (**ECML 2031**)``."""
    if runs[first.first].href:
        return False
    before = plain_text(runs[: first.first])
    is_inside = any(before.rfind(opens) > before.rfind(closes) for opens, closes in ("[]", "()"))
    is_inside = is_inside or re.fullmatch(r"\(.*\)", first.text) is not None
    is_last = not any(run.href for run in runs[first.last :])
    fewest = _SHORT + 1 if is_last else _LONG
    is_tag = len(WORD.findall(first.text)) < _LONG or first.text[:1] == "("
    goes_on = (
        re.match(r"[\])]+\s+(?:and|to|for|in|with|on|who|that|which|is|are)\s", plain_text(runs[first.last :]))
        is not None
    )  # the sentence does
    return is_inside and is_tag and not goes_on and len(WORD.findall(before)) >= fewest


def _is_code_behind(first: Title, runs: Sequence[Run]) -> bool:
    """Tell whether a name in code stands behind a title: ``Low-Rank Adaptation of ... `LoRA` ``."""
    return runs[first.first].code and len(WORD.findall(plain_text(runs[: first.first]))) > _SHORT


def _is_behind_labels(first: Title, runs: Sequence[Run]) -> bool:
    """Tell whether a link is one more of those behind a title: ``Title [[CVPR 2031](...)] [[Short read](...)]``."""
    labels = (number for number in range(first.first + 1) if runs[number].href and _is_link_behind(number, runs))
    before = plain_text([run for run in runs[: next(labels, 0)] if not run.href])
    return bool(first.href) and not runs[first.first].bold and len(WORD.findall(before)) >= _LONG


def _is_link_behind(number: int, runs: Sequence[Run]) -> bool:
    """Tell whether a link is a label, or in brackets where a paper was shown: ``[[Some Journal 2031](...)]``."""
    opened = re.search(r"[\[(]?$", plain_text(runs[:number]))
    text = (opened[0] if opened else "") + runs[number].text.strip()
    return bool(kind_of_whole_label(runs[number].text)) or _PLACE.fullmatch(text) is not None


def _between(first: Title, later: Title, runs: Sequence[Run]) -> str:
    return plain_text(runs[first.last : later.first])


def _is_name_of(first: Title, later: Title, runs: Sequence[Run]) -> bool:
    """Tell whether `first` is the short name that stands right before the title."""
    near = re.sub(r"[\s:|,.()\[\]–—-]", "", _between(first, later, runs))
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
    if match is None or (match["stop"] and len(name.text.split()) > _LONG):
        return None
    short = without_venue(clean(name.text))[0]
    is_mark = bool(kind_of_whole_label(short)) or _NO_TITLE.fullmatch(short) is not None
    if not short or is_mark or is_fact(f"{short}:") or is_only_venue(short):
        return None
    start = match.start("rest") - 1
    rest = run.text[start:]
    is_name = len(short.split()) <= _LONG
    below, quoted = _QUOTED_BELOW.match(rest), QUOTED.match(rest) if is_name else None
    if found := below or quoted:
        said = f"{below['who']}\n" if below else ""
        text = below["title"] if below else found[1]
        return Title(clean(text), name.href, short if is_name else "", at, at + 2, said + rest[found.end() :])
    text = rest[: end_of(rest)]
    is_named = len(short.split()) <= _SHORT + 1 and not kind_of_label(short) and match["quote"] is None
    if not is_named or not _is_continuation(text, short, match):
        return None
    is_whole = match["dash"] or match["stop"] or re.match(rf"{re.escape(short)}\b", text)
    title = clean(text) if is_whole else f"{short}: {clean(text)}"
    return Title(clean(title), name.href, short, at, at + 2, rest[len(text) :])


def _is_continuation(text: str, name: str, joint: re.Match[str]) -> bool:
    """Tell whether a text is the title that begins with a name, or stands behind it, as what joins the two says."""
    if not has_capitals(text) or are_several_people(text):
        return False
    if joint["stop"] and not is_name_of_method(name):
        return False
    return _is_title_behind_dash(text) if joint["dash"] or joint["stop"] else True


def _is_title_behind_dash(text: str) -> bool:
    """Tell whether a title, and not who wrote it or what it does, stands behind a name: ``**LoRA** - Low-Rank ...``."""
    is_other = people(text) or is_only_venue(text) or _PLACE_NAME.match(text)
    return text[0].isupper() and len(WORD.findall(text)) >= _LONG and not is_other


def _behind_name(runs: Sequence[Run]) -> Title | None:
    """Return the title behind a short name in brackets of its own: ``**[LoRA]** | **ICLR'22** | Low-Rank ...``."""
    at = next(
        (number for number in range(len(runs)) if _has_words(runs[number]) and not is_in_brackets(runs, number)), None
    )
    if at is None or not runs[at].bold or runs[at].href:
        return None
    around = plain_text(runs[:at])[-1:] + runs[at].text.strip()[:1]
    name = runs[at].text.strip(" []()")
    if not re.search(r"[\[(]", around) or len(name.split()) > _SHORT + 1 or is_only_venue(name) or is_only_day(name):
        return None
    title = title_of(runs[at + 1 :]) if not _NO_TITLE.fullmatch(name) else None
    if title is None or len(title.text.split()) <= max(_SHORT, len(name.split())):
        return None
    return title._replace(method=clean(name), first=title.first + at + 1, last=title.last + at + 1)


def _italic_behind(name: Title, runs: Sequence[Run]) -> Title | None:
    """Return the title in italics right behind a name in code or in bold."""
    title = moved(written_out(runs[name.last :]), name.last)
    if title is None or not (runs[title.first].italic and has_capitals(title.text)):
        return None
    return title._replace(method=name.text.strip("[]() "))


def _has_words(run: Run) -> bool:
    return not run.image and _LETTER.search(run.text) is not None


def _is_set_apart(run: Run) -> bool:
    return bool(run.href or run.bold or run.image or run.code)
