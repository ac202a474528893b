"""How does what a list says of a paper become the facts of the model?"""

import re
from collections.abc import Iterator
from typing import cast

from mllmtune.formats.awesome_items import Found, settle
from mllmtune.formats.awesome_links import identified, is_web, labelled
from mllmtune.formats.awesome_sections import Place
from mllmtune.model.facts import Facts
from mllmtune.text.latex import plain
from mllmtune.text.markup import literal

# Words before a colon that are no name of a method.
_NO_NAMES = frozenset((
    "survey", "position", "review", "tutorial", "report", "beyond", "rethinking", "revisiting", "llm", "llms", "mllm",
    "mllms", "vlm", "vlms", "lvlm", "lvlms", "peft", "rlhf", "rag", "ai", "nlp", "perspective", "benchmark", "abstract",
    "paper", "update", "sok", "part",
))  # fmt: skip
_NAMED = re.compile(r"([^:：]{2,40})[:：]\s+\S")
_LONGEST_NAME = 3  # words
_LIKE_A_NAME = re.compile(r"(?=.*[a-z].*[A-Z]|.*[A-Z]{2}|.*\d)\S+")
_IN_BRACKETS = re.compile(r"^(.{12,}\S)\s*\(([^()]{2,30})\)$")
_DASHES = re.compile(r"(?<=-)\{\}(?=-)")  # who types two hyphens in a list means a dash, as in LaTeX
_MATH = re.compile(r"\$(?=\S)(?:\\.|[^$\\])*(?<=\S)\$(?!\d)")


def facts_of(found: Found, place: Place) -> Facts:
    """Return the facts of a paper; a bibliography entry beside it says more than its line."""
    settle(found)
    if not found.venue.name:
        own = found.venue
        found.venue = place.venue._replace(year=own.year or place.venue.year, honours=own.honours)
    said: dict[str, object] = {
        "type": found.venue.type,
        "title": latex(found.title),
        "authors": found.authors,
        "year": _year(found, place),
        "posted": found.posted,
        "venue": latex(found.venue.name),
        "method": latex(found.method or _method(found.title)),
        "tags": list(found.venue.honours),
        "status": found.status,
        "fields": {"affiliation": latex(found.affiliation)} if found.affiliation else {},
        "topic": place.topic,
        "paradigm": place.paradigm,
        "category": place.category,
    }
    named, left = identified([_whole(href) for href in found.papers if is_web(href)])
    said |= named
    said["links"] = labelled([*_links(found), *(("paper", href) for href in left)])
    table = {name: value for name, value in said.items() if value}
    return cast("Facts", _with_entry(table, found) if found.cited else table)


def latex(text: str) -> str:
    """Return LaTeX text for the words of a page; mathematics, which GitHub shows too, stays mathematics."""
    out, at = [], 0
    for match in _MATH.finditer(text):
        out += [literal(text[at : match.start()]), match[0]]
        at = match.end()
    return _DASHES.sub("", "".join([*out, literal(text[at:])]))


def _with_entry(table: dict[str, object], found: Found) -> dict[str, object]:
    """Return the facts of the entry, and beside them what only the list says."""
    entry = cast("dict[str, object]", {name: value for name, value in (found.cited or {}).items() if value})
    if found.venue.type == "misc":
        table.pop("venue", None)
    named = _IN_BRACKETS.match(found.title)
    if named and "method" not in table:
        table["method"] = latex(named[2])
    if plain(str(entry["title"])).lower() != found.title.lower():
        table["alt_titles"] = [table["title"]]
    links = cast("dict[str, str]", table.get("links", {}))
    for name, form in (("url", "{}"), ("arxiv", "https://arxiv.org/abs/{}")):
        if name in table and entry.get(name, table[name]) != table[name]:
            links = labelled([*links.items(), ("paper", form.format(table[name]))])
    own = cast("dict[str, str]", entry.get("links", {}))
    return table | entry | ({"links": links | own} if links or own else {})


def _links(found: Found) -> Iterator[tuple[str, str]]:
    """Give the links; a repository that is known by its stars comes behind the code, as a badge is rarely kept up."""
    of_code = any(kind == "code" for kind, _ in found.links)
    for kind, href in sorted(found.links, key=lambda link: link[0] in ("starred", "shown")):
        if kind == "shown" and (of_code or any(other == "starred" for other, _ in found.links)):
            continue
        yield "code" if kind in ("starred", "shown") else kind or "link", _whole(href)


def _whole(href: str) -> str:
    """Return an address with its scheme, and without what was typed beside it."""
    href = href.strip().replace(" ", "%20").removeprefix("https://github.com/https://")  # of a form filled in twice
    if href.startswith("github.com/"):
        return f"https://{href}"
    return f"https:{href}" if href.startswith("//") else href


def _year(found: Found, place: Place) -> int | None:
    """Return the year; that of the day only for what appeared nowhere else."""
    if year := found.year or found.venue.year:
        return year
    return int(found.posted[:4]) if found.posted and found.venue.type == "misc" else place.year


def _method(title: str) -> str:
    """Return the name that a title begins with, as in "DoRA: Weight-Decomposed ...", if it looks like one."""
    match = _NAMED.match(title)
    words = match[1].split() if match else []
    if (
        not match
        or not 1 <= len(words) <= _LONGEST_NAME
        or words[0].lower() in _NO_NAMES
        or words[-1].lower() in _NO_NAMES
    ):
        return ""
    if len(words) == 1:
        return words[0] if words[0][0].isupper() or _LIKE_A_NAME.fullmatch(words[0]) else ""
    return match[1] if any(_LIKE_A_NAME.fullmatch(word) and not word.isupper() for word in words) else ""
