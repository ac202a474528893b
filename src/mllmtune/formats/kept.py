"""How does text stand in ``fields``, the fields that the model does not know?

They are written to BibTeX word for word, so what comes from another medium has to be safe there already.
"""

from collections.abc import Mapping

from mllmtune.formats.bibtex_values import expression
from mllmtune.model.facts import Facts
from mllmtune.text.ascii import escaped


def field_text(text: str) -> str:
    """Return LaTeX text so that it can stand in ``fields``: safe to typeset as it is, and no expression."""
    return escaped(text)  # an expression has a bare "#"


def texts(facts: Facts) -> Mapping[str, str]:
    """Return the fields of a paper that say text; an expression says what only a bibliography style knows."""
    return {name: text for name, text in facts.get("fields", {}).items() if text and expression(text) is None}
