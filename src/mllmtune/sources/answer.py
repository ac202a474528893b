"""What comes of asking a service for a paper?"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mllmtune.model.facts import Facts
from mllmtune.sources.identifier import Identifier

# Two services answer in BibTeX. Reading it is the business of another room, so that their parsers are handed it.
BibtexReader = Callable[[str], Sequence[Facts]]


class Answer(NamedTuple):
    """What a service says of a paper: facts without a key; what a person should be told; other names of it.

    `related` are records of the same work elsewhere, such as the published version of a preprint.
    """

    service: str
    facts: Facts
    remarks: tuple[str, ...] = ()
    related: tuple[Identifier, ...] = ()
