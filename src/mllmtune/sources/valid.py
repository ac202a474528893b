"""Does what a service says make a paper? What the model refuses is left out, and that is said."""

from typing import cast

from pydantic import ValidationError

from mllmtune.errors import UnusableAnswerError
from mllmtune.model.facts import Facts
from mllmtune.model.paper import Paper
from mllmtune.sources.answer import Answer
from mllmtune.sources.table import SERVICES


def valid(answer: Answer) -> Answer:
    """Return the answer with the facts that a paper can have, as the model spells them.

    Raises:
        UnusableAnswerError: not even the rest of it makes a paper.

    """
    refused: set[str] = set()
    for _ in range(2):
        try:
            facts = Paper.of(_without(answer.facts, refused)).facts()
        except ValidationError as error:
            refused |= {str(each["loc"][0]) for each in error.errors() if each["loc"]}
            continue
        del facts["key"]
        name = SERVICES[answer.service].name
        told = tuple(f"what {name} gives for {one} cannot be kept; it is left out" for one in sorted(refused))
        return answer._replace(facts=facts, remarks=(*answer.remarks, *told))
    raise UnusableAnswerError(SERVICES[answer.service].name, f"a record whose {min(refused)} makes no paper")


def _without(facts: Facts, refused: set[str]) -> Facts:
    left = {name: value for name, value in facts.items() if name not in refused}
    return cast("Facts", {**left, "key": "paper"})
