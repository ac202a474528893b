"""In which form are titles and people compared? Without marks, accents and case."""

from mllmtune.model.facts import Facts, people
from mllmtune.text.latex import plain
from mllmtune.text.names import family_name
from mllmtune.text.slugs import fold


def title_form(facts: Facts) -> str:
    """Return the title as titles are compared; "" if there is none."""
    return fold(plain(facts.get("title", "")))


def family_forms(facts: Facts) -> list[str]:
    """Return the family names of the authors, else of the editors, as names are compared."""
    return [fold(plain(family_name(name))) for name in people(facts)]
