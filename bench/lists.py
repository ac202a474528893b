r"""How much of a list in Markdown is read, and how much of it rightly? List by list, as a table in Markdown.

    python bench/lists.py FOLDER [--reference FOLDER] [--show]

FOLDER holds lists (``*.md``, below it too). Two counts, neither of them made with the reader that is measured:

* *By identifier*: regular expressions find the arXiv, OpenReview, DOI and ACL Anthology numbers in the addresses of a
  list, without what is commented out, in code, or an image. Each is a paper; it counts as found if one of the papers
  that were read has it. This knows nothing of layouts and nothing of titles.
* *By reference* (``--reference``, JSON files as ``NAME.silver.json``): what a script that was written for one list
  alone read there: title, page and code of each entry, with the line. Entries with the same page are one work. That
  script is no authority; where it is wrong, the list itself is judge, and only so: a title is right if its letters and
  digits are the reference's, or those of the BibTeX entry beside it, but for a short name before or behind; or if the
  reference goes on behind it (with the description) where the list sets it apart: in bold, by two blanks, a dash or a
  break. A page is right if it is the same page, or the same number. Code is right if the reference has it as code or as
  the project's page. An entry is *no paper* if the reference has neither its title nor its page, and it has no
  identifier.
"""

import argparse
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from mllmtune.formats.awesome import read
from mllmtune.formats.reading import Entry, Reading
from mllmtune.model.facts import Facts
from mllmtune.text.latex import plain

_HIDDEN = re.compile(r"<!--.*?-->|^\[//\]: #.*$|^```.*?^```", re.DOTALL | re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'|\])]+")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img[^>]*>|\.(?:png|jpe?g|gif|svg)\b")
_NUMBERS = (
    re.compile(r"arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5})", re.IGNORECASE),
    re.compile(r"huggingface\.co/papers/(\d{4}\.\d{4,5})", re.IGNORECASE),
    re.compile(r"openreview\.net/(?:forum|pdf)\?id=([\w-]+)"),
    re.compile(r"doi\.org/(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE),
    re.compile(r"aclanthology\.org/([\w.-]+?)(?:\.pdf|/|$)"),
)
_MOST_BESIDE = 25  # signs of a short name before a title


@dataclass
class Work:
    """A paper of the reference: all that it calls it, and where it leads."""

    line: int
    titles: list[str] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)
    code: set[str] = field(default_factory=set)


@dataclass
class Row:
    """The figures of one list."""

    name: str
    entries: int
    problems: int
    numbers: tuple[int, int] = (0, 0)  # identifiers found, and all of them
    works: tuple[int, int] = (0, 0)
    code: tuple[int, int] = (0, 0)
    strangers: int = 0
    missed: list[str] = field(default_factory=list)


def main() -> None:
    """Print the table, and what is missed if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reference", type=Path)
    parser.add_argument("--show", action="store_true", help="name what is missed")
    options = parser.parse_args()
    rows = [_measured(path, options.folder, options.reference) for path in sorted(options.folder.rglob("*.md"))]
    print("| list | read | identifiers found | title and page right | code right | no papers | problems |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for row in [*rows, _total(rows)]:
        cells = [_share(row.numbers), _share(row.works), _share(row.code), _share((row.strangers, row.entries))]
        print(f"| {row.name} | {row.entries} | {' | '.join(cells)} | {row.problems} |")
    if options.show:
        print(*(f"{row.name}: {missed}" for row in rows for missed in row.missed), sep="\n")


def _measured(path: Path, folder: Path, reference: Path | None) -> Row:
    text = path.read_text(encoding="utf-8")
    name = str(path.relative_to(folder)).removesuffix("/README.md")
    reading = read(text)
    row = Row(name, len(reading.entries), len(reading.problems))
    _count_numbers(row, text, reading)
    works = _works(path, folder, reference) if reference else None
    if works is not None:
        _count_works(row, works, reading, text.split("\n"))
    return row


def _count_numbers(row: Row, text: str, reading: Reading) -> None:
    held = " ".join(" ".join(_pages(paper.facts())) for paper in reading.papers).lower()
    numbers = numbers_in(text)
    found = {number for number in numbers if number.lower() in held}
    row.numbers = (len(found), len(numbers))
    row.missed += [f"number {number}" for number in sorted(numbers - found)]


def numbers_in(text: str) -> set[str]:
    """Return the identifiers of papers in the addresses of a list."""
    shown = _IMAGE.sub(" ", _HIDDEN.sub("", text))
    return {
        match[1].rstrip(".,;")
        for address in _ADDRESS.findall(shown)
        for number in _NUMBERS
        if (match := number.search(address))
    }


def _works(path: Path, folder: Path, reference: Path) -> list[Work] | None:
    parts = path.relative_to(folder).with_suffix("").parts
    names = ["__".join(parts), "__".join(parts[:-1])]
    file = next((file for name in names if (file := reference / f"{name}.silver.json").exists()), None)
    if file is None:
        return None
    works: dict[str, Work] = {}
    for entry in json.loads(file.read_text(encoding="utf-8"))["entries"]:
        if entry.get("optional"):
            continue
        pages = {same_page(entry[name]) for name in ("paper_url",) if entry.get(name)}
        pages |= {same_page(page) for page in entry.get("alt_paper_urls") or []}
        work = works.setdefault(next(iter(sorted(pages)), letters(entry["title"])), Work(entry["line"]))
        work.titles.append(entry["title"])
        work.pages |= pages
        work.code |= {same_page(entry[name]) for name in ("code_url", "project_url") if entry.get(name)}
        if not entry.get("code_url"):
            work.code = set()
    return list(works.values())


def _count_works(row: Row, works: Sequence[Work], reading: Reading, lines: Sequence[str]) -> None:
    entries = [_said(entry, lines) for entry in reading.entries]
    at: dict[str, set[int]] = {}
    for number, said in enumerate(entries):
        for key in (*said.titles, *said.pages, f"line {said.line}"):
            at.setdefault(key, set()).add(number)
    matched: set[int] = set()
    right = code_right = 0
    for work in works:
        keys = (*map(letters, work.titles), *work.pages, *(f"line {work.line + beside}" for beside in range(-2, 3)))
        near = sorted(set().union(*(at.get(key, set()) for key in keys)))
        titled = [number for number in near if _is_titled(work, entries[number])]
        alike = [number for number in near if number in titled or work.pages & entries[number].pages]
        matched.update(alike)
        hits = [number for number in titled if not work.pages or work.pages & entries[number].pages]
        right += bool(hits)
        row.missed += [] if hits else [f"line {work.line}: {work.titles[0][:80]}"]
        has_code = any(work.code & entries[number].pages for number in alike)
        code_right += has_code
        row.missed += [f"line {work.line}: code {min(work.code)}"] if work.code and not has_code else []
    row.works, row.code = (right, len(works)), (code_right, sum(bool(work.code) for work in works))
    strangers = [said for number, said in enumerate(entries) if number not in matched and not said.has_number]
    row.strangers = len(strangers)
    row.missed += [f"line {said.line}: no paper: {said.title[:80]}" for said in strangers]


@dataclass(frozen=True)
class Said:
    """What was read of an entry, in a form to compare."""

    line: int
    title: str
    titles: tuple[str, ...]  # letters and digits alone
    pages: frozenset[str]
    has_number: bool
    source: str  # its line in the list


def _said(entry: Entry, lines: Sequence[str]) -> Said:
    facts = entry.paper.facts()
    titles = [plain(title) for title in (facts["title"], *facts.get("alt_titles", []))]
    source = lines[entry.line - 1] if entry.line <= len(lines) else ""
    pages = frozenset(map(same_page, _pages(facts)))
    return Said(entry.line, titles[0], tuple(map(letters, titles)), pages, _has_number(facts), source)


def _is_titled(work: Work, said: Said) -> bool:
    for title in work.titles:
        whole = letters(title)
        bare = letters(re.sub(r"\s*\([^()]*\)$", "", title))
        for own in said.titles:
            if own in (whole, bare) or (own.endswith(whole) and len(own) - len(whole) < _MOST_BESIDE):
                return True
        goes_on = letters(re.sub(r"^\W*\d+\W+", "", title)).startswith(said.titles[0])
        if goes_on and _is_set_apart(said.title, said.source):
            return True
    return False


def _is_set_apart(title: str, line: str) -> bool:
    """Tell whether a line of a list sets a title apart from what goes on behind it."""
    words = r"\W+".join(map(re.escape, re.findall(r"\w+", title)))
    return re.search(rf"(?:^|\W){words}\W?(?:\*\*|__|\]|\"|  | [-\u2013\u2014] |<br|\|)", line) is not None


def _pages(facts: Facts) -> Iterator[str]:
    """Give all addresses of a paper, and its identifiers as addresses."""
    yield from facts.get("links", {}).values()
    table = cast("Mapping[str, str]", facts)
    for name, form in (
        ("arxiv", "https://arxiv.org/abs/{}"),
        ("doi", "https://doi.org/{}"),
        ("openreview", "https://openreview.net/forum?id={}"),
        ("anthology", "https://aclanthology.org/{}"),
        ("url", "{}"),
    ):
        if name in table:
            yield form.format(table[name])


def _has_number(facts: Facts) -> bool:
    return any(name in facts for name in ("arxiv", "doi", "openreview", "anthology")) or ".pdf" in facts.get("url", "")


def same_page(address: str) -> str:
    """Return one spelling of all addresses of a page: by its number if it has one."""
    for number in _NUMBERS:
        if match := number.search(address):
            return match[1].lower()
    bare = re.sub(r"^[a-z]*:?//(?:www\.)?|#.*$", "", address.strip(), flags=re.IGNORECASE)
    return bare.rstrip("/").removesuffix(".git").lower()


def letters(title: str) -> str:
    """Return the letters and digits of a title alone."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title)).lower()


def _share(figures: tuple[int, int]) -> str:
    part, whole = figures
    return f"{part}/{whole} = {100 * part / whole:.1f} %" if whole else "-"


def _total(rows: Sequence[Row]) -> Row:
    def summed(name: str) -> tuple[int, int]:
        pairs = [cast("tuple[int, int]", getattr(row, name)) for row in rows]
        return sum(part for part, _ in pairs), sum(whole for _, whole in pairs)

    total = Row("**all**", sum(row.entries for row in rows), sum(row.problems for row in rows))
    total.numbers, total.works, total.code = summed("numbers"), summed("works"), summed("code")
    total.strangers = sum(row.strangers for row in rows)
    return total


if __name__ == "__main__":
    main()
