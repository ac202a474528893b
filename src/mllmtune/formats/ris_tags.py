"""What are the values of each tag of a record of RIS, and how are they set out? The only module that knows rispy.

rispy is told to take every tag there could be, each as often as it comes, so that it leaves nothing out.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from string import ascii_uppercase, digits

import rispy

_TAGS = ["".join(pair) for pair in product(ascii_uppercase, ascii_uppercase + digits)]
_PARSER = rispy.RisParser(mapping={tag: tag for tag in _TAGS}, list_tags=_TAGS, delimiter_tags_mapping={})


class _Writer(rispy.RisWriter):  # type: ignore[misc] # rispy has no types
    """Writes no number before a record."""

    REFERENCE_TYPE_KEY = "ty"

    def set_header(self, count: int) -> str:  # noqa: ARG002 - rispy asks with the number
        """Return nothing."""
        return ""


def values_of(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the values of each tag of a record given line by line, from TY to ER, no value over two lines."""
    (record,) = _PARSER.parse("\n".join(f"{tag}  - {value}" for tag, value in pairs))
    return {tag: [values] if isinstance(values, str) else values for tag, values in record.items()}


def written(papers: Iterable[Mapping[str, Sequence[str]]]) -> str:
    """Return records as a file, each given as the values of its tags, of which none may go over a line."""
    mapping = {tag: tag.lower() for tag in _TAGS}
    lists = [
        {tag.lower(): " ".join(values) if tag == "TY" else values for tag, values in tags.items()} for tags in papers
    ]
    text: str = rispy.dumps(lists, implementation=_Writer, mapping=mapping, list_tags=_TAGS)
    return text
