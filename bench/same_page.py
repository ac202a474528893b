# ruff: noqa: RUF001 - signs that look alike are what the table is about
r"""Does the bibliography that BibTeX and biber make stay the same when mllmtune has read and written its .bib file?

    python bench/same_page.py FOLDER_OR_FILE... [--styles plain plainnat ...] [--differences FILE]

Every .bib file is cited whole (``\nocite{*}``): BibTeX makes a .bbl from the original and one from our classic BibTeX
in each style that is at hand, biber one from the original, one from our biblatex and one from our classic BibTeX. The
.bbl files are compared item by item, as `meaning.py` compares fields. ``capitals`` counts items that differ only in
capitals that a style took away and that stand in braces we added; ``fuller`` those of entries in biblatex's own fields
(``date``, ``journaltitle``), which BibTeX does not know: it prints all that it printed before, and what we put into its
fields; ``mended`` those in which we print a month as the style spells it, a range of pages as one, a DOI bare, or the
archive of an arXiv number apart from it. ``order`` counts files whose items stand in another order. A table of counts
goes to stdout; every difference is a line of FILE: program, file, key, before, after, with tabs between them. Each
program gets five minutes a file.
"""

import argparse
import calendar
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from meaning import folded, letters, seen
from mllmtune.formats import Format, writer
from mllmtune.formats.bibtex_preamble import preamble_text
from mllmtune.formats.bibtex_reader import read
from mllmtune.text.decoding import decoded

SECONDS = 300
STYLES = ("plain", "alpha", "apalike", "plainnat", "IEEEtran", "acl_natbib")
COLUMNS = (
    "files", "items", "missing", "same", "spelling", "escaped", "capitals", "fuller", "mended", "differ", "order",
)  # fmt: skip
DOCUMENT = r"""\documentclass{article}
\usepackage[backend=biber, style=authoryear]{biblatex}
\addbibresource{refs.bib}
\begin{document}\nocite{*}x\end{document}
"""
_ITEM = re.compile(r"\\bibitem(?:\s*\[(?:[^\[\]{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\])?\s*\{([^{}]+)\}")
_BIBER_ITEM = re.compile(r"\\entry\{([^{}]+)\}\{")
# What no style prints: whether biber found a date in `year` or in `date`, that it is of our era, and hashes of names,
# which stand there too.
_UNPRINTED = re.compile(
    r"\\field\{labeldatesource\}\{\w*\} ?|\\field\{dateera\}\{ce\} ?|\\strng\{\w*hash\}\{\w+\} ?|hash=\w+"
)
# biblatex prints arXiv for both; biber leaves the braces of an accent around its letter.
_SPELLINGS = ((re.compile(r"(?<=\{eprinttype\})\{arXiv\}"), "{arxiv}"), (re.compile(r"\{([ß-ɏ])\}"), r"\1"))
# What we write for BibTeX for signs in Unicode; LaTeX prints the same.
_SIGNS = str.maketrans({
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "\u00a0": "~", "‐": "-", "‑": "-",
    "\u00ad": "\\-", "\u200b": "", "−": "{$-$}", "∞": "{$\\infty$}", "¿": "{\\textquestiondown}", "†": "{\\dag}",
    "μ": "{$\\mu$}", "…": "{\\ldots}", "°": "{\\textdegree}", "→": "{$\\rightarrow$}", "×": "{$\\times$}",
    "©": "{\\textcopyright}", "®": "{\\textregistered}", "™": "{\\texttrademark}",
})  # fmt: skip
# What we print otherwise, and better: a month is spelt by the style, whether it was a number or an abbreviation in the
# file; the dash of a range of pages is a dash to the style; a DOI is made a link by whoever prints it.
_MONTH = re.compile(
    r"(?<![^\s,(])(?:(0?[1-9]|1[0-2])|(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\.?)"
    r"(?=[ ~](?:\d\d?, )?\d{4}\b)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\b(page|p\.)[ ~](?=[\w.:]* ?--)")
_DOI = re.compile(r"(\\doi\{|\\verb\{doi\} \\verb )(?:[^{}\s]*?[/:]|DOI )\s*(?=10\.\d{4,9}/)")
_ZERO = re.compile(r"(?<=\\field\{month\}\{)0")
# An eprint that is a number of arXiv is said to be one, and not in the number.
_ARXIV = "\\field{eprinttype}{arxiv} "
_EPRINT = re.compile(r"(?<=\\verb\{eprint\} \\verb )arxiv:", re.IGNORECASE)
_OF_BIBLATEX = {"date", "journaltitle", "location"}
_SPECIAL = "&%#_$^"


class Run(NamedTuple):
    """A program and what it is given: the style, "" for biber, and the dialect that we write for it."""

    style: str
    dialect: Format

    def __str__(self) -> str:
        """Return what the table calls it."""
        return f"bibtex, {self.style}" if self.style else f"biber, from {self.dialect}"


def main() -> None:
    """Compare every file in every run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("places", type=Path, nargs="+")
    parser.add_argument("--styles", nargs="*", default=list(STYLES))
    parser.add_argument("--differences", type=Path, default=Path("pages.tsv"))
    options = parser.parse_args()
    files = sorted(
        {path for place in options.places for path in ([place] if place.is_file() else place.rglob("*.bib"))}
    )
    print(f"| program | {' | '.join(COLUMNS)} |\n| --- |{' ---: |' * len(COLUMNS)}")
    with options.differences.open("w", encoding="utf-8") as out, tempfile.TemporaryDirectory() as scratch:
        for run in runs(options.styles, Path(scratch)):
            counts: Counter[str] = Counter()
            for path in files:
                for row in compared(run, path, Path(scratch), counts):
                    out.write("\t".join(" ".join(each.split()) for each in (str(run), str(path), *row)) + "\n")
            print(f"| {run} | " + " | ".join(f"{counts[column]:,}" for column in COLUMNS) + " |", flush=True)


def runs(styles: list[str], scratch: Path) -> Iterator[Run]:
    """Give the runs for which everything is here, and prepare them."""
    for style in styles:
        if shutil.which("bibtex") and _output(["kpsewhich", f"{style}.bst"], scratch).strip():
            yield Run(style, Format.BIBTEX)
        else:
            print(f"| bibtex, {style} | not at hand |")
    if shutil.which("biber") and shutil.which("pdflatex"):
        (scratch / "paper.tex").write_text(DOCUMENT)
        _output(["pdflatex", "-interaction=batchmode", "paper.tex"], scratch)
        (scratch / "paper.bcf").rename(scratch / "biber.bcf")
        yield Run("", Format.BIBLATEX)
        yield Run("", Format.BIBTEX)


def compared(run: Run, path: Path, scratch: Path, counts: Counter[str]) -> Iterator[tuple[str, str, str]]:
    """Give key, item before and item after of each that differs, and count the others."""
    text = decoded(path.read_bytes()).text.removeprefix("\ufeff")
    reading = read(text)
    ours = preamble_text(reading.preambles) + writer(run.dialect).write(paper.facts() for paper in reading.papers)
    before, after = (items(_bbl(run, each, scratch), biber=not run.style) for each in (text, ours))
    known = seen(text).entries
    biblatex = {entry.key.lower() for entry in known if _OF_BIBLATEX & entry.names}
    biblatex |= {entry.key.lower() for entry in known if entry.fields.get("crossref", "").lower() in biblatex}
    counts["files"] += 1
    counts["order"] += [key for key in before if key in after] != [key for key in after if key in before]
    for key, item in before.items():
        counts["items"] += 1
        agreement = _agreement(item, after[key]) if key in after else "missing"
        if not agreement and run.style and key.lower() in biblatex and _is_fuller(item, after[key]):
            agreement = "fuller"
        counts[agreement or "differ"] += 1
        if agreement in {"", "missing"}:
            yield key, *_where_they_differ(item, after.get(key, ""))


def _bbl(run: Run, text: str, scratch: Path) -> str:
    """Return the .bbl that the program makes of a .bib file, "" if it makes none."""
    (scratch / "refs.bib").write_text(text, encoding="utf-8")
    (scratch / "paper.bbl").unlink(missing_ok=True)
    if run.style:
        (scratch / "paper.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{run.style}}}\n\\bibdata{{refs}}\n")
        _output(["bibtex", "-min-crossrefs=1000", "paper"], scratch)
    else:
        shutil.copy(scratch / "biber.bcf", scratch / "paper.bcf")
        _output(["biber", "--quiet", "paper"], scratch)
    made = scratch / "paper.bbl"
    return made.read_text(encoding="utf-8", errors="backslashreplace") if made.exists() else ""


def items(bbl: str, *, biber: bool) -> dict[str, str]:
    r"""Return the text of each item by its key; what stands before the first one has the key "@head".

    BibTeX breaks long lines, with a ``%`` where there is no blank; such breaks are undone.
    """
    bbl = re.sub(r"%\n\s*", "", bbl) if not biber else bbl
    starts = list((_BIBER_ITEM if biber else _ITEM).finditer(bbl))
    ends = [match.start() for match in starts[1:]] + [len(bbl)] * bool(starts)
    found = {} if biber else {"@head": folded(bbl[: starts[0].start() if starts else None])}
    for match, end in zip(starts, ends, strict=True):
        found.setdefault(match[1], folded(bbl[match.start() : end].partition("\\end{thebibliography}")[0]))
    if "@head" in found:  # the widest label follows from the items
        found["@head"] = re.sub(r"\\begin\{thebibliography\}\{.*?\}+(?=\s|$)", "", found["@head"])
    return found


def _agreement(before: str, after: str) -> str:
    """Return how two items agree: same, spelling, escaped, capitals, mended; "" if they differ."""
    if before == after:
        return "same"
    one, two = map(_printed, (before, after))
    if one == two:
        return "spelling"
    if _ARXIV not in one:
        one, two = _EPRINT.sub("", one), two.replace(_ARXIV, "")
    if one == two:
        return "mended"
    return _walk(one, two) or ("mended" if (_walk(*map(_mended, (one, two)))) else "")


def _printed(item: str) -> str:
    """Return what decides how the item is printed, in one spelling."""
    item = _UNPRINTED.sub("", item)
    for pattern, spelling in _SPELLINGS:
        item = pattern.sub(spelling, item)
    return letters(item).translate(_SIGNS)


def _mended(item: str) -> str:
    """Return the item with every month in full, pages where there is more than one, and a bare DOI."""
    item = _ZERO.sub("", _DOI.sub(r"\1", item))
    item = re.sub(r"\b(pages|pp\.)~", r"\1 ", _MONTH.sub(_month, item))
    return _PAGE.sub(lambda match: "pages " if match[1] == "page" else "pp. ", item)


def _month(match: re.Match[str]) -> str:
    if match[1]:
        return calendar.month_name[int(match[1])]
    return next(name for name in calendar.month_name if name.startswith(match[2].capitalize()[:3]) and name)


def _walk(one: str, two: str) -> str:
    """Tell whether `two` is `one` but for added backslashes and braces, with other capitals only in these braces."""
    at = depth = 0
    added: list[int] = []
    kinds = set()
    for place, sign in enumerate(two):
        there = one[at : at + 1]
        closes = sign == "}" and bool(added) and depth == added[-1]
        if sign == there and not closes:
            depth += {"{": 1, "}": -1}.get(sign, 0) if two[place - 1 : place] != "\\" else 0
            at += 1
        elif sign == "{":
            added.append(depth)
        elif closes:
            added.pop()
            kinds.add("capitals")
        elif added and sign.lower() == there.lower():
            at += 1
        elif sign == "\\" and two[place + 1 : place + 2] in tuple(_SPECIAL):
            kinds.add("escaped")
        else:
            return ""
    if at < len(one) or added:
        return ""
    return "capitals" if "capitals" in kinds else "escaped"


def _is_fuller(before: str, after: str) -> bool:
    """Tell whether every word of one item is in the other in the same order; the label is not looked at."""
    rest = iter(_words(after))
    return all(word in rest for word in _words(before))


def _words(item: str) -> list[str]:
    text = re.sub(r"\\natexlab\{\w\}", "", letters(item).partition("{")[2])
    return re.findall(r"\w+", text.lower())


def _where_they_differ(before: str, after: str) -> tuple[str, str]:
    """Return the two texts from a little before the first difference on."""
    before, after = _mended(_printed(before)), _mended(_printed(after))
    at = next((place for place, pair in enumerate(zip(before, after, strict=False)) if len(set(pair)) > 1), 0)
    return before[max(0, at - 40) : at + 120], after[max(0, at - 40) : at + 120]


def _output(command: list[str], folder: Path) -> str:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode(errors="replace")


if __name__ == "__main__":
    main()
