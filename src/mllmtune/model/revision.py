"""What has become of a paper? Its attributes before and after, each that differs by name."""

from collections.abc import Iterator
from typing import NamedTuple

from mllmtune.model.facts import TABLES, Facts


class Revision(NamedTuple):
    """A paper before and after a change; None where it is not in the library."""

    before: Facts | None
    after: Facts | None

    @property
    def key(self) -> str:
        """The key that the paper had before, or has now if it is new."""
        return (self.before or self.after or {"key": ""})["key"]


class Alteration(NamedTuple):
    """An attribute (``links.code`` for one of a table) and its values; None where it has none."""

    attribute: str
    before: object
    after: object


def alterations(revision: Revision) -> Iterator[Alteration]:
    """Give what differs, in the order of the file. Nothing for a paper that comes or goes."""
    if revision.before is None or revision.after is None:
        return
    old, new = _flat(revision.before), _flat(revision.after)
    for name in sorted(old.keys() | new.keys(), key=_order):
        if old.get(name) != new.get(name):
            yield Alteration(name, old.get(name), new.get(name))


def _flat(facts: Facts) -> dict[str, object]:
    flat = {name: value for name, value in facts.items() if name not in TABLES}
    return flat | {f"{name}.{label}": value for name in TABLES for label, value in facts.get(name, {}).items()}


def _order(name: str) -> tuple[int, str]:
    return list(Facts.__annotations__).index(name.partition(".")[0]), name
