"""In which language is a document written, and what does it cite? One module a language, loaded when it is met."""

from importlib import import_module

from mllmtune.select.cited import Cited

# The module for each suffix.
LANGUAGES = {
    ".aux": "aux", ".bcf": "bcf", ".tex": "tex", ".ltx": "tex", ".latex": "tex", ".typ": "typst", ".md": "markdown",
    ".markdown": "markdown", ".qmd": "markdown", ".rmd": "markdown",
}  # fmt: skip
# What LaTeX and its kin write or read beside a document, which is not what cites.
NO_DOCUMENTS = frozenset((".bib", ".bbl", ".blg", ".log", ".fls", ".pdf", ".dvi", ".toml", ".docx", ".odt", ".csl"))


def cited_in(suffix: str, text: str) -> Cited:
    """Return what a file cites, of which the suffix and the text are given; a suffix that says nothing is no matter."""
    module = LANGUAGES.get(suffix.lower()) or _language_of(text)
    found: Cited = import_module(f"mllmtune.select.{module}").read(text)
    return found


def _language_of(text: str) -> str:
    if "<bcf:" in text:
        return "bcf"
    if text.startswith("\\relax") or "\\citation{" in text or "\\abx@aux@" in text:
        return "aux"
    return "tex" if "\\" in text else "typst"
