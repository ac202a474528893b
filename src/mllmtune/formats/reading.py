"""What comes of reading a file? Papers, and everything in it that did not become one."""

from dataclasses import dataclass

from mllmtune.model.paper import Paper

# What a BibTeX file has between its entries is a comment to BibTeX (BibTeXing, section 1), as is @comment; no fault.
OUTSIDE = "text outside any entry, which a library does not keep"
COMMENT = "a comment, which a library does not keep"


@dataclass(frozen=True, slots=True)
class Problem:
    """A place in a file that was not understood, or was mended to be understood.

    `line` counts from 1. `text` is a sentence for people; `raw` is what stands there, word for word. `lost` says
    whether an entry of the file is missing from the papers because of it: entries = papers + lost problems.
    """

    line: int
    text: str
    raw: str
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper that was read, the line, counted from 1, on which it begins, and whether its key is our proposal."""

    line: int
    paper: Paper
    key_proposed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    r"""Everything that a file holds: each entry is a paper here or is named by a problem.

    `preambles` is the text of each @preamble of a BibTeX file, in the form in which papers keep fields: without it
    commands that the entries use (``\noopsort``) are not known to LaTeX.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    preambles: tuple[str, ...] = ()

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers alone, in the file's order."""
        return tuple(entry.paper for entry in self.entries)
