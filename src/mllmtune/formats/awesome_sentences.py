"""Where does a title begin and end in a sentence that nothing sets apart, and what is not of it?"""

import re
from collections.abc import Sequence
from functools import lru_cache

from mllmtune.formats.awesome_marks import (
    PICTURES,
    is_citation,
    is_only_day,
    is_only_venue,
    tags_end,
    without_number,
)
from mllmtune.formats.awesome_people import are_whole, people
from mllmtune.formats.awesome_venues import known_venue

_SENTENCE = re.compile(
    r"""。 | \uff0c\s*(?=[\u4e00-\u9fff]{2,4}\s*[\uff0c、等]|[《\[(\uff08]|$)
      | (?<!\bvs)(?<!\bal)(?<!\b[DM]r)(?<!\bSt)[.?!]\s+(?=[^\s(]) | [.;]$ | ;\s
      | \s[-\u2013\u2014|~\u00b7\u2022]\s | [ \u00a0]{2,}(?=[A-Z]) | \n | \s*[\[<]
      | \s[\u2600-\u27bf\U0001f300-\U0001faff]
      | \s*[(\uff08](?![^()]*\d{4}\s?[-\u2013]\s?\d{4}\))
          (?=[^()]*(?:(?:19|20)\d\d|['\u2019]\d\d|et\ al|ar[Xx]iv|[Pp]reprint)|\s*$)
      | ,\s+(?=(?:[A-Z](?:[\w'-]*|[a-z]?\.(?:-[A-Z]\.)?)[ ]+){1,2}[A-Z]?[\w'.-]*(?:,|\s+et\b|\s+and\b)) | \s(?=https?://)
      | ,\s+(?=[A-Z][\w'-]+,\s+[A-Z]\.[\s,-])
      | ,\s+(?=[A-Z][\w'-]+(?:\s+(?:and|&)\s+[A-Z][\w'-]+)?,?\s+et\ al)""",
    re.VERBOSE,
)
_FACT = re.compile(
    r"((?:full\s+)?(?:author|paper|title|venue|conference|journal|date|year|code|project|dataset|link|publication|institut\w+|affiliation"
    r"|key\s*word|tag|task|tl;?dr|abstract|summary|note|backbone|published|publisher|doi|url|arxiv(?!:\s?\d{4}\.\d)|github|highlight|motivation|contribution)s?|by|in"
    r"|作者|机构|单位|时间|日期|会议|期刊|发表|来源|摘要|简介|概述|关键词|标签|任务|备注|要点|著者|所属|会議|概要|要約|タグ|저자|소속|학회|요약|연도)\s*[:：]",
    re.IGNORECASE,
)
_NAMES = frozenset(("TAG", "TASK", "NOTE", "CODE", "LINK", "DATE", "PAPER", "VENUE", "BACKBONE"))  # of methods, too
_VENUE_BEHIND = re.compile(
    r"(?:,\s+|\.\s+|\s*\(|\s*\[)([^,()\[\]]{2,40}(?:,\s*(?:19|20))?\d\d|(?:19|20)\d\d,\s*[^,()\[\]]{2,30})[\])]?\.?$"
)
JOINT = re.compile(r"[,;&\u3001\uff0c]| and |\n|\b(?:et|others)\b")
_WHOLE_YEAR = re.compile(r"(?:[A-Z][a-z]{2,8} )?(?:19|20)\d\d$|arXiv:\s*\d", re.IGNORECASE)
_DASHED = re.compile(r"(\S{1,60}(?: \S{1,60})?)\s[-\u2013\u2014]\s")
_IN_BRACKETS_BEHIND = re.compile(
    r"\s*[(\[](?P<place>[^()\[\]]*(?<![\d-])(?:(?:19|20)\d\d|['\u2019]\d\d)(?![\d-])[^()\[\]]*)[)\]]$"
)
_BARRED = re.compile(r"\S{2,30}(?: \S{1,20})?\s+\|\s+")
_PAIR = re.compile(r",\s+[A-Z][\w'-]+\s+(?:and|&)\s+[A-Z][\w'-]+$")  # who wrote it, before the venue
_SUBTITLE = re.compile(r" (?:An?|On|Towards?|Evidence|Insights?|Lessons?|Re\w+ing|(?:Investigat|Evaluat|Explor)ing) ")
_LIST_END = re.compile(r"\.\s|\.?$|\n|[\[(]|\s[-\u2013\u2014|]\s")
_NAME_END = re.compile(r"[,;]|\s+(?:et|and|&)\b")
_LONGEST_NAME = 60  # signs
_LONGEST_LIST = 300  # signs of the names that are looked at behind a comma
_FULL_LINE = 35  # signs: whoever breaks lines by hand fills them
_SMALL_WORD = 4  # signs of a word that has no capital in a title
_ENDS = frozenset(".;?!)]")
_OPEN_END = re.compile(r"\b(?:of|in|on|to|or|by|at|as|for|and|the|via|with|an?|from)$|\s[-\u2013\u2014]$")
_NAME_BEFORE = re.compile(r"\S{2,30}\s*[-\u2013\u2014]\s*")  # SepFormer — "Attention ..."
_SHORT = 2  # words of a name
_MOST_REMEMBERED = 1024  # texts: of an entry, the same is cleaned several times
_AROUND = re.compile(rf"^[\s{PICTURES}:*_|,;.\-\u2013\u2014]+|[\s{PICTURES}*_|,;:\-\u2013\u2014\[(]+$")
_FULL_STOP = re.compile(r"(?<!\.)\.$")
_WHO = re.compile(r"\s*[(\uff08]@[^()]*[)\uff09]$")  # Title(@A University)
_QUOTED_BEHIND = re.compile(r"^([^\s:]+:) [\u201c\"]([^\u201c\u201d\"]+)[\u201d\"]$")


@lru_cache(_MOST_REMEMBERED)
def clean(text: str) -> str:
    """Return a title without the marks around it: numbers, pictures, quotes, a full stop at its end."""
    text = " ".join(text.replace("\u200b", "").split())
    text = _AROUND.sub("", without_number(text))
    text = _FULL_STOP.sub("", _without_remark(text)).strip()
    text = _QUOTED_BEHIND.sub(r"\1 \2", text)
    if len(text) > 2 and text[0] + text[-1] in ('""', "\u201c\u201d", "''") and text[0] not in text[1:-1]:  # noqa: PLR2004
        text = re.sub(r"[.,]$", "", text[1:-1].strip())
    if text.endswith(")") and "(" not in text:
        text = text[:-1]
    return text.strip()


def _without_remark(text: str) -> str:
    """Return a title without who stands in brackets behind it."""
    return _WHO.sub("", text).removesuffix(", in")  # before where it was shown


def without_venue(title: str) -> tuple[str, str]:
    """Return a title and the venue and year that were written behind it: ``Title, CVPR 2031``, ``Title (ICLR'31)``."""
    bracket = _IN_BRACKETS_BEHIND.search(title)
    if bracket and _is_when_or_where(bracket["place"]) and not is_citation(title):
        return title[: bracket.start()].rstrip(" .,"), bracket["place"]
    match = _VENUE_BEHIND.search(title)
    if match is None or not is_only_venue(match[1]) or len(title[: match.start()].split()) < _SHORT:
        return title, ""
    return _PAIR.sub("", title[: match.start()].rstrip(" .,")), match[1]


def _is_when_or_where(text: str) -> bool:
    """Tell whether a text with a year in brackets behind a title says when or where it appeared, or how it is cited."""
    if known_venue(text).name or is_only_venue(text) or is_only_day(text):
        return True
    return not re.search(r"[^\W\d_]", text) or re.search(r"\bcitations?\b", text) is not None


def is_fact(text: str) -> bool:
    """Tell whether a text begins with the label of a fact: ``Authors:``, ``TL;DR:``."""
    match = _FACT.match(text)
    return match is not None and match[1] not in _NAMES


def end_of(text: str) -> int:
    """Return where a title that nothing sets apart ends: ``Can Spoons Bend? A Look at Their Handles. Ann Smith``."""
    at = _end_of_sentence(text)
    return at + _behind_question(text[at:]) if text[at - 1 : at] in ("?", "!") else at


def _end_of_sentence(text: str) -> int:
    end = next(
        (end for end in _SENTENCE.finditer(text) if text[end.start()] not in ",;" or _is_name_behind(text, end)), None
    )
    at = end.start() + (text[end.start()] in "?!") if end else len(text)
    for comma in re.finditer(r",\s+([^,.()\[\]]+)", text[:at]):
        if comma.start() > 0 and (is_only_venue(comma[1]) or _WHOLE_YEAR.match(comma[1].strip())):
            at = comma.start()
            break
    return len(_PAIR.sub("", text[:at])) if text[at : at + 1] == "," else at


def _is_name_behind(text: str, comma: re.Match[str]) -> bool:
    """Tell whether a name, and not only what is written as one, stands behind a comma."""
    listed = people(_LIST_END.split(text[comma.end() : comma.end() + _LONGEST_LIST], maxsplit=1)[0])
    if listed:
        return are_whole(listed)
    name, *more = _NAME_END.split(text[comma.end() : comma.end() + _LONGEST_NAME], maxsplit=1)
    if more and more[0].startswith(" and ") and not is_only_venue(more[0]):
        return False  # "Spoons, Big Forks, and Knives of Many Kinds": the last would be a name, too
    return bool(people(name)) or len(name.split()) == 1 or is_only_venue(name) or not name.strip()


def _behind_question(text: str) -> int:
    """Return how far a title goes on behind a question."""
    more = text[: _end_of_sentence(text[1:]) + 1]
    is_title = re.match(r" [A-Z]", more) is not None and (has_capitals(more) or _SUBTITLE.match(more) is not None)
    is_other = are_several_people(more) or is_only_venue(more) or is_fact(more[1:])
    return len(more) if is_title and not is_other else 0


def are_several_people(text: str) -> bool:
    """Tell whether a text names people who wrote something together: no title is two names or ends in "et al."."""
    return JOINT.search(text) is not None and are_several(people(text))


def are_several(names: Sequence[str]) -> bool:
    """Tell whether names are those of people together: two with a given name, or others beside the first."""
    return sum("," in name for name in names) > 1 or names[-1:] == ["others"]


def with_subtitle(chosen: str, text: str) -> str:
    """Return a name with the title that a dash parts from it: ``LoRA - Low-Rank Adaptation``."""
    match = _DASHED.match(text)
    if match is None or match[1] != chosen or len(chosen.split()) > _SHORT:
        return chosen
    rest = text[match.end() :]
    behind = rest[: end_of(rest)]
    return text[: match.end() + len(behind)] if has_capitals(behind) and not people(behind) else chosen


def behind_bar(text: str) -> int:
    """Return where the title begins that a bar parts from a name before it: ``LoRA | Low-Rank Adaptation ...``."""
    match = _BARRED.match(text)
    title = text[match.end() : match.end() + end_of(text[match.end() :])] if match else ""
    is_title = has_capitals(title) and not (people(title) or is_only_venue(title) or is_only_day(title))
    return match.end() if match and is_title else 0


def over_the_line(title: str, behind: str) -> str:
    """Return what goes on with a title on the next line, if only the length of the line ended it."""
    if not behind.startswith("\n") or title.rstrip()[-1:] in _ENDS:
        return ""
    more = behind[1 : 1 + end_of(behind[1:])]
    return f"\n{more}" if _goes_on(title, more, behind[1 + len(more) :]) and not _is_said_of_it(more) else ""


def _goes_on(title: str, more: str, behind: str) -> bool:
    """Tell whether a line goes on where the title broke off: in its midst, or behind all that a line can hold."""
    if len(title.split()) >= _SHORT and (title.rstrip()[-1:] == ":" or _OPEN_END.search(title)):
        return True
    if len(title.split()) > _SHORT and more[:1].islower():
        return True
    long = [word for word in more.split() if len(word) > _SMALL_WORD]
    is_closed = (behind.lstrip() or more.rstrip()[-1:])[:1] in (".", "(", "[")
    return len(title) >= _FULL_LINE and is_closed and bool(long) and all(not word[0].islower() for word in long)


def _is_said_of_it(text: str) -> bool:
    is_other = is_only_venue(text) or is_only_day(text) or is_fact(text) or text[:1] in "[("
    return is_other or are_several_people(text)


def has_capitals(text: str) -> bool:
    """Tell whether text is written as a title: a description has few capitals."""
    words = [word for word in text.split() if word[0].isalpha()]
    return len(words) > _SHORT and sum(word[0].isupper() for word in words) >= len(words) / 2


def is_before_quote(text: str) -> bool:
    """Tell whether only marks or those who wrote it stand before what is quoted: else it is quoted in a sentence."""
    text = text[tags_end(text) :]
    if _NAME_BEFORE.fullmatch(text):
        return True
    text = text.strip(" .,:()\n")
    return not text or bool(people(text)) or is_only_venue(text) or is_only_day(text)


def with_colon(title: str) -> str:
    """Return a title with a colon where a dash parts the name from the rest."""
    match = _DASHED.match(title)
    return f"{match[1]}: {title[match.end() :]}" if match else title
