"""How does the field divide its methods, and how far has a reader come with a paper?

Paradigms and categories are those of the survey "Keeping Yourself is Important in Downstream Tuning Multimodal
Large Language Model" (arXiv 2503.04543).
"""

from enum import StrEnum


class Paradigm(StrEnum):
    """What tuning does to the weights: choose some, add some, or rewrite the change of all."""

    SELECTIVE = "selective"
    ADDITIVE = "additive"
    REPARAMETERIZATION = "reparameterization"


class Category(StrEnum):
    """The survey's second division; each category belongs to one paradigm."""

    ITERATIVE = "iterative"
    POSTERIOR = "posterior"
    ADAPTER = "adapter"
    PROMPT = "prompt"
    STRUCTURE = "structure"
    CALIBRATION = "calibration"


class Status(StrEnum):
    """How far a reader has come."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"


PARADIGM_OF = {
    Category.ITERATIVE: Paradigm.SELECTIVE,
    Category.POSTERIOR: Paradigm.SELECTIVE,
    Category.ADAPTER: Paradigm.ADDITIVE,
    Category.PROMPT: Paradigm.ADDITIVE,
    Category.STRUCTURE: Paradigm.REPARAMETERIZATION,
    Category.CALIBRATION: Paradigm.REPARAMETERIZATION,
}


def categories_of(paradigm: str) -> list[Category]:
    """Return the categories of a paradigm, in the survey's order."""
    return [category for category, owner in PARADIGM_OF.items() if owner == paradigm]
