"""Where does a paper stand in the order of a library or a list?"""

from mllmtune.checks.subject import Subject


def place(subject: Subject) -> str:
    """Return its paradigm and category, or its topic; "" if it has none."""
    facts = subject.facts
    return "/".join(filter(None, (facts.get("paradigm"), facts.get("category")))) or facts.get("topic", "")
