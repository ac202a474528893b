"""What hands make of a library, line by line: whatever becomes of it, no comment is lost."""

import re
import tomllib
from itertools import count
from random import Random

import pytest

from mllmtune.store.formatting import formatted
from mllmtune.store.merging import merged
from mllmtune.store.merging_papers import Marks
from mllmtune.store.toml import FaultError

LAYOUTS = [
    "type = 'misc'",
    'title = "T{d}" # c{n}',
    'tags = ["a", # c{n}\n  "b{d}"]',
    'links.blog = "https://x.org/{d}" # c{n}',
    'notes = """\n# not one\n[[papers]]\n"""',
    "   # c{n}\nyear = 20{d}",
    'fields = {{ x = "{d}" }}',
    '\ndoi = "10.1/{d}"',
]


def a_paper(key: str, random: Random, numbers: "count[int]") -> list[str]:
    """Return the lines of a paper with comments wherever one may stand."""
    chosen = random.sample(LAYOUTS, random.randrange(len(LAYOUTS)))
    made = [line.format(n=next(numbers), d=random.randrange(10, 13)) for line in chosen]
    head = [f"# c{next(numbers)}", "" * random.randrange(2), f"[[papers]] # c{next(numbers)}", f'key = "{key}"']
    return "\n".join([*head, *made, ""]).split("\n")


def by_hand(lines: list[str], random: Random, numbers: "count[int]") -> list[str]:
    """Return the lines after a few edits by somebody who knows no TOML."""
    after = list(lines)
    for _ in range(random.randrange(1, 5)):
        place = random.randrange(len(after))
        match random.randrange(6):
            case 0:
                after.insert(place, f"# c{next(numbers)}")
            case 1:
                after.pop(place)
            case 2:
                after[place:place] = ["", *a_paper(f"new{random.randrange(9)}", random, numbers), ""]
            case 3:
                after[place] = after[place].replace('"T', '"U').replace('"a"', f'"a", "q{random.randrange(9)}"')
            case 4:
                after.insert(place, f"month = {random.randrange(1, 4)}")
            case _:
                after[place] += f" # c{next(numbers)}"
    return after


def comments(text: str) -> set[str]:
    return set(re.findall(r"# c\d+\b", text))


@pytest.mark.parametrize("seed", range(500))
def test_no_comment_is_lost(seed: int) -> None:
    random, numbers = Random(seed), count()  # noqa: S311 - no secret
    base = ["[library]", "schema = 1", ""]
    for key in "ab"[: random.randrange(1, 3)]:
        base += [*a_paper(key, random, numbers), "" * random.randrange(2)]
    before, ours, theirs = ("\n".join(side) for side in (base, *(by_hand(base, random, numbers) for _ in range(2))))
    try:
        result = merged(before.encode(), ours.encode(), theirs.encode(), Marks())
    except FaultError:
        return  # merged line by line
    text = result.data.decode()
    assert (comments(ours) | comments(theirs)) - comments(before) <= comments(text)


@pytest.mark.parametrize("seed", range(200))
def test_in_order_a_paper_means_the_same_and_keeps_its_comments(seed: int) -> None:
    block = "\n".join(a_paper("a", Random(seed), count()))  # noqa: S311 - no secret
    after = formatted(block.rstrip().encode()).decode()
    assert tomllib.loads(after) == tomllib.loads(block)
    assert comments(after) == comments(block)
    assert formatted(after.encode()).decode() == after
