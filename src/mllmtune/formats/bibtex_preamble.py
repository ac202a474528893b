"""How do the preambles of a BibTeX file stand in the next one? At its head, before the entries that need them.

BibTeXing, Oren Patashnik, 1988, section 2: the text of every ``@preamble`` goes to the ``.bbl`` as it is.
"""

from collections.abc import Iterable

from mllmtune.formats.bibtex_braces import unchanged


def preamble_text(preambles: Iterable[str]) -> str:
    """Return the blocks for the texts of `Reading.preambles`, each with a blank line behind it."""
    return "".join(f"@preamble{{{unchanged(text)}}}\n\n" for text in preambles)
