r"""Which papers does an ``.aux`` file cite, which LaTeX writes beside a document?

Sources: LaTeX's kernel, ltbibl.dtx (``\citation``) and ltfiles.dtx (``\@input`` of an ``\include``); biblatex.sty
(``\abx@aux@cite``, with the number of a section since version 3.8, and ``\abx@aux@nociteall``). What packages cite for
themselves, from a file that they write beside the document, is left out.
"""

import re
from collections.abc import Iterator

from mllmtune.select.cited import Cited, Reads, cited, listed

_COMMAND = re.compile(
    r"^\\(?:citation\{(?P<keys>[^{}\n]*)\}"
    r"|abx@aux@cite(?:\{\d+\})?\{(?P<key>[^{}\n]*)\}[ \t]*$"
    r"|@input\{(?P<file>[^{}\n]*)\}"
    r"|abx@aux@(?P<all>nociteall)\b)",
    re.MULTILINE,
)
_END = "\\gdef \\@abspage@last{"  # since the LaTeX of 2022; older ones end without a mark
# biblatex before biber, achemso and REVTeX write these entries, and REVTeX the notes, into a .bib file of their own.
_OWN = re.compile(r"biblatex-control|achemso-control|(?:REVTEX|aps[a-z]*)[0-9.-]+Control")
_REVTEX_NOTE = re.compile(r"(?:Note|endnote)\d+")


def read(text: str) -> Cited:
    """Return what the text of an ``.aux`` file cites, and the files that it reads."""
    found = list(_found(text))
    own = {key for key in found if isinstance(key, str) and _OWN.fullmatch(key)}
    if any(key.startswith(("REVTEX", "aps")) for key in own):
        own |= {key for key in found if isinstance(key, str) and _REVTEX_NOTE.fullmatch(key)}
    return cited((item for item in found if item not in own), ended=_END in text)


def _found(text: str) -> Iterator[str | Reads]:
    for command in _COMMAND.finditer(text):
        if (file := command["file"]) is not None:
            yield Reads((file,))
        elif command["all"]:
            yield "*"
        else:
            # BibTeX takes a list; biblatex writes one key a line, in which a comma cannot stand.
            yield from listed(command["keys"] or command["key"] or "")
