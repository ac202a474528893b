"""Which papers does a Markdown manuscript cite, for pandoc or Quarto?

The Pandoc User's Guide, sections "Citation syntax" and "Including uncited items in the bibliography". Figures and
sections are cited in the same way by pandoc-crossref and Quarto, so the labels that the document defines are given.
"""

import re
from collections.abc import Iterator

from mllmtune.select.cited import Cited, cited

_TOKEN = re.compile(
    r"""
      ^[ \t]{0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n(?:.*?\n)??[ \t]{0,3}(?P=fence)[`~]*[ \t]*$
    | (?P<ticks>`++).*?(?<!`)(?P=ticks)(?!`) | `++
    | <!--.*?(?:-->|\Z) | \\.
    | https?://[^\s<>()]*+
    | \{\#(?P<label>[\w:.-]++)
    | \#\|[ ]*label:[ ]*(?P<cell>[\w:.-]++)
    | (?<![\w@])@(?:\{(?P<braced>[^{}\s]++)\}|(?P<key>\*|\w(?:[\w]|[:.\#$%&+?<>~/-](?=\w))*+))
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def read(text: str) -> Cited:
    """Return what the text of a Markdown manuscript cites, and the labels that it defines."""
    tokens = list(_TOKEN.finditer(text))
    labels = {token["label"] or token["cell"] for token in tokens if token["label"] or token["cell"]}
    return cited(_keys(tokens), labels=labels)


def _keys(tokens: list[re.Match[str]]) -> Iterator[str]:
    for token in tokens:
        if key := token["key"] or token["braced"]:
            yield key
