import json
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from pydantic import ValidationError

from mllmtune.model.facts import Facts
from mllmtune.model.faults import fault_of
from mllmtune.model.library import json_schema
from mllmtune.model.paper import Paper

ROOT = Path(__file__).parents[1]
BELONGS = 'category "{0}" belongs to "{1}"; write paradigm = "{1}" or change the category'
NO_PLACE = 'also = "additive/structure" is no paradigm/category of the survey; one is "additive/adapter"'


def paper(**facts: Any) -> Paper:  # noqa: ANN401 - any value may be tried
    return Paper.model_validate({"key": "a", "type": "misc", **facts})


def fault(**facts: Any) -> str:  # noqa: ANN401 - any value may be tried
    with pytest.raises(ValidationError) as caught:
        paper(**facts)
    return fault_of(caught.value, Paper).text


def test_facts_and_paper_have_the_same_attributes_in_the_same_order() -> None:
    assert list(get_type_hints(Facts)) == list(Paper.model_fields)


def test_what_is_empty_is_left_out() -> None:
    assert paper(title="T").facts() == {"key": "a", "type": "misc", "title": "T"}


def test_a_paper_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        paper().title = "other"  # type: ignore[misc]  # that is the point


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"titel": "x"}, '"titel" is not an attribute; did you mean "title"?'),
        ({"qqqqqq": "x"}, '"qqqqqq" is not an attribute; a field of BibTeX goes under [papers.fields]'),
        ({"year": "2024"}, "\"year\" '2024' must be a number without quotes"),
        ({"year": True}, '"year" True must be a number without quotes'),
        ({"month": 13}, '"month" 13 should be less than or equal to 12'),
        ({"authors": "Liu"}, '"authors" \'Liu\' must be a list: ["...", "..."]'),
        ({"title": ""}, '"title" must not be empty; write a value or remove the line'),
        ({"arxiv": "LoRA"}, '"LoRA" is not an arXiv id such as "2402.09353"'),
        ({"doi": "nature"}, '"nature" is not a DOI such as "10.1000/182"'),
        (
            {"posted": "2024-02-30"},
            '"2024-02-30" is no day of the calendar; write 2024-02, or the day that is meant',
        ),
        ({"posted": "2023-02-29"}, '"2023-02-29" is no day of the calendar; write 2023-02, or the day that is meant'),
        ({"posted": "2024-13"}, '"2024-13" is not a date such as "2024", "2024-02" or "2024-02-14"'),
        ({"paradigm": "additive", "category": "structure"}, BELONGS.format("structure", "reparameterization")),
        ({"category": "adapter"}, BELONGS.format("adapter", "additive")),
        ({"also": ["additive/structure"]}, NO_PLACE),
        ({"also": ["additive/2024"]}, NO_PLACE.replace("structure", "2024", 1)),
        ({"also": ["aditive/structure"]}, NO_PLACE.replace("additive/structure", "aditive/structure", 1)),
        ({"topic": "model#merging"}, "\"topic\" 'model#merging' holds a character that cannot stand there: '#'"),
        ({"type": "9lives"}, "\"type\" '9lives' holds a character that cannot stand there"),
        ({"key": "a b"}, "\"key\" 'a b' holds a character that cannot stand there: ' '"),
        ({"links": {"code": "not an address"}}, '"not an address" is not an address; write https://...'),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_remedy(facts: dict[str, Any], said: str) -> None:
    assert fault(**facts) == said


def test_several_faults_are_counted() -> None:
    assert fault(year="x", month="y").endswith("(and 1 more)")


def test_identifiers_are_stored_bare() -> None:
    made = paper(arxiv="https://arxiv.org/abs/2402.09353v1", doi="https://doi.org/10.1000/182")
    assert (made.arxiv, made.doi) == ("2402.09353v1", "10.1000/182")


def test_the_schema_in_docs_is_the_one_the_model_gives() -> None:
    written = json.loads((ROOT / "docs" / "papers.schema.json").read_text(encoding="utf-8"))
    assert written == json_schema()
