"""Which entries go into a file that is made for documents, and under which keys?"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mllmtune.cli.lazy import load
from mllmtune.cli.output import say
from mllmtune.errors import UnknownKeyError
from mllmtune.formats import Format
from mllmtune.model.facts import Facts
from mllmtune.select.naming import asked_twice, under_each_name, under_first_name
from mllmtune.select.parents import with_parents
from mllmtune.select.query import Keys, Node, Not, both
from mllmtune.store.index import Index

if TYPE_CHECKING:  # whoever asks for no document does not load what reads them
    from mllmtune.cli.documents import Documents

# In these an entry refers to another, or is completed from it.
_BIBLIOGRAPHIES = frozenset((Format.BIBTEX, Format.BIBLATEX, Format.CSL, Format.RIS, Format.HAYAGRIVA))
# In these an entry can say by which other names it is known.
_KNOW_ALIASES = frozenset((Format.BIBLATEX, Format.JSON, Format.MARKDOWN, Format.CSV))


class Missing(NamedTuple):
    """A key that no paper has: where it is cited, or what needs it, and the nearest keys that there are."""

    key: str
    where: str
    near: tuple[str, ...]

    def __str__(self) -> str:
        """Return a sentence."""
        return f"{self.where}: {UnknownKeyError(self.key, self.near)}"


class Entries(NamedTuple):
    """The papers as they are to be written, the keys that are missing, and what else the user should know.

    `preambles` is the TeX that the library's bibliography needs.
    """

    papers: list[Facts]
    preambles: list[str]
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()


def entries(index: Index, node: Node, form: Format) -> Entries:
    """Return the papers that `node` means, with the entries that these need in a bibliography."""
    papers = index.papers(_in_order(node, form))
    if form in _BIBLIOGRAPHIES:
        papers, _ = with_parents(papers, lambda names: index.papers(Keys(names)))
    return Entries(papers, index.preambles())


def entries_for(index: Index, node: Node, form: Format, documents: "Documents") -> Entries:
    """Return the papers that `node` means and the documents cite, under the keys by which these do."""
    papers = index.papers(_in_order(both([node, documents.node]), form))
    asked = documents.keys
    needing: dict[str, str] = {}
    if form in _BIBLIOGRAPHIES:
        papers, needing = with_parents(papers, lambda names: index.papers(Keys(names)))
    places = {name: f"the entry {child}" for name, child in needing.items()} | {
        key: str(path) for key, path in asked.items()
    }
    names = (*asked, *(name for name in needing if name not in asked))
    missing = missing_keys(index, {name: places[name] for name in names})
    if form in _KNOW_ALIASES:
        return Entries(under_first_name(papers, names), index.preambles(), missing)
    twice = tuple(
        f"{' and '.join(several)} are one paper; as {form} knows no other names, there is an entry under each"
        for several in asked_twice(papers, names)
    )
    return Entries(under_each_name(papers, names), index.preambles(), missing, twice)


def missing_keys(index: Index, where: Mapping[str, str]) -> tuple[Missing, ...]:
    """Return those of the keys that no paper has as its key or as an alias; `where` says where each is named."""
    known = index.holders(("name", key) for key in where)
    lacking = {key: place for key, place in where.items() if ("name", key) not in known}
    return with_nearest(lacking, index.names_beside(lacking)) if lacking else ()


def with_nearest(lacking: Mapping[str, str], known: Sequence[str]) -> tuple[Missing, ...]:
    """Return the keys that are lacking, each with where it is named and the nearest of the known ones.

    Where so many are lacking that it would take long, the nearest are looked for of the first, and that is said.
    """
    found = load("select.near").near_to_each(list(lacking), known)
    if len(found) < len(lacking):
        say(f"no paper has {len(lacking)} of the keys; for the first {len(found)} of them the nearest keys are named")
    return tuple(Missing(key, where, tuple(found.get(key, ()))) for key, where in lacking.items())


def _in_order(node: Node, form: Format) -> Node:
    """Return the node of the same papers; for a list in Markdown one that ranks none of them above the others."""
    return Not(Not(node)) if form is Format.MARKDOWN else node
