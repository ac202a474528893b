r"""Which address does a field spell that somebody has escaped for LaTeX?

``10.1007/978-3-319-24574-4\_28`` is how DBLP and Mendeley write a DOI; ``\url{...}`` is how people write an address.
No address has a backslash before one of these signs, so that nothing else can be meant.
"""

import re

_WRAPPED = re.compile(r"\s*\\(?:url|path|nolinkurl)\s*\{(.*)\}\s*", re.DOTALL)
_ESCAPED = re.compile(
    r"\{(?:\\[_&%#$]|\\~\{\}|\\textasciitilde(?:\{\})?)\}|\\[_&%#$]|\\~\{\}|\\textasciitilde(?:\{\}|\s+|$)|\$\\sim\$"
)


def address_of(text: str) -> str:
    """Return the address without what is there for LaTeX alone."""
    if "\\" not in text:
        return text
    wrapped = _WRAPPED.fullmatch(text)
    return _ESCAPED.sub(_sign, wrapped[1] if wrapped else text)


def _sign(match: re.Match[str]) -> str:
    signs = match[0].strip("{}\\ ")
    return signs if signs in ("_", "&", "%", "#", "$") else "~"
