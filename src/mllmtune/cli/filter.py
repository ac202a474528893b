"""`mllmtune filter`: which papers belong to a tuning paradigm?"""

from typing import Annotated

import typer

from mllmtune.cli.completing import complete_category, complete_paradigm
from mllmtune.cli.listing import list_papers
from mllmtune.cli.options import AsJson, AsKeys, CategoryOption, Selection, selecting
from mllmtune.errors import BadOptionError
from mllmtune.model.taxonomy import Category, Paradigm, categories_of


@selecting
def run(
    ctx: typer.Context,
    selection: Selection,
    paradigm: Annotated[str, typer.Argument(metavar="PARADIGM", autocompletion=complete_paradigm)],
    place: Annotated[str | None, typer.Argument(metavar="[CATEGORY]", autocompletion=complete_category)] = None,
    category: CategoryOption = None,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """List the papers of a tuning paradigm, or of one category in it.

    \b
    selective            iterative, posterior
    additive             adapter, prompt
    reparameterization   structure, calibration

    \b
    Examples:
      mllmtune filter reparameterization
      mllmtune filter additive adapter
      mllmtune filter additive --category adapter --year 2023..
    """
    if place and category and place != category:
        raise BadOptionError(f"{place} and {category} cannot both be the category; name one")
    paradigm = _paradigm(paradigm)
    within = _category(paradigm, place or category)
    list_papers(ctx, selection._replace(paradigm=paradigm, category=within), as_json=as_json, as_keys=as_keys)


def _paradigm(text: str) -> Paradigm:
    matches = [one for one in Paradigm if one.startswith(text.lower())]
    if len(matches) != 1:
        raise BadOptionError(f'"{text}" is no paradigm; there are {", ".join(Paradigm)}')
    return matches[0]


def _category(paradigm: Paradigm, text: str | None) -> Category | None:
    if text is None:
        return None
    matches = [one for one in categories_of(paradigm) if one.startswith(text.lower())]
    if len(matches) != 1:
        raise BadOptionError(f'"{text}" is no category of {paradigm}; there are {", ".join(categories_of(paradigm))}')
    return matches[0]
